//! The short way for most arrivals: one complaint that joins one large group and cannot change
//! where the component hangs together. Says no whenever that is not sure; the long way is then
//! taken, with the same result.

use crate::groups::{GroupNo, NOBODY};
use crate::linker::Linker;
use crate::placing::Moved;
use crate::roll::{Slot, ValueNo};

/// A thread on a value.
type Thread = (ValueNo, u32);
/// How many threads a value has, and whether one holds everybody.
type Shape = (ValueNo, (usize, bool));

impl Linker {
    /// The shape of values that several use, as they are now.
    pub(crate) fn shapes(&self, values: &[ValueNo]) -> Vec<Shape> {
        let shape = |&value: &ValueNo| {
            let judged = self.judged[value as usize].as_deref()?;
            Some((value, judged.threads.shape()))
        };
        values.iter().filter_map(shape).collect()
    }

    /// Puts a complaint that came in the one group it joins, when that is all that changes.
    pub(crate) fn attach(
        &mut self,
        slot: Slot,
        before: &[Shape],
        stirred: &[(ValueNo, Vec<Slot>)],
    ) -> Option<Moved> {
        if !stirred
            .iter()
            .all(|(value, stirred)| self.only_grew(slot, *value, before, stirred))
        {
            return None;
        }
        let group = self.attaches(slot)?;
        self.groups.of[slot as usize] = group;
        let order = self.roll.order(slot);
        let members = &mut self.groups.all[group as usize].members;
        let roll = &self.roll;
        let at = members.partition_point(|&member| roll.order(member) < order);
        members.insert(at, slot);
        let mut moved = Moved::default();
        moved.slots.push(slot);
        moved.changed.insert(group);
        self.draw_samples(&mut moved);
        Some(moved)
    }

    /// Whether all that changed on a value is that one thread of it took this complaint too.
    fn only_grew(&self, slot: Slot, value: ValueNo, before: &[Shape], stirred: &[Slot]) -> bool {
        // A decision may have changed a value that is none of its own.
        if !self.roll.entry(slot).values.contains(&value) {
            return false;
        }
        let Some(judged) = self.judged[value as usize].as_deref() else {
            return false;
        };
        let was = before.iter().find(|(known, _)| *known == value);
        let was = was.map_or((0, false), |(_, shape)| *shape);
        let now = judged.threads.shape();
        let users = self.roll.users(value).len();
        // Two users make the first thread: it joins this complaint to one other, no more.
        let first = was == (0, false) && now == (1, true) && users == 2;
        (was == now || first) && stirred.len() == 1 && judged.threads.of_user(slot).is_some()
    }

    /// The group that this complaint joins, when nothing else about groups can change.
    ///
    /// All its threads lie in one group, large enough to have been cut. Something could then only
    /// part where a side becomes established by this complaint: a side it hangs on, at some thread,
    /// none of whose parts was established before.
    fn attaches(&self, slot: Slot) -> Option<GroupNo> {
        let mut group = NOBODY;
        let mut threads: Vec<Thread> = Vec::new();
        for (value, thread) in self.threads_of(slot) {
            for &user in self.thread(value, thread) {
                let of = self.groups.of[user as usize];
                if user != slot && (of == NOBODY || (group != NOBODY && of != group)) {
                    return None;
                }
                if user != slot {
                    group = of;
                }
            }
            threads.push((value, thread));
        }
        if group == NOBODY || self.groups.size(group) < 2 * self.figures.established {
            return None;
        }
        // Only a thread crossed to find so many complaints can hold them apart from this one.
        let (first, crossed) = (threads[0], self.crossed(slot, threads[0])?);
        let mut hinges = crossed.into_iter().chain([first]);
        hinges
            .all(|hinge| !self.establishes(slot, &threads, hinge))
            .then_some(group)
    }

    /// The threads crossed from one thread of a complaint until enough others are found to be
    /// established; `None` when there are not so many.
    fn crossed(&self, slot: Slot, from: Thread) -> Option<Vec<Thread>> {
        let mut crossed = Vec::new();
        let found = self.hanging(slot, from, None, &mut crossed);
        (found.len() >= self.figures.established).then_some(crossed)
    }

    /// Whether a complaint makes what hangs with it beyond a thread established, which it was not.
    fn establishes(&self, slot: Slot, threads: &[Thread], hinge: Thread) -> bool {
        let established = self.figures.established;
        let mut side: Vec<Slot> = vec![slot];
        for &thread in threads.iter().filter(|thread| **thread != hinge) {
            let part = self.hanging(slot, thread, Some(hinge), &mut Vec::new());
            if part.len() >= established {
                return false;
            }
            side.extend(part);
        }
        side.sort_unstable();
        side.dedup();
        side.len() >= established
    }

    /// Those who hang with a complaint by one of its threads, itself left out, until they are
    /// established; and the threads crossed.
    fn hanging(
        &self,
        slot: Slot,
        from: Thread,
        hinge: Option<Thread>,
        crossed: &mut Vec<Thread>,
    ) -> Vec<Slot> {
        let mut found: Vec<Slot> = Vec::new();
        let mut threads = vec![from];
        let mut next = 0;
        loop {
            while let Some((value, thread)) = threads.pop() {
                for &user in self.thread(value, thread) {
                    if user != slot && !found.contains(&user) {
                        found.push(user);
                        if found.len() >= self.figures.established {
                            return found;
                        }
                    }
                }
            }
            let Some(&member) = found.get(next) else {
                return found;
            };
            next += 1;
            for thread in self.threads_of(member) {
                if thread != from && Some(thread) != hinge && !crossed.contains(&thread) {
                    crossed.push(thread);
                    threads.push(thread);
                }
            }
        }
    }
}
