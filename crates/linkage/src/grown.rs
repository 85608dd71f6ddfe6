//! The short way for the series of one complaint that came: only the evidence that changed is looked
//! at, and a series that takes others in is not made again. Says no whenever a series might lose
//! somebody or a decision has a say; `joined.rs` then goes the long way, with the same result.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet as HashSet;

use crate::choices::Choices;
use crate::groups::GroupNo;
use crate::joined::{Grew, Touched};
use crate::linker::Linker;
use crate::placing::Moved;
use crate::regions::{Region, SeriesKey};
use crate::reweigh::Weighed;
use crate::roll::Slot;
use crate::union::Sets;

/// Groups looked at to find that two still hang together.
const MOST_LOOKED_AT: usize = 64;

/// What is acted on and was not, and the other way round.
#[derive(Debug, Default)]
struct Turned {
    gained: Vec<(GroupNo, GroupNo)>,
    lost: Vec<(GroupNo, GroupNo)>,
}

impl Linker {
    /// The series of a complaint that came, when all that changes is that a series takes others in.
    ///
    /// Series are what evidence that is acted on hangs together. Nobody leaves one when each two
    /// groups that evidence no longer joins still hang together otherwise; what remains is to unite
    /// the regions that evidence joins now.
    pub(crate) fn join_shortly(
        &mut self,
        slot: Slot,
        moved: &Moved,
        weighed: &Weighed,
    ) -> Option<Touched> {
        let nothing_else = self.dirty.members.is_empty() && self.dirty.regions.is_empty();
        let named = self.obeyed.named(self.roll.id(slot)).is_some();
        if !moved.neighbours.is_empty() || !nothing_else || named {
            return None;
        }
        let mut turned = self.turn(moved, weighed);
        let own = self.groups.of[slot as usize];
        let parted = self.follow(moved, own, &mut turned)?;
        let pairs = turned.gained.iter().chain(&turned.lost);
        let touched = pairs
            .flat_map(|&(a, b)| [a, b])
            .chain(weighed.stirred.iter().copied());
        // What links a divided region is tried from the most trusted: all of it is tried again.
        if touched
            .into_iter()
            .any(|group| self.joined.is_divided(group))
        {
            return None;
        }
        let mut lost = turned.lost.iter();
        if !lost.all(|&(a, b)| self.hang_together(a, b)) {
            return None;
        }
        let unions = self.unions(own, &parted, &turned.gained);
        let confirmed = |keys: &Vec<SeriesKey>| {
            let of = |key: &SeriesKey| self.joined.confirmed(*key);
            keys.iter().map(of).sum::<usize>()
        };
        if unions.iter().any(|keys| confirmed(keys) > 1) {
            return None;
        }
        let mut touched = Touched::default();
        for keys in unions {
            self.unite(slot, own, &keys, &parted, &mut touched);
        }
        Some(touched)
    }

    /// Puts groups that left another in the region of that one, where they stay if they still hang
    /// together. Those of a group that was in none are parted, until evidence joins them again.
    /// Nothing when more than that moved.
    fn follow(
        &mut self,
        moved: &Moved,
        own: GroupNo,
        turned: &mut Turned,
    ) -> Option<HashSet<GroupNo>> {
        let mut parted: HashSet<GroupNo> = HashSet::default();
        for (&(was, now), &many) in &moved.went {
            // All who are in it left one group, but for the complaint.
            let came = self.groups.size(now) - usize::from(now == own);
            if !self.groups.is_live(was) || self.joined.of(now).is_some() || came != many {
                return None;
            }
            match self.joined.of(was) {
                Some(region) => {
                    self.joined.enter(now, region);
                    turned.lost.push((was, now));
                }
                // A must-link may still join them.
                None if self.names([was, now]) => return None,
                None => parted.extend([was, now]),
            }
        }
        Some(parted)
    }

    /// Whether a decision names a complaint of these groups.
    fn names(&self, groups: [GroupNo; 2]) -> bool {
        let members = groups.map(|group| self.groups.get(group).members.iter());
        let mut members = members.into_iter().flatten();
        !self.obeyed.names_nobody()
            && members.any(|&member| self.obeyed.named(self.roll.id(member)).is_some())
    }

    /// The region of a group, or the group alone.
    fn region_key(&self, group: GroupNo) -> SeriesKey {
        let region = self.joined.of(group);
        region.map_or(SeriesKey::Group(group), SeriesKey::Region)
    }

    /// What is one now: the series of this group and of those that were parted, each with all that
    /// evidence joins to it, and others that evidence joins.
    fn unions(
        &self,
        own: GroupNo,
        parted: &HashSet<GroupNo>,
        gained: &[(GroupNo, GroupNo)],
    ) -> Vec<Vec<SeriesKey>> {
        let alone = parted.iter().chain([&own]).map(|&group| (group, group));
        let pairs = alone.chain(gained.iter().copied());
        let pairs = pairs.map(|(a, b)| [self.region_key(a), self.region_key(b)]);
        let pairs: Vec<[SeriesKey; 2]> = pairs.collect();
        let mut keys: Vec<SeriesKey> = pairs.iter().flatten().copied().collect();
        keys.sort_unstable();
        keys.dedup();
        let at = |key: &SeriesKey| {
            let at = keys.binary_search(key).expect("one of them");
            u32::try_from(at).expect("fewer than groups")
        };
        let mut sets = Sets::singletons(u32::try_from(keys.len()).expect("fewer than groups"));
        for [a, b] in &pairs {
            sets.union(at(a), at(b));
        }
        let mut unions: BTreeMap<u32, Vec<SeriesKey>> = BTreeMap::new();
        for key in &keys {
            unions.entry(sets.root(at(key))).or_default().push(*key);
        }
        let own = self.region_key(own);
        let changed = |keys: &Vec<SeriesKey>| {
            let parted =
                |key: &SeriesKey| matches!(key, SeriesKey::Group(group) if parted.contains(group));
            keys.len() > 1 || keys[0] == own || parted(&keys[0])
        };
        unions.into_values().filter(changed).collect()
    }

    /// Finds again which evidence is acted on, where that may have changed: between the pairs
    /// weighed anew; around a small group that has other evidence than before, what it acted on
    /// and what it chooses; and all around a group that others may rank otherwise.
    fn turn(&mut self, moved: &Moved, weighed: &Weighed) -> Turned {
        let mut pairs: HashSet<(GroupNo, GroupNo)> = HashSet::default();
        let mut add = |a: GroupNo, b: GroupNo| pairs.insert((a.min(b), a.max(b)));
        let mut choosing: HashSet<GroupNo> = HashSet::default();
        for &(a, b, _) in &weighed.pairs {
            add(a, b);
            choosing.extend([a, b]);
        }
        for &group in &moved.restaged {
            choosing.insert(group);
            for edge in &self.groups.get(group).edges {
                add(group, edge.to);
                choosing.insert(edge.to);
            }
        }
        choosing.retain(|&group| self.groups.size(group) < self.figures.established);
        let known: Vec<GroupNo> = choosing.into_iter().collect();
        let choices = Choices::of(self, &known);
        for group in known {
            self.groups.held(group).for_each(|to| {
                add(group, to);
            });
            if let Some(to) = choices.choice(self, group) {
                add(group, to);
            }
        }
        let mut turned = Turned::default();
        for (a, b) in pairs {
            let Some(edge) = self.groups.edge(a, b) else {
                continue;
            };
            let holds = choices.holds(self, a, b);
            if edge.held != holds {
                self.groups.hold_half(a, b, holds);
                self.groups.hold_half(b, a, holds);
                let side = if holds {
                    &mut turned.gained
                } else {
                    &mut turned.lost
                };
                side.push((a, b));
            }
        }
        let gone =
            |&&(a, b, held): &&(GroupNo, GroupNo, bool)| held && self.groups.edge(a, b).is_none();
        let gone = weighed.pairs.iter().filter(gone);
        turned.lost.extend(gone.map(|&(a, b, _)| (a, b)));
        turned
    }

    /// Whether evidence that is acted on still joins two groups, as far as is seen from both.
    fn hang_together(&self, a: GroupNo, b: GroupNo) -> bool {
        let mut found = [vec![a], vec![b]];
        let mut next = [0, 0];
        loop {
            for side in [0, 1] {
                let Some(&group) = found[side].get(next[side]) else {
                    return false;
                };
                next[side] += 1;
                for to in self.groups.held(group).take(MOST_LOOKED_AT) {
                    if found[1 - side].contains(&to) {
                        return true;
                    }
                    if !found[side].contains(&to) {
                        found[side].push(to);
                    }
                }
            }
            if next[0] > MOST_LOOKED_AT {
                return false;
            }
        }
    }

    /// Makes one series of these, one of which the complaint may have just joined.
    fn unite(
        &mut self,
        slot: Slot,
        own: GroupNo,
        keys: &[SeriesKey],
        parted: &HashSet<GroupNo>,
        touched: &mut Touched,
    ) {
        let came_to = self.region_key(own);
        // How many were in each before; a region does not know of the complaint yet, a group does.
        let before = |key: SeriesKey| {
            let fresh = usize::from(key == SeriesKey::Group(own));
            self.joined.size(&self.groups, key) - fresh
        };
        let whole =
            |key: &SeriesKey| !matches!(key, SeriesKey::Group(group) if parted.contains(group));
        let largest =
            |keys: &mut dyn Iterator<Item = SeriesKey>| keys.max_by_key(|&key| before(key));
        let kept = largest(&mut keys.iter().copied().filter(whole));
        let stays = kept.is_some();
        let Some(kept) = kept.or_else(|| largest(&mut keys.iter().copied())) else {
            return;
        };
        let (before, of) = (before(kept), self.one_but(kept, slot));
        let mut came = Vec::new();
        for &key in keys.iter().filter(|key| **key != kept) {
            let members = self.joined.members(&self.groups, key);
            came.extend(members.into_iter().filter(|&member| member != slot));
        }
        if keys.contains(&came_to) {
            came.push(slot);
        }
        let now = self.absorb(kept, keys.iter().filter(|key| **key != kept));
        if keys.contains(&came_to)
            && let (SeriesKey::Region(region), SeriesKey::Region(_)) = (now, came_to)
        {
            self.joined.get_mut(region).members += 1;
        }
        match of {
            Some(of) if stays && before > came.len() => touched.grown.push(Grew { of, came }),
            _ => touched.whole.push(now),
        }
    }

    /// A complaint of a series that is not this one.
    fn one_but(&self, key: SeriesKey, slot: Slot) -> Option<Slot> {
        let group = match key {
            SeriesKey::Group(group) => vec![group],
            SeriesKey::Region(region) => self.joined.get(region).groups.clone(),
            SeriesKey::Alone(_) | SeriesKey::Part(..) => Vec::new(),
        };
        let mut members = group
            .iter()
            .flat_map(|&group| &self.groups.get(group).members);
        members.find(|member| **member != slot).copied()
    }

    /// Takes the groups of series into another; the series they are in then.
    fn absorb<'a>(
        &mut self,
        kept: SeriesKey,
        others: impl Iterator<Item = &'a SeriesKey>,
    ) -> SeriesKey {
        let mut number = match kept {
            SeriesKey::Region(region) => Some(region),
            _ => None,
        };
        for &other in others {
            let into = *number.get_or_insert_with(|| {
                let SeriesKey::Group(group) = kept else {
                    unreachable!("a region has its number");
                };
                self.joined.make(Region {
                    members: self.groups.size(group),
                    groups: vec![group],
                    decided: None,
                })
            });
            self.joined.absorb(&self.groups, into, other);
        }
        number.map_or(kept, SeriesKey::Region)
    }
}
