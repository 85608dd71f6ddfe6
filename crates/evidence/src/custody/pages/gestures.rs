//! Gestures sent from the page of an exhibit. Each checks the policy that opens it, calls its operation, and goes
//! back to the page.

use super::form::{self, Sent, field};
use super::{href, not_decided, not_done};
use crate::custody::act::{self, NotDone};
use crate::custody::rights::{self, Opened};
use crate::custody::{challenge, incident, note};
use axum::extract::{Form, Path, State};
use axum::response::Redirect;
use faisceau_domain::custody::Kind;
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use faisceau_platform::web::{Failure, Front, Signed};
use std::sync::Arc;
use uuid::Uuid;

/// The gestures of who keeps exhibits; destroying and deciding have doors of their own.
const KEPT: [Kind; 10] = [
    Kind::Described,
    Kind::Sealed,
    Kind::Unsealed,
    Kind::Copied,
    Kind::Offered,
    Kind::Accepted,
    Kind::Declined,
    Kind::Recalled,
    Kind::Returned,
    Kind::Noted,
];

async fn opened(
    front: &Front,
    signed: &Signed,
    id: Uuid,
    action: Action,
) -> Result<Opened, Failure> {
    let mut tx = front.world.db.read().await?;
    let opened = rights::opened(front, signed, &mut tx, id).await?;
    tx.rollback().await?;
    front.allow(signed, action, &opened.resource)?;
    Ok(opened)
}

/// Where to, or what was refused.
pub(super) fn ended<T>(
    cx: &Cx,
    outcome: Outcome<T, NotDone>,
    to: &str,
) -> Result<Redirect, Failure> {
    match outcome {
        Ok(_) => Ok(Redirect::to(to)),
        Err(Error::Refused(why)) => Err(not_done(&cx.say(), why)),
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}

/// A gesture of who keeps exhibits.
pub(super) async fn make(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Path(id): Path<Uuid>,
    Form(sent): Form<Sent>,
) -> Result<Redirect, Failure> {
    opened(&front, &signed, id, Action::CustodyKeep).await?;
    let (gesture, reason, around) = form::read(&sent).ok_or_else(Failure::unprocessable)?;
    let cx = signed.cx.clone().because(&reason);
    let told = |name: &str| field(&sent, gesture.kind.code(), name).unwrap_or_default();
    let to = href(id);
    match gesture.kind {
        Kind::Noted => {
            let item = sent.get("item").cloned().unwrap_or_default();
            let known = front
                .world
                .guides
                .items
                .iter()
                .any(|known| known.code == item);
            let item = if known { item.as_str() } else { "" };
            let noted = note::note(&cx, id, item, &told("reponse")).await;
            ended(&cx, noted, &format!("{to}#recueil"))
        }
        Kind::Challenged => {
            let made = challenge::challenge(&cx, id, &told("organisme")).await;
            ended(&cx, made, &format!("{to}#contestations"))
        }
        Kind::Settled => {
            let about = sent.get("objet").and_then(|about| about.parse().ok());
            let about = about.ok_or_else(Failure::unprocessable)?;
            let settled = challenge::settle(&cx, id, about, &told("issue")).await;
            ended(&cx, settled, &format!("{to}#contestations"))
        }
        kind if KEPT.contains(&kind) => {
            let made = act::act(&cx, id, &gesture, &around).await;
            ended(&cx, made, &to)
        }
        _ => Err(Failure::unprocessable()),
    }
}

/// Destroys an exhibit.
pub(super) async fn destroy(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Path(id): Path<Uuid>,
    Form(sent): Form<Sent>,
) -> Result<Redirect, Failure> {
    opened(&front, &signed, id, Action::CustodyDestroy).await?;
    let (gesture, reason, around) = form::read(&sent).ok_or_else(Failure::unprocessable)?;
    if gesture.kind != Kind::Destroyed {
        return Err(Failure::unprocessable());
    }
    let cx = signed.cx.clone().because(&reason);
    let made = act::act(&cx, id, &gesture, &around).await;
    ended(&cx, made, &href(id))
}

/// Decides an incident. Of an exhibit that is gone (set aside, or erased) only the list of incidents is left to
/// go back to.
pub(super) async fn decide(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Path(id): Path<Uuid>,
    Form(sent): Form<Sent>,
) -> Result<Redirect, Failure> {
    let mut tx = front.world.db.read().await?;
    let about = sent
        .get("objet")
        .and_then(|about| about.parse::<Uuid>().ok());
    let known = incident::of(&mut tx, id).await?;
    let met = known.into_iter().find(|met| Some(met.id) == about);
    let met = met.ok_or_else(Failure::not_found)?;
    let complaint =
        crate::preview::rights::allowed(&front, &signed, &mut tx, met.complaint).await?;
    let resource = crate::preview::rights::resource(&mut tx, &complaint).await?;
    let there = crate::custody::one(&mut tx, id).await?.is_some();
    tx.rollback().await?;
    front.allow(&signed, Action::IncidentDecide, &resource)?;
    let reason = field(&sent, "decided", "motif").unwrap_or_default();
    let outcome = field(&sent, "decided", "decision").unwrap_or_default();
    let cx = signed.cx.clone().because(&reason);
    match incident::decide(&cx, met.id, id, &outcome).await {
        Ok(()) if there => Ok(Redirect::to(&href(id))),
        Ok(()) => Ok(Redirect::to(super::INCIDENTS)),
        Err(Error::Refused(why)) => Err(not_decided(&cx.say(), why)),
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}
