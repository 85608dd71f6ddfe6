//! From link values and corrections to sets of complaints.
//! Every order here is total and read from the set itself, never from the order of arrival.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::correction::Ruled;
use crate::params::{Bits, Params};
use crate::record::ValueKey;
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

impl Evidence<'_> {
    fn links(&self, value: u32) -> Option<&Weighed> {
        self.weighed[value as usize]
            .as_ref()
            .filter(|weighed| weighed.class == Class::Link)
    }

    /// The members of each must-link that are here.
    fn bonds(&self) -> impl Iterator<Item = (bool, Vec<u32>)> {
        self.ruled
            .bonds
            .iter()
            .map(|bond| (bond.confirms, self.present(bond.members)))
    }

    fn present(&self, ids: &[crate::RecordId]) -> Vec<u32> {
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
        let guarded = self.guarded(&parted.component);
        if !guarded.is_empty() {
            let mut members: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
            for (record, root) in (0..).zip(&parted.component) {
                if guarded.contains(root) {
                    members.entry(*root).or_default().push(record);
                }
            }
            for members in members.values() {
                self.rebuild(members, &mut parted);
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
        for (_, members) in self.bonds() {
            chain(&members, |a, b| sets.union(a, b));
        }
        sets
    }

    /// The components in which a wall or two confirmations stand.
    fn guarded(&self, component: &[u32]) -> BTreeSet<u32> {
        let roots = |ids: &[crate::RecordId]| -> BTreeSet<u32> {
            let present = self.present(ids);
            present.iter().map(|&r| component[r as usize]).collect()
        };
        let mut guarded = BTreeSet::new();
        for wall in &self.ruled.walls {
            let [one, other] = wall.sides.map(roots);
            guarded.extend(one.intersection(&other));
        }
        let mut confirmed = BTreeSet::new();
        for (confirms, members) in self.bonds() {
            if let (true, Some(&first)) = (confirms, members.first())
                && !confirmed.insert(component[first as usize])
            {
                guarded.insert(component[first as usize]);
            }
        }
        guarded
    }

    /// One component again, Kruskal-wise: must-links, then values from the most trusted down,
    /// refusing any union that would put both sides of a wall together.
    fn rebuild(&self, members: &[u32], parted: &mut Parted) {
        let local = |record: u32| members.binary_search(&record).ok().map(number);
        let mut sets = Guarded::singletons(number(members.len()));
        for (place, wall) in (0..).zip(&self.ruled.walls) {
            for (side, ids) in wall.sides.iter().enumerate() {
                for record in self.present(ids).into_iter().filter_map(local) {
                    sets.stand(record, place, side == 1);
                }
            }
        }
        for (confirms, bound) in self.bonds() {
            let bound: Vec<u32> = bound.into_iter().filter_map(local).collect();
            chain(&bound, |a, b| sets.force(a, b));
            if let (true, Some(&first)) = (confirms, bound.first()) {
                sets.confirm(first);
            }
        }
        for value in self.ranked(members) {
            let users = self.world.users.get(value);
            let users: Vec<u32> = users.iter().filter_map(|&user| local(user)).collect();
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
