//! The dated cases of `clocks.toml` against the shipped pack, and what must be true of every clock.

use std::sync::LazyLock;

use faisceau_law::{DayOff, End, Event, Pack, Reckoned, Run, Start, Uncomputable, Value, What};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;
use toml::{Table, Value as Toml};

use crate::packs::{day, shipped};

const CASES: &str = include_str!("clocks.toml");

/// The day at which the law is read: every key of the cases holds on it.
const TODAY: &str = "2026-11-23";

/// Read once: the properties ask it thousands of times.
static PACK: LazyLock<Pack> = LazyLock::new(shipped);

fn date_of(value: &Toml) -> Date {
    day(&value.to_string())
}

fn start_of(written: &str) -> Start {
    match written.parse::<Date>() {
        Ok(date) if written.len() == 10 => Start::Day(date),
        _ => Start::Instant(written.parse().unwrap()),
    }
}

fn event_of(table: &Table) -> Event<'_> {
    let word = |name: &str| table.get(name).and_then(Toml::as_str);
    let at = |name: &str| table.get(name).map(date_of);
    if let Some(key) = word("suspended") {
        let (from, to) = (at("from").unwrap(), at("to"));
        return Event::Suspended { key, from, to };
    }
    let on = at("on").unwrap();
    match (word("interrupted"), word("extended")) {
        (Some(key), None) => Event::Interrupted { key, on },
        (None, Some(key)) => Event::Extended { key, on },
        _ => panic!("an event is suspended, interrupted or extended: {table}"),
    }
}

fn length(value: Value) -> String {
    let unit = match value {
        Value::Years(_) => "years",
        Value::Months(_) => "months",
        Value::Days(_) => "days",
        Value::WorkingDays(_) => "working days",
        Value::OpenDays(_) => "open days",
        Value::Hours(_) => "hours",
        Value::Euros(_) => panic!("no period in euros"),
    };
    format!("{} {unit}", value.number())
}

/// The steps as the cases write them.
fn told(reckoned: &Reckoned<'_>) -> Vec<String> {
    let off = |off: &DayOff| match off {
        DayOff::Saturday => "saturday".to_owned(),
        DayOff::Sunday => "sunday".to_owned(),
        DayOff::Holiday { name, .. } => name.fr.clone(),
    };
    let steps = reckoned.steps.iter().map(|step| match &step.what {
        What::Counted { length: l, .. } => format!("counted {}", length(*l)),
        What::Capped { length: l, .. } => format!("capped {}", length(*l)),
        What::Restarted => "restarted".to_owned(),
        What::Suspended { days } => format!("suspended {days} days"),
        What::Stopped => "stopped".to_owned(),
        What::Extended { length: l } => format!("extended {}", length(*l)),
        What::Moved { passed } => {
            let passed: Vec<String> = passed.iter().map(|(_, why)| off(why)).collect();
            format!("moved {}", passed.join(" "))
        }
        What::NoEffect { of } => format!("no effect {of}"),
    });
    steps.collect()
}

fn cases() -> Vec<Table> {
    let file: Table = CASES.parse().unwrap();
    let cases = file["clock"].as_array().unwrap().iter();
    cases.map(|case| case.as_table().unwrap().clone()).collect()
}

#[test]
fn each_dated_case_ends_where_it_says_and_quotes_its_key() {
    let pack = &*PACK;
    let law = pack.at(day(TODAY));
    let (mut sure, mut unsure) = (0, 0);
    for case in cases() {
        let word = |name: &str| case.get(name).and_then(Toml::as_str);
        let events: Vec<Table> = case.get("events").map_or_else(Vec::new, |all| {
            let all = all.as_array().unwrap().iter();
            all.map(|one| one.as_table().unwrap().clone()).collect()
        });
        let events: Vec<Event<'_>> = events.iter().map(event_of).collect();
        let run = Run {
            key: word("key").unwrap(),
            from: start_of(word("from").unwrap()),
            place: word("place"),
            committed_on: case.get("facts").map(date_of),
            events: &events,
        };
        let found = law
            .reckon(&run)
            .unwrap_or_else(|why| panic!("{case}: {why}"));
        match found.end {
            End::On { day, over } => {
                assert_eq!(Some(day), case.get("last_day").map(date_of), "{case}");
                let expected: Timestamp = word("over").unwrap().parse().unwrap();
                assert_eq!(over, expected, "{case}");
            }
            End::Stopped { since } => {
                assert_eq!(Some(since), case.get("stopped").map(date_of), "{case}");
            }
        }
        if let Some(steps) = case.get("steps") {
            let steps: Vec<&str> = steps
                .as_array()
                .unwrap()
                .iter()
                .flat_map(Toml::as_str)
                .collect();
            assert_eq!(told(&found), steps, "{case}");
        }
        assert_eq!(found.because.key, run.key);
        let plain = found.because.sentence.fr.replace('\u{a0}', " ");
        assert!(plain.contains(word("says").unwrap()), "{case}: {plain}");
        let expected = case.get("confirmed").is_none();
        assert_eq!(found.sure, expected, "{case}");
        *(if found.sure { &mut sure } else { &mut unsure }) += 1;
    }
    // The count asked of the cases; those that rest on what nobody confirmed are counted apart.
    assert!(
        sure >= 60,
        "{sure} cases rest on confirmed facts, {unsure} do not"
    );
    assert!(unsure > 0);
}

#[test]
fn each_refusal_says_what_to_give() {
    let pack = &*PACK;
    let law = pack.at(day(TODAY));
    let refused = |run: &Run<'_>| law.reckon(run).unwrap_err();
    let from = Start::Day(day("2026-11-23"));
    let hours = "eu.evidence.production.emergency";
    let key = hours.to_owned();
    assert_eq!(
        refused(&Run::new(hours, from)),
        Uncomputable::NeedsInstant { key }
    );
    let instant = Start::Instant("2026-11-23T10:00:00Z".parse().unwrap());
    let events = [Event::Interrupted {
        key: "fr.cpp.limitation.interruption",
        on: day("2026-11-24"),
    }];
    let touched = Run {
        events: &events,
        ..Run::new(hours, instant)
    };
    let (key, event) = (
        hours.to_owned(),
        "fr.cpp.limitation.interruption".to_owned(),
    );
    assert_eq!(refused(&touched), Uncomputable::InHours { key, event });
    let nowhere = Run {
        place: Some("atlantide"),
        ..Run::new("fr.cpp.limitation.offence", from)
    };
    let Uncomputable::UnknownPlace { place, known } = refused(&nowhere) else {
        panic!("a place that does not exist");
    };
    assert_eq!(place, "atlantide");
    assert_eq!(known.first().map(String::as_str), Some("metropole"));
}

#[test]
fn what_cannot_happen_to_a_clock_is_refused() {
    let pack = &*PACK;
    let law = pack.at(day(TODAY));
    let refused = |run: &Run<'_>| law.reckon(run).unwrap_err();
    let from = Start::Day(day("2026-11-23"));
    let backwards = [Event::Suspended {
        key: "fr.cpp.limitation.suspension",
        from: day("2027-03-01"),
        to: Some(day("2027-02-01")),
    }];
    let run = Run {
        events: &backwards,
        ..Run::new("fr.cpp.limitation.offence", from)
    };
    assert!(matches!(
        refused(&run),
        Uncomputable::EndsBeforeItStarts { .. }
    ));
    let hidden = Run::new("fr.cpp.limitation.hidden_offence", from);
    assert!(matches!(refused(&hidden), Uncomputable::NeedsFacts { .. }));
    let no_length = [Event::Extended {
        key: "fr.cpp.limitation.interruption",
        on: day("2026-12-01"),
    }];
    let run = Run {
        events: &no_length,
        ..Run::new("fr.cpp.inquiry.flagrance", from)
    };
    assert!(matches!(
        refused(&run),
        Uncomputable::Unresolved(_) | Uncomputable::NoPeriod { .. }
    ));
    let end_of_time = Run::new("fr.cpp.limitation.offence", Start::Day(day("9999-06-01")));
    assert!(matches!(
        refused(&end_of_time),
        Uncomputable::OutOfCalendar { .. }
    ));
}

const LIMITATION: &str = "fr.cpp.limitation.offence";
const STOP: &str = "fr.cpp.limitation.suspension";
const RESTART: &str = "fr.cpp.limitation.interruption";
/// A key of each kind of length, with and without the move to a working day.
const KEYS: [&str; 5] = [
    LIMITATION,
    "fr.cpp.seizure.confirmation",
    "fr.crpa.acknowledgement",
    "fr.cmf.unauthorised_payment.refund",
    "fr.cpp.interception.instruction",
];

fn any_day() -> impl Strategy<Value = Date> {
    (0i64..4_000).prop_map(|days| day("2020-01-01").checked_add(days.days()).unwrap())
}

fn any_event() -> impl Strategy<Value = Event<'static>> {
    (any_day(), 0i64..200, 0u8..4).prop_map(|(on, long, kind)| match kind {
        0 => Event::Interrupted { key: RESTART, on },
        1 => Event::Extended {
            key: "fr.cpp.inquiry.flagrance_extension",
            on,
        },
        2 => Event::Suspended {
            key: STOP,
            from: on,
            to: None,
        },
        _ => Event::Suspended {
            key: STOP,
            from: on,
            to: Some(on.checked_add(long.days()).unwrap()),
        },
    })
}

fn last(found: &Reckoned<'_>) -> Option<Date> {
    match found.end {
        End::On { day, .. } => Some(day),
        End::Stopped { .. } => None,
    }
}

proptest! {
    /// The order in which what happened is given changes nothing, and a stop never brings the end
    /// nearer.
    #[test]
    fn order_is_nothing_and_a_stop_never_shortens(
        which in 0usize..KEYS.len(),
        from in any_day(),
        events in proptest::collection::vec(any_event(), 0..6),
        stop in (any_day(), 1i64..90),
        turn in 0usize..6,
    ) {
        let pack = &*PACK;
        let law = pack.at(day(TODAY));
        let run = Run { events: &events, ..Run::new(KEYS[which], Start::Day(from)) };
        let found = law.reckon(&run).unwrap();
        let mut turned = events.clone();
        turned.rotate_left(turn % events.len().max(1));
        turned.reverse();
        let again = law.reckon(&Run { events: &turned, ..run }).unwrap();
        prop_assert_eq!(&found, &again);
        let plain: Vec<Event<'_>> = events
            .iter()
            .filter(|event| matches!(event, Event::Suspended { to: Some(_), .. }))
            .copied()
            .collect();
        let without = law.reckon(&Run { events: &plain, ..run }).unwrap();
        let more: Vec<Event<'_>> = plain
            .iter()
            .copied()
            .chain([Event::Suspended {
                key: STOP,
                from: stop.0,
                to: Some(stop.0.checked_add(stop.1.days()).unwrap()),
            }])
            .collect();
        let with = law.reckon(&Run { events: &more, ..run }).unwrap();
        prop_assert!(last(&with) >= last(&without));
    }

    /// A start anew within the period is the period from that day; one stop cut in two is the same
    /// stop; the end is a worked day where the law moves it, and is over at a midnight there.
    #[test]
    fn a_clock_is_what_it_says(
        which in 0usize..KEYS.len(),
        place in 0usize..15,
        from in any_day(),
        first in 1i64..30,
        cut in 0i64..30,
        whole in 30i64..60,
    ) {
        let pack = &*PACK;
        let law = pack.at(day(TODAY));
        let place = Some(pack.places()[place].id.as_str());
        let run = Run { place, ..Run::new(KEYS[which], Start::Day(from)) };
        let plain = law.reckon(&run).unwrap();
        let end = last(&plain).unwrap();
        if KEYS[which] == "fr.cpp.seizure.confirmation" {
            prop_assert_eq!(plain.place.day_off(end), None);
        }
        let End::On { over, .. } = plain.end else { panic!("nothing stops it") };
        let midnight = over.to_zoned(plain.place.zone.clone());
        prop_assert_eq!(midnight.clone(), midnight.start_of_day().unwrap());
        prop_assert_eq!(midnight.date().yesterday().unwrap(), end);
        let later = from.checked_add(first.days()).unwrap();
        if later <= end {
            let events = [Event::Interrupted { key: RESTART, on: later }];
            let anew = law.reckon(&Run { events: &events, ..run }).unwrap();
            let fresh = law.reckon(&Run { from: Start::Day(later), ..run }).unwrap();
            prop_assert_eq!(anew.end, fresh.end);
        }
        let at = |days: i64| later.checked_add(days.days()).unwrap();
        let stop = |a: i64, b: i64| Event::Suspended { key: STOP, from: at(a), to: Some(at(b)) };
        let one = [stop(0, whole)];
        let two = [stop(cut, whole), stop(0, cut)];
        let one = law.reckon(&Run { events: &one, ..run }).unwrap();
        let two = law.reckon(&Run { events: &two, ..run }).unwrap();
        prop_assert_eq!(one.end, two.end);
    }

    /// A later start never ends sooner, and a calendar with more days off never ends sooner.
    #[test]
    fn later_never_ends_sooner(which in 0usize..KEYS.len(), from in any_day(), by in 1i64..400) {
        let pack = &*PACK;
        let law = pack.at(day(TODAY));
        let end = |from: Date, place: &'static str| {
            let run = Run { place: Some(place), ..Run::new(KEYS[which], Start::Day(from)) };
            last(&law.reckon(&run).unwrap()).unwrap()
        };
        let later = from.checked_add(by.days()).unwrap();
        prop_assert!(end(from, "metropole") <= end(later, "metropole"));
        prop_assert!(end(from, "metropole") <= end(from, "alsace_moselle"));
    }
}
