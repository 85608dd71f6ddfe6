//! What people type and what it is worth: dates, times, sums, texts of every script.

use faisceau_domain::form::{Answers, Journey, Value};
use jiff::civil::{date, time};
use rust_decimal::Decimal;

use super::probe::{pack, post, value};

fn cents(typed: &str) -> i64 {
    match value(&pack(), "money", &[("", typed)]) {
        Value::Money(money) => money.minor,
        other => panic!("{typed}: {other:?}"),
    }
}

#[test]
fn sums_are_read_as_people_write_them() {
    for typed in [
        "1250,50",
        "1 250,50",
        "1\u{a0}250,50 €",
        "1\u{202f}250,5",
        "1.250,50",
        "1,250.50",
        "1'250.50 EUR",
        "€1250.5",
    ] {
        assert_eq!(cents(typed), 125_050, "{typed}");
    }
    assert_eq!(cents("1.250"), 125_000);
    assert_eq!(cents("1 250 000"), 125_000_000);
    assert_eq!(cents("0,5"), 50);
    assert_eq!(cents("0"), 0);
    assert_eq!(cents(",50"), 50);
}

#[test]
fn a_sum_follows_its_currency() {
    let pack = pack();
    let minor = |typed: &str, currency: &str| match value(
        &pack,
        "money",
        &[("", typed), ("currency", currency)],
    ) {
        Value::Money(money) => (money.minor, money.currency),
        other => panic!("{other:?}"),
    };
    assert_eq!(minor("500", "xof"), (500, "XOF".to_owned()));
    assert_eq!(minor("1,250", "TND"), (1_250, "TND".to_owned()));
    assert_eq!(minor("$20", "usd"), (2_000, "USD".to_owned()));
    assert!(post(&pack, "money", &[("", "1,5"), ("currency", "JPY")]).is_err());
    let quantity = value(&pack, "quantity", &[("", "0,0125")]);
    assert_eq!(quantity, Value::Quantity(Decimal::new(125, 4)));
}

#[test]
fn times_are_read_as_people_write_them() {
    let pack = pack();
    for (typed, hour, minute, second) in [
        ("9", 9, 0, 0),
        ("9h", 9, 0, 0),
        ("9 h 30", 9, 30, 0),
        ("09:05", 9, 5, 0),
        ("21.15", 21, 15, 0),
        ("9:30 PM", 21, 30, 0),
        ("12 am", 0, 0, 0),
        ("21:05:33", 21, 5, 33),
        ("21 h 05 min 33 s", 21, 5, 33),
        ("9 h 30 min", 9, 30, 0),
        ("21h05m07", 21, 5, 7),
    ] {
        let parts = [
            ("day", "1"),
            ("month", "2"),
            ("year", "2026"),
            ("time", typed),
        ];
        let Value::Moment(moment) = value(&pack, "datetime", &parts) else {
            panic!()
        };
        assert_eq!(moment.time, Some(time(hour, minute, second, 0)), "{typed}");
        assert_eq!(
            (moment.date, moment.zone.as_str()),
            (date(2026, 2, 1), "Europe/Paris")
        );
    }
    let parts = [
        ("day", "1"),
        ("month", "2"),
        ("year", "2026"),
        ("zone", "Asia/Tokyo"),
    ];
    let Value::Moment(moment) = value(&pack, "datetime", &parts) else {
        panic!()
    };
    assert_eq!((moment.time, moment.zone.as_str()), (None, "Asia/Tokyo"));
}

#[test]
fn today_is_not_the_future_and_a_deadline_may_be() {
    let pack = pack();
    let today = [("day", "22"), ("month", "11"), ("year", "2026")];
    assert_eq!(
        value(&pack, "date", &today),
        Value::Date(date(2026, 11, 22))
    );
    let later = [("day", "24"), ("month", "12"), ("year", "2026")];
    assert_eq!(
        value(&pack, "deadline", &later),
        Value::Date(date(2026, 12, 24))
    );
}

#[test]
fn every_script_is_kept_as_typed_and_controls_are_dropped() {
    let pack = pack();
    let typed = "\u{feff}🎂 你好 مرحبا \u{202e}gpj.exe";
    let dirty = format!("{typed}\u{0}\u{7}\u{85}");
    for name in ["text", "textarea", "commune"] {
        let kept = match value(&pack, name, &[("", &dirty)]) {
            Value::Text(text) => text,
            Value::Place(place) => place.name,
            other => panic!("{other:?}"),
        };
        assert_eq!(kept, typed, "{name}");
    }
    let Value::Text(lines) = value(&pack, "textarea", &[("", "un\r\ndeux\rtrois")]) else {
        panic!()
    };
    assert_eq!(lines, "un\ndeux\ntrois");
    // Marks that do not show do not spoil a number.
    let marked = [
        ("day", "\u{200e}1"),
        ("month", "2\u{feff}"),
        ("year", "2026"),
    ];
    assert_eq!(value(&pack, "date", &marked), Value::Date(date(2026, 2, 1)));
}

/// The input of each kind that takes free text.
fn free_part(kind: &str) -> &'static str {
    match kind {
        "person" => "birth_name",
        "address" => "town",
        "card_ref" => "first6",
        "date" | "date_approx" | "datetime" => "day",
        "period" => "first-year",
        _ => "",
    }
}

#[test]
fn hostile_text_in_every_kind_is_kept_or_handed_back() {
    let pack = pack();
    for field in pack
        .fields()
        .filter(|field| field.key.starts_with("probe."))
    {
        let name = field.key.trim_start_matches("probe.");
        for typed in [
            "🎂",
            "你好",
            "مرحبا",
            "\u{feff}abc",
            "\u{202e}gpj.exe",
            "a\u{0}b",
            "<script>",
            "' or 1=1",
            "{{x}}",
        ] {
            let part = free_part(name);
            let clean = typed.replace('\0', "");
            let input = faisceau_domain::form::input_name(&field.key.parse().unwrap(), part);
            match post(&pack, name, &[(part, typed)]) {
                Ok(parsed) if name == "tick" => assert_eq!(parsed.answers.len(), 1),
                Ok(parsed) => {
                    let mut answers = pack.blank("probe").unwrap();
                    answers.put(parsed);
                    let journey = Journey::of(&pack, "probe", &answers).unwrap();
                    let slug = format!("probe-{}", name.replace('_', "-"));
                    let shown = journey.fill(journey.page(&slug).unwrap());
                    assert_eq!(shown.first(&input), clean, "{name}");
                }
                Err(refused) => assert_eq!(refused.posted.first(&input), clean, "{name}"),
            }
        }
    }
}

#[test]
fn what_shows_nothing_is_empty() {
    let pack = pack();
    for typed in ["", " ", "\u{feff}", "\u{200b}\u{202e}", "\0\u{85}\n"] {
        for name in ["text", "person", "url", "many_url", "iban"] {
            let part = free_part(name);
            let refused = post(&pack, name, &[(part, typed)]).unwrap_err();
            assert_eq!(
                refused.errors[0].cause.code(),
                "text_empty",
                "{name} {typed:?}"
            );
        }
    }
}

#[test]
fn huge_posts_are_counted_and_handed_back_whole() {
    let pack = pack();
    let refused = post(&pack, "textarea", &[("", &"é".repeat(200_000))]).unwrap_err();
    let data = &refused.errors[0].data;
    assert_eq!(data[0], ("n".to_owned(), "5000".to_owned()));
    assert_eq!(data[1], ("m".to_owned(), "200000".to_owned()));
    assert_eq!(
        refused.posted.first("probe.textarea").chars().count(),
        200_000
    );
    let lines: Vec<String> = (0..10_000)
        .map(|n| format!("https://x{n}.exemple.fr"))
        .collect();
    let refused = post(&pack, "many_url", &[("", &lines.join("\n"))]).unwrap_err();
    assert_eq!(
        refused.errors[0].data[1],
        ("m".to_owned(), "10000".to_owned())
    );
}

#[test]
fn a_birth_in_1492_or_2199_is_refused() {
    let pack = pack();
    for (year, code) in [("1492", "date_too_old"), ("2199", "date_future")] {
        let parts = [
            ("birth_name", "X"),
            ("born_on-day", "1"),
            ("born_on-month", "1"),
            ("born_on-year", year),
        ];
        let refused = post(&pack, "person", &parts).unwrap_err();
        assert_eq!(refused.errors[0].cause.code(), code);
        assert_eq!(refused.errors[0].part, "born_on-year");
    }
}

#[test]
fn an_address_must_be_of_the_chain_chosen() {
    let pack = pack();
    let eth = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed";
    let bitcoin = "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4";
    for (typed, chain, good) in [
        (eth, "ethereum", true),
        (eth, "bsc", true),
        (eth, "", true),
        (eth, "other", true),
        (eth, "bitcoin", false),
        (
            "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD",
            "ethereum",
            false,
        ),
        (bitcoin, "bitcoin", true),
        (bitcoin, "litecoin", false),
        ("TJCnKsPa7y5okkXvQAidZBzqx3QyQ6sxMW", "tron", true),
    ] {
        let posted = post(&pack, "crypto_addr", &[("", typed), ("chain", chain)]);
        assert_eq!(posted.is_ok(), good, "{typed} {chain}: {posted:?}");
    }
}

#[test]
fn none_of_these_gives_way_to_a_real_choice() {
    let pack = pack();
    let both = value(&pack, "multi", &[("", "none"), ("", "b"), ("", "a")]);
    assert_eq!(both, Value::Multi(vec!["a".to_owned(), "b".to_owned()]));
    let alone = value(&pack, "multi", &[("", "none")]);
    assert_eq!(alone, Value::Multi(vec!["none".to_owned()]));
}

#[test]
fn the_middle_of_a_card_number_never_survives() {
    let pack = pack();
    let full = "4970 1000 0000 0154";
    let parsed = post(&pack, "card_ref", &[("first6", full), ("last4", "")]).unwrap();
    assert_eq!(parsed.notices[0].cause.code(), "card_number");
    let mut answers = pack.blank("probe").unwrap();
    answers.put(parsed);
    answers.put(
        post(
            &pack,
            "textarea",
            &[("", &format!("ma carte {full} volée"))],
        )
        .unwrap(),
    );
    let stored = serde_json::to_string(&answers).unwrap();
    assert!(!stored.contains("000000"), "{stored}");
    assert!(stored.contains("4970 10•• •••• 0154"), "{stored}");
}

#[test]
fn stored_answers_read_back_and_an_unknown_version_is_refused() {
    let pack = pack();
    let mut answers = pack.blank("probe").unwrap();
    answers.put(post(&pack, "money", &[("", "12,30")]).unwrap());
    answers.put(post(&pack, "file", &[("state", "later")]).unwrap());
    let stored = serde_json::to_string(&answers).unwrap();
    assert_eq!(serde_json::from_str::<Answers>(&stored).unwrap(), answers);
    assert!(serde_json::from_str::<Answers>(&stored.replace("\"v\":1", "\"v\":2")).is_err());
    assert_eq!(answers.form().hash, pack.kind("probe").unwrap().hash);
}

#[test]
fn a_page_shows_again_what_was_stored() {
    let pack = pack();
    let mut answers = pack.blank("probe").unwrap();
    let typed = "FR76 3000 6000 0112 3456 7890 188";
    answers.put(post(&pack, "iban", &[("", typed), ("keep", typed)]).unwrap());
    let journey = Journey::of(&pack, "probe", &answers).unwrap();
    let posted = journey.fill(journey.page("probe-iban").unwrap());
    assert_eq!(posted.first("probe.iban"), typed);
    assert_eq!(posted.first("probe.iban:keep"), typed);
}

#[test]
fn a_siren_passes_its_check_and_so_does_a_siret() {
    let pack = pack();
    for typed in [
        "732 829 320",
        "73282932000074",
        "356 000 000 00048",
        // An establishment of La Poste: its digits add up to a multiple of five.
        "356 000 000 00001",
    ] {
        assert!(post(&pack, "siren", &[("", typed)]).is_ok(), "{typed}");
    }
    for typed in [
        "732829321",
        "73282932000075",
        "35600000000002",
        "7328293200007",
        "73282932O",
    ] {
        let refused = post(&pack, "siren", &[("", typed)]).unwrap_err();
        assert_eq!(refused.errors[0].cause.code(), "siren_format", "{typed}");
        assert!(refused.errors[0].warning, "it may be kept as copied");
    }
}
