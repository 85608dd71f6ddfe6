//! Every mistake the reader can hold against a file, each planted once.

use faisceau_law::{FIRST_DAY, Problem};

use crate::packs::{CODES, day, entry, only_problem, read, read_files};

fn named(field: &str) -> String {
    field.to_owned()
}

#[test]
fn a_correct_entry_is_read_whole() {
    let pack = read(&entry(&[])).unwrap();
    let law = pack.at(day("2026-01-01"));
    let read = law.get("fr.test.one").unwrap();
    assert_eq!(read.sentence.fr, "pendant 6 ans");
    assert_eq!(read.sentence.en, "for 6 years");
    assert_eq!(read.file, "law/test.toml");
    assert_eq!(read.text_as_of, day("2026-01-01"));
    assert_eq!(read.confirmed.as_ref().unwrap().by, "A jurist");
}

#[test]
fn a_mistake_names_file_key_and_remedy() {
    let mistakes = read(&entry(&[("source", "")])).unwrap_err();
    assert_eq!(
        mistakes[0].to_string(),
        "law/test.toml, fr.test.one: `source` is missing; write it"
    );
}

#[test]
fn all_mistakes_come_at_once() {
    let text = entry(&[("source", ""), ("checked_on", "")]) + &entry(&[("key", r#""Bad""#)]);
    assert_eq!(read(&text).unwrap_err().len(), 3);
}

#[test]
fn each_required_field_is_asked_for() {
    for field in [
        "key",
        "audience",
        "valid_from",
        "cites",
        "sentence",
        "source",
        "text_as_of",
        "checked_on",
        "confirmed",
    ] {
        let problem = only_problem(&entry(&[(field, "")]));
        assert_eq!(
            problem,
            Problem::MissingField {
                field: named(field)
            }
        );
    }
}

#[test]
fn an_unknown_field_is_refused_at_every_depth() {
    let planted = [
        (entry(&[("sourse", r#""x""#)]), "sourse"),
        (
            entry(&[("sentence", r#"{ fr = "a", en = "b", de = "c" }"#)]),
            "sentence.de",
        ),
        (
            entry(&[("confirmed", r#"{ by = "A", on = 2026-06-01, at = "x" }"#)]),
            "confirmed.at",
        ),
        (
            entry(&[("cites", r#"[{ code = "cp", article = "8", page = "3" }]"#)]),
            "cites.page",
        ),
        (format!("title = \"x\"\n{}", entry(&[])), "title"),
    ];
    for (text, expected) in planted {
        match only_problem(&text) {
            Problem::UnknownField { field, .. } => assert_eq!(field, expected),
            other => panic!("{expected}: {other}"),
        }
    }
}

#[test]
fn a_missing_language_is_refused() {
    for field in ["sentence", "plain", "doubt"] {
        let problem = only_problem(&entry(&[(field, r#"{ fr = "mots" }"#)]));
        let expected = Problem::MissingLanguage {
            field: named(field),
            lang: "en",
        };
        assert_eq!(problem, expected);
    }
    let problem = only_problem(&entry(&[("sentence", r#"{ en = "words" }"#)]));
    let field = named("sentence");
    assert_eq!(problem, Problem::MissingLanguage { field, lang: "fr" });
}

#[test]
fn an_empty_text_is_refused() {
    let problem = only_problem(&entry(&[("sentence", r#"{ fr = " ", en = "b" }"#)]));
    assert_eq!(
        problem,
        Problem::Empty {
            field: named("sentence.fr")
        }
    );
    let problem = only_problem(&entry(&[("source", r#""""#)]));
    assert_eq!(
        problem,
        Problem::Empty {
            field: named("source")
        }
    );
}

#[test]
fn a_wrong_type_is_refused() {
    for (field, value) in [
        ("audience", r#""everyone""#),
        ("valid_from", r#""2020-01-01""#),
        ("valid_from", "2020-01-01T00:00:00Z"),
        ("sentence", r#""only words""#),
        ("source", "3"),
        ("cites", "[]"),
        ("cites", r#"["8"]"#),
        ("values", "6"),
        ("confirmed", "true"),
        ("confirmed", r#""yes""#),
        ("extends", r#""sometimes""#),
    ] {
        let sentence = ("sentence", r#"{ fr = "a", en = "b" }"#);
        match only_problem(&entry(&[sentence, (field, value)])) {
            Problem::WrongType { field: found, .. } => assert_eq!(found, field),
            other => panic!("{field} = {value}: {other}"),
        }
    }
    let problem = read("entry = 3").unwrap_err().remove(0).problem;
    assert!(matches!(problem, Problem::WrongType { .. }), "{problem}");
}

#[test]
fn values_say_their_unit_and_are_above_zero() {
    let values = |values| {
        entry(&[
            ("values", values),
            ("sentence", r#"{ fr = "a", en = "b" }"#),
        ])
    };
    for (written, name) in [("{ period = 6 }", "period"), ("{ a_weeks = 6 }", "a_weeks")] {
        let value = named(name);
        assert_eq!(
            only_problem(&values(written)),
            Problem::UnknownUnit { value }
        );
    }
    for written in [
        "{ a_years = 0 }",
        "{ a_years = -1 }",
        "{ a_years = 70000 }",
        "{ a_eur = 1.5 }",
    ] {
        let problem = only_problem(&values(written));
        assert!(
            matches!(problem, Problem::WrongType { .. }),
            "{written}: {problem}"
        );
    }
}

#[test]
fn a_period_is_clear_or_refused() {
    let sentence = ("sentence", r#"{ fr = "a", en = "b" }"#);
    for (values, extends) in [
        ("{ period_years = 6, period_days = 3 }", ""),
        ("{ cap_years = 6 }", ""),
        ("{ period_years = 6, cap_years = 12, cap_days = 1 }", ""),
        ("{ fine_eur = 6 }", r#""next_working_day""#),
    ] {
        let text = entry(&[("values", values), ("extends", extends), sentence]);
        assert_eq!(only_problem(&text), Problem::UnclearPeriod, "{values}");
    }
}

#[test]
fn placeholders_are_checked() {
    let problem = |sentence: &str| only_problem(&entry(&[("sentence", sentence)]));
    let unknown = Problem::UnknownPlaceholder {
        field: named("sentence.en"),
        name: named("period"),
    };
    assert_eq!(
        problem(r#"{ fr = "{period_years}", en = "{period}" }"#),
        unknown
    );
    let field = named("sentence");
    let differ = Problem::PlaceholdersDiffer { field };
    assert_eq!(
        problem(r#"{ fr = "{period_years} ans", en = "six years" }"#),
        differ
    );
    let field = named("sentence.fr");
    let lone = Problem::LoneBrace { field };
    assert_eq!(
        problem(r#"{ fr = "{period_years ans", en = "{period_years}" }"#),
        lone
    );
}

#[test]
fn a_plain_sentence_prints_no_value() {
    let plain = ("plain", r#"{ fr = "{period_years} ans", en = "a while" }"#);
    let name = named("period_years");
    assert_eq!(
        only_problem(&entry(&[plain])),
        Problem::ValueInPlain { name }
    );
}

#[test]
fn a_plain_sentence_states_no_number() {
    let plain = ("plain", r#"{ fr = "un certain temps", en = "6 years" }"#);
    assert_eq!(
        only_problem(&entry(&[plain])),
        Problem::NumberInPlain { lang: "en" }
    );
}

#[test]
fn what_is_unconfirmed_and_public_has_its_plain_sentence() {
    let unconfirmed = ("confirmed", "false");
    assert_eq!(only_problem(&entry(&[unconfirmed])), Problem::MissingPlain);
    assert!(read(&entry(&[unconfirmed, ("audience", r#""staff""#)])).is_ok());
    let plain = ("plain", r#"{ fr = "a", en = "b" }"#);
    assert!(read(&entry(&[unconfirmed, plain])).is_ok());
}

#[test]
fn keys_have_one_style() {
    for key in [
        "one",
        "fr..one",
        "fr.One",
        "fr.one two",
        "fr.délit",
        ".fr",
        "fr.",
    ] {
        let key = format!("\"{key}\"");
        assert_eq!(
            only_problem(&entry(&[("key", &key)])),
            Problem::BadKey,
            "{key}"
        );
    }
}

#[test]
fn a_key_lives_in_one_file() {
    let (one, two) = (entry(&[]), entry(&[("valid_from", "2024-01-01")]));
    let files = [
        ("law/codes.toml", CODES),
        ("law/a.toml", &one),
        ("law/b.toml", &two),
    ];
    let mistake = read_files(&files).unwrap_err().remove(0);
    assert_eq!(mistake.file, "law/b.toml");
    let other = named("law/a.toml");
    assert_eq!(mistake.problem, Problem::Duplicate { other });
}

#[test]
fn an_inverted_or_empty_interval_is_refused() {
    for to in ["2020-01-01", "2019-12-31"] {
        let cites = ("cites", r#"[{ code = "cp", article = "8" }]"#);
        let why = ("after", r#"{ fr = "a", en = "b" }"#);
        let text = entry(&[("valid_to", to), why, cites]);
        let from = day("2020-01-01");
        assert_eq!(only_problem(&text), Problem::Inverted { from, to: day(to) });
    }
}

#[test]
fn versions_neither_overlap_nor_leave_a_hole() {
    let cites = ("cites", r#"[{ code = "cp", article = "8" }]"#);
    let two = |to, from| entry(&[("valid_to", to), cites]) + &entry(&[("valid_from", from), cites]);
    assert!(read(&two("2024-01-01", "2024-01-01")).is_ok());
    let on = day("2024-01-01");
    assert_eq!(
        only_problem(&two("2024-01-02", "2024-01-01")),
        Problem::Overlap { on }
    );
    assert_eq!(
        only_problem(&two("", "2024-01-01")),
        Problem::Overlap { on }
    );
    let hole = Problem::Hole {
        from: day("2023-12-31"),
        to: on,
    };
    assert_eq!(only_problem(&two("2023-12-31", "2024-01-01")), hole);
    let on = day("2020-01-01");
    assert_eq!(
        only_problem(&two("2024-01-01", "2020-01-01")),
        Problem::Overlap { on }
    );
}

#[test]
fn a_late_start_and_an_end_say_why() {
    let cites = ("cites", r#"[{ code = "cp", article = "8" }]"#);
    let why = r#"{ fr = "avant", en = "before" }"#;
    let late = ("valid_from", "2020-01-02");
    let start = Problem::UnexplainedStart {
        from: day("2020-01-02"),
        first_day: FIRST_DAY,
    };
    assert_eq!(only_problem(&entry(&[late, cites])), start);
    assert!(read(&entry(&[late, cites, ("before", why)])).is_ok());
    let needless = Problem::NeedlessReason { field: "before" };
    assert_eq!(only_problem(&entry(&[cites, ("before", why)])), needless);

    let ends = ("valid_to", "2024-01-01");
    let end = Problem::UnexplainedEnd {
        to: day("2024-01-01"),
    };
    assert_eq!(only_problem(&entry(&[ends, cites])), end);
    assert!(read(&entry(&[ends, cites, ("after", why)])).is_ok());
    let needless = Problem::NeedlessReason { field: "after" };
    assert_eq!(only_problem(&entry(&[cites, ("after", why)])), needless);
}

#[test]
fn a_renumbered_code_asks_what_its_articles_become() {
    let cite = |cite| entry(&[("cites", cite)]);
    let missing = Problem::MissingBecomes {
        code: named("cpp"),
        article: named("8"),
        on: day("2029-01-01"),
    };
    assert_eq!(
        only_problem(&cite(r#"[{ code = "cpp", article = "8" }]"#)),
        missing
    );
    let needless = Problem::NeedlessBecomes {
        article: named("8"),
    };
    let never = r#"[{ code = "cp", article = "8", becomes = "9" }]"#;
    assert_eq!(only_problem(&cite(never)), needless);
    let why = ("after", r#"{ fr = "a", en = "b" }"#);
    let ended = entry(&[("valid_to", "2029-01-01"), why]);
    assert_eq!(only_problem(&ended), needless);
    let known = named("cp, cpp");
    let unknown = Problem::UnknownCode {
        code: named("cc"),
        known,
    };
    assert_eq!(
        only_problem(&cite(r#"[{ code = "cc", article = "8" }]"#)),
        unknown
    );
}

#[test]
fn codes_are_checked_too() {
    let problem = |codes: &str| {
        let mistake = read_files(&[("law/codes.toml", codes)])
            .unwrap_err()
            .remove(0);
        assert_eq!(mistake.key.as_deref(), Some("cp"));
        mistake.problem
    };
    let code = "[[code]]\nid = \"cp\"\n";
    let cited = "cited = { fr = \"article {article}\", en = \"article {article}\" }\n";
    let bad = format!("{code}cited = {{ fr = \"article\", en = \"article {{article}}\" }}");
    assert_eq!(
        problem(&bad),
        Problem::BadPattern {
            field: named("cited")
        }
    );
    let half = format!("{code}{cited}renumbered_on = 2029-01-01");
    assert_eq!(
        problem(&half),
        Problem::MissingField {
            field: named("former")
        }
    );
    let other = named("law/codes.toml");
    let twice = format!("{code}{cited}{code}{cited}");
    assert_eq!(problem(&twice), Problem::Duplicate { other });
}

#[test]
fn holidays_are_days_that_exist_once() {
    let problem = |holidays: &str| {
        let file = ("law/holidays.toml", holidays);
        read_files(&[file]).unwrap_err().remove(0).problem
    };
    let rest = "name = { fr = \"a\", en = \"b\" }\nsource = \"s\"\nconfirmed = false";
    let holiday = |fields: &str| format!("[[holiday]]\nid = \"x\"\n{rest}\n{fields}\n");
    for bad in [
        "month = 2\nday = 29",
        "month = 1",
        "days_from_easter = 900",
        "",
    ] {
        let found = problem(&holiday(bad));
        assert!(matches!(found, Problem::WrongType { .. }), "{bad}: {found}");
    }
    let twice = holiday("month = 1\nday = 1").repeat(2);
    assert!(matches!(problem(&twice), Problem::Duplicate { .. }));
    let elsewhere = holiday("month = 1\nday = 1\nplaces = [\"ailleurs\"]");
    let place = "ailleurs".to_owned();
    assert_eq!(problem(&elsewhere), Problem::UnknownPlace { place });
    let extends = ("extends", r#""next_working_day""#);
    assert_eq!(only_problem(&entry(&[extends])), Problem::NoHolidays);
}

#[test]
fn a_place_has_a_zone_and_is_described_once() {
    let problem = |places: &str| {
        let file = ("law/places.toml", places);
        read_files(&[file]).unwrap_err().remove(0).problem
    };
    let place = |zone: &str, common: &str| {
        format!(
            "[[place]]\nid = \"x\"\nname = {{ fr = \"a\", en = \"b\" }}\nzone = \"{zone}\"\n\
             common_holidays = {common}\nsource = \"s\"\nconfirmed = false\n"
        )
    };
    let zone = "Europe/Lutece".to_owned();
    assert_eq!(
        problem(&place("Europe/Lutece", "true")),
        Problem::UnknownZone { zone }
    );
    let wrong = problem(&place("Europe/Paris", "\"oui\""));
    assert!(matches!(wrong, Problem::WrongType { .. }), "{wrong}");
    let twice = place("Europe/Paris", "true").repeat(2);
    assert!(matches!(problem(&twice), Problem::Duplicate { .. }));
}

#[test]
fn files_that_are_not_the_pack_are_refused() {
    assert!(matches!(
        only_problem("[[entry"),
        Problem::Unreadable { .. }
    ));
    let nothing = Problem::NothingInFile { item: "entry" };
    assert_eq!(only_problem("# only a comment"), nothing);
    let twice = "[[entry]]\nkey = \"a.b\"\nkey = \"a.c\"\n";
    assert!(matches!(only_problem(twice), Problem::Unreadable { .. }));
    let mistake = read_files(&[("law/test.tml", "")]).unwrap_err().remove(0);
    assert_eq!(mistake.problem, Problem::NotAPackFile);
    assert!(read_files(&[("law/README.md", "notes")]).is_ok());
}

#[test]
fn a_byte_order_mark_and_windows_lines_are_read() {
    let text = format!("\u{feff}{}", entry(&[])).replace('\n', "\r\n");
    assert!(read(&text).is_ok());
}
