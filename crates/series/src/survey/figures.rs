//! What the complaints looked at come to: how many by day or week, the losses of each currency
//! apart, how many by département. Pure figures; the words are said by the pages.

use super::Fact;
use faisceau_platform::world::zone;
use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan as _};
use std::collections::BTreeMap;

/// Most bars of a timeline: more are thinner than a finger's breadth on a phone.
pub const BARS_MAX: i64 = 60;

/// How long a bar of the timeline lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A day.
    Day,
    /// From Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
}

/// Complaints along time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeline {
    /// How long each bar lasts.
    pub step: Step,
    /// The first day of each, and how many complaints were received in it; those without any too.
    pub bars: Vec<(Date, u64)>,
}

impl Timeline {
    /// The bar of an instant; the first or the last when it is out of all.
    #[must_use]
    pub fn bar_of(&self, at: Timestamp) -> usize {
        let begun = self.bars.partition_point(|(start, _)| *start <= day_of(at));
        begun.saturating_sub(1)
    }
}

/// The day of an instant, where the platform's readers live.
#[must_use]
pub fn day_of(at: Timestamp) -> Date {
    DateTime::from(at.to_zoned(zone())).date()
}

/// Complaints by day where the period allows it, else by week, else by month.
#[must_use]
pub fn timeline(facts: &[Fact]) -> Option<Timeline> {
    let days: Vec<Date> = facts.iter().map(|fact| day_of(fact.received_at)).collect();
    let (first, last) = (*days.iter().min()?, *days.iter().max()?);
    let span = i64::from((last - first).get_days()) + 1;
    let step = match span {
        span if span <= BARS_MAX => Step::Day,
        span if span <= BARS_MAX * 7 => Step::Week,
        _ => Step::Month,
    };
    let mut counts: BTreeMap<Date, u64> = BTreeMap::new();
    let mut at = start(first, step);
    // A period of a thousand months is a wrong clock: nothing is drawn after it.
    for _ in 0..1_000 {
        if at > last {
            break;
        }
        counts.insert(at, 0);
        at = next(at, step);
    }
    for day in days {
        if let Some(count) = counts.get_mut(&start(day, step)) {
            *count += 1;
        }
    }
    Some(Timeline {
        step,
        bars: counts.into_iter().collect(),
    })
}

fn start(day: Date, step: Step) -> Date {
    match step {
        Step::Day => day,
        Step::Week => {
            let since = i64::from(day.weekday().to_monday_zero_offset());
            day.checked_sub(since.days()).unwrap_or(day)
        }
        Step::Month => day.first_of_month(),
    }
}

fn next(day: Date, step: Step) -> Date {
    let span = match step {
        Step::Day => 1.day(),
        Step::Week => 1.week(),
        Step::Month => 1.month(),
    };
    day.checked_add(span).unwrap_or(Date::MAX)
}

/// The losses stated in one currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Losses {
    /// ISO 4217.
    pub currency: String,
    /// Complaints that state one.
    pub complaints: usize,
    /// Their sum, in minor units.
    pub sum: i64,
    /// The middle one: half of them state less.
    pub median: i64,
    /// The largest.
    pub most: i64,
    /// How many are below each of [`BOUNDS`], then above all.
    pub classes: [u64; 6],
}

/// The bounds of the classes of losses, in minor units.
pub const BOUNDS: [i64; 5] = [5_000, 50_000, 500_000, 5_000_000, 50_000_000];

/// The losses, each currency apart: sums of different currencies say nothing.
#[must_use]
pub fn losses(facts: &[Fact]) -> Vec<Losses> {
    let mut stated: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for (minor, currency) in facts.iter().filter_map(|fact| fact.loss.as_ref()) {
        stated.entry(currency).or_default().push(*minor);
    }
    let losses = stated.into_iter().map(|(currency, mut all)| {
        all.sort_unstable();
        let mut classes = [0; 6];
        for minor in &all {
            classes[BOUNDS.partition_point(|bound| bound <= minor)] += 1;
        }
        let middle = (all[(all.len() - 1) / 2], all[all.len() / 2]);
        Losses {
            currency: currency.to_owned(),
            complaints: all.len(),
            sum: all.iter().fold(0, |sum, minor| sum.saturating_add(*minor)),
            median: middle.0 + (middle.1 - middle.0) / 2,
            most: *all
                .last()
                .expect("a currency is there because a loss states it"),
            classes,
        }
    });
    losses.collect()
}

/// How many complaints are of each département; `None` for those that say none.
#[must_use]
pub fn areas(facts: &[Fact]) -> BTreeMap<Option<String>, u64> {
    let mut counts = BTreeMap::new();
    for fact in facts {
        *counts.entry(fact.area.clone()).or_insert(0) += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::{Step, areas, losses, timeline};
    use crate::survey::{Fact, Standing};
    use jiff::Timestamp;
    use uuid::Uuid;

    fn fact(day: &str, loss: Option<(i64, &str)>, area: Option<&str>) -> Fact {
        let at: Timestamp = format!("{day}T09:00:00Z")
            .parse()
            .expect("a day of the test");
        Fact {
            link: faisceau_domain::quality::Link::inferred("1", jiff::Timestamp::UNIX_EPOCH),
            complaint: Uuid::nil(),
            reference: String::new(),
            form_type: String::new(),
            received_at: at,
            occurred_at: None,
            loss: loss.map(|(minor, currency)| (minor, currency.to_owned())),
            unit: String::new(),
            joined_at: at,
            standing: Standing::Candidate,
            area: area.map(str::to_owned),
            text: None,
            picture: None,
        }
    }

    #[test]
    fn empty_days_have_their_bar_and_long_periods_longer_ones() {
        let days = |all: &[&str]| {
            let facts: Vec<Fact> = all.iter().map(|day| fact(day, None, None)).collect();
            timeline(&facts).expect("there are complaints")
        };
        let some = days(&["2026-03-02", "2026-03-05", "2026-03-05"]);
        let counts: Vec<u64> = some.bars.iter().map(|bar| bar.1).collect();
        assert_eq!((some.step, counts), (Step::Day, vec![1, 0, 0, 2]));
        let some = days(&["2026-01-01", "2026-06-30"]);
        assert_eq!((some.step, some.bars.len()), (Step::Week, 27));
        let some = days(&["2020-01-31", "2026-02-28"]);
        assert_eq!((some.step, some.bars.len()), (Step::Month, 74));
        assert_eq!(some.bars.iter().map(|bar| bar.1).sum::<u64>(), 2);
        assert_eq!(timeline(&[]), None);
    }

    #[test]
    fn currencies_are_never_added_up() {
        let facts = [
            fact("2026-03-02", Some((1_000, "EUR")), None),
            fact("2026-03-02", Some((9_000, "EUR")), None),
            fact("2026-03-02", Some((100_000, "EUR")), None),
            fact("2026-03-02", Some((7, "USD")), None),
            fact("2026-03-02", None, None),
        ];
        let found = losses(&facts);
        assert_eq!(found.len(), 2);
        assert_eq!(
            (found[0].sum, found[0].median, found[0].most),
            (110_000, 9_000, 100_000)
        );
        assert_eq!(found[0].classes, [1, 1, 1, 0, 0, 0]);
        assert_eq!((found[1].complaints, found[1].sum), (1, 7));
    }

    #[test]
    fn those_that_say_no_departement_are_counted_apart() {
        let facts = [
            fact("2026-03-02", None, Some("59")),
            fact("2026-03-02", None, Some("59")),
            fact("2026-03-02", None, None),
        ];
        let found = areas(&facts);
        assert_eq!(found[&Some("59".to_owned())], 2);
        assert_eq!(found[&None], 1);
    }
}
