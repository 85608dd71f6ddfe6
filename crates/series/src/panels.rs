//! What series shows on the page of a complaint: its identifiers, and the series it belongs to
//! with the reasons; and on the page of a series, the way to its file. The victim's own identifiers stay masked here.

use crate::evidence::{self, Evidence, Own, Shared};
use crate::pages::decisions;
use crate::{catalogue, frame, quality, rights, said, words};
use askama::Template;
use faisceau_documents::words::Say;
use faisceau_linkage::Class;
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::framed;
use faisceau_platform::web::parts::{Cell, Column, DataTable, SummaryList};
use faisceau_platform::web::{Markup, Panel, Place};
use futures_util::future::BoxFuture;
use std::sync::Arc;
use uuid::Uuid;

/// The panels of series.
pub(crate) fn panels() -> Vec<Panel<Cx>> {
    let mut panels = decisions::panels();
    panels.extend([
        Panel {
            place: Place::Complaint,
            order: 40,
            name: "identifiers",
            title_key: "series-panel-identifiers",
            permission: Some(Action::ComplaintRead),
            render: Arc::new(|cx, id| identifiers(cx, id)),
        },
        Panel {
            place: Place::Complaint,
            order: 50,
            name: "series",
            title_key: "series-panel-series",
            permission: Some(Action::ComplaintRead),
            render: Arc::new(|cx, id| series(cx, id)),
        },
        Panel {
            place: Place::Series,
            order: 80,
            name: "file",
            title_key: "explanation-file-panel",
            permission: Some(Action::SeriesExport),
            render: Arc::new(|cx, id| file(cx, id)),
        },
        Panel {
            place: Place::Series,
            order: 800,
            name: "frame",
            title_key: "frame-title",
            permission: Some(Action::SeriesRead),
            render: Arc::new(|cx, _| legal_frame(cx)),
        },
    ]);
    panels
}

#[derive(Template)]
#[template(path = "series/panel_identifiers.html")]
struct IdentifiersPanel {
    table: DataTable,
}

#[derive(Template)]
#[template(path = "series/panel_file.html")]
struct FilePanel {
    lead: String,
    words: String,
    href: String,
}

#[derive(Template)]
#[template(path = "series/panel_series.html")]
struct SeriesPanel {
    left_out: Option<String>,
    pending: Option<String>,
    alone: Option<String>,
    link: Option<(String, String)>,
    reasons: Vec<String>,
    why: Option<(String, String)>,
}

/// Under which law the complaints of the series were brought together.
fn legal_frame(cx: &Cx) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let say = cx.say();
        let list = SummaryList::new(&say, "", framed::rows(&cx.world, &say));
        Ok(Markup::of(&list)?)
    })
}

fn identifiers<'a>(cx: &'a Cx, complaint: Uuid) -> BoxFuture<'a, Result<Markup, Fault>> {
    Box::pin(async move {
        let say = cx.say();
        let mut tx = cx.world.db.read().await?;
        let found = evidence::of_complaint(&mut tx, complaint).await?;
        let matched = catalogue::of_complaint(&mut tx, complaint).await?.is_some();
        let masked = rights::masks(&cx.world, cx.purpose, matched);
        let said = quality::in_force_of(&mut tx, found.iter().map(|own| own.key_id)).await?;
        let mut rows = Vec::new();
        for own in &found {
            let person = match said
                .get(&own.key_id)
                .filter(|_| !masked && own.role != "victim")
            {
                Some(said) => quality::words::named(&mut tx, &say, said).await?,
                None => quality::words::declared(&say, &own.link),
            };
            rows.push(own_cells(&say, own, masked, person));
        }
        let column = |key: &str| Column::new(say.say(key));
        let columns = vec![
            column("series-column-identifier"),
            column("series-column-role"),
            column("quality-column-person"),
            column("series-column-class"),
            column("series-column-why"),
        ];
        let caption = say.say("series-panel-identifiers-caption");
        let table = DataTable::new(&say, "identifiers-table", caption, columns, rows);
        Ok(Markup::of(&IdentifiersPanel { table })?)
    })
}

fn own_cells(say: &Say, own: &Own, masked: bool, person: String) -> Vec<Cell> {
    let clear = own.role != "victim";
    let shown = clear && !masked;
    let chip = words::chip(say, &own.kind, &own.canonical, own.identifier, shown);
    let (class, why) = match &own.class {
        Some((class, reason)) if clear => (
            Cell::Tag(words::class_tag(say, *class)),
            words::reason(say, reason, own.list.as_deref()),
        ),
        None if clear && own.role != "impersonated" => {
            (Cell::text(""), say.say("series-reason-alone"))
        }
        _ => (Cell::text(""), say.say("series-reason-role")),
    };
    vec![
        Cell::Pivots(vec![chip]),
        Cell::text(words::role(say, &own.role)),
        Cell::text(person),
        class,
        Cell::text(why),
    ]
}

fn series<'a>(cx: &'a Cx, complaint: Uuid) -> BoxFuture<'a, Result<Markup, Fault>> {
    Box::pin(async move {
        let say = cx.say();
        let mut tx = cx.world.db.read().await?;
        let pending = catalogue::is_pending(&mut tx, complaint).await?;
        let found = catalogue::of_complaint(&mut tx, complaint).await?;
        let mut reasons = Vec::new();
        if let Some(series) = &found {
            let own = evidence::of_complaint(&mut tx, complaint).await?;
            let all = evidence::evidence(&mut tx, series.id).await?;
            reasons = self::reasons(&say, &all, &own);
        }
        let why = found.as_ref().map(|series| {
            let text = say.say("explanation-link-member");
            (text, format!("/series/{}/members/{complaint}", series.id))
        });
        let link = found.as_ref().map(|series| {
            let args = [("reference", series.reference.as_str())];
            let text = say.with("series-panel-link", &args);
            (text, format!("/series/{}", series.id))
        });
        let left_out = frame::left_out(cx, &mut tx, complaint).await?;
        Ok(Markup::of(&SeriesPanel {
            left_out: left_out.map(|why| framed::left_out(&cx.world, &say, why)),
            pending: (pending && left_out.is_none()).then(|| say.say("series-pending")),
            alone: (found.is_none() && !pending && left_out.is_none())
                .then(|| say.say("series-alone")),
            link,
            reasons,
            why,
        })?)
    })
}

/// The way to the file of a series.
fn file<'a>(cx: &'a Cx, series: Uuid) -> BoxFuture<'a, Result<Markup, Fault>> {
    Box::pin(async move {
        let say = cx.say();
        Ok(Markup::of(&FilePanel {
            lead: say.say("explanation-file-panel-lead"),
            words: say.say("explanation-file-panel-link"),
            href: format!("/series/{series}/file"),
        })?)
    })
}

/// A sentence for each value of the series that brings this complaint to it; one that says when they
/// are not counted yet.
pub(crate) fn reasons(say: &Say, all: &Shared, own: &[Own]) -> Vec<String> {
    if let Some(awaited) = words::awaited(say, all.count) {
        return vec![awaited];
    }
    let ours = all
        .values
        .iter()
        .filter(|evidence| evidence.class == Class::Link);
    let told = ours.filter_map(|evidence| reason(say, evidence, own));
    told.collect()
}

/// The sentence of a value of the series that this complaint itself says.
fn reason(say: &Say, evidence: &Evidence, own: &[Own]) -> Option<String> {
    let links = |own: &&Own| {
        own.key_id == evidence.key_id && matches!(own.role.as_str(), "offender" | "unknown")
    };
    let own = own.iter().find(links)?;
    let shown = words::shown(&own.kind, &own.canonical, true);
    let said = said::value::evidence(say, evidence, &own.kind, &shown);
    Some(said.join(" "))
}
