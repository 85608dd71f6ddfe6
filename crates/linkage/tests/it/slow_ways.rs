//! The slow scorer goes on: which groups are joined, and the best path, by trying everything.

use std::collections::{BTreeMap, BTreeSet};

use faisceau_linkage::{Correction, Decision, ValueKey};

use super::slow::{Slow, Weighed};

/// How much a way is trusted; the less, the more.
pub(crate) type Level = (u8, i64);

pub(crate) struct Ways<'a> {
    pub(crate) slow: &'a Slow<'a>,
    corrections: &'a [Correction],
    /// For each complaint, the earliest of its series.
    pub(crate) series: Vec<usize>,
    /// Pairs of groups that share anything.
    pub(crate) weighed: BTreeMap<(usize, usize), Weighed>,
}

impl<'a> Ways<'a> {
    pub(crate) fn new(
        slow: &'a Slow<'a>,
        corrections: &'a [Correction],
        series: Vec<usize>,
    ) -> Self {
        let groups: BTreeSet<usize> = slow.group.iter().copied().collect();
        let mut weighed = BTreeMap::new();
        for &a in &groups {
            for &b in groups.range(a + 1..) {
                let found = slow.weigh(a, b);
                if !found.values.is_empty() || found.picture.is_some() {
                    weighed.insert((a, b), found);
                }
            }
        }
        Self {
            slow,
            corrections,
            series,
            weighed,
        }
    }

    fn edges(&self, group: usize) -> impl Iterator<Item = (usize, i32)> {
        self.weighed.iter().filter_map(move |(&(a, b), found)| {
            let other = if a == group { b } else { a };
            let enough = (a == group || b == group) && found.sum >= found.threshold;
            enough.then_some((other, found.sum))
        })
    }

    /// The group that most speaks for this one; the earliest among equals.
    pub(crate) fn most(&self, group: usize) -> Option<usize> {
        let best = self.edges(group).map(|(_, sum)| sum).max()?;
        self.edges(group)
            .filter(|(_, sum)| *sum == best)
            .map(|(other, _)| other)
            .min()
    }

    pub(crate) fn established(&self, group: usize) -> bool {
        self.slow.members(group).len() >= self.slow.figures.established
    }

    pub(crate) fn holds(&self, a: usize, b: usize) -> bool {
        let found = &self.weighed[&(a.min(b), a.max(b))];
        found.sum >= found.threshold
            && ((self.established(a) && self.established(b))
                || (!self.established(a) && self.most(a) == Some(b))
                || (!self.established(b) && self.most(b) == Some(a)))
    }

    pub(crate) fn thread(&self, value: &ValueKey, at: usize) -> Option<&Vec<usize>> {
        self.slow.threads[value].iter().find(|t| t.contains(&at))
    }

    fn all(&self, series: usize) -> Vec<(Level, Vec<usize>)> {
        let here = |at: &usize| self.series[*at] == series;
        let mut ways = Vec::new();
        for correction in self.corrections {
            if let Decision::MustLink(ids) | Decision::Confirm(ids) = &correction.decision {
                let held =
                    (0..self.series.len()).filter(|at| ids.contains(&self.slow.records[*at].id));
                ways.push(((0, 0), held.filter(here).collect()));
            }
        }
        for (value, threads) in &self.slow.threads {
            let bits = self.slow.judge(value).bits.unwrap_or(i32::MAX);
            for thread in threads {
                let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
                for at in thread.iter().copied().filter(here) {
                    parts.entry(self.slow.group[at]).or_default().push(at);
                }
                ways.extend(parts.into_values().map(|p| ((1, -i64::from(bits)), p)));
            }
        }
        for (&(a, b), found) in &self.weighed {
            if here(&a) && here(&b) && self.holds(a, b) {
                ways.push(((2, -i64::from(found.sum)), vec![a, b]));
            }
        }
        ways
    }

    /// The level of the weakest way on the strongest path, and how many ways the shortest such
    /// path has.
    pub(crate) fn best(&self, from: usize, to: usize) -> (Level, usize) {
        let ways = self.all(self.series[from]);
        let levels: BTreeSet<Level> = ways.iter().map(|way| way.0).collect();
        for level in levels {
            let mut reached = BTreeSet::from([from]);
            for steps in 1.. {
                let before = reached.len();
                let open = ways.iter().filter(|way| way.0 <= level);
                let next: Vec<usize> = open
                    .filter(|way| way.1.iter().any(|at| reached.contains(at)))
                    .flat_map(|way| way.1.iter().copied())
                    .collect();
                reached.extend(next);
                if reached.contains(&to) {
                    return (level, steps);
                }
                if reached.len() == before {
                    break;
                }
            }
        }
        panic!("no way from {from} to {to} in one series");
    }
}
