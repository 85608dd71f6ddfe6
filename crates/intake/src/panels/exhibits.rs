//! The exhibits of a complaint, for staff: name, size, type told by the bytes, digest, and the
//! file itself, always as an attachment, never shown by the browser.

use super::resource::{allowed, read};
use crate::space::worded::{self, piece};
use askama::Template;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use faisceau_documents::Say;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit::{self, FileRow};
use faisceau_platform::fault::Fault;
use faisceau_platform::web::{Failure, Front, Markup, Signed, seen};
use futures_util::future::BoxFuture;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "panels/exhibits.html")]
struct Panel {
    say: Say,
    warning: String,
    files: Vec<Shown>,
}

struct Shown {
    name: String,
    href: String,
    size: String,
    media_type: String,
    received: String,
    sha256: String,
}

pub(super) fn panel(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let (mut tx, _) = read(cx, id, Some(Deed::ExhibitListed)).await?;
        let files = deposit::files_of(&mut tx, id).await?;
        tx.commit().await?;
        let say = cx.say();
        piece(&Panel {
            files: files.iter().map(|row| shown(&say, id, row)).collect(),
            warning: say.say("space-exhibit-warning"),
            say,
        })
    })
}

fn shown(say: &Say, complaint: Uuid, row: &FileRow) -> Shown {
    Shown {
        name: seen(&row.name),
        href: format!("/dossier/{complaint}/pieces/{}", row.id),
        size: worded::size(say, row.bytes),
        media_type: row.media_type.clone(),
        received: worded::instant(say, row.received_at),
        sha256: hex::encode(row.sha256),
    }
}

/// Gives a file; who took it and why is in the journal before the first byte leaves.
pub(super) async fn file(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Path((id, file)): Path<(Uuid, Uuid)>,
) -> Result<Response, Failure> {
    allowed(&front, &signed, id, Action::ExhibitRead).await?;
    let cx = &signed.cx;
    let mut tx = front.world.db.write().await?;
    let files = deposit::files_of(&mut tx, id).await?;
    let Some(row) = files.into_iter().find(|row| row.id == file) else {
        return Err(Failure::not_found());
    };
    let detail = serde_json::json!({ "exhibit": file }).to_string();
    cx.journal(&mut tx, Deed::ExhibitRead, "complaint", Some(id), &detail)
        .await?;
    tx.commit().await?;
    let bytes = front.world.deposit.stream(&row.key()).await?;
    let mut response = Body::from_stream(bytes).into_response();
    let headers = response.headers_mut();
    // Whatever the bytes are, the browser keeps them and runs nothing of them.
    let kind = HeaderValue::from_static("application/octet-stream");
    headers.insert(header::CONTENT_TYPE, kind);
    let nosniff = HeaderValue::from_static("nosniff");
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, nosniff);
    let sandbox = HeaderValue::from_static("sandbox; default-src 'none'");
    headers.insert(header::CONTENT_SECURITY_POLICY, sandbox);
    headers.insert(header::CONTENT_DISPOSITION, disposition(&row.name)?);
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(row.bytes));
    Ok(response)
}

/// `attachment` with the name given, in ASCII for old readers and whole for the others (RFC 6266).
fn disposition(name: &str) -> Result<HeaderValue, Failure> {
    let plain: String = name
        .chars()
        .map(|c| match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '-' | '_' | ' ' => c,
            _ => '_',
        })
        .collect();
    let whole: String = seen(name)
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect();
    let line = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}");
    HeaderValue::from_str(&line).map_err(|error| Failure::fault(&Fault::from(error)))
}
