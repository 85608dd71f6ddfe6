//! The gestures on links as forms send them, and the page that says why nothing was decided, with
//! what was typed kept to be sent again. The operations decide.

use super::gesture::{Gestured, OTHER, On, REASON, Sent};
use super::written;
use crate::decide::confirm::confirm;
use crate::decide::enact::Gesture;
use crate::decide::mark::{Mark, mark};
use crate::decide::merge::merge;
use crate::decide::proof::{self, Step};
use crate::decide::refused::Refused;
use crate::decide::side::Side;
use crate::decide::withdraw::{withdraw, withdraw_batch};
use crate::decide::words;
use crate::rights::Sight;
use crate::store;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_platform::access::Action;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::{self, Button, Kind, Notice, TextArea, TextField, Tone};
use faisceau_platform::web::{Failure, Frame, Visit};
use uuid::Uuid;

#[derive(Template)]
#[template(path = "decisions/refused.html")]
struct RefusedPage {
    f: Frame,
    why: Notice,
    steps: Vec<(String, Option<String>)>,
    again: Option<Again>,
    back: String,
}

/// The form as it was sent, to be sent again.
struct Again {
    action: String,
    kept: Vec<(String, String)>,
    /// The other side, where it was typed.
    other: Option<TextField>,
    reason: TextArea,
    button: Button,
}

/// Confirms a series.
pub(super) async fn confirm_series(On { id, by }: On) -> Result<Response, Failure> {
    let (gesture, as_of) = (Gesture::alone(by.sent.gesture()?), by.sent.as_of()?);
    let (cx, mut sight) = (by.cx(), Sight::of(&by.front, &by.signed));
    let done = confirm(&cx, &mut sight, gesture, id, as_of).await;
    answered(&by, gesture.id, done).await
}

/// Merges a series with another, named by its reference.
pub(super) async fn merge_series(On { id, by }: On) -> Result<Response, Failure> {
    let gesture = Gesture::alone(by.sent.gesture()?);
    let (cx, mut sight) = (by.cx(), Sight::of(&by.front, &by.signed));
    let done = match by_reference(&cx, &mut sight, by.sent.get(OTHER)).await? {
        Some(other) => {
            let sides = [Side::Series(id), other];
            merge(&cx, &mut sight, gesture, sides).await
        }
        None => Err(Error::Refused(Refused::NoSeries)),
    };
    answered(&by, gesture.id, done).await
}

/// The series or the complaint that bears a reference. A complaint this person may not read names
/// nothing, not even its series; of a series, the operation says whether it is known to them.
async fn by_reference(
    cx: &Cx,
    sight: &mut Sight<'_>,
    reference: &str,
) -> Result<Option<Side>, Fault> {
    let reference = reference.to_uppercase();
    let mut tx = cx.world.db.read().await?;
    let named = || binds![&reference];
    if let Some(row) = tx.optional(&store::SERIES_NAMED, named()).await? {
        return Ok(Some(Side::Series(row.get("id")?)));
    }
    let row = tx
        .optional_over_units(&store::COMPLAINT_NAMED, named())
        .await?;
    let Some(row) = row else { return Ok(None) };
    let (id, series): (Uuid, Option<Uuid>) = (row.get("id")?, row.get("series_id")?);
    sight.learn(&mut tx, [id]).await?;
    if !sight.may(Action::ComplaintRead, id) {
        return Ok(None);
    }
    Ok(Some(series.map_or(Side::Complaint(id), Side::Series)))
}

/// Marks the value of an identifier.
pub(super) async fn mark_value(On { id, by }: On) -> Result<Response, Failure> {
    let gesture = Gesture::alone(by.sent.gesture()?);
    let said = match by.sent.get("emploi") {
        "shared" => Mark::Shared,
        "owned" => Mark::Owned,
        _ => return Err(Failure::bad_request()),
    };
    let (cx, sight) = (by.cx(), Sight::of(&by.front, &by.signed));
    let done = mark(&cx, &sight, gesture, id, said).await;
    answered(&by, gesture.id, done).await
}

/// Takes a decision back.
pub(super) async fn undo(On { id, by }: On) -> Result<Response, Failure> {
    let (cx, sight) = (by.cx(), Sight::of(&by.front, &by.signed));
    match withdraw(&cx, &sight, &[id]).await {
        Ok(()) => Ok(Redirect::to(&format!("/decisions/{id}?fait=retiree")).into_response()),
        Err(Error::Fault(fault)) => Err(fault.into()),
        Err(Error::Refused(why)) => refused(&by, &why).await,
    }
}

/// Takes back the decisions of one gesture on several proposals.
pub(super) async fn undo_batch(On { id, by }: On) -> Result<Response, Failure> {
    let (cx, sight) = (by.cx(), Sight::of(&by.front, &by.signed));
    match withdraw_batch(&cx, &sight, id).await {
        Ok(()) => Ok(Redirect::to(&format!("/decisions/lot/{id}?fait=retiree")).into_response()),
        Err(Error::Fault(fault)) => Err(fault.into()),
        Err(Error::Refused(why)) => refused(&by, &why).await,
    }
}

/// The page of the decision taken, or why none was.
pub(super) async fn answered(
    by: &Gestured,
    id: Uuid,
    done: Result<(), Error<Refused>>,
) -> Result<Response, Failure> {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/decisions/{id}?fait=prise")).into_response()),
        Err(Error::Fault(fault)) => Err(fault.into()),
        Err(Error::Refused(why)) => refused(by, &why).await,
    }
}

/// What a refusal answers: hidden things are not found, what may change is a conflict.
pub(crate) fn status(why: &Refused) -> StatusCode {
    match why {
        Refused::NoSeries
        | Refused::NoDecision
        | Refused::NoComplaint
        | Refused::NoIdentifier
        | Refused::NoProposal => StatusCode::NOT_FOUND,
        Refused::NotAllowed => StatusCode::FORBIDDEN,
        Refused::Ended | Refused::AlreadySo | Refused::Meanwhile | Refused::Contradicts(_) => {
            StatusCode::CONFLICT
        }
        Refused::NoReason
        | Refused::TooMany
        | Refused::OneSide
        | Refused::Same
        | Refused::NeverLinks => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// The page that says why nothing was decided.
pub(super) async fn refused(by: &Gestured, why: &Refused) -> Result<Response, Failure> {
    let Gestured {
        front,
        visit,
        signed,
        sent,
    } = by;
    let say = visit.say();
    let steps = match why {
        Refused::Contradicts(contradiction) => {
            let mut tx = front.world.db.read().await?;
            let mut sight = Sight::of(front, signed);
            proof::steps(&mut tx, &mut sight, &say, contradiction).await?
        }
        _ => Vec::new(),
    };
    let linked = |step: Step| {
        let href = step.decision.map(|id| format!("/decisions/{id}"));
        (step.said, href)
    };
    let title = say.say("decisions-refused-title");
    let page = RefusedPage {
        f: front.staff_frame(visit, signed, title).with_errors(true),
        why: Notice::new(Tone::Danger, words::refusal(&say, why), "").live(),
        steps: steps.into_iter().map(linked).collect(),
        again: retried(why, sent).then(|| again(visit, sent)),
        back: back(&visit.path),
    };
    Ok((status(why), written(&page)?).into_response())
}

/// Whether the same form may pass with another reason, once something else is taken back, or with
/// another reference where one was typed.
fn retried(why: &Refused, sent: &Sent) -> bool {
    match why {
        Refused::NoReason | Refused::Contradicts(_) => true,
        Refused::NoSeries | Refused::Same => sent.names_other(),
        _ => false,
    }
}

fn again(visit: &Visit, sent: &Sent) -> Again {
    let say = visit.say();
    let mine = |name: &str| name != "csrf" && name != OTHER && !name.starts_with(REASON);
    let kept = sent.fields.iter().filter(|(name, _)| mine(name));
    let asked = parts::Asked::new(&say, REASON, say.say("decisions-reason"));
    let mut reason = TextArea::new(asked.hint(say.say("decisions-reason-hint")), sent.reason());
    reason.rows = 2;
    let other = sent.names_other().then(|| {
        let asked = parts::Asked::new(&say, OTHER, say.say("decisions-merge-with"));
        let asked = asked.hint(say.say("decisions-merge-with-hint"));
        TextField::new(asked, Kind::Text, sent.get(OTHER))
    });
    Again {
        action: visit.path.clone(),
        other,
        kept: kept.cloned().collect(),
        reason,
        button: Button::primary(say.say("decisions-again")),
    }
}

/// The page the form was on: its address without the gesture.
fn back(path: &str) -> String {
    let (above, _) = path.rsplit_once('/').unwrap_or(("/series", ""));
    above.to_owned()
}
