//! `faisceau backup` and `faisceau restore` as an operator runs them, killed at any moment: what was
//! interrupted is never taken for a backup, nor for an installation.

use crate::installation::filed;
use crate::running::{program, run, said};
use age::secrecy::ExposeSecret as _;
use age::x25519::Identity;
use faisceau::background::seal_all;
use faisceau::setup;
use faisceau_documents::Regime;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::Config;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

/// Interruptions spread over the time that one run takes, whatever the machine.
const TIMES: u32 = 8;

fn identity(folder: &Path, name: &str) -> (PathBuf, String) {
    let (made, file) = (Identity::generate(), folder.join(name));
    std::fs::write(&file, made.to_string().expose_secret()).unwrap();
    (file, made.to_public().to_string())
}

fn word(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// An installation with complaints, as `serve` leaves it.
async fn installed(data: &Path) {
    let config = Config {
        data_dir: data.to_path_buf(),
        legal_regime: Some(Regime::Private),
        offence_case: Some(faisceau_domain::regime::OffenceCase::Claims),
        own_sources: vec!["*".into()],
        controller: Some("Association d’essai".into()),
        ..Config::default()
    };
    let world = setup::world(config, Clock::System, Dice::System);
    let world = world.await.unwrap();
    for exhibit in [&b"first"[..], b"second"] {
        filed(&world, exhibit).await;
    }
    seal_all(&world).await.unwrap();
    world.db.close().await;
}

/// Runs a command and kills it after a while.
fn killed(data: &Path, arguments: &[&str], after: Duration) {
    let mut started = program(data);
    let started = started.args(arguments);
    let quiet = started.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = quiet.spawn().unwrap();
    std::thread::sleep(after);
    let _ = child.kill();
    child.wait().unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_or_a_restore_that_is_killed_is_none() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    std::fs::create_dir(&data).unwrap();
    installed(&data).await;
    let (file, to) = identity(place.path(), "backups.key");
    let (keys_file, keys_to) = identity(place.path(), "keys.key");
    let safe = place.path().join("safe");
    let erasures = place.path().join("erasures.age");
    let asked = ["backup", word(&safe), "--to", &to, "--keys-to", &keys_to];
    let begun = std::time::Instant::now();
    let whole = run(
        &data,
        &["backup", word(&place.path().join("timed")), "--to", &to],
        "",
    );
    let length = begun.elapsed();
    assert_eq!(whole.status.code(), Some(0), "{whole:?}");
    assert!(said(&whole).contains("keys      not in it"), "{whole:?}");
    for turn in 0..TIMES {
        killed(&data, &asked, length * turn / TIMES);
        let verify = ["backup", "verify", word(&safe), "--identity", word(&file)];
        let told = run(&data, &verify, "");
        let none = String::from_utf8_lossy(&told.stderr).contains("no such backup");
        assert!(none || told.status.code() == Some(0), "{told:?}");
    }
    let last = run(
        &data,
        &[&asked[..], &["--erasures", word(&erasures)]].concat(),
        "",
    );
    assert_eq!(last.status.code(), Some(0), "{last:?}");
    let verify = ["backup", "verify", word(&safe), "--identity", word(&file)];
    let told = run(&data, &verify, "");
    assert!(said(&told).contains("all of it opens"), "{told:?}");

    let there = place.path().join("there");
    std::fs::create_dir(&there).unwrap();
    let (file, keys_file) = (word(&file), word(&keys_file));
    let restore = [
        "restore",
        word(&safe),
        "--identity",
        file,
        "--keys-identity",
        keys_file,
        "--erasures",
        word(&erasures),
    ];
    restored_although_killed(&there, &restore, length);
}

/// Killed at any moment, a restore leaves nothing that serves; begun again it ends.
fn restored_although_killed(there: &Path, restore: &[&str], length: Duration) {
    let mut unfinished = 0;
    for turn in 0..TIMES {
        killed(there, restore, length * turn / TIMES);
        if !there.join("restore-unfinished").exists() {
            // Before the first byte, or whole.
            continue;
        }
        unfinished += 1;
        let served = run(there, &["user", "list"], "");
        let told = String::from_utf8_lossy(&served.stderr).into_owned();
        assert!(
            served.status.code() == Some(1) && told.contains("was not finished"),
            "{told}"
        );
    }
    if !there.join("faisceau.db").exists() || unfinished > 0 {
        let done = run(there, restore, "");
        let over = String::from_utf8_lossy(&done.stderr).contains("is not empty");
        assert!(over || done.status.code() == Some(0), "{done:?}");
    }
    let verified = run(there, &["journal", "verify"], "");
    assert!(said(&verified).starts_with("whole:"), "{verified:?}");
    let again = run(there, restore, "");
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("is not empty"));
}

#[test]
fn a_recipient_that_is_none_is_named_and_a_damaged_backup_is_told_by_the_exit_code() {
    let place = tempfile::tempdir().unwrap();
    let data = place.path().join("data");
    std::fs::create_dir(&data).unwrap();
    let safe = place.path().join("safe");
    let wrong = run(&data, &["backup", word(&safe), "--to", "age1nobody"], "");
    assert_eq!(wrong.status.code(), Some(2), "refused by the command line");
    assert!(String::from_utf8_lossy(&wrong.stderr).contains("age1nobody"));
    let (_, to) = identity(place.path(), "backups.key");
    let made = run(&data, &["backup", word(&safe), "--to", &to], "");
    assert_eq!(made.status.code(), Some(0), "{made:?}");
    let backups = std::fs::read_dir(safe.join("backups")).unwrap();
    let backup = backups.map(|entry| entry.unwrap().path()).next().unwrap();
    // A program that is not ours verifies the signature.
    let pem = run(&data, &["keys", "export"], "");
    let key = place.path().join("public.pem");
    std::fs::write(&key, &pem.stdout).unwrap();
    let mut openssl = std::process::Command::new("openssl");
    openssl.args([
        "pkeyutl",
        "-verify",
        "-rawin",
        "-pubin",
        "-inkey",
        word(&key),
    ]);
    openssl.args(["-in", "manifest.json", "-sigfile", "manifest.sig"]);
    let judged = openssl.current_dir(&backup).output().unwrap();
    assert!(judged.status.success(), "{judged:?}");
    let sums = backup.join("SHA256SUMS");
    let mut bytes = std::fs::read(&sums).unwrap();
    bytes[0] ^= 1;
    std::fs::write(&sums, bytes).unwrap();
    let told = run(
        &data,
        &["backup", "verify", word(&safe), "--key", word(&key)],
        "",
    );
    assert_eq!(told.status.code(), Some(2), "{told:?}");
    assert!(
        said(&told).contains("DAMAGED: the list of digests"),
        "{told:?}"
    );
}
