//! The letter to the bank, in the victim's space.

use super::hold::Held;
use crate::pages::bank;
use axum::extract::Path;
use axum::response::Response;
use faisceau_platform::web::{Failure, Visit};

/// Its text to copy, and its PDF.
pub(super) async fn page(visit: Visit, held: Held) -> Result<Response, Failure> {
    let say = visit.say();
    let frame = held.frame(&visit, say.say("freeze-sheet-title"));
    let frame = frame.back_to("/suivi/dossier");
    bank::in_space(&held.cx, &say, frame, &held.complaint)
}

/// The PDF of one payment.
pub(super) async fn file(
    visit: Visit,
    held: Held,
    Path(place): Path<String>,
) -> Result<Response, Failure> {
    bank::file_in_space(&held.cx, &visit.say(), &held.complaint, &place).await
}
