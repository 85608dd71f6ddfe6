//! Links a file of complaints and prints what was done: `link_ndjson IN.ndjson OUT.csv [CAP] [KIND=CAP…]`.
//! For measuring and as an example of the library; the product's command is `faisceau link`.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write, stderr};
use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use faisceau_identifiers::{Kind, parse};
use faisceau_linkage::{Batch, Grouping, Params, Record, RecordId, Role, Used, ValueKey};
use jiff::Timestamp;
use serde::Deserialize;

#[derive(Deserialize)]
struct Line<'a> {
    id: u64,
    received_at: Timestamp,
    #[serde(borrow)]
    ids: Vec<Typed<'a>>,
}

#[derive(Deserialize)]
struct Typed<'a> {
    t: &'a str,
    #[serde(borrow)]
    v: std::borrow::Cow<'a, str>,
    r: Option<&'a str>,
}

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, to, caps @ ..] = arguments.as_slice() else {
        bail!("usage: link_ndjson IN.ndjson OUT.csv [CAP] [KIND=CAP…]");
    };
    let params = params(caps)?;
    let start = Instant::now();
    let batch = read(Path::new(from))?;
    let read_in = start.elapsed();
    let grouping = batch.group(&params, &[])?;
    let grouped_in = start.elapsed() - read_in;
    write(Path::new(to), &grouping)?;
    let (complaints, series) = (grouping.labels().count(), grouping.series().len());
    writeln!(
        stderr(),
        "{complaints} complaints, {series} series; read and parsed in {read_in:.2?}, grouped in \
         {grouped_in:.2?}"
    )?;
    Ok(())
}

/// The first parameters with one cap for every hard kind, or a cap for some kinds.
fn params(caps: &[String]) -> Result<Params> {
    let mut params = Params::first();
    for cap in caps {
        match cap.split_once('=') {
            None => params = params.with_hard_cap(cap.parse().context("CAP is a number")?),
            Some((kind, cap)) => {
                let kind = faisceau_linkage::Kind::from_code(kind).context("an unknown kind")?;
                params.kinds.get_mut(kind).cap = cap.parse().context("CAP is a number")?;
            }
        }
    }
    Ok(params)
}

fn read(path: &Path) -> Result<Batch> {
    let mut batch = Batch::default();
    let file = File::open(path).with_context(|| format!("opening {}", path.display()))?;
    for (number, line) in (1..).zip(BufReader::new(file).lines()) {
        let line = line?;
        let line: Line<'_> =
            serde_json::from_str(&line).with_context(|| format!("line {number}"))?;
        batch.push(&record(&line)?)?;
    }
    Ok(batch)
}

/// The complaint as the linker wants it. Identifiers that cannot be read link nothing.
fn record(line: &Line<'_>) -> Result<Record> {
    let mut record = Record::new(RecordId(line.id.into()), line.received_at);
    for typed in &line.ids {
        let role = typed.r.map_or(Some(Role::Unknown), Role::from_code);
        let role = role.context("an unknown role")?;
        let Some(Ok(identifier)) = Kind::from_code(typed.t).map(|kind| parse(kind, &typed.v))
        else {
            continue;
        };
        record.values.push(Used {
            value: ValueKey::of(&identifier),
            role,
        });
    }
    Ok(record)
}

fn write(path: &Path, grouping: &Grouping) -> Result<()> {
    let mut out = csv::Writer::from_writer(BufWriter::new(File::create(path)?));
    out.write_record(["id", "label"])?;
    for (id, label) in grouping.labels() {
        out.write_record([id.0.to_string(), label.0.to_string()])?;
    }
    out.flush()?;
    Ok(())
}
