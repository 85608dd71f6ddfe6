//! What a narrative holds and what may be accepted of it: found by rules, proposed once, never written.

use super::pack;
use faisceau_domain::Lang;
use faisceau_domain::form::spot::Seen;
use faisceau_domain::form::value::{Money, Typed};
use faisceau_domain::form::{Answer, Answers, FieldKind, Journey, Key, Pack, Reading, Value};
use jiff::civil::{Date, Time, date, time};
use proptest::prelude::*;
use std::sync::LazyLock;

/// Read once: hundreds of texts are looked at.
static PACK: LazyLock<Pack> = LazyLock::new(pack);

fn today() -> Date {
    date(2026, 3, 20)
}

fn seen(pack: &Pack, text: &str) -> Vec<Seen> {
    let spots = pack.spots(text, today());
    spots.into_iter().map(|spot| spot.seen).collect()
}

fn day(year: i16, month: i8, day: i8) -> Seen {
    Seen::Day(date(year, month, day), None)
}

fn sum(minor: i64, currency: &str) -> Seen {
    Seen::Sum(Money {
        minor,
        currency: currency.to_owned(),
    })
}

#[test]
fn each_kind_of_value_is_found_as_people_write_it() {
    let pack = pack();
    let hour: Option<Time> = Some(time(21, 10, 0, 0));
    for (text, found) in [
        (
            "viré sur LT12 1000 0111 0100 1000.",
            Seen::Iban("LT12 1000 0111 0100 1000".into()),
        ),
        (
            "appelé au 06 39 98 00 10, puis",
            Seen::Phone("06 39 98 00 10".into()),
        ),
        (
            "du +44 20 7946 0000 hier",
            Seen::Phone("+44 20 7946 0000".into()),
        ),
        (
            "écrit à vente@boutique.example.org.",
            Seen::Email("vente@boutique.example.org".into()),
        ),
        (
            "(https://boutique.exemple.fr/bois)",
            Seen::Url("https://boutique.exemple.fr/bois".into()),
        ),
        (
            "sur https://modemarche.example.",
            Seen::Url("https://modemarche.example".into()),
        ),
        (
            "le site www.exemple.fr, ouvert",
            Seen::Url("www.exemple.fr".into()),
        ),
        ("vu sur exemple.fr puis", Seen::Url("exemple.fr".into())),
        ("le 2/3/2026", day(2026, 3, 2)),
        ("le 02.03.26", day(2026, 3, 2)),
        ("reçu 2026-03-02", day(2026, 3, 2)),
        ("le 2 mars 2026", day(2026, 3, 2)),
        ("le 1er Fevrier", day(2026, 2, 1)),
        ("le 24 décembre", day(2025, 12, 24)),
        ("on March 2, 2026", day(2026, 3, 2)),
        (
            "le 2 mars 2026 à 21 h 10",
            Seen::Day(date(2026, 3, 2), hour),
        ),
        ("le 2 mars vers 21h10", Seen::Day(date(2026, 3, 2), hour)),
        ("payé 1 250,50 €", sum(125_050, "EUR")),
        ("payé 89,90 euros", sum(8_990, "EUR")),
        ("pour £ 20", sum(2_000, "GBP")),
        ("en 2026 320 euros", sum(32_000, "EUR")),
    ] {
        assert_eq!(seen(&pack, text), [found], "{text}");
    }
}

#[test]
fn what_is_not_sure_is_left_to_the_eyes() {
    let pack = pack();
    for text in [
        // A digit of the check is wrong.
        "viré sur LT12 1000 0111 0100 1001",
        "la commande 20260302123456",
        "fin de l’histoire.Puis rien",
        "le 31/02/2026",
        "le 2 avril 2026, à venir",
        "il a dit 12 puis 15",
        "mon code 0639980010445566778899",
        "0 euro",
        "version 1.2.3",
    ] {
        assert_eq!(seen(&pack, text), [], "{text}");
    }
}

fn story(pack: &Pack, text: &str) -> Answers {
    let mut answers = pack.blank("fake_shop").unwrap();
    let told = Value::Text(text.to_owned());
    answers.set("story.during".parse().unwrap(), Answer::Value(told));
    let transfer = Value::Choice("transfer".to_owned());
    answers.set(
        "payment[0].method".parse().unwrap(),
        Answer::Value(transfer),
    );
    answers
}

fn reading() -> Reading {
    Reading {
        today: today(),
        zone: "Europe/Paris".to_owned(),
        exhibits: std::collections::BTreeSet::new(),
    }
}

#[test]
fn a_value_is_proposed_until_an_answer_holds_it() {
    let pack = pack();
    let text = "J’ai viré 320 € le 2 mars 2026 sur LT12 1000 0111 0100 1000, \
        oui LT121000011101001000, et écrit deux fois à vente@exemple.fr.";
    let mut answers = story(&pack, text);
    let journey = Journey::of(&pack, "fake_shop", &answers).unwrap();
    let proposed = journey.suggestions(today());
    let codes: Vec<&str> = proposed.iter().map(|one| one.seen.code()).collect();
    assert_eq!(codes, ["sum", "day", "iban", "email"], "each once");
    let iban = &proposed[2];
    let to_iban: Key = "payment[0].to_iban".parse().unwrap();
    assert_eq!(
        iban.fields[0].key, to_iban,
        "the other side's account comes first"
    );
    assert!(
        iban.fields
            .iter()
            .all(|asked| asked.field.kind == FieldKind::Iban)
    );
    assert!(
        answers.get(&to_iban).is_none(),
        "nothing is filled by looking"
    );
    let taken = journey.taken(&iban.fields[0], &iban.seen, &reading());
    answers.set(to_iban, taken.unwrap().unwrap());
    let journey = Journey::of(&pack, "fake_shop", &answers).unwrap();
    let left = journey.suggestions(today());
    assert!(left.iter().all(|one| one.seen.code() != "iban"), "accepted");
}

#[test]
fn a_question_of_several_values_keeps_those_it_had() {
    let pack = pack();
    let mut answers = story(&pack, "écrit à b@exemple.fr");
    let key: Key = "site.company_email".parse().unwrap();
    let typed = Value::Typed(Typed {
        raw: "a@exemple.fr".to_owned(),
        doubt: None,
    });
    answers.set(key.clone(), Answer::Value(Value::Many(vec![typed])));
    let journey = Journey::of(&pack, "fake_shop", &answers).unwrap();
    let proposed = journey.suggestions(today());
    let asked = proposed[0].fields.iter().find(|asked| asked.key == key);
    let taken = journey.taken(asked.unwrap(), &proposed[0].seen, &reading());
    let Ok(Some(Answer::Value(Value::Many(values)))) = taken else {
        panic!("{taken:?}");
    };
    assert_eq!(values.len(), 2);
}

#[test]
fn days_and_sums_are_said_as_the_check_page_says_them() {
    let pack = pack();
    let answers = story(&pack, "");
    let journey = Journey::of(&pack, "fake_shop", &answers).unwrap();
    let moment = Seen::Day(date(2026, 3, 2), Some(time(21, 10, 0, 0)));
    let said = |seen: &Seen| {
        journey
            .said(seen, Lang::Fr)
            .replace(['\u{a0}', '\u{202f}'], " ")
    };
    assert_eq!(said(&moment), "2 mars 2026, 21 h 10");
    assert_eq!(said(&sum(32_000, "EUR")), "320,00 €");
}

proptest! {
    #[test]
    fn any_text_is_looked_at_and_each_spot_stands_alone(text in "(?s).{0,200}") {
        let spots = PACK.spots(&text, today());
        for pair in spots.windows(2) {
            prop_assert!(pair[0].at.end <= pair[1].at.start);
        }
        for spot in spots {
            prop_assert!(text.get(spot.at).is_some());
        }
    }

    #[test]
    fn figures_and_signs_never_break_it(text in "[0-9 .,/€+@:a-fA-F\u{a0}-]{0,80}") {
        let spots = PACK.spots(&text, today());
        prop_assert!(spots.iter().all(|spot| text.get(spot.at.clone()).is_some()));
    }
}
