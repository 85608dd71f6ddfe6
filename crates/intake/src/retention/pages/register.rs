//! What is due to be erased, what is proposed, and the certificates of what was: the page of who reviews, and the
//! certificate itself, to read, to print and as the signed file. A complaint is shown to who may read it.

use super::words::word;
use crate::panels::resource::of as resource_of;
use crate::receipt;
use crate::retention::{Erasure, list, one};
use crate::space::worded::{instant, piece};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use faisceau_documents::Say;
use faisceau_domain::erasure::{Certificate, Kept};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::retention::Falls;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{Cell, Column, DataTable, Row, SummaryList};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use std::sync::Arc;
use uuid::Uuid;

/// Where the page is.
pub(super) const PAGE: &str = "/agent/effacements";

#[derive(Template)]
#[template(path = "retention/register.html")]
struct Page {
    f: Frame,
    tables: [DataTable; 3],
}

#[derive(Template)]
#[template(path = "retention/certificate.html")]
struct CertificatePage {
    f: Frame,
    said: SummaryList,
    taken: DataTable,
    papers: DataTable,
    file: (String, String),
    specimen: bool,
}

/// The page of a certificate.
pub(super) fn address(erasure: Uuid) -> String {
    format!("{PAGE}/{erasure}")
}

pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    front.allow(&signed, Action::ErasureRead, &Resource::installation())?;
    let (say, cx) = (visit.say(), &signed.cx);
    let mut tx = front.world.db.write().await?;
    let mut due = Vec::new();
    for one in list::due(cx, &mut tx, Falls::Anyhow, Uuid::nil()).await? {
        let Some(case) = case(&front, &signed, &mut tx, one.complaint).await? else {
            continue;
        };
        let class = word(&say, "class", one.class.code());
        let cells = vec![
            case,
            Cell::text(class),
            Cell::text(instant(&say, one.since)),
        ];
        due.push(cells);
    }
    let mut proposed = Vec::new();
    for one in list::erasures(&mut tx, "proposed").await? {
        if let Some(case) = case(&front, &signed, &mut tx, one.complaint).await? {
            proposed.push(vec![
                case,
                ground(&say, &one),
                Cell::text(instant(&say, one.proposed_at)),
            ]);
        }
    }
    let done = list::erasures(&mut tx, "done").await?;
    cx.journal(&mut tx, Deed::RetentionListed, "installation", None, "{}")
        .await?;
    tx.commit().await?;
    let done = done.iter().map(|one| {
        let at = instant(&say, one.decided_at.unwrap_or(one.proposed_at));
        let number = Cell::Link(one.id.to_string(), address(one.id));
        vec![number, ground(&say, one), Cell::text(at)]
    });
    let done = done.collect();
    let tables = [
        table(&say, "due", ["case", "class", "due"], due),
        table(&say, "proposed", ["case", "ground", "asked"], proposed),
        table(&say, "done", ["number", "ground", "erased"], done),
    ];
    let page = Page {
        f: front.staff_frame(&visit, &signed, say.say("retention-register")),
        tables,
    };
    Ok(Html(piece(&page)?.to_string()))
}

/// The complaint of a line; none where the reader may not read it.
async fn case(
    front: &Front,
    signed: &Signed,
    tx: &mut Tx,
    id: ComplaintId,
) -> Result<Option<Cell>, Fault> {
    let Some(complaint) = receipt::complaint(tx, id).await? else {
        return Ok(None);
    };
    let resource = resource_of(tx, &complaint).await?;
    let reads = front
        .allow(signed, Action::ComplaintRead, &resource)
        .is_ok();
    let href = match front.allow(signed, Action::ErasureAsk, &resource) {
        Ok(()) => format!("/dossier/{}/conservation", id.0),
        Err(_) => format!("/dossier/{}", id.0),
    };
    Ok(reads.then_some(Cell::Link(complaint.reference, href)))
}

fn ground(say: &Say, one: &Erasure) -> Cell {
    Cell::text(word(say, "ground", one.ground.code()))
}

fn table(say: &Say, name: &str, columns: [&str; 3], rows: Vec<Vec<Cell>>) -> DataTable {
    let columns = columns.map(|key| Column::new(say.say(&format!("retention-column-{key}"))));
    let caption = say.say(&format!("retention-{name}-title"));
    DataTable::new(say, name, caption, columns.to_vec(), rows)
}

/// The certificate as it is kept, with what reading it needs.
async fn kept(front: &Front, signed: &Signed, erasure: Uuid) -> Result<String, Failure> {
    front.allow(signed, Action::ErasureRead, &Resource::installation())?;
    let mut tx = front.world.db.write().await?;
    let known = one(&mut tx, erasure).await?;
    let text = known.and_then(|known| known.certificate);
    let text = text.ok_or_else(Failure::not_found)?;
    let cx = &signed.cx;
    cx.journal(
        &mut tx,
        Deed::CertificateRead,
        "erasure",
        Some(erasure),
        "{}",
    )
    .await?;
    tx.commit().await?;
    Ok(text)
}

pub(super) async fn certificate(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(erasure): Path<Uuid>,
) -> Result<Html<String>, Failure> {
    let text = kept(&front, &signed, erasure).await?;
    let kept: Kept = serde_json::from_str(&text).map_err(Fault::from)?;
    let said: Certificate = serde_json::from_str(&kept.certificate).map_err(Fault::from)?;
    let say = visit.say();
    let title = say.say("retention-certificate");
    let page = CertificatePage {
        f: front.staff_frame(&visit, &signed, title).back_to(PAGE),
        taken: taken(&say, &said),
        papers: papers(&say, &said),
        file: (
            say.say("retention-certificate-file"),
            format!("{}/certificat.json", address(erasure)),
        ),
        specimen: said.specimen,
        said: summary(&say, &said, &kept)?,
    };
    Ok(Html(piece(&page)?.to_string()))
}

fn summary(say: &Say, said: &Certificate, kept: &Kept) -> Result<SummaryList, Fault> {
    let at: jiff::Timestamp = said.erased_at.parse().map_err(Fault::from)?;
    let rows = vec![
        Row::new(say.say("retention-column-number"), said.id.clone()).exact(),
        Row::new(say.say("retention-controller"), said.controller.clone()),
        Row::new(say.say("retention-column-erased"), instant(say, at)),
        Row::new(
            say.say("retention-ground"),
            word(say, "ground", &said.ground),
        ),
        Row::new(say.say("retention-class"), word(say, "class", &said.class)),
        Row::new(say.say("retention-law"), said.law.clone()).exact(),
        Row::new(say.say("retention-by"), word(say, "by", &said.by)),
        Row::new(say.say("retention-key"), kept.key_id.clone()).exact(),
        Row::new(say.say("retention-signature"), kept.signature.clone()).exact(),
    ];
    Ok(SummaryList::new(
        say,
        say.say("retention-certificate-says"),
        rows,
    ))
}

fn taken(say: &Say, said: &Certificate) -> DataTable {
    let columns = [
        Column::new(say.say("retention-column-what")),
        Column::new(say.say("retention-column-count")).figures(),
    ];
    let rows = said.taken.iter().map(|(class, count)| {
        let name = word(say, "taken", class);
        vec![Cell::text(name), Cell::text(count.to_string())]
    });
    let caption = say.say("retention-taken-title");
    DataTable::new(say, "taken", caption, columns.to_vec(), rows.collect())
}

fn papers(say: &Say, said: &Certificate) -> DataTable {
    let columns = ["retention-column-paper", "retention-column-commitment"];
    let columns = columns.map(|key| Column::new(say.say(key)));
    let rows = said.papers.iter().map(|paper| {
        let name = crate::space::worded::paper_name(say, &paper.document);
        vec![Cell::text(name), Cell::text(paper.commitment.clone())]
    });
    let caption = say.say("retention-papers-title");
    DataTable::new(say, "papers", caption, columns.to_vec(), rows.collect())
}

/// The signed file.
pub(super) async fn file(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Path(erasure): Path<Uuid>,
) -> Result<Response, Failure> {
    let text = kept(&front, &signed, erasure).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"certificate-{erasure}.json\""),
        ),
    ];
    Ok((headers, text).into_response())
}
