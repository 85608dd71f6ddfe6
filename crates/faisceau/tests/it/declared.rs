//! Fills every table that the privacy files say may hold something of a complaint, each column with a mark, and
//! looks at what an erasure leaves there. A table declared tomorrow is filled tomorrow.

use crate::store;
use faisceau_platform::binds;
use faisceau_platform::db::Bind;
use faisceau_platform::world::World;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

/// In every text that is put in a row of the complaint to be erased.
pub(crate) const MARK: &str = "trace-of-the-erased";
/// In those of its neighbour.
const OTHER: &str = "row-of-the-neighbour";

/// In what of a row stays.
const STAYS: &str = "column-that-stays";

/// What is said of a table.
#[derive(serde::Deserialize)]
struct Table {
    erased_by: Option<String>,
    erased_through: Option<String>,
    #[serde(default)]
    cleared: Vec<String>,
    outlives: Option<String>,
}

#[derive(serde::Deserialize)]
struct File {
    table: BTreeMap<String, Table>,
}

/// The tables filled, and by which id each is found again.
pub(crate) struct Filled {
    tables: BTreeMap<String, Table>,
    filled: BTreeSet<String>,
}

/// Tables whose rows are real: the complaint itself, its paper and its file, its place in the index of words, in the
/// log and in the inbox.
const REAL: [&str; 7] = [
    "complaints",
    "receipts",
    "files",
    "search_entries",
    "drafts",
    "log_leaves",
    "priorities",
];

/// Columns that are read while erasing, and must hold a word that means something.
const WORDS: [(&str, &str, &str); 10] = [
    ("set_aside", "within", "complaint"),
    ("set_aside", "fate", "destroyed"),
    ("set_aside", "by_kind", "staff"),
    ("series_members", "standing", "candidate"),
    ("exhibits", "state", "deposited"),
    ("twins", "state", "found"),
    ("twins", "because", "[]"),
    ("erasures", "state", "declined"),
    ("erasures", "ground", "order"),
    ("jobs", "state", "dead"),
];

fn declared() -> BTreeMap<String, Table> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../privacy");
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let file: File = toml::from_str(&text).unwrap();
        all.extend(file.table);
    }
    all
}

/// The columns of each table, with the word of its type, as the migrations make them.
fn columns() -> BTreeMap<String, BTreeMap<String, String>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations");
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    names.sort();
    let mut tables: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
    for name in names {
        let mut open = None;
        for line in std::fs::read_to_string(&name).unwrap().lines() {
            let words: Vec<&str> = line
                .trim()
                .trim_end_matches([',', ';'])
                .split(' ')
                .collect();
            match words[..] {
                ["create", "table", table, ..] => open = Some(table.to_owned()),
                ["alter", "table", table, "add", "column", column, kind, ..] => {
                    let of = tables.entry(table.to_owned()).or_default();
                    of.insert(column.to_owned(), kind.to_owned());
                }
                ["alter", "table", table, "drop", "column", column] => {
                    tables.get_mut(table).unwrap().remove(column);
                }
                ["alter", "table", table, "rename", "column", from, "to", to] => {
                    let of = tables.get_mut(table).unwrap();
                    let kind = of.remove(from).unwrap();
                    of.insert(to.to_owned(), kind);
                }
                [")", ..] => open = None,
                [column, kind, ..] if kind.starts_with('{') => {
                    if let Some(table) = &open {
                        let of = tables.entry(table.clone()).or_default();
                        of.insert(column.to_owned(), kind.to_owned());
                    }
                }
                _ => {}
            }
        }
    }
    tables
}

/// The id that a column points to, where rows hang on one another: one for each complaint.
fn id(column: &str, complaint: Uuid) -> Uuid {
    let number: u128 = column.bytes().map(u128::from).sum();
    Uuid::from_u128(complaint.as_u128() ^ (number << 32))
}

/// What stands in a column of the row of a complaint.
fn value(table: &str, column: &str, kind: &str, about: (Uuid, Uuid, &Table)) -> Bind {
    let (complaint, gone, described) = about;
    let known = WORDS.iter().find(|(t, c, _)| (*t, *c) == (table, column));
    if let Some((_, _, word)) = known {
        return Bind::from(*word);
    }
    if (table, column) == ("identifier_uses", "appendix") {
        // What an appendix says for its case is the appendix's.
        return Bind::from(None::<Uuid>);
    }
    // Of a row that stays, only what is declared cleared is a trace: the rest is words of closed lists and digests.
    let cleared = &described.cleared;
    let goes = described.erased_by.is_some()
        && (cleared.is_empty() || cleared.iter().any(|named| named == column));
    let mark = match (complaint == gone, goes) {
        (true, true) => MARK,
        (true, false) => STAYS,
        (false, _) => OTHER,
    };
    let is_key = described.erased_by.as_deref() == Some(column);
    match kind {
        "{UUID}" if is_key && described.erased_through.is_none() => Bind::from(complaint),
        "{UUID}" if column == "id" => Bind::from(id(&format!("{}_id", singular(table)), complaint)),
        "{UUID}" => Bind::from(id(column, complaint)),
        "{TEXT}" => Bind::from(format!("{mark}-{table}-{column}")),
        "{BLOB}" => {
            let mut bytes = [0_u8; 32];
            bytes[..mark.len()].copy_from_slice(mark.as_bytes());
            bytes[31] = u8::try_from((table.len() * 7 + column.len()) % 251).unwrap();
            Bind::from(bytes)
        }
        _ => Bind::from(1_i64),
    }
}

/// The word that other tables name a row of this one by.
fn singular(table: &str) -> &str {
    match table {
        "time_batches" => "batch",
        "telephone_passes" => "pass",
        "series" => "series",
        _ => table.trim_end_matches('s'),
    }
}

/// Tables that rows hang on without being a complaint's own.
const PARENTS: [&str; 4] = ["accounts", "series", "time_batches", "experts"];

/// Fills every table for the first complaint, which will go, and for the others, which stay.
pub(crate) async fn fill(world: &Arc<World>, complaints: &[Uuid]) -> Filled {
    let (tables, columns) = (declared(), columns());
    let gone = complaints[0];
    let mut waiting: Vec<&String> = tables
        .iter()
        .filter(|(name, table)| {
            let wanted = table.outlives.is_none() || PARENTS.contains(&name.as_str());
            wanted && !REAL.contains(&name.as_str())
        })
        .map(|(name, _)| name)
        .collect();
    let mut filled = BTreeSet::new();
    // A row hangs on another: whoever cannot be written yet waits for the next turn.
    while !waiting.is_empty() {
        let mut left = Vec::new();
        let mut why = Vec::new();
        for name in &waiting {
            let of: Vec<(&String, &String)> = columns[*name].iter().collect();
            let named: Vec<&str> = of.iter().map(|(column, _)| column.as_str()).collect();
            let statement = store::filling(name, &named);
            let mut tx = world.db.write().await.unwrap();
            let mut done = Ok(0);
            for complaint in complaints {
                let about = (*complaint, gone, &tables[*name]);
                let row = of
                    .iter()
                    .map(|(column, kind)| value(name, column, kind, about));
                done = tx.execute(&statement, row.collect()).await;
                if done.is_err() {
                    break;
                }
            }
            match done {
                Ok(_) => {
                    tx.commit().await.unwrap();
                    filled.insert((*name).clone());
                }
                Err(fault) => {
                    why.push(format!("{name}: {fault}"));
                    left.push(*name);
                    drop(tx);
                }
            }
        }
        assert!(left.len() < waiting.len(), "cannot be filled: {why:#?}");
        waiting = left;
    }
    Filled { tables, filled }
}

impl Filled {
    /// Each table is without the rows of the one, or they are emptied as declared, and those of the other stay.
    pub(crate) async fn are_erased(&self, world: &Arc<World>, gone: Uuid, stays: Uuid) {
        assert!(
            self.filled.len() > 40,
            "the tables of complaints are filled"
        );
        let mut tx = world.db.read().await.unwrap();
        for (name, table) in &self.tables {
            let Some(column) = &table.erased_by else {
                continue;
            };
            let key = |complaint| match &table.erased_through {
                Some(_) => id(column, complaint),
                None => complaint,
            };
            // PostgreSQL keeps the words by complaint, SQLite by the number of its entry.
            let at = match (name.as_str(), world.db.is_postgres()) {
                ("search_entries", true) => "search_words",
                (name, _) => name,
            };
            let statement = store::counting(at, column, &table.cleared);
            let row = tx.one(&statement, binds![key(gone)]).await.unwrap();
            let left: i64 = row.get("n").unwrap();
            // Words that may not be null are emptied.
            let emptied = matches!(name.as_str(), "set_aside" | "erasures");
            assert!(
                left == 0 || emptied,
                "`{name}` still holds {left} rows of it"
            );
            if self.filled.contains(name) {
                let row = tx.one(&statement, binds![key(stays)]).await.unwrap();
                let kept: i64 = row.get("n").unwrap();
                assert!(kept > 0, "`{name}` lost a row of its neighbour");
            }
        }
    }
}
