//! Keys of partners and the questionnaires from the command line: what is printed, once, and what is
//! refused.

use crate::command_line::{faisceau, text};

#[test]
fn a_key_is_printed_once_listed_without_its_text_and_revoked() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let made = faisceau(data, &["partner", "key", "mairie-de-test"]);
    assert!(made.status.success(), "{made:?}");
    let key = text(&made.stdout).trim().to_owned();
    assert!(key.starts_with("fsk_") && key.len() > 40, "{key}");
    let listed = text(&faisceau(data, &["partner", "list"]).stdout);
    assert!(listed.contains("mairie-de-test") && listed.contains("in force"));
    assert!(!listed.contains(&key), "never again");
    let id = listed.split('\t').nth(1).unwrap().to_owned();
    let revoked = faisceau(data, &["partner", "revoke", &id]);
    assert!(revoked.status.success(), "{revoked:?}");
    let again = faisceau(data, &["partner", "revoke", &id]);
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stderr).contains("no key in force has this id"));
    let listed = text(&faisceau(data, &["partner", "list"]).stdout);
    assert!(listed.contains("revoked"));
    let wrong = faisceau(data, &["partner", "key", "Mairie de Test"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(text(&wrong.stderr).contains("lower-case letters"));
}

#[test]
fn the_questionnaires_are_checked_and_their_schemas_printed() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let checked = faisceau(data, &["forms", "check"]);
    assert!(text(&checked.stdout).contains("no mistake"), "{checked:?}");
    for arguments in [&["forms", "schema"][..], &["forms", "schema", "fake_shop"]] {
        let printed = faisceau(data, arguments);
        let schema: serde_json::Value = serde_json::from_slice(&printed.stdout).unwrap();
        let dialect = "https://json-schema.org/draft/2020-12/schema";
        assert_eq!(schema["$schema"], dialect, "{arguments:?}");
    }
    let none = faisceau(data, &["forms", "schema", "fake_stall"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(text(&none.stderr).contains("fake_stall"));
    // None of it makes a database or keys.
    assert_eq!(std::fs::read_dir(data).unwrap().count(), 0);
    // A mistake of an overlay is told with its place.
    let over = tempfile::tempdir().unwrap();
    std::fs::create_dir(over.path().join("forms")).unwrap();
    std::fs::write(
        over.path().join("forms/more.toml"),
        "[kind]\n\"x\" = \"none\"\n",
    )
    .unwrap();
    let config = data.join("faisceau.toml");
    let line = format!("overlay_dir = {:?}\n", over.path().display().to_string());
    std::fs::write(config, line).unwrap();
    let refused = faisceau(data, &["forms", "check"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("more.toml: kind.x: type none does not exist"));
}
