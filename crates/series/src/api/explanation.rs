//! Why a complaint is in its series, for programs: the sentences of the page, and their figures.
//! The same rights and journal as the page; no rule.

use crate::explain::{Explanation, Question, explain};
use crate::said::{Addend, Figures, Line, Part, Told};
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use faisceau_linkage::Strength;
use faisceau_platform::web::{
    Failure, Front, NotThere, Problem, Refusals, Signed, StaffRefusals, Visit,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoParams, OpenApi, ToSchema};
use uuid::Uuid;

#[derive(OpenApi)]
#[openapi(paths(read), components(schemas(Problem)))]
pub(super) struct Description;

/// With which other complaint.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct With {
    /// Another complaint: why the two are together, or not.
    with: Option<Uuid>,
}

/// Why a complaint is in its series, or why two complaints are together or not.
#[derive(Serialize, ToSchema)]
pub(super) struct ExplanationSeen {
    /// `known`, or `linking` when the linker did not answer yet: ask again.
    state: &'static str,
    /// What is recorded, in sentences, while the linker does not answer.
    stored: Vec<String>,
    /// When that was calculated (RFC 3339).
    calculated_at: Option<String>,
    /// The version of the rules of calculation.
    version: Option<u32>,
    /// Whether they are together, in a sentence in the language asked for.
    summary: Option<String>,
    /// The strongest path, step by step.
    path: PartSeen,
    /// Every other direct reason.
    direct: PartSeen,
    /// What was not used, and why.
    not_used: PartSeen,
    /// Groups that something speaks for, and that were not joined.
    alternatives: PartSeen,
}

/// A part of an explanation.
#[derive(Default, Serialize, ToSchema)]
struct PartSeen {
    /// A sentence before the lines.
    lead: Option<String>,
    /// The lines.
    lines: Vec<LineSeen>,
    /// How many more there are than those, in a sentence.
    more: Option<String>,
}

/// One step, one reason, one value or one group.
#[derive(Serialize, ToSchema)]
struct LineSeen {
    /// What it is about.
    title: String,
    /// What complaints mention.
    facts: Vec<String>,
    /// What the calculation draws from that, or what a person decided.
    inference: Vec<String>,
    /// The figures of these sentences.
    figures: FiguresSeen,
}

/// The figures of a line. Bits are in hundredths.
#[derive(Serialize, ToSchema)]
struct FiguresSeen {
    /// What joins or keeps apart, as a stable word.
    by: &'static str,
    /// The value, masked as this person's rights require.
    value: Option<WordedValue>,
    /// Who uses it in all.
    everywhere: Option<Use>,
    /// Who uses it in the series.
    within: Option<Use>,
    /// Users after the first that also agreed with an earlier one on something firm.
    corroborated: Option<u32>,
    /// Users after the first.
    arrivals: Option<u32>,
    /// What it is worth.
    bits: Option<i32>,
    /// What was needed.
    threshold: Option<i32>,
    /// `very-strong`, `strong`, `moderate`, `weak` or `against`.
    strength: Option<&'static str>,
    /// How many complaints the two groups have.
    sizes: Option<[usize; 2]>,
    /// What adds up to the bits.
    parts: Vec<AddendSeen>,
}

/// A value as it may be shown.
#[derive(Serialize, ToSchema)]
struct WordedValue {
    /// `iban`, `phone`, `email`…
    kind: &'static str,
    /// Masked, or in clear and never a link to follow.
    shown: String,
}

/// How much a value is used.
#[derive(Serialize, ToSchema)]
struct Use {
    /// Complaints.
    complaints: u64,
    /// When the first of them was received (RFC 3339).
    first_received_at: String,
    /// When the last of them was (RFC 3339).
    last_received_at: String,
}

/// A part of a sum.
#[derive(Serialize, ToSchema)]
struct AddendSeen {
    /// `start`, `value`, `picture`, `headings`, `scripts` or `size`.
    of: &'static str,
    /// The value, masked as this person's rights require.
    value: Option<WordedValue>,
    /// In how many groups it is found.
    groups: Option<usize>,
    /// Pairs compared.
    compared: Option<i32>,
    /// Those that agree; for scripts, how much the closest agree.
    agree: Option<i32>,
    /// In hundredths of a bit.
    bits: i32,
}

/// Why a complaint is in its series. The reading is journaled on each complaint asked about.
#[utoipa::path(
    get, path = "/api/v1/series/{id}/explanations/{complaint}", operation_id = "explain_link",
    params(
        ("id" = Uuid, Path, description = "The series"),
        ("complaint" = Uuid, Path, description = "One of its complaints"),
        With
    ),
    responses(
        (status = 200, description = "The explanation", body = ExplanationSeen),
        Refusals, StaffRefusals, NotThere
    )
)]
pub(super) async fn read(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path((id, complaint)): Path<(String, String)>,
    with: Result<Query<With>, QueryRejection>,
) -> Result<Json<ExplanationSeen>, Failure> {
    let Query(with) = with.map_err(|refusal| Failure::from_status(refusal.status()))?;
    let parsed = |id: String| id.parse::<Uuid>().map_err(|_| Failure::not_found());
    let (series, one) = (parsed(id)?, parsed(complaint)?);
    let other = with.with.filter(|other| *other != one);
    let question = Question::open(&front, &signed, series, one, other).await?;
    let said = explain(&front, &signed, &visit.say(), &question).await?;
    Ok(Json(match said {
        Explanation::Known(told, at) => known(*told, at),
        Explanation::Linking(stored) => ExplanationSeen {
            state: "linking",
            stored,
            calculated_at: None,
            version: None,
            summary: None,
            path: PartSeen::default(),
            direct: PartSeen::default(),
            not_used: PartSeen::default(),
            alternatives: PartSeen::default(),
        },
    }))
}

fn known(told: Told, at: Timestamp) -> ExplanationSeen {
    ExplanationSeen {
        state: "known",
        stored: Vec::new(),
        calculated_at: Some(at.to_string()),
        version: Some(told.version),
        summary: Some(told.summary),
        path: part(told.path),
        direct: part(told.direct),
        not_used: part(told.not_used),
        alternatives: part(told.alternatives),
    }
}

fn part(part: Part) -> PartSeen {
    PartSeen {
        lead: part.lead,
        lines: part.lines.into_iter().map(line).collect(),
        more: part.more,
    }
}

fn line(line: Line) -> LineSeen {
    LineSeen {
        title: line.title,
        facts: line.facts,
        inference: line.inference,
        figures: figures(line.figures),
    }
}

fn figures(of: Figures) -> FiguresSeen {
    let (corroborated, arrivals) = of.corroborated.unzip();
    FiguresSeen {
        by: of.by,
        value: of.value.map(worded),
        everywhere: of.everywhere.map(used),
        within: of.within.map(used),
        corroborated,
        arrivals,
        bits: of.bits,
        threshold: of.threshold,
        strength: of.bits.map(|bits| Strength::of(bits).code()),
        sizes: of.sizes,
        parts: of.parts.into_iter().map(addend).collect(),
    }
}

fn worded((kind, shown): (&'static str, String)) -> WordedValue {
    WordedValue { kind, shown }
}

fn used((complaints, first, last): (u64, Timestamp, Timestamp)) -> Use {
    Use {
        complaints,
        first_received_at: first.to_string(),
        last_received_at: last.to_string(),
    }
}

fn addend(of: Addend) -> AddendSeen {
    let (compared, agree) = of.pairs.unzip();
    AddendSeen {
        of: of.of,
        value: of.value.map(worded),
        groups: of.groups,
        compared,
        agree,
        bits: of.bits,
    }
}
