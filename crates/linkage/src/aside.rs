//! What was left aside: values of a complaint that join it to nobody, groups that something speaks
//! for and that were not joined. Reads what was decided; decides nothing.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use rustc_hash::FxHashSet as HashSet;

use crate::because::{Alternative, LeftOut, NotJoined, Refusal, WhyNot};
use crate::class::{Class, Weighed};
use crate::correction::{CorrectionId, rule};
use crate::groups::GroupNo;
use crate::linker::Linker;
use crate::record::RecordId;
use crate::roll::{Slot, ValueNo};
use crate::score::{chosen, holds};

/// Alternatives are read by people: no more than this are listed.
const MOST_ALTERNATIVES: usize = 32;

impl Linker {
    /// The values of a complaint that join it to nobody, or not to everybody, in order of kind and
    /// key.
    pub(crate) fn left_out(&self, slot: Slot) -> Vec<LeftOut> {
        let used = self.used_as_evidence(slot);
        let values = self.roll.entry(slot).values.iter();
        let mut found: Vec<LeftOut> = values
            .filter_map(|&value| {
                Some(LeftOut {
                    record: self.roll.id(slot),
                    value: self.roll.values[value as usize].key.clone(),
                    because: self.why_not(slot, value, &used)?,
                })
            })
            .collect();
        found.sort_unstable_by(|one, other| one.value.cmp(&other.value));
        found
    }

    /// The values that count between this complaint's group and those it is joined to.
    fn used_as_evidence(&self, slot: Slot) -> HashSet<ValueNo> {
        let own = self.groups.of[slot as usize];
        let first = |group: GroupNo| self.groups.get(group).members[0];
        let edges = self.groups.get(own).edges.iter();
        let joined: Vec<GroupNo> = edges
            .map(|edge| edge.to)
            .filter(|&to| {
                self.same_series(slot, first(own))
                    && self.same_series(slot, first(to))
                    && holds(&self.roll, &self.figures, &self.groups, own, to)
            })
            .collect();
        let counts = |value: &ValueNo| {
            let share = |to: &GroupNo| self.groups.share(*value, own, *to);
            joined.iter().any(share)
        };
        let values = self.roll.entry(slot).values.iter().copied();
        values.filter(|value| counts(value)).collect()
    }

    fn why_not(&self, slot: Slot, value: ValueNo, used: &HashSet<ValueNo>) -> Option<WhyNot> {
        if self.roll.users(value).len() < 2 {
            return Some(WhyNot::Alone);
        }
        let weighed = || self.standing(value).map(Box::new);
        let Some((_, thread)) = self.threads_of(slot).find(|(of, _)| *of == value) else {
            let linked = weighed().filter(|_| !used.contains(&value))?;
            return Some(self.why_no_thread(slot, value, linked));
        };
        let own = self.groups.of[slot as usize];
        let group = |user: Slot| self.groups.of[user as usize];
        let away: Vec<Slot> = self
            .thread(value, thread)
            .iter()
            .copied()
            .filter(|&user| !self.same_series(user, slot))
            .collect();
        let cut: BTreeSet<_> = away
            .iter()
            .filter(|&&user| group(user) != own)
            .map(|&user| (self.groups.order(&self.roll, group(user)), group(user)))
            .collect();
        if !cut.is_empty() {
            return Some(WhyNot::Cut {
                weighed: weighed()?,
                own: self.seen(own),
                others: cut.into_iter().map(|(_, group)| self.seen(group)).collect(),
            });
        }
        let &kept = away.first()?;
        Some(WhyNot::Refused {
            weighed: weighed()?,
            by: self.refusal(slot, kept),
        })
    }

    /// Why a complaint is in no thread of a value that others use too.
    fn why_no_thread(&self, slot: Slot, value: ValueNo, linked: Box<Weighed>) -> WhyNot {
        let judged = self.judged[value as usize].as_deref();
        let judged = judged.expect("a value of several");
        let (order, users) = (self.roll.order(slot), self.roll.users(value));
        let at = users.partition_point(|&user| self.roll.order(user) < order);
        let tenancies: Vec<u32> = judged.tenancies().collect();
        let fellows = tenancies.iter().filter(|of| **of == tenancies[at]);
        // Where nobody is linked, the value's class says why.
        if judged.least != i32::MAX && fellows.count() == 1 {
            let days = self.figures.kinds.get(linked.value.kind).silence;
            return WhyNot::Anew {
                weighed: linked,
                days,
            };
        }
        if judged.least != i32::MAX && judged.lent(at) {
            return WhyNot::Lent(linked);
        }
        match linked.class {
            Class::Link => WhyNot::Apart(linked),
            Class::Propose | Class::Shared => WhyNot::Class(linked),
        }
    }

    /// What keeps the series of two complaints apart.
    pub(crate) fn refusal(&self, one: Slot, other: Slot) -> Refusal {
        let ruled = rule(self.obeyed.corrections()).expect("checked when they were given");
        let has = |slot: Slot, ids: &[RecordId]| {
            let mut slots = ids.iter().filter_map(|id| self.roll.slot(*id));
            slots.any(|named| self.same_series(slot, named))
        };
        for wall in &ruled.walls {
            let [a, b] = wall.sides;
            if (has(one, a) && has(other, b)) || (has(one, b) && has(other, a)) {
                return Refusal::Wall(wall.id);
            }
        }
        let confirmed = |slot: Slot| -> Option<CorrectionId> {
            let mut bonds = ruled.bonds.iter().filter(|bond| bond.confirms);
            bonds
                .find(|bond| has(slot, bond.members))
                .map(|bond| bond.id)
        };
        match (confirmed(one), confirmed(other)) {
            (Some(a), Some(b)) => Refusal::BothConfirmed(a, b),
            _ => Refusal::Divided,
        }
    }

    /// The groups that something speaks for and that are in other series than these complaints,
    /// the strongest evidence first; how many more there are than those listed.
    pub(crate) fn alternatives(&self, asked: &[Slot]) -> (Vec<Alternative>, usize) {
        let mut found: Vec<Alternative> = Vec::new();
        let mut met: HashSet<(GroupNo, GroupNo)> = HashSet::default();
        for &slot in asked {
            let own = self.groups.of[slot as usize];
            for other in self.around(own) {
                let pair = (own.min(other), own.max(other));
                if self.groups.is_live(other) && !met.contains(&pair) {
                    let new = self.alternative(slot, own, other);
                    // Decisions may part two complaints of one group: each is asked.
                    met.extend(new.is_some().then_some(pair));
                    found.extend(new);
                }
            }
        }
        let order = |found: &Alternative| {
            let [own, other] = found.evidence.groups.map(|group| {
                let slot = self.roll.slot(group.first).expect("a member is held");
                self.roll.order(slot)
            });
            (Reverse(found.evidence.sum), other, own)
        };
        found.sort_by_cached_key(order);
        let more = found.len().saturating_sub(MOST_ALTERNATIVES);
        found.truncate(MOST_ALTERNATIVES);
        (found, more)
    }

    /// The groups that share a value or a picture with this one.
    pub(crate) fn around(&self, own: GroupNo) -> BTreeSet<GroupNo> {
        let mut found = BTreeSet::new();
        for &slot in &self.groups.get(own).members {
            for &value in &self.roll.entry(slot).values {
                found.extend(self.groups.on(value));
            }
            found.extend(self.groups.alike(slot));
        }
        found.extend(self.groups.get(own).edges.iter().map(|edge| edge.to));
        found.remove(&own);
        found
    }

    pub(crate) fn alternative(
        &self,
        slot: Slot,
        own: GroupNo,
        other: GroupNo,
    ) -> Option<Alternative> {
        let first = self.groups.get(other).members[0];
        if self.same_series(slot, first) {
            return None;
        }
        let evidence = self.evidence(own, other);
        if evidence.values.is_empty() && evidence.picture.is_none() {
            return None;
        }
        let edges = &self.groups.get(own).edges;
        let because = if !edges.iter().any(|edge| edge.to == other) {
            if evidence.sum < 0 {
                return None;
            }
            NotJoined::Below
        } else if holds(&self.roll, &self.figures, &self.groups, own, other) {
            NotJoined::Refused(self.refusal(slot, first))
        } else {
            let established = self.groups.size(own) >= self.figures.established;
            let small = if established { other } else { own };
            let joins = chosen(&self.roll, &self.groups, small)?;
            NotJoined::Elsewhere {
                group: self.seen(small),
                joins: self.seen(joins.to),
            }
        };
        Some(Alternative { evidence, because })
    }
}
