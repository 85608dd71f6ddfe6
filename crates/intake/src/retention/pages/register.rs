//! What is due to be erased, what is proposed, and the certificates of what was: the page of who reviews. A complaint is
//! shown to who may read it; a certificate has its own page.

use super::words::word;
use crate::panels::resource::of as resource_of;
use crate::receipt;
use crate::retention::{Erasure, list};
use crate::space::worded::{instant, piece};
use askama::Template;
use axum::extract::State;
use axum::response::Html;
use faisceau_documents::Say;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::retention::Falls;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{Cell, Column, DataTable};
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
