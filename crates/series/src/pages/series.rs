//! The page of a series: one filter, the evidence of its links first, then the same complaints as a
//! graph, along time, in money and by département, their list, and the panels of the other
//! capabilities. A complaint the reader may not see is counted and never shown.

use super::evidence_table::{self, Shown as ValueShown, Tables};
use super::figures_part::{self, FiguresPart};
use super::filling::{CHUNK_ROWS, Filling, is_last};
use super::filter_bar::{self, FilterBar};
use super::graph_part::{self, GraphPart, Made};
use super::looked::Looked;
use super::query::Asked;
use super::texts_part::{self, TextsPart};
use super::written;
use crate::catalogue::{self, Figures, Member, SeriesRow};
use crate::count;
use crate::evidence::{Evidence, Form};
use crate::quality;
use crate::rights::{self, Sight};
use crate::survey::{self, FACTS_MAX, Survey};
use crate::words;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Html;
use faisceau_documents::words::{Say, Value};
use faisceau_domain::journal::Deed;
use faisceau_domain::quality::Link;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{
    self, Button, Cell, Column, DataTable, ErrorSummary, Notice, Pagination, TextField, Tone,
};
use faisceau_platform::web::{Failure, Filled, Frame, Front, Markup, Place, Signed, Visit};
use std::collections::HashSet;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "series/series.html")]
struct Page {
    f: Frame,
    title: String,
    errors: ErrorSummary,
    ended: Option<Notice>,
    successor: Option<String>,
    figures: String,
    /// That the complaints are together is an inference, by which figures.
    together: String,
    /// Where else to go from it: words and address.
    ways: [(String, String); 2],
    filter: FilterBar,
    looked_at: String,
    cut: Option<Notice>,
    counted: Option<String>,
    awaited: Option<Notice>,
    evidence: Tables,
    graph: Option<GraphPart>,
    drawn: FiguresPart,
    texts: Option<TextsPart>,
    texts_href: String,
    hidden: Option<Notice>,
    members: DataTable,
    pages: Pagination,
    export: Option<Export>,
    panels: Vec<Shown>,
}

/// The form that takes out what is on the screen.
struct Export {
    cut: Option<String>,
    action: String,
    fields: Vec<(&'static str, String)>,
    reason: TextField,
    csv: Button,
    graphml: Button,
}

/// A panel as the page shows it.
struct Shown {
    name: &'static str,
    title: String,
    content: Markup,
}

/// What is read of a series for one page.
struct Read {
    figures: Figures,
    units: usize,
    survey: Survey,
    values: Vec<ValueShown>,
    readable: HashSet<Uuid>,
    members: Vec<Member>,
    next: Option<String>,
    texts: Option<TextsPart>,
    together: Link,
}

/// One series.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<String>,
    Query(looked): Query<Looked>,
) -> Result<Html<String>, Failure> {
    let id: Uuid = id.parse().map_err(|_| Failure::not_found())?;
    let say = visit.say();
    let mut tx = front.world.db.write().await?;
    let (series, resource) = opened(&front, &signed, &mut tx, id).await?;
    count::looked_at(&signed.cx, &mut tx, id).await?;
    let read = read(
        &front,
        &signed,
        &say,
        &mut tx,
        (&series, &resource),
        &looked,
    )
    .await?;
    let cx = &signed.cx;
    journal_look(cx, &mut tx, id, &read).await?;
    tx.commit().await?;
    let allowed = |action| rights::allowed(&front, &signed, action, &resource);
    let panels = front.panels.fill(Place::Series, cx, id, allowed).await;
    let panels = panels
        .into_iter()
        .map(|filled| shown(&say, filled))
        .collect();
    // What is not counted yet cannot be taken out.
    let known = !read.survey.count.is_awaited();
    let export = (known && allowed(Action::SeriesExport))
        .then(|| export(&say, id, &looked, read.survey.cut));
    written(&Page {
        panels,
        export,
        ..laid_out(&front, &visit, &signed, &series, &looked, read)
    })
}

/// Reads what the page shows, as far as this reader may see it.
async fn read(
    front: &Front,
    signed: &Signed,
    say: &Say,
    tx: &mut Tx,
    (series, resource): (&SeriesRow, &Resource),
    looked: &Looked,
) -> Result<Read, Failure> {
    let mut sight = Sight::of(front, signed);
    let (filter, _) = looked.filter();
    let (survey, _) = survey::whole(tx, series.id, &filter).await?;
    let values = evidence_table::seen(say, tx, &mut sight, &survey.values).await?;
    let readable = readable(&mut sight, tx, &survey).await?;
    let (members, next) = match filter.is_open() {
        true => permitted(&mut sight, tx, series.id, &looked.asked()).await?,
        false => among(&survey, &readable, &looked.asked()),
    };
    let texts =
        (looked.textes == "1").then(|| texts_part::part(say, &mut sight, series.id, &survey));
    Ok(Read {
        figures: catalogue::figures(tx, series.id).await?,
        units: resource.units.len(),
        survey,
        values,
        readable,
        members,
        next,
        texts,
        together: quality::together(tx, series.changed_at).await?,
    })
}

/// The complaints of a survey that the reader may see.
pub(crate) async fn readable(
    sight: &mut Sight<'_>,
    tx: &mut Tx,
    survey: &Survey,
) -> Result<HashSet<Uuid>, Fault> {
    let all = survey.facts.iter().map(|fact| fact.complaint);
    sight.learn(tx, all.clone()).await?;
    Ok(all
        .filter(|id| sight.may(Action::ComplaintRead, *id))
        .collect())
}

/// A page of the complaints looked at, when a filter is on.
fn among(
    survey: &Survey,
    readable: &HashSet<Uuid>,
    asked: &Asked,
) -> (Vec<Member>, Option<String>) {
    let mut page = Filling::after(asked.after());
    let after = asked.after();
    for fact in &survey.facts {
        if after.is_some_and(|place| (fact.received_at, fact.complaint) <= place) {
            continue;
        }
        if page.is_full() {
            return page.closed(true);
        }
        let seen = readable.contains(&fact.complaint);
        let member = Member {
            complaint: fact.complaint,
            reference: fact.reference.clone(),
            form_type: fact.form_type.clone(),
            received_at: fact.received_at,
            loss: fact.loss.clone(),
            unit: fact.unit.clone(),
            joined_at: fact.joined_at,
            standing: fact.standing,
        };
        page.look((fact.received_at, fact.complaint), member, seen);
    }
    page.closed(false)
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
    let mut resources = rights::series(tx, signed.cx.actor.account(), [id]).await?;
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

/// The same, with how many complaints the drawings show and how many texts were read.
async fn journal_look(cx: &Cx, tx: &mut Tx, id: Uuid, read: &Read) -> Result<(), Fault> {
    let (shown, drawn) = (read.members.len(), read.readable.len());
    let texts = read.texts.as_ref().map_or(0, |texts| texts.read);
    let detail = format!("{{\"shown\":{shown},\"drawn\":{drawn},\"texts\":{texts}}}");
    cx.journal(tx, Deed::SeriesRead, "series", Some(id), &detail)
        .await
}

fn laid_out(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    series: &SeriesRow,
    looked: &Looked,
    read: Read,
) -> Page {
    let say = visit.say();
    let id = series.id;
    let title = say.with("series-title", &[("reference", &series.reference)]);
    let errors = filter_bar::errors(&say, &looked.filter().1);
    let evidence = evidence_table::tables(&say, id, looked, &read.survey, &read.values);
    let made = Made {
        say: &say,
        series: id,
        looked,
        survey: &read.survey,
        shown: &read.values,
        readable: &read.readable,
    };
    let next = read.next.as_deref();
    let next = next.map(|at| looked.href(id, &[("apres", at)], "#who"));
    let frame = front.staff_frame(visit, signed, title.clone());
    Page {
        together: quality::words::inferred(&say, &read.together),
        ended: series.ended_at.map(|at| {
            let told = say.with("series-ended", &[("day", &words::day(&say, at))]);
            Notice::new(Tone::Warn, told, "")
        }),
        successor: series.successor.map(|to| format!("/series/{to}")),
        figures: summary(front, &say, series, &read.figures, read.units),
        ways: ways(&say, series),
        filter: filter_bar::bar(&say, id, looked, &errors),
        looked_at: looked_at(&say, series, &read.survey),
        cut: read.survey.cut.then(|| cut(&say)),
        counted: read
            .survey
            .count
            .behind()
            .map(|counted| words::counted(&say, &counted, series.size)),
        awaited: words::awaited(&say, read.survey.count)
            .map(|told| Notice::new(Tone::Info, told, say.say("counted-awaited-text"))),
        graph: (!read.survey.count.is_awaited()).then(|| graph_part::part(&made)),
        drawn: figures_part::part(&front.world, &say, &read.survey, series.formed_at),
        hidden: hidden_notice(&say, &read),
        texts: read.texts,
        texts_href: looked.href(id, &[("textes", "1")], "#textes"),
        members: member_table(front, &say, series.id, &read.members),
        pages: Pagination::new(&say, None, next),
        export: None,
        panels: Vec::new(),
        f: frame.back_to("/series").with_errors(!errors.is_empty()),
        errors: filter_bar::summary(&say, errors),
        evidence,
        title,
    }
}

fn ways(say: &Say, series: &SeriesRow) -> [(String, String); 2] {
    let compare = format!("/series/compare?a={}", series.reference);
    let force = super::force::address(series.id);
    [
        (say.say("series-page-compare-link"), compare),
        (say.say("force-link"), force),
    ]
}

/// How many complaints are counted and not shown.
fn hidden_notice(say: &Say, read: &Read) -> Option<Notice> {
    let hidden = read.survey.facts.len() - read.readable.len();
    let number = i64::try_from(hidden).unwrap_or(i64::MAX);
    let title = say.say("series-members-hidden");
    let text = say.number("series-page-hidden", number);
    (hidden > 0).then(|| Notice::new(Tone::Info, title, text))
}

/// How many complaints of the series are under the filter.
fn looked_at(say: &Say, series: &SeriesRow, survey: &Survey) -> String {
    let shown = i64::try_from(survey.facts.len()).unwrap_or(i64::MAX);
    let args = [
        ("shown", Value::from(shown)),
        ("all", Value::from(series.size)),
    ];
    say.words.say(say.lang, "series-page-looked-at", &args)
}

fn cut(say: &Say) -> Notice {
    let most = FACTS_MAX.to_string();
    let title = say.with("series-page-cut", &[("most", &most)]);
    Notice::new(Tone::Warn, title, say.say("series-page-cut-text"))
}

fn export(say: &Say, id: Uuid, looked: &Looked, cut: bool) -> Export {
    let asked = parts::Asked::new(say, "raison", say.say("series-page-export-reason"))
        .hint(say.say("series-page-export-reason-hint"));
    let fields = looked.fields().into_iter();
    Export {
        cut: cut.then(|| {
            let most = FACTS_MAX.to_string();
            say.with("richer-export-cut", &[("most", &most)])
        }),
        action: format!("/series/{id}/export"),
        fields: fields.map(|(name, text)| (name, text.to_owned())).collect(),
        reason: TextField::new(asked, parts::Kind::Text, "").wide(34),
        csv: Button::secondary(say.say("series-page-export-csv")).sending("format", "csv"),
        graphml: Button::secondary(say.say("series-page-export-graphml"))
            .sending("format", "graphml"),
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
pub(super) fn summary(
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

fn member_table(front: &Front, say: &Say, series: Uuid, members: &[Member]) -> DataTable {
    let why = say.say("series-column-why");
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
            Cell::Link(
                why.clone(),
                format!("/series/{series}/members/{}", member.complaint),
            ),
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
        Column::new(why.clone()),
    ];
    let caption = say.say("series-members-caption");
    DataTable::new(say, "members", caption, columns, rows.collect())
}
