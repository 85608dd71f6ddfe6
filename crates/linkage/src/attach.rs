//! The short way for most arrivals: one complaint that joins one large group and cannot change
//! where the component hangs together. Says no whenever that is not sure; the long way is then
//! taken, with the same result.

use crate::groups::{GroupNo, NOBODY};
use crate::linker::Linker;
use crate::roll::{Slot, ValueNo};
use crate::threads::Threads;

impl Linker {
    /// The group that this complaint joins, when nothing else about groups can change.
    ///
    /// All its threads hold everybody on their values, as before, and lie in one group large
    /// enough to have been cut. Something could then only part where a side becomes established by
    /// this complaint, and whatever holds more complaints on its other threads is no such side.
    pub(crate) fn attaches(&self, slot: Slot) -> Option<GroupNo> {
        let mut group = NOBODY;
        let mut large: Vec<ValueNo> = Vec::new();
        for &value in &self.roll.entry(slot).values {
            let Some(judged) = &self.judged[value as usize] else {
                continue;
            };
            match judged.threads {
                Threads::None => continue,
                Threads::Some(_) => return None,
                Threads::All => {}
            }
            let users = self.roll.users(value);
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
