//! Small packs for the tests, and the shipped one. The law they state is invented.

use faisceau_law::{Mistake, Pack, Problem};
use jiff::civil::Date;

/// A code renumbered in 2029 and one that never is.
pub(crate) const CODES: &str = r#"
[[code]]
id = "cpp"
cited = { fr = "CPP n° {article}", en = "CPP no. {article}" }
renumbered_on = 2029-01-01
former = { fr = "CPP, ancien n° {article}", en = "CPP, former no. {article}" }

[[code]]
id = "cp"
cited = { fr = "CP n° {article}", en = "CP no. {article}" }
"#;

/// One correct entry, as fields that a test can replace or remove.
pub(crate) const ENTRY: [(&str, &str); 10] = [
    ("key", r#""fr.test.one""#),
    ("audience", r#""public""#),
    ("valid_from", "2020-01-01"),
    (
        "cites",
        r#"[{ code = "cpp", article = "8", becomes = "108" }]"#,
    ),
    ("values", "{ period_years = 6 }"),
    (
        "sentence",
        r#"{ fr = "pendant {period_years} ans", en = "for {period_years} years" }"#,
    ),
    ("source", r#""read""#),
    ("text_as_of", "2026-01-01"),
    ("checked_on", "2026-06-01"),
    ("confirmed", r#"{ by = "A jurist", on = 2026-06-01 }"#),
];

/// The correct entry with some fields replaced, added, or removed (an empty value).
pub(crate) fn entry(changes: &[(&str, &str)]) -> String {
    let mut fields: Vec<(&str, &str)> = ENTRY.to_vec();
    for (name, value) in changes {
        match fields.iter_mut().find(|(known, _)| known == name) {
            Some(field) => field.1 = value,
            None => fields.push((name, value)),
        }
    }
    let lines = fields.iter().filter(|(_, value)| !value.is_empty());
    let lines: Vec<String> = lines
        .map(|(name, value)| format!("{name} = {value}"))
        .collect();
    format!("[[entry]]\n{}\n", lines.join("\n"))
}

/// Reads one file of entries beside [`CODES`].
pub(crate) fn read(entries: &str) -> Result<Pack, Vec<Mistake>> {
    read_files(&[("law/codes.toml", CODES), ("law/test.toml", entries)])
}

/// Reads files.
pub(crate) fn read_files(files: &[(&str, &str)]) -> Result<Pack, Vec<Mistake>> {
    let owned = |(file, text): &(&str, &str)| ((*file).to_owned(), (*text).to_owned());
    Pack::read(files.iter().map(owned))
}

/// The only problem of a file of entries; the mistake must name the file.
pub(crate) fn only_problem(entries: &str) -> Problem {
    let mut mistakes = read(entries).unwrap_err();
    assert_eq!(mistakes.len(), 1, "{mistakes:?}");
    let mistake = mistakes.remove(0);
    assert_eq!(mistake.file, "law/test.toml");
    mistake.problem
}

/// The files of the pack that ships, from the root of the repository.
pub(crate) fn shipped_files() -> Vec<(String, String)> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../law");
    let mut folders = vec![std::path::PathBuf::from(root)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for item in std::fs::read_dir(folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap();
                let text = std::fs::read_to_string(&path).unwrap();
                files.push((format!("law/{}", name.display()), text));
            }
        }
    }
    files
}

/// The pack that ships; prints every mistake when it does not read.
pub(crate) fn shipped() -> Pack {
    Pack::read(shipped_files()).unwrap_or_else(|mistakes| {
        let lines: Vec<String> = mistakes.iter().map(Mistake::to_string).collect();
        panic!("{}", lines.join("\n"))
    })
}

/// A civil date from its usual writing.
pub(crate) fn day(written: &str) -> Date {
    written.parse().unwrap()
}
