//! Exhibits added by the victim, streamed to the deposit. Where the path concerns images of
//! minors, refused before a byte of a file is read.

use super::case::{self, Left};
use super::hold::Held;
use crate::attach::{self, Refused};
use crate::limit;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::Say;
use faisceau_platform::deposit::NotReceived;
use faisceau_platform::fault::Error;
use faisceau_platform::web::{Failure, Front, Visit, seen};
use std::sync::Arc;

/// Why a file of the form is not kept.
enum NotKept {
    /// In words, shown beside the field.
    Told(String),
    /// The same, and nothing more comes: the form ends in the middle of that file.
    Cut(String),
    /// Another answer altogether.
    Failed(Failure),
}

pub(super) async fn add(
    State(front): State<Arc<Front>>,
    visit: Visit,
    held: Held,
    mut form: Multipart,
) -> Result<Response, Failure> {
    let say = visit.say();
    let (kept, told) = keep_all(&held, &say, &mut form).await?;
    let error = match (kept, told.is_empty()) {
        (0, true) => say.say("space-files-none"),
        (_, true) => return Ok(Redirect::to("/suivi/dossier?fait=pieces#pieces").into_response()),
        _ => told.join(". "),
    };
    let left = Left {
        file_error: Some(error),
        ..Left::default()
    };
    case::refused(&front, &visit, &held, left).await
}

/// Keeps the files in the order sent: how many, and what is told of the others. One that is refused keeps no
/// other from being kept.
async fn keep_all(
    held: &Held,
    say: &Say,
    form: &mut Multipart,
) -> Result<(usize, Vec<String>), Failure> {
    let mut tx = held.cx.world.db.read().await?;
    let allowed = attach::uploads_allowed(&held.cx, &mut tx, held.complaint.id).await?;
    tx.rollback().await?;
    if !allowed {
        return Ok((0, vec![say.say("space-files-refused")]));
    }
    let (mut kept, mut told) = (0, Vec::new());
    while let Some(field) = form.next_field().await.map_err(unreadable)? {
        let name = field.file_name().unwrap_or_default().to_owned();
        // A file field left empty is sent as a part without a name.
        if field.name() != Some("pieces") || name.is_empty() {
            continue;
        }
        match keep(held, say, field, &name).await {
            Ok(()) => kept += 1,
            Err(NotKept::Told(words)) => told.push(words),
            Err(NotKept::Cut(words)) => {
                told.push(words);
                break;
            }
            Err(NotKept::Failed(failure)) => return Err(failure),
        }
    }
    Ok((kept, told))
}

async fn keep(held: &Held, say: &Say, field: Field<'_>, name: &str) -> Result<(), NotKept> {
    let cx = &held.cx;
    let world = &cx.world;
    let staging = world.dice.uuid(world.clock.now());
    let most = world.config.limits.exhibit_bytes_max;
    let shown = seen(name);
    let words = |code: &str, data: &[(&str, &str)]| {
        let data = [&[("name", shown.as_str())], data].concat();
        world.forms.told(say.lang, code, &data).unwrap_or_default()
    };
    let told = |code: &str| NotKept::Told(words(code, &[]));
    let received = world
        .deposit
        .receive(staging, Box::pin(field), most)
        .await
        .map_err(|refusal| match refusal {
            NotReceived::Empty => told("file_empty"),
            NotReceived::TooLarge { bytes, bytes_max } => {
                let [size, limit] = limit::passed(say, bytes, bytes_max).map(|(_, told)| told);
                NotKept::Told(words("file_too_big", &[("size", &size), ("limit", &limit)]))
            }
            NotReceived::NoRoom => NotKept::Told(say.say("storage-no-room")),
            NotReceived::Interrupted(_) => NotKept::Cut(words("file_failed", &[])),
            NotReceived::Fault(fault) => NotKept::Failed(Failure::fault(&fault)),
        })?;
    match attach::to_complaint(cx, held.complaint.id, &received, name).await {
        Ok(_) => Ok(()),
        Err(Error::Refused(Refused::NoFileHere)) => {
            Err(NotKept::Told(say.say("space-files-refused")))
        }
        Err(Error::Refused(Refused::SetAside)) => Err(told("file_set_aside")),
        Err(Error::Refused(Refused::TooMany { max })) => {
            let max = max.to_string();
            Err(NotKept::Told(words(
                "too_many_files",
                &[("n", &max), ("m", &max)],
            )))
        }
        Err(Error::Fault(fault)) => Err(NotKept::Failed(Failure::fault(&fault))),
    }
}

fn unreadable(error: MultipartError) -> Failure {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::too_large(),
        _ => Failure::bad_request(),
    }
}
