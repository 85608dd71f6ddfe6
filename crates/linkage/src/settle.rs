//! Brings the linker up to date with what changed: values, then groups, then evidence, then series.
//! One path for a single complaint and for a million: only how the pieces are found differs.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use rayon::prelude::*;

use crate::cut::{Web, cut};
use crate::joined::Touched;
use crate::linker::{Linker, Marks, Settled};
use crate::roll::{Slot, ValueNo};
use crate::threads::Threads;
use crate::union::Sets;

/// A thread by its value and its earliest user.
pub(crate) type Head = (ValueNo, Slot);
/// Users of a thread that are looked at one by one to see whether they are in one group.
pub(crate) const FEW: usize = 32;
/// From how many pieces the cores share the work.
pub(crate) const MANY: usize = 2_000;

/// Maps in order, over the cores when there is much to do.
pub(crate) fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
    if items.len() < MANY {
        items.iter().map(work).collect()
    } else {
        items.par_iter().map(work).collect()
    }
}

/// The same for items that are used up.
pub(crate) fn each_own<T: Send, R: Send>(
    items: Vec<T>,
    work: impl Fn(T) -> R + Sync + Send,
) -> Vec<R> {
    if items.len() < MANY {
        items.into_iter().map(work).collect()
    } else {
        items.into_par_iter().map(work).collect()
    }
}

/// Sorts, over the cores when there is much to sort.
pub(crate) fn sort<T: Ord + Send>(items: &mut [T]) {
    if items.len() < MANY {
        items.sort_unstable();
    } else {
        items.par_sort_unstable();
    }
}

impl Linker {
    /// Links everything that came, went or was corrected since the last time; what that changed.
    pub fn settle(&mut self) -> Settled {
        let (touched, values) = self.link();
        let mut settled = self.told(&touched, &values);
        let names = std::mem::take(&mut self.dirty.names);
        if !names.is_empty() {
            let key = |number: ValueNo| self.roll.values[number as usize].key.clone();
            settled.values.extend(names.into_iter().map(key));
            settled.values.sort_unstable();
            settled.values.dedup();
        }
        self.release(values);
        settled
    }

    /// The same without saying what changed: for a first batch, whose series are then asked for
    /// ([`Linker::labels`]), and which would be said whole.
    pub fn settle_unsaid(&mut self) {
        let (_, values) = self.link();
        self.dirty.names.clear();
        self.release(values);
    }

    fn release(&mut self, values: Vec<ValueNo>) {
        for value in values {
            self.roll.release(value);
        }
    }

    fn link(&mut self) -> (Touched, Vec<ValueNo>) {
        let mut values: Vec<ValueNo> = std::mem::take(&mut self.dirty.values);
        sort(&mut values);
        values.dedup();
        let arrived: Vec<Slot> = std::mem::take(&mut self.dirty.slots);
        let came = match arrived[..] {
            [slot] if self.dirty.groups.is_empty() => Some(slot),
            _ => None,
        };
        let stirred = self.judge_again(&mut values, &arrived);
        let unlinked = stirred.iter().flat_map(|(_, of)| &of.slots).copied();
        let divided = unlinked.filter(|&slot| self.is_divided(slot));
        let divided: Vec<Slot> = divided.collect();
        self.dirty.members.extend(divided);
        let attached = came.and_then(|slot| self.attach(slot, &stirred));
        let moved = attached.unwrap_or_else(|| {
            let recut = came.and_then(|slot| self.recut(slot, &stirred));
            let made = recut.unwrap_or_else(|| {
                let mut seeds = arrived;
                seeds.extend(stirred.into_iter().flat_map(|(_, of)| of.slots));
                let components = self.components(seeds);
                self.make_groups(components)
            });
            self.place_groups(made)
        });
        let mut weighed = self.weigh_again(&values, &moved);
        let ranked = self.ranked_anew(&values);
        self.joined.resize(self.groups.all.len());
        if ranked.is_empty()
            && let Some(slot) = came
            && let Some(touched) = self.join_shortly(slot, &moved, &weighed)
        {
            return (touched, values);
        }
        weighed.stirred.extend(ranked);
        let touched = Touched {
            whole: self.join_again(weighed.stirred),
            grown: Vec::new(),
        };
        (touched, values)
    }

    /// The whole components of linked values that hold these complaints, members earliest first.
    fn components(&mut self, mut seeds: Vec<Slot>) -> Vec<Vec<Slot>> {
        seeds.sort_unstable();
        seeds.dedup();
        let mut marks = std::mem::take(&mut self.marks_of);
        marks.start(self.roll.bound(), self.roll.values.len());
        let found = if seeds.len() < MANY {
            self.searched(&seeds, &mut marks)
        } else {
            self.united(&seeds)
        };
        self.marks_of = marks;
        let order = |slot: &Slot| self.roll.order(*slot);
        let found = each_own(found, |mut members| {
            members.sort_unstable_by_key(order);
            members
        });
        for members in &found {
            for (place, &member) in (0..).zip(members) {
                self.marks_of.place[member as usize] = place;
            }
        }
        found
    }

    /// Around a few complaints: breadth first over the threads.
    fn searched(&self, seeds: &[Slot], marks: &mut Marks) -> Vec<Vec<Slot>> {
        let mut crossed: HashSet<(ValueNo, u32)> = HashSet::default();
        let mut found = Vec::new();
        for &seed in seeds {
            if !self.roll.is_held(seed) || !marks.slot(seed) {
                continue;
            }
            let mut members = vec![seed];
            let mut next = 0;
            while let Some(&slot) = members.get(next) {
                next += 1;
                for &value in &self.roll.entry(slot).values {
                    let Some(judged) = &self.judged[value as usize] else {
                        continue;
                    };
                    let Some(thread) = judged.threads.of_user(slot) else {
                        continue;
                    };
                    let first = match judged.threads {
                        Threads::All => marks.value(value),
                        _ => crossed.insert((value, thread)),
                    };
                    if first {
                        let users = judged.threads.get(self.roll.users(value), thread);
                        members.extend(users.iter().filter(|user| marks.slot(**user)));
                    }
                }
            }
            found.push(members);
        }
        found
    }

    /// Everywhere: all threads united, then the components that hold a seed.
    fn united(&self, seeds: &[Slot]) -> Vec<Vec<Slot>> {
        let bound = u32::try_from(self.roll.bound()).expect("slots are u32");
        let mut sets = Sets::singletons(bound);
        for (judged, value) in self.judged.iter().zip(0..) {
            let Some(judged) = judged else { continue };
            for thread in judged.threads.each(self.roll.users(value)) {
                for user in &thread[1..] {
                    sets.union(thread[0], *user);
                }
            }
        }
        let live = seeds.iter().filter(|seed| self.roll.is_held(**seed));
        let wanted: HashSet<u32> = live.map(|&seed| sets.root(seed)).collect();
        let mut place: HashMap<u32, usize> = HashMap::default();
        let mut found: Vec<Vec<Slot>> = Vec::with_capacity(wanted.len());
        for slot in self.roll.slots() {
            let root = sets.root(slot);
            if wanted.contains(&root) {
                let at = *place.entry(root).or_insert_with(|| {
                    found.push(Vec::new());
                    found.len() - 1
                });
                found[at].push(slot);
            }
        }
        found
    }

    pub(crate) fn threads_of(&self, slot: Slot) -> impl Iterator<Item = (ValueNo, u32)> {
        self.roll
            .entry(slot)
            .values
            .iter()
            .filter_map(move |&value| {
                let judged = self.judged[value as usize].as_ref()?;
                Some((value, judged.threads.of_user(slot)?))
            })
    }

    pub(crate) fn thread(&self, value: ValueNo, thread: u32) -> &[Slot] {
        let judged = self.judged[value as usize]
            .as_ref()
            .expect("a value with threads");
        judged.threads.get(self.roll.users(value), thread)
    }

    /// The groups of each component; keeps which large threads do not lie in one.
    fn make_groups(&mut self, components: Vec<Vec<Slot>>) -> Vec<Vec<Slot>> {
        let (small, large): (Vec<_>, Vec<_>) = components
            .into_iter()
            .partition(|members| members.len() < 2 * self.figures.established);
        let parted = each(&large, |members| {
            let (web, heads) = self.web(members);
            let roots = cut(&web, self.figures.established);
            let is_parted = |thread: usize| {
                let mut users = web.users.get(thread).iter();
                let first = users.next().map(|user| roots[*user as usize]);
                users.any(|user| Some(roots[*user as usize]) != first)
            };
            let heads = (0..).zip(heads);
            // One who comes makes a thread large: what it was until then must be known.
            let heads = heads.filter(|(thread, _)| web.users.get(*thread).len() >= FEW);
            let heads: Vec<(Head, bool)> = heads
                .map(|(thread, head)| (head, is_parted(thread)))
                .collect();
            let mut groups: HashMap<u32, Vec<Slot>> = HashMap::default();
            for (&member, &root) in members.iter().zip(&roots) {
                groups.entry(root).or_default().push(member);
            }
            let mut groups: Vec<_> = groups.into_values().collect();
            groups.sort_unstable_by_key(|group| self.roll.order(group[0]));
            (groups, heads)
        });
        let mut made = small;
        for (groups, heads) in parted {
            made.extend(groups);
            for (head, parted) in heads {
                if parted {
                    self.parted.insert(head);
                } else {
                    self.parted.remove(&head);
                }
            }
        }
        made
    }

    /// The threads of a component, and the head of each. Each is met where its earliest user is.
    fn web(&self, members: &[Slot]) -> (Web, Vec<Head>) {
        let mut heads = Vec::new();
        let mut web = Web {
            complaints: members.len(),
            ..Web::default()
        };
        for &member in members {
            for (value, thread) in self.threads_of(member) {
                let users = self.thread(value, thread);
                if users[0] == member {
                    heads.push((value, member));
                    web.users
                        .push(users.iter().map(|&user| self.marks_of.place[user as usize]));
                    let judged = self.judged[value as usize].as_ref();
                    web.owned
                        .push(judged.is_some_and(|judged| judged.bits == i32::MAX));
                }
            }
        }
        (web, heads)
    }
}
