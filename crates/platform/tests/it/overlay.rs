//! An operator's folder laid over the shipped content: obeyed file by file, refused where it would
//! change the schema or cannot be read.

use faisceau_platform::testkit;
use std::path::Path;

fn put(root: &Path, name: &str, bytes: &[u8]) {
    let path = root.join(name);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn a_file_of_the_same_path_replaces_ours_and_the_others_stay() {
    let folder = tempfile::tempdir().unwrap();
    put(folder.path(), "letters/receipt.typ", b"= Ours");
    put(
        folder.path(),
        "theme/theme.css",
        b":root { --accent: #123456 }",
    );
    put(folder.path(), "notes/of-the-operator.txt", b"not content");
    let shipped = testkit::content();
    let laid = shipped.clone().overlaid(folder.path()).unwrap();
    assert_eq!(laid.file("letters/receipt.typ"), Some("= Ours"));
    assert!(laid.file("theme/theme.css").is_some());
    assert_eq!(laid.file("notes/of-the-operator.txt"), None);
    assert_eq!(
        laid.file("letters/recepisse.typ"),
        shipped.file("letters/recepisse.typ")
    );
    assert_ne!(
        laid.file("letters/receipt.typ"),
        shipped.file("letters/receipt.typ")
    );
}

#[test]
fn the_schema_is_the_programs() {
    for name in ["migrations/0099_mine.sql", "views/010_complaints.sql"] {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), name, b"-- nothing");
        let refused = testkit::content().overlaid(folder.path()).unwrap_err();
        let told = format!("may not change the schema: remove `{name}`");
        assert!(refused.to_string().contains(&told), "{refused}");
    }
}

#[test]
fn what_cannot_be_read_is_named() {
    let long = vec![b' '; 5 << 20];
    for (bytes, told) in [(&b"\xff\xfe"[..], "bad.ftl"), (&long, "too large")] {
        let folder = tempfile::tempdir().unwrap();
        put(folder.path(), "locales/fr/bad.ftl", bytes);
        let refused = testkit::content().overlaid(folder.path()).unwrap_err();
        let chain = format!("{refused:?} {refused}");
        assert!(chain.contains(told), "{chain}");
    }
}
