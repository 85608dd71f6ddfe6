//! Files sent in parts that survive a cut connection: tus 1.0 (core, creation, expiration, termination), for
//! the script of the pages that ask for files, and of a telephone's. The cookie of the draft or of the telephone
//! opens it and no address does; where no file may be given, none is announced. A file received whole is
//! attached like any other.

use super::exhibits::not_attached;
use super::hold::{Giver, Held};
use super::spoken;
use crate::telephone::{self, NotGiven};
use crate::{attach, limit};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use faisceau_domain::form::{FieldKind, input_name};
use faisceau_domain::id::ExhibitId;
use faisceau_platform::db::same;
use faisceau_platform::deposit::uploads::{self, Announced, NotAppended, Refused, Upload};
use faisceau_platform::deposit::{NotReceived, Received};
use faisceau_platform::fault::{Error, Fault, Outcome};
use faisceau_platform::web::{Failure, Front};
use std::sync::Arc;
use uuid::Uuid;

/// Where files are announced.
pub(super) const UPLOADS: &str = "/plainte/televersements";
const VERSION: &str = "1.0.0";
const EXTENSIONS: &str = "creation,expiration,termination";
const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");

/// An answer of the protocol; `told` is a sentence for the person who sends.
pub(super) fn answered(status: StatusCode, told: &str) -> Response {
    let mut response = match told {
        "" => status.into_response(),
        told => (status, told.to_owned()).into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(RESUMABLE, HeaderValue::from_static(VERSION));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn placed(mut response: Response, upload: &Upload) -> Response {
    let headers = response.headers_mut();
    headers.insert(OFFSET, HeaderValue::from(upload.received));
    let until = upload.expires_at.strftime("%a, %d %b %Y %H:%M:%S GMT");
    if let Ok(until) = HeaderValue::from_str(&until.to_string()) {
        headers.insert(HeaderName::from_static("upload-expires"), until);
    }
    response
}

/// What this server speaks.
pub(super) async fn options(State(front): State<Arc<Front>>) -> Response {
    let mut response = answered(StatusCode::NO_CONTENT, "");
    let most = front.world.config.limits.exhibit_bytes_max;
    let headers = response.headers_mut();
    let told = [
        ("tus-version", HeaderValue::from_static(VERSION)),
        ("tus-extension", HeaderValue::from_static(EXTENSIONS)),
        ("tus-max-size", HeaderValue::from(most)),
    ];
    for (name, value) in told {
        headers.insert(HeaderName::from_static(name), value);
    }
    response
}

/// Whether the request speaks this version and a file may be given at all; the answer when not.
fn refused_at_once(held: &Held, headers: &HeaderMap) -> Option<Response> {
    if headers.get(RESUMABLE).is_none_or(|told| told != VERSION) {
        let mut response = answered(StatusCode::PRECONDITION_FAILED, "");
        let version = HeaderValue::from_static(VERSION);
        response.headers_mut().insert("tus-version", version);
        return Some(response);
    }
    // The answers may have changed in another tab since the file was announced.
    let closed = !held.journey().uploads_allowed();
    closed.then(|| {
        answered(
            StatusCode::FORBIDDEN,
            &told(held, "uploads_closed", "", &[]),
        )
    })
}

/// Announces a file.
pub(super) async fn create(held: Held, headers: HeaderMap) -> Result<Response, Failure> {
    created(&held, UPLOADS, &headers).await
}

/// The same, below the address of whoever sends.
pub(super) async fn created(
    held: &Held,
    below: &str,
    headers: &HeaderMap,
) -> Result<Response, Failure> {
    if let Some(refusal) = refused_at_once(held, headers) {
        return Ok(refusal);
    }
    let Some(mut file) = announced(headers) else {
        return Ok(answered(StatusCode::BAD_REQUEST, ""));
    };
    // A telephone is not told which pages there are: its files go where files are asked for.
    if held.giver == Giver::Telephone
        && let Some((page, key)) = telephone::asking(&held.journey())
    {
        (file.page, file.input) = (page, input_name(&key, ""));
    }
    if !asks(held, &file) {
        return Ok(answered(StatusCode::NOT_FOUND, ""));
    }
    let upload = match uploads::announce(&held.cx, held.draft.id.0, &file).await {
        Ok(upload) => upload,
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
        Err(Error::Refused(why)) => return Ok(not_taken(held, &file, why)),
    };
    let mut response = placed(answered(StatusCode::CREATED, ""), &upload);
    let at = HeaderValue::from_str(&format!("{below}/{}", upload.id));
    let at = at.map_err(|error| Failure::fault(&Fault::from(error)))?;
    response.headers_mut().insert(header::LOCATION, at);
    Ok(response)
}

fn no_room(held: &Held) -> Response {
    let words = held.visit.say().say("storage-no-room");
    answered(StatusCode::UNPROCESSABLE_ENTITY, &words)
}

fn not_taken(held: &Held, file: &Announced, why: Refused) -> Response {
    let limits = &held.cx.world.config.limits;
    let name = &file.name;
    match why {
        Refused::Empty => {
            let words = told(held, "file_empty", name, &[]);
            answered(StatusCode::UNPROCESSABLE_ENTITY, &words)
        }
        Refused::TooLarge => {
            let passed = limit::passed(&held.visit.say(), file.bytes, limits.exhibit_bytes_max);
            let words = told(held, "file_too_big", name, &passed);
            answered(StatusCode::PAYLOAD_TOO_LARGE, &words)
        }
        Refused::TooMany => {
            let words = held.visit.say().say("exhibits-upload-many");
            answered(StatusCode::UNPROCESSABLE_ENTITY, &words)
        }
        Refused::NoRoom => no_room(held),
    }
}

/// How far a file is.
pub(super) async fn head(
    held: Held,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    if let Some(refusal) = refused_at_once(&held, &headers) {
        return Ok(refusal);
    }
    let upload = uploads::one(&held.cx, held.draft.id.0, id).await?;
    let Some(upload) = upload else {
        return Ok(answered(StatusCode::NOT_FOUND, ""));
    };
    // A process stopped between the last byte and the file: it is put together now.
    if upload.received == upload.bytes && !upload.done {
        let ended = finished(&held, &upload).await?;
        if ended.status() != StatusCode::NO_CONTENT {
            return Ok(ended);
        }
    }
    let mut response = placed(answered(StatusCode::OK, ""), &upload);
    let length = HeaderValue::from(upload.bytes);
    response.headers_mut().insert(LENGTH, length);
    Ok(response)
}

/// Takes the next bytes of a file, and attaches it when they are the last.
pub(super) async fn patch(
    held: Held,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Failure> {
    if let Some(refusal) = refused_at_once(&held, &headers) {
        return Ok(refusal);
    }
    let kind = headers.get(header::CONTENT_TYPE);
    if kind.is_none_or(|kind| kind != "application/offset+octet-stream") {
        return Ok(answered(StatusCode::UNSUPPORTED_MEDIA_TYPE, ""));
    }
    let upload = uploads::one(&held.cx, held.draft.id.0, id).await?;
    let Some(upload) = upload else {
        return Ok(answered(StatusCode::NOT_FOUND, ""));
    };
    if number(&headers, &OFFSET) != Some(upload.received) {
        return Ok(answered(StatusCode::CONFLICT, ""));
    }
    // In a task of its own: a connection that is cut ends the request, not what is kept of it.
    let taking = tokio::spawn(same(async move { taken(&held, upload, body).await }));
    match taking.await {
        Ok(response) => response,
        Err(error) => Err(Failure::fault(&Fault::from(error))),
    }
}

async fn taken(held: &Held, upload: Upload, body: Body) -> Result<Response, Failure> {
    match uploads::append(&held.cx, upload, body.into_data_stream()).await {
        Ok(upload) if upload.received == upload.bytes => finished(held, &upload).await,
        Ok(upload) => Ok(placed(answered(StatusCode::NO_CONTENT, ""), &upload)),
        Err(NotAppended::TooMuch) => Ok(answered(StatusCode::PAYLOAD_TOO_LARGE, "")),
        Err(NotAppended::NoRoom) => Ok(no_room(held)),
        Err(NotAppended::Elsewhere) => Ok(answered(StatusCode::CONFLICT, "")),
        Err(NotAppended::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}

/// Gives a file up.
pub(super) async fn delete(
    held: Held,
    Path(id): Path<Uuid>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    if let Some(refusal) = refused_at_once(&held, &headers) {
        return Ok(refusal);
    }
    match uploads::one(&held.cx, held.draft.id.0, id).await? {
        Some(upload) => uploads::forget(&held.cx, upload.id).await?,
        None => return Ok(answered(StatusCode::NOT_FOUND, "")),
    }
    Ok(answered(StatusCode::NO_CONTENT, ""))
}

/// A file received whole: put together, attached, and among the answers of its page. Once, whoever asks.
async fn finished(held: &Held, upload: &Upload) -> Result<Response, Failure> {
    if !uploads::claim(&held.cx, upload.id).await? {
        // Another request is at it: the sender asks again.
        return Ok(answered(StatusCode::SERVICE_UNAVAILABLE, ""));
    }
    let received = match uploads::whole(&held.cx, upload).await {
        Ok(received) => received,
        Err(NotReceived::Fault(fault)) => return Err(Failure::fault(&fault)),
        Err(NotReceived::NoRoom) => return Ok(no_room(held)),
        Err(_) => return Err(Failure::fault(&Fault::new("a whole file was not received"))),
    };
    // Attached, among the answers and said to be done at once: a process may stop between any two.
    match attach(held, &received, upload).await {
        Ok(_) => {
            if let Err(fault) = uploads::let_go(&held.cx, upload.id).await {
                tracing::warn!(%fault, "the parts of a file are left until their time is over");
            }
            Ok(placed(answered(StatusCode::NO_CONTENT, ""), upload))
        }
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
        Err(Error::Refused(why)) => {
            uploads::forget(&held.cx, upload.id).await?;
            let words = match why {
                NotGiven::Over => held.visit.say().say("bring-over"),
                NotGiven::NotAttached(why) => not_attached(held, &upload.name, why),
            };
            Ok(answered(StatusCode::UNPROCESSABLE_ENTITY, &words))
        }
    }
}

/// Attaches a file to the page that asked for it; a telephone's goes where files are asked for.
async fn attach(held: &Held, received: &Received, upload: &Upload) -> Outcome<ExhibitId, NotGiven> {
    if held.giver == Giver::Telephone {
        return held.attach(received, &upload.name).await;
    }
    let asked = (upload.page.as_str(), upload.input.as_str());
    let code = &held.draft.code;
    let attached = attach::to_answer(&held.cx, code, asked, (received, &upload.name)).await;
    attached.map_err(|error| match error {
        Error::Refused(why) => Error::Refused(NotGiven::NotAttached(why)),
        Error::Fault(fault) => Error::Fault(fault),
    })
}

fn told(held: &Held, cause: &str, name: &str, data: &[(&str, String)]) -> String {
    super::exhibits::told(held, cause, name, data)
}

/// Whether that page of the draft asks for files under that name.
fn asks(held: &Held, file: &Announced) -> bool {
    let journey = held.journey();
    let page = journey.page(&file.page);
    page.is_some_and(|page| {
        page.asked.iter().any(|asked| {
            asked.field.kind == FieldKind::File && input_name(&asked.key, "") == file.input
        })
    })
}

fn number(headers: &HeaderMap, name: &HeaderName) -> Option<u64> {
    spoken::number(headers.get(name)?.to_str().ok()?)
}

/// The file a request announces: its length and what else is said of it.
fn announced(headers: &HeaderMap) -> Option<Announced> {
    let told = spoken::metadata(headers.get("upload-metadata")?.to_str().ok()?)?;
    Some(Announced {
        bytes: number(headers, &LENGTH)?,
        name: told.filename,
        input: told.input,
        page: told.page,
        modified: told.modified,
    })
}
