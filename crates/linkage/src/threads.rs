//! The groups that the users of one value make on it, kept as small as they mostly are: nobody is
//! linked, or everybody.

use rustc_hash::FxHashMap;

use crate::roll::Slot;

/// Which users of a value it links. Beside the users, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Threads {
    /// No two of them.
    #[default]
    None,
    /// All of them together.
    All,
    /// Some of them, in lists of two and more, earliest first, ordered by their earliest.
    Some(Lists),
}

/// Several threads on one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lists {
    lists: Vec<Vec<Slot>>,
    /// Each user of a thread with its thread, by slot.
    index: Box<[(Slot, u32)]>,
}

impl Threads {
    /// The threads that these roots make: for each user the place of the first of its thread.
    pub(crate) fn of(users: &[Slot], root: &[u32]) -> Self {
        let mut sizes = vec![0_u32; users.len()];
        for &r in root {
            sizes[r as usize] += 1;
        }
        let mut place = vec![u32::MAX; users.len()];
        let mut lists: Vec<Vec<Slot>> = Vec::new();
        let mut index: Vec<(Slot, u32)> = Vec::new();
        for (&user, &r) in users.iter().zip(root) {
            let r = r as usize;
            if sizes[r] < 2 {
                continue;
            }
            if place[r] == u32::MAX {
                place[r] = u32::try_from(lists.len()).expect("fewer threads than users");
                lists.push(Vec::with_capacity(sizes[r] as usize));
            }
            index.push((user, place[r]));
            lists[place[r] as usize].push(user);
        }
        index.sort_unstable();
        let index = index.into();
        Self::Some(Lists { lists, index })
    }

    pub(crate) const fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    /// How many there are, and whether one of them holds everybody.
    pub(crate) fn shape(&self) -> (usize, bool) {
        match self {
            Self::None => (0, false),
            Self::All => (1, true),
            Self::Some(Lists { lists, .. }) => (lists.len(), false),
        }
    }

    /// The thread of one of the users, if it is in one.
    pub(crate) fn of_user(&self, user: Slot) -> Option<u32> {
        match self {
            Self::None => None,
            Self::All => Some(0),
            Self::Some(Lists { index, .. }) => {
                let at = index.binary_search_by_key(&user, |(slot, _)| *slot).ok()?;
                Some(index[at].1)
            }
        }
    }

    /// The users of a thread, earliest first.
    pub(crate) fn get<'a>(&'a self, users: &'a [Slot], thread: u32) -> &'a [Slot] {
        match self {
            Self::None => &[],
            Self::All => users,
            Self::Some(Lists { lists, .. }) => &lists[thread as usize],
        }
    }

    /// Every thread.
    pub(crate) fn each<'a>(&'a self, users: &'a [Slot]) -> impl Iterator<Item = &'a [Slot]> {
        let all = matches!(self, Self::All).then_some(users);
        let some = match self {
            Self::Some(Lists { lists, .. }) => &lists[..],
            Self::None | Self::All => &[],
        };
        all.into_iter().chain(some.iter().map(Vec::as_slice))
    }

    /// Enough of the users to find everybody whose links differ from what they were: one of each
    /// thread that is new, and whoever is in none any more.
    pub(crate) fn stirred(&self, before: &Self, users: &[Slot]) -> Vec<Slot> {
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
                found.extend(
                    old.lists
                        .iter()
                        .flatten()
                        .filter(|&&s| self.of_user(s).is_none()),
                );
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
