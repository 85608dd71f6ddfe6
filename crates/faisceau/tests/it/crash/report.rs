//! What `just crash` keeps of its runs: the points by name, and how many runs of each kind ended well. Judges nothing.

use super::points::{Mode, Point, kinds};
use super::walks::{WALKS, Walk};
use faisceau_platform::testkit::On;
use std::fmt::Write as _;
use std::path::PathBuf;

/// A run that ended well, and where it was stopped.
pub(crate) struct Run {
    pub(crate) walk: Walk,
    pub(crate) mode: Mode,
    /// Nothing where the walk was over before its point.
    pub(crate) met: Option<Point>,
}

/// Writes them where the recipe asked for it.
pub(crate) fn write(on: On, listed: &[(Walk, Vec<Point>)], runs: &[Run], wrong: &[String]) {
    let Some(folder) = std::env::var_os("FAISCEAU_TEST_POINTS_REPORT").map(PathBuf::from) else {
        return;
    };
    let name = format!("{on:?}").to_lowercase();
    let mut points = String::new();
    for (walk, met) in listed {
        for point in met {
            let Point {
                number,
                call,
                about,
                ..
            } = point;
            writeln!(points, "{}\t{number}\t{call}\t{about}", walk.word()).unwrap();
        }
    }
    std::fs::write(folder.join(format!("{name}.points")), points).unwrap();
    let mut table = String::new();
    for walk in WALKS {
        let met = listed.iter().find(|(listed, _)| *listed == walk);
        let met = met.map_or(&[][..], |(_, points)| points);
        write!(
            table,
            "{name}: {}: {} points of {} kinds",
            walk.word(),
            met.len(),
            kinds(met)
        )
        .unwrap();
        for mode in [Mode::Kill, Mode::Torn, Mode::Lost, Mode::Full] {
            let of = runs
                .iter()
                .filter(|run| run.walk == walk && run.mode == mode);
            let (reached, over) = of.fold((0, 0), |(reached, over), run| match run.met {
                Some(_) => (reached + 1, over),
                None => (reached, over + 1),
            });
            write!(table, ", {} {reached}", mode.word()).unwrap();
            if over > 0 {
                write!(table, " (and {over} after the end)").unwrap();
            }
        }
        writeln!(table).unwrap();
    }
    for told in wrong {
        writeln!(table, "WRONG {told}").unwrap();
    }
    std::fs::write(folder.join(format!("{name}.runs")), table).unwrap();
}
