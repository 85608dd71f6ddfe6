//! The appointment proposed, and the victim's answer to it: it suits, or another one, without a reason.

use super::hold::Held;
use super::worded::{self, piece};
use crate::appoint::{self, Answer};
use crate::standing::Appointment;
use askama::Template;
use axum::extract::Form;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::Say;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::Button;
use faisceau_platform::web::{Failure, Markup, Visit};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "space/appointment.html")]
struct Part {
    csrf: String,
    id: Uuid,
    title: String,
    when: String,
    place: String,
    note: String,
    accept: Option<Button>,
    other: Option<Button>,
}

/// The appointment as the page of the case shows it.
pub(super) fn part(visit: &Visit, next: Option<&Appointment>) -> Result<Option<Markup>, Fault> {
    let Some(next) = next else { return Ok(None) };
    let say: Say = visit.say();
    let open = next.answer == "proposed";
    let note = if open {
        "after-appointment-note"
    } else {
        "after-appointment-accepted"
    };
    let button = |key: &str, value: &str| Button::secondary(say.say(key)).sending("reponse", value);
    let part = Part {
        csrf: visit.csrf.clone(),
        id: next.id,
        title: say.say("after-appointment"),
        when: worded::instant(&say, next.starts_at),
        place: next.place.clone(),
        note: say.say(note),
        accept: open.then(|| button("after-appointment-accept", "oui")),
        other: open.then(|| button("after-appointment-other", "autre")),
    };
    piece(&part).map(Some)
}

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    rendez_vous: Option<Uuid>,
    #[serde(default)]
    reponse: String,
}

/// Takes the answer. One that comes too late leads back to the page, which says how things stand.
pub(super) async fn answer(held: Held, Form(typed): Form<Typed>) -> Result<Response, Failure> {
    let answer = match typed.reponse.as_str() {
        "oui" => Some(Answer::Accepted),
        "autre" => Some(Answer::Other),
        _ => None,
    };
    let taken = match (typed.rendez_vous, answer) {
        (Some(id), Some(answer)) => {
            appoint::answer(&held.cx, held.complaint.id, id, answer).await?
        }
        _ => false,
    };
    let to = match taken {
        true => "/suivi/dossier?fait=rendez-vous",
        false => "/suivi/dossier",
    };
    Ok(Redirect::to(to).into_response())
}
