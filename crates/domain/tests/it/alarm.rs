//! What is told of a series, on the shipped thresholds.

use faisceau_domain::alarm::{Alarm, Seen, Thresholds};
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::path::Path;

fn text() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    std::fs::read_to_string(root.join("figures/alerts.toml")).unwrap()
}

fn shipped() -> Thresholds {
    Thresholds::read(&text()).unwrap()
}

fn seen(complaints: u32, recent: u32, windows: u32) -> Seen {
    Seen {
        complaints,
        recent,
        before: complaints - recent,
        windows_before: windows,
        losses: BTreeMap::new(),
    }
}

#[test]
fn a_series_is_told_of_from_its_third_complaint_on() {
    let shipped = shipped();
    assert_eq!(shipped.alarms(&seen(2, 2, 0)), []);
    assert_eq!(shipped.alarms(&seen(3, 3, 0)), [Alarm::Born]);
}

#[test]
fn growth_is_against_its_own_past() {
    let shipped = shipped();
    // Eight weeks at two a week, then six: three times the usual. Five is not.
    assert!(shipped.grows(&seen(22, 6, 8)));
    assert!(!shipped.grows(&seen(21, 5, 8)));
    // A large series that goes on as ever does not grow fast, however large.
    assert!(!shipped.grows(&seen(900, 100, 8)));
    // Few are few, however quiet the past was; and what was just born has no past.
    assert!(!shipped.grows(&seen(5, 4, 8)));
    assert!(!shipped.grows(&seen(50, 50, 0)));
    assert!(shipped.grows(&seen(6, 5, 8)));
}

#[test]
fn the_highest_loss_crossed_is_told() {
    let shipped = shipped();
    let losing = |eur: i64| Seen {
        losses: BTreeMap::from([("EUR".to_owned(), eur), ("JPY".to_owned(), i64::MAX)]),
        ..seen(4, 0, 3)
    };
    let crossed = |eur| -> Vec<i64> {
        let alarms = shipped.alarms(&losing(eur)).into_iter();
        let loss = alarms.filter_map(|alarm| match alarm {
            Alarm::Loss { threshold, .. } => Some(threshold),
            _ => None,
        });
        loss.collect()
    };
    assert_eq!(crossed(999_999), [0; 0]);
    assert_eq!(crossed(1_000_000), [1_000_000]);
    assert_eq!(crossed(49_999_999), [10_000_000]);
}

#[test]
fn figures_that_make_no_sense_are_refused_by_name() {
    let wrong = |from: &str, to: &str| Thresholds::read(&text().replace(from, to)).unwrap_err();
    assert!(wrong("times = 3", "times = 0").contains("growth.times"));
    assert!(wrong("[1000000, 5000000,", "[5000000, 1000000,").contains("loss.EUR"));
    assert!(wrong("days = 90", "days = 900").contains("watch.days"));
    assert!(wrong("[watch]", "[watched]").contains("watched"));
}

proptest! {
    /// More recent complaints, or fewer before, never end a growth; more loss never lowers what is
    /// crossed.
    #[test]
    fn growth_and_loss_are_monotone(
        recent in 0u32..500, before in 0u32..500, windows in 0u32..8, more in 0u32..50,
        loss in 0i64..2_000_000_000, lost in 0i64..2_000_000_000,
    ) {
        let shipped = shipped();
        let at = |recent, before, loss| Seen {
            complaints: recent + before,
            recent,
            before,
            windows_before: windows,
            losses: BTreeMap::from([("EUR".to_owned(), loss)]),
        };
        if shipped.grows(&at(recent, before, loss)) {
            prop_assert!(shipped.grows(&at(recent + more, before, loss)));
            prop_assert!(shipped.grows(&at(recent, before.saturating_sub(more), loss)));
        }
        let crossed = |loss| {
            let alarms = shipped.alarms(&at(3, 3, loss)).into_iter();
            alarms.filter_map(|alarm| match alarm {
                Alarm::Loss { threshold, .. } => Some(threshold),
                _ => None,
            }).max()
        };
        prop_assert!(crossed(loss) <= crossed(loss + lost));
    }
}
