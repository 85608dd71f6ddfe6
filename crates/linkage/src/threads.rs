//! The groups that the users of one value make on it, kept as small as they mostly are: nobody is
//! linked, or everybody. One user more is put where it belongs without the others being looked up
//! again, when that is all that changes.

use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::roll::{Order, Slot};

/// From how many users that join otherwise than before all threads are found again.
const MANY: usize = 64;
/// How far before it a user may stand whom another joins: the largest window of the figures.
const FARTHEST: usize = 64;
/// What stands for a user who came and was not looked at yet: nobody joins from so far.
const FRESH: u8 = u8::MAX;

/// Which users of a value it links. Beside the users, in their order.
#[derive(Clone, Debug, Default)]
pub(crate) enum Threads {
    /// No two of them.
    #[default]
    None,
    /// All of them together.
    All,
    /// Some of them.
    Some(Box<Lists>),
}

/// Several threads on one value, or one that does not hold everybody.
#[derive(Clone, Debug)]
pub(crate) struct Lists {
    /// Two users and more each, earliest first; in no order that may decide anything.
    lists: Vec<Vec<Slot>>,
    /// Each user of a thread with its thread, by slot.
    index: Vec<(Slot, u32)>,
    /// How far before each user stands the one it joins; 0 for nobody. Empty when somebody went.
    backs: Vec<u8>,
}

/// Whose links changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stirred {
    /// Enough of the users to find everybody whose links differ from what they were: one of each
    /// thread that is new, and whoever is in none any more.
    pub(crate) slots: Vec<Slot>,
    /// All that changed is that one who came is in a thread with those who were in it already, or
    /// with one other.
    pub(crate) only_took: bool,
}

/// Whom one who came is with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum With {
    Thread(u32),
    /// One who was in no thread.
    Other(Slot),
}

impl Threads {
    pub(crate) const fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    /// A user came at this place.
    pub(crate) fn came(&mut self, at: usize) {
        if let Self::Some(some) = self
            && !some.backs.is_empty()
        {
            some.backs.insert(at, FRESH);
            // Those after it that join somebody before it join one step farther.
            let near = (at + 1)..some.backs.len().min(at + 2 + FARTHEST);
            for place in near {
                let back = &mut some.backs[place];
                if (1..FRESH - 1).contains(back) && usize::from(*back) >= place - at {
                    *back += 1;
                }
            }
        }
    }

    /// A user went.
    pub(crate) fn went(&mut self) {
        if let Self::Some(some) = self {
            some.backs.clear();
        }
    }

    /// The thread of one of the users, if it is in one.
    pub(crate) fn of_user(&self, user: Slot) -> Option<u32> {
        match self {
            Self::None => None,
            Self::All => Some(0),
            Self::Some(some) => some.of_user(user),
        }
    }

    /// The users of a thread, earliest first.
    pub(crate) fn get<'a>(&'a self, users: &'a [Slot], thread: u32) -> &'a [Slot] {
        match self {
            Self::None => &[],
            Self::All => users,
            Self::Some(some) => &some.lists[thread as usize],
        }
    }

    /// Every thread.
    pub(crate) fn each<'a>(&'a self, users: &'a [Slot]) -> impl Iterator<Item = &'a [Slot]> {
        let all = matches!(self, Self::All).then_some(users);
        let some = match self {
            Self::Some(some) => &some.lists[..],
            Self::None | Self::All => &[],
        };
        all.into_iter().chain(some.iter().map(Vec::as_slice))
    }

    /// Links nobody any more.
    pub(crate) fn end(&mut self, users: &[Slot]) -> Stirred {
        let before = std::mem::take(self);
        Stirred {
            slots: self.stirred(&before, users),
            only_took: false,
        }
    }

    /// Finds the threads again, knowing how far before each user stands the one it joins, for the
    /// second and those after. `whole` says that nobody went since, `same` that nobody came either.
    pub(crate) fn again(
        &mut self,
        users: &[Slot],
        [whole, same]: [bool; 2],
        order: impl Fn(Slot) -> Order,
        joins: impl Fn(usize) -> Option<u8>,
    ) -> Stirred {
        let back = |at: usize| if at == 0 { 0 } else { joins(at).unwrap_or(0) };
        if let Self::Some(some) = self {
            if let Some(stirred) = some.took(users, order, back) {
                if some.lists.len() == 1 && some.lists[0].len() == users.len() {
                    *self = Self::All;
                }
                return stirred;
            }
        } else {
            let joined = (1..users.len()).filter(|&at| back(at) > 0).count();
            match self {
                Self::None if joined == 0 => return Stirred::default(),
                Self::All if joined + 1 == users.len() && whole => {
                    let came = (!same).then_some(users[0]);
                    return Stirred {
                        slots: came.into_iter().collect(),
                        only_took: !same,
                    };
                }
                _ => {}
            }
        }
        let now = Self::of(users, (0..users.len()).map(back).collect());
        let before = std::mem::replace(self, now);
        let mut threads = self.each(users);
        let two = threads.next().is_some_and(|thread| thread.len() == 2);
        Stirred {
            only_took: before.is_none() && two && threads.next().is_none(),
            slots: self.stirred(&before, users),
        }
    }

    /// The threads that these backs make.
    fn of(users: &[Slot], backs: Vec<u8>) -> Self {
        let joined = backs.iter().filter(|back| **back > 0).count();
        match joined {
            0 => return Self::None,
            all if all + 1 == users.len() => return Self::All,
            _ => {}
        }
        let mut root: Vec<u32> = Vec::with_capacity(users.len());
        let mut sizes = vec![0_u32; users.len()];
        for (at, &back) in backs.iter().enumerate() {
            let own = u32::try_from(at).expect("fewer than 2^32 users");
            root.push(match back {
                0 => own,
                back => root[at - usize::from(back)],
            });
            sizes[root[at] as usize] += 1;
        }
        let mut place = vec![u32::MAX; users.len()];
        let mut lists: Vec<Vec<Slot>> = Vec::new();
        let mut index: Vec<(Slot, u32)> = Vec::new();
        for (&user, &root) in users.iter().zip(&root) {
            let root = root as usize;
            if sizes[root] < 2 {
                continue;
            }
            if place[root] == u32::MAX {
                place[root] = u32::try_from(lists.len()).expect("fewer threads than users");
                lists.push(Vec::with_capacity(sizes[root] as usize));
            }
            index.push((user, place[root]));
            lists[place[root] as usize].push(user);
        }
        index.sort_unstable();
        Self::Some(Box::new(Lists {
            lists,
            index,
            backs,
        }))
    }

    fn stirred(&self, before: &Self, users: &[Slot]) -> Vec<Slot> {
        let firsts = || self.each(users).map(|thread| thread[0]).collect();
        match (before, self) {
            (Self::None, _) | (Self::All, Self::All) => firsts(),
            (Self::All, _) => users.to_vec(),
            (Self::Some(old), Self::Some(new)) => {
                let known: FxHashMap<Slot, &Vec<Slot>> =
                    old.lists.iter().map(|list| (list[0], list)).collect();
                let same = |list: &&Vec<Slot>| known.get(&list[0]) == Some(list);
                let changed = new.lists.iter().filter(|list| !same(list));
                let mut found: Vec<Slot> = changed.map(|list| list[0]).collect();
                let gone = |slot: &&Slot| self.of_user(**slot).is_none();
                found.extend(old.lists.iter().flatten().filter(gone));
                found
            }
            (Self::Some(old), _) => {
                let mut found: Vec<Slot> = old.lists.iter().flatten().copied().collect();
                found.extend::<Vec<Slot>>(firsts());
                found
            }
        }
    }
}

impl Lists {
    fn of_user(&self, user: Slot) -> Option<u32> {
        let at = self.index.binary_search_by_key(&user, |(slot, _)| *slot);
        Some(self.index[at.ok()?].1)
    }

    /// Puts one who came where it belongs, when every other thread stays as it is; nothing when
    /// that is not sure.
    ///
    /// Each user joins one earlier user or none, so a thread is a tree whose root, its earliest
    /// user, joins nobody. Threads are the same when every user that joins otherwise than before
    /// still joins an earlier user of its own thread, and every root still nobody: from any user the
    /// way back then ends at the same root. One who came is a leaf of such a tree, or its new root,
    /// or stands beside one user who was alone.
    fn took(
        &mut self,
        users: &[Slot],
        order: impl Fn(Slot) -> Order,
        back: impl Fn(usize) -> u8,
    ) -> Option<Stirred> {
        if self.backs.len() != users.len() {
            return None;
        }
        let mut turned: SmallVec<[(usize, u8); 16]> = SmallVec::new();
        for (at, before) in self.backs.iter().enumerate() {
            let now = back(at);
            if now != *before {
                if turned.len() == MANY {
                    return None;
                }
                turned.push((at, now));
            }
        }
        let mut fresh = turned.iter().filter(|(at, _)| self.backs[*at] == FRESH);
        let came = fresh.next().map(|(at, _)| *at);
        if fresh.next().is_some() {
            return None;
        }
        let mut with: Option<With> = None;
        for &(at, now) in &turned {
            with = self.follow(users, came, with, (at, now))?;
        }
        for &(at, now) in &turned {
            self.backs[at] = now;
        }
        let came = came.map(|at| users[at]).filter(|_| with.is_some());
        if let (Some(came), Some(with)) = (came, with) {
            self.put(came, with, order);
        }
        Some(Stirred {
            slots: came.into_iter().collect(),
            only_took: came.is_some(),
        })
    }

    /// Whom one who came is with, knowing that the user at a place joins another than before; nothing
    /// when threads may change otherwise.
    fn follow(
        &self,
        users: &[Slot],
        came: Option<usize>,
        with: Option<With>,
        (at, now): (usize, u8),
    ) -> Option<Option<With>> {
        let (user, joins) = (users[at], (now > 0).then(|| at - usize::from(now)));
        if came == Some(at) {
            return Some(joins.map(|other| {
                let other = users[other];
                (self.of_user(other)).map_or(With::Other(other), With::Thread)
            }));
        }
        let joins = joins?;
        let own = self.of_user(user);
        let root = self.backs[at] == 0;
        if came == Some(joins) && with.is_none() {
            // It came before a user that joined nobody: alone, or the first of its thread.
            return root.then(|| Some(own.map_or(With::Other(user), With::Thread)));
        }
        let target = if came == Some(joins) {
            with
        } else {
            self.of_user(users[joins]).map(With::Thread)
        };
        (!root && target == own.map(With::Thread)).then_some(with)
    }

    fn put(&mut self, came: Slot, with: With, order: impl Fn(Slot) -> Order) {
        let thread = match with {
            With::Thread(thread) => thread,
            With::Other(other) => {
                let thread = u32::try_from(self.lists.len()).expect("fewer threads than users");
                self.lists.push(vec![other]);
                self.enter(other, thread);
                thread
            }
        };
        self.enter(came, thread);
        let list = &mut self.lists[thread as usize];
        let before = |user: &Slot| order(*user) < order(came);
        let at = match list.last() {
            Some(last) if before(last) => list.len(),
            _ => list.partition_point(before),
        };
        list.insert(at, came);
    }

    fn enter(&mut self, user: Slot, thread: u32) {
        let at = self.index.partition_point(|(slot, _)| *slot < user);
        self.index.insert(at, (user, thread));
    }
}
