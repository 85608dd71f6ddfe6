//! From the request that files a complaint to the series that holds it, and the time a successor
//! takes to read everything again, over many stored complaints, on both databases.
//!
//! `FAISCEAU_BENCH=complaints.ndjson … arrival` imports the file into throwaway databases first.
//! `FAISCEAU_DATA_DIR` (and `FAISCEAU_DATABASE_URL`) name an installation that is already filled,
//! instead: complaints are then filed in that one. The clients share the process of the server.

use crate::client::Client;
use crate::filing::{draft, serve, several, typed, unlimited};
use crate::table::{Table, percentile};
use faisceau::{background, capabilities, setup};
use faisceau_domain::form::Answer;
use faisceau_intake::import;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::{Kit, On, durable_kit_with};
use faisceau_platform::world::World;
use faisceau_series::catalogue::{self, Wanted};
use faisceau_series::evidence;
use faisceau_series::hold::Held;
use faisceau_series::link::Linking;
use std::io::BufRead as _;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::watch;
use uuid::Uuid;

/// Filings measured, and the time between two.
const FILINGS: usize = 600;
const EVERY: Duration = Duration::from_millis(100);
/// How often the series is looked for: what is measured is that much too long at most.
const LOOKED_FOR: Duration = Duration::from_millis(1);
/// A complaint that is in no series by then waits no more: it is alone.
const PATIENCE: Duration = Duration::from_secs(20);
/// Series of at least so many complaints get half of the filings.
const LARGE: i64 = 300;

pub(crate) async fn measure(table: &mut Table) {
    let variable = |name: &str| std::env::var(name).ok();
    if let Some(folder) = variable("FAISCEAU_DATA_DIR") {
        let mut config = unlimited();
        config.data_dir = folder.into();
        config.database_url = variable("FAISCEAU_DATABASE_URL");
        let world = setup::world(config, Clock::System, Dice::System);
        return one(table, &world.await.unwrap()).await;
    }
    let Some(file) = variable("FAISCEAU_BENCH") else {
        return table.told("arrival", "FAISCEAU_BENCH names no file".to_owned());
    };
    for on in [On::Sqlite, On::Postgres] {
        let kit = durable_kit_with(on, capabilities::all(), unlimited()).await;
        fill(&kit, &file).await;
        one(table, &kit.world).await;
    }
}

/// Imports a whole file.
async fn fill(kit: &Kit, file: &str) {
    let cx = Cx::platform(&kit.world);
    let file = std::io::BufReader::new(std::fs::File::open(file).unwrap());
    let lines: Vec<String> = file.lines().map(Result::unwrap).collect();
    for batch in lines.chunks(200) {
        let mut tx = kit.world.db.write().await.unwrap();
        for line in batch {
            let checked = import::check(line, kit.world.clock.now()).unwrap();
            let done = import::import(&cx, &mut tx, "measure", checked);
            done.await.unwrap();
        }
        tx.commit().await.unwrap();
    }
}

async fn one(table: &mut Table, world: &Arc<World>) {
    let on = if world.db.is_postgres() {
        "PostgreSQL"
    } else {
        "SQLite"
    };
    // The first reading links what was imported; the second finds it all as it is stored.
    let linked = rebuild(world).await;
    let again = rebuild(world).await;
    let (count, peak) = (again.1, crate::linkage::memory("VmHWM:") >> 10);
    table.told(
        &format!("the linker begins, {count} complaints, {on}"),
        format!(
            "{:.1} s when nothing is stored yet or little differs; {:.1} s again; peak of the process {peak} MB",
            linked.0, again.0
        ),
    );
    let ends = filed(world).await;
    let sorted = |times: Vec<Duration>| -> Vec<f64> {
        let mut times: Vec<f64> = times.iter().map(|t| t.as_secs_f64() * 1000.0).collect();
        times.sort_by(f64::total_cmp);
        times
    };
    let filed = sorted(ends.iter().map(|end| end.0).collect());
    let seen = sorted(ends.iter().filter_map(|end| end.1).collect());
    table.told(
        &format!("filed by HTTP to in its series, {count} stored, {on}"),
        format!(
            "p50 {:.0} ms, p99 {:.0} ms, most {:.0} ms; {} filings, 10 a second, {} in no series; the answer alone p50 {:.0} ms, p99 {:.0} ms",
            percentile(&seen, 0.5),
            percentile(&seen, 0.99),
            percentile(&seen, 1.0),
            ends.len(),
            ends.len() - seen.len(),
            percentile(&filed, 0.5),
            percentile(&filed, 0.99),
        ),
    );
}

/// How long each filing took to be answered, and to be seen in its series.
type Ends = Vec<(Duration, Option<Duration>)>;

/// Files complaints through the pages, at an even pace, while everything else runs beside.
async fn filed(world: &Arc<World>) -> Ends {
    let (tell, stop) = watch::channel(false);
    let mut tasks = background::start(world, world.config.workers, &stop);
    let address = serve(world).await;
    let filings = drafts(world).await;
    assert!(filings.len() > 1, "the series stored say nothing to file");
    // The linker begins: what is filed before it is ready is not measured.
    let mut client = Client::connect(address).await;
    let (first, request) = &filings[0];
    client.send(request).await.unwrap();
    while waits(world, *first).await {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let mut runs = tokio::task::JoinSet::new();
    let mut clock = tokio::time::interval(EVERY);
    for (complaint, request) in filings.into_iter().skip(1) {
        clock.tick().await;
        let world = world.clone();
        runs.spawn(async move {
            let mut client = Client::connect(address).await;
            let from = Instant::now();
            let status = client.send(&request).await.unwrap();
            assert!(matches!(status, 200 | 303), "refused: {status}");
            let filed = from.elapsed();
            (filed, joined(&world, complaint, from).await)
        });
    }
    let ends = runs.join_all().await;
    tell.send(true).unwrap();
    while tasks.join_next().await.is_some() {}
    ends
}

/// Seconds until a linker that begins is up to date, and how many complaints it then holds.
async fn rebuild(world: &Arc<World>) -> (f64, usize) {
    let cx = Cx::platform(world);
    let holder = world.dice.uuid(world.clock.now());
    let mut held = loop {
        // A process killed before holds its lease for some seconds more.
        match Held::take(world, holder).await.unwrap() {
            Some(held) => break held,
            None => tokio::time::sleep(Duration::from_secs(1)).await,
        }
    };
    let from = Instant::now();
    let (linking, _) = Linking::load(&cx, &mut held).await.unwrap();
    let seconds = from.elapsed().as_secs_f64();
    held.give_back(world).await.unwrap();
    (seconds, linking.len())
}

/// Complaints to file, each of which says what a complaint of a stored series says.
async fn drafts(world: &Arc<World>) -> Vec<(Uuid, String)> {
    let mut tx = world.db.read().await.unwrap();
    let mut given = Vec::new();
    for size_min in [2, LARGE] {
        let wanted = Wanted {
            size_min,
            ..Wanted::default()
        };
        let series = catalogue::list_series(&mut tx, &wanted, None, 1_000);
        for series in series.await.unwrap() {
            let members = catalogue::members(&mut tx, series.id, None, 4)
                .await
                .unwrap();
            for member in members {
                let own = evidence::of_complaint(&mut tx, member.complaint)
                    .await
                    .unwrap();
                let said: Vec<(&'static str, Answer)> = own
                    .iter()
                    .filter(|own| matches!(own.role.as_str(), "offender" | "unknown"))
                    .filter_map(|own| asked(&own.kind, &own.canonical))
                    .collect();
                if said.len() > 1 {
                    given.push(said);
                }
            }
        }
    }
    tx.rollback().await.unwrap();
    let wanted = FILINGS + 1;
    let step = (given.len() / wanted).max(1);
    let mut drafts = Vec::with_capacity(wanted);
    for said in given.into_iter().step_by(step).take(wanted) {
        drafts.push(draft(world, said).await);
    }
    drafts
}

/// Where the form of a fake shop asks for such a value.
fn asked(kind: &str, canonical: &str) -> Option<(&'static str, Answer)> {
    match kind {
        "iban" => Some(("payment[0].to_iban", typed(canonical))),
        "phone" => Some(("suspect.phone", several(canonical))),
        "email" => Some(("suspect.email", several(canonical))),
        "url" => Some(("site.url", several(canonical))),
        _ => None,
    }
}

/// How long it took until a series was seen to hold the complaint; `None`: it is alone.
async fn joined(world: &World, complaint: Uuid, from: Instant) -> Option<Duration> {
    loop {
        let mut tx = world.db.read().await.unwrap();
        let series = catalogue::of_complaint(&mut tx, complaint).await.unwrap();
        let waits = catalogue::is_pending(&mut tx, complaint).await.unwrap();
        tx.rollback().await.unwrap();
        if series.is_some() {
            return Some(from.elapsed());
        }
        if !waits || from.elapsed() > PATIENCE {
            return None;
        }
        tokio::time::sleep(LOOKED_FOR).await;
    }
}

async fn waits(world: &World, complaint: Uuid) -> bool {
    let mut tx = world.db.read().await.unwrap();
    catalogue::is_pending(&mut tx, complaint).await.unwrap()
}
