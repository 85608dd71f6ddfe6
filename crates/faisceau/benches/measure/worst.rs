//! Worlds made to be hard on the linker, beside the normal one of the same size in the same run: a
//! batch, then the last complaints one by one, and what a complaint takes of memory. What came one by
//! one is compared with the batch. Each world runs in a process of its own.

use crate::extremes::{EXTREMES, complaint};
use crate::linkage::{memory, worked};
use crate::table::{Table, percentile};
use faisceau_linkage::{Figures, Linker, Prepared};
use std::fmt::Write as _;
use std::ops::Range;
use std::process::Command;
use std::time::Instant;

/// Complaints of a world.
const COUNT: usize = 100_000;
/// And where the speed is not looked at.
const SMOKE: usize = 2_000;
/// Complaints that come one by one: one in so many, and no more than so many.
const ONE_IN: usize = 20;
const ONE_BY_ONE: usize = 1_000;
/// Complaints taken in together.
const TOGETHER: usize = 20_000;

/// What a world takes.
#[derive(serde::Serialize, serde::Deserialize)]
struct Taken {
    /// Seconds of all cores for the batch.
    batch: f64,
    /// Bytes a complaint at the peak of the batch.
    peak: u64,
    /// Milliseconds of one arrival: on the clock and of cores, each p50, p99 and most.
    clock: [f64; 3],
    cores: [f64; 3],
    largest: usize,
}

/// Each world, or those of these names; `count` complaints each when it is said.
pub(crate) fn measure(table: &mut Table, smoke: bool, count: Option<usize>) {
    let count = count.unwrap_or(if smoke { SMOKE } else { COUNT });
    let mut normal: Option<Taken> = None;
    for (world, made_of) in EXTREMES {
        let out = Command::new(std::env::current_exe().unwrap())
            .args(["worst-step", world, &count.to_string()])
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&out.stderr).into_owned();
        assert!(out.status.success(), "{world}: {told}");
        let taken: Taken = serde_json::from_slice(&out.stdout).unwrap();
        let what = format!("worst, {count}: {world} ({made_of})");
        let beside = normal.as_ref().unwrap_or(&taken);
        let against = said(beside);
        table.against(&what, said(&taken), against, taken.batch / beside.batch);
        normal.get_or_insert(taken);
    }
}

fn said(taken: &Taken) -> String {
    let mut said = format!(
        "batch {:.2} s of cores, {} B a complaint",
        taken.batch, taken.peak
    );
    for (of, [p50, p99, most]) in [("clock", taken.clock), ("cores", taken.cores)] {
        write!(
            said,
            "; insert, {of}: p50 {p50:.3}, p99 {p99:.3}, most {most:.1} ms"
        )
        .unwrap();
    }
    write!(said, "; largest series {}", taken.largest).unwrap();
    said
}

fn insert(linker: &mut Linker, world: &str, range: Range<usize>, count: usize) {
    for from in range.clone().step_by(TOGETHER) {
        let these = from..(from + TOGETHER).min(range.end);
        let these = these.map(|at| Prepared::of(complaint(world, at, count)));
        linker.insert_many(these.collect());
    }
}

/// One world, in this process; prints what it takes.
pub(crate) fn step(world: &str, count: usize) -> String {
    let last = (count / ONE_IN).min(ONE_BY_ONE);
    let first = count - last;
    let before = memory("VmRSS:");
    let started = worked();
    let mut linker = Linker::new(Figures::second(), Vec::new());
    insert(&mut linker, world, 0..first, count);
    linker.settle_unsaid();
    let batch = worked() - started;
    let peak = (memory("VmHWM:").saturating_sub(before) << 10) / first as u64;
    let (mut clock, mut cores) = (Vec::new(), Vec::new());
    for at in first..count {
        let prepared = Prepared::of(complaint(world, at, count));
        let (started, before) = (Instant::now(), worked());
        linker.insert_prepared(prepared);
        std::hint::black_box(linker.settle());
        clock.push(started.elapsed().as_secs_f64() * 1e3);
        cores.push((worked() - before) * 1e3);
    }
    let labels = linker.labels();
    drop(linker);
    let mut whole = Linker::new(Figures::second(), Vec::new());
    insert(&mut whole, world, 0..count, count);
    whole.settle_unsaid();
    assert!(labels == whole.labels(), "one by one is not the batch");
    let mut sizes = std::collections::BTreeMap::new();
    for (_, label) in labels {
        *sizes.entry(label).or_insert(0) += 1;
    }
    let shares = |mut times: Vec<f64>| {
        times.sort_by(f64::total_cmp);
        [0.5, 0.99, 1.0].map(|share| percentile(&times, share))
    };
    let taken = Taken {
        batch,
        peak,
        clock: shares(clock),
        cores: shares(cores),
        largest: sizes.into_values().max().unwrap_or(0),
    };
    serde_json::to_string(&taken).unwrap()
}
