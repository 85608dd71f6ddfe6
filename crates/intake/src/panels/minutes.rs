//! How a complaint was taken, and its record for the drafting software of the service: JSON and a table. They
//! hold the victim's words and identity: both rights are needed, and both readings are journaled.

use super::resource::{allowed, read};
use crate::minutes::{self, Record, table};
use crate::receipt::Complaint;
use crate::space::worded::{self, piece};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use faisceau_documents::Regime;
use faisceau_domain::event::Channel;
use faisceau_domain::hearing::Word;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{Row, SummaryList};
use faisceau_platform::web::{Answers, Audience, Failure, Front, Markup, Route, Routes, Signed};
use futures_util::future::BoxFuture;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "panels/minutes.html")]
struct Panel {
    lead: String,
    how: Option<SummaryList>,
    json: String,
    json_word: String,
    csv: String,
    csv_word: String,
    schema_word: String,
    /// An import was asked nothing here.
    asked: bool,
    nothing: String,
}

/// The record, as files.
pub(super) fn routes() -> Routes<Arc<Front>> {
    let reads = Audience::Staff(Action::NarrativeRead);
    let file = |path| Route::get(path, reads).answering(Answers::File).sensitive();
    Routes::new("intake")
        .with(file("/dossier/{id}/releve.json"), json)
        .with(file("/dossier/{id}/releve.csv"), csv)
}

/// When it was heard, whether it was read back, and the files. Who was there is in the record.
pub(super) fn panel(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let (mut tx, complaint) = read(cx, id, None).await?;
        let taken = minutes::taken(&mut tx, &complaint).await?;
        tx.rollback().await?;
        let say = cx.say();
        let how = taken.hearing.map(|heard| {
            let row = |key: &str, said: String| Row::new(say.say(key), said);
            let began = worded::instant(&say, heard.held.opened_at);
            let mut rows = vec![row("minutes-begun", began)];
            let ended = heard.filed_at.map(|at| worded::instant(&say, at));
            rows.extend(ended.map(|at| row("minutes-ended", at)));
            rows.extend(heard.read.map(|read| {
                let key = match read.word {
                    Word::Confirmed => "minutes-read-confirmed",
                    Word::RefusedToSign { .. } => "minutes-read-refused",
                };
                row("minutes-reading", say.say(key))
            }));
            SummaryList::new(&say, "", rows)
        });
        let lead = match cx.world.config.regime() {
            Regime::Authority => "minutes-panel-authority",
            Regime::Mandated | Regime::Private => "minutes-panel-other",
        };
        piece(&Panel {
            lead: say.say(lead),
            how,
            json: format!("/dossier/{id}/releve.json"),
            json_word: say.say("minutes-panel-json"),
            csv: format!("/dossier/{id}/releve.csv"),
            csv_word: say.say("minutes-panel-csv"),
            schema_word: say.say("minutes-panel-schema"),
            asked: complaint.channel != Channel::Import,
            nothing: say.say("minutes-panel-import"),
        })
    })
}

/// The record, as JSON.
async fn json(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Path(id): Path<Uuid>,
) -> Result<Response, Failure> {
    let (complaint, record) = taken_out(&front, &signed, id, "json").await?;
    let text = serde_json::to_vec_pretty(&record.json()).map_err(Fault::from)?;
    Ok(file(&complaint, "json", "application/json", text))
}

/// The record, as a table.
async fn csv(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Path(id): Path<Uuid>,
) -> Result<Response, Failure> {
    let (complaint, record) = taken_out(&front, &signed, id, "csv").await?;
    Ok(file(
        &complaint,
        "csv",
        "text/csv; charset=utf-8",
        table(&record)?,
    ))
}

/// The record of a complaint, once its taking out is journaled.
async fn taken_out(
    front: &Front,
    signed: &Signed,
    id: Uuid,
    format: &str,
) -> Result<(Complaint, Record), Failure> {
    let complaint = allowed(front, signed, id, Action::NarrativeRead).await?;
    allowed(front, signed, id, Action::IdentityRead).await?;
    let cx = &signed.cx;
    let mut tx = front.world.db.write().await?;
    let taken = minutes::taken(&mut tx, &complaint).await?;
    let record = Record::of(cx, &complaint, taken)?;
    let record = record.ok_or_else(Failure::not_found)?;
    let detail = serde_json::json!({ "format": format }).to_string();
    for deed in [
        Deed::NarrativeRead,
        Deed::IdentityRead,
        Deed::MinutesExported,
    ] {
        cx.journal(&mut tx, deed, "complaint", Some(id), &detail)
            .await?;
    }
    tx.commit().await?;
    Ok((complaint, record))
}

/// A file to keep, named by the reference: letters, digits and dashes.
fn file(complaint: &Complaint, ending: &str, kind: &str, bytes: Vec<u8>) -> Response {
    let named = format!("attachment; filename=\"{}.{ending}\"", complaint.reference);
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, named),
    ];
    (headers, bytes).into_response()
}
