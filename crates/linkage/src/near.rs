//! Values that read almost as one that others use: slips of the pen, proposed and never linked on.
//! Nothing is kept for it: what one slip away could have been meant is asked of the values held, so
//! that it depends on the set alone and an erasure leaves nothing behind.

use std::collections::{BTreeMap, BTreeSet};

use crate::because::Refusal;
use crate::class::Class;
use crate::judge::Ruling;
use crate::linker::Linker;
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
    /// complaints use the other, and no more values lie around the two than slips would make. Cost:
    /// some hundreds of questions to a table for a number, some thousands for the rest.
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
        if !slip::is_searched(value.kind, &value.key) {
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
            let mut around = self.a_slip_away(value);
            for number in around.clone() {
                around.extend(self.a_slip_away(&self.roll.values[number as usize].key));
            }
            around.into_iter().for_each(|number| take(Some(number), 1));
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    fn meant(&self, id: RecordId, value: &ValueKey, own: &[RecordId]) -> Vec<Near> {
        // The same reading can be reached by several slips: the first in order is told.
        let mut readings: BTreeMap<&str, (ValueNo, Slip)> = BTreeMap::new();
        slip::each(value.kind, &value.key, |reading, slip| {
            if let Some(number) = self.roll.values.number_of(value.kind, reading) {
                let key = &*self.roll.values[number as usize].key.key;
                let known = readings.entry(key).or_insert((number, slip));
                known.1 = slip.min(known.1);
            }
        });
        let alone = readings.len() == 1;
        let near = readings
            .into_iter()
            .filter_map(|(reading, (number, slip))| {
                let users = self.roll.users(number);
                let enough = match value.kind {
                    Kind::Iban => !users.is_empty() && is_checked(reading),
                    _ => alone && users.len() > 1 && !self.is_crowded(number),
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

    /// Whether more values lie around a value than its users' slips would make.
    fn is_crowded(&self, number: ValueNo) -> bool {
        // One of those around is the slip asked about.
        let around = self.a_slip_away(&self.roll.values[number as usize].key);
        around.len().saturating_sub(1) > self.roll.users(number).len() / USERS_A_SLIP
    }

    /// The values held that are one slip away from a value.
    fn a_slip_away(&self, value: &ValueKey) -> BTreeSet<ValueNo> {
        let mut found = BTreeSet::new();
        slip::each(value.kind, &value.key, |reading, _| {
            found.extend(self.roll.values.number_of(value.kind, reading));
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
