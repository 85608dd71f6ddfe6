//! Exhibits that the program of a partner adds, by its key, to a complaint it filed. Holds no rule:
//! the operation refuses.

use super::filing::pointing;
use super::known;
use crate::attach;
use crate::limit;
use crate::receipt;
use axum::Json;
use axum::extract::multipart::{Field, MultipartError, MultipartRejection};
use axum::extract::{Multipart, Path, State};
use axum::http::StatusCode;
use faisceau_documents::Say;
use faisceau_domain::id::ComplaintId;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::deposit::{self, NotReceived};
use faisceau_platform::fault::Error;
use faisceau_platform::web::{
    Answers, Audience, BodyRefusals, Calling, Failure, FailureCode, Front, NotThere,
    PartnerRefusals, Pointed, Problem, Refusals, Route, Routes, Visit,
};
use serde::Serialize;
use std::sync::Arc;
use utoipa::{OpenApi, ToSchema};
use uuid::Uuid;

/// The route of exhibits.
pub(super) fn routes() -> Routes<Arc<Front>> {
    let audience = Audience::Partner(Action::ExhibitAdd);
    let post = Route::post("/api/v1/complaints/{id}/exhibits", audience);
    Routes::new("intake").with(post.answering(Answers::Json).taking_files(), add_exhibits)
}

#[derive(OpenApi)]
#[openapi(paths(add_exhibits), components(schemas(Problem)))]
pub(super) struct Description;

/// Files of one complaint.
#[derive(ToSchema)]
#[expect(dead_code, reason = "it only describes the parts of a form")]
struct Sent {
    /// The file, with its name.
    #[schema(value_type = String, format = Binary)]
    file: String,
}

/// An exhibit received.
#[derive(Serialize, ToSchema)]
struct ExhibitTaken {
    /// The exhibit.
    id: Uuid,
    /// SHA-256 of its bytes, in hexadecimal.
    sha256: String,
    /// How many bytes.
    bytes: i64,
    /// Whether the complaint already had these bytes: nothing was added then.
    already: bool,
}

/// Adds exhibits to a complaint that the same partner filed. Bytes the complaint already has are
/// told and not added again.
#[utoipa::path(
    post, path = "/api/v1/complaints/{id}/exhibits",
    params(("id" = Uuid, Path, description = "The complaint's id")),
    request_body(content = Sent, content_type = "multipart/form-data"),
    responses(
        (status = 200, description = "Every file received, in the order sent", body = Vec<ExhibitTaken>),
        Refusals, PartnerRefusals, NotThere, BodyRefusals
    )
)]
async fn add_exhibits(
    State(front): State<Arc<Front>>,
    visit: Visit,
    calling: Calling,
    Path(id): Path<String>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<Json<Vec<ExhibitTaken>>, Failure> {
    let say = visit.say();
    let complaint = own(&front, &calling, known(&id)?).await?;
    let mut form = form.map_err(|_| Failure::new(FailureCode::UnsupportedMediaType))?;
    let mut taken = Vec::new();
    while let Some(field) = form.next_field().await.map_err(cut)? {
        let name = field.file_name().unwrap_or_default().to_owned();
        if !name.is_empty() {
            taken.push(take(&calling, &say, complaint, field, &name).await?);
        }
    }
    match taken.is_empty() {
        true => Err(about_file(&say, "no_file", say.say("codes-no-file"))),
        false => Ok(Json(taken)),
    }
}

/// The complaint, when this partner filed it and its path takes files. Another's does not exist.
async fn own(front: &Front, calling: &Calling, id: Uuid) -> Result<ComplaintId, Failure> {
    let mut tx = front.world.db.read().await?;
    let Some(complaint) = receipt::complaint(&mut tx, ComplaintId(id)).await? else {
        return Err(Failure::not_found());
    };
    let resource = Resource::complaint(id.to_string()).marked(complaint.source);
    front
        .allow_partner(calling, Action::ExhibitAdd, &resource)
        .map_err(|_| Failure::not_found())?;
    // Before a byte of a file is read.
    let open = attach::uploads_allowed(&calling.cx, &mut tx, complaint.id).await?;
    tx.rollback().await?;
    if !open {
        let words = front.world.forms.error("uploads_closed");
        let words = words.map_or_else(String::new, |w| w.get(calling.cx.lang).to_owned());
        return Err(about_file(&calling.cx.say(), "uploads_closed", words));
    }
    Ok(complaint.id)
}

fn about_file(say: &Say, code: &str, detail: String) -> Failure {
    let wrong = Pointed {
        pointer: String::new(),
        code: code.to_owned(),
        detail,
        may_be_kept: false,
    };
    pointing(say, vec![wrong])
}

async fn take(
    calling: &Calling,
    say: &Say,
    complaint: ComplaintId,
    mut field: Field<'_>,
    name: &str,
) -> Result<ExhibitTaken, Failure> {
    let cx = &calling.cx;
    let world = &cx.world;
    let staging = world.dice.uuid(world.clock.now());
    let most = world.config.limits.exhibit_bytes_max;
    let told = |code: &str, data: &[(&str, &str)]| {
        let words = world.forms.told(say.lang, code, data).unwrap_or_default();
        about_file(say, code, words)
    };
    let received = world.deposit.receive(staging, &mut field, most).await;
    let received = received.map_err(|refusal| match refusal {
        NotReceived::Empty => told("file_empty", &[("name", name)]),
        NotReceived::TooLarge { bytes, bytes_max } => {
            let [size, limit] = limit::passed(say, bytes, bytes_max).map(|(_, told)| told);
            let data = [("name", name), ("size", &size), ("limit", &limit)];
            told("file_too_big", &data)
        }
        NotReceived::NoRoom => Failure::unavailable().saying(say.say("storage-no-room")),
        NotReceived::Interrupted(_) => Failure::bad_request(),
        NotReceived::Fault(fault) => Failure::fault(&fault),
    })?;
    let mut tx = world.db.read().await?;
    let held = deposit::files_of(&mut tx, complaint.0).await?;
    tx.rollback().await?;
    let same = held.iter().find(|file| file.sha256 == received.sha256);
    let id = match same {
        Some(file) => {
            world.deposit.discard(&received).await?;
            file.id
        }
        None => match attach::to_complaint(cx, complaint, &received, name).await {
            Ok(exhibit) => exhibit.0,
            Err(Error::Refused(attach::Refused::TooMany { max })) => {
                let most = max.to_string();
                return Err(told("too_many_files", &[("n", &most), ("m", &most)]));
            }
            Err(Error::Refused(attach::Refused::SetAside)) => {
                return Err(told("file_set_aside", &[("name", name)]));
            }
            Err(Error::Refused(attach::Refused::NoFileHere)) => {
                return Err(told("uploads_closed", &[]));
            }
            Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
        },
    };
    Ok(ExhibitTaken {
        id,
        sha256: hex::encode(received.sha256),
        bytes: received.bytes,
        already: same.is_some(),
    })
}

/// A form cut in the middle, or longer than the route takes.
fn cut(error: MultipartError) -> Failure {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Failure::too_large(),
        _ => Failure::bad_request(),
    }
}
