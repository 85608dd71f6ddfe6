//! The short way for most arrivals: one complaint that joins one large group and cannot change
//! where the component hangs together. Says no whenever that is not sure; the long way is then
//! taken, with the same result.

use crate::groups::{GroupNo, NOBODY};
use crate::linker::Linker;
use crate::placing::Moved;
use crate::roll::{Slot, ValueNo};

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
    /// part where a side becomes established by this complaint, and whatever holds more complaints
    /// on its other threads is no such side.
    fn attaches(&self, slot: Slot) -> Option<GroupNo> {
        let mut group = NOBODY;
        let mut large: Vec<ValueNo> = Vec::new();
        for (value, thread) in self.threads_of(slot) {
            let users = self.thread(value, thread);
            for &user in users.iter().filter(|user| **user != slot) {
                let of = self.groups.of[user as usize];
                if of == NOBODY || (group != NOBODY && of != group) {
                    return None;
                }
                group = of;
            }
            if users.len() > self.figures.established + 1 {
                large.push(value);
            }
        }
        if group == NOBODY || self.groups.size(group) < 2 * self.figures.established {
            return None;
        }
        let safe = match large[..] {
            [] => false,
            [only] => self.side(slot, only) != self.figures.established,
            [..] => true,
        };
        safe.then_some(group)
    }

    /// How many complaints hang with this one on everything but one value, counted until they are
    /// more than would part.
    fn side(&self, slot: Slot, but: ValueNo) -> usize {
        let mut side = vec![slot];
        let mut next = 0;
        while let Some(&member) = side.get(next) {
            next += 1;
            for (value, thread) in self.threads_of(member) {
                if value == but {
                    continue;
                }
                for &user in self.thread(value, thread) {
                    if !side.contains(&user) {
                        side.push(user);
                        if side.len() > self.figures.established {
                            return side.len();
                        }
                    }
                }
            }
        }
        side.len()
    }
}
