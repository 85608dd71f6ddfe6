//! Complaints linked a second, beside reading and hashing the same file (the physical limit) and
//! making all its keys; the time of one arrival; quality where the truth is beside.
//! `FAISCEAU_BENCH=complaints.ndjson` names the file; a small one is invented when absent. Each
//! step runs in a process of its own, so that its memory is its own.

use crate::quality;
use crate::table::{Table, percentile, rate};
use faisceau::linking::{Numbered, Ready, Source, each, noise};
use faisceau_linkage::{Figures, Linker, Near, Prepared, RecordId};
use rayon::prelude::*;
use std::fmt::Write as _;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Complaints that come last, one by one; and most of those that come late or are erased.
const ONE_BY_ONE: usize = 20_000;
/// One complaint in so many comes late, and one goes.
const ONE_IN: usize = 20;

/// Threads at which everything is compared.
const THREADS: &str = "4";

/// What a step tells the process that started it.
#[derive(Default, serde::Serialize, serde::Deserialize)]
struct Step {
    complaints: usize,
    seconds: f64,
    /// In kibibytes.
    peak: u64,
    /// Kept at the end, in kibibytes.
    kept: u64,
    /// Seconds of all cores together, which other programs on the machine change little.
    cpu: f64,
    said: String,
}

pub(crate) fn measure(table: &mut Table, smoke: bool) {
    let invented = tempfile::NamedTempFile::new().unwrap();
    let file = std::env::var_os("FAISCEAU_BENCH").map_or_else(
        || {
            invent(invented.path(), if smoke { 2_000 } else { 200_000 });
            invented.path().to_owned()
        },
        PathBuf::from,
    );
    for threads in ["1", THREADS] {
        compare(table, threads, &file);
    }
    let bare = start("bare", THREADS, &file);
    table.told("linkage without headings", bare.said);
    let near = start("near", THREADS, &file);
    table.told("linkage, mistyped or written otherwise", near.said);
    let arrivals = start("arrive", "1", &file);
    for line in arrivals.said.lines() {
        let (what, figure) = line.split_once(": ").unwrap();
        table.told(what, figure.to_owned());
    }
}

/// Keys and the whole batch beside reading and hashing, at so many threads.
fn compare(table: &mut Table, threads: &str, file: &Path) {
    let hashed = start("hash", threads, file);
    let keys = start("keys", threads, file);
    let linked = start("link", threads, file);
    let hashed_rate = rate(hashed.complaints, hashed.seconds);
    let keys_rate = rate(keys.complaints, keys.seconds);
    let floor = format!(
        "{hashed_rate:.0}/s read and hashed, {:.2} s of cores",
        hashed.cpu
    );
    let what = format!("linkage, keys made, {threads} threads");
    let figure = format!(
        "{keys_rate:.0} complaints/s, {:.2} s of cores, peak {} MB",
        keys.cpu,
        keys.peak >> 10
    );
    table.against(&what, figure, floor.clone(), keys_rate / hashed_rate);
    let linked_rate = rate(linked.complaints, linked.seconds);
    let bytes = |kib: u64| (kib << 10) / linked.complaints.max(1) as u64;
    let figure = format!(
        "{linked_rate:.0} complaints/s ({:.2} s, {:.2} of cores), a complaint: peak {} B, kept {} B; {}",
        linked.seconds,
        linked.cpu,
        bytes(linked.peak),
        bytes(linked.kept),
        linked.said
    );
    let what = format!("linkage, whole batch, {threads} threads");
    table.against(&what, figure, floor, linked_rate / hashed_rate);
    if threads == THREADS {
        table.told(
            "the same, seconds of cores, times those of keys and of hashing",
            format!(
                "{:.2}; {:.2}",
                linked.cpu / keys.cpu,
                linked.cpu / hashed.cpu
            ),
        );
        beside_splink(table, file, &linked);
    }
    let what = "the same";
    let floor = format!("{keys_rate:.0}/s keys made");
    table.against(
        what,
        format!("{linked_rate:.0} complaints/s"),
        floor,
        linked_rate / keys_rate,
    );
}

/// Splink on our keys of the same file, where `benches/splink/run.sh` has put its libraries; the ratio
/// is of seconds of cores.
fn beside_splink(table: &mut Table, file: &Path, linked: &Step) {
    let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".cache/faisceau/splink"));
    let libraries = std::env::var_os("FAISCEAU_SPLINK").map_or_else(home, |at| Some(at.into()));
    let python = libraries.map(|at| at.join("bin/python"));
    let Some(python) = python.filter(|python| python.exists()) else {
        return table.told(
            "linkage, Splink",
            "not installed: `just bench-linkage-splink FILE` does".to_owned(),
        );
    };
    let keys = tempfile::NamedTempFile::new().unwrap();
    write_keys(file, keys.path());
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../benches/splink/link.py");
    let out = Command::new(python)
        .arg(script)
        .arg(keys.path())
        .args(quality::truth_of(file))
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&out.stdout).into_owned();
    for line in told.lines() {
        let spent = line.split_once(" s of cores").and_then(|(before, _)| {
            let number = before.rsplit(' ').next()?;
            number.parse::<f64>().ok()
        });
        let what = "linkage, Splink on our keys";
        match spent {
            Some(spent) => {
                let ours = format!("ours {:.2} s of cores from the file", linked.cpu);
                table.against(what, line.to_owned(), ours, spent / linked.cpu);
            }
            None => table.told(what, line.to_owned()),
        }
    }
    if !out.status.success() {
        table.told(
            "linkage, Splink",
            String::from_utf8_lossy(&out.stderr).into_owned(),
        );
    }
}

fn start(step: &str, threads: &str, file: &Path) -> Step {
    let out = Command::new(std::env::current_exe().unwrap())
        .args(["linkage-step", step])
        .env("RAYON_NUM_THREADS", threads)
        .env("FAISCEAU_BENCH", file)
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(out.status.success(), "{step}: {told}");
    serde_json::from_slice(&out.stdout).unwrap()
}

impl Step {
    /// The same with what this process has taken so far.
    fn measured(self, before: u64) -> Self {
        Self {
            cpu: cpu(),
            peak: memory("VmHWM:").saturating_sub(before),
            kept: memory("VmRSS:").saturating_sub(before),
            ..self
        }
    }
}

/// One step, in this process; prints a [`Step`].
pub(crate) fn step(name: &str) -> String {
    let file = PathBuf::from(std::env::var_os("FAISCEAU_BENCH").unwrap());
    let before = memory("VmRSS:");
    let step = match name {
        "hash" => hash(&file).measured(before),
        "keys" => keys(&file).measured(before),
        "link" | "bare" => link(&file, name == "bare", before),
        "near" => near(&file),
        "arrive" => arrive(&file),
        other => panic!("no step {other}"),
    };
    serde_json::to_string(&step).unwrap()
}

/// Seconds this process has worked; the system counts in hundredths.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let fields = after_name.split_whitespace().skip(11).take(2);
    fields
        .filter_map(|ticks| ticks.parse::<f64>().ok())
        .sum::<f64>()
        / 100.0
}

/// A line of what the system says of this process, in kibibytes.
pub(crate) fn memory(of: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(of));
    let number = line.and_then(|line| line.split_whitespace().next()?.parse().ok());
    number.unwrap_or(0)
}

/// Reads every line as JSON and hashes every identifier as typed.
fn hash(file: &Path) -> Step {
    let started = Instant::now();
    let mut source = Source::open(file).unwrap();
    let mut complaints = 0;
    while let Some(chunk) = source.read().unwrap() {
        let lines = chunk.lines();
        complaints += lines.len();
        let sum = lines.par_iter().with_min_len(64).map(|(_, line)| {
            let line: serde_json::Value = serde_json::from_slice(line).unwrap();
            let mut hasher = DefaultHasher::new();
            for id in line["ids"].as_array().into_iter().flatten() {
                (id["t"].as_str(), id["v"].as_str()).hash(&mut hasher);
            }
            hasher.finish()
        });
        std::hint::black_box(sum.reduce(|| 0, u64::wrapping_add));
    }
    Step {
        complaints,
        seconds: started.elapsed().as_secs_f64(),
        ..Step::default()
    }
}

/// Reads, parses, normalises, makes every key and sketch, and keeps nothing.
fn keys(file: &Path) -> Step {
    let started = Instant::now();
    let mut complaints = 0;
    let mut source = Source::open(file).unwrap();
    each(&mut source, |_, read| {
        complaints += std::hint::black_box(read).len()
    })
    .unwrap();
    Step {
        complaints,
        seconds: started.elapsed().as_secs_f64(),
        ..Step::default()
    }
}

fn ready((number, read): Numbered<Ready>) -> Prepared {
    match read {
        Ok(ready) => ready.complaint,
        Err(why) => panic!("line {number}: {why}"),
    }
}

/// A linker as `faisceau link` makes it.
fn empty() -> Linker {
    let lists = noise(None, &[]).unwrap();
    Linker::new(Figures::third(), faisceau_series::noise::lists(&lists))
}

fn link(file: &Path, bare: bool, before: u64) -> Step {
    let started = Instant::now();
    let mut linker = empty();
    let mut source = Source::open(file).unwrap();
    each(&mut source, |_, read| {
        let mut complaints: Vec<Prepared> = read.into_iter().map(ready).collect();
        if bare {
            let without = complaints.into_iter().map(Prepared::without_heading);
            complaints = without.collect();
        }
        linker.insert_many(complaints);
    })
    .unwrap();
    let read = started.elapsed().as_secs_f64();
    linker.settle_unsaid();
    let labels = linker.labels();
    let seconds = started.elapsed().as_secs_f64();
    let step = Step {
        complaints: labels.len(),
        seconds,
        ..Step::default()
    };
    // Before the truth is read: it would count as ours.
    let step = step.measured(before);
    let mut said = quality::told(file, &labels);
    write!(said, "; {read:.2} s to read and take in").unwrap();
    Step { said, ..step }
}

/// What is proposed as another value, mistyped or written otherwise; how often it was right.
fn near(file: &Path) -> Step {
    let mut linker = empty();
    let mut source = Source::open(file).unwrap();
    each(&mut source, |_, read| {
        linker.insert_many(read.into_iter().map(ready).collect());
    })
    .unwrap();
    linker.settle_unsaid();
    let ids: Vec<RecordId> = linker.labels().into_iter().map(|(id, _)| id).collect();
    let near = ids.par_iter().flat_map_iter(|id| {
        let near = linker.near(*id).unwrap_or_default();
        near.into_iter().map(|near| (*id, near))
    });
    let near: Vec<(RecordId, Near)> = near.collect();
    Step {
        complaints: ids.len(),
        said: quality::proposed(file, &near),
        ..Step::default()
    }
}

/// The last complaints one by one; then some that come late, and some that go.
fn arrive(file: &Path) -> Step {
    let mut all: Vec<Prepared> = Vec::new();
    let mut source = Source::open(file).unwrap();
    each(&mut source, |_, read| {
        all.extend(read.into_iter().map(ready))
    })
    .unwrap();
    let complaints = all.len();
    let apart = (complaints / ONE_IN).max(ONE_IN);
    let many = apart.min(ONE_BY_ONE);
    let every = complaints / many;
    let last = all.split_off(complaints - many);
    let mut late = Vec::new();
    let mut linker = empty();
    for (at, complaint) in all.into_iter().enumerate() {
        if at % every == every / 2 {
            late.push(complaint);
        } else {
            linker.insert_prepared(complaint);
        }
    }
    linker.settle();
    let mut said = String::new();
    let ids: Vec<RecordId> = late.iter().map(Prepared::id).collect();
    say(&mut said, "insert in order", last, |complaint| {
        linker.insert_prepared(complaint);
        linker.settle();
    });
    say(&mut said, "late arrival", late, |complaint| {
        linker.insert_prepared(complaint);
        linker.settle();
    });
    assert!(
        linker.labels() == batch(file),
        "one by one is not the batch"
    );
    say(&mut said, "erasure", ids, |id| {
        assert!(linker.remove(id));
        linker.settle();
    });
    Step {
        complaints,
        said,
        ..Step::default()
    }
}

fn batch(file: &Path) -> Vec<(RecordId, RecordId)> {
    let mut linker = empty();
    let mut source = Source::open(file).unwrap();
    each(&mut source, |_, read| {
        linker.insert_many(read.into_iter().map(ready).collect());
    })
    .unwrap();
    linker.settle();
    linker.labels()
}

/// Says how long a deed takes, on the clock and of the cores: on a busy machine a deed of the clock
/// may have waited for its turn.
fn say<T>(said: &mut String, what: &str, of: Vec<T>, mut deed: impl FnMut(T)) {
    let count = of.len();
    let (mut clock, mut cores) = (Vec::with_capacity(count), Vec::with_capacity(count));
    for one in of {
        let before = worked();
        let started = Instant::now();
        deed(one);
        clock.push(started.elapsed().as_secs_f64() * 1e3);
        cores.push((worked() - before) * 1e3);
    }
    let shares = |times: &mut Vec<f64>| {
        times.sort_by(f64::total_cmp);
        let [p50, p99, most] = [0.5, 0.99, 1.0].map(|share| percentile(times, share));
        format!("p50 {p50:.3} ms, p99 {p99:.3} ms, most {most:.1} ms")
    };
    let (clock, cores) = (shares(&mut clock), shares(&mut cores));
    writeln!(
        said,
        "linkage, {what}: {clock}; of cores {cores}; of {count}"
    )
    .unwrap();
}

/// Seconds all threads of this process have worked, to the nanosecond.
#[expect(clippy::cast_precision_loss, reason = "far below 2^52 nanoseconds")]
pub(crate) fn worked() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// Our own canonical keys as a table, the first value of each type: what another linker is given.
pub(crate) fn write_keys(file: &Path, path: &Path) {
    let types = [
        "iban", "phone", "email", "url", "crypto", "handle", "ip", "payref",
    ];
    let mut out = csv::Writer::from_path(path).unwrap();
    out.write_record(["id", "heading"].iter().chain(&types))
        .unwrap();
    let mut source = Source::open(file).unwrap();
    each(&mut source, |_, read| {
        for (_, read) in read {
            let Ok(ready) = read else { continue };
            let record = ready.complaint.record();
            let of = |kind: &&str| {
                let used = record.linking().find(|value| value.kind.code() == *kind);
                used.map_or("", |value| &value.key).to_owned()
            };
            let heading = record.heading.clone().unwrap_or_default();
            let row = [ready.name.to_string(), heading].into_iter();
            out.write_record(row.chain(types.iter().map(of))).unwrap();
        }
    })
    .unwrap();
    out.flush().unwrap();
}

/// Complaints about shops, eight to a shop.
fn invent(path: &Path, count: usize) {
    let mut text = String::new();
    for i in 0..count {
        let shop = (i.wrapping_mul(2_654_435_761)) % (count / 8);
        let day = 1 + i * 27 / count;
        writeln!(
            text,
            r#"{{"id":{i},"received_at":"2026-03-{day:02}T10:00:00Z","kind":"fake_shop","ids":[{{"t":"url","v":"boutique-{shop}.example"}},{{"t":"email","v":"contact{}@mail{shop}.example"}}]}}"#,
            i % 97
        )
        .unwrap();
    }
    std::fs::write(path, text).unwrap();
}
