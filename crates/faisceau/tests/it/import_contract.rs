//! What programs that call `import` rely on: the eight counts, the name of a source that has none,
//! the exit codes.

use serde_json::Value;
use sha2::{Digest, Sha256};
use std::path::Path;
use std::process::{Command, Output};

const LINE: &str = r#"{"id":1,"received_at":"2026-03-02T10:00:00Z","occurred_at":"2026-02-27T18:30:00Z","kind":"x"}"#;

fn import(data: &Path, file: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_faisceau"))
        .args(["import", "--json", file])
        .env_clear()
        .env("FAISCEAU_DATA_DIR", data)
        .env("FAISCEAU_LEGAL_REGIME", "private")
        .env("FAISCEAU_CONTROLLER", "Association d’essai")
        .env("FAISCEAU_DPO_CONTACT", "dpo@exemple.fr")
        .env("FAISCEAU_LEGAL_ACT", "Acte d’essai")
        .env("FAISCEAU_OFFENCE_CASE", "claims")
        .env("FAISCEAU_OWN_SOURCES", "*")
        .current_dir(data)
        .output()
        .unwrap()
}

#[test]
fn the_summary_has_eight_counts_and_a_source_without_name_is_its_digest() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    std::fs::write(data.join("f.ndjson"), LINE).unwrap();
    let out = import(data, "f.ndjson");
    assert_eq!(out.status.code(), Some(0), "{out:?}");
    let summary: Value = serde_json::from_slice(&out.stdout).unwrap();
    let mut names: Vec<&String> = summary.as_object().unwrap().keys().collect();
    names.sort();
    let expected = [
        "added",
        "already",
        "bad",
        "conflicts",
        "read",
        "receipts",
        "seconds",
        "source",
    ];
    assert_eq!(names, expected);
    let digest = hex::encode(Sha256::digest(LINE));
    assert_eq!(summary["source"], digest.as_str());
    assert!(summary["seconds"].as_f64().unwrap() >= 0.0);
    // The same id in another file without a name is of another source.
    let other = LINE.replace("\"x\"", "\"y\"");
    std::fs::write(data.join("g.ndjson"), other).unwrap();
    let out = import(data, "g.ndjson");
    let summary: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(
        (&summary["added"], &summary["conflicts"]),
        (&1.into(), &0.into())
    );
    let absent = import(data, "absent.ndjson");
    assert_eq!(absent.status.code(), Some(1));
    let told = String::from_utf8_lossy(&absent.stderr).into_owned();
    assert!(told.contains("absent.ndjson"), "{told}");
}
