//! Bad input at the door of imports, by the real program: each line is told with its number and its
//! cause, the good ones go in, and nothing else changes.

use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A byte-order mark, a null, an emoji, a right-to-left override, Chinese, Arabic, markup.
const STRANGE: &str = "\u{FEFF}a\0b 🎂 \u{202E}gpj.exe 北京 مرحبا <b>\"'&";

fn faisceau(data: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_faisceau"))
        .args(arguments)
        .env_clear()
        .env("FAISCEAU_DATA_DIR", data)
        .env("FAISCEAU_LEGAL_REGIME", "private")
        .env("FAISCEAU_CONTROLLER", "Association d’essai")
        .env("FAISCEAU_DPO_CONTACT", "dpo@exemple.fr")
        .env("FAISCEAU_LEGAL_ACT", "Acte d’essai")
        .env("FAISCEAU_OFFENCE_CASE", "claims")
        .env("FAISCEAU_OWN_SOURCES", "*")
        .current_dir(data)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// Imports these lines; the exit code, what was told, and the counts.
fn import(data: &Path, lines: &[Vec<u8>]) -> (Option<i32>, String, Value) {
    std::fs::write(data.join("f.ndjson"), lines.join(&b'\n')).unwrap();
    let out = faisceau(data, &["import", "--json", "--source", "s", "f.ndjson"]);
    let told = String::from_utf8_lossy(&out.stderr).into_owned();
    let summary = serde_json::from_slice(&out.stdout).unwrap_or_else(|e| panic!("{e}: {told}"));
    (out.status.code(), told, summary)
}

fn sample() -> Value {
    json!({
        "id": "a",
        "received_at": "2026-03-01T10:00:00Z",
        "occurred_at": "2026-02-27T10:00:00Z",
        "kind": "fake_shop",
        "amount_eur": 12.5,
        "ids": [{"t": "ip", "v": "203.0.113.7", "r": "offender"}],
        "text": "Quelques mots",
        "image": "00".repeat(32),
    })
}

/// The sample with some fields changed.
fn line(changes: &[(&str, Value)]) -> Vec<u8> {
    let mut line = sample();
    for (field, value) in changes {
        line[*field] = value.clone();
    }
    line.to_string().into_bytes()
}

#[test]
fn absurd_lines_are_told_and_the_good_ones_go_in() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let many = vec![json!({"t": "ip", "v": "203.0.113.7"}); 10_000];
    let mut broken = line(&[("id", json!("utf"))]);
    broken[40] = 0xFF;
    let bomb = "[".repeat(200_000);
    let bad: [(Vec<u8>, &str); 9] = [
        (
            line(&[("ids", json!(many))]),
            "`ids` must hold 500 identifiers",
        ),
        (line(&[("id", json!(["a"]))]), "did not match"),
        (line(&[("amount_eur", json!("12,50"))]), "expected f64"),
        (line(&[("ids", json!({"t": "ip"}))]), "expected a sequence"),
        (
            line(&[("occurred_at", json!("1492-10-12T00:00:00Z"))]),
            "`occurred_at` must be within",
        ),
        (
            line(&[("received_at", json!("2199-01-01T00:00:00Z"))]),
            "`received_at` must be within",
        ),
        (broken, "the line is not UTF-8"),
        (
            vec![b'x'; (4 << 20) + 10],
            "the line is longer than 4194304 bytes",
        ),
        (bomb.into_bytes(), "line 9:"),
    ];
    let mut lines: Vec<Vec<u8>> = bad.iter().map(|(line, _)| line.clone()).collect();
    lines.push(line(&[("id", json!("good"))]));
    let (code, told, summary) = import(data, &lines);
    assert_eq!(code, Some(2), "{told}");
    for (number, (_, why)) in bad.iter().enumerate() {
        let number = format!("line {}:", number + 1);
        let found = told.lines().find(|line| line.starts_with(&number));
        let found = found.unwrap_or_else(|| panic!("{number} is missing of\n{told}"));
        assert!(found.contains(why), "{why}: {found}");
    }
    for (name, count) in [("read", 10), ("bad", 9), ("added", 1), ("receipts", 1)] {
        assert_eq!(summary[name], count, "{name}: {summary}");
    }
    let chain = faisceau(data, &["journal", "verify"]);
    assert!(chain.stdout.starts_with(b"whole: "), "{chain:?}");
}

#[test]
fn strange_text_in_every_field_is_registered_once_and_never_a_fault() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let strange = json!(STRANGE);
    let ids: Vec<Value> = [
        "iban", "phone", "email", "url", "crypto", "handle", "ip", "payref",
    ]
    .map(|kind| json!({"t": kind, "v": STRANGE}))
    .to_vec();
    let mut marked = b"\xEF\xBB\xBF".to_vec();
    marked.extend(line(&[("id", json!("mark"))]));
    let lines = [
        marked,
        line(&[("id", strange.clone())]),
        line(&[("id", json!("kind")), ("kind", strange.clone())]),
        line(&[("id", json!("text")), ("text", strange.clone())]),
        line(&[("id", json!("values")), ("ids", json!(ids))]),
        line(&[
            ("id", json!("type")),
            ("ids", json!([{"t": STRANGE, "v": "1"}])),
        ]),
        line(&[("id", json!("image")), ("image", strange.clone())]),
        line(&[("id", json!("when")), ("received_at", strange)]),
    ];
    let (code, told, summary) = import(data, &lines);
    assert_eq!(code, Some(2), "{told}");
    assert_eq!(
        (&summary["added"], &summary["bad"], &summary["receipts"]),
        (&json!(5), &json!(3), &json!(5)),
        "{told}"
    );
    assert!(
        told.contains("line 5: kept as typed, cannot be linked"),
        "{told}"
    );
    let (_, told, again) = import(data, &lines);
    assert_eq!(
        (&again["added"], &again["already"]),
        (&json!(0), &json!(5)),
        "{told}"
    );
    let chain = faisceau(data, &["journal", "verify"]);
    assert!(chain.stdout.starts_with(b"whole: "), "{chain:?}");
}

#[test]
fn the_published_schema_says_what_is_taken() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let printed = faisceau(data, &["import", "--schema"]);
    let schema: Value = serde_json::from_slice(&printed.stdout).unwrap();
    let required: Vec<&str> = schema["required"]
        .as_array()
        .unwrap()
        .iter()
        .map(|n| n.as_str().unwrap())
        .collect();
    let known = schema["properties"].as_object().unwrap();
    assert_eq!(schema["additionalProperties"], false);
    let sample = sample();
    let fields: Vec<&String> = sample.as_object().unwrap().keys().collect();
    assert_eq!(
        fields,
        known.keys().collect::<Vec<_>>(),
        "the sample has every field"
    );
    for field in fields {
        let mut line = sample.clone();
        line.as_object_mut().unwrap().remove(field);
        if field != "id" {
            line["id"] = json!(format!("without {field}"));
        }
        let (_, told, summary) = import(data, &[line.to_string().into_bytes()]);
        let needed = required.contains(&field.as_str());
        assert_eq!(summary["bad"], u64::from(needed), "{field}: {told}");
        assert_eq!(
            told.contains(&format!("missing field `{field}`")),
            needed,
            "{told}"
        );
    }
    let (_, told, summary) = import(data, &[line(&[("surprise", json!(1))])]);
    assert_eq!(summary["bad"], 1, "{told}");
}
