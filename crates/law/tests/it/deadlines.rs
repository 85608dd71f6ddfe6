//! Deadlines computed from the shipped periods, leap days included, and the working-day rule.

use faisceau_law::{Pack, Uncomputable, Unresolved};

use crate::packs::{CODES, day, entry, read_files, shipped};

const TODAY: &str = "2026-11-22";

#[test]
fn limitation_ends_on_the_same_day_of_the_calendar() {
    let pack = shipped();
    let law = pack.at(day(TODAY));
    for (key, from, on) in [
        ("fr.cpp.limitation.offence", "2026-03-15", "2032-03-15"),
        ("fr.cpp.limitation.offence", "2026-02-28", "2032-02-28"),
        ("fr.cpp.limitation.offence", "2024-02-29", "2030-02-28"),
        ("fr.cpp.limitation.crime", "2024-02-29", "2044-02-29"),
        ("fr.cpp.limitation.crime", "2026-12-31", "2046-12-31"),
        (
            "fr.cpp.limitation.contravention",
            "2024-02-29",
            "2025-02-28",
        ),
        (
            "fr.cpp.limitation.contravention",
            "2023-02-28",
            "2024-02-28",
        ),
        // A Sunday: no rule moves the end of a limitation period.
        (
            "fr.cpp.limitation.contravention",
            "2025-11-22",
            "2026-11-22",
        ),
    ] {
        let deadline = law.deadline(key, day(from)).unwrap();
        assert_eq!(deadline.on, day(on), "{key} from {from}");
        assert_eq!(deadline.because.key, key);
        assert_eq!(deadline.because.at, day(TODAY));
    }
}

#[test]
fn a_hidden_offence_runs_from_its_discovery_up_to_a_cap() {
    let pack = shipped();
    let law = pack.at(day(TODAY));
    let on = |key: &str, found: &str, done: &str| {
        law.capped_deadline(key, day(found), day(done)).unwrap().on
    };
    let offence = "fr.cpp.limitation.hidden_offence";
    assert_eq!(on(offence, "2026-05-10", "2025-05-10"), day("2032-05-10"));
    assert_eq!(on(offence, "2026-05-10", "2020-05-10"), day("2032-05-10"));
    assert_eq!(on(offence, "2026-05-10", "2020-05-09"), day("2032-05-09"));
    assert_eq!(on(offence, "2026-05-10", "2016-02-29"), day("2028-02-29"));
    assert_eq!(
        on("fr.cpp.limitation.hidden_crime", "2026-05-10", "2000-01-01"),
        day("2030-01-01")
    );
    let refused = law.deadline(offence, day("2026-05-10")).unwrap_err();
    assert_eq!(
        refused,
        Uncomputable::NeedsFacts {
            key: offence.to_owned()
        }
    );
    // A key without a cap ignores the day of the facts.
    let plain = law.capped_deadline(
        "fr.cpp.limitation.offence",
        day("2026-05-10"),
        day("1990-01-01"),
    );
    assert_eq!(plain.unwrap().on, day("2032-05-10"));
}

#[test]
fn a_minor_victim_s_period_runs_from_majority() {
    let pack = shipped();
    let law = pack.at(day(TODAY));
    let key = "fr.cpp.limitation.offence_on_minor";
    let majority = law.majority(key, day("2012-07-14")).unwrap().on;
    assert_eq!(majority, day("2030-07-14"));
    assert_eq!(law.deadline(key, majority).unwrap().on, day("2040-07-14"));
    assert_eq!(
        law.majority(key, day("2012-02-29")).unwrap().on,
        day("2030-03-01")
    );
    let adult = law
        .majority("fr.cpp.limitation.offence", day("2012-07-14"))
        .unwrap_err();
    assert!(matches!(adult, Uncomputable::NoPeriod { .. }));
}

#[test]
fn what_states_no_period_computes_no_day() {
    let pack = shipped();
    let law = pack.at(day(TODAY));
    let from = day("2026-01-01");
    let key = "fr.cp.false_declaration.report";
    let refused = law.deadline(key, from).unwrap_err();
    assert_eq!(
        refused,
        Uncomputable::NoPeriod {
            key: key.to_owned()
        }
    );
    let refused = law.deadline("fr.nothing", from).unwrap_err();
    let unknown = Uncomputable::Unresolved(Unresolved::UnknownKey {
        key: "fr.nothing".to_owned(),
        near: pack
            .keys()
            .filter(|key| key.starts_with("fr."))
            .take(faisceau_law::NEAR_MAX)
            .map(str::to_owned)
            .collect(),
    });
    assert_eq!(refused, unknown);
    let late = law
        .deadline("fr.cpp.limitation.offence", day("9999-01-01"))
        .unwrap_err();
    assert!(matches!(late, Uncomputable::OutOfCalendar { .. }), "{late}");
}

/// A pack with one period that the law extends to the next working day, and the shipped holidays.
fn extended(values: &str) -> Pack {
    let shipped = crate::packs::shipped_files();
    let file = |name: &str| {
        let found = shipped.iter().find(|(file, _)| file.ends_with(name));
        found.unwrap().1.as_str()
    };
    let entries = entry(&[
        ("values", values),
        ("sentence", r#"{ fr = "a", en = "b" }"#),
        ("extends", r#""next_working_day""#),
    ]);
    read_files(&[
        ("law/codes.toml", CODES),
        ("law/holidays.toml", file("holidays.toml")),
        ("law/places.toml", file("places.toml")),
        ("law/test.toml", &entries),
    ])
    .unwrap()
}

#[test]
fn a_day_off_moves_the_end_only_where_the_law_says_so() {
    let pack = extended("{ period_days = 10 }");
    let law = pack.at(day(TODAY));
    for (from, on) in [
        ("2026-11-10", "2026-11-20"), // a Friday stays
        ("2026-11-11", "2026-11-23"), // Saturday 21 moves to Monday
        ("2026-11-12", "2026-11-23"), // Sunday 22 too
        ("2026-03-26", "2026-04-07"), // Easter Sunday, then Easter Monday
        ("2026-05-04", "2026-05-15"), // Ascension Thursday moves to Friday
        ("2026-05-15", "2026-05-26"), // Whit Monday
        ("2026-07-04", "2026-07-15"), // 14 July, a Tuesday
        ("2026-04-21", "2026-05-04"), // Friday 1 May, then the weekend
        ("2026-12-22", "2027-01-04"), // Friday 1 January, then the weekend
    ] {
        assert_eq!(
            law.deadline("fr.test.one", day(from)).unwrap().on,
            day(on),
            "from {from}"
        );
    }
}

#[test]
fn months_end_on_the_last_day_when_they_are_shorter() {
    let pack = extended("{ period_months = 3 }");
    let law = pack.at(day(TODAY));
    let on = |from: &str| law.deadline("fr.test.one", day(from)).unwrap().on;
    assert_eq!(on("2025-11-30"), day("2026-03-02")); // Saturday 28 February, then Monday
    assert_eq!(on("2026-08-31"), day("2026-11-30"));
}
