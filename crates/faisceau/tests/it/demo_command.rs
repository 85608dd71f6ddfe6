//! The demonstration as a visitor starts it: the whole year, its printed passwords, its port, its
//! mark on every page and paper, and nothing left when it ends. Runs the real program.

use crate::running::{Running, program};
use crate::store;
use crate::visitor::Visitor;
use faisceau_domain::access::Role;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_platform::db::Db;
use faisceau_platform::web::{Answers, Audience};
use faisceau_platform::{binds, wiring};
use jiff::Timestamp;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// What every page of a demonstration bears.
const MARK: &str = "<aside class=\"specimen\" aria-label=\"Démonstration\"><p>SPÉCIMEN";

/// A demonstration that runs, in a folder of the test's own.
struct Demo {
    running: Running,
    address: String,
    /// What it printed.
    printed: String,
    /// What it wrote for tools.
    keys: Value,
    folder: tempfile::TempDir,
}

impl Demo {
    /// Asked to listen everywhere by its settings, and to keep its data elsewhere: it does neither.
    /// Told no regime and no controller: it needs none.
    fn start() -> Demo {
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let (out, keys) = (folder.path().join("out"), folder.path().join("keys.json"));
        let mut command = program(&folder.path().join("data"));
        command
            .args(["demo", "--port", &port.to_string(), "--accounts"])
            .arg(&keys)
            .env("FAISCEAU_LISTEN", "0.0.0.0:80")
            .env_remove("FAISCEAU_LEGAL_REGIME")
            .env_remove("FAISCEAU_CONTROLLER")
            .env("TMPDIR", folder.path())
            .current_dir(folder.path())
            .stdout(File::create(&out).unwrap());
        let (running, line) = Running::start_as(&mut command, "listening on");
        let address = format!("127.0.0.1:{port}");
        assert!(line.ends_with(&format!("http://{address}")), "{line}");
        Demo {
            running,
            address,
            printed: std::fs::read_to_string(out).unwrap(),
            keys: serde_json::from_slice(&std::fs::read(keys).unwrap()).unwrap(),
            folder,
        }
    }

    /// The throwaway folder.
    fn data(&self) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let paths = entries.map(|entry| entry.unwrap().path());
        paths.filter(|path| path.is_dir()).collect()
    }

    /// The passwords as a person reads them on the terminal.
    fn passwords(&self) -> BTreeMap<String, String> {
        let roles = Role::ALL.map(Role::code);
        let words = self
            .printed
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>());
        let pairs = words.filter(|words| words.len() == 2 && roles.contains(&words[0]));
        pairs
            .map(|words| (words[0].to_owned(), words[1].to_owned()))
            .collect()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_demonstration_is_a_marked_throwaway_year_with_an_account_of_each_role() {
    let mut demo = Demo::start();
    let data = demo.data();
    assert_eq!(
        data.len(),
        1,
        "its data is in a folder of its own: {data:?}"
    );
    assert_year(&data[0]).await;
    let passwords = demo.passwords();
    assert_eq!(passwords.len(), Role::ALL.len(), "{}", demo.printed);
    let distinct: BTreeSet<&String> = passwords.values().collect();
    assert_eq!(distinct.len(), passwords.len(), "each has its own");
    for (role, password) in &passwords {
        assert_eq!(demo.printed.matches(password.as_str()).count(), 1, "once");
        assert_eq!(demo.keys[role]["password"], password.as_str());
    }
    let mut seen = public_pages(&demo);
    seen += drafts(&demo);
    seen += follow_up(&demo);
    for (role, password) in &passwords {
        seen += staff_pages(&demo, role, password);
    }
    assert!(seen > 50, "{seen} pages were looked at");
    demo.running.ask_to_stop();
    assert_eq!(demo.running.child.wait().unwrap().code(), Some(0));
    assert!(demo.data().is_empty(), "nothing is left");
}

async fn assert_year(data: &Path) {
    let db = Db::sqlite(&data.join("faisceau.db")).await.unwrap();
    let mut tx = db.read().await.unwrap();
    let counts = tx
        .one(&store::COUNTS, binds![Timestamp::now()])
        .await
        .unwrap();
    let count = |name: &str| counts.get::<i64>(name).unwrap();
    assert!(count("complaints") >= 2_000, "{}", count("complaints"));
    assert!(count("online") >= 200 && count("validated") >= 20);
    assert_eq!(count("late"), 0, "nothing happens after the present");
    let sizes = tx.all(&store::SIZES, vec![]).await.unwrap();
    let sizes: BTreeSet<i64> = sizes.iter().map(|row| row.get("n").unwrap()).collect();
    assert!(sizes.len() >= 6 && sizes.contains(&2), "{sizes:?}");
    assert!(sizes.last().unwrap() >= &40, "{sizes:?}");
    let alone = count("complaints") - count("linked");
    assert!(alone >= 300, "{alone} belong to no series");
    drop(tx);
    db.close().await;
}

/// The pages of the register that answer HTML at an address without parameters.
fn pages(audience: impl Fn(&Audience) -> bool) -> Vec<&'static str> {
    let routes = wiring::routes(&faisceau::capabilities::all());
    let html = routes.list().filter(|route| {
        route.method == "GET" && route.answers == Answers::Html && audience(&route.audience)
    });
    let plain = html.filter(|route| !route.path.contains('{'));
    plain.map(|route| route.path).collect()
}

/// Looks at these pages; how many were shown. Each is marked, the refusals too.
fn look(visitor: &mut Visitor, paths: &[&str]) -> usize {
    let mut shown = 0;
    for path in paths {
        let seen = visitor.get(path);
        if seen.status == 303 {
            continue;
        }
        assert!(
            seen.text().contains(MARK),
            "{path}: {} {}",
            seen.status,
            seen.text()
        );
        shown += usize::from(seen.status == 200);
    }
    shown
}

fn public_pages(demo: &Demo) -> usize {
    let mut visitor = Visitor::of(&demo.address);
    let mut paths = pages(|audience| *audience == Audience::Public);
    paths.push("/nowhere");
    let shown = look(&mut visitor, &paths);
    assert_eq!(
        shown,
        paths.len() - 5,
        "all but the absent one, the result of a choice not made yet, the returns from no provider, and what is kept with none"
    );
    shown
}

fn drafts(demo: &Demo) -> usize {
    let mut shown = 0;
    let ready = demo.keys["ready"].as_str();
    for code in demo.keys["draft"]
        .as_object()
        .unwrap()
        .values()
        .map(Value::as_str)
        .chain([ready])
    {
        let code = Code::parse(CodeKind::Resume, code.unwrap()).unwrap();
        let mut visitor = Visitor::of(&demo.address).with_cookie("draft", code.bare());
        shown += look(
            &mut visitor,
            &pages(|audience| *audience == Audience::Draft),
        );
    }
    assert!(shown >= 4, "{shown} pages of drafts");
    shown
}

/// The printed reference and code open a space whose papers are marked on each page.
fn follow_up(demo: &Demo) -> usize {
    let opened = &demo.keys["case"]["validated"];
    let (reference, code) = (&opened["reference"], &opened["follow_up"]);
    let (reference, code) = (reference.as_str().unwrap(), code.as_str().unwrap());
    let line = format!("  {reference}   {code}");
    assert!(
        demo.printed.lines().any(|printed| printed == line),
        "{}",
        demo.printed
    );
    let mut visitor = Visitor::of(&demo.address);
    let sent = visitor.send("/suivi", &[("reference", reference), ("code", code)]);
    assert_eq!(
        (sent.status, sent.location.as_str()),
        (303, "/suivi/dossier")
    );
    let space = visitor.get("/suivi/dossier");
    let papers = space.links("/suivi/documents/");
    assert_eq!(
        papers.len(),
        5,
        "the acknowledgement, its discreet form, the officer's paper, the copy of the minutes and the proof file"
    );
    for paper in papers {
        let file = visitor.get(&paper);
        assert_eq!(file.status, 200, "{paper}");
        if paper.ends_with("/preuve-des-pieces") {
            assert!(file.body.starts_with(b"faisceau exhibits 1\n"));
            continue;
        }
        assert!(file.body.starts_with(b"%PDF"), "{paper}");
        assert_marked(&demo.folder.path().join("paper.pdf"), &file.body);
    }
    look(&mut visitor, &["/suivi/dossier"])
}

#[cfg(has_poppler)]
fn assert_marked(file: &Path, pdf: &[u8]) {
    std::fs::write(file, pdf).unwrap();
    let mut read = std::process::Command::new(env!("FAISCEAU_TEST_PDFTOTEXT"));
    let out = read.arg("-raw").arg(file).arg("-").output().unwrap();
    let text = String::from_utf8(out.stdout).unwrap();
    let pages: Vec<&str> = text.split_terminator('\u{c}').collect();
    assert!(!pages.is_empty());
    for page in pages {
        assert!(page.contains("SPÉCIMEN"), "{page}");
    }
}

#[cfg(not(has_poppler))]
fn assert_marked(_file: &Path, _pdf: &[u8]) {}

/// The printed password opens the pages of the role.
fn staff_pages(demo: &Demo, role: &str, password: &str) -> usize {
    let mut visitor = Visitor::of(&demo.address);
    let typed = [
        ("login", role),
        ("password", password),
        ("retour", "/agent"),
    ];
    let sent = visitor.send("/connexion", &typed);
    // Straight in, or by the choice of a purpose where the role has several.
    assert_eq!(sent.status, 303, "{role}");
    assert!(
        sent.location.starts_with("/agent"),
        "{role}: {}",
        sent.location
    );
    let mut paths = pages(|audience| matches!(audience, Audience::AnyStaff | Audience::Staff(_)));
    let case = format!(
        "/dossier/{}",
        demo.keys["case"]["validated"]["id"].as_str().unwrap()
    );
    paths.push(&case);
    let shown = look(&mut visitor, &paths);
    assert!(shown >= 2, "{role} sees {shown} pages");
    shown
}

#[test]
fn a_port_in_use_is_told_before_any_year_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let held = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = held.local_addr().unwrap().port();
    let mut command = program(folder.path());
    command
        .args(["demo", "--port", &port.to_string()])
        .env("TMPDIR", folder.path())
        .stdout(Stdio::piped());
    let out = command.output().unwrap();
    assert_eq!(out.status.code(), Some(1));
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    assert!(told.contains(&format!("127.0.0.1:{port}")), "{told}");
    assert!(out.stdout.is_empty());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}
