//! The exhibits of a complaint, for staff: name, size, type told by the bytes, digest, what the antivirus
//! said, and the file itself, always as an attachment, never shown by the browser.

use super::resource::{allowed, read};
use crate::scans::Scans;
use crate::space::worded::{self, piece};
use askama::Template;
use axum::body::Body;
use axum::extract::{Form, Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use faisceau_documents::Say;
use faisceau_domain::event::{Event, ExhibitOpened};
use faisceau_domain::id::{ComplaintId, ExhibitId};
use faisceau_domain::journal::Deed;
use faisceau_domain::scan::{Opening, Scan};
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit::{self, FileRow};
use faisceau_platform::fault::Fault;
use faisceau_platform::web::{Failure, Front, Markup, Signed, seen};
use futures_util::future::BoxFuture;
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "panels/exhibits.html")]
struct Panel {
    say: Say,
    warning: String,
    files: Vec<Shown>,
    csrf: String,
    reason: String,
    apart: String,
    take: String,
}

struct Shown {
    id: Uuid,
    name: String,
    href: String,
    /// What the antivirus said, in words.
    scan: String,
    opening: Opening,
    size: String,
    media_type: String,
    received: String,
    sha256: String,
}

pub(super) fn panel(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let (mut tx, _) = read(cx, id, Some(Deed::ExhibitListed)).await?;
        let files = deposit::files_of(&mut tx, id).await?;
        let scans = Scans::of(&mut tx, id).await?;
        tx.commit().await?;
        let say = cx.say();
        let antivirus = cx.world.config.clamd.is_some();
        let shown = |row: &FileRow| shown(&say, (id, antivirus), row, scans.state(row.id));
        piece(&Panel {
            files: files.iter().map(shown).collect(),
            warning: say.say("space-exhibit-warning"),
            csrf: cx.form_token.clone(),
            reason: say.say("exhibits-apart-reason"),
            apart: say.say("exhibits-apart"),
            take: say.say("exhibits-apart-take"),
            say,
        })
    })
}

fn shown(
    say: &Say,
    (complaint, antivirus): (Uuid, bool),
    row: &FileRow,
    (scan, signature): (Scan, &str),
) -> Shown {
    let key = format!("exhibits-scan-{}", scan.code().replace('_', "-"));
    Shown {
        id: row.id,
        scan: say.with(&key, &[("signature", &seen(signature))]),
        opening: scan.opening(antivirus),
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
    let scans = Scans::of(&mut tx, id).await?;
    let (scan, _) = scans.state(file);
    let say = cx.say();
    match scan.opening(cx.world.config.clamd.is_some()) {
        Opening::Open => {}
        Opening::NotYet => {
            return Err(Failure::conflict().saying(say.say("exhibits-scan-not-yet")));
        }
        Opening::KeptApart => {
            return Err(Failure::forbidden().saying(say.say("exhibits-apart")));
        }
    }
    let detail = serde_json::json!({ "exhibit": file }).to_string();
    cx.journal(&mut tx, Deed::ExhibitRead, "complaint", Some(id), &detail)
        .await?;
    cx.emit(&mut tx, &opened(id, file)).await?;
    tx.commit().await?;
    given(&front, &row).await
}

/// Whoever keeps the custody of exhibits writes it there.
fn opened(complaint: Uuid, exhibit: Uuid) -> Event {
    Event::ExhibitOpened(ExhibitOpened {
        complaint: ComplaintId(complaint),
        exhibit: ExhibitId(exhibit),
    })
}

/// Shortest reason, in characters.
const REASON_MIN: usize = 4;

#[derive(Deserialize)]
pub(super) struct Sent {
    #[serde(default)]
    raison: String,
}

/// Gives a file that the antivirus keeps apart, to who has that right, with a reason.
pub(super) async fn kept_apart(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Path((id, file)): Path<(Uuid, Uuid)>,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    allowed(&front, &signed, id, Action::ExhibitRead).await?;
    allowed(&front, &signed, id, Action::InfectedOpen).await?;
    let cx = signed.cx.clone().because(&sent.raison);
    if cx.reason.chars().count() < REASON_MIN {
        let said = cx.say().say("exhibits-aside-no-reason");
        return Err(Failure::unprocessable().saying(said));
    }
    let mut tx = front.world.db.write().await?;
    let files = deposit::files_of(&mut tx, id).await?;
    let scans = Scans::of(&mut tx, id).await?;
    let (scan, _) = scans.state(file);
    let apart = scan.opening(cx.world.config.clamd.is_some()) == Opening::KeptApart;
    let Some(row) = files.into_iter().find(|row| row.id == file && apart) else {
        return Err(Failure::not_found());
    };
    let detail = serde_json::json!({ "exhibit": file }).to_string();
    let deed = Deed::ExhibitKeptApartRead;
    cx.journal(&mut tx, deed, "complaint", Some(id), &detail)
        .await?;
    cx.emit(&mut tx, &opened(id, file)).await?;
    tx.commit().await?;
    given(&front, &row).await
}

/// The bytes of a file, always to keep and never to be shown.
async fn given(front: &Front, row: &FileRow) -> Result<Response, Failure> {
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
