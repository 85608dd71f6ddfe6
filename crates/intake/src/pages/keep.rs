//! Keeps a page of questions while it is still being written, for the script of long answers: what
//! can be read is kept, what cannot is left for the button of the page, which says why.

use super::hold::Held;
use super::names;
use super::shown::Pairs;
use crate::answer::{self, Refused};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use faisceau_platform::fault::Error;
use faisceau_platform::web::Failure;

/// Where the page of that place is kept.
pub(super) fn address(slug: &str) -> String {
    format!("/plainte/q/{slug}/garder")
}

/// Keeps what is typed so far. Answers nothing but whether it is kept.
pub(super) async fn kept(
    held: Held,
    Path(slug): Path<String>,
    axum_extra::extract::Form(pairs): Pairs,
) -> Response {
    let posted = names::posted(pairs);
    match answer::answer(&held.cx, &held.draft.code, &slug, &posted).await {
        Ok(_) | Err(Error::Refused(Refused::Wrong(..))) => StatusCode::NO_CONTENT.into_response(),
        Err(Error::Refused(Refused::NoDraft | Refused::NoPage)) => Failure::gone().into_response(),
        Err(Error::Fault(fault)) => Failure::fault(&fault).into_response(),
    }
}
