//! The page of an identifier: what it may do, and every complaint where it appears that the
//! reader may see. In clear for who may read one of them, masked for the others.

use super::decisions;
use super::filling::{CHUNK_ROWS, Filling, is_last};
use super::quality;
use super::query::Asked;
use super::slips;
use super::written;
use crate::appearances::{self, Appearance, Met};
use crate::quality::words::declared;
use crate::rights::{self, Sight};
use crate::words;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use faisceau_documents::words::Say;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::{Action, Kind, Resource};
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{Cell, Column, DataTable, Notice, Pagination, PivotChip, Tag};
use faisceau_platform::web::{Failure, Frame, Front, Markup, Signed, Visit};
use std::collections::HashSet;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "series/pivot.html")]
struct Page {
    f: Frame,
    title: String,
    chip: PivotChip,
    masked: bool,
    done: Option<Notice>,
    watch: Option<String>,
    class: Option<(Tag, String)>,
    quality: Option<Markup>,
    judged: Option<Markup>,
    slips: Option<Markup>,
    table: DataTable,
    pages: Pagination,
}

/// One identifier.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let id: Uuid = id.parse().map_err(|_| Failure::not_found())?;
    let resource = Resource::new(Kind::Identifier, id.to_string());
    front.allow(&signed, Action::IdentifierRead, &resource)?;
    let say = visit.say();
    let mut tx = front.world.db.write().await?;
    let met = appearances::met(&mut tx, id).await?;
    let met = met.ok_or_else(Failure::not_found)?;
    let mut sight = Sight::of(&front, &signed);
    let (rows, next) = permitted(&mut sight, &mut tx, id, &asked).await?;
    let readable = readable_series(&front, &signed, &mut tx, &rows).await?;
    let clear = rows.iter().any(|row| in_clear(&mut sight, row));
    let judges = sight.allows(Action::IdentifierJudge, &resource);
    let judged = decisions::of_value(&signed.cx, &mut tx, (id, met.key_id), judges).await?;
    let known = (id, met.key_id);
    let quality = quality::of_value(&signed.cx, &mut tx, known, (judges, clear)).await?;
    let slips = slips::of_key(&signed.cx, &mut tx, &mut sight, met.key_id).await?;
    journal(&signed.cx, &mut tx, id, rows.len()).await?;
    tx.commit().await?;
    let next = next.map(|at| format!("/pivots/{id}?apres={at}"));
    written(&Page {
        table: table(&front, &say, &rows, &readable),
        pages: Pagination::new(&say, None, next),
        judged,
        slips,
        quality,
        done: quality::done(&say, &asked.fait),
        watch: rights::allowed(&front, &signed, Action::IdentifierWatch, &resource)
            .then(|| format!("/alerts/watches?identifiant={id}")),
        ..laid_out(&front, &visit, &signed, &met, clear)
    })
}

/// Writes that an identifier was read, in the transaction that reads it.
pub(crate) async fn journal(cx: &Cx, tx: &mut Tx, id: Uuid, shown: usize) -> Result<(), Fault> {
    let detail = format!("{{\"shown\":{shown}}}");
    cx.journal(tx, Deed::IdentifierRead, "identifier", Some(id), &detail)
        .await
}

fn laid_out(front: &Front, visit: &Visit, signed: &Signed, met: &Met, clear: bool) -> Page {
    let say = visit.say();
    let kind = words::kind(&say, &met.kind);
    let title = say.with("series-pivot-title", &[("kind", &kind)]);
    let mut chip = words::chip(&say, &met.kind, &met.canonical, Uuid::nil(), clear);
    chip.href = None;
    Page {
        f: front.staff_frame(visit, signed, title.clone()),
        title,
        chip,
        masked: !clear,
        done: None,
        quality: None,
        watch: None,
        class: met.class.as_ref().map(|(class, reason)| {
            let why = words::reason(&say, reason, met.list.as_deref());
            (words::class_tag(&say, *class), why)
        }),
        judged: None,
        slips: None,
        table: DataTable::new(&say, "appearances", "", Vec::new(), Vec::new()),
        pages: Pagination::new(&say, None, None),
    }
}

/// The victim's own means of contact are read only by who may read who the victim is; under some
/// frames of linkage, nobody's before there is a match.
pub(crate) fn in_clear(sight: &mut Sight<'_>, row: &Appearance) -> bool {
    let matched = row.series.is_some();
    !sight.masks(matched)
        && (row.role != "victim" || sight.may(Action::IdentityRead, row.complaint))
}

/// The rows of a page that the reader may see, and the place of the next page.
pub(crate) async fn permitted(
    sight: &mut Sight<'_>,
    tx: &mut Tx,
    identifier: Uuid,
    asked: &Asked,
) -> Result<(Vec<Appearance>, Option<String>), Failure> {
    let mut page = Filling::after(asked.after());
    loop {
        let rows = appearances::appearances(tx, identifier, page.at(), CHUNK_ROWS).await?;
        let last = is_last(&rows);
        sight
            .learn(tx, rows.iter().map(|row| row.complaint))
            .await?;
        for row in rows {
            if page.is_full() {
                return Ok(page.closed(true));
            }
            let seen = sight.may(Action::ComplaintRead, row.complaint);
            page.look((row.at, row.id), row, seen);
        }
        if last {
            return Ok(page.closed(false));
        }
    }
}

/// Which of the series named on the page the reader may open.
pub(crate) async fn readable_series(
    front: &Front,
    signed: &Signed,
    tx: &mut Tx,
    rows: &[Appearance],
) -> Result<HashSet<Uuid>, Failure> {
    let named = rows.iter().filter_map(|row| Some(row.series.as_ref()?.0));
    let resources = rights::series(tx, signed.cx.actor.account(), named).await?;
    let readable = resources
        .into_iter()
        .filter(|(_, resource)| rights::allowed(front, signed, Action::SeriesRead, resource));
    Ok(readable.map(|(id, _)| id).collect())
}

fn table(front: &Front, say: &Say, rows: &[Appearance], readable: &HashSet<Uuid>) -> DataTable {
    let cells = rows.iter().map(|row| {
        let series = row.series.as_ref().filter(|(id, _)| readable.contains(id));
        let series =
            series.map(|(id, reference)| Cell::Link(reference.clone(), format!("/series/{id}")));
        vec![
            Cell::Link(row.reference.clone(), format!("/dossier/{}", row.complaint)),
            Cell::text(words::day(say, row.received_at)),
            Cell::text(words::form_type(&front.world, say, &row.form_type)),
            Cell::text(words::role(say, &row.role)),
            Cell::text(declared(say, &row.link)),
            Cell::text(words::unit(say, &row.unit)),
            series.unwrap_or_else(|| Cell::text("")),
        ]
    });
    let column = |key: &str| Column::new(say.say(key));
    let columns = vec![
        column("series-column-complaint"),
        column("series-column-received"),
        column("series-column-type"),
        column("series-column-role"),
        column("quality-column-person"),
        column("series-column-unit"),
        column("series-column-reference"),
    ];
    let caption = say.say("series-appearances-caption");
    DataTable::new(say, "appearances", caption, columns, cells.collect())
}
