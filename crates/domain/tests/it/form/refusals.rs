//! Every refusal and warning, by the input that causes it; and every text of an error, in both
//! languages.

use std::collections::BTreeSet;

use faisceau_domain::Lang;
use faisceau_domain::form::{Answer, Cause, FieldError, Key, Value};

use super::probe::{cause, pack, post, value};

type Case = (
    &'static str,
    &'static [(&'static str, &'static str)],
    &'static str,
);

const CASES: &[Case] = &[
    ("choice", &[], "choice_empty"),
    ("choice", &[("", "gold")], "choice_unknown"),
    ("select", &[("", "gold")], "choice_unknown"),
    ("multi", &[], "choice_empty"),
    ("multi", &[("", "a"), ("", "z")], "choice_unknown"),
    ("bool3", &[("", "maybe")], "choice_unknown"),
    ("tick", &[], "not_ticked"),
    ("text", &[("", "  \u{0}\n ")], "text_empty"),
    ("textarea", &[], "text_empty"),
    ("date", &[("day", "3")], "date_incomplete"),
    (
        "date",
        &[("day", "31"), ("month", "2"), ("year", "2026")],
        "date_impossible",
    ),
    (
        "date",
        &[("day", "1"), ("month", "mars"), ("year", "2026")],
        "date_impossible",
    ),
    (
        "date",
        &[("day", "1"), ("month", "1"), ("year", "1492")],
        "date_too_old",
    ),
    (
        "date",
        &[("day", "1"), ("month", "1"), ("year", "26")],
        "date_too_old",
    ),
    (
        "date",
        &[("day", "1"), ("month", "1"), ("year", "2199")],
        "date_future",
    ),
    (
        "date",
        &[("day", "23"), ("month", "11"), ("year", "2026")],
        "date_future",
    ),
    (
        "deadline",
        &[("day", "1"), ("month", "1"), ("year", "2199")],
        "date_too_far",
    ),
    ("date_approx", &[("month", "3")], "date_incomplete"),
    (
        "date_approx",
        &[("day", "3"), ("year", "2026")],
        "date_incomplete",
    ),
    (
        "date_approx",
        &[("month", "13"), ("year", "2026")],
        "date_impossible",
    ),
    ("date_approx", &[("year", "1492")], "date_too_old"),
    ("date_approx", &[("year", "2199")], "date_future"),
    ("datetime", &[("time", "9h")], "date_incomplete"),
    (
        "datetime",
        &[
            ("day", "1"),
            ("month", "1"),
            ("year", "2026"),
            ("time", "25:00"),
        ],
        "time_format",
    ),
    (
        "datetime",
        &[("day", "1"), ("month", "1"), ("year", "1492")],
        "date_too_old",
    ),
    (
        "period",
        &[("first-year", "2026"), ("last-year", "2025")],
        "end_before_start",
    ),
    ("period", &[("first-year", "2199")], "date_future"),
    ("period", &[("last-year", "1492")], "date_too_old"),
    ("money", &[("", "beaucoup")], "money_format"),
    ("money", &[("", "-5")], "money_format"),
    ("money", &[("", "12,345")], "money_format_is_not"),
    ("money", &[("", "1,2,3")], "money_format"),
    (
        "money",
        &[("", "12"), ("currency", "€€")],
        "currency_unknown",
    ),
    ("money", &[("", "99999999999999999999")], "money_format"),
    ("quantity", &[("", "a lot")], "money_format"),
    ("int", &[("", "1e9")], "number_format"),
    (
        "iban",
        &[("", "FR76 3000 6000 0112 3456 7890 188")],
        "iban_check",
    ),
    ("iban", &[("", "bonjour")], "iban_check"),
    (
        "iban",
        &[("", "4970 1012 3456 7890")],
        "card_number_or_iban",
    ),
    ("bic", &[("", "AGRI")], "bic_format"),
    (
        "card_ref",
        &[("first6", "4970"), ("last4", "4471")],
        "card_format",
    ),
    (
        "card_ref",
        &[("first6", "497010"), ("last4", "")],
        "card_format",
    ),
    ("phone", &[("", "rappelez-moi")], "phone_format"),
    ("email", &[("", "nom chez exemple")], "email_format"),
    ("strict_email", &[("", "nom chez exemple")], "email_format"),
    ("email_or_phone", &[("", "nom@")], "email_format"),
    ("url", &[("", "javascript:alert(1)")], "url_format"),
    ("ip", &[("", "999.1.1.1")], "ip_format"),
    ("siren", &[("", "732 829 321")], "siren_format"),
    (
        "hash",
        &[("", "d41d8cd98f00b204e9800998ecf8427")],
        "hash_format",
    ),
    (
        "hash",
        &[("", "sha256:zz1d8cd98f00b204e9800998ecf8427e")],
        "hash_format",
    ),
    (
        "crypto_addr",
        &[("", "1BoatSLRHtKNngkdXEeobR76b53LETtpyU")],
        "crypto_address",
    ),
    (
        "crypto_addr",
        &[
            ("", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"),
            ("chain", "tron"),
        ],
        "crypto_address",
    ),
    (
        "crypto_addr",
        &[("", "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"), ("chain", "zz")],
        "choice_unknown",
    ),
    ("crypto_tx", &[("", "abc")], "crypto_transaction"),
    (
        "person",
        &[
            ("born_on-day", "1"),
            ("born_on-month", "1"),
            ("born_on-year", "1980"),
        ],
        "part_missing",
    ),
    (
        "person",
        &[("birth_name", "X"), ("born_on-year", "1980")],
        "date_incomplete",
    ),
    ("address", &[("lines", "1 rue X")], "part_missing"),
    ("commune", &[], "text_empty"),
    ("handle", &[], "text_empty"),
    ("file", &[], "file_none"),
    ("file", &[("", "of-another-draft")], "file_unknown"),
];

#[test]
fn each_bad_input_is_refused_for_its_own_reason() {
    let pack = pack();
    let mut wrong = Vec::new();
    for (name, parts, expected) in CASES {
        match *expected {
            // "12,345": a thousand and something, not a decimal; accepted.
            "money_format_is_not" => assert!(post(&pack, name, parts).is_ok()),
            "card_number_or_iban" => {
                let found = cause(&pack, name, parts);
                assert!(matches!(found, "card_number" | "iban_check"), "{found}");
            }
            expected => {
                let found = cause(&pack, name, parts);
                if found != expected {
                    wrong.push(format!("{name} {parts:?}: {found}, expected {expected}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_full_card_number_is_never_kept_in_an_iban() {
    let pack = pack();
    let refused = post(&pack, "iban", &[("", "4970 1000 0000 0154")]).unwrap_err();
    assert_eq!(refused.errors[0].cause, Cause::CardNumber);
    assert!(!refused.errors[0].warning, "cannot be kept");
    assert_eq!(refused.posted.first("probe.iban"), "4970 10•• •••• 0154");
}

#[test]
fn every_cause_was_refused_somewhere_and_has_its_words() {
    let pack = pack();
    let tested: BTreeSet<&str> = CASES.iter().map(|(_, _, code)| *code).collect();
    // Told by length, count and masking tests.
    let elsewhere = ["too_long", "too_many_values", "card_number", "secret_found"];
    for cause in Cause::ALL {
        let code = cause.code();
        assert!(
            tested.contains(code) || elsewhere.contains(&code),
            "{code} untested"
        );
        let error = FieldError {
            key: "probe.text".parse::<Key>().unwrap(),
            part: String::new(),
            cause,
            warning: false,
            data: [
                ("n", "300"),
                ("m", "301"),
                ("year", "1900"),
                ("date", "1/2/2026"),
                ("part", "@day+month"),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .to_vec(),
        };
        let said = Lang::ALL.map(|lang| error.words(&pack, lang));
        assert_ne!(said[0], said[1], "{code} is not translated");
        for words in said {
            assert!(!words.contains(['{', '}']), "{code}: {words}");
        }
    }
}

#[test]
fn the_data_of_an_error_is_told() {
    let pack = pack();
    let long = "é".repeat(301);
    let refused = post(&pack, "text", &[("", &long)]).unwrap_err();
    assert_eq!(
        refused.errors[0].words(&pack, Lang::Fr),
        "Question text doit faire 300\u{a0}caractères au plus. Il y en a 301"
    );
    assert_eq!(
        refused.posted.first("probe.text"),
        long,
        "nothing typed is lost"
    );
    let refused = post(&pack, "date", &[("day", "3")]).unwrap_err();
    assert_eq!(refused.errors[0].part, "month");
    assert_eq!(
        refused.errors[0].words(&pack, Lang::En),
        "Enter the month and year too, or tick “I don’t know”"
    );
    let many = vec![("", "0639980001\n"); 51];
    let refused = post(&pack, "many_phone", &many).unwrap_err();
    assert_eq!(refused.errors[0].cause, Cause::TooManyValues);
}

#[test]
fn what_is_warned_about_can_be_kept_and_bears_its_doubt() {
    let pack = pack();
    let typed = "FR76 3000 6000 0112 3456 7890 188";
    let refused = post(&pack, "iban", &[("", typed)]).unwrap_err();
    assert!(refused.errors[0].warning);
    assert_eq!(
        refused.keeps(),
        [("probe.iban:keep".to_owned(), typed.to_owned())]
    );
    let kept = value(&pack, "iban", &[("", typed), ("keep", typed)]);
    let Value::Typed(kept) = kept else {
        panic!("{kept:?}")
    };
    assert_eq!(
        (kept.raw.as_str(), kept.doubt.as_deref()),
        (typed, Some("iban_check"))
    );
    let other = "FR76 3000 6000 0112 3456 7890 187";
    assert_eq!(
        cause(&pack, "iban", &[("", other), ("keep", typed)]),
        "iban_check"
    );
    let mail = "nom chez exemple";
    assert_eq!(
        cause(&pack, "strict_email", &[("", mail), ("keep", mail)]),
        "email_format"
    );
}

#[test]
fn several_doubtful_values_are_kept_together() {
    let pack = pack();
    let typed = "06 39 98 00 01\nmasqué\nle sien";
    let refused = post(&pack, "many_phone", &[("", typed)]).unwrap_err();
    let keeps: Vec<String> = refused.keeps().into_iter().map(|(_, line)| line).collect();
    let mut parts: Vec<(&str, &str)> = vec![("", typed)];
    parts.extend(keeps.iter().map(|line| ("keep", line.as_str())));
    let Value::Many(values) = value(&pack, "many_phone", &parts) else {
        panic!()
    };
    assert_eq!(values.len(), 3);
}

#[test]
fn not_knowing_is_an_answer_everywhere() {
    let pack = pack();
    for field in pack
        .fields()
        .filter(|field| field.key.starts_with("probe."))
    {
        let name = field.key.trim_start_matches("probe.");
        let parsed = post(&pack, name, &[("state", "unknown")]).unwrap();
        assert_eq!(parsed.answers[0].1, Answer::Unknown, "{name}");
    }
    for name in ["choice", "multi", "bool3"] {
        let parsed = post(&pack, name, &[("", "unknown")]).unwrap();
        assert_eq!(parsed.answers[0].1, Answer::Unknown, "{name}");
    }
    let later = post(&pack, "file", &[("state", "later")]).unwrap();
    assert_eq!(later.answers[0].1, Answer::Later);
    // A state that the question does not offer is no answer.
    assert!(post(&pack, "deadline", &[("state", "declined")]).is_err());
    // A value beside the box says more than the box.
    let both = post(&pack, "text", &[("", "un mot"), ("state", "unknown")]).unwrap();
    assert_eq!(
        both.answers[0].1,
        Answer::Value(Value::Text("un mot".to_owned()))
    );
}

#[test]
fn not_knowing_is_named_only_where_it_is_an_answer() {
    let pack = super::pack();
    let dont_know = ["Je ne sais pas", "I don’t know"];
    let mut seen = (0, 0);
    for field in pack.fields() {
        for cause in [Cause::TextEmpty, Cause::ChoiceEmpty, Cause::DateIncomplete] {
            let error = FieldError {
                key: field.key.parse().unwrap(),
                part: String::new(),
                cause,
                warning: false,
                data: vec![("part".to_owned(), "@day".to_owned())],
            };
            if field.errors.contains_key(cause.code()) {
                continue;
            }
            let named = Lang::ALL.map(|lang| {
                let words = error.words(&pack, lang);
                dont_know.iter().any(|known| words.contains(known))
            });
            assert_eq!(
                named,
                [field.offers("unknown"); 2],
                "{} {cause:?}",
                field.key
            );
            if field.offers("unknown") {
                seen.0 += 1;
            } else {
                seen.1 += 1;
            }
        }
    }
    assert!(seen.0 > 20 && seen.1 > 20, "{seen:?}");
}
