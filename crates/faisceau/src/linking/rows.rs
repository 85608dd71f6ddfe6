//! Tables of one row per identifier, whose rows of a complaint follow each other, or of one row per
//! complaint with a list of them. What a cell says is read later.

use super::given::{Given, GivenValue, Name};
#[cfg(feature = "parquet")]
use super::parquet::Parquet;
use super::source::Numbered;
use faisceau_platform::fault::Fault;
use serde::Deserialize;
use std::borrow::Cow;
use std::fs::File;

/// A complaint with the number of its first row, or why it cannot be read.
type Complaint = Numbered<Given<'static>>;

/// Complaints in a chunk.
const CHUNK: usize = 10_000;

const COLUMNS: [&str; 10] = [
    "id",
    "received_at",
    "occurred_at",
    "kind",
    "amount_eur",
    "text",
    "image",
    "type",
    "value",
    "role",
];

/// A row: the complaint's own columns, and one identifier. An empty cell is none.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) received_at: String,
    #[serde(default)]
    pub(super) occurred_at: Option<String>,
    #[serde(default)]
    pub(super) kind: String,
    #[serde(default)]
    pub(super) amount_eur: Option<f64>,
    #[serde(default)]
    pub(super) text: Option<String>,
    #[serde(default)]
    pub(super) image: Option<String>,
    #[serde(default)]
    pub(super) r#type: Option<String>,
    #[serde(default)]
    pub(super) value: Option<String>,
    #[serde(default)]
    pub(super) role: Option<String>,
    /// All identifiers of the complaint, in a table that has them as a list: the row is then the
    /// whole complaint.
    #[serde(skip)]
    pub(super) ids: Option<Vec<GivenValue<'static>>>,
}

/// A table that is being read.
#[derive(Debug)]
pub struct Rows {
    from: From,
    /// The complaint whose rows may not all be read.
    ahead: Option<Complaint>,
    bytes: u64,
}

enum From {
    Csv(csv::DeserializeRecordsIntoIter<File, Row>),
    #[cfg(feature = "parquet")]
    Parquet(Parquet),
}

impl std::fmt::Debug for From {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            From::Csv(_) => "Csv",
            #[cfg(feature = "parquet")]
            From::Parquet(_) => "Parquet",
        })
    }
}

impl Rows {
    /// Rows of CSV, with a header.
    pub(super) fn of_csv(file: File) -> Result<Self, Fault> {
        let mut reader = csv::ReaderBuilder::new()
            .buffer_capacity(1 << 20)
            .trim(csv::Trim::Headers)
            .from_reader(file);
        understood(&reader.headers()?.iter().collect::<Vec<_>>())?;
        Ok(Self::of(From::Csv(reader.into_deserialize())))
    }

    /// Rows of Parquet.
    #[cfg(feature = "parquet")]
    pub(super) fn of_parquet(file: File) -> Result<Self, Fault> {
        let parquet = Parquet::of(file)?;
        let (own, listed) = parquet.columns();
        understood(&own)?;
        as_one_list(&own, listed)?;
        Ok(Self::of(From::Parquet(parquet)))
    }

    /// Rows of Parquet, which this program was built without.
    #[cfg(not(feature = "parquet"))]
    pub(super) fn of_parquet(_: File) -> Result<Self, Fault> {
        Err(Fault::new(
            "this program was built without Parquet: build it with \
             `cargo build --release -p faisceau --features parquet`, or give the same rows as NDJSON \
             or CSV",
        ))
    }

    const fn of(from: From) -> Self {
        Self {
            from,
            ahead: None,
            bytes: 0,
        }
    }

    /// Some complaints and the bytes they took; `None` at the end.
    pub(super) fn read(&mut self) -> Result<Option<(u64, Vec<Complaint>)>, Fault> {
        let mut complaints: Vec<Complaint> = Vec::new();
        let mut last = self.ahead.take();
        while complaints.len() < CHUNK {
            let Some((line, row)) = self.from.next()? else {
                break;
            };
            match row {
                Err(why) => {
                    complaints.extend(last.take());
                    complaints.push((line, Err(why)));
                }
                Ok(mut row) => match &mut last {
                    Some((_, Ok(given)))
                        if row.ids.is_none() && given.id == Name::text(&row.id) =>
                    {
                        given.ids.extend(row.identifier());
                    }
                    _ => complaints.extend(last.replace((line, Ok(row.complaint())))),
                },
            }
        }
        // More rows of the last complaint may follow.
        if complaints.len() < CHUNK {
            complaints.extend(last);
        } else {
            self.ahead = last;
        }
        if complaints.is_empty() {
            return Ok(None);
        }
        let read = self.from.bytes();
        let bytes = read - std::mem::replace(&mut self.bytes, read);
        Ok(Some((bytes, complaints)))
    }
}

/// Whether every needed column is there, and no other than those known.
fn understood(header: &[&str]) -> Result<(), Fault> {
    for needed in ["id", "received_at"] {
        if !header.contains(&needed) {
            return Err(Fault::new(format!("the column `{needed}` is missing")));
        }
    }
    match header.iter().find(|column| !COLUMNS.contains(column)) {
        Some(unknown) => Err(Fault::new(format!(
            "unknown column `{unknown}`: give only {}",
            COLUMNS.join(", ")
        ))),
        None => Ok(()),
    }
}

/// Whether identifiers are given in one way: by rows, or as a list of both `t` and `v`.
#[cfg(feature = "parquet")]
fn as_one_list(own: &[&str], mut listed: Vec<&str>) -> Result<(), Fault> {
    listed.sort_unstable();
    let is_list = matches!(*listed, ["t", "v"] | ["r", "t", "v"]);
    let by_rows = ["type", "value", "role"];
    if listed.is_empty() || is_list && !own.iter().any(|name| by_rows.contains(name)) {
        return Ok(());
    }
    let found = listed.join(", ");
    Err(Fault::new(format!(
        "`ids` must be a list of `t`, `v` and perhaps `r`, without columns `type`, `value` or \
         `role` (found in it: {found})"
    )))
}

impl From {
    /// The next row with its number, or why it cannot be read.
    fn next(&mut self) -> Result<Option<Numbered<Row>>, Fault> {
        match self {
            From::Csv(rows) => {
                let line = rows.reader().position().line();
                match rows.next() {
                    Some(Err(e)) if e.is_io_error() => Err(e.into()),
                    row => Ok(row.map(|row| (line, row.map_err(|e| e.to_string())))),
                }
            }
            #[cfg(feature = "parquet")]
            From::Parquet(rows) => rows.next(),
        }
    }

    /// How much of the file was read.
    fn bytes(&self) -> u64 {
        match self {
            From::Csv(rows) => rows.reader().position().byte(),
            #[cfg(feature = "parquet")]
            From::Parquet(rows) => rows.bytes(),
        }
    }
}

impl Row {
    fn identifier(&mut self) -> Option<GivenValue<'static>> {
        let kind = self.r#type.take()?;
        Some(GivenValue {
            t: Cow::Owned(kind),
            v: Cow::Owned(self.value.take().unwrap_or_default()),
            r: self.role.take(),
        })
    }

    fn complaint(mut self) -> Given<'static> {
        Given {
            id: Name::text(&self.id),
            ids: match self.ids.take() {
                Some(ids) => ids,
                None => self.identifier().into_iter().collect(),
            },
            received_at: Cow::Owned(self.received_at),
            occurred_at: self.occurred_at,
            kind: self.kind,
            amount_eur: self.amount_eur,
            text: self.text,
            image: self.image,
        }
    }
}
