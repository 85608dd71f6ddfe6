//! Puts complaints in the groups that were found, changing as little as possible of what was there.
//! The numbers of groups are history; who is together is not decided here.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::groups::{GroupNo, NOBODY};
use crate::linker::Linker;
use crate::roll::Slot;
use crate::score::{drawn, sample};
use crate::settle::each;

/// What the placing of groups changed.
#[derive(Debug, Default)]
pub(crate) struct Moved {
    /// Complaints in another group than before.
    pub(crate) slots: Vec<Slot>,
    /// Groups whose members changed.
    pub(crate) changed: HashSet<GroupNo>,
    /// Those among them that are compared differently.
    pub(crate) reshaped: HashSet<GroupNo>,
    /// Those among them that have another earliest member, or are established and were not, or
    /// were and are not: what is acted on around them may be other evidence.
    pub(crate) restaged: HashSet<GroupNo>,
    /// How many of them went from one group to another.
    pub(crate) went: HashMap<(GroupNo, GroupNo), usize>,
    /// Groups that lost a neighbour.
    pub(crate) neighbours: HashSet<GroupNo>,
}

impl Linker {
    /// Puts complaints in the groups made, each under the number that most of its members had;
    /// the groups whose members changed.
    pub(crate) fn place_groups(&mut self, mut made: Vec<Vec<Slot>>) -> Moved {
        let mut moved = Moved::default();
        made.sort_by_key(|members| std::cmp::Reverse(members.len()));
        let mut claimed: HashSet<GroupNo> = HashSet::default();
        let mut left: HashSet<GroupNo> = self.dirty.groups.drain().collect();
        for members in made {
            let group = match self.usual(&members).filter(|group| claimed.insert(*group)) {
                Some(group) => group,
                None => {
                    let group = self.groups.create();
                    claimed.insert(group);
                    group
                }
            };
            // A group that lost a member and is found again is another group to be compared.
            let lost = left.remove(&group);
            for &slot in &members {
                let was = std::mem::replace(&mut self.groups.of[slot as usize], group);
                if was != group {
                    moved.slots.push(slot);
                    if was != NOBODY {
                        *moved.went.entry((was, group)).or_default() += 1;
                    }
                    if was != NOBODY && !claimed.contains(&was) {
                        left.insert(was);
                    }
                }
            }
            if lost || self.groups.get(group).members != members {
                self.groups.all[group as usize].members = members;
                moved.changed.insert(group);
            }
        }
        self.end_groups(left, &mut moved);
        self.draw_samples(&mut moved);
        moved
    }

    /// The group most of these complaints were in; the smallest number among equals.
    fn usual(&self, members: &[Slot]) -> Option<GroupNo> {
        let first = self.groups.of[members[0] as usize];
        if members
            .iter()
            .all(|&member| self.groups.of[member as usize] == first)
        {
            return (first != NOBODY).then_some(first);
        }
        let mut counts: HashMap<GroupNo, usize> = HashMap::default();
        for &member in members {
            let group = self.groups.of[member as usize];
            if group != NOBODY {
                *counts.entry(group).or_default() += 1;
            }
        }
        counts
            .into_iter()
            .max_by_key(|(group, n)| (*n, std::cmp::Reverse(*group)))
            .map(|(g, _)| g)
    }

    /// Ends the groups that nobody is in any more, and keeps those that only lost members.
    fn end_groups(&mut self, left: HashSet<GroupNo>, moved: &mut Moved) {
        for group in left {
            let of = &self.groups.of;
            let mut members = std::mem::take(&mut self.groups.all[group as usize].members);
            members.retain(|&slot| of[slot as usize] == group);
            if members.is_empty() {
                moved.neighbours.extend(self.groups.end(group));
                self.dirty.regions.extend(self.joined.leave(group));
                moved.changed.remove(&group);
            } else {
                self.groups.all[group as usize].members = members;
                moved.changed.insert(group);
            }
        }
    }

    pub(crate) fn draw_samples(&mut self, moved: &mut Moved) {
        let changed: Vec<GroupNo> = moved.changed.iter().copied().collect();
        let samples = each(&changed, |&group| {
            sample(&self.roll, &self.figures, &self.groups.get(group).members)
        });
        // A slot is given again: the same slots may be other complaints.
        let fresh: HashSet<Slot> = moved.slots.iter().copied().collect();
        for (group, sample) in changed.into_iter().zip(samples) {
            let held = &self.groups.get(group).sample;
            let same = *held == sample && sample.iter().all(|s| !fresh.contains(s));
            self.keep_stage(group, (!same).then_some(sample), moved);
        }
    }

    /// The same for a group that one complaint joined, without drawing the others again.
    pub(crate) fn draw_one(&mut self, slot: Slot, group: GroupNo, moved: &mut Moved) {
        let drawn = |slot: Slot| drawn(&self.roll, slot);
        let held = &self.groups.get(group).sample;
        let at = held.partition_point(|&other| drawn(other) < drawn(slot));
        let sample = (at < self.figures.sample).then(|| {
            let mut sample = held.to_vec();
            sample.insert(at, slot);
            sample.truncate(self.figures.sample);
            sample.into()
        });
        moved.changed.insert(group);
        self.keep_stage(group, sample, moved);
    }

    /// Keeps the new sample of a group whose members changed, and what else it is compared by.
    fn keep_stage(&mut self, group: GroupNo, sample: Option<Box<[Slot]>>, moved: &mut Moved) {
        let held = &mut self.groups.all[group as usize];
        let size = held.members.len();
        let before = std::mem::replace(&mut held.size, size);
        let first = Some(self.roll.order(held.members[0]));
        let same_first = std::mem::replace(&mut held.first, first) == first;
        let established = |size: usize| size >= self.figures.established;
        if !same_first || established(before) != established(size) {
            moved.restaged.insert(group);
        }
        let same_stage = before.checked_ilog2() == size.checked_ilog2()
            && established(before) == established(size);
        if sample.is_some() || !same_first || !same_stage {
            moved.reshaped.insert(group);
        }
        if let Some(sample) = sample {
            held.sample = sample;
        }
    }
}
