//! `faisceau package` as an operator runs it, and its archive read by programs that are not ours: `tar`,
//! `sha256sum`, `sha512sum`, `openssl`. With FAISCEAU_PACKAGES the archive is left there for others
//! (`.ci/exports.py`).

use crate::installation::{copies, filed, lying};
use crate::running::{run, said};
use crate::store;
use faisceau::background::seal_all;
use faisceau::setup;
use faisceau_documents::Regime;
use faisceau_platform::binds;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::Config;
use std::path::Path;
use std::process::Command;

/// An installation with two complaints, as `serve` leaves it; the reference of the first.
async fn installed(data: &Path) -> String {
    let config = Config {
        data_dir: data.to_path_buf(),
        legal_regime: Some(Regime::Private),
        controller: Some("Association d’essai".into()),
        ..Config::default()
    };
    let world = setup::world(config, Clock::System, Dice::System);
    let world = world.await.unwrap();
    let first = filed(&world, b"the exhibit of this one").await;
    filed(&world, b"the exhibit of another").await;
    seal_all(&world).await.unwrap();
    let mut tx = world.db.read().await.unwrap();
    let row = tx
        .one(&store::REFERENCE_OF, binds![first.id])
        .await
        .unwrap();
    let reference = row.get("reference").unwrap();
    tx.rollback().await.unwrap();
    world.db.close().await;
    reference
}

fn accepted(folder: &Path, program: &str, arguments: &[&str]) {
    let mut judge = Command::new(program);
    let told = judge.args(arguments).current_dir(folder).output().unwrap();
    assert!(told.status.success(), "{program} {arguments:?}: {told:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_package_is_checked_by_strangers_tools_and_never_made_of_an_altered_exhibit() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let reference = installed(&data).await;
    let out = place.path().join("lot.tar");
    let to = out.to_str().unwrap();
    let asked = |reference: &str, reason: &str| {
        let asked = ["package", reference, "--reason", reason, "--out", to];
        run(&data, &asked, "")
    };
    let unknown = asked("FSC-2026-999999-Z", "procédure 12");
    assert_eq!(unknown.status.code(), Some(1), "{unknown:?}");
    let silent = asked(&reference, "no");
    assert_eq!(silent.status.code(), Some(1), "{silent:?}");
    assert!(!out.exists(), "nothing is left of what was refused");
    let made = asked(&reference, "procédure 12");
    assert_eq!(made.status.code(), Some(0), "{made:?}");
    let over = asked(&reference, "procédure 12");
    assert_eq!(over.status.code(), Some(1), "a package is not written over");
    if let Ok(folder) = std::env::var("FAISCEAU_PACKAGES") {
        std::fs::copy(&out, Path::new(&folder).join("complaint.tar")).unwrap();
    }

    accepted(place.path(), "tar", &["xf", to]);
    let bag = place.path().join(format!("faisceau-{reference}"));
    strangers_accept(&data, &bag, &reference);

    // One byte of an exhibit: no package is made.
    let stored = copies(&data.join("files"), b"the exhibit of this one");
    let stored = data.join("files").join(&stored[0]);
    std::fs::write(stored, b"the exhibit of this onE").unwrap();
    std::fs::remove_file(&out).unwrap();
    let altered = asked(&reference, "procédure 12");
    assert_eq!(altered.status.code(), Some(1), "{altered:?}");
    assert!(String::from_utf8_lossy(&altered.stderr).contains("is not what was received"));
    assert!(!out.exists());
}

/// The bag of one complaint, by programs that are not ours.
fn strangers_accept(data: &Path, bag: &Path, reference: &str) {
    for program in ["sha256sum", "sha512sum"] {
        let kind = program.trim_end_matches("sum");
        for manifest in ["manifest", "tagmanifest"] {
            let manifest = format!("{manifest}-{kind}.txt");
            accepted(bag, program, &["--check", "--quiet", "--strict", &manifest]);
        }
    }
    let held = copies(bag, b"the exhibit of this one");
    assert!(held.len() == 1 && held[0].ends_with(".bin"), "{held:?}");
    assert_eq!(copies(bag, b"the exhibit of another"), [""; 0]);
    let paper = format!("data/{reference}/papers/acknowledgement");
    let key = std::fs::read_to_string(bag.join(format!("{paper}.key-id"))).unwrap();
    let key = format!("data/keys/{}.pem", key.trim());
    // As README.txt of the package says.
    let script = "{ printf 'faisceau acknowledgement payload 1\\0'; \
        openssl dgst -sha256 -binary \"$1.json\"; } >../signed; \
        openssl pkeyutl -verify -rawin -pubin -inkey \"$2\" -in ../signed -sigfile \"$1.sig\"";
    accepted(bag, "sh", &["-c", script, "sh", &paper, &key]);
    let pdf = bag.join(format!("{paper}.pdf"));
    let told = run(data, &["receipt", "verify", pdf.to_str().unwrap()], "");
    assert!(said(&told).starts_with("authentic"), "{told:?}");
    // Nothing of what the person wrote, and the journal says who took it out.
    for (file, _) in lying(bag) {
        let bytes = std::fs::read(bag.join(&file)).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        assert!(!text.contains("boutique-0.example"), "{file}");
    }
    let journal = bag.join(format!("data/{reference}/journal.ndjson"));
    let journal = std::fs::read_to_string(journal).unwrap();
    assert!(
        journal.contains("complaint.filed") && journal.contains("\"position\":1"),
        "{journal}"
    );

    let custody = bag.join(format!("data/{reference}/custody.ndjson"));
    let custody = std::fs::read_to_string(custody).unwrap();
    assert!(custody.contains("\"kind\":\"deposited\""), "{custody}");
}
