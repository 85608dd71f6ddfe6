//! The victim says that a file given may show a minor: it is set aside at once, for good. Asks for no
//! reason, shows nothing of the file, and blames nobody.

use super::case::{self, Left};
use super::hold::Held;
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_platform::deposit::set_aside::{self, Refused, Within};
use faisceau_platform::fault::Error;
use faisceau_platform::web::{Failure, Front, Visit};
use serde::Deserialize;
use std::sync::Arc;

#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    piece: String,
}

/// Sets one of the victim's own files aside.
pub(super) async fn put(
    State(front): State<Arc<Front>>,
    visit: Visit,
    held: Held,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let Ok(file) = sent.piece.parse() else {
        let left = Left {
            aside_error: Some(visit.say().say("exhibits-aside-no-choice")),
            ..Left::default()
        };
        return case::refused(&front, &visit, &held, left).await;
    };
    let case = held.complaint.id.0;
    match set_aside::set_aside(&held.cx, Within::Complaint, case, file).await {
        Ok(_) => Ok(Redirect::to("/suivi/dossier?fait=ecart#pieces").into_response()),
        Err(Error::Refused(Refused::NoFile)) => Err(Failure::not_found()),
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}
