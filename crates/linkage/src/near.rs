//! Values that read almost as one that others use: slips of the pen and names that are nearly one,
//! proposed and never linked on. What could have been meant is asked of the values held, so that it
//! depends on the set alone and an erasure leaves nothing behind.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::because::Refusal;
use crate::class::Class;
use crate::judge::Ruling;
use crate::linker::Linker;
use crate::names;
use crate::record::{Kind, RecordId, ValueKey};
use crate::roll::ValueNo;
use crate::slip::{self, Slip, is_checked};

/// Complaints that use one value and may each have mistyped it: beyond that it is not a slip.
const MOST_ALIKE: usize = 16;
/// One user in so many may have mistyped a value: where more values lie around it, they are neighbours
/// by nature (a range of numbers, names that are counted), and nothing says which is a slip.
const USERS_A_SLIP: usize = 8;

/// A value of a complaint that may be another one, mistyped.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Near {
    /// The value as the complaint has it.
    pub value: ValueKey,
    /// What may have been meant.
    pub meant: ValueKey,
    /// How the two differ, from what may have been meant to what is there.
    pub slip: Slip,
    /// Who uses what may have been meant, in a role that may link, earliest first.
    pub users: Vec<RecordId>,
    /// The earliest of them that is in another series than the complaint, and that no decision sets
    /// apart from it.
    pub first: RecordId,
}

impl Linker {
    /// Values of a complaint that may be values of other series, mistyped, in order of kind and
    /// key; `None` when the complaint is not held. An account is one only when its check digits are
    /// wrong and those of the other right; a telephone number, a mailbox, a site, a payment reference
    /// or an address of a ledger whose key carries no sum, only when nobody else uses it, at least two
    /// complaints use the other, and no more values lie around the two than slips would make. So is a
    /// name of an account that looks the same as another or resembles it. Cost: some hundreds of
    /// questions to a table for a number, some thousands for the rest; for a name, some dozens of names
    /// compared with it, after all were put in blocks once.
    #[must_use]
    pub fn near(&self, id: RecordId) -> Option<Vec<Near>> {
        let slot = self.roll.slot(id)?;
        let own = self.series_of(id)?;
        let mut found = Vec::new();
        let mut values = self.roll.entry(slot).values.to_vec();
        values.sort_unstable_by_key(|&number| &self.roll.values[number as usize].key);
        for number in values {
            let value = &self.roll.values[number as usize].key;
            let users = self.roll.users(number).len();
            let searched = match value.kind {
                Kind::Iban => users <= MOST_ALIKE && !is_checked(&value.key),
                _ => users == 1,
            };
            if searched {
                found.extend(self.meant(id, value, &own));
            }
        }
        Some(found)
    }

    /// Complaints whose [`Linker::near`] may change with the use of a value: some that use it, and some
    /// that may have mistyped it.
    #[must_use]
    pub fn near_of(&self, value: &ValueKey) -> Vec<RecordId> {
        let is_searched = match value.kind {
            Kind::Handle => names::is_compared(&value.key),
            kind => slip::is_searched(kind, &value.key),
        };
        if !is_searched {
            return Vec::new();
        }
        let mut found: Vec<RecordId> = Vec::new();
        let mut take = |number: Option<ValueNo>, most: usize| {
            let users = number.map_or(&[][..], |number| self.roll.users(number));
            if users.len() <= most {
                found.extend(users.iter().map(|&user| self.roll.id(user)));
            }
        };
        // With a second user, what was proposed of the first is not any more.
        take(self.roll.number(value), MOST_ALIKE);
        if value.kind == Kind::Iban {
            slip::each(value.kind, &value.key, |reading, _| {
                take(self.roll.values.number_of(value.kind, reading), MOST_ALIKE);
            });
        } else {
            // What lies around a value that may be meant counts too: two steps away.
            let mut around: BTreeSet<ValueNo> = self.beside(value).into_keys().collect();
            for number in around.clone() {
                around.extend(
                    self.beside(&self.roll.values[number as usize].key)
                        .into_keys(),
                );
            }
            around.into_iter().for_each(|number| take(Some(number), 1));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn meant(&self, id: RecordId, value: &ValueKey, own: &[RecordId]) -> Vec<Near> {
        let mut readings = self.beside(value);
        let alone = match value.kind {
            Kind::Handle => self.most_used_of_one_look(&mut readings),
            _ => readings.len() == 1,
        };
        let key = |number: ValueNo| &*self.roll.values[number as usize].key.key;
        let mut readings: Vec<(ValueNo, Slip)> = readings.into_iter().collect();
        readings.sort_unstable_by_key(|(number, _)| key(*number));
        let near = readings.into_iter().filter_map(|(number, slip)| {
            let users = self.roll.users(number);
            let enough = match value.kind {
                Kind::Iban => !users.is_empty() && is_checked(key(number)),
                _ => alone && users.len() > 1 && !self.is_crowded(number, value),
            };
            let users: Vec<RecordId> = users.iter().map(|&user| self.roll.id(user)).collect();
            // Who gave both meant both; who was set apart by somebody stays so.
            if !enough || users.contains(&id) || self.is_shared(number) {
                return None;
            }
            let mut elsewhere = users.iter().filter(|user| !own.contains(user));
            let first = *elsewhere.find(|user| !self.is_walled(id, **user))?;
            Some(Near {
                value: value.clone(),
                meant: self.roll.values[number as usize].key.clone(),
                slip,
                users,
                first,
            })
        });
        near.collect()
    }

    /// Leaves, of names that are nearly a name, the most used of those that look alike: the same as it
    /// rather than nearly. Whether there is one such look, and not several.
    fn most_used_of_one_look(&self, readings: &mut BTreeMap<ValueNo, Slip>) -> bool {
        if readings.values().any(|slip| *slip == Slip::LooksSame) {
            readings.retain(|_, slip| *slip == Slip::LooksSame);
        }
        let looks: BTreeSet<Cow<'_, str>> = readings.keys().map(|&of| self.look_of(of)).collect();
        let used = |&&number: &&ValueNo| {
            let value = &self.roll.values[number as usize];
            (value.users.len(), Reverse(&value.key))
        };
        let most = readings.keys().max_by_key(used).copied();
        readings.retain(|number, _| Some(*number) == most);
        looks.len() == 1
    }

    /// What tells a value from others around it: its key, or how a name looks.
    fn look_of(&self, number: ValueNo) -> Cow<'_, str> {
        look_of(&self.roll.values[number as usize].key)
    }

    /// Whether more values lie around a value, besides one that may be it, than its users' slips would
    /// make.
    fn is_crowded(&self, number: ValueNo, asked: &ValueKey) -> bool {
        let own = [self.look_of(number), look_of(asked)];
        let around = self.beside(&self.roll.values[number as usize].key);
        let around: BTreeSet<Cow<'_, str>> = around.keys().map(|&of| self.look_of(of)).collect();
        let around = around.iter().filter(|look| !own.contains(look));
        around.count() > self.roll.users(number).len() / USERS_A_SLIP
    }

    /// The values held that are one slip away from a value, or are nearly the same name.
    fn beside(&self, value: &ValueKey) -> BTreeMap<ValueNo, Slip> {
        let values = &self.roll.values;
        if value.kind == Kind::Handle {
            return self.roll.names.near(values, &value.key);
        }
        let mut found: BTreeMap<ValueNo, Slip> = BTreeMap::new();
        slip::each(value.kind, &value.key, |reading, slip| {
            if let Some(number) = values.number_of(value.kind, reading) {
                // The same reading can be reached by several slips: the first in order is told.
                let known = found.entry(number).or_insert(slip);
                *known = slip.min(*known);
            }
        });
        found
    }

    fn is_walled(&self, one: RecordId, other: RecordId) -> bool {
        let slots = self.roll.slot(one).zip(self.roll.slot(other));
        slots.is_some_and(|(one, other)| matches!(self.refusal(one, other), Refusal::Wall(_)))
    }

    /// Whether a value belongs to many, or is said to: it may have one user.
    fn is_shared(&self, number: ValueNo) -> bool {
        matches!(self.ruling(number), Ruling::Shared)
            || self
                .standing(number)
                .is_some_and(|weighed| weighed.class == Class::Shared)
    }
}

fn look_of(value: &ValueKey) -> Cow<'_, str> {
    let name = match value.kind {
        Kind::Handle => names::whole(&value.key),
        _ => None,
    };
    name.map_or(Cow::Borrowed(&*value.key), Cow::Owned)
}
