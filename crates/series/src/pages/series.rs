//! The page of a series: its figures, the evidence of its links first, its complaints, and the
//! panels of the other capabilities. A complaint the reader may not see is not listed.

use super::filling::{CHUNK_ROWS, Filling, is_last};
use super::query::Asked;
use super::written;
use crate::catalogue::{self, Figures, Member, SeriesRow};
use crate::evidence::{self, Evidence, Form};
use crate::rights::{self, Sight};
use crate::{said, words};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use faisceau_documents::words::Say;
use faisceau_domain::journal::Deed;
use faisceau_linkage::Class;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{Cell, Column, DataTable, Notice, Pagination, PivotChip, Tone};
use faisceau_platform::web::{Failure, Filled, Frame, Front, Markup, Place, Signed, Visit};
use std::sync::Arc;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "series/series.html")]
struct Page {
    f: Frame,
    title: String,
    ended: Option<Notice>,
    successor: Option<String>,
    hidden: Option<Notice>,
    figures: String,
    evidence: DataTable,
    unused: Option<DataTable>,
    members: DataTable,
    pages: Pagination,
    panels: Vec<Shown>,
}

/// A panel as the page shows it.
struct Shown {
    name: &'static str,
    title: String,
    content: Markup,
}

/// One series.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Html<String>, Failure> {
    let id: Uuid = id.parse().map_err(|_| Failure::not_found())?;
    let say = visit.say();
    let mut tx = front.world.db.write().await?;
    let (series, resource) = opened(&front, &signed, &mut tx, id).await?;
    let figures = catalogue::figures(&mut tx, id).await?;
    let mut sight = Sight::of(&front, &signed);
    let found = evidence::evidence(&mut tx, id).await?;
    let (used, unused) = tables(&say, &mut tx, &mut sight, found).await?;
    let (members, next) = permitted(&mut sight, &mut tx, id, &asked).await?;
    let cx = &signed.cx;
    journal(cx, &mut tx, id, members.len()).await?;
    tx.commit().await?;
    let allowed = |action| rights::allowed(&front, &signed, action, &resource);
    let panels = front.panels.fill(Place::Series, cx, id, allowed).await;
    let all = next.is_none() && asked.after().is_none();
    let page = Page {
        hidden: (all && fewer(&members, &series)).then(|| {
            let title = say.say("series-members-hidden");
            Notice::new(Tone::Info, title, "")
        }),
        evidence: used,
        unused,
        members: member_table(&front, &say, &members),
        pages: Pagination::new(
            &say,
            None,
            next.map(|at| format!("/series/{id}?apres={at}")),
        ),
        panels: panels
            .into_iter()
            .map(|filled| shown(&say, filled))
            .collect(),
        ..head(
            &front,
            &visit,
            &signed,
            &series,
            summary(&front, &say, &series, &figures, resource.units.len()),
        )
    };
    written(&page)
}

/// The series as this person opens it, and as the policies see it.
pub(crate) async fn opened(
    front: &Front,
    signed: &Signed,
    tx: &mut Tx,
    id: Uuid,
) -> Result<(SeriesRow, Resource), Failure> {
    let series = catalogue::one(tx, id).await?;
    let series = series.ok_or_else(Failure::not_found)?;
    let mut resources = rights::series(tx, [id]).await?;
    let resource = resources
        .remove(&id)
        .expect("the series asked for is among those described");
    front.allow(signed, Action::SeriesRead, &resource)?;
    Ok((series, resource))
}

/// Writes that a series was read, in the transaction that reads it.
pub(crate) async fn journal(cx: &Cx, tx: &mut Tx, id: Uuid, shown: usize) -> Result<(), Fault> {
    let detail = format!("{{\"shown\":{shown}}}");
    cx.journal(tx, Deed::SeriesRead, "series", Some(id), &detail)
        .await
}

fn fewer(members: &[Member], series: &SeriesRow) -> bool {
    i64::try_from(members.len()).is_ok_and(|shown| shown < series.size)
}

/// The page with its head only: title, state, figures.
fn head(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    series: &SeriesRow,
    figures: String,
) -> Page {
    let say = visit.say();
    let title = say.with("series-title", &[("reference", &series.reference)]);
    let frame = front.staff_frame(visit, signed, title.clone());
    let empty = |id: &str| DataTable::new(&say, id, "", Vec::new(), Vec::new());
    Page {
        f: frame.back_to("/series"),
        title,
        ended: series.ended_at.map(|at| {
            let told = say.with("series-ended", &[("day", &words::day(&say, at))]);
            Notice::new(Tone::Warn, told, "")
        }),
        successor: series.successor.map(|to| format!("/series/{to}")),
        hidden: None,
        figures,
        evidence: empty("evidence"),
        unused: None,
        members: empty("members"),
        pages: Pagination::new(&say, None, None),
        panels: Vec::new(),
    }
}

fn shown(say: &Say, filled: Filled) -> Shown {
    Shown {
        name: filled.name,
        title: say.say(filled.title_key),
        content: filled.content.unwrap_or_else(|fault| {
            tracing::error!(panel = filled.name, %fault, "a panel could not be filled");
            Markup::text(&say.say("platform-panel-broken"))
        }),
    }
}

/// The figures in one line: complaints, units, loss, period.
fn summary(
    front: &Front,
    say: &Say,
    series: &SeriesRow,
    figures: &Figures,
    units: usize,
) -> String {
    let units = i64::try_from(units).unwrap_or(i64::MAX);
    let mut told = vec![
        say.number("series-figure-size", series.size),
        say.number("series-figure-units", units),
    ];
    let losses = figures.losses.iter();
    told.extend(losses.map(|(currency, minor)| words::money(&front.world, say, *minor, currency)));
    if let Some((first, last)) = figures.first.zip(figures.last) {
        let (first, last) = (words::day(say, first), words::day(say, last));
        told.push(say.with("series-period", &[("first", &first), ("last", &last)]));
    }
    let formed = words::day(say, series.formed_at);
    told.push(say.with("series-figure-formed", &[("day", &formed)]));
    told.join(" · ")
}

/// The evidence as two tables: what links, and what is shared without linking.
async fn tables(
    say: &Say,
    tx: &mut Tx,
    sight: &mut Sight<'_>,
    found: Vec<Evidence>,
) -> Result<(DataTable, Option<DataTable>), Failure> {
    learn(sight, tx, &found).await?;
    let (mut links, mut others) = (Vec::new(), Vec::new());
    for evidence in &found {
        let chips = chips(say, sight, evidence);
        let told = match chips.first() {
            Some(first) => first.shown.clone(),
            None => continue,
        };
        let name = Cell::Pivots(chips);
        let count = Cell::text(evidence.here.to_string());
        if evidence.class == Class::Link {
            let kind = evidence.forms[0].kind.as_str();
            let told = said::value::evidence(say, evidence, kind, &told).join(" ");
            links.push(vec![name, count, Cell::text(told)]);
        } else {
            let tag = Cell::Tag(words::class_tag(say, evidence.class));
            let why = said::value::evidence(say, evidence, "", &told).join(" ");
            others.push(vec![name, count, tag, Cell::text(why)]);
        }
    }
    let column = |key: &str| Column::new(say.say(key));
    let mut columns = vec![
        column("series-column-identifier"),
        column("series-column-size").figures(),
        column("series-column-because"),
    ];
    let caption = say.say("series-evidence-caption");
    let used = DataTable::new(say, "evidence", caption, columns.clone(), links);
    columns[2] = column("series-column-class");
    columns.push(column("series-column-why"));
    let caption = say.say("series-unused-caption");
    let unused =
        (!others.is_empty()).then(|| DataTable::new(say, "unused", caption, columns, others));
    Ok((used, unused))
}

/// Loads who is in charge of the complaints that bear the evidence.
pub(crate) async fn learn(
    sight: &mut Sight<'_>,
    tx: &mut Tx,
    found: &[Evidence],
) -> Result<(), Fault> {
    let forms = found.iter().flat_map(|evidence| &evidence.forms);
    let bearers: Vec<Uuid> = forms.flat_map(|form| form.complaints.clone()).collect();
    sight.learn(tx, bearers).await
}

/// In clear for who may read a complaint of the series that says it.
pub(crate) fn in_clear(sight: &mut Sight<'_>, form: &Form) -> bool {
    let mut bearers = form.complaints.iter();
    bearers.any(|id| sight.may(Action::ComplaintRead, *id))
}

/// The forms of a value, each in clear or masked.
fn chips(say: &Say, sight: &mut Sight<'_>, evidence: &Evidence) -> Vec<PivotChip> {
    let forms = evidence.forms.iter();
    let chips = forms.map(|form| {
        let clear = in_clear(sight, form);
        words::chip(say, &form.kind, &form.canonical, form.identifier, clear)
    });
    chips.collect()
}

/// The complaints of a page that the reader may see, and the place of the next page.
pub(crate) async fn permitted(
    sight: &mut Sight<'_>,
    tx: &mut Tx,
    series: Uuid,
    asked: &Asked,
) -> Result<(Vec<Member>, Option<String>), Failure> {
    let mut page = Filling::after(asked.after());
    loop {
        let rows = catalogue::members(tx, series, page.at(), CHUNK_ROWS).await?;
        let last = is_last(&rows);
        sight
            .learn(tx, rows.iter().map(|row| row.complaint))
            .await?;
        for row in rows {
            if page.is_full() {
                return Ok(page.closed(true));
            }
            let seen = sight.may(Action::ComplaintRead, row.complaint);
            page.look((row.received_at, row.complaint), row, seen);
        }
        if last {
            return Ok(page.closed(false));
        }
    }
}

fn member_table(front: &Front, say: &Say, members: &[Member]) -> DataTable {
    let rows = members.iter().map(|member| {
        let loss = member.loss.as_ref();
        let loss = loss.map(|(minor, currency)| words::money(&front.world, say, *minor, currency));
        let href = format!("/dossier/{}", member.complaint);
        vec![
            Cell::Link(member.reference.clone(), href),
            Cell::text(words::day(say, member.received_at)),
            Cell::text(words::form_type(&front.world, say, &member.form_type)),
            Cell::text(loss.unwrap_or_default()),
            Cell::text(words::unit(say, &member.unit)),
            Cell::text(words::day(say, member.joined_at)),
            Cell::Tag(words::standing_tag(say, member.standing)),
        ]
    });
    let column = |key: &str| Column::new(say.say(key));
    let columns = vec![
        column("series-column-complaint"),
        column("series-column-received"),
        column("series-column-type"),
        column("series-column-loss").figures(),
        column("series-column-unit"),
        column("series-column-joined"),
        column("decisions-column-standing"),
    ];
    let caption = say.say("series-members-caption");
    DataTable::new(say, "members", caption, columns, rows.collect())
}
