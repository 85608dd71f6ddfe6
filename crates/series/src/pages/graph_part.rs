//! The graph of a series on its page: drawn by the server at the width of a phone and of a desk,
//! with its cap said, its slices and neighbours by links, and the same as a list.

use super::evidence_table::Shown;
use super::looked::Looked;
use crate::survey::Survey;
use crate::survey::graph::{self as drawn, Eyes};
use askama::Template;
use faisceau_documents::drawing::Medium;
use faisceau_documents::drawing::graph::{self, Graph, Shape, Sheet};
use faisceau_documents::words::{Say, Value};
use faisceau_platform::web::Markup;
use faisceau_platform::web::parts::{Cell, Column, DataTable};
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

/// The widths of the drawings: what a phone of 320 pixels leaves, and a desk.
const NARROW: u32 = 276;
const WIDE: u32 = 1_040;
/// Values and complaints told as a list, each.
const LISTED_MAX: usize = 300;

/// The part of the page.
#[derive(Template)]
#[template(path = "series/graph_part.html")]
pub(super) struct GraphPart {
    say: Say,
    told: String,
    hidden: Option<String>,
    /// The node looked at: its page, and the way back to the whole.
    open: Option<(String, String)>,
    whole: Option<String>,
    before: Option<String>,
    after: Option<String>,
    /// The interactive view, where there is more than one drawing holds.
    view: Option<String>,
    narrow: Markup,
    wide: Markup,
    list: DataTable,
}

impl askama::filters::HtmlSafe for GraphPart {}

/// What the part is made of.
pub(super) struct Made<'a> {
    pub(super) say: &'a Say,
    pub(super) series: Uuid,
    pub(super) looked: &'a Looked,
    pub(super) survey: &'a Survey,
    pub(super) shown: &'a [Shown],
    pub(super) readable: &'a HashSet<Uuid>,
}

pub(super) fn part(made: &Made<'_>) -> GraphPart {
    let say = made.say;
    let (shown, persons) = texts(made.shown);
    let href = |id: &str| made.looked.href(made.series, &[("voisins", id)], "#graphe");
    let eyes = Eyes {
        say,
        readable: made.readable,
        shown: &shown,
        persons: &persons,
        href: &href,
    };
    let all = drawn::graph(made.survey, &eyes);
    let node = made
        .looked
        .node()
        .filter(|id| all.nodes.iter().any(|node| node.id == *id));
    let whole = match node {
        Some(id) => all.around(id),
        None => drawn::bundled(&all, &eyes),
    };
    let (mut picture, slices) = whole.slice(made.looked.slice());
    let slice = made.looked.slice().min(slices - 1);
    drawn::name(&mut picture, made.survey, &eyes);
    let picture = &picture;
    let told = told(say, picture, &whole, (slice, slices), node.is_some());
    let title = say.say("series-page-graph-alt");
    let sheet = |width, id| Sheet {
        medium: Medium::Page,
        width,
        id,
        title: &title,
        desc: &told,
    };
    let to = |slice: usize| {
        let slice = (slice + 1).to_string();
        let mut parts = vec![("tranche", slice.as_str())];
        parts.extend(node.map(|id| ("voisins", id)));
        made.looked.href(made.series, &parts, "#graphe")
    };
    let unreadable = made.survey.facts.iter();
    let unreadable = unreadable
        .filter(|fact| !made.readable.contains(&fact.complaint))
        .count();
    GraphPart {
        narrow: Markup::trusted(graph::draw(picture, &sheet(NARROW, "gn")).svg),
        wide: Markup::trusted(graph::draw(picture, &sheet(WIDE, "gw")).svg),
        hidden: (unreadable > 0).then(|| say.number("series-page-graph-hidden", count(unreadable))),
        open: node.and_then(|id| opened(say, id, made)),
        whole: node.map(|_| made.looked.href(made.series, &[], "#graphe")),
        view: (slices > 1 || made.survey.cut).then(|| made.looked.view(made.series)),
        before: (slice > 0).then(|| to(slice - 1)),
        after: (slice + 1 < slices).then(|| to(slice + 1)),
        list: list(say, picture),
        told,
        say: say.clone(),
    }
}

/// Each value as it is shown, and what is known of the person behind it.
fn texts(shown: &[Shown]) -> (Vec<String>, Vec<String>) {
    let both = shown.iter();
    both.map(|one| (one.text.clone(), one.person.clone()))
        .unzip()
}

/// How many nodes are drawn of how many, and which.
fn told(
    say: &Say,
    picture: &Graph,
    whole: &Graph,
    (slice, slices): (usize, usize),
    around: bool,
) -> String {
    let (drawn, all) = (picture.nodes.len(), whole.nodes.len());
    let args = [
        ("drawn", Value::from(count(drawn))),
        ("all", Value::from(count(all))),
        ("slice", Value::from(count(slice + 1))),
        ("slices", Value::from(count(slices))),
    ];
    let key = match (around, slices) {
        (true, _) => "series-page-graph-around",
        (false, 1) => "series-page-graph-whole",
        (false, _) => "series-page-graph-slice",
    };
    say.words.say(say.lang, key, &args)
}

/// The page of the node looked at.
fn opened(say: &Say, node: &str, made: &Made<'_>) -> Option<(String, String)> {
    let (side, id) = node.split_once('-')?;
    let id: Uuid = id.parse().ok()?;
    if side == "c" {
        let fact = made.survey.facts.iter().find(|fact| fact.complaint == id)?;
        let words = say.with("series-page-graph-open", &[("reference", &fact.reference)]);
        return Some((words, format!("/dossier/{id}")));
    }
    let at = made
        .survey
        .values
        .iter()
        .position(|value| value.key_id == id)?;
    let form = made.survey.values[at].forms.first()?;
    let words = say.with(
        "series-page-graph-open-value",
        &[("value", &made.shown[at].text)],
    );
    Some((words, format!("/pivots/{}", form.identifier)))
}

/// The drawing as a list: each value with the complaints drawn beside it.
fn list(say: &Say, picture: &Graph) -> DataTable {
    let labels: BTreeMap<&str, &str> = picture
        .nodes
        .iter()
        .map(|node| (node.id.as_str(), node.label.as_str()))
        .collect();
    let mut near: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for link in &picture.links {
        if let Some(label) = labels.get(link.from.as_str()) {
            near.entry(link.to.as_str()).or_default().push(label);
        }
    }
    let values = picture.nodes.iter();
    let values = values.filter(|node| matches!(node.shape, Shape::Value { .. }));
    let rows = values.take(LISTED_MAX).map(|node| {
        let mut complaints = near.remove(node.id.as_str()).unwrap_or_default();
        complaints.sort_unstable();
        let number = complaints.len().to_string();
        let href = node.href.clone().unwrap_or_default();
        vec![
            Cell::Link(node.name.clone(), href),
            Cell::text(number),
            Cell::text(complaints.join(", ")),
        ]
    });
    let rows: Vec<Vec<Cell>> = rows.collect();
    let columns = vec![
        Column::new(say.say("series-column-identifier")),
        Column::new(say.say("series-page-graph-drawn")).figures(),
        Column::new(say.say("series-page-graph-complaints")),
    ];
    DataTable::new(
        say,
        "graph-list",
        say.say("series-page-graph-list"),
        columns,
        rows,
    )
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
