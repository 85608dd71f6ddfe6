//! The series of a region that decisions divide: joined link by link, the most trusted first, save
//! where a decision keeps two sides apart. What hangs together is found in `joined.rs`.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::groups::GroupNo;
use crate::linker::Linker;
use crate::record::RecordId;
use crate::roll::{Slot, ValueNo};
use crate::union::Guarded;

impl Linker {
    /// Joins a region link by link, the strongest first, refusing what decisions keep apart.
    pub(crate) fn guarded(
        &self,
        region: &[GroupNo],
        walls: &HashSet<usize>,
        bonds: &HashSet<usize>,
    ) -> Vec<Vec<Slot>> {
        let members = region
            .iter()
            .flat_map(|&group| &self.groups.get(group).members);
        let mut members: Vec<Slot> = members.copied().collect();
        members.sort_unstable_by_key(|&slot| self.roll.order(slot));
        let place: HashMap<Slot, u32> = members.iter().copied().zip(0..).collect();
        let here = |ids: &[RecordId]| -> Vec<u32> {
            let slots = ids.iter().filter_map(|id| self.roll.slot(*id));
            slots.filter_map(|slot| place.get(&slot).copied()).collect()
        };
        let mut sets = Guarded::singletons(u32::try_from(members.len()).expect("slots are u32"));
        for &wall in walls {
            let number = u32::try_from(wall).expect("fewer than 2^32 decisions");
            for (side, ids) in [false, true].into_iter().zip(self.obeyed.sides(wall)) {
                here(ids)
                    .into_iter()
                    .for_each(|at| sets.stand(at, number, side));
            }
        }
        for &bond in bonds {
            let tied = here(self.obeyed.members(bond));
            tied.windows(2)
                .for_each(|pair| sets.force(pair[0], pair[1]));
            if let (Some(first), true) = (tied.first(), self.obeyed.confirms(bond)) {
                sets.confirm(*first);
            }
        }
        for link in self.links(region, &members) {
            for pair in link.windows(2) {
                // A refused link is an open question, found again when it is asked.
                let _ = sets.join(place[&pair[0]], place[&pair[1]]);
            }
        }
        let mut series: BTreeMap<u32, Vec<Slot>> = BTreeMap::new();
        for (at, slot) in (0..).zip(members) {
            series.entry(sets.root(at)).or_default().push(slot);
        }
        series.into_values().collect()
    }

    /// Everything that links the complaints of a region, the most trusted first: threads within
    /// groups, then evidence between groups, from earliest member to earliest member.
    fn links(&self, region: &[GroupNo], members: &[Slot]) -> Vec<Vec<Slot>> {
        let mut seen: HashSet<(ValueNo, u32)> = HashSet::default();
        let mut threads = Vec::new();
        for &slot in members {
            for (value, thread) in self.threads_of(slot) {
                if seen.insert((value, thread)) {
                    let bits = self.judged[value as usize].as_ref().map_or(0, |j| j.bits);
                    threads.push((
                        Reverse(bits),
                        &self.roll.values[value as usize].key,
                        self.roll.order(self.thread(value, thread)[0]),
                        (value, thread),
                    ));
                }
            }
        }
        threads.sort_unstable();
        let mut links: Vec<Vec<Slot>> = Vec::new();
        let region_of: HashSet<GroupNo> = region.iter().copied().collect();
        for (_, _, _, (value, thread)) in threads {
            // A thread that was cut goes on in groups of other regions.
            let mut by_group: BTreeMap<GroupNo, Vec<Slot>> = BTreeMap::new();
            for &user in self.thread(value, thread) {
                let group = self.groups.of[user as usize];
                if region_of.contains(&group) {
                    by_group.entry(group).or_default().push(user);
                }
            }
            let mut parts: Vec<Vec<Slot>> = by_group.into_values().collect();
            parts.sort_unstable_by_key(|part| self.roll.order(part[0]));
            links.extend(parts);
        }
        let mut edges = Vec::new();
        for &group in region {
            let from = self.groups.get(group).members[0];
            for edge in &self.groups.get(group).edges {
                if group < edge.to && edge.held {
                    let to = self.groups.get(edge.to).members[0];
                    let ends = [self.roll.order(from), self.roll.order(to)];
                    edges.push((
                        Reverse(edge.bits),
                        ends.iter().min().copied(),
                        ends.iter().max().copied(),
                        [from, to],
                    ));
                }
            }
        }
        edges.sort_unstable_by_key(|edge| (edge.0, edge.1, edge.2));
        links.extend(edges.into_iter().map(|edge| edge.3.to_vec()));
        links
    }
}
