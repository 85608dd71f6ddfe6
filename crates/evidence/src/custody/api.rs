//! The JSON interface of custody under `/api/v1`: the exhibits of a complaint, the steps of one with whether its chain
//! holds, and gestures. The same operations, rights and journal as the pages; destruction and decisions of
//! incidents are for a person on a page.

use super::act;
use super::chain::{self, Around};
use super::pages::not_done;
use super::rights::{self, Opened};
use super::step_seen::StepSeen;
use super::{Exhibit, adopt, incident, of_complaint};
use crate::preview::rights as complaints;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use faisceau_domain::custody::{Detail, Gesture, Kind};
use faisceau_domain::journal::Deed;
use faisceau_platform::access::Action;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::{
    Answers, Audience, BodyRefusals, Failure, Front, NotThere, Problem, Refusals, Route, Routes,
    Signed, StaffRefusals,
};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use utoipa::{IntoResponses, OpenApi, ToSchema};
use uuid::Uuid;

/// The routes of the interface.
pub(crate) fn routes() -> Routes<Arc<Front>> {
    let reads = Audience::Staff(Action::ExhibitRead);
    let keeps = Audience::Staff(Action::CustodyKeep);
    let json = |route: Route| route.answering(Answers::Json);
    Routes::new("evidence")
        .with(
            json(Route::get("/api/v1/complaints/{id}/custody", reads)),
            of_case,
        )
        .with(json(Route::get("/api/v1/custody/{id}", reads)), one)
        .with(
            json(Route::post("/api/v1/custody/{id}", keeps).sensitive()),
            gesture,
        )
}

#[derive(OpenApi)]
#[openapi(paths(of_case, one, gesture), components(schemas(Problem)))]
pub(crate) struct Description;

/// An exhibit in custody.
#[derive(Serialize, ToSchema)]
struct ExhibitSeen {
    /// The exhibit.
    id: Uuid,
    /// Its complaint.
    complaint: Uuid,
    /// Its name as given.
    name: String,
    /// What its first bytes told.
    media_type: String,
    /// How many bytes came in.
    bytes: i64,
    /// SHA-256 of what came in, in hexadecimal, until the file is erased.
    sha256: Option<String>,
    /// What its chain is bound to, in hexadecimal: SHA-256 of the salt and of the digest.
    commitment: Option<String>,
    /// The salt, in hexadecimal, until the file is erased.
    salt: Option<String>,
    /// When the file was erased for good (RFC 3339).
    erased_at: Option<String>,
    /// What it is, in words.
    description: String,
    /// `deposited`, `described`, `sealed`, `offered`, `returned` or `destroyed`.
    state: String,
    /// The number of its seal.
    seal: Option<String>,
    /// The account that keeps it; null with `keeper_body` null: the service.
    keeper: Option<Uuid>,
    /// The body that keeps it.
    keeper_body: Option<String>,
    /// The account it is proposed to.
    offered_to: Option<Uuid>,
    /// The body it is proposed to.
    offered_body: Option<String>,
    /// When it came into custody (RFC 3339).
    entered_at: String,
    /// When its content was last read (RFC 3339); where it was not the same, an incident says so.
    reread_at: String,
    /// The exhibit it reports on.
    of: Option<Uuid>,
    /// Steps of its chain.
    steps: i64,
    /// The digest of the last, in hexadecimal.
    head: String,
    /// Whether an incident is open.
    incident_open: bool,
}

/// The exhibits of a complaint.
#[derive(Serialize, ToSchema)]
struct Exhibits {
    /// In the order they came in.
    exhibits: Vec<ExhibitSeen>,
}

/// An exhibit with its chain.
#[derive(Serialize, ToSchema)]
struct Custody {
    /// Where it stands.
    exhibit: ExhibitSeen,
    /// Null when the chain holds; otherwise what is wrong: `empty`, `position`, `digest`, `previous`, `words`, `step` or
    /// `content`.
    broken: Option<String>,
    /// Its steps, the first first.
    steps: Vec<StepSeen>,
}

/// A gesture.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct GestureSent {
    /// `described`, `sealed`, `unsealed`, `copied`, `offered`, `accepted`, `declined`, `recalled` or `returned`.
    gesture: String,
    /// Why: needed by most gestures, kept in the chain.
    #[serde(default)]
    reason: String,
    /// Where; the unit of who acts when nothing is said.
    #[serde(default)]
    place: String,
    /// With which tool; this program when nothing is said.
    tool: Option<String>,
    /// Which version of it.
    tool_version: Option<String>,
    /// What the exhibit is.
    description: Option<String>,
    /// The number of the seal.
    seal: Option<String>,
    /// The account it is handed over to.
    to_account: Option<Uuid>,
    /// The body or person it is handed over or given back to, or who gets the copy.
    to: Option<String>,
    /// Who received it for another body: name and function.
    bearer: Option<String>,
    /// In what condition it was found.
    condition: Option<String>,
}

#[derive(IntoResponses)]
#[expect(
    dead_code,
    reason = "describes what the operation and the guard answer"
)]
enum NotMade {
    /// `conflict`: the content or the chain is not what it was; an incident says so.
    #[response(status = 409, content_type = "application/problem+json")]
    Conflict(Problem),
}

async fn seen(tx: &mut Tx, exhibit: &Exhibit) -> Result<ExhibitSeen, Fault> {
    let met = incident::of(tx, exhibit.id).await?;
    Ok(ExhibitSeen {
        id: exhibit.id,
        complaint: exhibit.complaint,
        name: exhibit.name.clone(),
        media_type: exhibit.media_type.clone(),
        bytes: exhibit.bytes,
        sha256: exhibit.sha256.map(hex::encode),
        commitment: exhibit.commitment.map(hex::encode),
        salt: exhibit.salt.map(hex::encode),
        erased_at: exhibit.erased_at.map(|at| at.to_string()),
        description: exhibit.description.clone(),
        state: exhibit.state.clone(),
        seal: exhibit.seal.clone(),
        keeper: exhibit.keeper.map(|account| account.0),
        keeper_body: exhibit.keeper_body.clone(),
        offered_to: exhibit.offered_to.map(|account| account.0),
        offered_body: exhibit.offered_body.clone(),
        entered_at: exhibit.entered_at.to_string(),
        reread_at: exhibit.reread_at.to_string(),
        of: exhibit.of,
        steps: exhibit.steps,
        head: hex::encode(exhibit.head),
        incident_open: met.iter().any(incident::Incident::is_open),
    })
}

/// The exhibits of a complaint and where each stands. The reading is journaled.
#[utoipa::path(
    get, path = "/api/v1/complaints/{id}/custody", operation_id = "list_custody",
    params(("id" = Uuid, Path, description = "The complaint")),
    responses((status = 200, description = "Its exhibits", body = Exhibits), Refusals, StaffRefusals, NotThere)
)]
async fn of_case(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Path(id): Path<Uuid>,
) -> Result<Json<Exhibits>, Failure> {
    let cx = &signed.cx;
    let mut tx = front.world.db.write().await?;
    complaints::allowed(&front, &signed, &mut tx, id).await?;
    adopt::of_complaint(cx, &mut tx, id).await?;
    let mut exhibits = Vec::new();
    for exhibit in of_complaint(&mut tx, id).await? {
        exhibits.push(seen(&mut tx, &exhibit).await?);
    }
    let detail = serde_json::json!({ "exhibits": exhibits.len() }).to_string();
    cx.journal(&mut tx, Deed::CustodyRead, "complaint", Some(id), &detail)
        .await?;
    tx.commit().await?;
    Ok(Json(Exhibits { exhibits }))
}

/// An exhibit with the steps of its custody. The reading is journaled.
#[utoipa::path(
    get, path = "/api/v1/custody/{id}", operation_id = "read_custody",
    params(("id" = Uuid, Path, description = "The exhibit")),
    responses((status = 200, description = "Its custody", body = Custody), Refusals, StaffRefusals, NotThere)
)]
async fn one(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Path(id): Path<Uuid>,
) -> Result<Json<Custody>, Failure> {
    let mut tx = front.world.db.write().await?;
    let Opened { exhibit, .. } = rights::opened(&front, &signed, &mut tx, id).await?;
    let steps = chain::steps(&mut tx, id).await?;
    let broken = chain::checked(&exhibit, &steps).err();
    let detail = serde_json::json!({ "exhibit": id }).to_string();
    let (deed, subject) = (Deed::CustodyRead, Some(exhibit.complaint));
    signed
        .cx
        .journal(&mut tx, deed, "complaint", subject, &detail)
        .await?;
    let exhibit = seen(&mut tx, &exhibit).await?;
    tx.commit().await?;
    Ok(Json(Custody {
        exhibit,
        broken: broken.map(|broken| broken.code().to_owned()),
        steps: steps.iter().map(StepSeen::of).collect(),
    }))
}

/// Makes a gesture on an exhibit: one more step of its chain.
#[utoipa::path(
    post, path = "/api/v1/custody/{id}", operation_id = "handle_exhibit", request_body = GestureSent,
    params(
        ("id" = Uuid, Path, description = "The exhibit"),
        ("x-csrf-token" = String, Header,
            description = "The token of the session: `csrf` in any form of a page of staff")
    ),
    responses(
        (status = 200, description = "Where it stands then", body = ExhibitSeen),
        Refusals, StaffRefusals, NotThere, BodyRefusals, NotMade
    )
)]
async fn gesture(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Path(id): Path<Uuid>,
    sent: Result<Json<GestureSent>, JsonRejection>,
) -> Result<Json<ExhibitSeen>, Failure> {
    let mut tx = front.world.db.read().await?;
    let opened = rights::opened(&front, &signed, &mut tx, id).await?;
    tx.rollback().await?;
    front.allow(&signed, Action::CustodyKeep, &opened.resource)?;
    let Json(sent) = sent.map_err(|refusal| Failure::from_status(refusal.status()))?;
    let kind = Kind::from_code(&sent.gesture).filter(|kind| TAKEN.contains(kind));
    let kind = kind.ok_or_else(Failure::unprocessable)?;
    let around = Around {
        place: sent.place,
        tool: sent
            .tool
            .map(|tool| (tool, sent.tool_version.unwrap_or_default())),
        ..Around::default()
    };
    let detail = Detail {
        description: sent.description.filter(|_| kind == Kind::Described),
        seal: sent.seal,
        to_account: sent.to_account,
        to: sent.to,
        bearer: sent.bearer,
        condition: sent.condition,
        ..Detail::default()
    };
    let cx = signed.cx.clone().because(&sent.reason);
    match act::act(&cx, id, &Gesture { kind, detail }, &around).await {
        Ok(_) => {}
        Err(Error::Refused(why)) => return Err(not_done(&cx.say(), why)),
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
    }
    let mut tx = front.world.db.read().await?;
    let exhibit = super::one(&mut tx, id).await?;
    let exhibit = exhibit.ok_or_else(Failure::not_found)?;
    Ok(Json(seen(&mut tx, &exhibit).await?))
}

/// Gestures of the interface.
const TAKEN: [Kind; 9] = [
    Kind::Described,
    Kind::Sealed,
    Kind::Unsealed,
    Kind::Copied,
    Kind::Offered,
    Kind::Accepted,
    Kind::Declined,
    Kind::Recalled,
    Kind::Returned,
];
