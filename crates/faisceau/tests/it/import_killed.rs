//! An import killed at any moment and run again registers every complaint exactly once, each with
//! its receipt, and leaves no gap in the journal. Runs the real program.

use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

/// Complaints in the file: enough for several transactions.
const LINES: usize = 1_200;
/// Times the program is killed.
const KILLS: u64 = 8;

fn program(data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_faisceau"));
    command
        .env("FAISCEAU_DATA_DIR", data)
        .env("FAISCEAU_LEGAL_REGIME", "private")
        .env("FAISCEAU_CONTROLLER", "Association d’essai")
        .env("FAISCEAU_DPO_CONTACT", "dpo@exemple.fr")
        .env("FAISCEAU_LEGAL_ACT", "Acte d’essai")
        .env("FAISCEAU_OFFENCE_CASE", "claims")
        .env("FAISCEAU_OWN_SOURCES", "*")
        .current_dir(data);
    command
}

fn file(folder: &Path) -> std::path::PathBuf {
    let mut text = String::new();
    for i in 0..LINES {
        writeln!(
            text,
            r#"{{"id":{i},"received_at":"2026-03-01T10:00:00Z","occurred_at":"2026-02-27T10:00:00Z","kind":"fake_shop","amount_eur":{}.5,"ids":[{{"t":"url","v":"https://boutique-{}.example/panier"}},{{"t":"phone","v":"06 39 98 {:02} {:02}"}}]}}"#,
            i % 90,
            i % 300,
            i % 100,
            (i / 100) % 100,
        )
        .unwrap();
    }
    let path = folder.join("complaints.ndjson");
    std::fs::write(&path, text).unwrap();
    path
}

fn summary(data: &Path, file: &Path) -> Value {
    let mut command = program(data);
    command
        .args(["import", "--source", "essai", "--json"])
        .arg(file);
    let out = out_of(&mut command);
    serde_json::from_str(out.lines().last().unwrap()).unwrap()
}

fn out_of(command: &mut Command) -> String {
    let out = command.stderr(Stdio::inherit()).output().unwrap();
    assert!(
        out.status.success(),
        "{command:?} ended with {:?}",
        out.status
    );
    String::from_utf8(out.stdout).unwrap()
}

/// The chain is whole and holds at least a row for each complaint filed.
fn assert_whole(told: &str) {
    let rows = told
        .strip_prefix("whole: ")
        .and_then(|rest| rest.split(' ').next());
    let rows: usize = rows.unwrap_or_else(|| panic!("{told}")).parse().unwrap();
    assert!(rows >= LINES, "{told}");
}

#[test]
fn an_import_killed_at_any_moment_is_taken_up_again() {
    let folder = tempfile::tempdir().unwrap();
    let file = file(folder.path());
    for kill in 0..KILLS {
        let mut child = program(folder.path())
            .args(["import", "--source", "essai", "--json"])
            .arg(&file)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Spread over the start, the migrations and the transactions.
        std::thread::sleep(Duration::from_millis(15 + 97 * kill));
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let first = summary(folder.path(), &file);
    let count = |name: &str, of: &Value| of[name].as_u64().unwrap();
    assert_eq!(count("read", &first), LINES as u64);
    assert_eq!(
        count("added", &first) + count("already", &first),
        LINES as u64
    );
    assert_eq!(count("receipts", &first), LINES as u64);
    let again = summary(folder.path(), &file);
    assert_eq!(
        (count("added", &again), count("already", &again)),
        (0, LINES as u64)
    );
    let chain = out_of(program(folder.path()).args(["journal", "verify"]));
    assert_whole(&chain);
}

/// Two processes import the same file into one PostgreSQL at the same time, and are killed.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
async fn two_imports_at_once_on_postgres_register_each_complaint_once() {
    let folder = tempfile::tempdir().unwrap();
    let file = file(folder.path());
    let url = faisceau_platform::testkit::server()
        .fresh_database()
        .await
        .unwrap();
    let start = || {
        program(folder.path())
            .env("FAISCEAU_DATABASE_URL", &url)
            .args(["import", "--source", "essai", "--json"])
            .arg(&file)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    for kill in 0..KILLS / 2 {
        let mut both = [start(), start()];
        std::thread::sleep(Duration::from_millis(60 + 211 * kill));
        for child in &mut both {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }
    let mut both = [start(), start()];
    for child in &mut both {
        assert!(child.wait().unwrap().success());
    }
    let mut last = program(folder.path());
    last.env("FAISCEAU_DATABASE_URL", &url)
        .args(["import", "--source", "essai", "--json"])
        .arg(&file);
    let summary: Value = serde_json::from_str(out_of(&mut last).trim()).unwrap();
    assert_eq!(summary["already"], LINES as u64, "{summary}");
    assert_eq!(summary["receipts"], LINES as u64, "{summary}");
    let mut chain = program(folder.path());
    chain
        .env("FAISCEAU_DATABASE_URL", &url)
        .args(["journal", "verify"]);
    let chain = out_of(&mut chain);
    assert_whole(&chain);
}
