//! Who is in which series, kept by groups: a series is a region of groups that hang together, unless
//! decisions divide it. A complaint that joins a group is in its series without anything being
//! written for the others. Holds and looks up; what hangs together is decided in `joined.rs`.

use rustc_hash::FxHashMap as HashMap;

use crate::groups::{GroupNo, Groups, NOBODY};
use crate::roll::Slot;

/// A region's place. Given by history: no result may depend on it.
pub(crate) type RegionNo = u32;

/// Groups that evidence or must-links hang together.
#[derive(Debug, Default)]
pub(crate) struct Region {
    pub(crate) groups: Vec<GroupNo>,
    /// How many complaints are in them.
    pub(crate) members: usize,
    /// What decisions say of them, where any does.
    pub(crate) decided: Option<Box<Decided>>,
}

/// What decisions say of the complaints of a region.
#[derive(Debug, Default)]
pub(crate) struct Decided {
    /// How many confirmations name one.
    pub(crate) confirmed: usize,
    /// The series, where decisions divide the region; nothing otherwise.
    pub(crate) parts: Vec<Vec<Slot>>,
}

impl Region {
    pub(crate) fn is_divided(&self) -> bool {
        (self.decided.as_ref()).is_some_and(|decided| !decided.parts.is_empty())
    }

    pub(crate) fn confirmed(&self) -> usize {
        self.decided.as_ref().map_or(0, |decided| decided.confirmed)
    }
}

/// A series, as long as nothing is linked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum SeriesKey {
    /// A complaint that no group has yet.
    Alone(Slot),
    /// A group that hangs together with no other.
    Group(GroupNo),
    Region(RegionNo),
    /// One of the series of a region that decisions divide.
    Part(RegionNo, u32),
}

/// Every region.
#[derive(Debug, Default)]
pub(crate) struct Regions {
    /// The region of each group; nothing for a group alone of which decisions say nothing.
    of: Vec<RegionNo>,
    all: Vec<Region>,
    free: Vec<RegionNo>,
    /// The part of each complaint of a divided region.
    part: HashMap<Slot, u32>,
}

impl Regions {
    /// Makes room for groups up to this number.
    pub(crate) fn resize(&mut self, groups: usize) {
        self.of.resize(groups.max(self.of.len()), NOBODY);
    }

    /// One more than the highest number ever given.
    pub(crate) fn bound(&self) -> usize {
        self.all.len()
    }

    pub(crate) fn of(&self, group: GroupNo) -> Option<RegionNo> {
        let region = self.of.get(group as usize).copied();
        region.filter(|region| *region != NOBODY)
    }

    pub(crate) fn get(&self, region: RegionNo) -> &Region {
        &self.all[region as usize]
    }

    pub(crate) fn get_mut(&mut self, region: RegionNo) -> &mut Region {
        &mut self.all[region as usize]
    }

    /// Whether decisions divide any region.
    pub(crate) fn any_divided(&self) -> bool {
        !self.part.is_empty()
    }

    /// Whether decisions divide the region of a group.
    pub(crate) fn is_divided(&self, group: GroupNo) -> bool {
        self.any_divided() && (self.of(group)).is_some_and(|region| self.get(region).is_divided())
    }

    /// The series of a complaint of this group.
    pub(crate) fn key(&self, slot: Slot, group: GroupNo) -> SeriesKey {
        if group == NOBODY {
            return SeriesKey::Alone(slot);
        }
        match self.of(group) {
            None => SeriesKey::Group(group),
            Some(region) if self.get(region).is_divided() => match self.part.get(&slot) {
                Some(&part) => SeriesKey::Part(region, part),
                None => SeriesKey::Alone(slot),
            },
            Some(region) => SeriesKey::Region(region),
        }
    }

    /// Everybody in a series, in no order.
    pub(crate) fn members(&self, groups: &Groups, key: SeriesKey) -> Vec<Slot> {
        match key {
            SeriesKey::Alone(slot) => vec![slot],
            SeriesKey::Group(group) => groups.get(group).members.clone(),
            SeriesKey::Region(region) => {
                let region = self.get(region);
                let mut members = Vec::with_capacity(region.members);
                for &group in &region.groups {
                    members.extend_from_slice(&groups.get(group).members);
                }
                members
            }
            SeriesKey::Part(region, part) => {
                let decided = self.get(region).decided.as_ref();
                decided.map_or_else(Vec::new, |decided| decided.parts[part as usize].clone())
            }
        }
    }

    /// How many are in a series.
    pub(crate) fn size(&self, groups: &Groups, key: SeriesKey) -> usize {
        match key {
            SeriesKey::Alone(_) => 1,
            SeriesKey::Group(group) => groups.size(group),
            SeriesKey::Region(region) => self.get(region).members,
            SeriesKey::Part(region, part) => {
                let decided = self.get(region).decided.as_ref();
                decided.map_or(0, |decided| decided.parts[part as usize].len())
            }
        }
    }

    /// Takes a complaint out of its series; the others stay until they are joined again.
    pub(crate) fn forget(&mut self, slot: Slot, group: GroupNo) {
        let Some(region) = self.of(group) else {
            return;
        };
        let part = self.part.remove(&slot);
        let region = self.get_mut(region);
        region.members -= 1;
        if let (Some(part), Some(decided)) = (part, &mut region.decided) {
            decided.parts[part as usize].retain(|&member| member != slot);
        }
    }

    /// Takes a group that ends out of its region; the region it was in.
    pub(crate) fn leave(&mut self, group: GroupNo) -> Option<RegionNo> {
        let region = self.of(group)?;
        self.of[group as usize] = NOBODY;
        let groups = &mut self.get_mut(region).groups;
        groups.retain(|&other| other != group);
        Some(region)
    }

    /// Ends a region; the groups that were in it.
    pub(crate) fn undo(&mut self, region: RegionNo) -> Vec<GroupNo> {
        let ended = std::mem::take(self.get_mut(region));
        self.free.push(region);
        for &group in &ended.groups {
            self.of[group as usize] = NOBODY;
        }
        let parts = ended.decided.map(|decided| decided.parts);
        for slot in parts.into_iter().flatten().flatten() {
            self.part.remove(&slot);
        }
        ended.groups
    }

    /// Begins a region of these groups, each of which is in none.
    pub(crate) fn make(&mut self, region: Region) -> RegionNo {
        let number = self.free.pop().unwrap_or_else(|| {
            self.all.push(Region::default());
            u32::try_from(self.all.len() - 1).expect("fewer regions than groups")
        });
        for &group in &region.groups {
            self.of[group as usize] = number;
        }
        let parts = region.decided.iter().flat_map(|decided| &decided.parts);
        for (part, slots) in (0..).zip(parts) {
            self.part.extend(slots.iter().map(|&slot| (slot, part)));
        }
        self.all[number as usize] = region;
        number
    }

    /// Takes the groups of a series, whole, into a region; neither is divided.
    pub(crate) fn absorb(&mut self, groups: &Groups, into: RegionNo, other: SeriesKey) {
        let members = self.size(groups, other);
        let (came, confirmed) = match other {
            SeriesKey::Region(region) => {
                let confirmed = self.get(region).confirmed();
                (self.undo(region), confirmed)
            }
            SeriesKey::Group(group) => (vec![group], 0),
            SeriesKey::Alone(_) | SeriesKey::Part(..) => return,
        };
        for &group in &came {
            self.of[group as usize] = into;
        }
        let region = self.get_mut(into);
        region.groups.extend(came);
        region.members += members;
        if confirmed > 0 {
            let decided = region.decided.get_or_insert_default();
            decided.confirmed += confirmed;
        }
    }

    /// Puts a group that is in no region in one that counts its members already.
    pub(crate) fn enter(&mut self, group: GroupNo, region: RegionNo) {
        self.of[group as usize] = region;
        self.get_mut(region).groups.push(group);
    }

    /// How many confirmations name a complaint of a group or region.
    pub(crate) fn confirmed(&self, key: SeriesKey) -> usize {
        match key {
            SeriesKey::Region(region) => self.get(region).confirmed(),
            _ => 0,
        }
    }
}
