//! `faisceau copy`, there and back: an installation of SQLite becomes one of PostgreSQL and again one of SQLite, with
//! every row, every reference, its journal and its public log; and everything that is refused, killed copies too.

use crate::installation::{Filed, filed};
use crate::restore_drill::papers_verify;
use crate::running::{Running, program, run, said};
use crate::store;
use faisceau::background::{publish_all, seal_all};
use faisceau::copy::{self, Copied};
use faisceau::setup;
use faisceau_documents::Regime;
use faisceau_evidence::log::memory;
use faisceau_platform::binds;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::Config;
use faisceau_platform::db::across::{Place, Refused};
use faisceau_platform::db::{Db, Statement};
use faisceau_platform::fault::{Error, Outcome};
use faisceau_platform::jobs::run::work_until_idle;
use faisceau_platform::testkit::server;
use faisceau_platform::world::World;
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;

/// Interruptions spread over the time that one copy takes, whatever the machine.
const TIMES: u32 = 8;

fn config(data: &Path, url: Option<&str>) -> Config {
    Config {
        data_dir: data.to_path_buf(),
        database_url: url.map(str::to_owned),
        legal_regime: Some(Regime::Private),
        offence_case: Some(faisceau_domain::regime::OffenceCase::Claims),
        own_sources: vec!["*".into()],
        controller: Some("Association d’essai".into()),
        ..Config::default()
    }
}

async fn opened(config: &Config) -> Arc<World> {
    let world = setup::world(config.clone(), Clock::System, Dice::System);
    world.await.unwrap()
}

/// Files complaints, does what waits, seals and publishes, and lets go of the database.
async fn lived(config: &Config, exhibits: &[&[u8]]) -> Vec<Filed> {
    let world = opened(config).await;
    let mut made = Vec::new();
    for exhibit in exhibits {
        made.push(filed(&world, exhibit).await);
    }
    work_until_idle(&world).await.unwrap();
    seal_all(&world).await.unwrap();
    publish_all(&world).await.unwrap();
    world.db.close().await;
    made
}

async fn copied(data: &Path, from: &Place, to: &Place) -> Outcome<Copied, Refused> {
    let chance = (Clock::System, Dice::System);
    copy::copy(&config(data, None), chance, (from, to)).await
}

fn refused(done: Outcome<Copied, Refused>) -> Refused {
    match done {
        Err(Error::Refused(why)) => why,
        Err(Error::Fault(fault)) => panic!("{fault}"),
        Ok(_) => panic!("copied"),
    }
}

fn sqlite(data: &Path, name: &str) -> Place {
    Place::Sqlite(data.join(name))
}

async fn references(world: &Arc<World>) -> BTreeSet<String> {
    let mut tx = world.db.read().await.unwrap();
    let rows = tx.all(&store::REFERENCES, binds![]).await.unwrap();
    tx.rollback().await.unwrap();
    rows.iter()
        .map(|row| row.get("reference").unwrap())
        .collect()
}

/// An installation over its copy: papers verify, everything holds, one more is filed under a number of its own.
async fn goes_on(config: &Config, every: &[&Filed], copied: &Copied) {
    let world = opened(config).await;
    papers_verify(&world, every).await;
    assert_eq!(copied.indexed, every.len() as u64);
    let before = references(&world).await;
    assert_eq!(before.len(), every.len());
    let checkpoint = std::fs::read_to_string(memory::file(&world)).unwrap();
    let more = filed(&world, b"filed after the copy").await;
    work_until_idle(&world).await.unwrap();
    assert_eq!(references(&world).await.len(), before.len() + 1);
    seal_all(&world).await.unwrap();
    publish_all(&world).await.unwrap();
    for check in faisceau::verify::verify(&world).await.unwrap() {
        assert_eq!(check.wrong, 0, "{check:?}");
    }
    // The log of before goes on in the copy.
    let now = std::fs::read_to_string(memory::file(&world)).unwrap();
    assert_ne!(now, checkpoint);
    let told = faisceau::verify::against::against(&world, checkpoint.as_bytes()).await;
    let told = told.unwrap();
    assert!(
        matches!(told, faisceau::verify::against::Told::Same(_)),
        "{told:?}"
    );
    papers_verify(&world, &[&more]).await;
    world.db.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn an_installation_moves_to_the_other_database_and_back() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path();
    let url = server().fresh_database().await.unwrap();
    let first = lived(&config(data, None), &[b"first", b"second"]).await;
    let (here, there) = (sqlite(data, "faisceau.db"), Place::Postgres(url.clone()));
    let moved = copied(data, &here, &there).await.unwrap();
    assert!(moved.tables.len() > 60, "{}", moved.tables.len());
    assert!(moved.stands.log_size > 0 && moved.stands.journal_rows > 0);
    let served = config(data, Some(&url));
    goes_on(&served, &first.iter().collect::<Vec<_>>(), &moved).await;

    // What was served since makes the former database the past: its own log refuses it.
    let former = opened(&config(data, None)).await;
    filed(&former, b"filed in the past").await;
    seal_all(&former).await.unwrap();
    assert!(publish_all(&former).await.is_err());
    former.db.close().await;

    let back = sqlite(data, "back.db");
    let returned = copied(data, &there, &back).await.unwrap();
    let names = |copied: &Copied| {
        let names = copied.tables.iter().map(|one| one.table.clone());
        names.collect::<BTreeSet<_>>()
    };
    assert_eq!(names(&returned), names(&moved));
    std::fs::remove_file(data.join("faisceau.db")).unwrap();
    std::fs::rename(data.join("back.db"), data.join("faisceau.db")).unwrap();
    let world = opened(&config(data, None)).await;
    let every = references(&world).await;
    filed(&world, b"filed after the return").await;
    assert_eq!(references(&world).await.len(), every.len() + 1);
    papers_verify(&world, &first.iter().collect::<Vec<_>>()).await;
    world.db.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn a_copy_is_refused_while_served_into_what_is_not_empty_and_from_nothing() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path();
    let url = server().fresh_database().await.unwrap();
    let (here, there) = (sqlite(data, "faisceau.db"), Place::Postgres(url.clone()));
    // No keys, then no database.
    assert!(copied(data, &here, &there).await.is_err());
    lived(&config(data, None), &[b"only"]).await;
    let absent = sqlite(data, "absent.db");
    assert_eq!(
        refused(copied(data, &absent, &there).await),
        Refused::Absent
    );
    assert!(!data.join("absent.db").exists(), "none was made");
    let empty = server().fresh_database().await.unwrap();
    let empty = Place::Postgres(empty);
    assert_eq!(refused(copied(data, &empty, &here).await), Refused::Absent);

    // The real server, which uses it.
    let (running, _) = Running::start(data, "serve", "listening on");
    let command = ["copy", "--from"];
    let from = format!("sqlite:{}", data.join("faisceau.db").display());
    let asked = [&command[..], &[&from, "--to", &url]].concat();
    let told = run(data, &asked, "");
    assert_eq!(told.status.code(), Some(1));
    let why = String::from_utf8_lossy(&told.stderr).into_owned();
    assert!(why.contains("stop every `serve` and `work`"), "{why}");
    drop(running);

    let done = run(data, &asked, "");
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    assert!(said(&done).contains("the same"), "{done:?}");
    assert!(!said(&done).contains(&url), "no address is printed");
    assert_eq!(
        refused(copied(data, &here, &there).await),
        Refused::NotEmpty
    );
    assert_eq!(refused(copied(data, &here, &here).await), Refused::NotEmpty);

    // Served from PostgreSQL.
    let mut serve = program(data);
    serve.env("FAISCEAU_DATABASE_URL", &url).arg("serve");
    let (running, _) = Running::start_as(serve.stdout(Stdio::null()), "listening on");
    let back = sqlite(data, "back.db");
    assert_eq!(
        refused(copied(data, &there, &back).await),
        Refused::SourceServed
    );
    let target = refused(copied(data, &here, &there).await);
    assert_eq!(target, Refused::TargetServed);
    drop(running);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn another_version_of_the_schema_a_broken_journal_and_a_changed_row_are_told() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path();
    lived(&config(data, None), &[b"only"]).await;
    let here = sqlite(data, "faisceau.db");
    let ask_in = async |file: &str, statement: &Statement| {
        let db = Db::sqlite(&data.join(file)).await.unwrap();
        let mut tx = db.write().await.unwrap();
        tx.execute(statement, binds![]).await.unwrap();
        tx.commit().await.unwrap();
        db.close().await;
    };
    let ask = async |statement| ask_in("faisceau.db", statement).await;
    let there = || async { Place::Postgres(server().fresh_database().await.unwrap()) };

    ask(&store::NEWER_SCHEMA).await;
    let why = refused(copied(data, &here, &there().await).await);
    assert!(matches!(why, Refused::Version { .. }), "{why}");
    ask(&store::NO_NEWER_SCHEMA).await;

    ask(&store::BREAK_JOURNAL).await;
    let target = there().await;
    let why = refused(copied(data, &here, &target).await);
    assert!(why.to_string().contains("journal"), "{why}");
    // What was made meanwhile serves nothing, and is no source either.
    let Place::Postgres(url) = &target else {
        panic!("an address")
    };
    let unfinished = setup::world(config(data, Some(url)), Clock::System, Dice::System).await;
    let why = unfinished.err().unwrap().to_string();
    assert!(why.contains("was not finished"), "{why}");
    let back = sqlite(data, "back.db");
    let why = refused(copied(data, &target, &back).await);
    assert_eq!(why, Refused::SourceUnfinished);
    ask(&store::MEND_JOURNAL).await;
    copied(data, &here, &target).await.unwrap();

    // A database that keeps another thing than what it is given.
    ask(&store::BREAK_JOURNAL).await;
    refused(copied(data, &here, &back).await);
    ask(&store::MEND_JOURNAL).await;
    ask_in("back.db", &store::MEDDLE).await;
    let why = refused(copied(data, &here, &back).await);
    assert_eq!(why, Refused::Differs("the table `events`".to_owned()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn a_copy_that_is_killed_is_never_taken_for_an_installation() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path();
    lived(&config(data, None), &[b"first", b"second"]).await;
    let from = format!("sqlite:{}", data.join("faisceau.db").display());
    let timed = server().fresh_database().await.unwrap();
    let begun = std::time::Instant::now();
    let done = run(data, &["copy", "--from", &from, "--to", &timed], "");
    let length = begun.elapsed();
    assert_eq!(done.status.code(), Some(0), "{done:?}");
    let back = data.join("back.db");
    let to_file = format!("sqlite:{}", back.display());
    let fresh = server().fresh_database().await.unwrap();
    for (from, to) in [(&from, &fresh), (&timed, &to_file)] {
        let to_place = Place::parse(to).unwrap();
        for turn in 0..TIMES {
            killed(
                data,
                &["copy", "--from", from, "--to", to],
                length * turn / TIMES,
            );
            if is_whole(data, &to_place).await {
                break;
            }
        }
        if !is_whole(data, &to_place).await {
            let done = run(data, &["copy", "--from", from, "--to", to], "");
            assert_eq!(done.status.code(), Some(0), "{done:?}");
        }
        assert!(is_whole(data, &to_place).await);
    }
}

fn killed(data: &Path, arguments: &[&str], after: Duration) {
    let mut started = program(data);
    let quiet = started.args(arguments).stdout(Stdio::null());
    let mut child = quiet.stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(after);
    let _ = child.kill();
    child.wait().unwrap();
}

/// Whether this is an installation: then everything is in it. Otherwise nothing is, or it is refused.
async fn is_whole(data: &Path, place: &Place) -> bool {
    let db = match place {
        Place::Sqlite(file) if !file.exists() => return false,
        Place::Sqlite(file) => Db::sqlite(file).await.unwrap(),
        Place::Postgres(url) => Db::postgres(url, 2).await.unwrap(),
    };
    let marked = faisceau_platform::db::across::is_marked(&db).await.unwrap();
    let unused = db.is_unused().await.unwrap();
    db.close().await;
    if marked || unused {
        return false;
    }
    if let Place::Postgres(url) = place {
        let world = opened(&config(data, Some(url))).await;
        assert_eq!(references(&world).await.len(), 2);
        world.db.close().await;
    }
    true
}
