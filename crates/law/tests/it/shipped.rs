//! The pack that ships: every key on every day, and what this platform prints from it.

use faisceau_law::{Audience, FIRST_DAY, Lang, Unresolved, Value};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::packs::{day, shipped};

/// Ten years after the last check of the pack: later than any day a paper of today may name.
const LAST_DAY: &str = "2036-12-31";

#[test]
fn every_key_resolves_on_every_day_or_says_why_not() {
    let pack = shipped();
    let days: Vec<Date> = FIRST_DAY
        .series(1.day())
        .take_while(|d| *d <= day(LAST_DAY))
        .collect();
    assert!(days.len() > 6_000);
    for key in pack.keys() {
        for at in &days {
            match pack.at(*at).because(key) {
                Ok(because) => {
                    assert!(!because.citation.fr.is_empty() && !because.citation.en.is_empty());
                }
                Err(Unresolved::TooEarly { from, why, .. }) => {
                    assert!(*at < from && why.is_some(), "{key} on {at}");
                }
                Err(other) => panic!("{key} on {at}: {other}"),
            }
        }
    }
}

#[test]
fn every_public_key_has_words_for_the_public_in_both_languages() {
    let pack = shipped();
    for key in pack.keys() {
        for entry in pack.versions(key) {
            for lang in Lang::ALL {
                let said = pack.public_sentence(key, entry.valid_from, lang);
                match entry.audience {
                    Audience::Staff => assert!(said.is_err(), "{key}"),
                    Audience::Public => {
                        let said = said.unwrap();
                        assert_eq!(said.citation.is_some(), entry.confirmed.is_some(), "{key}");
                        assert!(!said.text.contains(['{', '}']), "{key}: {}", said.text);
                    }
                }
            }
        }
    }
}

/// What a receipt and the pages before filing ask for by name.
#[test]
fn the_keys_that_papers_and_pages_print_are_there() {
    let pack = shipped();
    let at = day("2026-11-22");
    for key in [
        "fr.cpp.limitation.crime",
        "fr.cpp.limitation.offence",
        "fr.cpp.limitation.contravention",
        "fr.cpp.limitation.interruption",
        "fr.cpp.online_filing.optional",
        "fr.cpp.online_filing.heard_later",
        "fr.cpp.online_filing.may_be_heard",
        "fr.cpp.online_filing.sexual_hearing",
        "fr.cpp.online_filing.interpreter",
        "fr.cpp.receipt.states_limitation",
        "fr.cpp.receipt.copy_of_minutes",
        "fr.cpp.receipt.not_police",
        "fr.cp.false_declaration.report",
        "fr.cp.false_declaration.person",
        "fr.cp.false_declaration.good_faith",
    ] {
        let said = pack.public_sentence(key, at, Lang::Fr).unwrap();
        assert!(said.citation.is_some(), "{key} is confirmed");
    }
    let law = pack.at(at);
    assert_eq!(
        law.say_family("fr.cpp.victim_rights", Lang::En)
            .unwrap()
            .len(),
        10
    );
    for regime in ["authority", "mandated", "private"] {
        let family = format!("fr.data_protection.{regime}");
        let said = law.say_family(&family, Lang::Fr).unwrap();
        assert!(said.len() >= 4);
        assert!(said.iter().any(|one| one.text.contains("CNIL")), "{family}");
    }
}

#[test]
fn the_periods_are_those_of_the_code() {
    let pack = shipped();
    let law = pack.at(day("2026-11-22"));
    for (key, name, value) in [
        ("fr.cpp.limitation.crime", "period_years", Value::Years(20)),
        ("fr.cpp.limitation.offence", "period_years", Value::Years(6)),
        (
            "fr.cpp.limitation.contravention",
            "period_years",
            Value::Years(1),
        ),
        (
            "fr.cpp.limitation.crime_on_minor",
            "period_years",
            Value::Years(30),
        ),
        (
            "fr.cpp.limitation.offence_on_minor",
            "period_years",
            Value::Years(10),
        ),
        (
            "fr.cpp.limitation.grave_offence_on_minor",
            "period_years",
            Value::Years(20),
        ),
        (
            "fr.cpp.limitation.hidden_offence",
            "cap_years",
            Value::Years(12),
        ),
        (
            "fr.cpp.limitation.hidden_crime",
            "cap_years",
            Value::Years(30),
        ),
        (
            "fr.cpp.civil_party.conditions",
            "wait_months",
            Value::Months(3),
        ),
        (
            "fr.cp.false_declaration.report",
            "prison_months",
            Value::Months(6),
        ),
        (
            "fr.cp.false_declaration.person",
            "fine_eur",
            Value::Euros(45_000),
        ),
    ] {
        assert_eq!(law.get(key).unwrap().value(name), Some(value), "{key}");
    }
}

#[test]
fn amounts_are_printed_as_each_language_writes_them() {
    let pack = shipped();
    let sentence = &pack
        .at(day("2026-11-22"))
        .because("fr.cp.false_declaration.person")
        .unwrap()
        .sentence;
    assert!(sentence.fr.contains("45\u{a0}000 €"), "{}", sentence.fr);
    assert!(sentence.en.contains("45,000 euros"), "{}", sentence.en);
}

/// What the references mark as not confirmed never reaches the public as law.
#[test]
fn doubtful_facts_ship_unconfirmed() {
    let pack = shipped();
    for key in [
        "fr.cpp.limitation.complaint_alone",
        "fr.cpp.limitation.start_of_fraud",
        "fr.data_protection.authority.06_retention",
        "fr.data_protection.mandated.01_frame",
        "fr.data_protection.private.01_frame",
    ] {
        assert!(
            pack.versions(key)
                .iter()
                .all(|entry| entry.confirmed.is_none()),
            "{key}"
        );
    }
}

#[test]
fn a_check_that_grows_old_is_listed() {
    let pack = shipped();
    assert_eq!(pack.checked_before(day("2026-11-01")).count(), 0);
    let all: usize = pack.keys().map(|key| pack.versions(key).len()).sum();
    assert_eq!(pack.checked_before(day("2028-01-01")).count(), all);
}
