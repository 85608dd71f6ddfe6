//! What the public may read before and after a jurist confirms, and confirmations that fail.

use faisceau_law::{Lang, Pack, Problem, Unresolved};

use crate::packs::{CODES, day, entry, read_files, shipped};

const PLAIN: (&str, &str) = ("plain", r#"{ fr = "un certain temps", en = "some time" }"#);

fn confirmation(changes: &[(&str, &str)]) -> String {
    let fields = [
        ("key", r#""fr.test.one""#),
        ("valid_from", "2020-01-01"),
        ("checked_on", "2026-06-01"),
        ("by", r#""Me Exemple""#),
        ("on", "2026-07-01"),
        ("source", r#""Légifrance""#),
    ];
    let value = |name| changes.iter().find(|(changed, _)| *changed == name);
    let lines = fields.map(|(name, given)| {
        let given = value(name).map_or(given, |(_, value)| value);
        if given.is_empty() {
            String::new()
        } else {
            format!("{name} = {given}\n")
        }
    });
    format!("[[confirmation]]\n{}", lines.concat())
}

fn with(confirmations: &str) -> Result<Pack, Vec<faisceau_law::Mistake>> {
    let unconfirmed = entry(&[("confirmed", "false"), PLAIN]);
    read_files(&[
        ("law/codes.toml", CODES),
        ("law/confirmations.toml", confirmations),
        ("law/test.toml", &unconfirmed),
    ])
}

#[test]
fn an_unconfirmed_key_says_only_its_plain_sentence() {
    let unconfirmed = entry(&[("confirmed", "false"), PLAIN]);
    let files = [("law/codes.toml", CODES), ("law/test.toml", &unconfirmed)];
    let pack = read_files(&files).unwrap();
    let at = day("2026-11-22");
    let said = pack.public_sentence("fr.test.one", at, Lang::Fr).unwrap();
    assert_eq!(said.text, "un certain temps");
    assert_eq!(said.citation, None);
    let because = pack.at(at).because("fr.test.one").unwrap();
    assert!(!because.confirmed);
    assert_eq!(because.sentence.fr, "pendant 6 ans");
    let told = pack.explain("fr.test.one", at).unwrap();
    assert_eq!(told.shown_to_public().unwrap().en, "some time");
}

#[test]
fn a_confirmed_key_says_the_law_with_its_citation() {
    let pack = with(&confirmation(&[])).unwrap();
    let said = pack
        .public_sentence("fr.test.one", day("2026-11-22"), Lang::En)
        .unwrap();
    assert_eq!(said.text, "for 6 years");
    assert_eq!(said.citation.as_deref(), Some("CPP no. 8"));
    let told = pack.explain("fr.test.one", day("2029-01-01")).unwrap();
    assert_eq!(told.because.citation.en, "CPP no. 108");
    assert!(told.because.confirmed);
    let confirmed = told.entry.confirmed.as_ref().unwrap();
    assert_eq!(confirmed.by, "Me Exemple");
    assert_eq!(confirmed.on, day("2026-07-01"));
    assert_eq!(confirmed.source.as_deref(), Some("Légifrance"));
    assert_eq!(told.shown_to_public().unwrap().en, "for 6 years");
    assert!(pack.lapsed_confirmations().is_empty());
}

#[test]
fn a_confirmation_names_a_version_that_exists() {
    for change in [("key", r#""fr.test.two""#), ("valid_from", "2020-01-02")] {
        let mistake = with(&confirmation(&[change])).unwrap_err().remove(0);
        assert_eq!(mistake.file, "law/confirmations.toml");
        assert_eq!(mistake.problem, Problem::ConfirmsNothing);
    }
    let twice = confirmation(&[]).repeat(2);
    let mistake = with(&twice).unwrap_err().remove(0);
    assert!(matches!(mistake.problem, Problem::Duplicate { .. }));
}

#[test]
fn a_confirmation_gives_name_date_and_source() {
    for field in ["key", "valid_from", "checked_on", "by", "on", "source"] {
        let mistake = with(&confirmation(&[(field, "")])).unwrap_err().remove(0);
        let missing = Problem::MissingField {
            field: field.to_owned(),
        };
        assert_eq!(mistake.problem, missing);
    }
}

/// The pack moved on after the jurist read it: what was confirmed may no longer be what is written.
#[test]
fn a_confirmation_of_an_earlier_reading_lapses() {
    let pack = with(&confirmation(&[("checked_on", "2026-05-31")])).unwrap();
    let lapsed = &pack.lapsed_confirmations()[0];
    assert_eq!(lapsed.key, "fr.test.one");
    assert_eq!(lapsed.now, day("2026-06-01"));
    let said = pack
        .public_sentence("fr.test.one", day("2026-11-22"), Lang::Fr)
        .unwrap();
    assert_eq!(said.text, "un certain temps");
}

#[test]
fn a_key_of_staff_says_nothing_to_the_public() {
    let pack = shipped();
    let at = day("2026-11-22");
    let key = "fr.cpp.limitation.start_of_fraud";
    let refused = pack.public_sentence(key, at, Lang::Fr).unwrap_err();
    assert_eq!(
        refused,
        Unresolved::StaffOnly {
            key: key.to_owned()
        }
    );
    assert_eq!(pack.explain(key, at).unwrap().shown_to_public(), None);
}
