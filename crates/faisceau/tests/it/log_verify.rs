//! A stranger's check: a paper, the proof of its entry, two checkpoints and the tiles, as published, read by the
//! program without its instance and by `docs/verify/verify.py`; each says yes to what is whole, and no with the cause
//! to what was damaged.

use crate::store;
use faisceau::{capabilities, setup};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::merkle::path::Named;
use faisceau_domain::merkle::tile::TileId;
use faisceau_evidence::log::prove::{Standing, papers};
use faisceau_platform::binds;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::cx::Cx;
use faisceau_platform::post;
use faisceau_platform::wiring;
use faisceau_platform::world::World;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use tempfile::TempDir;
use uuid::Uuid;

/// What a stranger holds.
struct Published {
    folder: TempDir,
    /// Where the instance serves the log.
    address: String,
}

impl Published {
    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The same file with something replaced.
    fn damaged(&self, name: &str, change: impl Fn(Vec<u8>) -> Vec<u8>) -> PathBuf {
        let bytes = std::fs::read(self.at(name)).unwrap();
        let changed = change(bytes.clone());
        assert_ne!(bytes, changed, "{name} was damaged");
        let file = self.at(&format!("damaged-{name}"));
        std::fs::write(&file, changed).unwrap();
        file
    }
}

fn replaced(from: &'static str, to: &'static str) -> impl Fn(Vec<u8>) -> Vec<u8> {
    move |bytes| {
        let text = String::from_utf8(bytes).unwrap();
        text.replacen(from, to, 1).into_bytes()
    }
}

fn flipped(at: usize) -> impl Fn(Vec<u8>) -> Vec<u8> {
    move |mut bytes| {
        bytes[at] ^= 1;
        bytes
    }
}

fn program(data: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_faisceau"))
        .args(arguments)
        .env_clear()
        .env("FAISCEAU_DATA_DIR", data)
        .env("FAISCEAU_LEGAL_REGIME", "private")
        .env("FAISCEAU_CONTROLLER", "Essai")
        .env("FAISCEAU_DPO_CONTACT", "dpo@exemple.fr")
        .env("FAISCEAU_LEGAL_ACT", "Acte d’essai")
        .env("FAISCEAU_OFFENCE_CASE", "claims")
        .env("FAISCEAU_OWN_SOURCES", "*")
        .current_dir(data)
        .output()
        .unwrap()
}

fn imported(data: &Path, name: &str, count: usize) {
    let line = |n| {
        format!(
            r#"{{"id":"{name}{n}","received_at":"2026-03-02T10:00:00Z","occurred_at":"2026-02-27T18:30:00Z","kind":"x"}}"#
        )
    };
    let lines: Vec<String> = (0..count).map(line).collect();
    std::fs::write(data.join(name), lines.join("\n")).unwrap();
    let out = program(data, &["import", name]);
    assert_eq!(out.status.code(), Some(0), "{out:?}");
}

/// An instance that registered a complaint, then 300, and what it published.
async fn publish() -> (Published, TempDir) {
    let (instance, folder) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let data = instance.path();
    let last = data.join("keys/log.checkpoint");
    imported(data, "first", 1);
    std::fs::copy(&last, folder.path().join("old")).unwrap();
    imported(data, "second", 300);
    std::fs::copy(&last, folder.path().join("new")).unwrap();
    let key = program(data, &["keys", "export"]);
    std::fs::write(folder.path().join("key.pem"), key.stdout).unwrap();
    let variables = [("FAISCEAU_DATA_DIR", data.to_str().unwrap())];
    let variables: BTreeMap<String, String> = variables
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let config = setup::config(None, &variables).unwrap();
    let world = setup::world(config, Clock::System, Dice::System)
        .await
        .unwrap();
    keep_papers(&world, folder.path()).await;
    let address = serve(&world).await;
    for (level, index) in [(0, 0), (0, 1), (1, 0)] {
        let path = Named::tile(TileId { level, index }, 301).path();
        let tile = post::get(&format!("{address}/{path}")).await.unwrap();
        assert_eq!(tile.status, 200, "{path}");
        let file = folder.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, tile.body).unwrap();
    }
    (Published { folder, address }, instance)
}

/// Two papers and the proof of each.
async fn keep_papers(world: &Arc<World>, folder: &Path) {
    let cx = Cx::platform(world);
    let mut tx = world.db.read().await.unwrap();
    let rows = tx.all(&store::FIRST_FILED, binds![]).await.unwrap();
    tx.rollback().await.unwrap();
    for (row, name) in rows.iter().zip(["one", "two"]) {
        let id: Uuid = row.get("id").unwrap();
        let render = || faisceau_intake::render::render(&cx, ComplaintId(id), "acknowledgement");
        let pdf = render().await.unwrap();
        let entry = papers(&cx, id).await.unwrap().remove(0);
        let Standing::Entry { of, proof, .. } = entry.standing else {
            panic!("it is in the log");
        };
        assert_eq!(of, 301);
        assert_eq!(render().await.unwrap(), pdf, "the paper never changes");
        std::fs::write(folder.join(format!("{name}.pdf")), pdf).unwrap();
        std::fs::write(folder.join(format!("{name}.proof")), proof.text()).unwrap();
    }
}

async fn serve(world: &Arc<World>) -> String {
    let list = capabilities::all();
    let front = wiring::front(world, &list).unwrap();
    let app = wiring::router(&front, &list);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move { axum::serve(listener, app).await });
    format!("http://{address}/log")
}

/// What our program and the outside verifier say of the same files.
fn asked(published: &Published, ours: &[&str], theirs: &[&str]) -> [(Option<i32>, String); 2] {
    let key = published.at("key.pem");
    let key = key.to_str().unwrap();
    let nowhere = published.at("nowhere");
    std::fs::create_dir_all(&nowhere).unwrap();
    let ours = program(&nowhere, &[ours, &["--key", key]].concat());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/verify/verify.py");
    let theirs = Command::new("python3")
        .arg("-B")
        .arg(script)
        .args(theirs)
        .arg(key)
        .output()
        .unwrap();
    [ours, theirs].map(|out| {
        let told = [&out.stdout[..], &out.stderr].concat();
        (
            out.status.code(),
            String::from_utf8_lossy(&told).into_owned(),
        )
    })
}

fn document(published: &Published, pdf: &Path, proof: &Path) -> [(Option<i32>, String); 2] {
    let (pdf, proof) = (pdf.to_str().unwrap(), proof.to_str().unwrap());
    asked(
        published,
        &["receipt", "verify", pdf, "--proof", proof],
        &["document", pdf, proof],
    )
}

fn log(published: &Published, old: &Path, new: &Path, tiles: &str) -> [(Option<i32>, String); 2] {
    let (old, new) = (old.to_str().unwrap(), new.to_str().unwrap());
    asked(
        published,
        &["log", "verify", old, new, "--tiles", tiles],
        &["log", old, new, tiles],
    )
}

#[track_caller]
fn says(told: [(Option<i32>, String); 2], code: i32, words: [&str; 2]) {
    for ((status, said), word) in told.iter().zip(words) {
        assert_eq!(*status, Some(code), "{said}");
        assert!(said.contains(word), "`{word}` is not in: {said}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_checks_papers_and_the_log_from_what_is_published() {
    let (published, instance) = publish().await;
    let (pdf, proof) = (published.at("one.pdf"), published.at("one.proof"));
    let whole = document(&published, &pdf, &proof);
    says(whole, 0, ["entry 1 of 301", "entry 1 of 301"]);
    papers_damaged(&published, &pdf, &proof);
    logs(&published);
    let data = instance.path();
    let new = published.at("new");
    for arguments in [
        &["log", "check", "--against", new.to_str().unwrap()][..],
        &["log", "check"],
    ] {
        let out = program(data, arguments);
        assert_eq!(out.status.code(), Some(0), "{out:?}");
        assert!(String::from_utf8_lossy(&out.stdout).contains("whole: 301 entries"));
    }
    let old = published.at("old");
    let out = program(data, &["log", "remember", old.to_str().unwrap()]);
    let told = String::from_utf8_lossy(&out.stdout).into_owned();
    assert!(
        told.contains("301 entries"),
        "an older one is not taken: {told}"
    );
    // Over the network, from the instance itself.
    let served = format!("{}/checkpoint", published.address);
    let key = published.at("key.pem");
    let out = program(
        data,
        &[
            "log",
            "verify",
            old.to_str().unwrap(),
            &served,
            "--key",
            key.to_str().unwrap(),
        ],
    );
    assert_eq!(out.status.code(), Some(0), "{out:?}");
}

#[test]
fn the_outside_verifier_stays_short() {
    let text = include_str!("../../../../docs/verify/verify.py");
    assert!(text.lines().count() < 150);
    let imports = text
        .lines()
        .filter(|line| line.starts_with("import ") || line.starts_with("from "));
    let imports: Vec<&str> = imports.collect();
    let known = "import base64, hashlib, json, re, sys, urllib.request, zlib";
    assert_eq!(imports, [known], "Python's standard library alone");
}

fn papers_damaged(published: &Published, pdf: &Path, proof: &Path) {
    let other = document(published, pdf, &published.at("two.proof"));
    let not_of = "not of this document";
    says(other, 2, [not_of, not_of]);
    let moved = published.damaged("one.proof", replaced("index 0", "index 1"));
    says(document(published, pdf, &moved), 2, [not_of, not_of]);
    let salted = published.damaged("one.proof", |bytes| {
        let text = String::from_utf8(bytes).unwrap();
        let salt = text.split_once("extra ").unwrap().1.chars().next().unwrap();
        let other = if salt == 'A' { "extra B" } else { "extra A" };
        text.replacen(&format!("extra {salt}"), other, 1)
            .into_bytes()
    });
    says(document(published, pdf, &salted), 2, [not_of, not_of]);
    let outside = published.damaged("one.proof", replaced("index 0", "index 301"));
    let within = "not within the log";
    says(document(published, pdf, &outside), 2, [within, within]);
    let signed = published.damaged("one.proof", replaced("\n301\n", "\n302\n"));
    let held = "does not hold";
    says(document(published, pdf, &signed), 2, [held, held]);
    let headless = published.damaged("one.proof", replaced("tlog-proof@v1", "tlog-proof@v2"));
    let none = "not a proof of the log";
    says(document(published, pdf, &headless), 2, [none, none]);
    let middle = std::fs::metadata(pdf).unwrap().len() / 2;
    let bytes = published.damaged("one.pdf", flipped(usize::try_from(middle).unwrap()));
    says(
        document(published, &bytes, proof),
        2,
        ["NOT authentic", "the file was changed"],
    );
    let longer = published.damaged("one.pdf", |bytes| [&bytes[..], b"%%EOF\n"].concat());
    says(
        document(published, &longer, proof),
        2,
        ["NOT authentic", "the file was changed"],
    );
}

fn logs(published: &Published) {
    let (old, new) = (published.at("old"), published.at("new"));
    let folder = published.folder.path().to_str().unwrap();
    let begins = "301 entries of";
    says(
        log(published, &old, &new, folder),
        0,
        ["consistent: the 301 entries", begins],
    );
    let address = published.address.clone();
    says(
        log(published, &old, &new, &address),
        0,
        ["consistent: the 301 entries", begins],
    );
    says(
        log(published, &new, &old, folder),
        2,
        ["larger than the newer", "the log went back"],
    );
    let forged = published.damaged("new", replaced("\n301\n", "\n302\n"));
    says(
        log(published, &old, &forged, folder),
        2,
        ["does not hold", "does not hold"],
    );
    // Another log under the same name: its key is unknown.
    let elsewhere = published.damaged("old", replaced("127.0.0.1", "127.0.0.2"));
    says(
        log(published, &elsewhere, &new, folder),
        2,
        ["no known key", "did not sign"],
    );
    for (tile, words) in [
        (
            "tile/0/001.p/45",
            ["another root", "not those of the newer"],
        ),
        ("tile/0/000", ["another root", "the tile above it"]),
    ] {
        let file = published.at(tile);
        let bytes = std::fs::read(&file).unwrap();
        std::fs::write(&file, flipped(40)(bytes.clone())).unwrap();
        says(log(published, &old, &new, folder), 2, words);
        std::fs::write(&file, &bytes[..bytes.len() - 32]).unwrap();
        says(log(published, &old, &new, folder), 2, ["shorter", "length"]);
        std::fs::write(&file, bytes).unwrap();
    }
}
