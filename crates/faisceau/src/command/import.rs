//! `faisceau import`: registers the complaints of another system, one JSON object a line. Run again
//! after an interruption, it adds what is missing and nothing else. Issues receipts, so it needs to
//! know whose they are: without `legal_regime` and `controller` it registers nothing.

use super::Settings;
use crate::cli::Exit;
use crate::{background, terminal};
use clap::Args;
use faisceau_intake::import::{self, Checked, Imported, Line, Refused};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Lines registered in one transaction: few enough to lose little when killed, many enough that
/// the disk's flush is shared.
const BATCH_LINES: usize = 200;
/// Longest line read; what is longer is reported and skipped.
const LINE_BYTES_MAX: u64 = 4 * 1024 * 1024;
/// Bad lines told one by one; the rest are counted.
const TOLD_MAX: u64 = 1_000;

/// Arguments of `import`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Newline-delimited JSON.
    #[arg(required_unless_present = "schema")]
    file: Option<PathBuf>,
    /// Name of the source; the file's SHA-256 when absent. Ids are unique within a source.
    #[arg(long)]
    source: Option<String>,
    /// Print one JSON object at the end.
    #[arg(long)]
    json: bool,
    /// Print the JSON Schema of a line, and stop.
    #[arg(long)]
    schema: bool,
}

#[derive(Debug, Default, Serialize)]
struct Summary {
    source: String,
    read: u64,
    added: u64,
    already: u64,
    conflicts: u64,
    bad: u64,
    receipts: u64,
    seconds: f64,
}

/// The JSON Schema of a line, from the code that reads it.
#[must_use]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Line)
}

pub(crate) async fn run(settings: &Settings, arguments: Arguments) -> Result<Exit, Fault> {
    let (false, Some(file)) = (arguments.schema, &arguments.file) else {
        terminal::say(&serde_json::to_string_pretty(&schema())?);
        return Ok(Exit::Done);
    };
    // Every line gets a receipt, which names who is responsible and under which regime.
    settings.config()?.check_public()?;
    let started = Instant::now();
    let world = settings.world().await?;
    let cx = Cx::platform(&world);
    let source = match &arguments.source {
        Some(name) => name.clone(),
        None => digest(file)?,
    };
    let mut summary = Summary {
        source,
        ..Summary::default()
    };
    read_all(&cx, file, &mut summary).await?;
    let read_in = started.elapsed();
    // What was added is brought together now: an import may run where nothing is served.
    let linked = faisceau_series::run::link_until_idle(&world).await?;
    if linked > 0 {
        let took = (started.elapsed() - read_in).as_secs_f64();
        terminal::tell(&format!(
            "{linked} complaints brought together in {took:.1} s"
        ));
    }
    background::seal_all(&world).await?;
    background::publish_all(&world).await?;
    summary.receipts = import::receipts_of(&cx, &summary.source).await?;
    summary.seconds = read_in.as_secs_f64();
    world.db.close().await;
    report(&summary, arguments.json)?;
    Ok(if summary.bad + summary.conflicts > 0 {
        Exit::Partly
    } else {
        Exit::Done
    })
}

fn report(summary: &Summary, json: bool) -> Result<(), Fault> {
    if json {
        terminal::say(&serde_json::to_string(summary)?);
        return Ok(());
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "a rate for people, far below 2^52"
    )]
    let rate = summary.read as f64 / summary.seconds.max(0.001);
    terminal::say(&format!(
        "{} read, {} added, {} already there, {} in conflict, {} bad; {} receipts; {rate:.0} a second",
        summary.read,
        summary.added,
        summary.already,
        summary.conflicts,
        summary.bad,
        summary.receipts,
    ));
    Ok(())
}

fn open(file: &Path) -> Result<File, Fault> {
    File::open(file).map_err(|e| Fault::from(e).context(format!("opening `{}`", file.display())))
}

fn digest(file: &Path) -> Result<String, Fault> {
    let mut hash = Sha256::new();
    let mut reader = BufReader::with_capacity(1 << 20, open(file)?);
    let mut block = vec![0; 1 << 20];
    loop {
        match reader.read(&mut block)? {
            0 => return Ok(hex::encode(hash.finalize())),
            n => hash.update(&block[..n]),
        }
    }
}

async fn read_all(cx: &Cx, file: &Path, summary: &mut Summary) -> Result<(), Fault> {
    let opened = open(file)?;
    let bar = terminal::progress(opened.metadata()?.len(), "import");
    let mut reader = BufReader::with_capacity(1 << 20, opened);
    let mut batch: Vec<(u64, Checked)> = Vec::with_capacity(BATCH_LINES);
    let mut number = 0;
    while let Some(line) = next_line(&mut reader)? {
        number += 1;
        bar.inc(line.len() as u64 + 1);
        if line.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        summary.read += 1;
        match check(cx, &line) {
            Ok(checked) => batch.push((number, checked)),
            Err(why) => bad(summary, number, &why),
        }
        if batch.len() == BATCH_LINES {
            write(cx, std::mem::take(&mut batch), summary).await?;
        }
    }
    write(cx, batch, summary).await?;
    bar.finish_and_clear();
    Ok(())
}

/// The next line without its end; bounded, so that a file without line ends fills no memory.
fn next_line(reader: &mut impl BufRead) -> Result<Option<Vec<u8>>, Fault> {
    let mut line = Vec::new();
    reader
        .by_ref()
        .take(LINE_BYTES_MAX + 1)
        .read_until(b'\n', &mut line)?;
    if line.is_empty() {
        return Ok(None);
    }
    if line.len() as u64 > LINE_BYTES_MAX && line.last() != Some(&b'\n') {
        // The rest of the line is passed over; what was read is reported as too long.
        let mut rest = Vec::new();
        loop {
            rest.clear();
            let read = reader
                .by_ref()
                .take(LINE_BYTES_MAX)
                .read_until(b'\n', &mut rest)?;
            if read == 0 || rest.last() == Some(&b'\n') {
                break;
            }
        }
    }
    while matches!(line.last(), Some(b'\n' | b'\r')) {
        line.pop();
    }
    Ok(Some(line))
}

fn check(cx: &Cx, line: &[u8]) -> Result<Checked, String> {
    if line.len() as u64 > LINE_BYTES_MAX {
        return Err(format!("the line is longer than {LINE_BYTES_MAX} bytes"));
    }
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let text = std::str::from_utf8(line).map_err(|e| format!("the line is not UTF-8: {e}"))?;
    import::check(text, cx.world.clock.now()).map_err(|e| e.to_string())
}

fn bad(summary: &mut Summary, number: u64, why: &str) {
    summary.bad += 1;
    if summary.bad + summary.conflicts <= TOLD_MAX {
        terminal::tell(&format!("line {number}: {why}"));
    }
}

/// Registers a batch in one transaction. Another process importing the same lines at the same time
/// makes it fail on a unique constraint: then it is done again, and finds them already there.
async fn write(cx: &Cx, batch: Vec<(u64, Checked)>, summary: &mut Summary) -> Result<(), Fault> {
    const TRIES: usize = 5;
    for attempt in 1..=TRIES {
        match write_once(cx, &batch, &summary.source).await {
            Ok(ends) => {
                for ((number, checked), end) in batch.iter().zip(ends) {
                    tell_end(summary, *number, checked, end);
                }
                return Ok(());
            }
            Err(fault) if fault.is_conflict() && attempt < TRIES => {}
            Err(fault) => return Err(fault),
        }
    }
    unreachable!("the last try returns")
}

fn tell_end(summary: &mut Summary, number: u64, checked: &Checked, end: Result<Imported, Refused>) {
    match end {
        Ok(Imported::Added(_)) => {
            summary.added += 1;
            for why in checked.unread() {
                terminal::tell(&format!(
                    "line {number}: kept as typed, cannot be linked: {why}"
                ));
            }
        }
        Ok(Imported::Already(_)) => summary.already += 1,
        Err(why) => {
            summary.conflicts += 1;
            if summary.bad + summary.conflicts <= TOLD_MAX {
                terminal::tell(&format!("line {number}: {why}"));
            }
        }
    }
}

async fn write_once(
    cx: &Cx,
    batch: &[(u64, Checked)],
    source: &str,
) -> Result<Vec<Result<Imported, Refused>>, Fault> {
    let mut tx = cx.world.db.write().await?;
    let mut ends = Vec::with_capacity(batch.len());
    for (_, checked) in batch {
        match import::import(cx, &mut tx, source, checked.clone()).await {
            Ok(done) => ends.push(Ok(done)),
            Err(Error::Refused(why)) => ends.push(Err(why)),
            Err(Error::Fault(fault)) => return Err(fault),
        }
    }
    tx.commit().await?;
    Ok(ends)
}
