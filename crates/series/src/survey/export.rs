//! What is on the screen, as a file: a table of complaints and values for a spreadsheet, or the
//! graph as GraphML (graphml.graphdrawing.org). Pure; a cell never begins as a formula would, and
//! what is masked on the screen is masked here.

use super::graph::{complaint_node, value_node};
use super::{Fact, Survey};
use crate::evidence::Evidence;
use faisceau_documents::cells::guarded;
use faisceau_documents::drawing::escaped;
use faisceau_domain::quality::Link;
use std::collections::{BTreeSet, HashSet};
use std::fmt::Write as _;
use uuid::Uuid;

/// What the reader may see.
pub struct Reach<'a> {
    /// The complaints that may be opened.
    pub readable: &'a HashSet<Uuid>,
    /// Each value of the survey, in clear or masked.
    pub shown: &'a [String],
    /// What staff say of the person behind each value seen in clear.
    pub links: &'a [Option<Link>],
    /// That the complaints are together: what linkage concludes.
    pub together: &'a Link,
    /// Complaints of the series, whatever the filter.
    pub of: i64,
}

/// The columns of the table, named alike in every language: programs read them.
pub const COLUMNS: [&str; 23] = [
    "complaint",
    "received_at",
    "occurred_at",
    "facts",
    "loss_minor",
    "currency",
    "unit",
    "departement",
    "kind",
    "value",
    "class",
    // Of the person behind the value: in what quality, on what ground, said by whom, since when.
    "quality",
    "ground",
    "said_by",
    "said_since",
    "complaints_here",
    "complaints_elsewhere",
    "first_at",
    "last_at",
    // On each row, how many complaints were looked at, of how many in the series, and whether more
    // than that are under the filter: a table that is cut away from its page says so still.
    "looked_at",
    "in_series",
    "cut",
    // Who says that the complaints are together: linkage, with the version of its figures.
    "together_by",
];

/// The table: a row for each value of each complaint; a complaint that shares none has one row.
///
/// # Errors
/// Never in practice: the table is written in memory.
pub fn csv(survey: &Survey, reach: &Reach<'_>) -> Result<Vec<u8>, csv::Error> {
    let mut out = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    out.write_record(COLUMNS)?;
    let extent = extent(survey, reach);
    for (who, fact) in survey.facts.iter().enumerate() {
        if !reach.readable.contains(&fact.complaint) {
            continue;
        }
        let (minor, currency) = fact.loss.clone().unzip();
        let own = [
            fact.reference.clone(),
            fact.received_at.to_string(),
            fact.occurred_at
                .map(|at| at.to_string())
                .unwrap_or_default(),
            fact.form_type.clone(),
            minor.map(|minor| minor.to_string()).unwrap_or_default(),
            currency.unwrap_or_default(),
            fact.unit.clone(),
            fact.area.clone().unwrap_or_default(),
        ];
        let range = (who, 0)..(who + 1, 0);
        let mut used = survey.uses.range(range).peekable();
        let mut write = |value: [String; 11]| {
            let cells = own.iter().chain(&value).chain(&extent);
            out.write_record(cells.map(|cell| guarded(cell)))
        };
        if used.peek().is_none() {
            write(Default::default())?;
        }
        for (_, what) in used {
            let link = reach.links[*what].as_ref().unwrap_or(&fact.link);
            write(value_cells(survey, *what, &reach.shown[*what], link))?;
        }
    }
    out.into_inner().map_err(|error| error.into_error().into())
}

/// How many complaints were looked at, of how many, whether there are more under the filter, and who says that they
/// are together.
fn extent(survey: &Survey, reach: &Reach<'_>) -> [String; 4] {
    [
        survey.facts.len().to_string(),
        reach.of.to_string(),
        survey.cut.to_string(),
        reach.together.by.code(),
    ]
}

/// The four words of a link to a person.
fn link_cells(link: &Link) -> [String; 4] {
    [
        link.quality.code().to_owned(),
        link.ground.code().to_owned(),
        link.by.code(),
        link.since.to_string(),
    ]
}

fn value_cells(survey: &Survey, what: usize, shown: &str, link: &Link) -> [String; 11] {
    let [quality, ground, by, since] = link_cells(link);
    let value = &survey.values[what];
    [
        value
            .forms
            .first()
            .map(|form| form.kind.clone())
            .unwrap_or_default(),
        shown.to_owned(),
        value.class.code().to_owned(),
        quality,
        ground,
        by,
        since,
        value.here.to_string(),
        (value.users - value.here).max(0).to_string(),
        value.first.to_string(),
        value.last.to_string(),
    ]
}

/// The graph: complaints and values as nodes, uses as edges.
#[must_use]
pub fn graphml(survey: &Survey, reach: &Reach<'_>) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    for (name, on, kind) in KEYS {
        line(
            &mut out,
            format_args!(
                "<key id=\"{name}\" for=\"{on}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
            ),
        );
    }
    line(
        &mut out,
        format_args!("<graph id=\"series\" edgedefault=\"undirected\">"),
    );
    for (key, text) in ["looked_at", "in_series", "cut", "together_by"]
        .iter()
        .zip(extent(survey, reach))
    {
        data(&mut out, key, &text);
    }
    let readable = |who: usize| reach.readable.contains(&survey.facts[who].complaint);
    let facts = survey.facts.iter().enumerate();
    for (_, fact) in facts.filter(|(who, _)| readable(*who)) {
        complaint(&mut out, fact);
    }
    let uses = survey.uses.iter().copied();
    let uses: Vec<(usize, usize)> = uses.filter(|(who, _)| readable(*who)).collect();
    let used: BTreeSet<usize> = uses.iter().map(|(_, what)| *what).collect();
    for what in used {
        value(&mut out, &survey.values[what], &reach.shown[what]);
    }
    for (who, what) in uses {
        let from = complaint_node(survey.facts[who].complaint);
        let to = value_node(survey.values[what].key_id);
        line(
            &mut out,
            format_args!("<edge source=\"{from}\" target=\"{to}\">"),
        );
        let link = reach.links[what].as_ref();
        person(&mut out, link.unwrap_or(&survey.facts[who].link));
        line(&mut out, format_args!("</edge>"));
    }
    out.push_str("</graph>\n</graphml>\n");
    out
}

/// What an edge says of the person behind the value.
fn person(out: &mut String, link: &Link) {
    let names = ["quality", "ground", "said_by", "said_since"];
    for (key, text) in names.iter().zip(link_cells(link)) {
        data(out, key, &text);
    }
}

fn complaint(out: &mut String, fact: &Fact) {
    let id = complaint_node(fact.complaint);
    line(out, format_args!("<node id=\"{id}\">"));
    data(out, "type", "complaint");
    data(out, "label", &fact.reference);
    data(out, "facts", &fact.form_type);
    data(out, "received_at", &fact.received_at.to_string());
    data(out, "unit", &fact.unit);
    if let Some((minor, currency)) = &fact.loss {
        data(out, "loss_minor", &minor.to_string());
        data(out, "currency", currency);
    }
    line(out, format_args!("</node>"));
}

fn value(out: &mut String, value: &Evidence, shown: &str) {
    let id = value_node(value.key_id);
    let kind = value.forms.first().map_or("", |form| &form.kind);
    line(out, format_args!("<node id=\"{id}\">"));
    data(out, "type", "value");
    data(out, "label", shown);
    data(out, "kind", kind);
    data(out, "class", value.class.code());
    data(out, "complaints_here", &value.here.to_string());
    data(
        out,
        "complaints_elsewhere",
        &(value.users - value.here).max(0).to_string(),
    );
    line(out, format_args!("</node>"));
}

const KEYS: [(&str, &str, &str); 19] = [
    ("looked_at", "graph", "long"),
    ("in_series", "graph", "long"),
    ("cut", "graph", "boolean"),
    ("together_by", "graph", "string"),
    ("type", "node", "string"),
    ("label", "node", "string"),
    ("facts", "node", "string"),
    ("received_at", "node", "string"),
    ("unit", "node", "string"),
    ("loss_minor", "node", "long"),
    ("currency", "node", "string"),
    ("kind", "node", "string"),
    ("class", "node", "string"),
    ("complaints_here", "node", "long"),
    ("complaints_elsewhere", "node", "long"),
    ("quality", "edge", "string"),
    ("ground", "edge", "string"),
    ("said_by", "edge", "string"),
    ("said_since", "edge", "string"),
];

fn data(out: &mut String, key: &str, text: &str) {
    line(
        out,
        format_args!("<data key=\"{key}\">{}</data>", escaped(text)),
    );
}

fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    writeln!(out, "{text}").expect("writing in a string never fails");
}

#[cfg(test)]
mod tests {
    use super::{COLUMNS, Reach, Survey, csv, graphml};
    use crate::catalogue::Standing;
    use crate::survey::Fact;
    use faisceau_domain::quality::Link;
    use faisceau_identifiers::Role;
    use jiff::Timestamp;
    use std::collections::HashSet;
    use uuid::Uuid;

    #[test]
    fn a_file_says_when_only_a_part_of_the_series_was_looked_at() {
        let fact = Fact {
            complaint: Uuid::nil(),
            reference: "FSC-2026-000001-A".to_owned(),
            form_type: "fake_shop".to_owned(),
            received_at: Timestamp::UNIX_EPOCH,
            occurred_at: None,
            loss: None,
            unit: String::new(),
            joined_at: Timestamp::UNIX_EPOCH,
            standing: Standing::Candidate,
            area: None,
            text: None,
            picture: None,
            link: Link::declared(Role::Unknown, "import", Timestamp::UNIX_EPOCH),
        };
        let together = Link::inferred("4", Timestamp::UNIX_EPOCH);
        let readable = HashSet::from([Uuid::nil()]);
        for cut in [true, false] {
            let survey = Survey {
                facts: vec![fact.clone()],
                cut,
                ..Survey::default()
            };
            let reach = Reach {
                readable: &readable,
                shown: &[],
                links: &[],
                together: &together,
                of: 20_000,
            };
            let table = csv(&survey, &reach).expect("written in memory");
            let table = String::from_utf8(table).expect("UTF-8");
            let rows: Vec<&str> = table.lines().collect();
            assert!(
                rows[0].ends_with(",looked_at,in_series,cut,together_by"),
                "{}",
                rows[0]
            );
            assert!(
                rows[1].ends_with(&format!(",1,20000,{cut},linkage:4")),
                "{}",
                rows[1]
            );
            assert_eq!(rows[1].split(',').count(), COLUMNS.len());
            let graph = graphml(&survey, &reach);
            for said in [
                "<data key=\"looked_at\">1</data>".to_owned(),
                "<data key=\"in_series\">20000</data>".to_owned(),
                format!("<data key=\"cut\">{cut}</data>"),
            ] {
                assert!(graph.contains(&said), "{said}: {graph}");
            }
        }
    }
}
