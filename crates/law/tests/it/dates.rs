//! What holds on which day: the day before a change, the day of the change, the renumbering.

use faisceau_law::{Lang, Unresolved};

use crate::packs::{day, entry, read, shipped};

#[test]
fn a_change_takes_effect_on_its_day() {
    let cites = ("cites", r#"[{ code = "cp", article = "8" }]"#);
    let text = entry(&[("valid_to", "2024-03-01"), cites])
        + &entry(&[
            ("valid_from", "2024-03-01"),
            ("values", "{ period_years = 7 }"),
            cites,
        ]);
    let pack = read(&text).unwrap();
    let said = |on: &str| {
        pack.at(day(on))
            .get("fr.test.one")
            .unwrap()
            .sentence
            .en
            .clone()
    };
    assert_eq!(said("2020-01-01"), "for 6 years");
    assert_eq!(said("2024-02-29"), "for 6 years");
    assert_eq!(said("2024-03-01"), "for 7 years");
    assert_eq!(said("9999-12-31"), "for 7 years");
}

#[test]
fn outside_its_life_a_key_says_why() {
    let text = entry(&[
        ("valid_from", "2024-01-01"),
        ("valid_to", "2025-01-01"),
        ("cites", r#"[{ code = "cp", article = "8" }]"#),
        ("before", r#"{ fr = "pas encore né", en = "not born" }"#),
        ("after", r#"{ fr = "abrogé", en = "repealed" }"#),
    ]);
    let pack = read(&text).unwrap();
    let get = |on: &str| {
        pack.at(day(on))
            .get("fr.test.one")
            .map(|entry| entry.valid_from)
    };
    assert_eq!(get("2024-01-01"), Ok(day("2024-01-01")));
    assert_eq!(get("2024-12-31"), Ok(day("2024-01-01")));
    let early = get("2023-12-31").unwrap_err();
    assert!(matches!(early, Unresolved::TooEarly { .. }));
    assert_eq!(early.why(Lang::Fr), Some("pas encore né"));
    let late = get("2025-01-01").unwrap_err();
    assert!(matches!(late, Unresolved::TooLate { .. }));
    assert_eq!(late.why(Lang::En), Some("repealed"));
}

#[test]
fn before_the_first_day_no_reason_is_owed() {
    let pack = read(&entry(&[])).unwrap();
    let early = pack.at(day("2019-12-31")).get("fr.test.one").unwrap_err();
    assert!(matches!(early, Unresolved::TooEarly { why: None, .. }));
    assert_eq!(early.why(Lang::Fr), None);
    assert_eq!(
        early.to_string(),
        "`fr.test.one` holds from 2020-01-01, not yet on 2019-12-31"
    );
}

#[test]
fn an_unknown_key_is_answered_with_its_neighbours() {
    let pack = shipped();
    let unknown = pack
        .at(day("2026-11-22"))
        .get("fr.cpp.receipt.statement")
        .unwrap_err();
    let Unresolved::UnknownKey { near, .. } = &unknown else {
        panic!("{unknown}");
    };
    assert!(
        near.contains(&"fr.cpp.receipt.copy_of_minutes".to_owned()),
        "{near:?}"
    );
    assert!(near.iter().all(|key| key.starts_with("fr.cpp.receipt.")));
    let far = pack.at(day("2026-11-22")).get("xx").unwrap_err();
    assert_eq!(far.to_string(), "no key `xx` in the law pack");
    assert_eq!(far.why(Lang::Fr), None);
}

/// The days and citations expected are data, as the law is: `tests/it/situations.toml`.
#[test]
fn citations_follow_the_renumbering() {
    let pack = shipped();
    let table: toml::Table = include_str!("situations.toml").parse().unwrap();
    let situations = table["situation"].as_array().unwrap();
    assert!(situations.len() >= 8);
    for situation in situations {
        let text = |field: &str| situation[field].as_str().unwrap();
        let at = day(&situation["at"].as_datetime().unwrap().to_string());
        let because = pack.at(at).because(text("key")).unwrap();
        let found = (because.citation.fr.as_str(), because.citation.en.as_str());
        assert_eq!(found, (text("fr"), text("en")), "{} on {at}", text("key"));
    }
}

#[test]
fn an_explanation_tells_the_renumbering_and_all_versions() {
    let pack = shipped();
    let told = pack
        .explain("fr.cpp.limitation.offence", day("2026-11-22"))
        .unwrap();
    let cite = told.renumbered().next().unwrap();
    let later = cite.renumbered.as_ref().unwrap();
    assert_eq!(later.on, day("2029-01-01"));
    let new_number = later.article.as_deref().unwrap();
    assert!(later.citation.fr.contains(new_number));
    assert_eq!(told.because.citation, cite.citation);
    let unread = pack
        .explain("fr.cpp.civil_party.conditions", day("2026-11-22"))
        .unwrap();
    let cite = unread.renumbered().next().unwrap();
    assert_eq!(cite.renumbered.as_ref().unwrap().article, None);
    let board = "fr.cpp.victim_rights.05_compensation_board";
    let told = pack.explain(board, day("2028-12-31")).unwrap();
    assert!(told.entry.sentence.fr.contains("commission"));
    assert_eq!(told.versions.len(), 2);
    let told = pack.explain(board, day("2029-01-01")).unwrap();
    assert!(told.entry.sentence.fr.contains("juridiction"));
    assert!(pack.explain("fr.cpp.nothing", day("2026-11-22")).is_err());
}

#[test]
fn a_family_comes_in_the_order_of_its_keys() {
    let pack = shipped();
    let law = pack.at(day("2026-11-22"));
    let rights = law.family("fr.cpp.victim_rights").unwrap();
    let ends: Vec<&str> = rights
        .iter()
        .map(|e| &e.key["fr.cpp.victim_rights.".len()..][..2])
        .collect();
    assert_eq!(
        ends,
        ["01", "02", "03", "04", "05", "06", "07", "08", "09", "10"]
    );
    let limitation = law.family("fr.cpp.limitation").unwrap();
    let said = law.say_family("fr.cpp.limitation", Lang::Fr).unwrap();
    assert!(said.len() < limitation.len(), "keys of staff are left out");
    assert!(matches!(
        law.family("fr.cpp.limit"),
        Err(Unresolved::UnknownKey { .. })
    ));
    let early = pack.at(day("2021-01-01"));
    let silent = early.say_family("fr.cpp.victim_rights", Lang::Fr);
    assert!(matches!(silent, Err(Unresolved::TooEarly { .. })));
}
