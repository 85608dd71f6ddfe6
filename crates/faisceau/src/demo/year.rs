//! The plan of the synthetic year: series of several sizes, each with its season and its values,
//! and complaints that belong to none. Writes nothing.

use super::case::{Case, Person};
use super::chance::Chance;
use super::scenario::{Leaves, Scenarios};
use super::traces::Maker;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// How much of everything.
#[derive(Debug, Clone, Copy)]
pub struct Volume {
    /// Complaints of the year.
    pub complaints: usize,
    /// Of these, how many belong to a series, about.
    pub in_series: usize,
    /// The largest series, always there; the others are drawn.
    pub largest: &'static [usize],
    /// Complaints filed page by page, among those whose scheme has a questionnaire.
    pub online: usize,
}

impl Volume {
    /// What `faisceau demo` plays.
    pub const YEAR: Volume = Volume {
        complaints: 2_400,
        in_series: 1_350,
        largest: &[150, 88, 61, 40],
        online: 250,
    };
}

/// Complaints that share one value of a kind, on average: below the cap of linkage.
const SHARED_BY: usize = 6;
/// Length of the year, in days.
const DAYS: i64 = 365;

/// Every complaint, in the order of time.
pub(super) fn plan(
    scenarios: &Scenarios,
    volume: Volume,
    chance: &mut Chance,
    end: Timestamp,
) -> Vec<Case> {
    let mut year = Year {
        volume,
        scenarios,
        chance,
        end,
        maker: Maker::default(),
        cases: Vec::with_capacity(volume.complaints),
    };
    for size in year.sizes() {
        year.series(size);
    }
    while year.cases.len() < volume.complaints {
        year.alone();
    }
    year.choose_online();
    year.cases.sort_by_key(|case| (case.at, case.number));
    year.cases
}

struct Year<'a> {
    volume: Volume,
    scenarios: &'a Scenarios,
    chance: &'a mut Chance,
    end: Timestamp,
    maker: Maker,
    cases: Vec<Case>,
}

impl Year<'_> {
    /// Many small series and few large ones.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a draw cut to 2..=30"
    )]
    fn sizes(&mut self) -> Vec<usize> {
        let mut sizes = self.volume.largest.to_vec();
        let mut total: usize = sizes.iter().sum();
        while total < self.volume.in_series {
            let size = self.chance.log_normal(4.2, 0.85).clamp(2.0, 30.0).round() as usize;
            sizes.push(size);
            total += size;
        }
        sizes
    }

    fn scheme(&mut self) -> usize {
        let shares = self.scenarios.schemes.iter().map(|scheme| scheme.share);
        self.chance.share(shares)
    }

    /// One series: a season, a stock of values, and people who each met a few of them.
    fn series(&mut self, size: usize) {
        let scheme = self.scheme();
        let kinds = self.scenarios.schemes[scheme].leaves.clone();
        let mut stock: BTreeMap<Leaves, Vec<String>> = BTreeMap::new();
        for kind in &kinds {
            let made = 1 + size / SHARED_BY;
            let values = (0..made).map(|_| self.maker.make(*kind, self.chance));
            stock.insert(*kind, values.collect());
        }
        let names = self.names(scheme, 1 + size / 20);
        let length = self.chance.between(10, 40) + i64::try_from(size).unwrap_or(0);
        let length = length.min(200);
        let start = self.chance.between(0, DAYS - length);
        for _ in 0..size {
            let left = self.some_of(&stock);
            let day = start + self.chance.between(0, length);
            let name = self.chance.pick(&names).cloned().unwrap_or_default();
            self.add(scheme, left, name, day);
        }
    }

    /// Two of the kinds at least, so that one complaint speaks of values others met apart.
    fn some_of(&mut self, stock: &BTreeMap<Leaves, Vec<String>>) -> BTreeMap<Leaves, String> {
        let kinds: Vec<&Leaves> = stock.keys().collect();
        let first = self.chance.place(kinds.len());
        let mut left = BTreeMap::new();
        for (place, kind) in kinds.iter().enumerate() {
            let sure = place == first || place == (first + 1) % kinds.len();
            if (sure || self.chance.percent(35))
                && let Some(value) = self.chance.pick(&stock[*kind])
            {
                left.insert(**kind, value.clone());
            }
        }
        left
    }

    /// A complaint that shares nothing.
    fn alone(&mut self) {
        let scheme = self.scheme();
        let mut left = BTreeMap::new();
        for kind in self.scenarios.schemes[scheme].leaves.clone() {
            if self.chance.percent(55) {
                left.insert(kind, self.maker.make(kind, self.chance));
            }
        }
        let name = self.names(scheme, 1).pop().unwrap_or_default();
        let day = self.chance.between(0, DAYS);
        self.add(scheme, left, name, day);
    }

    fn names(&mut self, scheme: usize, count: usize) -> Vec<String> {
        let names = &self.scenarios.schemes[scheme].names;
        let drawn = (0..count).filter_map(|_| self.chance.pick(names).cloned());
        drawn.collect()
    }

    fn add(&mut self, scheme: usize, left: BTreeMap<Leaves, String>, name: String, day: i64) {
        let number = u64::try_from(self.cases.len()).unwrap_or(0);
        let chance = &mut *self.chance;
        // Waking hours, in Paris; what would fall after the end is put just before it.
        let minutes = chance.between(7 * 60, 22 * 60);
        let today = self
            .end
            .to_zoned(faisceau_intake::receipt::zone())
            .start_of_day();
        let midnight = today.map_or(self.end, |zoned| zoned.timestamp());
        let back = SignedDuration::from_hours(24 * (DAYS + 1 - day));
        let at = midnight - back + SignedDuration::from_mins(minutes);
        let at = at.min(self.end - SignedDuration::from_mins(61));
        let delay = SignedDuration::from_hours(chance.between(14, 24 * 40));
        let (low, high) = self.scenarios.schemes[scheme].amount;
        let nothing_lost = low == 0 && chance.percent(50);
        self.cases.push(Case {
            at,
            facts_at: at - delay,
            scheme,
            left,
            name,
            cents: if nothing_lost {
                0
            } else {
                chance.sum(low, high)
            },
            online: false,
            number,
            person: Person::draw(&self.scenarios.people, number, chance),
        });
    }

    fn choose_online(&mut self) {
        let schemes = &self.scenarios.schemes;
        let mut able: Vec<usize> = (0..self.cases.len())
            .filter(|place| schemes[self.cases[*place].scheme].form.is_some())
            .collect();
        for _ in 0..self.volume.online.min(able.len()) {
            let place = self.chance.place(able.len());
            let chosen = able.swap_remove(place);
            self.cases[chosen].online = true;
        }
    }
}
