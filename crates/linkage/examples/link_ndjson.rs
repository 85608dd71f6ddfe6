//! The linker as a library: `link_ndjson IN.ndjson`, one `{"id", "received_at", "kind", "ids":
//! [{"t", "v"}], "text"}` a line. Prints the series, then takes the last complaint away and says
//! what that changed. The product's command is `faisceau link`.

use std::fs::File;
use std::io::{BufRead, BufReader, Write, stdout};

use anyhow::{Context, Result};
use faisceau_identifiers::{Kind, Role, parse};
use faisceau_linkage::{Figures, Linker, Record, RecordId, Used, ValueKey};
use jiff::Timestamp;
use serde::Deserialize;

#[derive(Deserialize)]
struct Line {
    id: u64,
    received_at: Timestamp,
    kind: Option<String>,
    ids: Vec<Typed>,
    text: Option<String>,
}

#[derive(Deserialize)]
struct Typed {
    t: String,
    v: String,
}

fn main() -> Result<()> {
    let path = std::env::args()
        .nth(1)
        .context("usage: link_ndjson IN.ndjson")?;
    let mut linker = Linker::new(Figures::third(), Vec::new());
    let mut last = None;
    for (number, line) in (1..).zip(BufReader::new(File::open(path)?).lines()) {
        let line = serde_json::from_str(&line?).with_context(|| format!("line {number}"))?;
        let record = record(line);
        last = Some(record.id);
        linker.insert(&record);
    }
    let mut out = stdout();
    for series in linker.settle().series {
        writeln!(out, "{}", named(&series))?;
    }
    if let Some(last) = last {
        linker.remove(last);
        let changed = linker.settle();
        writeln!(out, "without {}:", last.0)?;
        for series in changed.series {
            writeln!(out, "{}", named(&series))?;
        }
        writeln!(out, "{} values judged again", changed.values.len())?;
    }
    Ok(())
}

fn named(series: &[RecordId]) -> String {
    let ids: Vec<String> = series.iter().map(|id| id.0.to_string()).collect();
    ids.join(" ")
}

/// The complaint as the linker wants it. Identifiers that cannot be read link nothing.
fn record(line: Line) -> Record {
    let mut record = Record::new(RecordId(line.id.into()), line.received_at);
    record.heading = line.kind;
    record.text = line.text;
    for Typed { t, v } in &line.ids {
        if let Some(Ok(identifier)) = Kind::from_code(t).map(|kind| parse(kind, v)) {
            record.values.push(Used {
                value: ValueKey::of(&identifier),
                role: Role::Unknown,
            });
        }
    }
    record
}
