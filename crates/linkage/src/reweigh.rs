//! Which pairs of groups must be weighed again, and the evidence kept of each.
//! What a pair is worth is a function of the two groups, in `score.rs`.

use rustc_hash::FxHashSet as HashSet;

use crate::groups::{GroupNo, NOBODY, On};
use crate::linker::Linker;
use crate::placing::Moved;
use crate::roll::{Slot, ValueNo};
use crate::score::{by_uses, least, score};
use crate::settle::{each, sort};

/// What weighing again changed.
#[derive(Debug, Default)]
pub(crate) struct Weighed {
    /// The groups concerned: their members, their neighbours or their evidence changed.
    pub(crate) stirred: HashSet<GroupNo>,
    /// The pairs whose evidence changed, and whether what it was before was acted on.
    pub(crate) pairs: Vec<(GroupNo, GroupNo, bool)>,
}

impl Linker {
    /// Weighs again every pair of groups whose evidence may have changed.
    pub(crate) fn weigh_again(&mut self, values: &[ValueNo], moved: &Moved) -> Weighed {
        let mut pairs: Vec<(GroupNo, GroupNo)> = Vec::new();
        self.shift_values(values, moved, &mut pairs);
        self.shift_pictures(moved, &mut pairs);
        let reshaped: Vec<GroupNo> = moved.reshaped.iter().copied().collect();
        for (found, group) in each(&reshaped, |&group| self.neighbours(group))
            .into_iter()
            .zip(reshaped)
        {
            let pair = |other: GroupNo| (group.min(other), group.max(other));
            pairs.extend(found.into_iter().map(pair));
        }
        sort(&mut pairs);
        pairs.dedup();
        pairs.retain(|(a, b)| self.groups.is_live(*a) && self.groups.is_live(*b));
        let scores = each(&pairs, |&(a, b)| {
            let bits = score(&self.roll, &self.figures, &self.groups, a, b);
            let enough = least(&self.figures, self.groups.size(a), self.groups.size(b));
            (self.neighbourly(a, b) && bits >= enough).then_some(bits)
        });
        let mut weighed = Weighed {
            stirred: moved.changed.clone(),
            pairs: Vec::new(),
        };
        weighed.stirred.extend(&moved.neighbours);
        for ((a, b), bits) in pairs.into_iter().zip(scores) {
            if let Some(held) = self.groups.set_edge(a, b, bits) {
                weighed.stirred.extend([a, b]);
                weighed.pairs.push((a, b, held));
            }
        }
        weighed
    }

    /// Whether anything at all is shared: only then are two groups compared.
    fn neighbourly(&self, a: GroupNo, b: GroupNo) -> bool {
        let members = |group| self.groups.get(group).members.iter();
        let (few, many) = by_uses(&self.roll, &self.groups, a, b);
        let on = |value: &ValueNo| self.groups.share(*value, few, many);
        let shares = |slot: &Slot| self.roll.entry(*slot).values.iter().any(on);
        // Look-alikes are seen from the smaller side.
        let (small, large) = self.groups.by_size(&self.roll, a, b);
        let alike = |slot: &Slot| self.groups.alike(*slot).binary_search(&large).is_ok();
        members(few).any(shares) || members(small).any(alike)
    }

    fn shift_values(
        &mut self,
        values: &[ValueNo],
        moved: &Moved,
        pairs: &mut Vec<(GroupNo, GroupNo)>,
    ) {
        let mut dirty: Vec<ValueNo> = values.to_vec();
        for &slot in &moved.slots {
            dirty.extend(self.roll.entry(slot).values.iter());
        }
        sort(&mut dirty);
        dirty.dedup();
        let now = each(&dirty, |&value| self.groups_on(value));
        for (value, now) in dirty.into_iter().zip(now) {
            let current = now.groups.clone();
            if let Some(before) = self.groups.keep_on(value, now) {
                every_pair(&before, pairs);
                every_pair(&current, pairs);
            }
        }
    }

    fn groups_on(&self, value: ValueNo) -> On {
        let Some(judged) = &self.judged[value as usize] else {
            return On::default();
        };
        let users = self.roll.users(value);
        let kind = self.roll.values[value as usize].key.kind;
        let of = self.figures.kinds.get(kind);
        let says_nothing = (of.alone.fixed, of.alone.divided) == (0, 0);
        if judged.bits == i32::MIN || says_nothing || users.len() > self.figures.most_users {
            return On::default();
        }
        let lent = (0..users.len()).map(|at| judged.lent(at));
        let how = judged.tenancies().zip(lent);
        self.groups.on_these(users, self.figures.most_groups, how)
    }

    fn shift_pictures(&mut self, moved: &Moved, pairs: &mut Vec<(GroupNo, GroupNo)>) {
        let most = self.figures.most_alike;
        let dirty = self.stirred_pictures(moved);
        let now = each(&dirty, |&slot| {
            let alike = self.roll.alike(slot, self.figures.image_bits, most);
            self.groups.among(&alike, self.figures.most_groups)
        });
        for (slot, now) in dirty.into_iter().zip(now) {
            let current = now.clone();
            if let Some(before) = self.groups.keep_alike(slot, now) {
                every_pair(&before, pairs);
                every_pair(&current, pairs);
            }
        }
    }

    /// The complaints whose look-alikes may be in other groups now.
    fn stirred_pictures(&mut self, moved: &Moved) -> Vec<Slot> {
        let mut dirty: Vec<Slot> = self.dirty.pictures.drain().collect();
        if std::mem::take(&mut self.dirty.every_picture) {
            dirty.extend(
                self.roll
                    .slots()
                    .filter(|&slot| self.roll.is_pictured(slot)),
            );
        } else {
            let (bits, most) = (self.figures.image_bits, self.figures.most_alike);
            let near = each(&moved.slots, |&slot| self.roll.near(slot, bits, most));
            dirty.extend(near.into_iter().flatten());
        }
        dirty.sort_unstable();
        dirty.dedup();
        dirty.retain(|&slot| self.roll.is_held(slot));
        dirty
    }

    /// The groups that share anything with this one.
    fn neighbours(&self, group: GroupNo) -> HashSet<GroupNo> {
        let mut found = HashSet::default();
        for &slot in &self.groups.get(group).members {
            for &value in &self.roll.entry(slot).values {
                found.extend(self.groups.on(value));
            }
            found.extend(self.groups.alike(slot));
        }
        // Look-alikes are seen from the smaller side: the other side's view counts too.
        found.extend(self.groups.seers(group));
        found.extend(self.groups.get(group).edges.iter().map(|edge| edge.to));
        found.remove(&NOBODY);
        found.remove(&group);
        found
    }
}

fn every_pair(groups: &[GroupNo], pairs: &mut Vec<(GroupNo, GroupNo)>) {
    for (at, &a) in groups.iter().enumerate() {
        for &b in &groups[at + 1..] {
            pairs.push((a.min(b), a.max(b)));
        }
    }
}
