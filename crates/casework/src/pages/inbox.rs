//! The inbox: what arrived, narrowed by filters that live in the address, page by page.

use faisceau_domain::journal::Deed;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Html;
use faisceau_documents::words::Say;
use faisceau_domain::id::AccountId;
use faisceau_platform::access::Action;
use faisceau_platform::accounts::Staff;
use faisceau_platform::binds;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{
    Asked, Button, Choice, Kind, Pagination, Select, Tag, TextField,
};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit, lang};
use jiff::SignedDuration;
use serde::Deserialize;

use super::freeze::{self, Tickets};
use super::{word, written};
use crate::assign::could_read;
use crate::case::Case;
use crate::desk::{Desk, Scope};
use crate::freeze as tickets;
use crate::inbox::{self, Charge, Filters, Order, Place};
use crate::shown::{self, Names};
use crate::store;

#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Params {
    etat: Option<String>,
    #[serde(rename = "type")]
    form_type: Option<String>,
    service: Option<String>,
    charge: Option<String>,
    depuis: Option<String>,
    perte: Option<String>,
    source: Option<String>,
    ordre: Option<String>,
    apres: Option<String>,
    avant: Option<String>,
}

/// A complaint in the list, in words.
pub(super) struct Line {
    pub(super) id: String,
    pub(super) urgent: Vec<Tag>,
    pub(super) priority: Option<String>,
    /// What the box of the line sends; `None` where the reader may not say who is in charge.
    pub(super) chosen: Option<String>,
    pub(super) received: String,
    pub(super) reference: String,
    pub(super) kind: String,
    pub(super) state: Tag,
    pub(super) loss: String,
    pub(super) links: String,
    pub(super) missing: String,
    pub(super) unit: String,
    pub(super) assignee: Option<String>,
    pub(super) may_take: bool,
}

/// A table of complaints, each with a button for who may take it.
#[derive(Template)]
#[template(path = "_cases.html")]
pub(super) struct Cases<'a> {
    pub(super) f: &'a Frame,
    pub(super) id: &'static str,
    pub(super) caption: String,
    pub(super) me: &'a str,
    pub(super) lines: &'a [Line],
    /// The form that the boxes of the lines belong to.
    pub(super) several: Option<&'static str>,
}

impl Cases<'_> {
    /// What the box of a line sends, where the page has the form for it.
    fn chosen<'l>(&self, line: &'l Line) -> Option<&'l str> {
        self.several.and(line.chosen.as_deref())
    }
}

impl askama::filters::HtmlSafe for Cases<'_> {}

#[derive(Template)]
#[template(path = "inbox.html")]
struct InboxPage {
    f: Frame,
    selects: Vec<Select>,
    texts: Vec<TextField>,
    filter: Button,
    tickets: Vec<freeze::Line>,
    lines: Vec<Line>,
    caption: String,
    me: String,
    several: Option<Several>,
    pages: Pagination,
}

/// The form of a gesture on the lines that are ticked.
struct Several {
    to: Select,
    reason: TextField,
    go: Button,
}

impl InboxPage {
    fn tickets(&self) -> Tickets<'_> {
        Tickets::of(&self.f, &self.tickets)
    }

    fn cases(&self) -> Cases<'_> {
        Cases {
            f: &self.f,
            id: "cases",
            caption: self.caption.clone(),
            me: &self.me,
            lines: &self.lines,
            several: self.several.as_ref().map(|_| "several"),
        }
    }
}

pub(super) async fn inbox(
    State(front): State<Arc<Front>>,
    Query(params): Query<Params>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    let cx = &signed.cx;
    let say = visit.say();
    let desk = Desk::of(&front, &signed);
    let mut tx = cx.world.db.read().await?;
    let scope = desk.scope(&mut tx).await?;
    let filters = filters(&params, cx.world.clock.now());
    let page = inbox::page(&mut tx, &desk, &scope, &filters, place(&params)).await?;
    let lines = lines(&mut tx, &front, &desk, &say, &page.cases).await?;
    let selects = selects(&mut tx, &front, &say, &scope, &filters).await?;
    let names = Names::load(&mut tx).await?;
    // On the first page only: who goes on in the list has read them.
    let now = cx.world.clock.now();
    let tickets = match place(&params) {
        None => tickets::open(&mut tx, &desk, &scope, now, freeze::SHOWN_MAX).await?,
        Some(_) => Vec::new(),
    };
    tx.rollback().await?;
    inbox::journal(cx, Deed::InboxRead, lines.len()).await?;
    let way = |place: Option<Place>| place.map(|place| address(&params, &place));
    written(&InboxPage {
        f: front.staff_frame(&visit, &signed, say.say("casework-inbox-title")),
        selects,
        texts: texts(&say, &params),
        filter: Button::secondary(say.say("casework-filter")),
        tickets: freeze::lines(&front.world.forms, &say, now, &tickets),
        several: several(&say, &desk, &names, &page.cases, &lines),
        caption: say.say(match filters.order {
            Order::Newest => "casework-cases-caption",
            Order::UrgentFirst(_) => "casework-cases-urgent-caption",
        }),
        lines,
        me: signed.actor.id.clone(),
        pages: Pagination::new(&say, way(page.newer), way(page.older)),
    })
}

/// What may be done to the lines ticked, when something may be done to one of them. A colleague
/// is offered whose rights open at least one; the others are told after.
fn several(
    say: &Say,
    desk: &Desk<'_>,
    names: &Names,
    cases: &[Case],
    lines: &[Line],
) -> Option<Several> {
    lines.iter().find(|line| line.chosen.is_some())?;
    let opens = |staff: &&Staff| {
        cases
            .iter()
            .any(|case| could_read(desk.authority, staff, case))
    };
    let choices = names.iter().filter(opens).map(|staff| {
        let mine = staff.id.to_string() == desk.actor.id;
        Choice::new(staff.id.to_string(), names.name(say, staff.id)).chosen(mine)
    });
    let to = Asked::new(say, "to", say.say("casework-assign-to"));
    let mut to = Select::new(say, to, choices.collect());
    to.empty = say.say("casework-charge-nobody");
    let reason = Asked::new(say, "raison", say.say("casework-several-reason"))
        .hint(say.say("casework-several-reason-hint"));
    Some(Several {
        to,
        reason: TextField::new(reason, Kind::Text, ""),
        go: Button::secondary(say.say("casework-several-go")),
    })
}

fn filters(params: &Params, now: jiff::Timestamp) -> Filters {
    let number = |text: &Option<String>| text.as_deref()?.trim().parse::<i64>().ok();
    let days = number(&params.depuis).filter(|days| (1..=36_500).contains(days));
    let euros = number(&params.perte).filter(|euros| (0..=100_000_000_000).contains(euros));
    Filters {
        state: word(params.etat.as_deref()),
        form_type: word(params.form_type.as_deref()),
        unit: word(params.service.as_deref()),
        charge: match params.charge.as_deref() {
            Some("moi") => Some(Charge::Me),
            Some("personne") => Some(Charge::Nobody),
            _ => None,
        },
        since: days.map(|days| now - SignedDuration::from_hours(24 * days)),
        over_minor: euros.map(|euros| euros * 100),
        source: word(params.source.as_deref()),
        order: match params.ordre.as_deref() {
            Some("recents") => Order::Newest,
            _ => Order::UrgentFirst(now),
        },
    }
}

fn place(params: &Params) -> Option<Place> {
    let older = params
        .apres
        .as_deref()
        .and_then(|at| Place::read(at, false));
    older.or_else(|| params.avant.as_deref().and_then(|at| Place::read(at, true)))
}

/// The address of another page under the same filters.
fn address(params: &Params, place: &Place) -> String {
    let kept = [
        ("etat", &params.etat),
        ("type", &params.form_type),
        ("service", &params.service),
        ("charge", &params.charge),
        ("depuis", &params.depuis),
        ("perte", &params.perte),
        ("source", &params.source),
        ("ordre", &params.ordre),
    ];
    let mut address = "/agent/boite?".to_owned();
    for (name, value) in kept {
        if let Some(value) = word(value.as_deref()) {
            address.push_str(&format!("{name}={}&", lang::escaped(&value)));
        }
    }
    let way = if place.newer { "avant" } else { "apres" };
    address.push_str(&format!("{way}={}", place.written()));
    address
}

/// The rows in words; what a reader may not know of a series shows as a dash.
pub(super) async fn lines(
    tx: &mut Tx,
    front: &Front,
    desk: &Desk<'_>,
    say: &Say,
    cases: &[Case],
) -> Result<Vec<Line>, Fault> {
    let forms = &front.world.forms;
    let names = Names::load(tx).await?;
    let mut lines = Vec::with_capacity(cases.len());
    for case in cases {
        let missing = inbox::missing(&front.world, tx, case.id).await?;
        let series = case
            .series_resource()
            .filter(|series| desk.may(Action::SeriesRead, series));
        let links = series.and(case.series).map(|(_, size)| size.to_string());
        let dash = || "–".to_owned();
        let assigns = desk.may(Action::ComplaintAssign, &case.resource());
        let from = case.assignee.map_or_else(String::new, |to| to.to_string());
        lines.push(Line {
            id: case.id.to_string(),
            urgent: shown::urgency(say, case, front.world.clock.now()),
            priority: shown::priority(say, case, front.world.clock.now()),
            chosen: assigns.then(|| format!("{}_{from}", case.id)),
            received: shown::when(say, case.filed_at),
            reference: case.reference.clone(),
            kind: shown::kind(forms, say, case),
            state: shown::state(say, &case.state),
            loss: shown::loss(forms, say, case),
            links: links.unwrap_or_else(dash),
            missing: missing.map_or_else(dash, |n| n.to_string()),
            unit: shown::unit(say, case),
            assignee: case
                .assignee
                .map(|account: AccountId| names.name(say, account)),
            may_take: case.assignee.is_none() && assigns,
        });
    }
    Ok(lines)
}

async fn selects(
    tx: &mut Tx,
    front: &Front,
    say: &Say,
    scope: &Scope,
    filters: &Filters,
) -> Result<Vec<Select>, Fault> {
    let select = |name: &str, label: String, choices: Vec<Choice>| {
        let mut select = Select::new(say, Asked::new(say, name, label), choices);
        select.empty = say.say("casework-filter-any");
        select
    };
    let choice = |value: &str, label: String, chosen: &Option<String>| {
        Choice::new(value, label).chosen(chosen.as_deref() == Some(value))
    };
    let states = shown::STATES
        .iter()
        .map(|code| choice(code, shown::state(say, code).label, &filters.state));
    let kinds = front.world.forms.kinds().map(|kind| {
        let label = kind.label.get(say.lang).to_owned();
        choice(&kind.code, label, &filters.form_type)
    });
    let units = scope
        .units
        .iter()
        .map(|unit| choice(unit, unit.clone(), &filters.unit));
    let charge = match filters.charge {
        Some(Charge::Me) => Some("moi".to_owned()),
        Some(Charge::Nobody) => Some("personne".to_owned()),
        None => None,
    };
    let mut sources = Vec::new();
    for row in tx.all(&store::SOURCES, binds![]).await? {
        let source: String = row.get("source")?;
        sources.push(choice(&source, source.clone(), &filters.source));
    }
    let mut selects = vec![
        select("etat", say.say("casework-filter-state"), states.collect()),
        select("type", say.say("casework-filter-type"), kinds.collect()),
        select("service", say.say("casework-filter-unit"), units.collect()),
        select(
            "charge",
            say.say("casework-filter-charge"),
            vec![
                choice("moi", say.say("casework-filter-me"), &charge),
                choice("personne", say.say("casework-filter-nobody"), &charge),
            ],
        ),
    ];
    let newest = (filters.order == Order::Newest).then(|| "recents".to_owned());
    let order = vec![choice("recents", say.say("casework-order-newest"), &newest)];
    let mut order = select("ordre", say.say("casework-order"), order);
    order.empty = say.say("casework-order-urgent");
    selects.insert(0, order);
    if !sources.is_empty() {
        let label = say.say("casework-filter-source");
        selects.push(select("source", label, sources));
    }
    Ok(selects)
}

fn texts(say: &Say, params: &Params) -> Vec<TextField> {
    let field = |name: &str, label: String, value: &Option<String>| {
        let value = word(value.as_deref()).unwrap_or_default();
        TextField::new(Asked::new(say, name, label), Kind::Digits, value).wide(4)
    };
    vec![
        field("depuis", say.say("casework-filter-since"), &params.depuis),
        field("perte", say.say("casework-filter-over"), &params.perte),
    ]
}
