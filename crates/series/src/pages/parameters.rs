//! The pages of the figures of linkage: those in force with the lists beside them, what is proposed
//! with its effect, and the decision of a person. They hold no rule.

use super::written;
use crate::parameters::adopt::{self, Refused};
use crate::parameters::differ::differ;
use crate::parameters::estimate::{self, End, Estimate};
use crate::parameters::proposals::{self, Proposal, State as Outcome};
use crate::parameters::{Change, InForce, in_force, refuse};
use crate::{catalogue, rights, words};
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use faisceau_documents::words::Say;
use faisceau_domain::id::AccountId;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::accounts;
use faisceau_platform::cx::{Cx, REASON_CHARACTERS_MAX};
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::{
    Asked, Button, Cell, Column, DataTable, ErrorSummary, FieldError, Notice, Row, SummaryList,
    Tag, TextArea, Tone,
};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

/// Proposals shown, the latest.
const SHOWN_MAX: i64 = 200;

#[derive(Template)]
#[template(path = "series/parameters.html")]
struct Parameters {
    f: Frame,
    in_force: SummaryList,
    none: Option<String>,
    proposals: DataTable,
    noise: DataTable,
    /// Why no estimate was asked for, what became of the last one, and the button that asks.
    refused: Option<Notice>,
    estimated: Option<(Notice, Option<String>)>,
    estimate: Option<Button>,
}

#[derive(Template)]
#[template(path = "series/proposal.html")]
struct ProposalPage {
    f: Frame,
    errors: ErrorSummary,
    decided: Option<Notice>,
    outdated: Option<Notice>,
    effect: SummaryList,
    sample: Option<DataTable>,
    figures: DataTable,
    /// Where a decision is sent, and the field of its reason, for who may take it.
    decide: Option<(String, TextArea)>,
}

/// What the form sends.
#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    decision: String,
    #[serde(default)]
    raison: String,
}

/// The figures in force, and the latest proposals.
pub(super) async fn list(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    listed(&front, &visit, &signed, None).await
}

/// Asks for an estimate from what people decided.
pub(super) async fn estimate(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Response, Failure> {
    front.allow(&signed, Action::ParametersDecide, &Resource::installation())?;
    match estimate::ask(&signed.cx).await {
        Ok(_) => Ok(Redirect::to("/linkage").into_response()),
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
        Err(Error::Refused(estimate::Refused::UnderWay)) => {
            let told = visit.say().say("richer-estimate-under-way");
            let refused = Notice::new(Tone::Danger, told, "").live();
            let page = listed(&front, &visit, &signed, Some(refused)).await?;
            Ok((StatusCode::CONFLICT, page).into_response())
        }
    }
}

async fn listed(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    refused: Option<Notice>,
) -> Result<Html<String>, Failure> {
    let whole = Resource::installation();
    front.allow(signed, Action::ParametersRead, &whole)?;
    let say = visit.say();
    let mut tx = front.world.db.write().await?;
    let now = in_force(&mut tx).await?;
    let latest = proposals::latest(&mut tx, SHOWN_MAX).await?;
    let asked = estimate::latest(&mut tx).await?;
    journal(&signed.cx, &mut tx, None).await?;
    tx.commit().await?;
    let open = asked.as_ref().is_some_and(|asked| asked.end.is_none());
    let may = front
        .allow(signed, Action::ParametersDecide, &whole)
        .is_ok();
    written(&Parameters {
        in_force: summary(&say, &now),
        noise: super::noise::table(&say, &front.world.noise),
        none: latest.is_empty().then(|| say.say("linking-proposals-none")),
        proposals: table(&say, &latest),
        refused,
        estimated: asked.map(|asked| estimated(&say, &asked)),
        estimate: (may && !open).then(|| Button::secondary(say.say("richer-estimate"))),
        f: front.staff_frame(visit, signed, say.say("linking-title")),
    })
}

/// What became of the estimate asked for last, and where its proposal is.
fn estimated(say: &Say, asked: &Estimate) -> (Notice, Option<String>) {
    let day = words::day(say, asked.asked_at);
    let cause = say.say(&format!("richer-estimate-cause-{}", asked.cause.code()));
    let (key, tone, proposal) = match asked.end {
        None => ("waits", Tone::Info, None),
        Some((_, End::Proposed(id))) => ("proposed", Tone::Ok, Some(format!("/linkage/{id}"))),
        Some((_, End::NothingJudged)) => ("nothing-judged", Tone::Info, None),
        Some((_, End::NothingChanges)) => ("nothing-changes", Tone::Info, None),
        Some((_, End::Refused)) => ("refused", Tone::Warn, None),
    };
    let title = say.with("richer-estimate-asked", &[("day", &day), ("cause", &cause)]);
    let told = say.say(&format!("richer-estimate-{key}"));
    (Notice::new(tone, title, told), proposal)
}

async fn journal(cx: &Cx, tx: &mut Tx, proposal: Option<Uuid>) -> Result<(), Fault> {
    cx.journal(tx, Deed::ParametersRead, "parameters", proposal, "{}")
        .await
}

fn summary(say: &Say, now: &InForce) -> SummaryList {
    let since = match now.adopted_at {
        Some(at) => words::day(say, at),
        None => say.say("linking-shipped"),
    };
    let rows = vec![
        Row::new(say.say("linking-version"), now.figures.version.to_string()),
        Row::new(say.say("linking-since"), since),
    ];
    SummaryList::new(say, say.say("linking-in-force"), rows)
}

fn version(say: &Say, version: u32) -> String {
    say.with(
        "linking-version-named",
        &[("version", &version.to_string())],
    )
}

fn table(say: &Say, latest: &[Proposal]) -> DataTable {
    let rows = latest.iter().map(|proposal| {
        let href = format!("/linkage/{}", proposal.id);
        vec![
            Cell::Link(version(say, proposal.version), href),
            Cell::text(words::day(say, proposal.at)),
            Cell::text(say.say(&format!("linking-origin-{}", proposal.origin.code()))),
            Cell::text(proposal.differences.moved.to_string()),
            Cell::Tag(tag(say, proposal.state)),
        ]
    });
    let column = |key: &str| Column::new(say.say(key));
    let columns = vec![
        column("linking-version"),
        column("linking-column-proposed"),
        column("linking-column-origin"),
        column("linking-column-moved").figures(),
        column("linking-column-state"),
    ];
    let caption = say.say("linking-proposals");
    DataTable::new(say, "proposals", caption, columns, rows.collect())
}

fn tag(say: &Say, state: Outcome) -> Tag {
    Tag {
        tone: match state {
            Outcome::Open => Tone::Info,
            Outcome::Adopted => Tone::Ok,
            Outcome::Refused => Tone::Warn,
            Outcome::Overtaken => Tone::Plain,
        },
        label: say.say(&format!("linking-state-{}", state.code())),
    }
}

/// A proposal with its effect.
pub(super) async fn one(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<String>,
) -> Result<Html<String>, Failure> {
    let id: Uuid = id.parse().map_err(|_| Failure::not_found())?;
    shown(&front, &visit, &signed, id, None).await
}

/// Adopts or refuses it.
pub(super) async fn decide(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<String>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    front.allow(&signed, Action::ParametersDecide, &Resource::installation())?;
    let id: Uuid = id.parse().map_err(|_| Failure::not_found())?;
    let cx = signed.cx.clone().because(&sent.raison);
    let end = match sent.decision.as_str() {
        "adopt" => adopt::adopt(&cx, id).await,
        "refuse" => refuse::refuse(&cx, id).await,
        _ => return Err(Failure::bad_request()),
    };
    match end {
        Ok(()) => Ok(Redirect::to(&format!("/linkage/{id}")).into_response()),
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
        Err(Error::Refused(Refused::NoProposal)) => Err(Failure::not_found()),
        Err(Error::Refused(why)) => {
            let page = shown(&front, &visit, &signed, id, Some((why, &sent.raison))).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}

/// The page of a proposal, with why nothing was decided and what was typed.
async fn shown(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    id: Uuid,
    refused: Option<(Refused, &str)>,
) -> Result<Html<String>, Failure> {
    let whole = Resource::installation();
    front.allow(signed, Action::ParametersRead, &whole)?;
    let say = visit.say();
    let mut tx = front.world.db.write().await?;
    let proposal = proposals::one(&mut tx, id).await?;
    let proposal = proposal.ok_or_else(Failure::not_found)?;
    let now = in_force(&mut tx).await?;
    let sample = sample(front, signed, &say, &mut tx, &proposal.differences.sample).await?;
    let decided = decided(&say, &mut tx, &proposal).await?;
    journal(&signed.cx, &mut tx, Some(id)).await?;
    tx.commit().await?;
    let open = proposal.state == Outcome::Open;
    let current = proposal.base == now.figures.version;
    let may = front
        .allow(signed, Action::ParametersDecide, &whole)
        .is_ok();
    let error = refused.map(|(why, _)| say.say(&format!("linking-refused-{}", why.code())));
    let typed = refused.map_or("", |(_, typed)| typed);
    let title = say.with(
        "linking-proposal-title",
        &[("version", &proposal.version.to_string())],
    );
    written(&ProposalPage {
        errors: ErrorSummary::new(&say, error.iter().map(|text| at_reason(text)).collect()),
        decided,
        outdated: (open && !current).then(|| {
            let told = say.say("linking-outdated");
            Notice::new(Tone::Warn, told, "")
        }),
        effect: effect(&say, &proposal),
        sample,
        figures: figures(&say, &now, &proposal),
        decide: (may && open).then(|| {
            let at = format!("/linkage/{id}");
            (at, reason(&say, error.clone(), typed))
        }),
        f: front.staff_frame(visit, signed, title).back_to("/linkage"),
    })
}

fn at_reason(text: &str) -> FieldError {
    FieldError {
        name: "raison".to_owned(),
        message: text.to_owned(),
    }
}

fn reason(say: &Say, error: Option<String>, typed: &str) -> TextArea {
    let asked = Asked::new(say, "raison", say.say("linking-reason"))
        .hint(say.say("linking-reason-hint"))
        .error(error);
    let typed: String = typed.chars().take(REASON_CHARACTERS_MAX).collect();
    TextArea::new(asked, typed)
}

fn effect(say: &Say, proposal: &Proposal) -> SummaryList {
    let found = &proposal.differences;
    let [before, after] = proposal.series.map(|count| count.to_string());
    let series = say.with(
        "linking-effect-from-to",
        &[("before", &before), ("after", &after)],
    );
    let mut rows = vec![
        Row::new(
            say.say("linking-effect-read"),
            proposal.complaints.to_string(),
        ),
        Row::new(say.say("linking-effect-series"), series),
    ];
    for (key, count) in [
        ("linking-effect-moved", found.moved),
        ("linking-effect-formed", found.formed),
        ("linking-effect-merged", found.merged),
        ("linking-effect-split", found.split),
        ("linking-effect-grew", found.grew),
        ("linking-effect-shrank", found.shrank),
        ("linking-effect-dissolved", found.dissolved),
        ("linking-effect-values", found.values),
    ] {
        rows.push(Row::new(say.say(key), count.to_string()));
    }
    SummaryList::new(say, say.say("linking-proposal-effect"), rows)
}

/// Some of the series concerned, each as a link for who may read it.
async fn sample(
    front: &Front,
    signed: &Signed,
    say: &Say,
    tx: &mut Tx,
    changes: &[Change],
) -> Result<Option<DataTable>, Failure> {
    if changes.is_empty() {
        return Ok(None);
    }
    let named = changes.iter().filter_map(|change| change.series);
    let readable = rights::series(tx, signed.cx.actor.account(), named).await?;
    let mut rows = Vec::with_capacity(changes.len());
    for change in changes {
        let row = match change.series {
            Some(id) => catalogue::one(tx, id).await?,
            None => None,
        };
        let name = match &row {
            None => Cell::text(say.say("linking-sample-new")),
            Some(row) => {
                let may = readable
                    .get(&row.id)
                    .is_some_and(|of| rights::allowed(front, signed, Action::SeriesRead, of));
                let reference = row.reference.clone();
                match may {
                    true => Cell::Link(reference, format!("/series/{}", row.id)),
                    false => Cell::text(reference),
                }
            }
        };
        rows.push(vec![
            name,
            Cell::text(say.say(&format!("linking-what-{}", change.what))),
            Cell::text(change.sizes[0].to_string()),
            Cell::text(change.sizes[1].to_string()),
        ]);
    }
    let column = |key: &str| Column::new(say.say(key));
    let columns = vec![
        column("linking-sample-series"),
        column("linking-sample-what"),
        column("linking-sample-before").figures(),
        column("linking-sample-after").figures(),
    ];
    let caption = say.say("linking-sample");
    Ok(Some(DataTable::new(say, "sample", caption, columns, rows)))
}

fn figures(say: &Say, now: &InForce, proposal: &Proposal) -> DataTable {
    let changed = proposal.figures.as_ref();
    let changed = changed.map_or_else(Vec::new, |then| differ(&now.figures, then));
    let rows = changed.into_iter().map(|differs| {
        let texts = [differs.name, differs.one, differs.other];
        texts.map(Cell::text).to_vec()
    });
    let column = |key: &str| Column::new(say.say(key));
    let columns = vec![
        column("linking-figures-name"),
        column("linking-figures-now").figures(),
        column("linking-figures-then").figures(),
    ];
    let caption = say.say("linking-figures");
    DataTable::new(say, "figures", caption, columns, rows.collect())
}

async fn decided(say: &Say, tx: &mut Tx, proposal: &Proposal) -> Result<Option<Notice>, Failure> {
    let Some(decided) = &proposal.decided else {
        let overtaken = proposal.state == Outcome::Overtaken;
        let told = say.say("linking-state-overtaken");
        return Ok(overtaken.then(|| Notice::new(Tone::Info, told, "")));
    };
    let staff = accounts::load(tx, AccountId(decided.by)).await?;
    let who = staff.map_or_else(|| decided.by.to_string(), |staff| staff.display_name);
    let state = say.say(&format!("linking-state-{}", proposal.state.code()));
    let args = [
        ("state", state.as_str()),
        ("day", &words::day(say, decided.at)),
        ("who", &who),
        ("reason", &decided.reason),
    ];
    let told = say.with("linking-decided", &args);
    Ok(Some(Notice::new(Tone::Info, told, "")))
}
