//! What persons ask of their data and nobody has answered, by its last day; and the letters answered. A request of a
//! complaint is shown to who may inform its victim, a letter to the unit that took it down.

use super::super::{DataLetter, listed};
use super::{NEW, PAGE, Say, address, due, may_read, resource_of};
use crate::data_rights::{DataRequest, waiting};
use crate::receipt;
use crate::space::worded::{instant, piece};
use askama::Template;
use axum::extract::State;
use axum::response::Html;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{Cell, Column, DataTable};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use jiff::civil::Date;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "letters/list.html")]
struct Page {
    f: Frame,
    href: &'static str,
    tables: [DataTable; 2],
}

pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    front.allow(&signed, Action::DataRequestRead, &Resource::installation())?;
    let (say, cx) = (visit.say(), &signed.cx);
    let mut tx = front.world.db.write().await?;
    let mut open: Vec<(Date, Vec<Cell>)> = Vec::new();
    for one in waiting(&mut tx).await? {
        let Some(case) = case(&front, &signed, &mut tx, &one).await? else {
            continue;
        };
        let asked = asked(&say, one.asked.code());
        let cells = vec![case, asked, from_space(&say), day(cx, &say, one.due_on)];
        open.push((one.due_on, cells));
    }
    for letter in listed(&mut tx, true).await? {
        if may_read(&front, &signed, &letter) {
            open.push((
                letter.due_on,
                line(&say, &letter, day(cx, &say, letter.due_on)),
            ));
        }
    }
    // Both lists are by their day already: this keeps their order within a day.
    open.sort_by_key(|(day, _)| *day);
    let mut done = Vec::new();
    for letter in listed(&mut tx, false).await? {
        if may_read(&front, &signed, &letter) {
            let state = say.say(&format!("rights-state-{}", letter.state.code()));
            done.push(line(&say, &letter, Cell::text(state)));
        }
    }
    cx.journal(
        &mut tx,
        Deed::DataRequestsListed,
        "installation",
        None,
        "{}",
    )
    .await?;
    tx.commit().await?;
    let open = open.into_iter().map(|(_, cells)| cells).collect();
    let page = Page {
        f: front.staff_frame(&visit, &signed, say.say("letters-list")),
        href: NEW,
        tables: [
            table(&say, "open", "due", open),
            table(&say, "done", "state", done),
        ],
    };
    Ok(Html(piece(&page)?.to_string()))
}

/// The complaint of a request; none where the reader informs nobody of it.
async fn case(
    front: &Front,
    signed: &Signed,
    tx: &mut Tx,
    one: &DataRequest,
) -> Result<Option<Cell>, Fault> {
    let Some(complaint) = receipt::complaint(tx, one.complaint).await? else {
        return Ok(None);
    };
    let resource = resource_of(tx, &complaint).await?;
    let informs = front.allow(signed, Action::ComplaintInform, &resource);
    let href = format!("/dossier/{}#droits", one.complaint.0);
    Ok(informs
        .is_ok()
        .then_some(Cell::Link(complaint.reference, href)))
}

fn line(say: &Say, letter: &DataLetter, last: Cell) -> Vec<Cell> {
    let number = say.with("letters-number", &[("at", &instant(say, letter.made_at))]);
    let from = say.say(&format!("letters-asker-{}", letter.asker.code()));
    vec![
        Cell::Link(number, address(letter.id)),
        asked(say, letter.asked.code()),
        Cell::text(from),
        last,
    ]
}

fn asked(say: &Say, code: &str) -> Cell {
    Cell::text(say.say(&format!("letters-asked-{code}")))
}

fn from_space(say: &Say) -> Cell {
    Cell::text(say.say("letters-from-space"))
}

fn day(cx: &Cx, say: &Say, day: Date) -> Cell {
    Cell::text(due(cx, say, day))
}

fn table(say: &Say, name: &str, last: &str, rows: Vec<Vec<Cell>>) -> DataTable {
    let columns = ["request", "asked", "from", last];
    let columns = columns.map(|key| Column::new(say.say(&format!("letters-column-{key}"))));
    let caption = say.say(&format!("letters-{name}-title"));
    let id = format!("{}-{name}", PAGE.rsplit('/').next().unwrap_or_default());
    DataTable::new(say, id, caption, columns.to_vec(), rows)
}
