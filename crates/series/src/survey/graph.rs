//! The complaints looked at and the values they share, as a graph ready to be drawn or written in
//! a file. What a reader may see of each was decided before: an unreadable complaint is no node.

use super::Survey;
use crate::evidence::Evidence;
use crate::words;
use faisceau_documents::drawing::graph::{Graph, Line, Link, Node, Shape};
use faisceau_documents::words::{Say, Value};
use faisceau_linkage::Class;
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

/// More complaints than this with exactly the same values are drawn as one.
const ALIKE_MAX: usize = 12;

/// How the reader sees things.
pub struct Eyes<'a> {
    /// The words.
    pub say: &'a Say,
    /// The complaints that may be opened.
    pub readable: &'a HashSet<Uuid>,
    /// Each value of the survey, in clear or masked.
    pub shown: &'a [String],
    /// In what quality the person behind each value is known, in words; empty where it is told beside.
    pub persons: &'a [String],
    /// Where a node leads.
    pub href: &'a dyn Fn(&str) -> String,
}

/// The node of a complaint.
#[must_use]
pub fn complaint_node(complaint: Uuid) -> String {
    format!("c-{complaint}")
}

/// The node of a value.
#[must_use]
pub fn value_node(key: Uuid) -> String {
    format!("v-{key}")
}

/// The graph of a survey. Its complaints have no name yet: of thousands a few hundred are drawn, and
/// [`name`] names these.
#[must_use]
pub fn graph(survey: &Survey, eyes: &Eyes<'_>) -> Graph {
    let mut graph = Graph::default();
    let mut drawn = vec![0_i64; survey.values.len()];
    for (who, what) in &survey.uses {
        let fact = &survey.facts[*who];
        if !eyes.readable.contains(&fact.complaint) {
            continue;
        }
        drawn[*what] += 1;
        let value = &survey.values[*what];
        graph.links.push(Link {
            from: complaint_node(fact.complaint),
            to: value_node(value.key_id),
            line: line(value.class),
        });
    }
    for fact in &survey.facts {
        if !eyes.readable.contains(&fact.complaint) {
            continue;
        }
        graph.nodes.push(Node {
            label: short(&fact.reference).to_owned(),
            name: String::new(),
            shape: Shape::Complaint,
            href: None,
            marked: false,
            id: complaint_node(fact.complaint),
        });
    }
    for ((place, value), users) in survey.values.iter().enumerate().zip(drawn) {
        if users > 0 {
            graph.nodes.push(value_as_node(eyes, value, place, users));
        }
    }
    graph
}

/// Names the complaints of a part of the graph of a survey, and says where they lead.
pub fn name(part: &mut Graph, survey: &Survey, eyes: &Eyes<'_>) {
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (place, fact) in survey.facts.iter().enumerate() {
        places.insert(complaint_node(fact.complaint), place);
    }
    let mut linked = vec![0_i64; survey.facts.len()];
    for (who, _) in &survey.uses {
        linked[*who] += 1;
    }
    for node in &mut part.nodes {
        if let Some(place) = places.get(&node.id) {
            let fact = &survey.facts[*place];
            let args = [
                ("reference", Value::from(fact.reference.clone())),
                ("day", Value::from(words::day(eyes.say, fact.received_at))),
                ("n", Value::from(linked[*place])),
            ];
            node.name = say(eyes.say, "series-page-node-complaint", &args);
            node.href = Some((eyes.href)(&node.id));
        }
    }
}

fn value_as_node(eyes: &Eyes<'_>, value: &Evidence, place: usize, users: i64) -> Node {
    let shown = eyes.shown[place].as_str();
    let id = value_node(value.key_id);
    let kind = value.forms.first().map_or("", |form| form.kind.as_str());
    let class = eyes
        .say
        .say(&format!("series-class-{}", value.class.code()));
    let args = [
        ("kind", Value::from(words::kind(eyes.say, kind))),
        ("value", Value::from(shown.to_owned())),
        ("n", Value::from(users)),
        ("class", Value::from(class)),
    ];
    let (letter, hue) = words::mark(kind);
    Node {
        label: shown.to_owned(),
        name: known_as(
            eyes.say,
            say(eyes.say, "series-page-node-value", &args),
            eyes.persons.get(place),
        ),
        shape: Shape::Value { letter, hue },
        href: Some((eyes.href)(&id)),
        marked: false,
        id,
    }
}

/// The name of a value, with what is known of the person behind it.
pub(crate) fn known_as(say: &Say, name: String, person: Option<&String>) -> String {
    match person {
        Some(person) => say.with(
            "series-page-node-person",
            &[("name", &name), ("person", person)],
        ),
        None => name,
    }
}

/// The same graph, complaints that share exactly the same values drawn as one where they are many;
/// the one leads to the first of these values.
#[must_use]
pub fn bundled(graph: &Graph, eyes: &Eyes<'_>) -> Graph {
    graph.bundled(ALIKE_MAX, |nodes| {
        let first = &nodes[0].id;
        let link = graph.links.iter().find(|link| link.from == *first);
        let number = i64::try_from(nodes.len()).unwrap_or(i64::MAX);
        Node {
            id: format!("b{first}"),
            label: eyes.say.number("series-page-node-bundle", number),
            name: eyes.say.number("series-page-node-bundle-name", number),
            shape: Shape::Bundle,
            href: link.map(|link| (eyes.href)(&link.to)),
            marked: false,
        }
    })
}

fn line(class: Class) -> Line {
    match class {
        Class::Link => Line::Whole,
        Class::Propose => Line::Dashed,
        Class::Shared => Line::Dotted,
    }
}

/// What tells a complaint of the series from another: the end of its reference.
fn short(reference: &str) -> &str {
    let mut parts = reference.splitn(3, '-');
    let (prefix, year) = (parts.next(), parts.next());
    match (prefix, year, parts.next()) {
        (Some(_), Some(year), Some(rest)) if year.len() == 4 => rest,
        _ => reference,
    }
}

fn say(say: &Say, key: &str, args: &[(&str, Value<'_>)]) -> String {
    say.words.say(say.lang, key, args)
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn a_reference_is_told_by_its_end() {
        assert_eq!(short("FSC-2026-004127-K"), "004127-K");
        assert_eq!(short("FSC-0190"), "FSC-0190");
        assert_eq!(short(""), "");
    }
}
