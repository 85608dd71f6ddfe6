//! The JSON interface of decisions under `/api/v1`: the same operations, rights and journal as the
//! pages. A program gives each decision its id, so that asking twice decides once.

use crate::api::Onward;
use crate::decide::confirm::confirm;
use crate::decide::enact::Gesture;
use crate::decide::forbid::forbid;
use crate::decide::listed::Listed;
use crate::decide::mark::{Mark, mark};
use crate::decide::merge::merge;
use crate::decide::proof;
use crate::decide::refused::Refused;
use crate::decide::side::Side;
use crate::decide::split::split;
use crate::decide::withdraw::withdraw;
use crate::decide::words;
use crate::pages::decide::status;
use crate::pages::id::Id;
use crate::pages::query::Asked;
use crate::pages::{decided, series};
use crate::rights::Sight;
use axum::Json;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{Query, State};
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use faisceau_platform::web::{
    Answers, Audience, BodyRefusals, Failure, Front, NotThere, Problem, Refusals, Route, Routes,
    Signed, StaffRefusals, Visit,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoResponses, OpenApi, ToSchema};
use uuid::Uuid;

/// The routes of the interface.
pub(crate) fn routes() -> Routes<Arc<Front>> {
    let get = |path, action| Route::get(path, Audience::Staff(action)).answering(Answers::Json);
    let post = |path, action| Route::post(path, Audience::Staff(action)).answering(Answers::Json);
    let (reads, decides) = (Action::DecisionRead, Action::SeriesDecide);
    let judges = Action::IdentifierJudge;
    Routes::new("series")
        .with(get("/api/v1/decisions", reads), list)
        .with(get("/api/v1/decisions/{id}", reads), one)
        .with(
            post("/api/v1/decisions/{id}/withdrawal", decides),
            take_back,
        )
        .with(
            get("/api/v1/series/{id}/decisions", Action::SeriesRead),
            of_series,
        )
        .with(post("/api/v1/series/{id}/decisions", decides), decide)
        .with(
            post("/api/v1/identifiers/{id}/decisions", judges),
            mark_value,
        )
}

/// The description of the interface, made from the code.
#[must_use]
pub(crate) fn openapi() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

#[derive(OpenApi)]
#[openapi(
    paths(list, one, take_back, of_series, decide, mark_value),
    components(schemas(Problem))
)]
struct Description;

/// Why nothing was decided.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "describes what the operations answer")]
pub(crate) enum Undecided {
    /// `conflict`: decisions in force say the contrary (`detail` gives the path that proves it,
    /// with their ids), it is decided so already, or the series ended.
    #[response(status = 409, content_type = "application/problem+json")]
    Against(Problem),
}

/// Decisions, the latest first.
#[derive(Serialize, ToSchema)]
struct Decisions {
    /// Those this person may read. A page may be shorter than the others, or empty.
    decisions: Vec<DecisionSeen>,
    /// `after` of the next page; null: this is the last.
    next: Option<String>,
}

/// A decision on links.
#[derive(Serialize, ToSchema)]
struct DecisionSeen {
    /// The decision.
    id: Uuid,
    /// `confirm`, `split`, `merge`, `forbid`, `shared`, `owned`, `kept` or `typed`.
    kind: &'static str,
    /// What it says, in the reader's language.
    said: String,
    /// The series it was taken on.
    series: Option<Uuid>,
    /// The other series of a merge or of a link forbidden.
    other_series: Option<Uuid>,
    /// Why, in words.
    reason: String,
    /// The account that took it.
    decided_by: Uuid,
    /// When (RFC 3339).
    decided_at: String,
    /// The gesture on several proposals it is part of.
    batch: Option<Uuid>,
    /// `accepted` or `refused`, when it answers a proposal.
    answer: Option<String>,
    /// How many complaints it names on each side.
    complaints: [i64; 2],
    /// Whether the linker is still to obey.
    pending: bool,
    /// When it was taken back; null: it is in force.
    withdrawn: Option<WithdrawalSeen>,
}

/// A decision taken back.
#[derive(Serialize, ToSchema)]
struct WithdrawalSeen {
    /// The account that took it back.
    by: Uuid,
    /// When (RFC 3339).
    at: String,
    /// Why, in words.
    reason: String,
}

/// A decision on a series.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Decide {
    /// Its id, chosen by the program: the same one sent twice is one decision.
    id: Uuid,
    /// Why, in words; no victim's name.
    reason: String,
    /// What is decided.
    decision: What,
}

/// What is decided.
#[derive(Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
enum What {
    /// The complaints of the series that this person may read are one series.
    Confirm {
        /// `changed_at` of the series when it was read: who joined later is not named.
        as_of: String,
    },
    /// These complaints are not of the same series as the others.
    Split {
        /// `changed_at` of the series when it was read.
        as_of: String,
        /// Those that go apart.
        complaints: Vec<Uuid>,
    },
    /// The series and another side are one series.
    Merge {
        /// The other side.
        with: With,
    },
    /// The series and another side are never one series.
    Forbid {
        /// The other side.
        with: With,
    },
}

/// The other side of a decision.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum With {
    /// A series.
    Series(Uuid),
    /// A complaint that is in none.
    Complaint(Uuid),
}

/// What is said of a value.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Judge {
    /// Its id, chosen by the program.
    id: Uuid,
    /// Why, in words.
    reason: String,
    /// `shared` by many or `owned` by one group.
    kind: Judged,
}

/// What a value is said to be.
#[derive(Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
enum Judged {
    /// It joins nobody.
    Shared,
    /// It joins whoever uses it.
    Owned,
}

/// Why a decision is taken back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Because {
    /// Why, in words.
    reason: String,
}

/// The decision as it stands now.
#[derive(Serialize, ToSchema)]
struct Done {
    /// The decision.
    decision: Uuid,
}

/// Every decision on links that this person may read. The reading is journaled.
#[utoipa::path(
    get, path = "/api/v1/decisions", operation_id = "list_decisions", params(Onward),
    responses((status = 200, description = "One page", body = Decisions), Refusals, StaffRefusals)
)]
async fn list(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    onward: Result<Query<Onward>, QueryRejection>,
) -> Result<Json<Decisions>, Failure> {
    let Query(onward) = onward.map_err(|refusal| Failure::from_status(refusal.status()))?;
    let asked = Asked {
        apres: onward.after.unwrap_or_default(),
        ..Asked::default()
    };
    if !asked.apres.is_empty() && asked.after().is_none() {
        return Err(Failure::bad_request());
    }
    let mut tx = front.world.db.write().await?;
    let sight = Sight::of(&front, &signed);
    let (rows, next) = decided::permitted(&sight, &mut tx, &asked).await?;
    decided::journal(&signed.cx, &mut tx, None, rows.len()).await?;
    tx.commit().await?;
    let decisions = rows.iter().map(|row| seen(&visit, &sight, row)).collect();
    Ok(Json(Decisions { decisions, next }))
}

/// One decision. The reading is journaled.
#[utoipa::path(
    get, path = "/api/v1/decisions/{id}", operation_id = "read_decision",
    params(("id" = Uuid, Path, description = "Its id")),
    responses(
        (status = 200, description = "The decision", body = DecisionSeen),
        Refusals, StaffRefusals, NotThere
    )
)]
async fn one(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Id(id): Id,
) -> Result<Json<DecisionSeen>, Failure> {
    let mut tx = front.world.db.write().await?;
    let sight = Sight::of(&front, &signed);
    let row = decided::readable(&sight, &mut tx, id).await?;
    let row = row.ok_or_else(Failure::not_found)?;
    decided::journal(&signed.cx, &mut tx, Some(id), 1).await?;
    tx.commit().await?;
    Ok(Json(seen(&visit, &sight, &row)))
}

/// The decisions that concern a series. The reading is journaled.
#[utoipa::path(
    get, path = "/api/v1/series/{id}/decisions", operation_id = "list_series_decisions",
    params(("id" = Uuid, Path, description = "The series")),
    responses(
        (status = 200, description = "The latest 500", body = Decisions),
        Refusals, StaffRefusals, NotThere
    )
)]
async fn of_series(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Id(id): Id,
) -> Result<Json<Decisions>, Failure> {
    let mut tx = front.world.db.write().await?;
    series::opened(&front, &signed, &mut tx, id).await?;
    let sight = Sight::of(&front, &signed);
    let rows = decided::readable_of_series(&sight, &mut tx, id).await?;
    decided::journal(&signed.cx, &mut tx, Some(id), rows.len()).await?;
    tx.commit().await?;
    let decisions = rows.iter().map(|row| seen(&visit, &sight, row)).collect();
    Ok(Json(Decisions {
        decisions,
        next: None,
    }))
}

/// Decides on a series.
#[utoipa::path(
    post, path = "/api/v1/series/{id}/decisions", operation_id = "decide_on_series",
    params(("id" = Uuid, Path, description = "The series")), request_body = Decide,
    responses(
        (status = 200, description = "Decided; the linker obeys within seconds", body = Done),
        Undecided, Refusals, StaffRefusals, NotThere, BodyRefusals
    )
)]
async fn decide(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Id(id): Id,
    body: Result<Json<Decide>, JsonRejection>,
) -> Result<Json<Done>, Failure> {
    let Json(asked) = body.map_err(|refusal| Failure::from_status(refusal.status()))?;
    let cx = signed.cx.clone().because(&asked.reason);
    let mut sight = Sight::of(&front, &signed);
    let gesture = Gesture::alone(asked.id);
    let done = enacted(&cx, &mut sight, gesture, id, asked.decision).await?;
    answered(&front, &visit, &signed, asked.id, done).await
}

/// Sends a decision to its operation.
async fn enacted(
    cx: &Cx,
    sight: &mut Sight<'_>,
    gesture: Gesture,
    id: Uuid,
    what: What,
) -> Result<Outcome<(), Refused>, Failure> {
    let instant = |text: &str| {
        text.parse::<Timestamp>()
            .map_err(|_| Failure::bad_request())
    };
    let sides = |with: With| {
        let other = match with {
            With::Series(id) => Side::Series(id),
            With::Complaint(id) => Side::Complaint(id),
        };
        [Side::Series(id), other]
    };
    Ok(match what {
        What::Confirm { as_of } => confirm(cx, sight, gesture, id, instant(&as_of)?).await,
        What::Split { as_of, complaints } => {
            let chosen = complaints.into_iter().collect();
            split(cx, sight, gesture, id, &chosen, instant(&as_of)?).await
        }
        What::Merge { with } => merge(cx, sight, gesture, sides(with)).await,
        What::Forbid { with } => forbid(cx, sight, gesture, sides(with)).await,
    })
}

/// Says what a value is.
#[utoipa::path(
    post, path = "/api/v1/identifiers/{id}/decisions", operation_id = "judge_identifier",
    params(("id" = Uuid, Path, description = "The identifier")), request_body = Judge,
    responses(
        (status = 200, description = "Decided; the linker obeys within seconds", body = Done),
        Undecided, Refusals, StaffRefusals, NotThere, BodyRefusals
    )
)]
async fn mark_value(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Id(id): Id,
    body: Result<Json<Judge>, JsonRejection>,
) -> Result<Json<Done>, Failure> {
    let Json(asked) = body.map_err(|refusal| Failure::from_status(refusal.status()))?;
    let cx = signed.cx.clone().because(&asked.reason);
    let sight = Sight::of(&front, &signed);
    let said = match asked.kind {
        Judged::Shared => Mark::Shared,
        Judged::Owned => Mark::Owned,
    };
    let done = mark(&cx, &sight, Gesture::alone(asked.id), id, said).await;
    answered(&front, &visit, &signed, asked.id, done).await
}

/// Takes a decision back. Taking back twice is taking back once.
#[utoipa::path(
    post, path = "/api/v1/decisions/{id}/withdrawal", operation_id = "withdraw_decision",
    params(("id" = Uuid, Path, description = "The decision")), request_body = Because,
    responses(
        (status = 200, description = "Taken back; the linker obeys within seconds", body = Done),
        Refusals, StaffRefusals, NotThere, BodyRefusals
    )
)]
async fn take_back(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Id(id): Id,
    body: Result<Json<Because>, JsonRejection>,
) -> Result<Json<Done>, Failure> {
    let Json(asked) = body.map_err(|refusal| Failure::from_status(refusal.status()))?;
    let cx = signed.cx.clone().because(&asked.reason);
    let sight = Sight::of(&front, &signed);
    let done = withdraw(&cx, &sight, &[id]).await;
    answered(&front, &visit, &signed, id, done).await
}

async fn answered(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    id: Uuid,
    done: Outcome<(), Refused>,
) -> Result<Json<Done>, Failure> {
    match done {
        Ok(()) => Ok(Json(Done { decision: id })),
        Err(Error::Fault(fault)) => Err(fault.into()),
        Err(Error::Refused(why)) => Err(refusal(front, visit, signed, &why).await?),
    }
}

/// A refusal as programs read it: the path that proves a contradiction is in its words.
pub(crate) async fn refusal(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    why: &Refused,
) -> Result<Failure, Failure> {
    let say = visit.say();
    let mut told = words::refusal(&say, why);
    if let Refused::Contradicts(contradiction) = why {
        let mut tx = front.world.db.read().await?;
        let mut sight = Sight::of(front, signed);
        for step in proof::steps(&mut tx, &mut sight, &say, contradiction).await? {
            told.push(' ');
            told.push_str(&step.said);
            if let Some(id) = step.decision {
                told.push_str(&format!(" ({id})"));
            }
        }
    }
    Ok(Failure::from_status(status(why)).saying(told))
}

fn seen(visit: &Visit, sight: &Sight<'_>, row: &Listed) -> DecisionSeen {
    DecisionSeen {
        id: row.id,
        kind: row.kind.code(),
        said: words::said(&visit.say(), sight, row),
        series: row.series.as_ref().map(|(id, _)| *id),
        other_series: row.other.as_ref().map(|(id, _)| *id),
        reason: row.reason.clone(),
        decided_by: row.by.0,
        decided_at: row.at.to_string(),
        batch: row.batch,
        answer: row.answer.clone(),
        complaints: row.named,
        pending: row.pending,
        withdrawn: row.withdrawn.as_ref().map(|back| WithdrawalSeen {
            by: back.by.0,
            at: back.at.to_string(),
            reason: back.reason.clone(),
        }),
    }
}
