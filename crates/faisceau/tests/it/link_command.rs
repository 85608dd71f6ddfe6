//! `faisceau link` on files as people have them: JSON or CSV, damaged lines, decisions, figures.

use crate::command_line::{faisceau, text};
use std::path::Path;
use tempfile::TempDir;

const IBANS: [&str; 2] = [
    "FR14 2004 1010 0505 0001 3M02 606",
    "GB29NWBK60161331926819",
];

fn complaint(id: &str, iban: &str) -> String {
    format!(
        r#"{{"id":{id},"received_at":"2026-03-01T10:00:00Z","kind":"x","ids":[{{"t":"iban","v":"{iban}"}}]}}"#
    )
}

/// Three complaints: the first and the last share an account.
fn three() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let lines = [
        complaint("1", IBANS[0]),
        complaint("\"deux\"", IBANS[1]),
        complaint("3", "fr1420041010050500013m02606"),
    ];
    std::fs::write(folder.path().join("in.ndjson"), lines.join("\n")).unwrap();
    folder
}

fn link(folder: &Path, more: &[&str]) -> std::process::Output {
    let mut all = vec!["link", "--in", "in.ndjson", "--out", "out.csv"];
    all.extend(more);
    faisceau(folder, &all)
}

fn labels(folder: &Path) -> Vec<[String; 2]> {
    let mut rows = csv::Reader::from_path(folder.join("out.csv")).unwrap();
    let mut labels: Vec<[String; 2]> = rows
        .deserialize()
        .map(|row| row.expect("an id and its label"))
        .collect();
    labels.sort();
    labels
}

fn rows(labels: &[[&str; 2]]) -> Vec<[String; 2]> {
    labels.iter().map(|row| row.map(str::to_owned)).collect()
}

#[test]
fn csv_of_one_row_per_identifier_gives_what_json_gives() {
    let folder = three();
    assert_eq!(link(folder.path(), &[]).status.code(), Some(0));
    let expected = rows(&[["1", "1"], ["3", "1"], ["deux", "deux"]]);
    assert_eq!(labels(folder.path()), expected);
    let csv = [
        "id,received_at,kind,type,value",
        "1,2026-03-01T10:00:00Z,x,phone,0639980001",
        "1,2026-03-01T10:00:00Z,x,iban,FR14 2004 1010 0505 0001 3M02 606",
        "deux,2026-03-01T10:00:00Z,x,iban,GB29NWBK60161331926819",
        "3,2026-03-01T10:00:00Z,x,iban,fr1420041010050500013m02606",
    ];
    std::fs::write(folder.path().join("in.csv"), csv.join("\n")).unwrap();
    let out = faisceau(
        folder.path(),
        &["link", "--in", "in.csv", "--out", "out.csv"],
    );
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    assert_eq!(labels(folder.path()), expected);
    std::fs::write(folder.path().join("in.csv"), "id,received_at,colour\n").unwrap();
    let out = faisceau(
        folder.path(),
        &["link", "--in", "in.csv", "--out", "out.csv"],
    );
    assert_eq!(out.status.code(), Some(1));
    assert!(text(&out.stderr).contains("unknown column `colour`"));
}

#[cfg(not(feature = "parquet"))]
#[test]
fn parquet_that_was_not_built_in_is_refused_with_how_to_build_it() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("in.Parquet"), "PAR1").unwrap();
    let asked = ["link", "--in", "in.Parquet", "--out", "out.csv"];
    let out = faisceau(folder.path(), &asked);
    assert_eq!(out.status.code(), Some(1));
    let told = text(&out.stderr);
    let expected = "cargo build --release -p faisceau --features parquet";
    assert!(told.contains(expected), "{told}");
    assert!(!folder.path().join("out.csv").exists());
}

#[test]
fn a_line_that_cannot_be_read_is_told_and_the_rest_is_linked() {
    let folder = three();
    let path = folder.path().join("in.ndjson");
    let mut lines = std::fs::read_to_string(&path).unwrap();
    for more in [
        complaint("3", IBANS[1]),
        "{".to_owned(),
        complaint("7", "no account at all"),
        r#"{"id":8,"received_at":"yesterday","ids":[]}"#.to_owned(),
    ] {
        lines.push('\n');
        lines.push_str(&more);
    }
    std::fs::write(&path, lines).unwrap();
    let out = link(folder.path(), &[]);
    assert_eq!(out.status.code(), Some(2));
    let told = text(&out.stderr);
    for expected in [
        "line 4: the id `3` was given before",
        "line 5: ",
        "line 7: `received_at`",
        "1 identifiers could not be read",
        "4 complaints, 1 series",
    ] {
        assert!(told.contains(expected), "{expected} is missing of\n{told}");
    }
    let expected = rows(&[["1", "1"], ["3", "1"], ["7", "7"], ["deux", "deux"]]);
    assert_eq!(labels(folder.path()), expected);
}

#[test]
fn decisions_are_obeyed_and_those_that_contradict_each_other_are_refused() {
    let folder = three();
    let decide = |lines: &[&str]| {
        std::fs::write(folder.path().join("d.ndjson"), lines.join("\n")).unwrap();
        link(folder.path(), &["--decisions", "d.ndjson"])
    };
    let apart = r#"{"id":"a","cannot_link":[[1],[3]]}"#;
    let tie = r#"{"id":"b","must_link":[1,"deux"]}"#;
    assert_eq!(decide(&[apart, tie]).status.code(), Some(0));
    let expected = rows(&[["1", "1"], ["3", "3"], ["deux", "1"]]);
    assert_eq!(labels(folder.path()), expected);

    let shared = r#"{"id":"c","shared":{"t":"iban","v":"FR1420041010050500013M02606"}}"#;
    assert_eq!(decide(&[shared]).status.code(), Some(0));
    let expected = rows(&[["1", "1"], ["3", "3"], ["deux", "deux"]]);
    assert_eq!(labels(folder.path()), expected);

    let out = decide(&[apart, r#"{"id":"b","confirm":[3,1]}"#]);
    assert_eq!(out.status.code(), Some(1));
    let told = text(&out.stderr);
    assert!(
        told.contains("decision a parts what others tie: 1 with 3 by b"),
        "{told}"
    );

    let out = decide(&[r#"{"id":"b","must_link":[1,99]}"#]);
    assert_eq!(out.status.code(), Some(2));
    assert!(text(&out.stderr).contains("decision b: `99` is not in the file"));
}

#[test]
fn figures_printed_are_read_back_and_a_changed_one_is_obeyed() {
    let folder = three();
    let out = faisceau(folder.path(), &["link", "--print-params"]);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let printed = text(&out.stdout);
    let with = |figures: &str| {
        std::fs::write(folder.path().join("f.toml"), figures).unwrap();
        link(folder.path(), &["--params", "f.toml"])
    };
    assert_eq!(with(&printed).status.code(), Some(0));
    assert_eq!(labels(folder.path())[1], ["3", "1"]);

    // No two complaints are linked by what no evidence can reach.
    let mut figures: toml::Table = printed.parse().unwrap();
    figures.insert("link".to_owned(), 90_000.into());
    figures.insert("join".to_owned(), vec![90_000; 2].into());
    let unreachable = toml::to_string(&figures).unwrap();
    assert_eq!(with(&unreachable).status.code(), Some(0));
    assert_eq!(labels(folder.path())[1], ["3", "3"]);

    for (wrong, why) in [
        (format!("colour = 1\n{printed}"), "unknown field `colour`"),
        (
            printed.replace("sample = 16", "sample = 0"),
            "`sample` is out of bounds",
        ),
        (
            printed.replace("kinds.iban", "kinds.ibann"),
            "the kind `iban` is missing",
        ),
    ] {
        let out = with(&wrong);
        assert_eq!(out.status.code(), Some(1));
        assert!(
            text(&out.stderr).contains(why),
            "{why}: {}",
            text(&out.stderr)
        );
    }
}

#[test]
fn a_complaint_is_explained_by_its_values() {
    let folder = three();
    let out = link(
        folder.path(),
        &["--explain", "3", "--explain", "deux", "--explain", "9"],
    );
    assert_eq!(out.status.code(), Some(2));
    let told = text(&out.stdout);
    assert!(
        told.starts_with(
            "3: in a series of 2 complaints, with 1 (figures, version 3; lists, version "
        ),
        "{told}"
    );
    for expected in [
        "  iban FR1420041010050500013M02606: link, in 2 complaints (2 of this series), 2026-03-01 to 2026-03-01, ",
        "deux: in no series\n  iban GB29NWBK60161331926819: in no other complaint\n",
    ] {
        assert!(told.contains(expected), "{expected} is missing of\n{told}");
    }
    assert!(text(&out.stderr).contains("`9` is not in the file"));
}

#[test]
fn a_value_that_may_be_another_mistyped_is_told_with_what_differs_and_links_nothing() {
    let folder = three();
    let path = folder.path().join("in.ndjson");
    let phone = |id: u8, phone: &str| {
        format!(
            r#"{{"id":{id},"received_at":"2026-03-02T10:00:00Z","kind":"x","ids":[{{"t":"phone","v":"{phone}"}}]}}"#
        )
    };
    let lines = [
        std::fs::read_to_string(&path).unwrap(),
        complaint("4", "FR1420041010050500013M02617"),
        complaint("5", "FR1420041010050500013M02660"),
        phone(6, "0639980011"),
        phone(7, "06 39 98 00 11"),
        phone(8, "0639980015"),
    ];
    std::fs::write(&path, lines.join("\n")).unwrap();
    let out = link(
        folder.path(),
        &["--explain", "4", "--explain", "5", "--explain", "8"],
    );
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let told = text(&out.stdout);
    let expected = [
        // Two signs away is no slip.
        "4: in no series",
        "  iban FR1420041010050500013M02617: in no other complaint",
        "5: in no series",
        "  iban FR1420041010050500013M02660: in no other complaint",
        "  iban FR1420041010050500013M02660: perhaps FR1420041010050500013M02606 mistyped (signs 26 and 27 are exchanged), of 1, 3; proposed, links nothing",
        "8: in no series",
        "  phone +33639980015: in no other complaint",
        "  phone +33639980015: perhaps +33639980011 mistyped (sign 12 is `5`, there `1`), of 6, 7; proposed, links nothing",
    ];
    assert_eq!(told.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn a_name_that_may_be_another_is_told_with_how_near_they_are_and_links_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let handle = |id: u8, handle: &str, more: &str| {
        format!(
            r#"{{"id":{id},"received_at":"2026-03-0{id}T10:00:00Z","kind":"x","ids":[{{"t":"handle","v":"{handle}"}}{more}]}}"#
        )
    };
    let both = r#",{"t":"email","v":"lambert.conseil@exemple.fr"}"#;
    let others = r#",{"t":"email","v":"agence.bertrand@exemple.fr"}"#;
    let lines = [
        handle(1, "insta: chloe.lambert6599", both),
        handle(3, "insta: Chloe.Lambert6599", both),
        handle(4, "insta: ch1oe_lambert6599", ""),
        handle(5, "@lucas_berrtand1045", ""),
        handle(6, "insta: chloe.lambert6598", ""),
        handle(7, "lucas_bertrand1045", others),
        handle(8, "lucas_bertrand1045", others),
    ];
    std::fs::write(folder.path().join("in.ndjson"), lines.join("\n")).unwrap();
    let asked = ["--explain", "4", "--explain", "5", "--explain", "6"];
    let out = link(folder.path(), &asked);
    assert_eq!(out.status.code(), Some(0), "{}", text(&out.stderr));
    let told = text(&out.stdout);
    let expected = [
        "4: in no series",
        "  handle instagram:ch1oe_lambert6599: in no other complaint",
        "  handle instagram:ch1oe_lambert6599: perhaps the same name as instagram:chloe.lambert6599 (the two look the same), of 1, 3; proposed, links nothing",
        "5: in no series",
        "  handle any:lucas_berrtand1045: in no other complaint",
        "  handle any:lucas_berrtand1045: perhaps the same name as any:lucas_bertrand1045 (the same figures at the end, and near before: 0.98 by Jaro-Winkler), of 7, 8; proposed, links nothing",
        // Names that count are neighbours.
        "6: in no series",
        "  handle instagram:chloe.lambert6598: in no other complaint",
    ];
    assert_eq!(told.lines().collect::<Vec<_>>(), expected);
    let joined = labels(folder.path())
        .into_iter()
        .filter(|[id, label]| id != label);
    assert_eq!(joined.collect::<Vec<_>>(), rows(&[["3", "1"], ["8", "7"]]));
}

const OWN_LIST: &str = r#"
name = { fr = "nos comptes", en = "our accounts" }
source = "here"
licence = "none"
dated = "2026-08"
kinds = ["iban"]
matching = "exact"
entries = "FR14 2004 1010 0505 0001 3M02 606"
"#;

#[test]
fn a_folder_of_lists_adds_and_replaces_and_a_list_is_switched_off() {
    let folder = three();
    let lists = folder.path().join("lists");
    std::fs::create_dir(&lists).unwrap();
    let none = link(folder.path(), &["--noise", "lists"]);
    assert_eq!(none.status.code(), Some(1));
    assert!(text(&none.stderr).contains("it holds no list"));
    std::fs::write(lists.join("ours.toml"), OWN_LIST).unwrap();
    let done = link(folder.path(), &["--noise", "lists", "--explain", "1"]);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    let alone = rows(&[["1", "1"], ["3", "3"], ["deux", "deux"]]);
    assert_eq!(labels(folder.path()), alone);
    let told = text(&done.stdout);
    let named = "known to everybody, on the list `ours` (our accounts)";
    assert!(told.contains(named), "{told}");

    let off = ["--noise", "lists", "--noise-off", "ours", "--explain", "1"];
    let done = link(folder.path(), &off);
    assert_eq!(done.status.code(), Some(0));
    assert!(text(&done.stdout).starts_with("1: in a series of 2 complaints"));
    let wrong = link(folder.path(), &["--noise-off", "our"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(text(&wrong.stderr).contains("there is no list `our` among"));
    let broken = OWN_LIST.replace("FR14", "XX");
    std::fs::write(lists.join("ours.toml"), broken).unwrap();
    let wrong = link(folder.path(), &["--noise", "lists"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(text(&wrong.stderr).contains("noise/ours.toml: entry"));
}

#[test]
fn what_a_built_in_list_names_is_told_even_where_nobody_else_has_it() {
    let folder = tempfile::tempdir().unwrap();
    let site = |id: u32, site: &str| {
        format!(
            r#"{{"id":{id},"received_at":"2026-03-01T10:00:00Z","ids":[{{"t":"url","v":"{site}"}}]}}"#
        )
    };
    let lines = [
        site(1, "https://www.labanquepostale.fr/x"),
        site(2, "labanquepostale.fr"),
        site(3, "https://bit.ly"),
    ];
    std::fs::write(folder.path().join("in.ndjson"), lines.join("\n")).unwrap();
    let done = link(folder.path(), &["--explain", "1", "--explain", "3"]);
    let told = text(&done.stdout);
    assert!(told.starts_with("1: in no series\n"), "{told}");
    assert!(
        told.contains("on the list `bank-website` (sites of banks)"),
        "{told}"
    );
    let alone =
        "url bit.ly: in no other complaint; known to everybody, on the list `url-shortener`";
    assert!(told.contains(alone), "{told}");
}
