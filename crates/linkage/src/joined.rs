//! The series: groups joined by the evidence that holds and by decisions, kept apart where a
//! decision says so. The long way, from the groups that may hang together otherwise than before;
//! `grown.rs` is the short one. What the evidence is worth is decided in `score.rs`.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::choices::Choices;
use crate::groups::{GroupNo, NOBODY};
use crate::linker::{Grown, Linker, Settled};
use crate::record::RecordId;
use crate::regions::{Decided, Region, RegionNo, SeriesKey};
use crate::roll::{Order, Slot, ValueNo};
use crate::settle::{each, each_own, sort};

/// The series that a settling may have changed.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    /// Those that are said whole.
    pub(crate) whole: Vec<SeriesKey>,
    /// Those that kept everybody and took others in.
    pub(crate) grown: Vec<Grew>,
}

/// A series that kept everybody and took others in.
#[derive(Debug)]
pub(crate) struct Grew {
    /// One who was in it before.
    pub(crate) of: Slot,
    /// Those who came.
    pub(crate) came: Vec<Slot>,
}

impl Linker {
    /// Everybody in the series of a complaint, itself included, in no order.
    pub(crate) fn companions(&self, slot: Slot) -> Vec<Slot> {
        self.joined.members(&self.groups, self.series_key(slot))
    }

    pub(crate) fn series_key(&self, slot: Slot) -> SeriesKey {
        self.joined.key(slot, self.groups.of[slot as usize])
    }

    pub(crate) fn same_series(&self, one: Slot, other: Slot) -> bool {
        self.series_key(one) == self.series_key(other)
    }

    /// Makes again the series that hold these groups and the complaints waiting.
    pub(crate) fn join_again(&mut self, stirred: HashSet<GroupNo>) -> Vec<SeriesKey> {
        let seeds = self.seeds(stirred);
        self.hold_again(&seeds);
        let regions = self.regions(seeds);
        let regions = each_own(regions, |groups| self.decided(groups));
        let mut touched = Vec::with_capacity(regions.len());
        for region in regions {
            for &group in &region.groups {
                // One that only a must-link reaches was not ended yet.
                if let Some(before) = self.joined.of(group) {
                    self.joined.undo(before);
                }
            }
            if let ([group], None) = (&region.groups[..], &region.decided) {
                touched.push(SeriesKey::Group(*group));
                continue;
            }
            let decided = region.decided.as_ref();
            let parts = decided.map_or(0, |decided| decided.parts.len());
            let number = self.joined.make(region);
            let parts = u32::try_from(parts).expect("slots are u32");
            match parts {
                0 => touched.push(SeriesKey::Region(number)),
                _ => touched.extend((0..parts).map(|part| SeriesKey::Part(number, part))),
            }
        }
        touched
    }

    /// The groups whose series are made again: all of the regions that hold one concerned.
    fn seeds(&mut self, stirred: HashSet<GroupNo>) -> HashSet<GroupNo> {
        let mut seeds = stirred;
        seeds.retain(|&group| self.groups.is_live(group));
        let near: Vec<GroupNo> = seeds
            .iter()
            .flat_map(|&group| self.groups.get(group).edges.iter().map(|edge| edge.to))
            .collect();
        seeds.extend(near);
        let waiting: Vec<Slot> = self.dirty.members.drain().collect();
        let waiting = waiting.into_iter().filter(|&slot| self.roll.is_held(slot));
        let of = &self.groups.of;
        seeds.extend(waiting.map(|slot| of[slot as usize]));
        let mut ended: HashSet<RegionNo> = self.dirty.regions.drain().collect();
        ended.extend(seeds.iter().filter_map(|&group| self.joined.of(group)));
        for region in ended {
            seeds.extend(self.joined.undo(region));
        }
        seeds
    }

    /// Finds again which evidence of these groups is acted on.
    fn hold_again(&mut self, seeds: &HashSet<GroupNo>) {
        let edges = |group: &GroupNo| &self.groups.get(*group).edges;
        let known: Vec<GroupNo> = seeds.iter().copied().collect();
        let known: Vec<GroupNo> = known.into_iter().filter(|g| !edges(g).is_empty()).collect();
        let choices = Choices::of(self, &known);
        let held = each(&known, |group| {
            let edges = edges(group).iter();
            let held = edges.map(|edge| choices.holds(self, *group, edge.to));
            held.collect::<Vec<bool>>()
        });
        for (group, held) in known.into_iter().zip(held) {
            for (place, held) in held.into_iter().enumerate() {
                let edge = &mut self.groups.all[group as usize].edges[place];
                edge.held = held;
                let to = edge.to;
                if !seeds.contains(&to) {
                    self.groups.hold_half(to, group, held);
                }
            }
        }
    }

    /// The groups connected to these by evidence that holds or by must-links, connected by
    /// connected.
    fn regions(&self, seeds: HashSet<GroupNo>) -> Vec<Vec<GroupNo>> {
        let mut seen: HashSet<GroupNo> = HashSet::default();
        let mut crossed: HashSet<usize> = HashSet::default();
        let mut regions = Vec::with_capacity(seeds.len());
        for seed in seeds {
            if !seen.insert(seed) {
                continue;
            }
            let mut region = vec![seed];
            let mut next = 0;
            while let Some(&group) = region.get(next) {
                next += 1;
                let held = self.groups.held(group);
                region.extend(held.filter(|other| seen.insert(*other)));
                let tied = self.tied(group, &mut crossed).into_iter();
                region.extend(tied.filter(|other| seen.insert(*other)));
            }
            regions.push(region);
        }
        regions
    }

    /// The groups that must-links tie to this one, each must-link crossed once.
    fn tied(&self, group: GroupNo, crossed: &mut HashSet<usize>) -> Vec<GroupNo> {
        if self.obeyed.names_nobody() {
            return Vec::new();
        }
        let members = self.groups.get(group).members.iter();
        let named = members.filter_map(|&slot| self.obeyed.named(self.roll.id(slot)));
        let bonds = named.flat_map(|named| &named.bonds).copied();
        let fresh: Vec<usize> = bonds.filter(|bond| crossed.insert(*bond)).collect();
        let named = fresh.iter().flat_map(|&bond| self.obeyed.members(bond));
        let slots = named.filter_map(|id| self.roll.slot(*id));
        slots.map(|slot| self.groups.of[slot as usize]).collect()
    }

    /// Whether decisions divide the region that a complaint was last joined in.
    pub(crate) fn is_divided(&self, slot: Slot) -> bool {
        let group = self.groups.of[slot as usize];
        group != NOBODY && self.joined.is_divided(group)
    }

    /// The groups of divided regions that are linked by these values: what they are worth ranks
    /// the links there, though nobody's group changed.
    pub(crate) fn ranked_anew(&self, values: &[ValueNo]) -> HashSet<GroupNo> {
        let mut found = HashSet::default();
        if !self.joined.any_divided() {
            return found;
        }
        for &value in values {
            let Some(judged) = &self.judged[value as usize] else {
                continue;
            };
            for thread in judged.threads.each(self.roll.users(value)) {
                let groups = thread.iter().map(|&user| self.groups.of[user as usize]);
                found.extend(groups.filter(|group| self.joined.is_divided(*group)));
            }
        }
        found
    }

    /// The region of these groups, with what decisions say of it: one series, unless a decision
    /// keeps some of its complaints apart.
    fn decided(&self, groups: Vec<GroupNo>) -> Region {
        let mut region = Region {
            members: groups.iter().map(|&group| self.groups.size(group)).sum(),
            groups,
            decided: None,
        };
        if self.obeyed.names_nobody() {
            return region;
        }
        let mut bonds: HashSet<usize> = HashSet::default();
        let mut walls: HashSet<usize> = HashSet::default();
        for &group in &region.groups {
            for &slot in &self.groups.get(group).members {
                let Some(named) = self.obeyed.named(self.roll.id(slot)) else {
                    continue;
                };
                bonds.extend(&named.bonds);
                walls.extend(&named.walls);
            }
        }
        let confirmed = bonds.iter().filter(|bond| self.obeyed.confirms(**bond));
        let confirmed = confirmed.count();
        if confirmed == 0 && walls.is_empty() {
            return region;
        }
        let parts = if confirmed < 2 && walls.is_empty() {
            Vec::new()
        } else {
            self.guarded(&region.groups, &walls, &bonds)
        };
        region.decided = Some(Box::new(Decided { confirmed, parts }));
        region
    }

    /// What these series and values are to those outside.
    pub(crate) fn told(&self, touched: &Touched, values: &[ValueNo]) -> Settled {
        let order = |slot: &Slot| self.roll.order(*slot);
        let mut series: Vec<(Order, Vec<RecordId>)> = each(&touched.whole, |&key| {
            let mut members = self.joined.members(&self.groups, key);
            members.sort_unstable_by_key(order);
            let ids = members.iter().map(|&slot| self.roll.id(slot)).collect();
            (order(&members[0]), ids)
        });
        sort(&mut series);
        let series = series.into_iter().map(|(_, ids)| ids);
        let (series, alone): (Vec<_>, Vec<_>) = series.partition(|ids| ids.len() > 1);
        let grown = touched.grown.iter().map(|grew| {
            let mut came = grew.came.clone();
            came.sort_unstable_by_key(order);
            Grown {
                of: self.roll.id(grew.of),
                came: came.into_iter().map(|slot| self.roll.id(slot)).collect(),
                size: self.joined.size(&self.groups, self.series_key(grew.of)),
            }
        });
        let key = |&value: &ValueNo| self.roll.values[value as usize].key.clone();
        let mut values = each(values, key);
        sort(&mut values);
        Settled {
            series,
            grown: grown.collect(),
            alone: alone.into_iter().flatten().collect(),
            values,
        }
    }

    /// Every complaint with the earliest of its series, earliest first.
    #[must_use]
    pub fn labels(&self) -> Vec<(RecordId, RecordId)> {
        let mut slots: Vec<Slot> = self.roll.slots().collect();
        slots.sort_unstable_by_key(|&slot| self.roll.order(slot));
        let mut by_group = vec![NOBODY; self.groups.all.len()];
        let mut by_region = vec![NOBODY; self.joined.bound()];
        let mut by_part: HashMap<(RegionNo, u32), Slot> = HashMap::default();
        let label = |slot: Slot| {
            let mut alone = NOBODY;
            let known = match self.series_key(slot) {
                SeriesKey::Alone(_) => &mut alone,
                SeriesKey::Group(group) => &mut by_group[group as usize],
                SeriesKey::Region(region) => &mut by_region[region as usize],
                SeriesKey::Part(region, part) => by_part.entry((region, part)).or_insert(NOBODY),
            };
            if *known == NOBODY {
                *known = slot;
            }
            (self.roll.id(slot), self.roll.id(*known))
        };
        slots.into_iter().map(label).collect()
    }
}
