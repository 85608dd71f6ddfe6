//! The slow scorer goes on: the company complaints keep on their values, what is lent, and which
//! values are thin between two groups, counted pair by pair.

use std::collections::{BTreeMap, BTreeSet};

use faisceau_linkage::{Kind, ValueKey};

use super::slow::Slow;

/// How many users before and after a user may keep it company.
const NEAR: usize = 8;

/// One user of a value after the first.
#[derive(Clone, Debug)]
pub(crate) struct Arrival {
    pub(crate) user: usize,
    pub(crate) term: i32,
    /// What the value is worth in the tenancy.
    pub(crate) worth: i32,
    /// What having chosen the best costs.
    pub(crate) price: i32,
    pub(crate) corroborated: bool,
    /// The users near before it, with whether something firm and whether a hard value goes.
    pub(crate) near: Vec<(usize, bool, bool)>,
    /// What it agrees on with the first of them.
    pub(crate) bits: Vec<i32>,
}

/// What company a user of one value keeps there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kept {
    /// How many are around it.
    around: u32,
    /// Those with which something firm goes.
    firm: Vec<usize>,
    /// Those with which another hard value goes.
    hard: Vec<usize>,
}

/// What company each user of one value keeps there, by user.
pub(crate) fn company(
    users: &[usize],
    arrivals: &[Arrival],
    joins: impl Fn(&Arrival) -> bool,
) -> BTreeMap<usize, Kept> {
    let mut company: BTreeMap<usize, Kept> = BTreeMap::new();
    for (at, user) in users.iter().enumerate() {
        let around = users.len().min(at + NEAR + 1) - at.saturating_sub(NEAR) - 1;
        let kept = company.entry(*user).or_default();
        kept.around = u32::try_from(around).unwrap();
    }
    for arrival in arrivals.iter().filter(|arrival| joins(arrival)) {
        for &(other, firm, hard) in &arrival.near {
            for [user, with] in [[arrival.user, other], [other, arrival.user]] {
                let kept = company.get_mut(&user).unwrap();
                kept.firm.extend(firm.then_some(with));
                kept.hard.extend(hard.then_some(with));
            }
        }
    }
    company
}

/// So many of those around, in 240ths.
fn share(kept: &Kept, of: usize) -> u32 {
    240 * u32::try_from(of).unwrap() / kept.around.max(1)
}

impl Slow<'_> {
    /// The users of a value, where it is not known to have one owner parted where nobody used it
    /// for long.
    pub(crate) fn tenancies(&self, value: &ValueKey) -> Vec<Vec<usize>> {
        let silence = i64::from(self.figures.kinds.get(value.kind).silence) * 86_400;
        let at = |user: usize| self.records[user].received_at.as_second();
        let mut runs: Vec<Vec<usize>> = Vec::new();
        for user in self.users(value) {
            let last = runs.last_mut().filter(|run| {
                let days = at(user) - at(run[run.len() - 1]);
                silence == 0 || days <= silence || self.marked(value) == Some(true)
            });
            match last {
                Some(run) => run.push(user),
                None => runs.push(vec![user]),
            }
        }
        runs
    }

    /// Whether two groups use a value in one tenancy of it.
    pub(crate) fn share(&self, value: &ValueKey, a: usize, b: usize) -> bool {
        let uses = |run: &[usize], group: usize| run.iter().any(|at| self.group[*at] == group);
        let mut runs = self.tenancies(value).into_iter();
        runs.any(|run| uses(&run, a) && uses(&run, b))
    }

    /// Whether a complaint uses a value as a lent one.
    pub(crate) fn lent(&self, value: &ValueKey, user: usize) -> bool {
        let times = self.figures.lending.times;
        let is_hard = |value: &ValueKey| self.figures.kinds.get(value.kind).hard;
        let nobody = Kept::default();
        let on = |value: &ValueKey| {
            let on = self.company.get(value).and_then(|kept| kept.get(&user));
            on.unwrap_or(&nobody)
        };
        let here = share(on(value), on(value).firm.len());
        let others = self.values(user).iter().filter(|other| *other != value);
        let mut away = others.map(|other| {
            let lack = |with: &&usize| !self.values(**with).contains(value);
            share(on(other), on(other).hard.iter().filter(lack).count())
        });
        let nowhere = |other: &ValueKey| on(other).hard.is_empty();
        let used = |value: &&ValueKey| is_hard(value) && self.users(value).len() > 1;
        let many = self.values(user).iter().filter(used).count();
        let strange = || {
            many <= self.figures.lending.many
                && self.values(user).iter().all(nowhere)
                && self.is_strange(value, user)
        };
        let nobody_here = on(value).firm.is_empty();
        times > 0
            && is_hard(value)
            && self.users(value).len() >= self.figures.lending.crowd
            && (away.any(|away| away > 0 && here * times <= away) || (nobody_here && strange()))
    }

    /// Whether those around a complaint on its other values share more with each other than with
    /// those around it on this one.
    fn is_strange(&self, value: &ValueKey, user: usize) -> bool {
        let is_hard = |value: &&ValueKey| self.figures.kinds.get(value.kind).hard;
        let known = |value: &ValueKey| -> BTreeSet<&ValueKey> {
            let users = self.users(value);
            let at = users.iter().position(|other| *other == user).unwrap();
            let around = &users[at.saturating_sub(NEAR)..users.len().min(at + NEAR + 1)];
            let used = around.iter().flat_map(|other| self.values(*other));
            let strange = used.filter(|value| !self.values(user).contains(value));
            strange.filter(is_hard).collect()
        };
        let links = |of: &&ValueKey| self.users(of).len() > 1 && self.may_join(of);
        let hard = self.values(user).iter().filter(is_hard).filter(links);
        let others: Vec<BTreeSet<&ValueKey>> =
            hard.clone().filter(|of| *of != value).map(known).collect();
        let here = known(value);
        let with_here = others.iter().map(|other| other.intersection(&here).count());
        let mut among = 0;
        for (at, one) in others.iter().enumerate() {
            for two in &others[at + 1..] {
                among = among.max(one.intersection(two).count());
            }
        }
        let times = self.figures.lending.strange as usize;
        let with_here = with_here.max().unwrap_or(0);
        hard.clone().any(|of| of == value) && among > 0 && with_here * times <= among
    }

    /// Which earlier user an arrival joins: the one it agrees with most among those it may join.
    pub(crate) fn joins(&self, value: &ValueKey, arrival: &Arrival, least: i32) -> Option<usize> {
        let of = self.figures.kinds.get(value.kind);
        let mut best: Option<(i32, usize)> = None;
        for (near, &bits) in arrival.near.iter().zip(&arrival.bits) {
            let &(other, firm, hard) = near;
            let lent = [arrival.user, other].map(|user| self.lent(value, user));
            let may = if hard {
                lent[0] == lent[1]
            } else {
                firm || lent == [false, false]
            };
            if (may || !of.hard) && best.is_none_or(|(most, _)| bits > most) {
                best = Some((bits, other));
            }
        }
        let [low, high] = self.figures.arrival;
        let term = |bits: i32| (bits - arrival.price).max(low).min(high);
        best.filter(|(bits, _)| term(*bits) >= least).map(|b| b.1)
    }

    /// Whether the value is worth enough for anybody to be linked on it.
    pub(crate) fn may_join(&self, value: &ValueKey) -> bool {
        let of = self.figures.kinds.get(value.kind);
        let past = self.judge(value).bits.map(|bits| bits.min(of.ceiling));
        of.links && past.is_some_and(|past| self.figures.arrival[1] + past >= self.figures.link)
    }

    /// What each value counts between two groups, once thin ones are told.
    pub(crate) fn thinned(
        &self,
        values: Vec<(ValueKey, usize, i32)>,
        pair: [&[usize]; 2],
        told: bool,
    ) -> Vec<(ValueKey, usize, i32, bool)> {
        let lending = self.figures.lending;
        let established = pair.iter().all(|g| g.len() >= self.figures.established);
        let is_hard = |kind: Kind| self.figures.kinds.get(kind).hard;
        let hardly = |value: &ValueKey, group: &[usize]| {
            let uses: Vec<usize> = group
                .iter()
                .copied()
                .filter(|at| self.values(*at).contains(value))
                .collect();
            uses.iter().all(|at| self.lent(value, *at))
                || uses.len().ilog2() + lending.rare < group.len().ilog2()
        };
        values
            .into_iter()
            .map(|(value, groups, bits)| {
                let thin = established && !told && is_hard(value.kind);
                let thin = thin && pair.iter().any(|group| hardly(&value, group));
                (value, groups, if thin { 0 } else { bits }, thin)
            })
            .collect()
    }
}
