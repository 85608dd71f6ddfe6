//! `faisceau link`: groups the complaints of a file, without any database. CSV `id,label`: every
//! id once, complaints of one series share a label.

use crate::cli::Exit;
use crate::terminal;
use clap::Args;
use faisceau_identifiers::{Kind, Role, parse};
use faisceau_intake::import::{Line, LineId};
use faisceau_linkage::{Batch, Params, Record, RecordId, Used, ValueKey};
use faisceau_platform::fault::Fault;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter};
use std::path::PathBuf;

/// Arguments of `link`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Newline-delimited JSON, as for `import`.
    #[arg(long = "in", value_name = "FILE")]
    input: PathBuf,
    /// CSV `id,label`.
    #[arg(long = "out", value_name = "FILE")]
    output: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Fault> {
    let named = |file: &PathBuf| format!("opening `{}`", file.display());
    let input = File::open(&arguments.input)
        .map_err(|e| Fault::from(e).context(named(&arguments.input)))?;
    let bar = terminal::progress(input.metadata()?.len(), "link");
    let mut batch = Batch::default();
    let mut ids: Vec<String> = Vec::new();
    let mut seen: HashMap<String, u64> = HashMap::new();
    let mut bad = 0_u64;
    for (number, line) in (1_u64..).zip(BufReader::with_capacity(1 << 20, input).lines()) {
        let line = line.map_err(|e| Fault::from(e).context(format!("line {number}")))?;
        bar.inc(line.len() as u64 + 1);
        if line.trim().is_empty() {
            continue;
        }
        match read(&line, ids.len()) {
            Ok((id, record)) if !seen.contains_key(&id) => {
                seen.insert(id.clone(), number);
                batch.push(&record)?;
                ids.push(id);
            }
            Ok((id, _)) => {
                bad += 1;
                terminal::tell(&format!(
                    "line {number}: the id `{id}` was on line {}",
                    seen[&id]
                ));
            }
            Err(why) => {
                bad += 1;
                terminal::tell(&format!("line {number}: {why}"));
            }
        }
    }
    let grouping = batch.group(&Params::first(), &[])?;
    let output = File::create(&arguments.output)
        .map_err(|e| Fault::from(e).context(named(&arguments.output)))?;
    let mut out = csv::Writer::from_writer(BufWriter::new(output));
    out.write_record(["id", "label"])?;
    for (id, label) in grouping.labels() {
        out.write_record([named_as(&ids, id), named_as(&ids, label)])?;
    }
    out.flush()?;
    bar.finish_and_clear();
    terminal::tell(&format!(
        "{} complaints, {} series",
        ids.len(),
        grouping.series().len()
    ));
    Ok(if bad > 0 { Exit::Partly } else { Exit::Done })
}

fn named_as(ids: &[String], id: RecordId) -> &str {
    usize::try_from(id.0)
        .ok()
        .and_then(|i| ids.get(i))
        .map_or("", String::as_str)
}

/// One line as the linker wants it. An identifier that cannot be read links nothing.
fn read(line: &str, number: usize) -> Result<(String, Record), String> {
    let line: Line = serde_json::from_str(line).map_err(|e| e.to_string())?;
    let at = line
        .received_at
        .parse()
        .map_err(|_| "`received_at` must be RFC 3339".to_owned())?;
    let mut record = Record::new(RecordId(number as u128), at);
    for given in &line.ids {
        let kind =
            Kind::from_code(&given.t).ok_or_else(|| format!("unknown type `{}`", given.t))?;
        let role = given
            .r
            .as_deref()
            .map_or(Some(Role::Unknown), Role::from_code);
        let role = role.ok_or_else(|| format!("unknown role of `{}`", given.t))?;
        if let Ok(identifier) = parse(kind, &given.v) {
            record.values.push(Used {
                value: ValueKey::of(&identifier),
                role,
            });
        }
    }
    let id = match line.id {
        LineId::Number(n) => n.to_string(),
        LineId::Text(text) => text,
    };
    Ok((id, record))
}
