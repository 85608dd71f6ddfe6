//! `faisceau link`: groups the complaints of a file, without any database. CSV `id,label`: every
//! id once, complaints of one series share a label.

use crate::cli::Exit;
use crate::linking::{
    Decisions, Name, Names, Numbered, Ready, Source, each, explain, noise, read_decisions,
};
use crate::terminal;
use clap::Args;
use faisceau_linkage::{Contradiction, Figures, Linker};
use faisceau_platform::fault::Fault;
use std::collections::{BTreeSet, HashSet};
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::path::PathBuf;

/// Arguments of `link`. `docs/linkage.md` describes the files.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Newline-delimited JSON as for `import`, CSV of one row per identifier (`.csv`), or Parquet of
    /// either shape (`.parquet`; only where it was built in).
    #[arg(
        long = "in",
        value_name = "FILE",
        required_unless_present = "print_params"
    )]
    input: Option<PathBuf>,
    /// CSV `id,label`.
    #[arg(
        long = "out",
        value_name = "FILE",
        required_unless_present = "print_params"
    )]
    output: Option<PathBuf>,
    /// Print the series of this complaint and what each of its values is worth; may be repeated.
    #[arg(long = "explain", value_name = "ID")]
    explained: Vec<String>,
    /// Figures of the model, as `--print-params` writes them.
    #[arg(long, value_name = "FILE")]
    params: Option<PathBuf>,
    /// Decisions to obey, one JSON object a line.
    #[arg(long, value_name = "FILE")]
    decisions: Option<PathBuf>,
    /// A folder of lists of values that are everybody's: each of its files replaces the built-in list
    /// of the same name, or is one more.
    #[arg(long, value_name = "DIR")]
    noise: Option<PathBuf>,
    /// Switch a list off by its name; may be repeated.
    #[arg(long, value_name = "LIST")]
    noise_off: Vec<String>,
    /// Print the figures of the model as TOML, and do nothing else.
    #[arg(long)]
    print_params: bool,
}

/// What is reported of a file.
#[derive(Default)]
struct Tally {
    bad: u64,
    unread: u64,
    names: Names,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Fault> {
    let figures = arguments
        .params
        .as_deref()
        .map_or_else(|| Ok(Figures::third()), figures)?;
    let (Some(input), Some(output), false) =
        (&arguments.input, &arguments.output, arguments.print_params)
    else {
        terminal::say(toml::to_string(&figures)?.trim_end());
        return Ok(Exit::Done);
    };
    let decisions = arguments
        .decisions
        .as_deref()
        .map(|path| read_decisions(path).map_err(|e| e.context(named(path))));
    let decisions = decisions.transpose()?.unwrap_or_default();
    let noise = noise(arguments.noise.as_deref(), &arguments.noise_off)?;
    let mut linker = Linker::new(figures, faisceau_series::noise::lists(&noise));
    linker
        .correct(decisions.corrections.clone())
        .map_err(|refused| contradiction(&decisions, &refused))?;
    let mut tally = Tally::default();
    take_in(input, &mut linker, &mut tally)?;
    linker.settle_unsaid();
    let series = write(output, &linker, &tally.names)?;
    terminal::tell(&format!("{} complaints, {series} series", linker.len()));
    if tally.unread > 0 {
        let unread = tally.unread;
        terminal::tell(&format!(
            "{unread} identifiers could not be read: they link nothing"
        ));
    }
    let mut missed = absent(&decisions, &linker);
    for id in &arguments.explained {
        let id = Name::text(id);
        match explain(&linker, &tally.names, &decisions.names, &noise, id.id) {
            Some(told) => told.iter().for_each(|line| terminal::say(line)),
            None => {
                missed = true;
                terminal::tell(&format!("`{id}` is not in the file"));
            }
        }
    }
    let partly = missed || tally.bad > 0;
    Ok(if partly { Exit::Partly } else { Exit::Done })
}

fn named(file: &Path) -> String {
    format!("reading `{}`", file.display())
}

/// Figures as a person wrote them.
pub(crate) fn figures(path: &Path) -> Result<Figures, Fault> {
    let text = std::fs::read_to_string(path).map_err(|e| Fault::from(e).context(named(path)))?;
    let figures: Figures =
        toml::from_str(&text).map_err(|e| Fault::from(e).context(named(path)))?;
    figures
        .check()
        .map_err(|e| Fault::from(e).context(named(path)))?;
    Ok(figures)
}

fn take_in(input: &Path, linker: &mut Linker, tally: &mut Tally) -> Result<(), Fault> {
    let mut source = Source::open(input).map_err(|e| e.context(named(input)))?;
    let bar = terminal::progress(std::fs::metadata(input)?.len(), "link");
    each(&mut source, |bytes, read| {
        bar.inc(bytes);
        tally.take(linker, read);
    })
    .map_err(|e| e.context(named(input)))?;
    bar.finish_and_clear();
    Ok(())
}

impl Tally {
    fn take(&mut self, linker: &mut Linker, lines: Vec<Numbered<Ready>>) {
        let mut complaints = Vec::with_capacity(lines.len());
        let mut ids = HashSet::new();
        for (number, read) in lines {
            match read {
                Ok(ready) if linker.holds(ready.name.id) || !ids.insert(ready.name.id) => {
                    self.bad += 1;
                    let name = &ready.name;
                    terminal::tell(&format!("line {number}: the id `{name}` was given before"));
                }
                Ok(ready) => {
                    self.unread += u64::from(ready.unread);
                    complaints.push(ready.complaint);
                    self.names.keep(ready.name);
                }
                Err(why) => {
                    self.bad += 1;
                    terminal::tell(&format!("line {number}: {why}"));
                }
            }
        }
        linker.insert_many(complaints);
    }
}

/// Writes the labels; the number of series.
fn write(path: &Path, linker: &Linker, names: &Names) -> Result<usize, Fault> {
    let file = File::create(path)
        .map_err(|e| Fault::from(e).context(format!("writing `{}`", path.display())))?;
    let mut out = csv::Writer::from_writer(BufWriter::new(file));
    out.write_record(["id", "label"])?;
    let mut series = BTreeSet::new();
    for (id, label) in linker.labels() {
        if id != label {
            series.insert(label);
        }
        out.write_record([&*names.of(id), &*names.of(label)])?;
    }
    out.flush()?;
    Ok(series.len())
}

/// Tells which complaints the decisions name that the file does not have.
fn absent(decisions: &Decisions, linker: &Linker) -> bool {
    let mut missed = false;
    for correction in &decisions.corrections {
        for id in correction.records().filter(|id| !linker.holds(**id)) {
            missed = true;
            let by = decisions
                .names
                .of(faisceau_linkage::RecordId(correction.id.0));
            let id = decisions.complaints.of(*id);
            terminal::tell(&format!("decision {by}: `{id}` is not in the file"));
        }
    }
    missed
}

fn contradiction(decisions: &Decisions, refused: &Contradiction) -> Fault {
    let name = |id: faisceau_linkage::CorrectionId| {
        decisions
            .names
            .of(faisceau_linkage::RecordId(id.0))
            .into_owned()
    };
    let complaint = |id| decisions.complaints.of(id).into_owned();
    Fault::new(match refused {
        Contradiction::ApartButTied { apart, path } => {
            let steps = path.iter().map(|tie| {
                format!(
                    "{} with {} by {}",
                    complaint(tie.from),
                    complaint(tie.to),
                    name(tie.by)
                )
            });
            let steps: Vec<String> = steps.collect();
            format!(
                "decision {} parts what others tie: {}",
                name(*apart),
                steps.join(", ")
            )
        }
        Contradiction::SharedAndOwned {
            value,
            shared,
            owned,
        } => format!(
            "{} {} is shared by decision {} and owned by decision {}",
            value.kind.code(),
            value.key,
            name(*shared),
            name(*owned)
        ),
        Contradiction::Repeated(id) => format!("two decisions are {}", name(*id)),
        other => other.to_string(),
    })
}
