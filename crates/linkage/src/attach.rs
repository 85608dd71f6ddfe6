//! The short way for most arrivals: one complaint that joins one large group and cannot change
//! where the component hangs together. Says no whenever that is not sure; the long way is then
//! taken, with the same result.

use rustc_hash::FxHashSet as HashSet;

use crate::groups::{GroupNo, NOBODY};
use crate::linker::Linker;
use crate::placing::Moved;
use crate::roll::{Slot, ValueNo};
use crate::settle::FEW;
use crate::threads::Stirred;

/// A thread on a value.
type Thread = (ValueNo, u32);

impl Linker {
    /// Puts a complaint that came in the one group it joins, when that is all that changes.
    pub(crate) fn attach(&mut self, slot: Slot, stirred: &[(ValueNo, Stirred)]) -> Option<Moved> {
        if !self.only_took(slot, stirred) {
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
        self.draw_one(slot, group, &mut moved);
        Some(moved)
    }

    /// Whether all that changed about threads is that some took this complaint too.
    pub(crate) fn only_took(&self, slot: Slot, stirred: &[(ValueNo, Stirred)]) -> bool {
        // A decision may have changed a value that is none of its own.
        let own = |value: &ValueNo| self.roll.entry(slot).values.binary_search(value).is_ok();
        stirred.iter().all(|(value, stirred)| {
            let judged = self.judged[*value as usize].as_deref();
            let of = judged.and_then(|judged| judged.threads.of_user(slot));
            stirred.only_took && of.is_some() && own(value)
        })
    }

    /// The one group in which all users of a thread lie but this one, if there is one.
    pub(crate) fn group_of(&self, (value, thread): Thread, but: Slot) -> Option<GroupNo> {
        let users = self.thread(value, thread);
        let mut others = users.iter().filter(|user| **user != but);
        let first = *others.next()?;
        let group = self.groups.of[first as usize];
        let whole = if users.len() > FEW {
            // Without the complaint, the thread is as it was when groups were last made.
            !self.parted.contains(&(value, first))
        } else {
            others.all(|&user| self.groups.of[user as usize] == group)
        };
        (whole && group != NOBODY).then_some(group)
    }

    /// The group that this complaint joins, when nothing else about groups can change.
    ///
    /// All its threads lie in one group, large enough to have been cut. Something could then only
    /// part where a side becomes established by this complaint: a side it hangs on, at some thread,
    /// none of whose parts was established before.
    fn attaches(&self, slot: Slot) -> Option<GroupNo> {
        let threads: Vec<Thread> = self.threads_of(slot).collect();
        let group = self.group_of(*threads.first()?, slot)?;
        let mut others = threads[1..].iter();
        if self.groups.size(group) < 2 * self.figures.established
            || !others.all(|&thread| self.group_of(thread, slot) == Some(group))
        {
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
    fn crossed(&self, slot: Slot, from: Thread) -> Option<HashSet<Thread>> {
        let (found, crossed) = self.hanging(slot, from, None);
        (found.len() >= self.figures.established).then_some(crossed)
    }

    /// Whether a complaint makes what hangs with it beyond a thread established, which it was not.
    fn establishes(&self, slot: Slot, threads: &[Thread], hinge: Thread) -> bool {
        let established = self.figures.established;
        let mut side: Vec<Slot> = vec![slot];
        for &thread in threads.iter().filter(|thread| **thread != hinge) {
            let (part, _) = self.hanging(slot, thread, Some(hinge));
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
    /// established; and the threads crossed to find them, the first left out.
    fn hanging(
        &self,
        slot: Slot,
        from: Thread,
        hinge: Option<Thread>,
    ) -> (Vec<Slot>, HashSet<Thread>) {
        let mut found: Vec<Slot> = Vec::new();
        let mut crossed: HashSet<Thread> = HashSet::default();
        // Whether that is enough.
        let meet = |(value, thread): Thread, found: &mut Vec<Slot>| {
            for &user in self.thread(value, thread) {
                if user != slot && !found.contains(&user) {
                    found.push(user);
                    if found.len() >= self.figures.established {
                        return true;
                    }
                }
            }
            false
        };
        if meet(from, &mut found) {
            return (found, crossed);
        }
        let mut next = 0;
        while let Some(&member) = found.get(next) {
            next += 1;
            for thread in self.threads_of(member) {
                if thread != from
                    && Some(thread) != hinge
                    && crossed.insert(thread)
                    && meet(thread, &mut found)
                {
                    return (found, crossed);
                }
            }
        }
        (found, crossed)
    }
}
