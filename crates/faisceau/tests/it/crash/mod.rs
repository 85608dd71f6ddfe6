//! Where the program may be stopped. Every write, sync, name and commit of the deposit of a file, of sealing and of
//! handing over an exhibit, and of filing, is a numbered point of the real program (`points.c`). At each the process
//! is killed, or the disk is full from there on; it is started again, asked again, left alone for two days, and
//! looked at whole (`after`). A sample runs here; `just crash` runs every point. The method: decision 0092.

mod after;
mod client;
mod place;
mod points;
mod postgres_full;
mod report;
mod store;
mod walks;

use client::Served;
use faisceau_platform::testkit::On;
use place::{Scene, Stage, stage};
use points::{Mode, Point};
use report::Run;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use walks::{Said, Stopped, WALKS, Walk, no_room_told};

/// A walk has at least so many points in all, on each database.
const POINTS_MIN: usize = 60;
/// One run in so many of all, unless the recipe asks for each.
const EVERY: usize = 40;
/// What starts with the program is over by then.
const CALM: Duration = Duration::from_millis(300);

fn asked(variable: &str, default: usize) -> usize {
    std::env::var(variable).map_or(default, |text| text.parse().unwrap())
}

fn runtime() -> Runtime {
    let mut builder = Builder::new_multi_thread();
    builder.worker_threads(2).enable_all().build().unwrap()
}

/// A run to be made.
#[derive(Debug, Clone)]
struct Planned {
    walk: Walk,
    mode: Mode,
    at: u32,
}

/// The points of a walk, nothing stopped; the walk itself is looked at too.
fn list(stage: &Stage, walk: Walk, runtime: &Runtime) -> Vec<Point> {
    let scene = runtime.block_on(Scene::of(stage));
    let (running, address) = scene.serve(true);
    std::thread::sleep(CALM);
    scene.control.open(Mode::List, 0);
    let mut said = Said::default();
    let went = walk.go(stage, &Served { address }, &mut said);
    scene.control.close();
    went.unwrap_or_else(|stopped| panic!("{}: {stopped:?}", walk.word()));
    drop(running);
    runtime.block_on(after::check(stage, &scene, walk, &said));
    let points = scene.control.points();
    runtime.block_on(scene.end());
    points
}

/// The runs of a walk: killed at each point, in the middle where it is a write; with what was not synced lost, save
/// in a row of writes, where no more is lost than before the first; and the disk full from each point that
/// takes room.
fn plan(walk: Walk, points: &[Point]) -> Vec<Planned> {
    let mut planned = Vec::new();
    let mut row = false;
    for point in points {
        let write = point.call == "write";
        let modes = [
            (Mode::Kill, !write),
            (Mode::Torn, write),
            (Mode::Lost, !(write && row) && point.call != "send"),
            (Mode::Full, point.takes_room),
        ];
        row = write;
        let wanted = modes.into_iter().filter(|(_, wanted)| *wanted);
        planned.extend(wanted.map(|(mode, _)| Planned {
            walk,
            mode,
            at: point.number,
        }));
    }
    planned
}

/// One run, looked at; the point where it was stopped, or nothing where the walk was over before.
fn run(stage: &Stage, planned: &Planned, runtime: &Runtime) -> Option<Point> {
    let Planned { walk, mode, at } = *planned;
    let scene = runtime.block_on(Scene::of(stage));
    let mut said = Said::default();
    let (mut running, address) = scene.serve(true);
    std::thread::sleep(CALM);
    scene.control.open(mode, at);
    let service = Served { address };
    let went = walk.go(stage, &service, &mut said);
    if mode == Mode::Full {
        told_and_alive(&service, walk, went);
        scene.control.close();
        let again = walk.go(stage, &service, &mut said);
        again.unwrap_or_else(|stopped| panic!("there is room again: {stopped:?}"));
    }
    let mut points = scene.control.points();
    points.retain(|point| point.number == at);
    // Killed by itself, or after its last point.
    let _ended = running.child.kill();
    running.child.wait().unwrap();
    if mode != Mode::Full {
        let (again, address) = scene.serve(false);
        let went = walk.go(stage, &Served { address }, &mut said);
        went.unwrap_or_else(|stopped| panic!("asked again: {stopped:?}"));
        drop(again);
    }
    runtime.block_on(after::check(stage, &scene, walk, &said));
    runtime.block_on(scene.end());
    points.pop()
}

/// On a full disk a person is told so in words, and the program lives.
fn told_and_alive(service: &Served, walk: Walk, went: Result<(), Stopped>) {
    match went {
        // What was refused was not needed for the answer.
        Ok(()) => {}
        Err(Stopped::Dead) => panic!("{}: it died, or never answered", walk.word()),
        Err(Stopped::Told(answer)) => {
            let told = answer.text();
            assert!(no_room_told(&answer), "{}: {told}", answer.status);
        }
    }
    let nobody = client::Person {
        cookie: String::new(),
        csrf: String::new(),
    };
    let alive = service.get(&nobody, "/healthz").expect("it lives");
    assert_eq!(alive.status, 200);
}

/// Every planned run, several at once; what went wrong, each with its point.
fn run_all(stage: &Stage, planned: &[Planned]) -> (Vec<Run>, Vec<String>) {
    let (next, runs, wrong) = (AtomicUsize::new(0), Mutex::default(), Mutex::default());
    std::thread::scope(|scope| {
        for _ in 0..asked("FAISCEAU_TEST_POINTS_AT_ONCE", 3) {
            scope.spawn(|| {
                let runtime = runtime();
                while let Some(one) = planned.get(next.fetch_add(1, Ordering::SeqCst)) {
                    let went = catch_unwind(AssertUnwindSafe(|| run(stage, one, &runtime)));
                    let (walk, mode) = (one.walk, one.mode);
                    match went {
                        Ok(met) => {
                            let runs: &Mutex<Vec<Run>> = &runs;
                            runs.lock().unwrap().push(Run { walk, mode, met });
                        }
                        Err(panic) => {
                            let said = panic.downcast_ref::<&str>().map(|said| (*said).to_owned());
                            let told = panic.downcast_ref::<String>().cloned().or(said);
                            let wrong: &Mutex<Vec<String>> = &wrong;
                            wrong.lock().unwrap().push(format!("{one:?}: {told:?}"));
                        }
                    }
                }
            });
        }
    });
    (runs.into_inner().unwrap(), wrong.into_inner().unwrap())
}

fn every_point_of(on: On) {
    let runtime = runtime();
    let stage = runtime.block_on(stage(on));
    let listed: Vec<(Walk, Vec<Point>)> = WALKS
        .into_iter()
        .map(|walk| (walk, list(&stage, walk, &runtime)))
        .collect();
    let all: Vec<Point> = listed
        .iter()
        .flat_map(|(_, points)| points.clone())
        .collect();
    assert!(all.len() >= POINTS_MIN, "{} points", all.len());
    for (walk, points) in &listed {
        assert!(!points.is_empty(), "{}", walk.word());
    }
    let planned = listed.iter().flat_map(|(walk, points)| plan(*walk, points));
    let planned: Vec<Planned> = planned.collect();
    let every = asked("FAISCEAU_TEST_POINTS_EVERY", EVERY);
    // Another first one each day would hide what broke: the sample stays the same.
    let planned: Vec<Planned> = planned.into_iter().step_by(every).collect();
    let (runs, wrong) = run_all(&stage, &planned);
    report::write(on, &listed, &runs, &wrong);
    let first = wrong
        .iter()
        .take(10)
        .cloned()
        .collect::<Vec<_>>()
        .join("\n");
    assert!(
        wrong.is_empty(),
        "{} of {} runs:\n{first}",
        wrong.len(),
        planned.len()
    );
}

#[test]
fn nothing_acknowledged_is_lost_at_any_point_on_sqlite() {
    every_point_of(On::Sqlite);
}

#[test]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
fn nothing_acknowledged_is_lost_at_any_point_on_postgres() {
    every_point_of(On::Postgres);
}
