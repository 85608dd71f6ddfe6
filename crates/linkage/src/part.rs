//! From link values and corrections to sets of complaints.
//! Every order here is total and read from the set itself, never from the order of arrival.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::correction::{Bond, Ruled};
use crate::params::{Bits, Params};
use crate::record::{RecordId, ValueKey};
use crate::union::{Guarded, Kept, Sets};
use crate::weigh::{Class, Reason, Weighed};
use crate::world::World;

/// The sets: for each complaint the earliest of its component and of its series.
#[derive(Debug)]
pub(crate) struct Parted {
    pub(crate) component: Vec<u32>,
    pub(crate) series: Vec<u32>,
    /// Values refused as links, with what refused them first.
    pub(crate) refused: BTreeMap<u32, Kept>,
}

/// How early evidence is taken: owned first, then by trust, then the rarest, then by key.
pub(crate) type Rank<'a> = (Reverse<bool>, Reverse<Bits>, u64, &'a ValueKey);

pub(crate) fn rank(weighed: &Weighed, prior: Bits) -> Rank<'_> {
    let owned = matches!(weighed.reason, Reason::MarkedOwned(_));
    (
        Reverse(owned),
        Reverse(weighed.bits.unwrap_or(prior)),
        weighed.tally.users,
        &weighed.value,
    )
}

/// What the parting reads: the complaints, the class of each value, the corrections.
#[derive(Debug)]
pub(crate) struct Evidence<'a> {
    pub(crate) world: &'a World,
    /// One entry per value of the world; `None` when fewer than two complaints use it.
    pub(crate) weighed: &'a [Option<Weighed>],
    pub(crate) ruled: &'a Ruled<'a>,
    pub(crate) params: &'a Params,
}

/// A component in which something keeps complaints apart.
#[derive(Debug, Default)]
struct Guard<'a> {
    /// Its complaints, ascending.
    members: Vec<u32>,
    /// The walls with both sides in it, and who stands on each.
    walls: Vec<(u32, [Vec<u32>; 2])>,
    /// The must-links and confirmations in it, and whom they tie.
    bonds: Vec<(&'a Bond<'a>, Vec<u32>)>,
    confirmed: usize,
}

impl Evidence<'_> {
    fn links(&self, value: u32) -> Option<&Weighed> {
        self.weighed[value as usize]
            .as_ref()
            .filter(|weighed| weighed.class == Class::Link)
    }

    fn present(&self, ids: &[RecordId]) -> Vec<u32> {
        ids.iter().filter_map(|id| self.world.find(*id)).collect()
    }

    /// Components of link values and must-links, then walls inside those that hold one.
    pub(crate) fn part(&self) -> Parted {
        let mut sets = self.components();
        let component: Vec<u32> = (0..self.world.len()).map(|r| sets.root(r)).collect();
        let mut parted = Parted {
            series: component.clone(),
            component,
            refused: BTreeMap::new(),
        };
        let mut guards = self.guards(&parted.component);
        if !guards.is_empty() {
            for (record, root) in (0..).zip(&parted.component) {
                if let Some(guard) = guards.get_mut(root) {
                    guard.members.push(record);
                }
            }
            for guard in guards.values() {
                self.rebuild(guard, &mut parted);
            }
        }
        parted
    }

    fn components(&self) -> Sets {
        let mut sets = Sets::singletons(self.world.len());
        for value in 0..self.weighed.len() {
            let value = u32::try_from(value).expect("values are numbered by u32");
            if self.links(value).is_some() {
                chain(self.world.users.get(value), |a, b| sets.union(a, b));
            }
        }
        for bond in &self.ruled.bonds {
            chain(&self.present(bond.members), |a, b| sets.union(a, b));
        }
        sets
    }

    /// The components in which a wall or two confirmations stand, with what stands there.
    fn guards(&self, component: &[u32]) -> BTreeMap<u32, Guard<'_>> {
        let mut guards: BTreeMap<u32, Guard<'_>> = BTreeMap::new();
        for (number, wall) in (0..).zip(&self.ruled.walls) {
            let mut stands: [BTreeMap<u32, Vec<u32>>; 2] = Default::default();
            for (side, ids) in stands.iter_mut().zip(wall.sides) {
                for record in self.present(ids) {
                    let root = component[record as usize];
                    side.entry(root).or_default().push(record);
                }
            }
            let [one, mut other] = stands;
            for (root, one) in one {
                if let Some(other) = other.remove(&root) {
                    let walls = &mut guards.entry(root).or_default().walls;
                    walls.push((number, [one, other]));
                }
            }
        }
        for bond in &self.ruled.bonds {
            let present = self.present(bond.members);
            if let Some(&first) = present.first() {
                let guard = guards.entry(component[first as usize]).or_default();
                guard.confirmed += usize::from(bond.confirms);
                guard.bonds.push((bond, present));
            }
        }
        guards.retain(|_, guard| !guard.walls.is_empty() || guard.confirmed > 1);
        guards
    }

    /// One component again, Kruskal-wise: must-links, then values from the most trusted down,
    /// refusing any union that would put both sides of a wall together.
    fn rebuild(&self, guard: &Guard<'_>, parted: &mut Parted) {
        let members = &guard.members;
        let local = |record: u32| {
            let place = members.binary_search(&record);
            number(place.expect("what stands in a component is a member of it"))
        };
        let mut sets = Guarded::singletons(number(members.len()));
        for (wall, [one, other]) in &guard.walls {
            for (records, side) in [(one, false), (other, true)] {
                for &record in records {
                    sets.stand(local(record), *wall, side);
                }
            }
        }
        for (bond, present) in &guard.bonds {
            chain(present, |a, b| sets.force(local(a), local(b)));
            if bond.confirms {
                sets.confirm(local(present[0]));
            }
        }
        for value in self.ranked(members) {
            let users = self.world.users.get(value);
            let users: Vec<u32> = users.iter().map(|&user| local(user)).collect();
            if let Some(kept) = join_by_value(&mut sets, &users) {
                parted.refused.insert(value, kept);
            }
        }
        for (place, &record) in (0..).zip(members) {
            parted.series[record as usize] = members[sets.root(place) as usize];
        }
    }

    /// The link values of these complaints, the most trusted first.
    fn ranked(&self, members: &[u32]) -> Vec<u32> {
        let mut values: Vec<(u32, &Weighed)> = members
            .iter()
            .flat_map(|&member| self.world.uses.get(member))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .filter_map(|&value| Some((value, self.links(value)?)))
            .collect();
        values.sort_by_cached_key(|(_, weighed)| {
            rank(weighed, self.params.kinds.get(weighed.value.kind).prior)
        });
        values.into_iter().map(|(value, _)| value).collect()
    }
}

/// Joins the users of one value into as few sets as the walls allow: each user goes with the
/// first earlier group that accepts it. Returns what refused first, if anything did.
fn join_by_value(sets: &mut Guarded, users: &[u32]) -> Option<Kept> {
    let mut refused = None;
    let mut groups: Vec<u32> = Vec::new();
    for &user in users {
        let mut taken = false;
        for &group in &groups {
            match sets.join(group, user) {
                Ok(()) => {
                    taken = true;
                    break;
                }
                Err(kept) => refused = refused.or(Some(kept)),
            }
        }
        if !taken {
            groups.push(user);
        }
    }
    refused
}

fn chain(members: &[u32], mut join: impl FnMut(u32, u32)) {
    if let Some((&first, rest)) = members.split_first() {
        for &other in rest {
            join(first, other);
        }
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).expect("complaints are numbered by u32")
}
