//! Random timelines, days and texts: resolution is a function, and the reader never panics.

use faisceau_law::Unresolved;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;

use crate::packs::{day, entry, read, read_files, shipped, shipped_files};

fn any_day() -> impl Strategy<Value = Date> {
    (0i64..40_000).prop_map(|days| date(1990, 1, 1).checked_add(days.days()).unwrap())
}

/// A pack of one key whose versions begin on the days given, each stating its own number of years;
/// it ends on the last of them when `ends`.
fn timeline(starts: &[Date], ends: bool) -> String {
    let why = r#"{ fr = "a", en = "b" }"#;
    let last = starts.len() - 1;
    let versions = if ends { last } else { starts.len() };
    let mut text = String::new();
    for (place, start) in starts.iter().enumerate().take(versions) {
        let next = starts.get(place + 1);
        let late = place == 0 && *start > faisceau_law::FIRST_DAY;
        text += &entry(&[
            ("valid_from", &start.to_string()),
            ("valid_to", &next.map(Date::to_string).unwrap_or_default()),
            ("values", &format!("{{ period_years = {} }}", place + 1)),
            ("cites", r#"[{ code = "cp", article = "8" }]"#),
            ("before", if late { why } else { "" }),
            ("after", if ends && place + 1 == last { why } else { "" }),
        ]);
    }
    text
}

proptest! {
    /// On any day, exactly the version whose interval holds it is found, as a plain search would.
    #[test]
    fn one_version_holds_on_each_day(
        mut starts in proptest::collection::btree_set(any_day(), 2..8),
        asked in any_day(),
        ends: bool,
        on_a_boundary: bool,
        pick: prop::sample::Index,
    ) {
        let starts: Vec<Date> = std::mem::take(&mut starts).into_iter().collect();
        let asked = if on_a_boundary { starts[pick.index(starts.len())] } else { asked };
        let pack = read(&timeline(&starts, ends)).unwrap();
        let begun = starts.iter().filter(|start| **start <= asked).count();
        let law = pack.at(asked);
        let found = law.get("fr.test.one");
        if begun == 0 {
            let early = matches!(found, Err(Unresolved::TooEarly { .. }));
            prop_assert!(early);
        } else if ends && begun == starts.len() {
            let late = matches!(found, Err(Unresolved::TooLate { .. }));
            prop_assert!(late);
        } else {
            let entry = found.unwrap();
            prop_assert!(entry.holds_on(asked));
            prop_assert_eq!(entry.value("period_years").unwrap().number() as usize, begun);
            let holding = pack.versions("fr.test.one").iter().filter(|e| e.holds_on(asked));
            prop_assert_eq!(holding.count(), 1);
        }
    }

    /// Two versions that do not meet exactly are never read.
    #[test]
    fn versions_that_do_not_meet_are_refused(start in any_day(), long in 1i64..900, gap in -900i64..900) {
        prop_assume!(gap != 0);
        let first = day("1989-01-01");
        let end = start.checked_add(long.days()).unwrap();
        let next = end.checked_add(gap.days()).unwrap();
        let text = timeline(&[first, end], false).replacen(
            &format!("valid_from = {end}"), &format!("valid_from = {next}"), 1);
        prop_assert!(read(&text).is_err());
    }

    /// Counting years keeps the day of the month, save from 29 February.
    #[test]
    fn years_are_counted_in_the_civil_calendar(from in any_day()) {
        let pack = shipped();
        let on = pack.at(from.max(day("2017-03-01"))).deadline("fr.cpp.limitation.offence", from);
        let on = on.unwrap().on;
        prop_assert_eq!((on.year() - from.year(), on.month()), (6, from.month()));
        let leap = from.month() == 2 && from.day() == 29 && !on.in_leap_year();
        prop_assert_eq!(on.day(), if leap { 28 } else { from.day() });
    }

    /// A later discovery never shortens the time to act, and the cap always holds.
    #[test]
    fn a_capped_period_grows_with_the_discovery(done in any_day(), a in 0i64..9_000, b in 0i64..9_000) {
        let pack = shipped();
        let law = pack.at(day("2026-11-22"));
        let on = |days: i64| {
            let found = done.checked_add(days.days()).unwrap();
            law.capped_deadline("fr.cpp.limitation.hidden_offence", found, done).unwrap().on
        };
        prop_assert!(on(a.min(b)) <= on(a.max(b)));
        prop_assert!(on(a) <= done.checked_add(12.years()).unwrap());
    }

    /// Whatever a hand does to a file of the pack, the reader answers; it never panics.
    #[test]
    fn a_damaged_file_is_answered(
        file: prop::sample::Index, at: prop::sample::Index, length in 0usize..40, put in ".{0,12}",
    ) {
        let mut files = shipped_files();
        let place = file.index(files.len());
        let text: Vec<char> = files[place].1.chars().collect();
        let from = at.index(text.len());
        let to = (from + length).min(text.len());
        files[place].1 = text[..from].iter().chain(put.chars().collect::<Vec<_>>().iter())
            .chain(text[to..].iter()).collect();
        let files: Vec<(&str, &str)> = files.iter().map(|(f, t)| (f.as_str(), t.as_str())).collect();
        if let Err(mistakes) = read_files(&files) {
            prop_assert!(!mistakes.is_empty());
            prop_assert!(mistakes.iter().all(|mistake| mistake.to_string().starts_with("law/")));
        }
    }
}

/// The order in which files are handed in changes nothing.
#[test]
fn the_order_of_files_does_not_matter() {
    let files = shipped_files();
    let mut turned = files.clone();
    turned.reverse();
    let pack = faisceau_law::Pack::read(files).unwrap();
    let other = faisceau_law::Pack::read(turned).unwrap();
    for key in pack.keys() {
        assert_eq!(pack.versions(key), other.versions(key));
    }
    assert!(pack.keys().eq(other.keys()));
}
