//! A file as chunks: newline-delimited JSON, or a table of one row per identifier. Cuts; what a line
//! says is read later, on any core.

use super::given::{Given, Ready};
use super::rows::Rows;
use faisceau_platform::fault::Fault;
use rayon::prelude::*;
use std::fs::File;
use std::io::{BufRead, BufReader, Read as _};
use std::path::Path;

/// Bytes of lines in a chunk, about.
const CHUNK: usize = 2 << 20;
/// The longest line.
const LONGEST: usize = 1 << 20;

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
    /// Opens a file: CSV when its name ends in `.csv`, Parquet when it ends in `.parquet`, else
    /// newline-delimited JSON.
    ///
    /// # Errors
    /// A file that cannot be opened, or a table whose columns are not understood.
    pub fn open(path: &Path) -> Result<Source, Fault> {
        let file = File::open(path)?;
        let ends = |with: &str| {
            let end = path.extension();
            end.is_some_and(|end| end.eq_ignore_ascii_case(with))
        };
        if ends("csv") {
            return Ok(Source::Rows(Box::new(Rows::of_csv(file)?)));
        }
        if ends("parquet") {
            return Ok(Source::Rows(Box::new(Rows::of_parquet(file)?)));
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
            Source::Rows(rows) => Ok(rows.read()?.map(|(bytes, complaints)| Chunk {
                bytes,
                held: Held::Rows(complaints),
            })),
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

    /// Its lines that are not empty, numbered; none for a table.
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
