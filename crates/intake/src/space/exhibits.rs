//! Exhibits added by the victim, streamed to the deposit. Where the path concerns images of
//! minors, refused before a byte of a file is read.

use super::case::{self, Left};
use super::hold::Held;
use crate::attach::{self, Refused};
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::Say;
use faisceau_platform::deposit::NotReceived;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::{Failure, Front, Visit, seen};
use std::sync::Arc;

use super::worded;

/// Why a file of the form is not kept.
enum NotKept {
    /// In words, shown beside the field.
    Told(String),
    /// Another answer altogether.
    Failed(Failure),
}

impl<F: Into<Fault>> From<F> for NotKept {
    fn from(fault: F) -> NotKept {
        NotKept::Failed(Failure::fault(&fault.into()))
    }
}

pub(super) async fn add(
    State(front): State<Arc<Front>>,
    visit: Visit,
    held: Held,
    mut form: Multipart,
) -> Result<Response, Failure> {
    let say = visit.say();
    let error = match keep_all(&held, &say, &mut form).await {
        Ok(0) => say.say("space-files-none"),
        Ok(_) => return Ok(Redirect::to("/suivi/dossier?fait=pieces#pieces").into_response()),
        Err(NotKept::Told(words)) => words,
        Err(NotKept::Failed(failure)) => return Err(failure),
    };
    let left = Left {
        file_error: Some(error),
        ..Left::default()
    };
    case::refused(&front, &visit, &held, left).await
}

/// Keeps the files in the order sent; those kept before a refused one stay.
async fn keep_all(held: &Held, say: &Say, form: &mut Multipart) -> Result<usize, NotKept> {
    let mut tx = held.cx.world.db.read().await?;
    let allowed = attach::uploads_allowed(&held.cx, &mut tx, held.complaint.id).await?;
    tx.rollback().await?;
    if !allowed {
        return Err(NotKept::Told(say.say("space-files-refused")));
    }
    let mut kept = 0;
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        let name = field.file_name().unwrap_or_default().to_owned();
        // A file field left empty is sent as a part without a name.
        if field.name() != Some("pieces") || name.is_empty() {
            continue;
        }
        keep(held, say, field, &name).await?;
        kept += 1;
    }
    Ok(kept)
}

async fn keep(held: &Held, say: &Say, field: Field<'_>, name: &str) -> Result<(), NotKept> {
    let cx = &held.cx;
    let world = &cx.world;
    let staging = world.dice.uuid(world.clock.now());
    let most = world.config.limits.exhibit_bytes_max;
    let shown = seen(name);
    let told = |key: &str, value: &str| {
        NotKept::Told(say.with(key, &[("name", &shown), ("limit", value)]))
    };
    let received = world
        .deposit
        .receive(staging, Box::pin(field), most)
        .await
        .map_err(|refusal| match refusal {
            NotReceived::Empty => told("space-file-empty", ""),
            NotReceived::TooLarge { bytes_max } => {
                let bytes = i64::try_from(bytes_max).unwrap_or(i64::MAX);
                told("space-file-large", &worded::size(say, bytes))
            }
            NotReceived::Interrupted(_) => told("space-file-interrupted", ""),
            NotReceived::Fault(fault) => NotKept::Failed(Failure::fault(&fault)),
        })?;
    match attach::to_complaint(cx, held.complaint.id, &received, name).await {
        Ok(_) => Ok(()),
        Err(Error::Refused(Refused::NoFileHere)) => {
            Err(NotKept::Told(say.say("space-files-refused")))
        }
        Err(Error::Refused(Refused::SetAside)) => Err(told("exhibits-set-aside-again", "")),
        Err(Error::Refused(Refused::TooMany { max })) => {
            Err(told("space-files-many", &max.to_string()))
        }
        Err(Error::Fault(fault)) => Err(NotKept::Failed(Failure::fault(&fault))),
    }
}

fn unreadable(error: MultipartError) -> NotKept {
    NotKept::Failed(match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::too_large(),
        _ => Failure::bad_request(),
    })
}
