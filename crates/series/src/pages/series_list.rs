//! The list of series, the latest changed first, by size, time and a value typed as it is known.
//! What is typed travels in the body of a form, never in an address: an address is logged.

use super::decisions;
use super::filling::{CHUNK_ROWS, Filling, is_last};
use super::query::Asked;
use super::written;
use crate::catalogue::{self, SeriesRow, Wanted};
use crate::{rights, words};
use askama::Template;
use axum::extract::{Form, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use faisceau_documents::words::Say;
use faisceau_domain::ValueIds;
use faisceau_domain::journal::Deed;
use faisceau_identifiers::{Kind, parse};
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{
    self, Button, Cell, Column, DataTable, ErrorSummary, FieldError, Pagination, TextField,
};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use faisceau_platform::world::zone;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "series/list.html")]
struct Page {
    f: Frame,
    errors: ErrorSummary,
    size: TextField,
    since: TextField,
    value: TextField,
    show: Button,
    filtered: bool,
    kept: Option<String>,
    table: DataTable,
    pages: Pagination,
}

/// What the form sends.
#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    taille: String,
    #[serde(default)]
    depuis: String,
    #[serde(default)]
    valeur: String,
    #[serde(default)]
    garde: String,
}

/// Turns what was typed into an address that holds ids only.
pub(super) async fn filter(State(front): State<Arc<Front>>, Form(typed): Form<Typed>) -> Response {
    let text = typed.valeur.trim();
    let valeur = match text.is_empty() {
        true => typed.garde,
        false => ids_of(front.world.value_ids, text),
    };
    let asked = Asked {
        taille: typed.taille.trim().to_owned(),
        depuis: typed.depuis.trim().to_owned(),
        valeur,
        apres: String::new(),
        ..Asked::default()
    };
    Redirect::to(&format!("/series?{}", asked.filter())).into_response()
}

/// The ids under which a text is known, as every kind that accepts it; `?` when none does.
fn ids_of(ids: ValueIds, text: &str) -> String {
    let known = Kind::ALL.iter().filter_map(|kind| {
        let read = parse(*kind, text).ok()?;
        let code = kind.code();
        Some([
            ids.of(code, read.canonical()).to_string(),
            ids.of(code, read.key()).to_string(),
        ])
    });
    let mut found: Vec<String> = known.flatten().collect();
    found.dedup();
    match found.is_empty() {
        true => "?".to_owned(),
        false => found.join(","),
    }
}

/// The list.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let say = visit.say();
    let (wanted, errors) = wanted(&say, &asked);
    let mut tx = front.world.db.write().await?;
    let (rows, next) = match errors.is_empty() {
        true => permitted(&front, &signed, &mut tx, &wanted, &asked).await?,
        false => (Vec::new(), None),
    };
    journal(&signed.cx, &mut tx, rows.len(), &wanted).await?;
    tx.commit().await?;
    let next = next.map(|after| format!("/series?{}&apres={after}", asked.filter()));
    written(&laid_out(
        &front, &visit, &signed, &asked, errors, &rows, next,
    ))
}

/// Writes that the list was read, in the transaction that reads it.
pub(crate) async fn journal(
    cx: &Cx,
    tx: &mut Tx,
    shown: usize,
    wanted: &Wanted,
) -> Result<(), Fault> {
    let by_value = wanted.values.is_some();
    let detail = format!("{{\"shown\":{shown},\"by_value\":{by_value}}}");
    cx.journal(tx, Deed::SeriesListed, "series", None, &detail)
        .await
}

/// The filter, and what is wrong with it.
fn wanted(say: &Say, asked: &Asked) -> (Wanted, Vec<FieldError>) {
    let mut errors = Vec::new();
    let mut wrong = |name: &str, key: &str| {
        errors.push(FieldError {
            name: name.to_owned(),
            message: say.say(key),
        });
    };
    let size = asked.taille.trim();
    let size_min = match size.parse::<u32>() {
        Ok(size) => i64::from(size),
        Err(_) if size.is_empty() => 0,
        Err(_) => {
            wrong("taille", "series-filter-size-error");
            0
        }
    };
    let since = asked.depuis.trim();
    let since = match midnight(since) {
        None if !since.is_empty() => {
            wrong("depuis", "series-filter-since-error");
            None
        }
        since => since,
    };
    let values = asked.values();
    if values.as_ref().is_some_and(Vec::is_empty) {
        wrong("valeur", "series-filter-value-error");
    }
    let wanted = Wanted {
        size_min,
        since,
        values,
    };
    (wanted, errors)
}

fn midnight(day: &str) -> Option<Timestamp> {
    let day: Date = day.parse().ok()?;
    Some(day.to_zoned(zone()).ok()?.timestamp())
}

/// The rows of a page that the reader may see, and the place of the next page.
pub(crate) async fn permitted(
    front: &Front,
    signed: &Signed,
    tx: &mut Tx,
    wanted: &Wanted,
    asked: &Asked,
) -> Result<(Vec<SeriesRow>, Option<String>), Failure> {
    let mut page = Filling::after(asked.after());
    loop {
        let rows = catalogue::list_series(tx, wanted, page.at(), CHUNK_ROWS).await?;
        let last = is_last(&rows);
        let reader = signed.cx.actor.account();
        let resources = rights::series(tx, reader, rows.iter().map(|row| row.id)).await?;
        for row in rows {
            if page.is_full() {
                return Ok(page.closed(true));
            }
            let seen = rights::allowed(front, signed, Action::SeriesRead, &resources[&row.id]);
            page.look((row.changed_at, row.id), row, seen);
        }
        if last {
            return Ok(page.closed(false));
        }
    }
}

fn laid_out(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    asked: &Asked,
    errors: Vec<FieldError>,
    rows: &[SeriesRow],
    next: Option<String>,
) -> Page {
    let say = visit.say();
    let frame = front.staff_frame(visit, signed, say.say("series-list-title"));
    let told = |name: &str| {
        let error = errors.iter().find(|error| error.name == name);
        error.map(|error| error.message.clone())
    };
    let field = |name: &str, label: String, hint: String, value: &str, width| {
        let around = parts::Asked::new(&say, name, label)
            .hint(hint)
            .error(told(name));
        TextField::new(around, parts::Kind::Text, value).wide(width)
    };
    let size = say.say("series-filter-size");
    let since = say.say("series-filter-since");
    let value = say.say("series-filter-value");
    let hint = |key: &str| say.say(key);
    let cells = rows.iter().map(|row| series_cells(&say, row));
    Page {
        size: field(
            "taille",
            size,
            hint("series-filter-size-hint"),
            &asked.taille,
            4,
        ),
        since: field(
            "depuis",
            since,
            hint("series-filter-since-hint"),
            &asked.depuis,
            10,
        ),
        value: field("valeur", value, hint("series-filter-value-hint"), "", 24),
        show: Button::primary(say.say("series-filter-show")),
        filtered: asked.filter() != Asked::default().filter(),
        kept: asked.kept(),
        table: DataTable::new(
            &say,
            "series",
            say.say("series-list-caption"),
            vec![
                Column::new(say.say("series-column-reference")),
                Column::new(say.say("series-column-size")).figures(),
                Column::new(say.say("decisions-column-standing")),
                Column::new(say.say("series-column-formed")),
                Column::new(say.say("series-column-changed")),
            ],
            cells.collect(),
        ),
        pages: Pagination::new(&say, None, next),
        f: frame.with_errors(!errors.is_empty()),
        errors: ErrorSummary::new(&say, errors),
    }
}

fn series_cells(say: &Say, row: &SeriesRow) -> Vec<Cell> {
    vec![
        Cell::Link(row.reference.clone(), format!("/series/{}", row.id)),
        Cell::text(row.size.to_string()),
        Cell::text(decisions::state_in_a_word(say, row)),
        Cell::text(words::day(say, row.formed_at)),
        Cell::text(words::day(say, row.changed_at)),
    ]
}
