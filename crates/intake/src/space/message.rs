//! A message from the victim. "I don't have it" is an answer too, in one gesture.

use super::case::{self, Left};
use super::hold::Held;
use crate::post_message::{self, Refused};
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_domain::event::Side;
use faisceau_platform::fault::Error;
use faisceau_platform::web::{Failure, Front, Visit};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    message: String,
    #[serde(default)]
    reponse: String,
}

pub(super) async fn post(
    State(front): State<Arc<Front>>,
    visit: Visit,
    held: Held,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let say = visit.say();
    let body = if typed.reponse == "absent" {
        say.say("space-not-have-words")
    } else {
        typed.message
    };
    let posted = post_message::post_message(&held.cx, held.complaint.id, Side::Victim, &body).await;
    let error = match posted {
        Ok(_) => return Ok(Redirect::to("/suivi/dossier?fait=message#messages").into_response()),
        Err(Error::Fault(fault)) => return Err(fault.into()),
        Err(Error::Refused(Refused::NoComplaint)) => return Err(Failure::gone()),
        Err(Error::Refused(Refused::Empty)) => say.say("space-message-empty"),
        Err(Error::Refused(Refused::TooLong { max, found })) => {
            let (max, found) = (max.to_string(), found.to_string());
            say.with("space-message-long", &[("max", &max), ("found", &found)])
        }
    };
    let left = Left {
        message: body,
        message_error: Some(error),
        ..Left::default()
    };
    case::refused(&front, &visit, &held, left).await
}
