//! A file as chunks: newline-delimited JSON, or CSV of one row per identifier.
//! Cuts and groups; what a line says is read later, on any core.

use super::given::{Given, GivenValue, Name, Ready};
use faisceau_platform::fault::Fault;
use rayon::prelude::*;
use serde::Deserialize;
use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead, BufReader, Read as _};
use std::path::Path;

/// Bytes of lines in a chunk, about.
const CHUNK: usize = 2 << 20;
/// The longest line.
const LONGEST: usize = 1 << 20;
/// Complaints of a CSV file in a chunk.
const ROWS: usize = 10_000;

/// What a numbered line holds, or why it cannot be read.
pub type Numbered<T> = (u64, Result<T, String>);

/// A file that is being read.
#[derive(Debug)]
pub enum Source {
    /// One JSON object a line.
    Lines(Lines),
    /// One identifier a row.
    Rows(Box<Rows>),
}

impl Source {
    /// Opens a file: CSV when its name ends in `.csv`, else newline-delimited JSON.
    ///
    /// # Errors
    /// A file that cannot be opened, or a CSV whose header is not understood.
    pub fn open(path: &Path) -> Result<Source, Fault> {
        let file = File::open(path)?;
        let is_csv = path
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("csv"));
        if is_csv {
            return Ok(Source::Rows(Box::new(Rows::of(file)?)));
        }
        Ok(Source::Lines(Lines {
            input: BufReader::with_capacity(1 << 20, file),
            number: 0,
        }))
    }

    /// The next chunk, `None` at the end.
    ///
    /// # Errors
    /// A file that cannot be read further.
    pub fn read(&mut self) -> Result<Option<Chunk>, Fault> {
        match self {
            Source::Lines(lines) => lines.read(),
            Source::Rows(rows) => rows.read(),
        }
    }
}

/// Some of a file.
#[derive(Debug)]
pub struct Chunk {
    bytes: u64,
    held: Held,
}

#[derive(Debug)]
enum Held {
    Lines { text: Vec<u8>, first: u64 },
    Rows(Vec<Numbered<Given<'static>>>),
}

impl Chunk {
    /// How much of the file it is.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Its lines that are not empty, numbered; none for CSV.
    #[must_use]
    pub fn lines(&self) -> Vec<(u64, &[u8])> {
        let Held::Lines { text, first } = &self.held else {
            return Vec::new();
        };
        let lines = text.split(|byte| *byte == b'\n');
        (*first..)
            .zip(lines)
            .filter(|(_, line)| !line.trim_ascii().is_empty())
            .collect()
    }

    /// Makes its complaints ready, on every core of the pool.
    #[must_use]
    pub fn prepare(self) -> Vec<Numbered<Ready>> {
        if let Held::Rows(rows) = self.held {
            let ready = rows.into_par_iter();
            return ready
                .map(|(number, given)| (number, given.and_then(Given::ready)))
                .collect();
        }
        let lines = self.lines().into_par_iter().with_min_len(64);
        lines.map(|(number, line)| (number, ready(line))).collect()
    }
}

fn ready(line: &[u8]) -> Result<Ready, String> {
    let given: Given<'_> = serde_json::from_slice(line).map_err(|e| e.to_string())?;
    given.ready()
}

/// Lines of JSON.
#[derive(Debug)]
pub struct Lines {
    input: BufReader<File>,
    number: u64,
}

impl Lines {
    fn read(&mut self) -> Result<Option<Chunk>, Fault> {
        let mut text = Vec::with_capacity(CHUNK + CHUNK / 8);
        let first = self.number + 1;
        while text.len() < CHUNK {
            let before = text.len();
            let mut line = (&mut self.input).take(LONGEST as u64 + 1);
            if line.read_until(b'\n', &mut text)? == 0 {
                break;
            }
            self.number += 1;
            if text.len() - before > LONGEST {
                let number = self.number;
                return Err(Fault::new(format!(
                    "line {number} is longer than {LONGEST} bytes"
                )));
            }
        }
        if text.is_empty() {
            return Ok(None);
        }
        Ok(Some(Chunk {
            bytes: text.len() as u64,
            held: Held::Lines { text, first },
        }))
    }
}

/// A row of CSV: the complaint's own columns, and one identifier.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    id: String,
    received_at: String,
    #[serde(default)]
    occurred_at: Option<String>,
    #[serde(default)]
    kind: String,
    #[serde(default)]
    amount_eur: Option<f64>,
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    image: Option<String>,
    #[serde(default)]
    r#type: Option<String>,
    #[serde(default)]
    value: Option<String>,
    #[serde(default)]
    role: Option<String>,
}

/// Rows of CSV.
pub struct Rows {
    rows: csv::DeserializeRecordsIntoIter<File, Row>,
    ahead: Option<Numbered<Given<'static>>>,
    bytes: u64,
}

impl std::fmt::Debug for Rows {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Rows")
            .field("bytes", &self.bytes)
            .finish_non_exhaustive()
    }
}

impl Rows {
    fn of(file: File) -> Result<Self, Fault> {
        let mut reader = csv::ReaderBuilder::new()
            .buffer_capacity(1 << 20)
            .trim(csv::Trim::Headers)
            .from_reader(file);
        let header = reader.headers()?;
        for needed in ["id", "received_at"] {
            if !header.iter().any(|column| column == needed) {
                return Err(Fault::new(format!("the column `{needed}` is missing")));
            }
        }
        if let Some(unknown) = header.iter().find(|column| !COLUMNS.contains(column)) {
            return Err(Fault::new(format!("unknown column `{unknown}`")));
        }
        Ok(Self {
            rows: reader.into_deserialize(),
            ahead: None,
            bytes: 0,
        })
    }

    fn read(&mut self) -> Result<Option<Chunk>, Fault> {
        let mut complaints: Vec<Numbered<Given<'static>>> = Vec::new();
        let mut last = self.ahead.take();
        while complaints.len() < ROWS {
            let line = self.rows.reader().position().line();
            let Some(row) = self.rows.next() else {
                break;
            };
            match row {
                Err(e) if e.is_io_error() => return Err(e.into()),
                Err(e) => {
                    complaints.extend(last.take());
                    complaints.push((line, Err(e.to_string())));
                }
                Ok(mut row) => match &mut last {
                    Some((_, Ok(given))) if given.id == Name::text(&row.id) => {
                        given.ids.extend(row.identifier());
                    }
                    _ => complaints.extend(last.replace((line, Ok(row.complaint())))),
                },
            }
        }
        // More rows of the last complaint may follow.
        if complaints.len() < ROWS {
            complaints.extend(last);
        } else {
            self.ahead = last;
        }
        if complaints.is_empty() {
            return Ok(None);
        }
        let read = self.rows.reader().position().byte();
        let bytes = read - std::mem::replace(&mut self.bytes, read);
        Ok(Some(Chunk {
            bytes,
            held: Held::Rows(complaints),
        }))
    }
}

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
            ids: self.identifier().into_iter().collect(),
            received_at: Cow::Owned(self.received_at),
            occurred_at: self.occurred_at,
            kind: self.kind,
            amount_eur: self.amount_eur,
            text: self.text,
            image: self.image,
        }
    }
}
