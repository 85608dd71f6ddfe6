//! The journal and the public log of an installation, row by row: ids, counts, keyed marks, and words of lists written
//! here by hand. A detail with another key, or another word, fails. Other tests bring the worlds; reads no table but these.

use crate::store;
use faisceau_domain::access::Purpose;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::db::Row;
use faisceau_platform::world::World;
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;
use uuid::Uuid;

/// What rows may be about.
const SUBJECTS: [&str; 20] = [
    "account",
    "batch",
    "complaint",
    "draft",
    "erasure",
    "exhibit",
    "identifier",
    "installation",
    "journal",
    "key",
    "linkage",
    "log",
    "mapping",
    "parameters",
    "partner",
    "search",
    "series",
    "backup",
    "watch",
    "files",
];
/// Keys of ids, alone or several.
const IDS: [&str; 16] = [
    "appendix", "batch", "case", "draft", "erasure", "exhibit", "expert", "file", "from", "hold",
    "incident", "of", "opening", "request", "ticket", "to",
];
/// Keys of counts, places and yes or no.
const COUNTS: [&str; 29] = [
    "appended",
    "by_value",
    "complaints",
    "days",
    "drawn",
    "elsewhere",
    "entries",
    "erased_again",
    "exhibits",
    "files",
    "found",
    "generation",
    "incidents",
    "known",
    "layout",
    "many",
    "marked",
    "moved",
    "parameters",
    "pictures",
    "position",
    "read",
    "rows",
    "rules",
    "rows_known",
    "shown",
    "size",
    "told",
    "tree_size",
];
/// Keys of digests and keyed marks, in hexadecimal.
const MARKS: [&str; 13] = [
    "after", "before", "digest", "head", "key", "leaf", "lists", "mapping", "root", "seed",
    "sha256", "term", "terms",
];
/// Keys of instants and days.
const TIMES: [&str; 5] = ["at", "day", "made_at", "since", "until"];
/// What an account may be trusted with.
const ROLES: [&str; 7] = [
    "officer",
    "analyst",
    "investigator",
    "prosecutor",
    "auditor",
    "administrator",
    "custodian",
];
/// The unit of an account, and under `former` the one before or its roles: words of the operator's, that name a service and nobody.
const UNIT: &str = "unit";
/// Keys of words, each with the words it may hold.
const WORDS: [(&str, &[&str]); 5] = [
    ("roles", &ROLES),
    (
        "basis",
        &["own_act", "rapprochement", "serial_analysis", "own_claims"],
    ),
    ("ground", &["clock", "request", "order", "unlawful"]),
    (
        "how",
        &[
            "password",
            "password_totp",
            "password_passkey",
            "passkey",
            "password_recovery",
            "oidc",
        ],
    ),
    ("word", &["confirmed"]),
];

/// Walks all of it; how many rows there were, and which deeds.
pub(crate) async fn walk(world: &Arc<World>) -> (usize, BTreeSet<String>) {
    let mut tx = world.db.read().await.unwrap();
    let rows = tx.all(&store::WHOLE_JOURNAL, binds![]).await.unwrap();
    let mut deeds = BTreeSet::new();
    for row in &rows {
        deeds.insert(entry(row));
    }
    for row in tx.all(&store::LOG_LEAVES, binds![]).await.unwrap() {
        for column in ["leaf", "salt", "record"] {
            let held: Option<Vec<u8>> = row.get(column).unwrap();
            assert!(held.is_none_or(|held| held.len() == 32), "{column}");
        }
    }
    for row in tx.all(&store::LOG_NOTES, binds![]).await.unwrap() {
        note(&row.get::<String>("note").unwrap());
    }
    (rows.len(), deeds)
}

/// Whether a word stands in the journal, or in a note of the log.
pub(crate) async fn says(world: &Arc<World>, word: &str) -> bool {
    let mut tx = world.db.read().await.unwrap();
    let mut texts = Vec::new();
    for row in tx.all(&store::WHOLE_JOURNAL, binds![]).await.unwrap() {
        texts.push(row.get::<String>("detail").unwrap());
        texts.push(row.get::<String>("reason").unwrap());
    }
    for row in tx.all(&store::LOG_NOTES, binds![]).await.unwrap() {
        texts.push(row.get("note").unwrap());
    }
    texts.iter().any(|text| text.contains(word))
}

fn entry(row: &Row) -> String {
    let text = |name: &str| row.get::<String>(name).unwrap();
    let action = text("action");
    assert!(Deed::from_code(&action).is_some(), "{action}");
    let purpose: Option<String> = row.get("purpose").unwrap();
    assert!(
        purpose.is_none_or(|code| Purpose::from_code(&code).is_some()),
        "{action}"
    );
    let about = text("subject_kind");
    assert!(SUBJECTS.contains(&about.as_str()), "{action}: {about}");
    // Why is what staff write, and nobody else.
    let by = text("actor_kind");
    assert!(
        text("reason").is_empty() || ["staff", "platform"].contains(&by.as_str()),
        "{action}"
    );
    let Value::Object(detail) = serde_json::from_str(&text("detail")).unwrap() else {
        panic!("{action}: {}", text("detail"));
    };
    for (key, value) in detail {
        let all = match value {
            Value::Array(all) => all,
            one => vec![one],
        };
        for one in all {
            assert!(is_known(&key, &one), "{action}: {key} = {one}");
        }
    }
    action
}

/// Whether a value is of the sort that its key may have.
fn is_known(key: &str, value: &Value) -> bool {
    let Value::String(text) = value else {
        let nothing = value.is_null();
        return nothing || COUNTS.contains(&key) && (value.is_i64() || value.is_boolean());
    };
    let hexadecimal = text.len() >= 8 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    let time = || text.parse::<Timestamp>().is_ok() || text.parse::<Date>().is_ok();
    // The number of a backup and the instant it was made: 000001-20261122T100000Z.
    let backup = || {
        text.len() == 23
            && text
                .bytes()
                .all(|b| b.is_ascii_digit() || b"-TZ".contains(&b))
    };
    // Dotted names of settings; what is kept of them bears its instant: decided-20261123T100000000Z.toml.
    let setting = || {
        text.bytes()
            .all(|b| b.is_ascii_lowercase() || b"._".contains(&b))
    };
    let kept = || text.starts_with("decided-2") && text.ends_with("Z.toml") && text.len() == 32;
    let unit = || !text.is_empty() && text.chars().count() <= 40;
    IDS.contains(&key) && text.parse::<Uuid>().is_ok()
        || key == "settings" && setting()
        || key == "kept" && kept()
        || [UNIT, "former"].contains(&key) && unit()
        || MARKS.contains(&key) && hexadecimal
        || key == "backup" && backup()
        || TIMES.contains(&key) && time()
        || WORDS
            .iter()
            .any(|(name, words)| *name == key && words.contains(&text.as_str()))
}

/// A checkpoint: the name of the log, a size, a root, then signatures (C2SP tlog-checkpoint).
fn note(text: &str) {
    let (head, signatures) = text.split_once("\n\n").unwrap();
    let lines: Vec<&str> = head.lines().collect();
    assert!(
        lines.len() == 3 && lines[1].parse::<u64>().is_ok(),
        "{head}"
    );
    let is_base64 = |word: &str| {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte);
        word.len() >= 43 && word.bytes().all(plain)
    };
    assert!(is_base64(lines[2]), "{head}");
    for line in signatures.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        assert!(
            words.len() == 3 && words[0] == "—" && is_base64(words[2]),
            "{line}"
        );
    }
}

#[test]
fn what_is_neither_an_id_nor_a_count_nor_a_known_word_is_seen() {
    use serde_json::json;
    let id = Uuid::nil().to_string();
    for (key, value, known) in [
        ("exhibit", json!(id), true),
        ("exhibit", json!("Martin"), false),
        ("shown", json!(3), true),
        ("exhibit", json!(3), false),
        ("term", json!("a1b2c3d4e5f6"), true),
        ("term", json!("martin"), false),
        ("term", json!("FSC-2026-000001-C"), false),
        ("ground", json!("request"), true),
        ("ground", json!("martin"), false),
        ("roles", json!("officer"), true),
        ("roles", json!("martin"), false),
        ("settings", json!("limits.draft_days"), true),
        ("settings", json!("Martin, 06 39 98 00 00"), false),
        ("kept", json!("decided-20261123T100000000Z.toml"), true),
        ("kept", json!("martin.toml"), false),
        ("day", json!("2026-11-22"), true),
        ("day", json!("hier"), false),
        ("name", json!("Martin"), false),
        ("other", json!(0), false),
    ] {
        assert_eq!(is_known(key, &value), known, "{key} = {value}");
    }
}
