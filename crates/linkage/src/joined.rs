//! The series: groups joined by the evidence that holds and by decisions, kept apart where a
//! decision says so. Keeps who is with whom; what the evidence is worth is decided in `score.rs`.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::correction::{Ruled, rule};
use crate::groups::{GroupNo, NOBODY};
use crate::linker::{Linker, Settled};
use crate::record::RecordId;
use crate::roll::{Slot, ValueNo};
use crate::score::holds;
use crate::settle::{each, each_own, sort};
use crate::union::Guarded;

/// Who is in which series. Numbers are given by history: no result may depend on them.
#[derive(Debug, Default)]
pub(crate) struct Joined {
    of: Vec<u32>,
    all: Vec<Vec<Slot>>,
    free: Vec<u32>,
    /// Groups of regions that decisions divide: there, the order in which links are tried counts.
    divided: HashSet<GroupNo>,
}

impl Joined {
    pub(crate) fn resize(&mut self, bound: usize) {
        self.of.resize(bound, NOBODY);
    }

    pub(crate) fn bound(&self) -> usize {
        self.all.len()
    }

    /// The series of a complaint that is with others.
    pub(crate) fn number(&self, slot: Slot) -> Option<u32> {
        let number = self.of[slot as usize];
        (number != NOBODY).then_some(number)
    }

    /// Everybody in the series of a complaint, itself included.
    pub(crate) fn companions(&self, slot: Slot) -> Vec<Slot> {
        self.number(slot)
            .map_or_else(|| vec![slot], |number| self.all[number as usize].clone())
    }

    /// Takes a complaint that goes out of its series; the others stay until they are joined again.
    pub(crate) fn forget(&mut self, slot: Slot) {
        if let Some(number) = self.number(slot) {
            self.all[number as usize].retain(|&member| member != slot);
            self.of[slot as usize] = NOBODY;
        }
    }

    /// Ends the series these complaints were in.
    fn undo(&mut self, slots: &[Slot]) {
        for &slot in slots {
            if let Some(number) = self.number(slot) {
                for member in std::mem::take(&mut self.all[number as usize]) {
                    self.of[member as usize] = NOBODY;
                }
                self.free.push(number);
            }
        }
    }

    fn make(&mut self, members: Vec<Slot>) {
        let number = self.free.pop().unwrap_or_else(|| {
            self.all.push(Vec::new());
            u32::try_from(self.all.len() - 1).expect("fewer series than complaints")
        });
        for &member in &members {
            self.of[member as usize] = number;
        }
        self.all[number as usize] = members;
    }
}

/// The series of a region.
struct Made {
    series: Vec<Vec<Slot>>,
    /// Whether decisions divide it.
    divided: bool,
}

/// A decision as the linker's complaints see it.
struct Present<'a> {
    ruled: Ruled<'a>,
    /// For each complaint a must-link or a confirmation names, those that do.
    bonds: HashMap<Slot, Vec<usize>>,
    /// For each complaint on a wall, those walls.
    walls: HashMap<Slot, Vec<usize>>,
}

impl Linker {
    fn present(&self) -> Present<'_> {
        let ruled = rule(&self.corrections).expect("checked when they were given");
        let mut bonds: HashMap<Slot, Vec<usize>> = HashMap::default();
        for (place, bond) in ruled.bonds.iter().enumerate() {
            for slot in bond.members.iter().filter_map(|id| self.roll.slot(*id)) {
                bonds.entry(slot).or_default().push(place);
            }
        }
        let mut walls: HashMap<Slot, Vec<usize>> = HashMap::default();
        for (place, wall) in ruled.walls.iter().enumerate() {
            for slot in wall
                .sides
                .into_iter()
                .flatten()
                .filter_map(|id| self.roll.slot(*id))
            {
                walls.entry(slot).or_default().push(place);
            }
        }
        Present {
            ruled,
            bonds,
            walls,
        }
    }

    /// Makes again the series that hold these groups and the complaints waiting; their members,
    /// earliest first, in order of their earliest.
    pub(crate) fn join_again(&mut self, stirred: HashSet<GroupNo>) -> Vec<Vec<Slot>> {
        let waiting: Vec<Slot> = self.dirty.members.drain().collect();
        let mut seeds: HashSet<GroupNo> = stirred;
        seeds.retain(|&group| self.groups.is_live(group));
        let near: Vec<GroupNo> = seeds
            .iter()
            .flat_map(|&group| self.groups.get(group).edges.iter().map(|edge| edge.to))
            .collect();
        seeds.extend(near);
        let waiting = waiting.into_iter().filter(|&slot| self.roll.is_held(slot));
        let of = &self.groups.of;
        seeds.extend(waiting.map(|slot| of[slot as usize]));
        let concerned = seeds
            .iter()
            .flat_map(|&group| &self.groups.get(group).members);
        let before: HashSet<u32> = concerned
            .filter_map(|&slot| self.joined.number(slot))
            .collect();
        for number in before {
            seeds.extend(
                self.joined.all[number as usize]
                    .iter()
                    .map(|&slot| of[slot as usize]),
            );
        }
        let series = self.made_again(seeds);
        let every: Vec<Slot> = series.iter().flatten().copied().collect();
        self.joined.undo(&every);
        let order = |slot: &Slot| self.roll.order(*slot);
        let mut series = each_own(series, |mut members| {
            members.sort_unstable_by_key(order);
            (order(&members[0]), members)
        });
        sort(&mut series);
        let series: Vec<Vec<Slot>> = series.into_iter().map(|(_, members)| members).collect();
        for members in series.iter().filter(|members| members.len() > 1) {
            self.joined.make(members.clone());
        }
        series
    }

    /// The series of the regions that hold these groups; keeps which regions decisions divide.
    fn made_again(&mut self, seeds: HashSet<GroupNo>) -> Vec<Vec<Slot>> {
        let regions = self.regions(seeds);
        let mut series: Vec<Vec<Slot>> = Vec::new();
        let mut divided = std::mem::take(&mut self.joined.divided);
        let present = self.present();
        for region in regions {
            let made = self.series_in(&present, &region);
            if made.divided {
                divided.extend(region);
            } else if !divided.is_empty() {
                region.iter().for_each(|group| {
                    divided.remove(group);
                });
            }
            series.extend(made.series);
        }
        self.joined.divided = divided;
        series
    }

    /// What these series and values are to those outside.
    pub(crate) fn told(&self, series: &[Vec<Slot>], values: &[ValueNo]) -> Settled {
        let ids = |members: &Vec<Slot>| members.iter().map(|&slot| self.roll.id(slot)).collect();
        let key = |&value: &ValueNo| self.roll.values[value as usize].key.clone();
        let ids: Vec<Vec<RecordId>> = each(series, ids);
        let (series, alone): (Vec<_>, Vec<_>) = ids.into_iter().partition(|ids| ids.len() > 1);
        let mut values = each(values, key);
        sort(&mut values);
        Settled {
            series,
            alone: alone.into_iter().flatten().collect(),
            values,
        }
    }

    /// The groups connected to these by evidence that holds or by must-links, connected by
    /// connected.
    fn regions(&self, seeds: HashSet<GroupNo>) -> Vec<Vec<GroupNo>> {
        let present = self.present();
        let mut seen: HashSet<GroupNo> = HashSet::default();
        let mut crossed: HashSet<usize> = HashSet::default();
        let mut regions = Vec::new();
        let seeds: Vec<GroupNo> = seeds.into_iter().collect();
        let known: Vec<GroupNo> = seeds
            .iter()
            .copied()
            .filter(|&group| !self.groups.get(group).edges.is_empty())
            .collect();
        let reached = each(&known, |&group| self.reached(group));
        let reached: HashMap<GroupNo, Vec<GroupNo>> = known.into_iter().zip(reached).collect();
        for seed in seeds {
            if !seen.insert(seed) {
                continue;
            }
            let mut region = vec![seed];
            let mut next = 0;
            while let Some(&group) = region.get(next) {
                next += 1;
                let next_to = reached.get(&group);
                let next_to = next_to.map_or_else(|| self.reached(group), Clone::clone);
                region.extend(next_to.into_iter().filter(|other| seen.insert(*other)));
                for tied in self.tied(&present, group, &mut crossed) {
                    if seen.insert(tied) {
                        region.push(tied);
                    }
                }
            }
            regions.push(region);
        }
        regions
    }

    /// The groups that evidence that holds joins to this one.
    fn reached(&self, group: GroupNo) -> Vec<GroupNo> {
        let edges = self.groups.get(group).edges.iter().map(|edge| edge.to);
        let holds = |other: &GroupNo| holds(&self.roll, &self.figures, &self.groups, group, *other);
        edges.filter(holds).collect()
    }

    /// The groups that must-links tie to this one, each must-link crossed once.
    fn tied(
        &self,
        present: &Present<'_>,
        group: GroupNo,
        crossed: &mut HashSet<usize>,
    ) -> Vec<GroupNo> {
        if present.bonds.is_empty() {
            return Vec::new();
        }
        let members = self.groups.get(group).members.iter();
        let bonds = members.filter_map(|slot| present.bonds.get(slot)).flatten();
        let fresh: Vec<usize> = bonds
            .copied()
            .filter(|bond| crossed.insert(*bond))
            .collect();
        let named = fresh
            .iter()
            .flat_map(|&bond| present.ruled.bonds[bond].members);
        let slots = named.filter_map(|id| self.roll.slot(*id));
        slots.map(|slot| self.groups.of[slot as usize]).collect()
    }

    /// Whether decisions divide the region that a complaint was last joined in.
    pub(crate) fn is_divided(&self, slot: Slot) -> bool {
        self.joined.divided.contains(&self.groups.of[slot as usize])
    }

    /// The groups of divided regions that are linked by these values: what they are worth ranks
    /// the links there, though nobody's group changed.
    pub(crate) fn ranked_anew(&self, values: &[ValueNo]) -> HashSet<GroupNo> {
        let mut found = HashSet::default();
        if self.joined.divided.is_empty() {
            return found;
        }
        for &value in values {
            let Some(judged) = &self.judged[value as usize] else {
                continue;
            };
            for thread in judged.threads.each(self.roll.users(value)) {
                let groups = thread.iter().map(|&user| self.groups.of[user as usize]);
                found.extend(groups.filter(|group| self.joined.divided.contains(group)));
            }
        }
        found
    }

    /// The series in a region: one, unless a decision keeps some of its complaints apart.
    fn series_in(&self, present: &Present<'_>, region: &[GroupNo]) -> Made {
        let mut members: Vec<Slot> = Vec::new();
        for &group in region {
            members.extend(&self.groups.get(group).members);
        }
        let mut confirmed: HashSet<usize> = HashSet::default();
        let mut walls: HashSet<usize> = HashSet::default();
        for slot in &members {
            let bonds = present.bonds.get(slot).into_iter().flatten();
            confirmed.extend(bonds.filter(|bond| present.ruled.bonds[**bond].confirms));
            walls.extend(present.walls.get(slot).into_iter().flatten());
        }
        if confirmed.len() < 2 && walls.is_empty() {
            return Made {
                series: vec![members],
                divided: false,
            };
        }
        members.sort_unstable_by_key(|&slot| self.roll.order(slot));
        Made {
            series: self.guarded(present, region, &members, &walls, &confirmed),
            divided: true,
        }
    }

    /// Joins a region link by link, the strongest first, refusing what decisions keep apart.
    fn guarded(
        &self,
        present: &Present<'_>,
        region: &[GroupNo],
        members: &[Slot],
        walls: &HashSet<usize>,
        confirmed: &HashSet<usize>,
    ) -> Vec<Vec<Slot>> {
        let place: HashMap<Slot, u32> = members.iter().copied().zip(0..).collect();
        let here = |ids: &[RecordId]| -> Vec<u32> {
            let slots = ids.iter().filter_map(|id| self.roll.slot(*id));
            slots.filter_map(|slot| place.get(&slot).copied()).collect()
        };
        let mut sets = Guarded::singletons(u32::try_from(members.len()).expect("slots are u32"));
        for &wall in walls {
            let number = u32::try_from(wall).expect("fewer than 2^32 decisions");
            for (side, ids) in [false, true]
                .into_iter()
                .zip(present.ruled.walls[wall].sides)
            {
                here(ids)
                    .into_iter()
                    .for_each(|at| sets.stand(at, number, side));
            }
        }
        for (number, bond) in present.ruled.bonds.iter().enumerate() {
            let tied = here(bond.members);
            tied.windows(2)
                .for_each(|pair| sets.force(pair[0], pair[1]));
            if let (Some(first), true) = (tied.first(), confirmed.contains(&number)) {
                sets.confirm(*first);
            }
        }
        for link in self.links(region, members) {
            for pair in link.windows(2) {
                // A refused link is an open question, found again when it is asked.
                let _ = sets.join(place[&pair[0]], place[&pair[1]]);
            }
        }
        let mut series: BTreeMap<u32, Vec<Slot>> = BTreeMap::new();
        for (at, &slot) in (0..).zip(members) {
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
                        thread,
                        value,
                    ));
                }
            }
        }
        threads.sort_unstable();
        let mut links: Vec<Vec<Slot>> = Vec::new();
        let region_of: HashSet<GroupNo> = region.iter().copied().collect();
        for (_, _, thread, value) in threads {
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
                if group < edge.to && holds(&self.roll, &self.figures, &self.groups, group, edge.to)
                {
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
