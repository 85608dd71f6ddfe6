//! The ways from complaint to complaint within one series, and the strongest path over them.
//! Finds and orders; what a way is worth was judged before.

use std::cmp::Reverse;
use std::collections::VecDeque;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::correction::{CorrectionId, rule};
use crate::groups::GroupNo;
use crate::linker::Linker;
use crate::record::ValueKey;
use crate::roll::{Order, Slot, ValueNo};
use crate::score::holds;
use crate::union::Sets;

/// How much a way is trusted; the less, the more: decisions, then threads, then evidence, each by
/// bits.
type Level = (u8, Reverse<i32>);

/// What comes first among ways trusted alike.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Tie<'a> {
    Bond(CorrectionId),
    Thread(&'a ValueKey, Order),
    Evidence([Order; 2]),
}

/// What a way is made of.
#[derive(Clone, Copy, Debug)]
pub(crate) enum By {
    /// A must-link or a confirmation.
    Bond(CorrectionId),
    /// The thread of a value inside one group.
    Thread(ValueNo),
    /// The evidence between two groups.
    Evidence(GroupNo, GroupNo),
}

/// One way between complaints of a series.
#[derive(Debug)]
pub(crate) struct Way<'a> {
    rank: (Level, Tie<'a>),
    /// Whom it joins, earliest first. For evidence, the earliest of the two groups, by which they
    /// are known and joined.
    pub(crate) users: Vec<Slot>,
    pub(crate) by: By,
}

impl Linker {
    /// Every way between complaints of a series, the most trusted first.
    pub(crate) fn ways(&self, series: &[Slot]) -> Vec<Way<'_>> {
        let mut ways = Vec::new();
        let Some(&any) = series.first() else {
            return ways;
        };
        let ruled = rule(self.obeyed.corrections()).expect("checked when they were given");
        for bond in &ruled.bonds {
            let held = bond.members.iter().filter_map(|id| self.roll.slot(*id));
            let mut users: Vec<Slot> = held.filter(|&slot| self.same_series(slot, any)).collect();
            users.sort_unstable_by_key(|&slot| self.roll.order(slot));
            users.dedup();
            ways.push(Way {
                rank: ((0, Reverse(0)), Tie::Bond(bond.id)),
                users,
                by: By::Bond(bond.id),
            });
        }
        self.thread_ways(series, &mut ways);
        self.evidence_ways(series, &mut ways);
        ways.retain(|way| way.users.len() > 1);
        ways.sort_unstable_by(|one, other| one.rank.cmp(&other.rank));
        ways
    }

    /// A thread joins its users group by group: where it was cut, it joins nobody.
    fn thread_ways<'a>(&'a self, series: &[Slot], ways: &mut Vec<Way<'a>>) {
        let mut crossed: HashSet<(ValueNo, u32)> = HashSet::default();
        for &slot in series {
            for (value, thread) in self.threads_of(slot) {
                if !crossed.insert((value, thread)) {
                    continue;
                }
                let mut parts: HashMap<GroupNo, Vec<Slot>> = HashMap::default();
                for &user in self.thread(value, thread) {
                    if self.same_series(user, slot) {
                        let group = self.groups.of[user as usize];
                        parts.entry(group).or_default().push(user);
                    }
                }
                let bits = self.judged[value as usize].as_ref().map_or(0, |j| j.bits);
                let key = &self.roll.values[value as usize].key;
                ways.extend(parts.into_values().map(|users| Way {
                    rank: (
                        (1, Reverse(bits)),
                        Tie::Thread(key, self.roll.order(users[0])),
                    ),
                    users,
                    by: By::Thread(value),
                }));
            }
        }
    }

    fn evidence_ways(&self, series: &[Slot], ways: &mut Vec<Way<'_>>) {
        let groups: HashSet<GroupNo> = series
            .iter()
            .map(|&slot| self.groups.of[slot as usize])
            .collect();
        let first = |group: GroupNo| self.groups.get(group).members[0];
        for &group in &groups {
            for edge in &self.groups.get(group).edges {
                let ends = [first(group), first(edge.to)];
                let orders = ends.map(|slot| self.roll.order(slot));
                // Each pair is met twice.
                if orders[0] < orders[1]
                    && ends.iter().all(|&end| self.same_series(end, series[0]))
                    && holds(&self.roll, &self.figures, &self.groups, group, edge.to)
                {
                    ways.push(Way {
                        rank: ((2, Reverse(edge.bits)), Tie::Evidence(orders)),
                        users: ends.to_vec(),
                        by: By::Evidence(group, edge.to),
                    });
                }
            }
        }
    }

    /// The path whose weakest way is the most trusted, then the shortest, then the one whose first
    /// ways are the most trusted and whose complaints are the earliest.
    pub(crate) fn path<'w, 'a>(
        &self,
        ways: &'w [Way<'a>],
        series: &[Slot],
        from: Slot,
        to: Slot,
    ) -> Vec<(Slot, Slot, &'w Way<'a>)> {
        let enough = &ways[..enough(ways, series, from, to)];
        let mut of: HashMap<Slot, Vec<usize>> = HashMap::default();
        for (number, way) in enough.iter().enumerate() {
            for &user in &way.users {
                of.entry(user).or_default().push(number);
            }
        }
        let far = distances(enough, &of, to);
        let mut steps = Vec::new();
        let mut at = from;
        while at != to {
            let nearer = |user: &Slot| {
                far.get(user)
                    .is_some_and(|&d| Some(&(d + 1)) == far.get(&at))
            };
            let next = of.get(&at).into_iter().flatten().find_map(|&number| {
                let user = enough[number].users.iter().copied().find(nearer)?;
                Some((user, &enough[number]))
            });
            let Some((next, way)) = next else {
                break;
            };
            steps.push((at, next, way));
            at = next;
        }
        steps
    }
}

/// How many ways, from the most trusted, with all those trusted alike, join two complaints.
fn enough(ways: &[Way<'_>], series: &[Slot], from: Slot, to: Slot) -> usize {
    let place: HashMap<Slot, u32> = series.iter().copied().zip(0..).collect();
    let mut sets = Sets::singletons(u32::try_from(series.len()).expect("slots are u32"));
    let mut level = None;
    for (number, way) in ways.iter().enumerate() {
        if level.is_some_and(|level| level < way.rank.0) {
            return number;
        }
        for pair in way.users.windows(2) {
            sets.union(place[&pair[0]], place[&pair[1]]);
        }
        if sets.root(place[&from]) == sets.root(place[&to]) {
            level = Some(way.rank.0);
        }
    }
    ways.len()
}

/// How many ways each complaint is from one of them.
fn distances(ways: &[Way<'_>], of: &HashMap<Slot, Vec<usize>>, to: Slot) -> HashMap<Slot, u32> {
    let mut far: HashMap<Slot, u32> = HashMap::default();
    far.insert(to, 0);
    let mut queue = VecDeque::from([to]);
    let mut crossed = vec![false; ways.len()];
    while let Some(at) = queue.pop_front() {
        let next = far[&at] + 1;
        for &number in of.get(&at).into_iter().flatten() {
            if std::mem::replace(&mut crossed[number], true) {
                continue;
            }
            for &user in &ways[number].users {
                far.entry(user).or_insert_with(|| {
                    queue.push_back(user);
                    next
                });
            }
        }
    }
    far
}
