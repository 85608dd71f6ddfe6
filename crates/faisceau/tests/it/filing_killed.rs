//! Two processes serve one PostgreSQL and one folder; people file on both at the same time, an
//! import runs beside them, and the processes are killed (`kill -9`) at any moment and started
//! again. Whatever was answered is there, once. `docs/recipes/filing_killed.sh` runs it at length.

use crate::drafts::{self, Ready};
use crate::running::{Running, program};
use crate::store;
use faisceau::{background, setup};
use faisceau_documents::Regime;
use faisceau_intake::receipt::ACKNOWLEDGEMENT;
use faisceau_intake::render;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Row;
use faisceau_platform::jobs::run::work_until_idle;
use faisceau_platform::world::World;
use jiff::SignedDuration;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use uuid::Uuid;

/// Complaints that share their values: few enough for every value to link.
const GROUP: usize = 4;
/// People filing at the same time, each on both processes.
const CLIENTS: usize = 4;
/// A request nobody answers within this was lost with its process.
const PATIENCE: Duration = Duration::from_secs(20);
/// Later than any lease a killed process left.
const LATER: SignedDuration = SignedDuration::from_mins(30);

/// How much of it, unless the recipe asks for more.
fn asked(variable: &str, default: usize) -> usize {
    std::env::var(variable).map_or(default, |text| text.parse().unwrap())
}

/// The same database and folder for the processes and for the test.
struct Place<'a> {
    data: &'a Path,
    url: &'a str,
}

impl Place<'_> {
    fn program(&self) -> Command {
        let mut command = program(self.data);
        command
            .env("FAISCEAU_DATABASE_URL", self.url)
            .env("FAISCEAU_DATABASE_CONNECTIONS", "12")
            .env("FAISCEAU_LIMITS_FILINGS_PER_HOUR_PER_NETWORK", "0")
            .env("FAISCEAU_LIMITS_ANSWERS_PER_MINUTE_PER_DRAFT", "0");
        command
    }

    /// A process that serves, and its address.
    fn serve(&self) -> (Running, String) {
        let mut command = self.program();
        command.arg("serve").stdout(Stdio::null());
        let (running, line) = Running::start_as(&mut command, "listening on");
        (running, line.rsplit('/').next().unwrap().to_owned())
    }

    async fn world(&self, clock: Clock) -> Arc<World> {
        let config = Config {
            data_dir: self.data.to_path_buf(),
            database_url: Some(self.url.to_owned()),
            legal_regime: Some(Regime::Private),
            offence_case: Some(faisceau_domain::regime::OffenceCase::Claims),
            own_sources: vec!["*".into()],
            controller: Some("Association d’essai".into()),
            ..Config::default()
        };
        setup::world(config, clock, Dice::System).await.unwrap()
    }
}

/// Sends one request; nothing when the process is not there, or ended before its whole answer.
fn send(address: &str, request: &str) -> Option<String> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    answer.contains("\r\n\r\n").then_some(answer)
}

/// Asks the processes in turn until one answers.
fn insist(addresses: &Mutex<[String; 2]>, first: usize, request: &str) -> String {
    for turn in 0..4_000 {
        let address = addresses.lock().unwrap()[(first + turn) % 2].clone();
        if let Some(answer) = send(&address, request) {
            return answer;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("no process answers");
}

/// Files a draft and reads its receipt: the reference it was given.
fn file(addresses: &Mutex<[String; 2]>, first: usize, ready: &Ready) -> String {
    let Ready { cookie, body, .. } = ready;
    let head = format!("Host: 127.0.0.1\r\nConnection: close\r\nCookie: {cookie}\r\n");
    let answer = insist(
        addresses,
        first,
        &format!(
            "POST /plainte/declaration HTTP/1.1\r\n{head}Content-Type: \
             application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ),
    );
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let request = format!("GET /plainte/recu HTTP/1.1\r\n{head}\r\n");
    let page = insist(addresses, first + 1, &request);
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    let from = page.find("FSC-").unwrap_or_else(|| panic!("{page}"));
    let printed = page[from..].chars();
    printed
        .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
        .collect()
}

/// Everyone files, twice each, on both processes; these are killed in turn meanwhile.
fn file_all(place: &Place<'_>, drafts: &[Ready], kills: usize) -> Vec<[String; 2]> {
    let (mut processes, addresses) = {
        let both = [place.serve(), place.serve()];
        let addresses = both.each_ref().map(|(_, address)| address.clone());
        (both.map(|(running, _)| running), Mutex::new(addresses))
    };
    let (next, answered) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let gestures = drafts.len() * 2;
    let given: Vec<Mutex<[String; 2]>> = drafts.iter().map(|_| Mutex::default()).collect();
    std::thread::scope(|scope| {
        for _ in 0..CLIENTS {
            scope.spawn(|| {
                loop {
                    let gesture = next.fetch_add(1, Ordering::SeqCst);
                    if gesture >= gestures {
                        return;
                    }
                    let (draft, side) = (gesture / 2, gesture % 2);
                    let reference = file(&addresses, side, &drafts[draft]);
                    given[draft].lock().unwrap()[side] = reference;
                    answered.fetch_add(1, Ordering::SeqCst);
                }
            });
        }
        for kill in 0..kills {
            // Spread over the whole of it, and within a request by chance.
            let at = gestures * (kill + 1) / (kills + 1);
            while answered.load(Ordering::SeqCst) < at {
                std::thread::sleep(Duration::from_millis(1));
            }
            std::thread::sleep(Duration::from_micros(rand::random::<u64>() % 30_000));
            let process = &mut processes[kill % 2];
            process.child.kill().unwrap();
            process.child.wait().unwrap();
            let (running, address) = place.serve();
            *process = running;
            addresses.lock().unwrap()[kill % 2] = address;
        }
    });
    given
        .into_iter()
        .map(|pair| pair.into_inner().unwrap())
        .collect()
}

/// Lines in groups that share a mail.
fn lines(folder: &Path, count: usize) -> std::path::PathBuf {
    let mut text = String::new();
    for i in 0..count {
        let group = i / GROUP;
        writeln!(
            text,
            r#"{{"id":{i},"received_at":"2026-03-01T10:00:00Z","occurred_at":"2026-02-27T10:00:00Z","kind":"fake_shop","ids":[{{"t":"email","v":"vendeur@import-{group}.example"}}]}}"#,
        )
        .unwrap();
    }
    let path = folder.join("complaints.ndjson");
    std::fs::write(&path, text).unwrap();
    path
}

/// One process imports beside them, is killed as they are, and is run again to its end.
fn import(place: &Place<'_>, file: &Path, kills: usize) {
    for kill in 0..=kills {
        let mut importing = place.program();
        importing
            .args(["import", "--source", "essai", "--json"])
            .arg(file)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut importing = importing.spawn().unwrap();
        if kill < kills {
            std::thread::sleep(Duration::from_millis(rand::random::<u64>() % 2_000));
            importing.kill().unwrap();
        }
        let end = importing.wait().unwrap();
        assert!(kill < kills || end.success(), "{end:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn two_processes_killed_while_people_file_lose_nothing_and_do_nothing_twice() {
    let count = asked("FAISCEAU_TEST_FILINGS", 40);
    let kills = asked("FAISCEAU_TEST_KILLS", 4);
    let imported = asked("FAISCEAU_TEST_IMPORTED", 400);
    assert_eq!((count % GROUP, imported % GROUP), (0, 0), "whole groups");
    let folder = tempfile::tempdir().unwrap();
    let server = faisceau_platform::testkit::server();
    let url = server.fresh_database().await.unwrap();
    let place = Place {
        data: folder.path(),
        url: &url,
    };
    let world = place.world(Clock::System).await;
    let drafts = drafts::ready(&world, count, GROUP).await;
    world.db.close().await;
    let file = lines(folder.path(), imported);
    let given = std::thread::scope(|scope| {
        scope.spawn(|| import(&place, &file, kills / 2));
        file_all(&place, &drafts, kills)
    });

    // Whoever comes after the killed takes what they left, once their leases are over.
    let world = place
        .world(Clock::set_at(Clock::System.now() + LATER))
        .await;
    work_until_idle(&world).await.unwrap();
    faisceau_series::run::link_until_idle(&world).await.unwrap();
    // Series that changed are looked at a little later.
    world.clock.advance_millis(10_000);
    work_until_idle(&world).await.unwrap();
    background::seal_all(&world).await.unwrap();
    assert_counts(&world, count, imported).await;
    assert_answers(&world, &drafts, &given).await;
    assert_papers(&world, folder.path(), &drafts).await;
    let chain = place
        .program()
        .args(["journal", "verify"])
        .output()
        .unwrap();
    assert!(chain.stdout.starts_with(b"whole: "), "{chain:?}");
}

/// One of everything for each complaint, and nothing waits.
async fn assert_counts(world: &World, filed: usize, imported: usize) {
    let mut tx = world.db.read().await.unwrap();
    let row = tx.one(&store::AFTER_KILLS, vec![]).await.unwrap();
    let both = filed + imported;
    for (name, wanted) in [
        ("online", filed),
        ("complaints", both),
        ("numbers", both),
        ("receipts", both),
        ("filed", both),
        ("told", both),
        ("papers", filed),
        ("rendered", filed),
        ("drafts", 0),
        ("jobs", 0),
        ("waiting", 0),
        ("unsealed", 0),
    ] {
        let found: i64 = row.get(name).unwrap();
        assert_eq!(usize::try_from(found).unwrap(), wanted, "{name}");
    }
    let sizes = tx.all(&store::SIZES, vec![]).await.unwrap();
    assert_eq!(sizes.len(), both / GROUP, "series");
    for row in sizes {
        assert_eq!(row.get::<i64>("n").unwrap(), 4, "members of a series");
    }
}

/// Both answers to a person gave the number their complaint bears, and those who met the same site
/// are in one series.
async fn assert_answers(world: &World, drafts: &[Ready], given: &[[String; 2]]) {
    let mut tx = world.db.read().await.unwrap();
    let rows = tx.all(&store::FILED, vec![]).await.unwrap();
    let held: BTreeMap<Uuid, &Row> = rows
        .iter()
        .map(|row| (row.get("id").unwrap(), row))
        .collect();
    let mut series: BTreeMap<usize, Uuid> = BTreeMap::new();
    for (draft, given) in drafts.iter().zip(given) {
        let row = held[&draft.id];
        let reference: String = row.get("reference").unwrap();
        assert_eq!(given, &[reference.clone(), reference]);
        let joined: Uuid = row.get("series_id").unwrap();
        assert_eq!(*series.entry(draft.group).or_insert(joined), joined);
    }
}

/// One file for each receipt, authentic, and no other.
async fn assert_papers(world: &Arc<World>, data: &Path, drafts: &[Ready]) {
    let cx = Cx::platform(world);
    for draft in drafts {
        let id = faisceau_domain::id::ComplaintId(draft.id);
        let file = render::render(&cx, id, ACKNOWLEDGEMENT).await.unwrap();
        faisceau_documents::verify_file(&file, &world.keys().verifying()).unwrap();
    }
    assert_eq!(papers_below(&data.join("files")), drafts.len());
}

fn papers_below(folder: &Path) -> usize {
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            count += papers_below(&path);
        } else if path
            .extension()
            .is_none_or(|end| !end.to_string_lossy().contains('#'))
        {
            count += usize::from(std::fs::read(&path).unwrap().starts_with(b"%PDF"));
        }
    }
    count
}
