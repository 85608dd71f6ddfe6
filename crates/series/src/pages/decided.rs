//! The pages of decisions: all of them, those of a series, one with what it names. Each asks the
//! policies, row by row, and writes in the journal that it was read. They hold no rule.

use super::filling::{CHUNK_ROWS, Filling, is_last};
use super::id::Id;
use super::query::Asked;
use super::series::opened;
use super::written;
use crate::decide::listed::{self, Listed};
use crate::decide::withdraw::may_take_back;
use crate::decide::words::{self, Names};
use crate::dialect::{self, list};
use crate::rights::Sight;
use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use faisceau_documents::words::Say;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{
    self, Button, Cell, Column, DataTable, Notice, Pagination, Tag, TextArea, Tone,
};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

/// Complaints of a decision that are looked at to be named on its page.
const NAMED_MAX: i64 = 500;

#[derive(Template)]
#[template(path = "decisions/list.html")]
struct ListPage {
    f: Frame,
    lead: String,
    table: DataTable,
    pages: Pagination,
}

#[derive(Template)]
#[template(path = "decisions/one.html")]
struct OnePage {
    f: Frame,
    done: Option<Notice>,
    state: Tag,
    said: String,
    by: String,
    reason: String,
    withdrawn: Option<(String, String)>,
    series: Vec<(String, String)>,
    sides: Vec<DataTable>,
    hidden: Option<String>,
    undo: Option<Undo>,
    batch: Option<String>,
}

/// The form that takes a decision back.
struct Undo {
    action: String,
    reason: TextArea,
    button: Button,
}

/// What the page of a decision is told by the gesture before.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Told {
    #[serde(default)]
    fait: String,
}

/// Every decision this person may read.
pub(super) async fn all(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let say = visit.say();
    let mut tx = front.world.db.write().await?;
    let sight = Sight::of(&front, &signed);
    let (rows, next) = permitted(&sight, &mut tx, &asked).await?;
    let table = table(&mut tx, &say, &sight, &rows).await?;
    journal(&signed.cx, &mut tx, None, rows.len()).await?;
    tx.commit().await?;
    let next = next.map(|at| format!("/decisions?apres={at}"));
    written(&ListPage {
        f: front.staff_frame(&visit, &signed, say.say("decisions-title")),
        lead: say.say("decisions-lead"),
        table,
        pages: Pagination::new(&say, None, next),
    })
}

/// The decisions that concern a series.
pub(super) async fn of_series(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Id(id): Id,
) -> Result<Html<String>, Failure> {
    let say = visit.say();
    let mut tx = front.world.db.write().await?;
    let (series, _) = opened(&front, &signed, &mut tx, id).await?;
    let sight = Sight::of(&front, &signed);
    let rows = readable_of_series(&sight, &mut tx, id).await?;
    let table = table(&mut tx, &say, &sight, &rows).await?;
    journal(&signed.cx, &mut tx, Some(id), rows.len()).await?;
    tx.commit().await?;
    let title = say.with("decisions-of-series", &[("reference", &series.reference)]);
    let frame = front.staff_frame(&visit, &signed, title);
    written(&ListPage {
        f: frame.back_to(format!("/series/{id}")),
        lead: say.say("decisions-of-series-lead"),
        table,
        pages: Pagination::new(&say, None, None),
    })
}

/// One decision.
pub(super) async fn one(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Id(id): Id,
    Query(told): Query<Told>,
) -> Result<Html<String>, Failure> {
    let say = visit.say();
    let mut tx = front.world.db.write().await?;
    let mut sight = Sight::of(&front, &signed);
    let decision = readable(&sight, &mut tx, id).await?;
    let decision = decision.ok_or_else(Failure::not_found)?;
    let rows = std::slice::from_ref(&decision);
    let names = Names::of(&mut tx, &say, rows).await?;
    let resource = listed::resources(&mut tx, sight.reader(), rows)
        .await?
        .remove(&id);
    let undo = resource.filter(|resource| {
        decision.withdrawn.is_none() && may_take_back(&sight, &decision, resource)
    });
    let (sides, hidden) = named(&mut tx, &mut sight, &say, &decision).await?;
    journal(&signed.cx, &mut tx, Some(id), 1).await?;
    tx.commit().await?;
    let title = words::kind(&say, decision.kind);
    let series = decision.series.iter().chain(&decision.other);
    let back = decision.series.as_ref();
    let back = back.map_or("/decisions".to_owned(), |(id, _)| {
        format!("/series/{id}/decisions")
    });
    written(&OnePage {
        f: front.staff_frame(&visit, &signed, title).back_to(back),
        done: done(&say, &told.fait),
        state: words::state(&say, &decision),
        said: words::said(&say, &sight, &decision),
        by: words::by(&say, names.get(decision.by), decision.at),
        reason: decision.reason.clone(),
        withdrawn: decision.withdrawn.as_ref().map(|back| {
            let by = words::by(&say, names.get(back.by), back.at);
            (by, back.reason.clone())
        }),
        series: series
            .map(|(id, reference)| {
                let name = say.with("series-title", &[("reference", reference)]);
                (name, format!("/series/{id}"))
            })
            .collect(),
        sides,
        hidden,
        undo: undo.map(|_| undo_form(&say, format!("/decisions/{id}/retirer"))),
        batch: decision
            .batch
            .map(|batch| format!("/decisions/lot/{batch}")),
    })
}

#[derive(Template)]
#[template(path = "decisions/batch.html")]
struct BatchPage {
    f: Frame,
    done: Option<Notice>,
    table: DataTable,
    undo: Option<Undo>,
}

/// The decisions of one gesture on several proposals.
pub(super) async fn batch(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Id(id): Id,
    Query(told): Query<Told>,
) -> Result<Html<String>, Failure> {
    let say = visit.say();
    let mut tx = front.world.db.write().await?;
    let sight = Sight::of(&front, &signed);
    let rows = listed::of_batch(&mut tx, id).await?;
    let resources = listed::resources(&mut tx, sight.reader(), &rows).await?;
    let rows: Vec<Listed> = rows
        .into_iter()
        .filter(|row| sight.allows(Action::DecisionRead, &resources[&row.id]))
        .collect();
    if rows.is_empty() {
        return Err(Failure::not_found());
    }
    let left = rows.iter().filter(|row| row.withdrawn.is_none());
    let mine = left
        .clone()
        .all(|row| may_take_back(&sight, row, &resources[&row.id]));
    let undo = left.count() > 0 && mine;
    let table = table(&mut tx, &say, &sight, &rows).await?;
    journal(&signed.cx, &mut tx, Some(id), rows.len()).await?;
    tx.commit().await?;
    let title = say.say("decisions-batch");
    let frame = front.staff_frame(&visit, &signed, title);
    written(&BatchPage {
        f: frame.back_to("/series/proposals"),
        done: done(&say, &told.fait),
        table,
        undo: undo.then(|| undo_form(&say, format!("/decisions/lot/{id}/retirer"))),
    })
}

fn done(say: &Say, told: &str) -> Option<Notice> {
    let key = match told {
        "prise" => "decisions-done-taken",
        "retiree" => "decisions-done-withdrawn",
        _ => return None,
    };
    let text = say.say("decisions-done-soon");
    Some(Notice::new(Tone::Ok, say.say(key), text).live())
}

fn undo_form(say: &Say, action: String) -> Undo {
    let asked = parts::Asked::new(say, "raison", say.say("decisions-undo-reason"));
    let mut reason = TextArea::new(asked.hint(say.say("decisions-reason-hint")), "");
    reason.rows = 2;
    Undo {
        action,
        reason,
        button: Button::secondary(say.say("decisions-undo")),
    }
}

/// The complaints a decision names that the reader may read, side by side, and how many more.
async fn named(
    tx: &mut Tx,
    sight: &mut Sight<'_>,
    say: &Say,
    decision: &Listed,
) -> Result<(Vec<DataTable>, Option<String>), Fault> {
    let named = listed::named(tx, decision.id, NAMED_MAX).await?;
    sight.learn(tx, named.iter().map(|(id, _)| *id)).await?;
    let asked = vec![list(named.iter().map(|(id, _)| *id))];
    let mut references = std::collections::HashMap::<Uuid, String>::new();
    for row in tx.all_over_units(&dialect::REFERENCES, asked).await? {
        references.insert(row.get("id")?, row.get("reference")?);
    }
    let mut sides: [Vec<Vec<Cell>>; 2] = [Vec::new(), Vec::new()];
    let mut shown = 0;
    for (id, side) in named {
        let seen = sight.may(Action::ComplaintRead, id);
        if let (Some(reference), true) = (references.get(&id), seen) {
            let cell = Cell::Link(reference.clone(), format!("/dossier/{id}"));
            sides[usize::from(side != 0)].push(vec![cell]);
            shown += 1;
        }
    }
    let column = || vec![Column::new(say.say("series-column-complaint"))];
    let tables = sides
        .into_iter()
        .enumerate()
        .filter(|(_, rows)| !rows.is_empty());
    let tables = tables.map(|(side, rows)| {
        let key = format!("decisions-side-{}-{side}", decision.kind.code());
        DataTable::new(say, format!("side-{side}"), say.say(&key), column(), rows)
    });
    let left = decision.named.iter().sum::<i64>() - shown;
    let hidden = (left > 0).then(|| say.number("decisions-hidden", left));
    Ok((tables.collect(), hidden))
}

/// A decision, if the reader may read it.
pub(crate) async fn readable(
    sight: &Sight<'_>,
    tx: &mut Tx,
    id: Uuid,
) -> Result<Option<Listed>, Fault> {
    let found = listed::one(tx, id).await?;
    let resources = listed::resources(tx, sight.reader(), found.as_slice()).await?;
    Ok(found.filter(|row| sight.allows(Action::DecisionRead, &resources[&row.id])))
}

/// The decisions that concern a series and that the reader may read.
pub(crate) async fn readable_of_series(
    sight: &Sight<'_>,
    tx: &mut Tx,
    series: Uuid,
) -> Result<Vec<Listed>, Fault> {
    let mut rows = listed::of_series(tx, series).await?;
    let resources = listed::resources(tx, sight.reader(), &rows).await?;
    rows.retain(|row| sight.allows(Action::DecisionRead, &resources[&row.id]));
    Ok(rows)
}

/// The decisions of a page that the reader may read, and the place of the next page.
pub(crate) async fn permitted(
    sight: &Sight<'_>,
    tx: &mut Tx,
    asked: &Asked,
) -> Result<(Vec<Listed>, Option<String>), Fault> {
    let mut page = Filling::after(asked.after());
    loop {
        let rows = listed::all(tx, page.at(), CHUNK_ROWS).await?;
        let last = is_last(&rows);
        let resources = listed::resources(tx, sight.reader(), &rows).await?;
        for row in rows {
            if page.is_full() {
                return Ok(page.closed(true));
            }
            let seen = sight.allows(Action::DecisionRead, &resources[&row.id]);
            page.look((row.at, row.id), row, seen);
        }
        if last {
            return Ok(page.closed(false));
        }
    }
}

/// Writes that decisions were read, in the transaction that reads them.
pub(crate) async fn journal(
    cx: &Cx,
    tx: &mut Tx,
    about: Option<Uuid>,
    shown: usize,
) -> Result<(), Fault> {
    let detail = format!("{{\"shown\":{shown}}}");
    cx.journal(tx, Deed::LinkListed, "decision", about, &detail)
        .await
}

/// Decisions as a table: each leads to its page, where it can be taken back.
async fn table(
    tx: &mut Tx,
    say: &Say,
    sight: &Sight<'_>,
    rows: &[Listed],
) -> Result<DataTable, Fault> {
    let names = Names::of(tx, say, rows).await?;
    let cells = rows.iter().map(|row| {
        let series = row.series.as_ref();
        let series = series.map_or_else(
            || Cell::text(""),
            |(_, reference)| Cell::text(reference.clone()),
        );
        vec![
            Cell::Link(words::kind(say, row.kind), format!("/decisions/{}", row.id)),
            Cell::text(words::said(say, sight, row)),
            series,
            Cell::text(words::by(say, names.get(row.by), row.at)),
            Cell::text(row.reason.clone()),
            Cell::Tag(words::state(say, row)),
        ]
    });
    let column = |key: &str| Column::new(say.say(key));
    let columns = vec![
        column("decisions-column-kind"),
        column("decisions-column-said"),
        column("series-column-reference"),
        column("decisions-column-by"),
        column("decisions-column-reason"),
        column("decisions-column-state"),
    ];
    let caption = say.say("decisions-caption");
    Ok(DataTable::new(
        say,
        "decisions",
        caption,
        columns,
        cells.collect(),
    ))
}
