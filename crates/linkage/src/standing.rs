//! What the linker says of one value: its class, what it is worth, and why.
//! Reads the judgement; judges nothing itself.

use crate::class::{Class, Reason, Tally, Weighed};
use crate::correction::{Correction, CorrectionId, Decision};
use crate::figures::Bits;
use crate::linker::Linker;
use crate::record::{RecordId, ValueKey};
use crate::roll::ValueNo;

impl Linker {
    /// The standing of a value that at least two complaints use; `None` below. An IP address is
    /// asked by the form [`Linker::known_as`] gives it.
    #[must_use]
    pub fn value(&self, value: &ValueKey) -> Option<Weighed> {
        self.standing(self.roll.number(value)?)
    }

    /// Every complaint that uses a value in a role that may link, earliest first.
    #[must_use]
    pub fn users_of(&self, value: &ValueKey) -> Vec<RecordId> {
        let number = self.roll.number(value);
        let users = number.map_or(&[][..], |number| self.roll.users(number));
        users.iter().map(|&user| self.roll.id(user)).collect()
    }

    /// The values of a complaint that may link, as the linker knows them, in order of kind and
    /// key; `None` when it is not held.
    #[must_use]
    pub fn values_of(&self, id: RecordId) -> Option<Vec<ValueKey>> {
        let entry = self.roll.entry(self.roll.slot(id)?);
        let key = |number: &ValueNo| self.roll.values[*number as usize].key.clone();
        let mut values: Vec<ValueKey> = entry.values.iter().map(key).collect();
        values.sort_unstable();
        Some(values)
    }

    pub(crate) fn standing(&self, number: ValueNo) -> Option<Weighed> {
        let users = self.roll.users(number);
        let judged = self.judged[number as usize].as_deref()?;
        let (first, last) = (users.first()?, users.last()?);
        let value = self.roll.values[number as usize].key.clone();
        let (class, reason) = self.class_of(number, &value);
        Some(Weighed {
            tally: Tally {
                users: users.len() as u64,
                first: self.roll.order(*first).0,
                last: self.roll.order(*last).0,
            },
            bits: (judged.bits.unsigned_abs() < i32::MAX as u32).then_some(Bits(judged.bits)),
            value,
            class,
            reason,
        })
    }

    fn class_of(&self, number: ValueNo, value: &ValueKey) -> (Class, Reason) {
        if let Some(mark) = self.marked(value) {
            return mark;
        }
        if let Some(list) = self.listed(value) {
            let list = list.to_owned();
            return (Class::Shared, Reason::Listed { list });
        }
        let figures = self.figures.kinds.get(value.kind);
        if !figures.links {
            return (Class::Shared, Reason::NeverAlone);
        }
        let judged = self.judged[number as usize]
            .as_deref()
            .expect("a value of several");
        let corroborated = judged.corroborated;
        let arrivals = u32::try_from(self.roll.users(number).len() - 1).unwrap_or(u32::MAX);
        if !judged.threads.is_none() {
            return (
                Class::Link,
                Reason::Agrees {
                    corroborated,
                    arrivals,
                },
            );
        }
        if judged.bits >= 0 {
            return (
                Class::Propose,
                Reason::AgreesTooLittle {
                    corroborated,
                    arrivals,
                },
            );
        }
        (
            Class::Shared,
            Reason::Disagrees {
                corroborated,
                arrivals,
            },
        )
    }

    fn marked(&self, value: &ValueKey) -> Option<(Class, Reason)> {
        let says = |correction: &Correction| -> Option<(CorrectionId, Class, Reason)> {
            let id = correction.id;
            match &correction.decision {
                Decision::Shared(marked) if marked == value => {
                    Some((id, Class::Shared, Reason::MarkedShared(id)))
                }
                Decision::Owned(marked) if marked == value => {
                    Some((id, Class::Link, Reason::MarkedOwned(id)))
                }
                _ => None,
            }
        };
        self.ruled_on(value)
            .then(|| {
                self.obeyed
                    .corrections()
                    .iter()
                    .filter_map(says)
                    .min_by_key(|m| m.0)
            })?
            .map(|(_, class, reason)| (class, reason))
    }
}
