//! Values that read almost as one that others use: slips of the pen, proposed and never linked on.
//! Nothing is kept for it: what one slip away could have been meant is asked of the values held, so
//! that it depends on the set alone and an erasure leaves nothing behind.
//!
//! One sign changed, exchanged, forgotten or one too many: Damerau, "A technique for computer
//! detection and correction of spelling errors" (1964).

use std::collections::BTreeMap;

use crate::because::Refusal;
use crate::class::Class;
use crate::judge::Ruling;
use crate::linker::Linker;
use crate::record::{Kind, RecordId, ValueKey};

/// Keys longer than this are not searched around: every sign costs some eighty questions.
const LONGEST: usize = 64;
/// What a person types in a mailbox or the name of a site.
const SIGNS: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789.-_";
/// Where the account of an IBAN begins: a slip in the country is another country.
const ACCOUNT: usize = 2;

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
}

/// How a value differs from another by one slip. Places are counted from 0 in the mistyped value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Slip {
    /// One sign stands for another.
    Changed {
        /// Where.
        at: usize,
        /// The sign that may have been meant.
        meant: char,
    },
    /// Two neighbours are exchanged.
    Exchanged {
        /// Where the first of them is.
        at: usize,
    },
    /// One sign too many.
    Extra {
        /// Where.
        at: usize,
    },
    /// One sign was forgotten.
    Forgotten {
        /// Before which place.
        at: usize,
        /// The sign that may have been meant.
        meant: char,
    },
}

impl Linker {
    /// Values of a complaint that may be values of other series, mistyped, in order of kind and
    /// key; `None` when the complaint is not held. An account is one only when its check digits are
    /// wrong and those of the other right; a telephone number, a mailbox or a site only when nobody
    /// else uses it and at least two complaints use the other. Cost: some
    /// hundreds of questions to a table for a number, some thousands for the rest.
    #[must_use]
    pub fn near(&self, id: RecordId) -> Option<Vec<Near>> {
        let own = self.series_of(id)?;
        let mut found = Vec::new();
        for value in self.values_of(id)? {
            let alone = self.users_of(&value).len() == 1;
            let searched = match value.kind {
                Kind::Iban => !is_checked(&value.key),
                Kind::Phone | Kind::Email | Kind::Url => alone,
                _ => false,
            };
            if searched && value.key.is_ascii() && value.key.len() <= LONGEST {
                found.extend(self.meant(id, &value, &own));
            }
        }
        Some(found)
    }

    fn meant(&self, id: RecordId, value: &ValueKey, own: &[RecordId]) -> Vec<Near> {
        // The same reading can be reached by several slips: the first in order is told.
        let mut readings: BTreeMap<String, Slip> = BTreeMap::new();
        for (reading, slip) in readings_of(value) {
            let known = readings.entry(reading).or_insert(slip);
            *known = slip.min(*known);
        }
        let near = readings.into_iter().filter_map(|(reading, slip)| {
            let meant = ValueKey::new(value.kind, &reading);
            let users = self.users_of(&meant);
            let enough = match value.kind {
                Kind::Iban => !users.is_empty() && is_checked(&reading),
                _ => users.len() > 1,
            };
            // Who gave both meant both; who was set apart by somebody stays so.
            let elsewhere = |user: &RecordId| !own.contains(user) && !self.is_walled(id, *user);
            let may = enough && !users.contains(&id) && users.iter().any(elsewhere);
            (may && !self.is_shared(&meant)).then(|| Near {
                value: value.clone(),
                meant,
                slip,
                users,
            })
        });
        near.collect()
    }

    fn is_walled(&self, one: RecordId, other: RecordId) -> bool {
        let slots = self.roll.slot(one).zip(self.roll.slot(other));
        slots.is_some_and(|(one, other)| matches!(self.refusal(one, other), Refusal::Wall(_)))
    }

    /// Whether a value belongs to many, or is said to: it may have one user.
    fn is_shared(&self, value: &ValueKey) -> bool {
        let number = self.roll.number(value);
        number.is_some_and(|number| matches!(self.ruling(number), Ruling::Shared))
            || self
                .value(value)
                .is_some_and(|weighed| weighed.class == Class::Shared)
    }
}

/// Everything one slip away from a value, but itself.
fn readings_of(value: &ValueKey) -> Vec<(String, Slip)> {
    let (signs, from): (&[u8], usize) = match value.kind {
        Kind::Iban => (b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", ACCOUNT),
        Kind::Phone => (b"0123456789", 1),
        _ => (SIGNS, 0),
    };
    let key = value.key.as_bytes();
    let mut found = Vec::new();
    let mut keep = |bytes: Vec<u8>, slip: Slip| {
        if let (true, Ok(reading)) = (bytes != key, String::from_utf8(bytes)) {
            found.push((reading, slip));
        }
    };
    for at in from..key.len() {
        for &sign in signs {
            let mut bytes = key.to_vec();
            bytes[at] = sign;
            let meant = char::from(sign);
            keep(bytes, Slip::Changed { at, meant });
        }
        if at + 1 < key.len() {
            let mut bytes = key.to_vec();
            bytes.swap(at, at + 1);
            keep(bytes, Slip::Exchanged { at });
        }
    }
    for at in from..=key.len() {
        if at < key.len() {
            let mut bytes = key.to_vec();
            bytes.remove(at);
            keep(bytes, Slip::Extra { at });
        }
        for &sign in signs {
            let mut bytes = key.to_vec();
            bytes.insert(at, sign);
            let meant = char::from(sign);
            keep(bytes, Slip::Forgotten { at, meant });
        }
    }
    found
}

/// Whether the check digits of an account agree (ISO 7064, modulo 97).
fn is_checked(key: &str) -> bool {
    let Some((head, account)) = key.split_at_checked(4) else {
        return false;
    };
    let mut signs = account.chars().chain(head.chars());
    let rest = signs.try_fold(0_u32, |rest, sign| {
        let value = sign.to_digit(36)?;
        let shift = if value < 10 { 10 } else { 100 };
        Some((rest * shift + value) % 97)
    });
    rest == Some(1)
}
