//! The auditor's pages: consultations to be explained, with the figures that say why they are shown. No name but colleagues', no
//! verdict. The period is chosen; what is looked at is written in the journal.

pub(super) mod draws;
pub(crate) mod explain;
pub(super) mod period;
pub(super) mod take_out;
pub(super) mod terms;

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use faisceau_documents::words::Say;
use faisceau_domain::audit::Bulk;
use faisceau_domain::id::AccountId;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::web::parts::{
    Button, Cell, Column, DataTable, ErrorSummary, Pagination, Select, TextField,
};
use faisceau_platform::web::{
    Answers, Audience, Failure, Frame, Front, Route, Routes, Signed, Visit,
};
use jiff::Timestamp;
use uuid::Uuid;

use super::written;
use crate::audit::Period;
use crate::audit::look::{self, Found, OffHours, Opened, PAGE_ROWS};
use crate::shown::{self, Names};
use period::Chosen;

/// Where the pages are.
const PAGE: &str = "/agent/controle";

/// Their routes.
pub(super) fn routes() -> Routes<Arc<Front>> {
    let audits = Audience::Staff(Action::JournalRead);
    let one = "/agent/controle/tirages/{id}";
    let file = Route::get("/agent/controle/extraits/{id}/{file}", audits);
    Routes::new("casework")
        .with(Route::get(PAGE, audits), page)
        .with(Route::get(draws::PAGE, audits), draws::list)
        .with(Route::post(draws::PAGE, audits), draws::draw)
        .with(Route::get(one, audits), draws::one)
        .with(Route::post(one, audits), draws::judge)
        .with(Route::get(take_out::PAGE, audits), take_out::list)
        .with(Route::get(terms::PAGE, audits), terms::days)
        .with(Route::post(terms::PAGE, audits).sensitive(), terms::read)
        .with(
            Route::post(take_out::PAGE, audits).sensitive(),
            take_out::take_out,
        )
        .with(file.answering(Answers::File).sensitive(), take_out::file)
        .with(
            Route::get(explain::PAGE, Audience::AnyStaff),
            explain::asked,
        )
        .with(
            Route::post(explain::PAGE, Audience::AnyStaff),
            explain::explain,
        )
        .with_nav(super::nav(81, PAGE, "audit-nav", Action::JournalRead))
}

#[derive(Template)]
#[template(path = "audit.html")]
struct AuditPage {
    f: Frame,
    errors: ErrorSummary,
    days: Select,
    end: TextField,
    go: Button,
    told: String,
    tables: Vec<DataTable>,
    pages: Pagination,
}

async fn page(
    State(front): State<Arc<Front>>,
    Query(chosen): Query<Chosen>,
    visit: Visit,
    signed: Signed,
) -> Result<Response, Failure> {
    front.allow(&signed, Action::JournalRead, &Resource::journal())?;
    let (say, cx) = (visit.say(), &signed.cx);
    let now = cx.world.clock.now();
    let asked = chosen.period(now);
    let period = asked.unwrap_or_else(|_| Period::before(now, chosen.days()));
    let found = look::look(cx, period, chosen.page).await?;
    let mut tx = cx.world.db.read().await?;
    let names = Names::load(&mut tx).await?;
    tx.rollback().await?;
    let error = asked.err().map(|()| period::error(&say));
    let next = longest(&found) >= usize::try_from(PAGE_ROWS).unwrap_or(usize::MAX);
    let previous = chosen.page.checked_sub(1);
    let address = |page: u32| chosen.address(PAGE, page);
    let page = AuditPage {
        f: front
            .staff_frame(&visit, &signed, say.say("audit-title"))
            .with_errors(error.is_some()),
        days: period::days(&say, &chosen),
        end: period::end(&say, &chosen, error.as_ref()),
        go: Button::secondary(say.say("casework-filter")),
        told: told(&say, period),
        tables: tables(&say, &names, &found),
        pages: Pagination::new(
            &say,
            previous.map(address),
            next.then(|| address(chosen.page.saturating_add(1))),
        ),
        errors: ErrorSummary::new(&say, error.clone().into_iter().collect()),
    };
    let status = match error {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok((status, written(&page)?).into_response())
}

/// The period in words.
fn told(say: &Say, period: Period) -> String {
    let (from, until) = (
        shown::when(say, period.from),
        shown::when(say, period.until),
    );
    say.with("audit-period", &[("from", &from), ("until", &until)])
}

fn longest(found: &Found) -> usize {
    let lengths = [
        found.off_hours.len(),
        found.apart.len(),
        found.again.len(),
        found.many.len(),
        found.in_an_hour.len(),
        found.in_a_day.len(),
    ];
    lengths.into_iter().max().unwrap_or_default()
}

fn tables(say: &Say, names: &Names, found: &Found) -> Vec<DataTable> {
    vec![
        off_hours(say, names, &found.off_hours),
        apart(say, names, found),
        opened(say, names, "again", &found.again),
        opened(say, names, "many", &found.many),
        bulk(say, names, "hour", &found.in_an_hour),
        bulk(say, names, "day", &found.in_a_day),
    ]
}

fn table(say: &Say, name: &str, columns: &[(&str, bool)], rows: Vec<Vec<Cell>>) -> DataTable {
    let column = |(key, figures): &(&str, bool)| {
        let column = Column::new(say.say(key));
        match figures {
            true => column.figures(),
            false => column,
        }
    };
    let columns = columns.iter().map(column).collect();
    let caption = say.say(&format!("audit-{name}"));
    DataTable::new(say, format!("audit-{name}"), caption, columns, rows)
}

/// A colleague, by a link to what the journal tells of them.
fn who(say: &Say, names: &Names, actor: Uuid) -> Cell {
    let name = names.name(say, AccountId(actor));
    Cell::Link(name, format!("/agent/journal?acteur={actor}"))
}

fn at(say: &Say, instant: Timestamp) -> Cell {
    Cell::text(shown::when(say, instant))
}

fn number(n: impl ToString) -> Cell {
    Cell::text(n.to_string())
}

fn off_hours(say: &Say, names: &Names, all: &[OffHours]) -> DataTable {
    let columns = [
        ("casework-journal-who", false),
        ("audit-off", true),
        ("audit-all", true),
        ("audit-first", false),
        ("audit-last", false),
    ];
    let row = |one: &OffHours| {
        vec![
            who(say, names, one.actor),
            number(one.off),
            number(one.all),
            at(say, one.first_at),
            at(say, one.last_at),
        ]
    };
    table(say, "off-hours", &columns, all.iter().map(row).collect())
}

fn apart(say: &Say, names: &Names, found: &Found) -> DataTable {
    let columns = [
        ("casework-journal-who", false),
        ("audit-times", true),
        ("audit-complaints", true),
        ("audit-all-complaints", true),
        ("audit-first", false),
        ("audit-last", false),
    ];
    let rows = found.apart.iter().map(|one| {
        vec![
            who(say, names, one.actor),
            number(one.times),
            number(one.things),
            number(one.all),
            at(say, one.first_at),
            at(say, one.last_at),
        ]
    });
    table(say, "apart", &columns, rows.collect())
}

fn opened(say: &Say, names: &Names, name: &str, all: &[Opened]) -> DataTable {
    let columns = [
        ("casework-journal-subject", false),
        ("audit-by", false),
        ("audit-times", true),
        ("audit-first", false),
        ("audit-last", false),
    ];
    let row = |one: &Opened| {
        let by = match one.actor {
            Some(actor) => who(say, names, actor),
            None => Cell::text(say.number("audit-readers", one.readers)),
        };
        vec![
            Cell::text(thing(say, &one.subject_kind, Some(one.subject))),
            by,
            number(one.times),
            at(say, one.first_at),
            at(say, one.last_at),
        ]
    };
    table(say, name, &columns, all.iter().map(row).collect())
}

/// A thing by its kind and id.
fn thing(say: &Say, kind: &str, id: Option<Uuid>) -> String {
    let key = shown::subject_key(kind);
    let kind = match say.words.has(say.lang, &key) {
        true => say.say(&key),
        false => kind.to_owned(),
    };
    match id {
        Some(id) => format!("{kind} {id}"),
        None => kind,
    }
}

fn bulk(say: &Say, names: &Names, span: &str, all: &[Bulk]) -> DataTable {
    let length = if span == "hour" {
        3_600_000
    } else {
        86_400_000
    };
    let columns = [
        ("casework-journal-who", false),
        ("casework-journal-when", false),
        ("audit-things", true),
        ("audit-usual", true),
        ("audit-peers", true),
    ];
    let compared = |n: Option<u32>| n.map_or_else(|| "–".to_owned(), |n| n.to_string());
    let row = |one: &Bulk| {
        let begun = Timestamp::from_millisecond(one.counted.span.saturating_mul(length));
        vec![
            who(say, names, one.counted.actor),
            begun.map_or_else(|_| Cell::text("–"), |begun| at(say, begun)),
            number(one.counted.things),
            Cell::text(compared(one.usual)),
            Cell::text(compared(one.peers)),
        ]
    };
    table(say, span, &columns, all.iter().map(row).collect())
}

/// An answer of a form in error.
fn in_error(page: &impl Template) -> Result<Response, Failure> {
    let page: Html<String> = written(page)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}
