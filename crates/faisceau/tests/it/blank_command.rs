//! `faisceau forms blank` and `forms read`: forms on paper without a server, and answers out of a file.

use crate::command_line::{faisceau, text};

#[test]
fn forms_are_written_without_a_database_and_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let asked = [
        "forms",
        "blank",
        "--type",
        "illegal_content",
        "--lang",
        "fr",
        "--out",
        "papiers",
    ];
    let out = faisceau(data, &asked);
    assert_eq!(out.status.code(), Some(0), "{out:?}");
    assert_eq!(text(&out.stdout).lines().count(), 2);
    let written = std::fs::read_dir(data.join("papiers")).unwrap();
    let mut written: Vec<String> = written
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    written.sort();
    assert_eq!(
        written,
        [
            "illegal_content-fill-fr.pdf",
            "illegal_content-print-fr.pdf"
        ]
    );
    assert!(!data.join("faisceau.db").exists() && !data.join("keys").exists());

    let out = faisceau(
        data,
        &["forms", "read", "papiers/illegal_content-fill-fr.pdf"],
    );
    assert_eq!(out.status.code(), Some(0), "{out:?}");
    let answers: serde_json::Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(answers["form"]["code"], "illegal_content");
    assert_eq!(answers["answers"], serde_json::json!({}));
}

#[test]
fn what_cannot_be_written_or_read_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    std::fs::write(data.join("lettre.pdf"), "not a PDF").unwrap();
    for (asked, told) in [
        (
            &["forms", "blank", "--type", "fake_stall", "--out", "p"][..],
            "fake_stall",
        ),
        (&["forms", "read", "lettre.pdf"], "not a PDF"),
        (&["forms", "read", "absent.pdf"], "absent.pdf"),
    ] {
        let out = faisceau(data, asked);
        assert_eq!(out.status.code(), Some(1), "{out:?}");
        assert!(text(&out.stderr).contains(told), "{out:?}");
    }
    assert!(!data.join("p").exists());
    let out = faisceau(data, &["forms", "blank", "--lang", "de", "--out", "p"]);
    assert!(text(&out.stderr).contains("write fr or en"), "{out:?}");
}
