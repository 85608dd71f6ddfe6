//! A file of complaints is imported by the program: good lines get receipts that bear two times,
//! bad ones are told with their number and why, and a second run adds nothing.

use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

const GOOD: [&str; 2] = [
    r#"{"id":1,"received_at":"2026-03-02T10:00:00Z","occurred_at":"2026-02-27T18:30:00Z","kind":"faux site","ids":[{"t":"email","v":"vente@lanterne.example"}]}"#,
    r#"{"id":"2","received_at":"2026-03-03T10:00:00Z","occurred_at":"2026-03-01T08:00:00Z","kind":"phishing","ids":[{"t":"email","v":"vente@lanterne.example"}],"text":"Un message reçu deux fois."}"#,
];

fn import(data: &Path, file: &Path) -> (Output, Value) {
    let out = Command::new(env!("CARGO_BIN_EXE_faisceau"))
        .env("FAISCEAU_DATA_DIR", data)
        .env("FAISCEAU_LEGAL_REGIME", "private")
        .env("FAISCEAU_CONTROLLER", "Association d’essai")
        .env("FAISCEAU_DPO_CONTACT", "dpo@exemple.fr")
        .env("FAISCEAU_LEGAL_ACT", "Acte d’essai")
        .env("FAISCEAU_OFFENCE_CASE", "claims")
        .env("FAISCEAU_OWN_SOURCES", "*")
        .args(["import", "--source", "guichets", "--json"])
        .arg(file)
        .output()
        .unwrap();
    let summary = serde_json::from_slice(&out.stdout).unwrap_or_else(|e| panic!("{e}: {out:?}"));
    (out, summary)
}

#[test]
fn good_lines_are_registered_once_and_bad_ones_told() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let file = folder.path().join("complaints.ndjson");
    let bad =
        r#"{"id":3,"received_at":"yesterday","occurred_at":"2026-03-01T08:00:00Z","kind":"x"}"#;
    std::fs::write(&file, [GOOD[0], bad, GOOD[1]].join("\n")).unwrap();

    let (out, summary) = import(&data, &file);
    assert_eq!(out.status.code(), Some(2), "one line is bad");
    let told = String::from_utf8_lossy(&out.stderr);
    assert!(
        told.contains("line 2") && told.contains("received_at"),
        "{told}"
    );
    for (name, count) in [("read", 3), ("added", 2), ("bad", 1), ("receipts", 2)] {
        assert_eq!(summary[name], count, "{name}: {summary}");
    }

    std::fs::write(&file, GOOD.join("\n")).unwrap();
    let (out, summary) = import(&data, &file);
    assert_eq!(out.status.code(), Some(0));
    for (name, count) in [("added", 0), ("already", 2), ("receipts", 2)] {
        assert_eq!(summary[name], count, "{name}: {summary}");
    }

    let other = GOOD[0].replace("faux site", "fovi");
    std::fs::write(&file, other).unwrap();
    let (out, summary) = import(&data, &file);
    assert_eq!(out.status.code(), Some(2), "the same id with other content");
    assert_eq!(
        (&summary["conflicts"], &summary["added"]),
        (&1.into(), &0.into())
    );
}
