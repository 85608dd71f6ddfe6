//! The graph of a series in the JSON interface, for the interactive view and for programs: complaints
//! this person may read and the values they share, each with a place. The same filter, rights and
//! journal as the page, over more complaints; what is left out is counted and said.

use crate::evidence::Evidence;
use crate::pages::evidence_table;
use crate::pages::evidence_table::Shown;
use crate::pages::series;
use crate::quality::api::LinkSeen;
use crate::rights::Sight;
use crate::survey::filter::{Filter, Typed};
use crate::survey::graph::{complaint_node, known_as, value_node};
use crate::survey::spread::{Place, spread};
use crate::survey::{self, Fact, Survey, WIDE_FACTS_MAX};
use crate::words;
use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use faisceau_documents::words::{Say, Value};
use faisceau_platform::web::{
    Failure, Front, NotThere, Problem, Refusals, Signed, StaffRefusals, Visit,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;
use utoipa::{IntoParams, OpenApi, ToSchema};
use uuid::Uuid;

#[derive(OpenApi)]
#[openapi(paths(read), components(schemas(Problem)))]
pub(super) struct Description;

/// The filter, as on the page.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
pub(super) struct Which {
    /// Only complaints that use an identifier of this kind: `iban`, `phone`…
    kind: String,
    /// Received on this day or after.
    from: String,
    /// Received on this day or before.
    to: String,
    /// The least loss, in euro.
    loss: String,
    /// The département, by its code.
    area: String,
}

/// A series as a graph.
#[derive(Serialize, ToSchema)]
pub(super) struct GraphSeen {
    /// How many complaints are shown of how many, in the reader's language.
    said: String,
    /// Complaints of the series, whatever the filter.
    in_series: i64,
    /// Complaints looked at under the filter, those that joined last: at most 15,000.
    looked_at: usize,
    /// Whether more than that are under the filter.
    cut: bool,
    /// Complaints looked at that this person may not read: counted, never a node.
    hidden: usize,
    /// Whether the values of a large series are still being counted: none is here then.
    awaited: bool,
    /// Complaints and the values they share.
    nodes: Vec<NodeSeen>,
    /// Who uses what.
    edges: Vec<EdgeSeen>,
}

/// A complaint or a value.
#[derive(Serialize, ToSchema)]
struct NodeSeen {
    /// `c-` or `v-` and an id.
    id: String,
    /// `complaint` or `value`.
    r#type: &'static str,
    /// Short: the reference, or the value in clear or masked.
    label: String,
    /// In words, in the reader's language.
    name: String,
    /// The page that says more.
    href: String,
    /// What the value may do: `link`, `propose` or `shared`; null for a complaint.
    class: Option<&'static str>,
    /// Edges at this node.
    degree: usize,
    /// A place to draw it: proves nothing by its distances.
    x: i32,
    /// The same, downwards.
    y: i32,
}

/// A complaint uses a value.
#[derive(Serialize, ToSchema)]
struct EdgeSeen {
    /// The node of the complaint.
    complaint: String,
    /// The node of the value.
    value: String,
    /// What that says of the person behind it: what staff say where they do, else what the complaint declares.
    link: LinkSeen,
}

/// The graph of a series, under a filter. The reading is journaled.
#[utoipa::path(
    get, path = "/api/v1/series/{id}/graph", operation_id = "read_series_graph",
    params(("id" = Uuid, Path, description = "The series"), Which),
    responses(
        (status = 200, description = "The graph", body = GraphSeen),
        Refusals, StaffRefusals, NotThere
    )
)]
pub(super) async fn read(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<String>,
    which: Result<Query<Which>, QueryRejection>,
) -> Result<Json<GraphSeen>, Failure> {
    let id: Uuid = id.parse().map_err(|_| Failure::not_found())?;
    let Query(which) = which.map_err(|refusal| Failure::from_status(refusal.status()))?;
    let (filter, wrong) = Filter::read(&Typed {
        kind: which.kind,
        from: which.from,
        to: which.to,
        loss: which.loss,
        area: which.area,
    });
    if !wrong.is_empty() {
        return Err(Failure::bad_request());
    }
    let say = visit.say();
    // Thousands of rows: read apart, so that no filing waits, and told in the journal before anything
    // of it is answered.
    let mut tx = front.world.db.read().await?;
    let (series, _) = series::opened(&front, &signed, &mut tx, id).await?;
    let mut sight = Sight::of(&front, &signed);
    let survey = survey::wide(&mut tx, id, &filter).await?;
    let shown = evidence_table::seen(&say, &mut tx, &mut sight, &survey.values).await?;
    let readable = series::readable(&mut sight, &mut tx, &survey).await?;
    tx.rollback().await?;
    let answer = graph(&say, &survey, &readable, &shown, series.size);
    let mut tx = front.world.db.write().await?;
    series::journal(&signed.cx, &mut tx, id, readable.len()).await?;
    tx.commit().await?;
    Ok(Json(answer))
}

fn graph(
    say: &Say,
    survey: &Survey,
    readable: &HashSet<Uuid>,
    shown: &[Shown],
    in_series: i64,
) -> GraphSeen {
    let seen = |who: usize| readable.contains(&survey.facts[who].complaint);
    let written = |what: usize| !survey.values[what].forms.is_empty();
    let uses = survey.uses.iter().copied();
    let uses: BTreeSet<(usize, usize)> = uses
        .filter(|(who, what)| seen(*who) && written(*what))
        .collect();
    let (complaints, values) = spread(survey.facts.len(), survey.values.len(), &uses);
    let mut degrees = (vec![0; survey.facts.len()], vec![0; survey.values.len()]);
    for (who, what) in &uses {
        degrees.0[*who] += 1;
        degrees.1[*what] += 1;
    }
    let facts = survey
        .facts
        .iter()
        .enumerate()
        .filter(|(who, _)| seen(*who));
    let mut nodes: Vec<NodeSeen> = facts
        .map(|(who, fact)| complaint_seen(say, fact, degrees.0[who], complaints[who]))
        .collect();
    for (what, value) in survey.values.iter().enumerate() {
        if degrees.1[what] > 0 {
            let place = values[what];
            nodes.extend(value_seen(say, value, &shown[what], degrees.1[what], place));
        }
    }
    let edges = uses.iter().map(|edge| edge_seen(survey, shown, *edge));
    let drawn = readable.len();
    GraphSeen {
        said: said(say, survey, drawn, in_series),
        in_series,
        looked_at: survey.facts.len(),
        cut: survey.cut,
        hidden: survey.facts.len() - drawn,
        awaited: survey.count.is_awaited(),
        edges: edges.collect(),
        nodes,
    }
}

fn edge_seen(survey: &Survey, shown: &[Shown], (who, what): (usize, usize)) -> EdgeSeen {
    let (fact, said) = (&survey.facts[who], shown[what].link.as_ref());
    EdgeSeen {
        complaint: complaint_node(fact.complaint),
        value: value_node(survey.values[what].key_id),
        link: LinkSeen::of(said.unwrap_or(&fact.link)),
    }
}

fn complaint_seen(say: &Say, fact: &Fact, degree: usize, [x, y]: Place) -> NodeSeen {
    let args = [
        ("reference", Value::from(fact.reference.clone())),
        ("day", Value::from(words::day(say, fact.received_at))),
        ("n", number(degree)),
    ];
    NodeSeen {
        id: complaint_node(fact.complaint),
        r#type: "complaint",
        label: fact.reference.clone(),
        name: say.words.say(say.lang, "series-page-node-complaint", &args),
        href: format!("/dossier/{}", fact.complaint),
        class: None,
        degree,
        x,
        y,
    }
}

/// A value that some complaint shown uses; none when all its written forms are gone.
fn value_seen(
    say: &Say,
    value: &Evidence,
    shown: &Shown,
    degree: usize,
    [x, y]: Place,
) -> Option<NodeSeen> {
    let form = value.forms.first()?;
    let class = say.say(&format!("series-class-{}", value.class.code()));
    let args = [
        ("kind", Value::from(words::kind(say, &form.kind))),
        ("value", Value::from(shown.text.clone())),
        ("n", number(degree)),
        ("class", Value::from(class)),
    ];
    Some(NodeSeen {
        id: value_node(value.key_id),
        r#type: "value",
        label: shown.text.clone(),
        name: known_as(
            say,
            say.words.say(say.lang, "series-page-node-value", &args),
            Some(&shown.person),
        ),
        href: format!("/pivots/{}", form.identifier),
        class: Some(value.class.code()),
        degree,
        x,
        y,
    })
}

/// What is shown of how much, with what is left out.
fn said(say: &Say, survey: &Survey, drawn: usize, in_series: i64) -> String {
    let args = [
        ("drawn", number(drawn)),
        ("all", Value::from(in_series)),
        ("hidden", number(survey.facts.len() - drawn)),
        ("most", number(WIDE_FACTS_MAX)),
    ];
    let mut told = vec!["richer-view-drawn"];
    if survey.facts.len() > drawn {
        told.push("richer-view-hidden");
    }
    if survey.cut {
        told.push("richer-view-cut");
    }
    let told = told.into_iter();
    let told = told.map(|key| say.words.say(say.lang, key, &args));
    told.chain(words::awaited(say, survey.count))
        .collect::<Vec<_>>()
        .join(" ")
}

fn number(count: usize) -> Value<'static> {
    Value::from(i64::try_from(count).unwrap_or(i64::MAX))
}
