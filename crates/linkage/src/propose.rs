//! What the linker leaves to people: series that something speaks for joining and that are not
//! joined, confirmed series that evidence alone would not hold together, values that say too little.
//! Reads what was decided; decides nothing. A function of the set, as everything else here.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashSet as HashSet;

use crate::because::{NotJoined, Refusal};
use crate::class::Class;
use crate::correction::{CorrectionId, Decision};
use crate::groups::GroupNo;
use crate::linker::Linker;
use crate::record::{RecordId, ValueKey};
use crate::regions::SeriesKey;
use crate::roll::{Order, Slot};
use crate::score::score;
use crate::union::Sets;
use crate::ways::By;

/// Proposals of one series: people read them one by one.
const MOST_PROPOSALS: usize = 64;
/// Pairs of groups weighed for one series; the groups of the earliest complaints come first.
const MOST_PAIRS: usize = 2_048;

/// Two series, or a series and a complaint, put before an analyst.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Proposal {
    /// The earliest complaint of each side, the earlier side first.
    pub sides: [RecordId; 2],
    /// How many complaints there are on each side.
    pub sizes: [usize; 2],
    /// What is proposed.
    pub proposed: Proposed,
    /// What speaks for it, in hundredths of a bit.
    pub bits: i32,
    /// From which sum the linker does it by itself, where it ever does.
    pub threshold: i32,
}

/// What is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Proposed {
    /// To join two sides: the evidence falls short, but near.
    JoinBelow,
    /// To join two sides: the smaller one joined another, for which more speaks.
    JoinElsewhere,
    /// To join two confirmed series that the evidence would join.
    JoinConfirmed,
    /// To part a confirmed series that nothing but its confirmation holds together.
    Part {
        /// The confirmation.
        confirmed: CorrectionId,
    },
}

/// A value put before an analyst.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ProposedValue {
    /// How many complaints use it.
    pub users: usize,
    /// In how many series, a complaint alone counted as one.
    pub series: usize,
    /// The log-odds that one group owns it, in hundredths of a bit.
    pub bits: i32,
}

impl Linker {
    /// What is left to people about the series of a complaint, as of the last [`Linker::settle`],
    /// what most speaks for first; nothing when the complaint is not held. Cost: linear in the
    /// series, and in the groups that share something with its own, up to a limit.
    #[must_use]
    pub fn proposals(&self, of: RecordId) -> Vec<Proposal> {
        let Some(slot) = self.roll.slot(of) else {
            return Vec::new();
        };
        let mut series = self.companions(slot);
        series.sort_unstable_by_key(|&slot| self.roll.order(slot));
        let mut best: BTreeMap<Order, Proposal> = BTreeMap::new();
        let mut keep = |proposal: Option<(Order, Proposal)>| {
            let Some((other, new)) = proposal else { return };
            let known = best.entry(other).or_insert_with(|| new.clone());
            if (new.bits, Reverse(new.proposed)) > (known.bits, Reverse(known.proposed)) {
                *known = new;
            }
        };
        for (slot, own, other) in self.pairs(&series) {
            keep(self.join(&series, slot, own, other));
        }
        self.both_confirmed(&series)
            .into_iter()
            .for_each(|found| keep(Some(found)));
        let mut found: Vec<Proposal> = best.into_values().collect();
        found.extend(self.parted(&series));
        found.sort_by_key(|proposal| (Reverse(proposal.bits), proposal.sides));
        found.truncate(MOST_PROPOSALS);
        found
    }

    /// Whether a value is left to people: it says something, too little to link, of complaints
    /// that are not all together.
    #[must_use]
    pub fn proposed_value(&self, value: &ValueKey) -> Option<ProposedValue> {
        let number = self.roll.number(value)?;
        let standing = self.standing(number)?;
        if standing.class != Class::Propose {
            return None;
        }
        let users = self.roll.users(number);
        let series: HashSet<SeriesKey> = users.iter().map(|&user| self.series_key(user)).collect();
        (series.len() > 1).then(|| ProposedValue {
            users: users.len(),
            series: series.len(),
            bits: standing.bits.map_or(0, |bits| bits.0),
        })
    }

    /// The earliest complaint of the series of a complaint.
    fn first_of(&self, slot: Slot) -> Slot {
        let companions = self.companions(slot);
        let first = companions.into_iter().min_by_key(|&c| self.roll.order(c));
        first.unwrap_or(slot)
    }

    /// The groups of a series, each with those that share something with it, by their earliest
    /// complaints; each group with the earliest complaint of the series in it.
    fn pairs(&self, series: &[Slot]) -> Vec<(Slot, GroupNo, GroupNo)> {
        let mut seen: HashSet<GroupNo> = HashSet::default();
        let mut pairs = Vec::new();
        for &slot in series {
            let own = self.groups.of[slot as usize];
            if !seen.insert(own) {
                continue;
            }
            let around = self.around(own).into_iter();
            let mut others: Vec<GroupNo> =
                around.filter(|&other| self.groups.is_live(other)).collect();
            others.sort_unstable_by_key(|&other| self.groups.order(&self.roll, other));
            pairs.extend(others.into_iter().map(|other| (slot, own, other)));
            if pairs.len() >= MOST_PAIRS {
                pairs.truncate(MOST_PAIRS);
                break;
            }
        }
        pairs
    }

    fn join(
        &self,
        series: &[Slot],
        slot: Slot,
        own: GroupNo,
        other: GroupNo,
    ) -> Option<(Order, Proposal)> {
        let found = self.alternative(slot, own, other)?;
        let proposed = match found.because {
            NotJoined::Below => Proposed::JoinBelow,
            NotJoined::Elsewhere { .. } => Proposed::JoinElsewhere,
            NotJoined::Refused(Refusal::BothConfirmed(..)) => Proposed::JoinConfirmed,
            // Somebody decided it already.
            NotJoined::Refused(Refusal::Wall(_) | Refusal::Divided) => return None,
        };
        let other = self.groups.get(other).members[0];
        if matches!(self.refusal(slot, other), Refusal::Wall(_)) {
            return None;
        }
        let (bits, threshold) = (found.evidence.sum, found.evidence.threshold);
        Some(self.between(series, other, proposed, [bits, threshold]))
    }

    fn between(
        &self,
        series: &[Slot],
        other: Slot,
        proposed: Proposed,
        [bits, threshold]: [i32; 2],
    ) -> (Order, Proposal) {
        let own = (self.roll.order(series[0]), series.len());
        let first = self.roll.order(self.first_of(other));
        let other = (first, self.companions(other).len());
        let [one, two] = if own < other {
            [own, other]
        } else {
            [other, own]
        };
        let proposal = Proposal {
            sides: [one.0.1, two.0.1],
            sizes: [one.1, two.1],
            proposed,
            bits,
            threshold,
        };
        (first, proposal)
    }

    /// Other confirmed series that a value ties to this one within one group.
    fn both_confirmed(&self, series: &[Slot]) -> Vec<(Order, Proposal)> {
        if !self.confirms(series) {
            return Vec::new();
        }
        let mut found = Vec::new();
        let mut crossed = HashSet::default();
        for &slot in series {
            for (value, thread) in self.threads_of(slot) {
                if !crossed.insert((value, thread)) {
                    continue;
                }
                let bits = self.judged[value as usize].as_ref().map_or(0, |j| j.bits);
                let own = self.groups.of[slot as usize];
                let users = self.thread(value, thread).iter().copied();
                let away = users.filter(|&user| {
                    self.groups.of[user as usize] == own && !self.same_series(user, slot)
                });
                let firsts: HashSet<Slot> = away.map(|user| self.first_of(user)).collect();
                for other in firsts {
                    if let Refusal::BothConfirmed(..) = self.refusal(slot, other) {
                        let weights = [bits.clamp(-MOST_BITS, MOST_BITS), 0];
                        found.push(self.between(series, other, Proposed::JoinConfirmed, weights));
                    }
                }
            }
        }
        found
    }

    /// Whether a confirmation names a complaint of a series.
    fn confirms(&self, series: &[Slot]) -> bool {
        let mut confirmed = self
            .obeyed
            .corrections()
            .iter()
            .filter_map(|c| match &c.decision {
                Decision::Confirm(members) => Some(members),
                _ => None,
            });
        confirmed.any(|members| {
            let mut held = members.iter().filter_map(|id| self.roll.slot(*id));
            held.any(|slot| self.same_series(slot, series[0]))
        })
    }

    /// Where a series is in several pieces but for its confirmations.
    fn parted(&self, series: &[Slot]) -> Option<Proposal> {
        if series.len() < 2 || !self.confirms(series) {
            return None;
        }
        let place: BTreeMap<Slot, u32> = series.iter().copied().zip(0..).collect();
        let confirmations: BTreeMap<CorrectionId, &Vec<RecordId>> = self
            .obeyed
            .corrections()
            .iter()
            .filter_map(|c| match &c.decision {
                Decision::Confirm(members) => Some((c.id, members)),
                _ => None,
            })
            .collect();
        let mut sets = Sets::singletons(u32::try_from(series.len()).expect("slots are u32"));
        for way in self.ways(series) {
            if matches!(way.by, By::Bond(by) if confirmations.contains_key(&by)) {
                continue;
            }
            for pair in way.users.windows(2) {
                sets.union(place[&pair[0]], place[&pair[1]]);
            }
        }
        confirmations.into_iter().find_map(|(id, members)| {
            let held = members.iter().filter_map(|id| self.roll.slot(*id));
            let named: Vec<u32> = held.filter_map(|slot| place.get(&slot).copied()).collect();
            self.two_pieces(series, &mut sets, &named, id)
        })
    }

    /// The first two pieces among the complaints that a confirmation names.
    fn two_pieces(
        &self,
        series: &[Slot],
        sets: &mut Sets,
        named: &[u32],
        confirmed: CorrectionId,
    ) -> Option<Proposal> {
        let mut roots: Vec<u32> = named.iter().map(|&at| sets.root(at)).collect();
        roots.sort_unstable();
        roots.dedup();
        let [one, other, ..] = roots[..] else {
            return None;
        };
        let every = u32::try_from(series.len()).expect("slots are u32");
        let [mut first, mut second] = [0, 0];
        for at in 0..every {
            let root = sets.root(at);
            first += usize::from(root == one);
            second += usize::from(root == other);
        }
        let ends = [one, other].map(|at| series[at as usize]);
        let [a, b] = ends.map(|slot| self.groups.of[slot as usize]);
        let bits = match a == b {
            true => 0,
            false => -score(&self.roll, &self.figures, &self.groups, a, b),
        };
        Some(Proposal {
            sides: ends.map(|slot| self.roll.id(slot)),
            sizes: [first, second],
            proposed: Proposed::Part { confirmed },
            bits,
            threshold: 0,
        })
    }
}

/// A value that somebody said is owned is worth more than any number: this stands for it.
const MOST_BITS: i32 = 3_000;
