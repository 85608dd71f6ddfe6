//! What an earlier version left is taken on by this one: its database migrated by the real server, its codes and
//! passwords still opening, its journal, log and papers verified to where they stood, and the work going on; the same
//! for a backup it made. The fixtures of `tests/older` were made by earlier versions (`docs/recipes/older.sh`); what this
//! version would leave to a later one is tried too.

mod make;

use crate::installation::filed;
use crate::running::Running;
use crate::store;
use crate::visitor::Visitor;
use faisceau::background::{publish_all, seal_all};
use faisceau::setup;
use faisceau::verify::against::{Told, against, head_text};
use faisceau_platform::binds;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::testkit::{On, server};
use make::{command, config, done};
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The fixtures of one kind of database, oldest first.
fn fixtures(kind: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/older");
    let files = std::fs::read_dir(folder).unwrap();
    let files = files.map(|file| file.unwrap().path());
    let mut found: Vec<PathBuf> = files
        .filter(|file| file.to_string_lossy().ends_with(&format!("-{kind}.tar.gz")))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "no fixture of {kind}");
    found
}

fn unpacked(fixture: &Path, to: &Path) {
    let mut tar = Command::new("tar");
    tar.arg("-xzf").arg(fixture).arg("-C").arg(to);
    done(tar, "");
}

/// A new database with what `pg_dump` gave.
async fn loaded(sql: &Path) -> String {
    let url = server().fresh_database().await.unwrap();
    let mut psql = Command::new(Path::new(env!("FAISCEAU_TEST_POSTGRES_BIN")).join("psql"));
    psql.args(["--quiet", "--no-psqlrc", "-v", "ON_ERROR_STOP=1", "-f"]);
    psql.arg(sql).arg(&url);
    done(psql, "");
    url
}

fn told(out: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(out.join("told.json")).unwrap()).unwrap()
}

/// The server of this version takes the installation on: people come back with what they were given.
fn served(data: &Path, url: Option<&str>, told: &Value) {
    let mut serve = command(data, url);
    serve.arg("serve").stdout(Stdio::null());
    let (running, line) = Running::start_as(&mut serve, "listening on");
    let address = line.split("http://").nth(1).unwrap().trim();
    let word = |name: &str| told[name].as_str().unwrap().to_owned();
    let mut victim = Visitor::of(address);
    let typed = [
        ("reference", word("reference")),
        ("code", word("follow_up")),
    ];
    let typed = typed
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let sent = victim.send("/suivi", &typed);
    let opened = (sent.status, sent.location.as_str());
    assert_eq!(opened, (303, "/suivi/dossier"), "{}", sent.text());
    let space = victim.get("/suivi/dossier");
    assert!(space.text().contains(&word("reference")));
    let papers = space.links("/suivi/documents/");
    let paper = papers.iter().find(|link| !link.ends_with("exhibits"));
    let paper = victim.get(paper.expect("an acknowledgement"));
    assert!(paper.status == 200 && paper.body.starts_with(b"%PDF"));
    let file = data.join("paper.pdf");
    std::fs::write(&file, &paper.body).unwrap();
    let mut verify = command(data, url);
    verify.args(["receipt", "verify"]).arg(&file);
    done(verify, "");
    std::fs::remove_file(file).unwrap();

    let mut officer = Visitor::of(address);
    let (login, password) = (word("login"), word("password"));
    let typed = [("login", login.as_str()), ("password", password.as_str())];
    let sent = officer.send("/connexion", &typed);
    assert_eq!(sent.status, 303, "{}", sent.text());
    let page = officer.get(&format!("/dossier/{}", word("id")));
    assert!(page.text().contains(&word("reference")), "{}", page.status);
    running.ask_to_stop();
    running.line("stopping");
    drop(running);
}

/// Nothing was lost, nothing was changed, and one more is filed.
async fn goes_on(data: &Path, url: Option<&str>, told: &Value) {
    let world = setup::world(config(data, url), Clock::System, Dice::System);
    let world = world.await.unwrap();
    let count = async || {
        let mut tx = world.db.read().await.unwrap();
        let rows = tx.all(&store::REFERENCES, binds![]).await.unwrap();
        tx.rollback().await.unwrap();
        let references = rows.iter().map(|row| row.get("reference").unwrap());
        references.collect::<std::collections::BTreeSet<String>>()
    };
    let before = count().await;
    assert_eq!(Some(before.len() as u64), told["complaints"].as_u64());
    filed(&world, b"filed on this version").await;
    assert_eq!(count().await.len(), before.len() + 1);
    faisceau_platform::jobs::run::work_until_idle(&world)
        .await
        .unwrap();
    seal_all(&world).await.unwrap();
    publish_all(&world).await.unwrap();
    for check in faisceau::verify::verify(&world).await.unwrap() {
        assert_eq!(check.wrong, 0, "{check:?}");
        assert!(
            check.looked_at > 0 || check.what.contains("time") || check.what.contains("series")
        );
    }
    let head = hex::decode(told["journal_head"].as_str().unwrap()).unwrap();
    let head = head_text(
        told["journal_rows"].as_i64().unwrap(),
        &head.try_into().unwrap(),
    );
    let same = against(&world, head.as_bytes()).await.unwrap();
    assert!(matches!(same, Told::Same(_)), "{same:?}");
    world.db.close().await;
}

/// The backup of an earlier version, put back by this one. Leaves the files in the data folder that it was made of, if
/// they were not kept there too.
async fn restored(out: &Path, on: On, told: &Value) {
    let there = tempfile::tempdir().unwrap();
    let url = match on {
        On::Sqlite => None,
        On::Postgres => Some(server().fresh_database().await.unwrap()),
    };
    let keys = there.path().join("keys");
    std::fs::create_dir(&keys).unwrap();
    for key in std::fs::read_dir(out.join("data/keys")).unwrap() {
        let key = key.unwrap();
        if key.path().is_file() {
            std::fs::copy(key.path(), keys.join(key.file_name())).unwrap();
        }
    }
    let mut restore = command(there.path(), url.as_deref());
    restore.arg("restore").arg(out.join("backup"));
    restore.arg("--identity").arg(out.join("backups.key"));
    done(restore, "");
    served(there.path(), url.as_deref(), told);
    goes_on(there.path(), url.as_deref(), told).await;
    let files = out.join("data/files");
    if !files.exists() {
        std::fs::rename(there.path().join("files"), files).unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_database_of_sqlite_of_an_earlier_version_is_taken_on() {
    for fixture in fixtures("sqlite") {
        let out = tempfile::tempdir().unwrap();
        unpacked(&fixture, out.path());
        let (data, told) = (out.path().join("data"), told(out.path()));
        served(&data, None, &told);
        goes_on(&data, None, &told).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn a_database_of_postgresql_of_an_earlier_version_is_taken_on_and_its_backup() {
    for fixture in fixtures("postgresql") {
        let out = tempfile::tempdir().unwrap();
        unpacked(&fixture, out.path());
        let (data, told) = (out.path().join("data"), told(out.path()));
        restored(out.path(), On::Postgres, &told).await;
        let url = loaded(&out.path().join("database.sql")).await;
        served(&data, Some(&url), &told);
        goes_on(&data, Some(&url), &told).await;
    }
}

/// Where `docs/recipes/older.sh` wants what this version leaves.
fn wanted() -> (Option<tempfile::TempDir>, PathBuf) {
    match std::env::var_os("FAISCEAU_OLDER") {
        Some(folder) => (None, PathBuf::from(folder)),
        None => {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().to_path_buf();
            (Some(folder), path)
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_this_version_leaves_on_sqlite_can_be_taken_on() {
    let (kept, out) = wanted();
    let out = out.join("sqlite");
    make::make(On::Sqlite, &out).await;
    if kept.is_some() {
        let told = told(&out);
        restored(&out, On::Sqlite, &told).await;
        served(&out.join("data"), None, &told);
        goes_on(&out.join("data"), None, &told).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn what_this_version_leaves_on_postgresql_can_be_taken_on() {
    let (kept, out) = wanted();
    let out = out.join("postgresql");
    make::make(On::Postgres, &out).await;
    if kept.is_some() {
        let told = told(&out);
        restored(&out, On::Postgres, &told).await;
        let url = loaded(&out.join("database.sql")).await;
        served(&out.join("data"), Some(&url), &told);
        goes_on(&out.join("data"), Some(&url), &told).await;
    }
}
