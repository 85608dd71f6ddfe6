//! The expected rights, written by hand (`policies/expected.csv`): for each action and each route, what it is
//! tried on, and how far each role gets. Reads that file and makes the page of the documentation; asks nothing.

use faisceau_domain::access::{Purpose, Role};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;

/// A complaint as somebody meets it: of the unit or not, in one's charge or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Spot {
    /// Of the own unit, in one's own charge.
    Both,
    /// Of the own unit, in a colleague's charge.
    Unit,
    /// Of another unit, in one's own charge.
    Own,
    /// Of another unit of the own territory, in another's charge.
    Territory,
    /// Of another unit, in another's charge.
    Other,
    /// Of no unit, in nobody's charge.
    Queue,
}

impl Spot {
    pub(crate) const ALL: [Spot; 6] = [
        Spot::Both,
        Spot::Unit,
        Spot::Own,
        Spot::Territory,
        Spot::Other,
        Spot::Queue,
    ];
}

/// What is open to somebody: nothing, a door behind which nothing has an owner, or things by where they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Open {
    Door,
    Spots(BTreeSet<Spot>),
}

/// The words of the file, widest last.
const WORDS: [(&str, &[Spot]); 8] = [
    ("no", &[]),
    ("queue", &[Spot::Queue]),
    ("own", &[Spot::Both, Spot::Own]),
    ("posted", &[Spot::Both, Spot::Unit]),
    ("unit", &[Spot::Both, Spot::Unit, Spot::Own]),
    (
        "territory",
        &[Spot::Both, Spot::Unit, Spot::Own, Spot::Territory],
    ),
    (
        "unit+queue",
        &[Spot::Both, Spot::Unit, Spot::Own, Spot::Queue],
    ),
    ("all", &Spot::ALL),
];

impl Open {
    pub(crate) const NOTHING: Open = Open::Spots(BTreeSet::new());

    fn read(word: &str) -> Option<Open> {
        if word == "yes" {
            return Some(Open::Door);
        }
        let (_, spots) = WORDS.iter().find(|(known, _)| *known == word)?;
        Some(Open::Spots(spots.iter().copied().collect()))
    }

    /// The word of the file, or the spots where no word says it.
    pub(crate) fn word(&self) -> String {
        let Open::Spots(open) = self else {
            return "yes".to_owned();
        };
        let named = WORDS
            .iter()
            .find(|(_, spots)| spots.iter().copied().collect::<BTreeSet<_>>() == *open);
        named.map_or_else(|| format!("{open:?}"), |(word, _)| (*word).to_owned())
    }
}

/// Somebody at work, as a column of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    Stranger,
    Partner,
    Staff(Role, Purpose),
}

/// The columns, in their order.
pub(crate) const COLUMNS: [(&str, Who); 11] = [
    ("stranger", Who::Stranger),
    ("partner", Who::Partner),
    ("officer intake", Who::Staff(Role::Officer, Purpose::Intake)),
    (
        "officer support",
        Who::Staff(Role::Officer, Purpose::VictimSupport),
    ),
    ("analyst", Who::Staff(Role::Analyst, Purpose::Linkage)),
    (
        "investigator",
        Who::Staff(Role::Investigator, Purpose::Inquiry),
    ),
    (
        "investigator support",
        Who::Staff(Role::Investigator, Purpose::VictimSupport),
    ),
    ("prosecutor", Who::Staff(Role::Prosecutor, Purpose::Inquiry)),
    ("custodian", Who::Staff(Role::Custodian, Purpose::Inquiry)),
    ("auditor", Who::Staff(Role::Auditor, Purpose::Audit)),
    (
        "administrator",
        Who::Staff(Role::Administrator, Purpose::Administration),
    ),
];

/// What a route or an action is tried on: the words of the second column.
pub(crate) const THINGS: [&str; 13] = [
    "door",
    "held",
    "machine",
    "complaint",
    "exhibit",
    "series",
    "value",
    "decision",
    "complaints listed",
    "complaints found",
    "complaints of a value",
    "series listed",
    "decisions listed",
];

/// What begins a line about sensitive complaints.
pub(crate) const SENSITIVE: &str = "sensitive ";

/// A line of the file.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub(crate) what: String,
    pub(crate) thing: String,
    /// In the order of [`COLUMNS`].
    pub(crate) cells: Vec<Open>,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn text() -> String {
    std::fs::read_to_string(root().join("policies/expected.csv")).unwrap()
}

/// Every line of the file.
pub(crate) fn lines() -> Vec<Line> {
    let text = text();
    let mut rows = text.lines();
    let names: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
    let heading = format!("what,thing,{}", names.join(","));
    assert_eq!(rows.next(), Some(heading.as_str()), "the first line");
    let lines: Vec<Line> = rows.map(line).collect();
    let mut seen = BTreeSet::new();
    for line in &lines {
        assert!(seen.insert(line.what.clone()), "{} stands twice", line.what);
    }
    lines
}

fn line(row: &str) -> Line {
    let cells: Vec<&str> = row.split(',').collect();
    assert_eq!(cells.len(), COLUMNS.len() + 2, "cells of {row}");
    let known = THINGS.contains(&cells[1]);
    assert!(known, "{row}: {} is no thing", cells[1]);
    let word = |word: &&str| Open::read(word).unwrap_or_else(|| panic!("{row}: {word}"));
    Line {
        what: cells[0].to_owned(),
        thing: cells[1].to_owned(),
        cells: cells[2..].iter().map(word).collect(),
    }
}

/// The page of the documentation that shows the file.
pub(crate) fn page() -> String {
    let mut out = INTRODUCTION.to_owned();
    let lines = lines();
    let (sensitive, lines): (Vec<&Line>, Vec<&Line>) = lines
        .iter()
        .partition(|line| line.what.starts_with(SENSITIVE));
    let (actions, routes): (Vec<&Line>, Vec<&Line>) = lines
        .into_iter()
        .partition(|line| line.what.starts_with("action "));
    table(&mut out, "Actions", &actions);
    table(&mut out, "On sensitive complaints", &sensitive);
    table(&mut out, "Routes", &routes);
    out
}

fn table(out: &mut String, title: &str, lines: &[&Line]) {
    let names: Vec<&str> = COLUMNS.iter().map(|(name, _)| *name).collect();
    writeln!(out, "\n## {title}\n").unwrap();
    writeln!(out, "| what | tried on | {} |", names.join(" | ")).unwrap();
    writeln!(out, "| --- |{}", " --- |".repeat(names.len() + 1)).unwrap();
    for line in lines {
        let what = line.what.trim_start_matches(SENSITIVE);
        let what = what.trim_start_matches("action ");
        let cells: Vec<String> = line.cells.iter().map(shown).collect();
        writeln!(out, "| `{what}` | {} | {} |", line.thing, cells.join(" | ")).unwrap();
    }
}

fn shown(cell: &Open) -> String {
    match cell.word().as_str() {
        "no" => "·".to_owned(),
        word => word.to_owned(),
    }
}

/// Where the page lies.
pub(crate) fn page_path() -> PathBuf {
    root().join("docs/rights.md")
}

const INTRODUCTION: &str = "# Who may do what

Made from `policies/expected.csv`, which is written by hand and held against the running program at every
change: each action is asked of the policies, and each route is asked over HTTP, with filled data, as each role
(`crates/faisceau/tests/it/rights`). A line that lacks, or that says another thing than what is observed, fails.
To make this page again: `just rights`.

An operator who overlays policies has other rights than these: this page shows the policies as shipped.

What is tried, and how far each role gets:

| word | open |
| --- | --- |
| · | nothing |
| yes | the door; nothing behind it is anybody's, or each thing behind it has its own line |
| own | what is in one's own charge, of any unit (for a partner: what its program filed) |
| posted | what is of one's own unit, whoever is in charge |
| unit | what is of one's own unit, and what is in one's own charge |
| territory | the same, and what is of the units of the own territory |
| queue | what is of no unit and in nobody's charge |
| unit+queue | both of these |
| all | everything, of any unit, in anybody's charge |

The lines of *sensitive complaints* are tried on complaints that the questionnaires mark as sensitive; every other line, on
complaints that are not.

*Listed* and *found* mean that the answer names the thing; *complaints of a value*, that the page of a value
names the complaint. *door*, on an address that names a thing, means that what it needs besides (a file kept apart, a
ticket, a draft of the counter) is not there: who gets in is tried, and the tests of each gesture try the thing.

A series and a decision are of the units of their complaints, and in the charge of who is in charge of one of them.
The lines of actions say what the policies permit, those of routes what opens.

*held* is opened by a victim's own code alone, *machine* by a program of the same computer.
";
