//! Judges values again, and finds who is linked by them: first what each value is worth and the
//! company its users keep, then who uses which value as a lent one, then the threads.
//! What a value is worth is decided in `judge.rs`, what is lent in `company.rs`.

use smallvec::SmallVec;

use crate::company::{Place, is_lent};
use crate::judge::{Judged, judge, thread};
use crate::linker::Linker;
use crate::roll::{Slot, ValueNo};
use crate::settle::{each, each_own, sort};
use crate::threads::Stirred;

/// A use that is lent now and was not, or the other way round: the value, and the place among its
/// users.
type Turned = (ValueNo, usize);

impl Linker {
    /// Judges values; for each, the complaints whose links that changes. The values that complaints
    /// use otherwise than before, as lent ones or not, are added to them.
    pub(crate) fn judge_again(
        &mut self,
        values: &mut Vec<ValueNo>,
        arrived: &[Slot],
    ) -> Vec<(ValueNo, Stirred)> {
        let mut work: Vec<(ValueNo, Judged)> = Vec::with_capacity(values.len());
        let mut stirred = Vec::new();
        let mut shifted: Vec<Slot> = arrived.to_vec();
        for &value in values.iter() {
            let held = self.judged[value as usize].take();
            if self.roll.users(value).len() > 1 {
                work.push((value, held.map_or_else(Judged::default, |held| *held)));
            } else if held.is_some() {
                let left = self.roll.users(value);
                shifted.extend(left);
                let left = Stirred {
                    slots: left.to_vec(),
                    only_took: false,
                };
                stirred.push((value, left));
            }
        }
        let now = each_own(work, |(value, held)| {
            let ruling = self.ruling(value);
            (value, judge(&self.roll, &self.figures, value, ruling, held))
        });
        for (value, (judged, shift)) in now {
            shifted.extend(shift);
            self.judged[value as usize] = Some(Box::new(judged));
        }
        sort(&mut shifted);
        shifted.dedup();
        let more = self.lend_again(&shifted);
        self.thread_again(values, more, &mut stirred);
        stirred
    }

    /// Finds again which values these complaints use as lent ones; the values where that changed.
    fn lend_again(&mut self, slots: &[Slot]) -> Vec<ValueNo> {
        if self.figures.lending.times == 0 {
            return Vec::new();
        }
        let turned = each(slots, |&slot| self.turned(slot));
        let mut values: Vec<ValueNo> = Vec::new();
        for (value, at) in turned.into_iter().flatten() {
            let judged = self.judged[value as usize].as_deref_mut();
            judged.expect("a value of several").turn(at);
            values.push(value);
        }
        values.sort_unstable();
        values.dedup();
        values
    }

    fn turned(&self, slot: Slot) -> SmallVec<[Turned; 1]> {
        let places = self.places(slot);
        let most = places
            .iter()
            .map(|(_, on, at)| on.terms[*at].hard_company)
            .max();
        let most = most.unwrap_or(0);
        let turned = (0..places.len()).filter(|&of| {
            let (_, judged, at) = places[of];
            is_lent(&self.roll, &self.figures, of, &places, most) != judged.lent(at)
        });
        turned.map(|of| (places[of].0, places[of].2)).collect()
    }

    /// The hard values of a complaint that several use, each with its place among the users.
    fn places(&self, slot: Slot) -> SmallVec<[Place<'_>; 4]> {
        let order = self.roll.order(slot);
        let place = |&value: &ValueNo| {
            let judged = self.judged[value as usize].as_deref()?;
            let kind = self.roll.values[value as usize].key.kind;
            let users = self.roll.users(value);
            let at = || users.partition_point(|&user| self.roll.order(user) < order);
            self.figures
                .kinds
                .get(kind)
                .hard
                .then(|| (value, judged, at()))
        };
        let values = self.roll.entry(slot).values.iter();
        values.filter_map(place).collect()
    }

    /// Finds the threads of these values, and of those that are not among them.
    fn thread_again(
        &mut self,
        values: &mut Vec<ValueNo>,
        more: Vec<ValueNo>,
        stirred: &mut Vec<(ValueNo, Stirred)>,
    ) {
        let mut work: Vec<(ValueNo, Box<Judged>)> = Vec::with_capacity(values.len());
        for &value in values.iter() {
            let held = self.judged[value as usize].take();
            work.extend(held.map(|held| (value, held)));
        }
        for value in more {
            // One that was judged again is taken already.
            if let Some(held) = self.judged[value as usize].take() {
                work.push((value, held));
                values.push(value);
            }
        }
        values.sort_unstable();
        let now = each_own(work, |(value, mut held)| {
            let stirred = thread(&self.roll, &self.figures, value, &mut held);
            (value, held, stirred)
        });
        for (value, held, changed) in now {
            if !changed.slots.is_empty() {
                stirred.push((value, changed));
            }
            self.judged[value as usize] = Some(held);
        }
    }
}
