//! The JSON interface of proposals under `/api/v1`: the same operations, rights and journal as the
//! page.

use crate::api::Onward;
use crate::decide::api::{Undecided, refusal};
use crate::pages::proposals::{journal, place, place_of};
use crate::propose::answer::answer;
use crate::propose::listed::{self, End, Listed, What, in_clear};
use crate::rights::Sight;
use crate::words;
use axum::Json;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{Query, State};
use faisceau_platform::access::Action;
use faisceau_platform::fault::Error;
use faisceau_platform::web::{
    Answers, Audience, BodyRefusals, Failure, Front, Problem, Refusals, Route, Routes, Signed,
    StaffRefusals, Visit,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{OpenApi, ToSchema};
use uuid::Uuid;

/// The routes of the interface.
pub(crate) fn routes() -> Routes<Arc<Front>> {
    let reads = Audience::Staff(Action::SeriesPropose);
    let decides = Audience::Staff(Action::SeriesDecide);
    Routes::new("series")
        .with(
            Route::get("/api/v1/proposals", reads).answering(Answers::Json),
            list,
        )
        .with(
            Route::post("/api/v1/proposals/answers", decides).answering(Answers::Json),
            answers,
        )
}

/// The description of the interface, made from the code.
#[must_use]
pub(crate) fn openapi() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

#[derive(OpenApi)]
#[openapi(paths(list, answers), components(schemas(Problem)))]
struct Description;

/// Proposals, what answering may bring most first.
#[derive(Serialize, ToSchema)]
struct Proposals {
    /// Those this person may see. A page may be shorter than the others, or empty.
    proposals: Vec<ProposalSeen>,
    /// `after` of the next page; null: this is the last.
    next: Option<String>,
}

/// What the linker leaves to people.
#[derive(Serialize, ToSchema)]
struct ProposalSeen {
    /// The proposal.
    id: Uuid,
    /// `join` two sides, `part` a confirmed series, say what a `value` is, or that a value of the
    /// first side is one of the second's, mistyped or written otherwise (`slip`).
    kind: &'static str,
    /// Why the linker did not do it: `below`, `elsewhere`, `both_confirmed`,
    /// `held_by_confirmation`, `too_little` or `mistyped`.
    why: String,
    /// Its sides; none for a value.
    sides: Vec<SideSeen>,
    /// The value, never a link to follow; null for series.
    value: Option<String>,
    /// An identifier of that value; null for series, and once nothing says it any more.
    identifier: Option<Uuid>,
    /// What may have been meant by it; null but for a slip.
    meant: Option<String>,
    /// How the two differ; null where they are masked.
    slip: Option<SlipSeen>,
    /// What speaks for it, in hundredths of a bit.
    bits: i64,
    /// From which sum the linker does it by itself; 0 where it never does.
    threshold: i64,
    /// Complaints on each side; for a value, its users and their series.
    sizes: [i64; 2],
    /// What those who would change company lost in euro, in minor units.
    loss_minor: i64,
    /// What answering may bring, in thousandths of a complaint.
    worth: i64,
}

/// How a value differs from what may have been meant.
#[derive(Serialize, ToSchema)]
struct SlipSeen {
    /// `changed`: one sign stands for another; `exchanged`: two neighbours are; `extra`: one too many;
    /// `forgotten`: one is missing. Of two names of accounts: `looks_same`, `resembles`.
    how: String,
    /// Where, counted from 0 in the value as typed; null for names, which are compared whole.
    at: Option<i64>,
    /// The sign that may have been meant.
    sign: Option<String>,
}

/// One side: a series, or a complaint that is in none.
#[derive(Serialize, ToSchema)]
struct SideSeen {
    /// The series; null: a complaint by itself.
    series: Option<Uuid>,
    /// The complaint; null: a series, whose complaints are read on its page by who may.
    complaint: Option<Uuid>,
}

/// Answers to proposals.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct GivenAnswers {
    /// The gesture's id, chosen by the program: the same one sent twice is one gesture.
    batch: Uuid,
    /// Why, in words.
    reason: String,
    /// At most 50.
    answers: Vec<GivenAnswer>,
}

/// An answer to a proposal.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct GivenAnswer {
    /// The proposal.
    proposal: Uuid,
    /// Whether it is accepted.
    accept: bool,
}

/// What came of it.
#[derive(Serialize, ToSchema)]
struct Answered {
    /// How many proposals were answered.
    answered: usize,
    /// Those left as they were, each with why.
    left: Vec<Left>,
}

/// A proposal left as it was.
#[derive(Serialize, ToSchema)]
struct Left {
    /// The proposal.
    proposal: Uuid,
    /// Why, as a stable word: `contradicts`, `no-proposal`, `not-allowed`…
    why: &'static str,
}

/// Proposals that this person may see. The reading is journaled.
#[utoipa::path(
    get, path = "/api/v1/proposals", operation_id = "list_proposals", params(Onward),
    responses((status = 200, description = "One page", body = Proposals), Refusals, StaffRefusals)
)]
async fn list(
    State(front): State<Arc<Front>>,
    signed: Signed,
    onward: Result<Query<Onward>, QueryRejection>,
) -> Result<Json<Proposals>, Failure> {
    let Query(onward) = onward.map_err(|refusal| Failure::from_status(refusal.status()))?;
    let text = onward.after.unwrap_or_default();
    let after = place(&text);
    if !text.is_empty() && after.is_none() {
        return Err(Failure::bad_request());
    }
    let mut tx = front.world.db.write().await?;
    let mut sight = Sight::of(&front, &signed);
    let (rows, next) = listed::permitted(&mut tx, &mut sight, after).await?;
    journal(&signed.cx, &mut tx, rows.len()).await?;
    tx.commit().await?;
    Ok(Json(Proposals {
        proposals: rows.iter().map(|row| seen(&sight, row)).collect(),
        next: next.map(place_of),
    }))
}

/// Answers proposals, each by itself. The whole gesture can be taken back.
#[utoipa::path(
    post, path = "/api/v1/proposals/answers", operation_id = "answer_proposals",
    request_body = GivenAnswers,
    responses(
        (status = 200, description = "Answered; the linker obeys within seconds", body = Answered),
        Undecided, Refusals, StaffRefusals, BodyRefusals
    )
)]
async fn answers(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    body: Result<Json<GivenAnswers>, JsonRejection>,
) -> Result<Json<Answered>, Failure> {
    let Json(given) = body.map_err(|refusal| Failure::from_status(refusal.status()))?;
    let cx = signed.cx.clone().because(&given.reason);
    let mut sight = Sight::of(&front, &signed);
    let chosen = given.answers.iter().map(|one| (one.proposal, one.accept));
    let chosen: Vec<(Uuid, bool)> = chosen.collect();
    match answer(&cx, &mut sight, given.batch, &chosen).await {
        Ok(done) => Ok(Json(Answered {
            answered: done.answered,
            left: done
                .left
                .iter()
                .map(|(proposal, why)| Left {
                    proposal: *proposal,
                    why: why.code(),
                })
                .collect(),
        })),
        Err(Error::Fault(fault)) => Err(fault.into()),
        Err(Error::Refused(why)) => Err(refusal(&front, &visit, &signed, &why).await?),
    }
}

fn seen(sight: &Sight<'_>, row: &Listed) -> ProposalSeen {
    let side = |end: &End| SideSeen {
        series: end.series.as_ref().map(|(id, _)| *id),
        complaint: end.series.is_none().then_some(end.complaint),
    };
    let (sides, value, identifier) = match &row.what {
        What::Join(ends) | What::Part(ends) => (ends.iter().map(side).collect(), None, None),
        // Only who may judge it sees it.
        What::Value {
            kind,
            key,
            identifier,
            ..
        } => {
            let shown = words::shown(kind, key, true);
            (Vec::new(), Some(shown), *identifier)
        }
        What::Slip { ends, slip } => {
            let clear = in_clear(sight, ends);
            let typed = words::shown(&slip.kind, &slip.typed, clear);
            let both = ends.iter().map(|end| SideSeen {
                complaint: Some(end.complaint),
                ..side(end)
            });
            (both.collect(), Some(typed), None)
        }
    };
    let slip = match &row.what {
        What::Slip { ends, slip } => Some((slip, in_clear(sight, ends))),
        _ => None,
    };
    ProposalSeen {
        id: row.id,
        kind: row.kind(),
        why: row.why.clone(),
        sides,
        value,
        identifier,
        meant: slip.map(|(slip, clear)| words::shown(&slip.kind, &slip.meant, clear)),
        slip: slip.filter(|(_, clear)| *clear).map(|(slip, _)| SlipSeen {
            how: slip.how.clone(),
            at: slip.at,
            sign: slip.sign.clone(),
        }),
        bits: row.bits,
        threshold: row.threshold,
        sizes: row.sizes,
        loss_minor: row.loss_minor,
        worth: row.worth,
    }
}
