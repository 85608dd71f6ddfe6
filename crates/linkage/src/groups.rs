//! The groups that linked values make, and the evidence between them, kept as state.
//! Holds and looks up; what is worth what is decided in `score.rs`.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::roll::{Order, Roll, Slot, ValueNo};

/// A group's place. Given by history: no result may depend on it.
pub(crate) type GroupNo = u32;
/// The group of a slot that is in none.
pub(crate) const NOBODY: GroupNo = u32::MAX;

/// Evidence enough between two groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edge {
    pub(crate) to: GroupNo,
    pub(crate) bits: i32,
    /// It was acted on when series were last made.
    pub(crate) held: bool,
}

/// How a group uses a value that several use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Use {
    /// The doublings of the number of its complaints that use it: a group is compared again when
    /// this changes, not at each complaint.
    pub(crate) doublings: u8,
    /// All of them use it as a lent value.
    pub(crate) lent: bool,
    /// The tenancies of the value in which they use it, a bit each; the last for all the later.
    pub(crate) tenancies: u32,
}

/// The groups on a value, ordered by number, and how each uses it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct On {
    pub(crate) groups: Box<[GroupNo]>,
    uses: Box<[Use]>,
}

/// Complaints that linked values join and no hinge parts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Group {
    /// Earliest first.
    pub(crate) members: Vec<Slot>,
    /// Those that stand for the group when it is compared.
    pub(crate) sample: Box<[Slot]>,
    /// The groups it may join, ordered by number.
    pub(crate) edges: Vec<Edge>,
    /// How many members it had when it was last compared.
    pub(crate) size: usize,
    /// Its earliest member when it was last compared.
    pub(crate) first: Option<Order>,
}

/// Every group, and who is in which.
#[derive(Debug, Default)]
pub(crate) struct Groups {
    pub(crate) of: Vec<GroupNo>,
    pub(crate) all: Vec<Group>,
    free: Vec<GroupNo>,
    /// The groups on a value that is evidence between them, ordered by number.
    on: HashMap<ValueNo, On>,
    /// The same for the picture of a complaint.
    alike: HashMap<Slot, Box<[GroupNo]>>,
    /// The other way round: the complaints that have each group in their `alike`. One picture may
    /// look like too many groups' to count, and be counted by each of them.
    seen_by: HashMap<GroupNo, HashSet<Slot>>,
}

impl Groups {
    pub(crate) fn get(&self, group: GroupNo) -> &Group {
        &self.all[group as usize]
    }

    pub(crate) fn size(&self, group: GroupNo) -> usize {
        self.get(group).members.len()
    }

    pub(crate) fn is_live(&self, group: GroupNo) -> bool {
        !self.get(group).members.is_empty()
    }

    pub(crate) fn create(&mut self) -> GroupNo {
        self.free.pop().unwrap_or_else(|| {
            self.all.push(Group::default());
            u32::try_from(self.all.len() - 1).expect("fewer groups than complaints")
        })
    }

    /// Ends a group; the groups it had evidence with.
    pub(crate) fn end(&mut self, group: GroupNo) -> Vec<GroupNo> {
        let ended = std::mem::take(&mut self.all[group as usize]);
        self.free.push(group);
        let others: Vec<GroupNo> = ended.edges.iter().map(|edge| edge.to).collect();
        for &other in &others {
            set_half(&mut self.all[other as usize].edges, group, None);
        }
        others
    }

    /// Says what is worth joining two groups now; where that changed, whether what it was worth
    /// before was acted on.
    pub(crate) fn set_edge(&mut self, a: GroupNo, b: GroupNo, bits: Option<i32>) -> Option<bool> {
        set_half(&mut self.all[b as usize].edges, a, bits);
        set_half(&mut self.all[a as usize].edges, b, bits)
    }

    /// The evidence between two groups, if it is enough.
    pub(crate) fn edge(&self, from: GroupNo, to: GroupNo) -> Option<Edge> {
        let edges = &self.get(from).edges;
        let place = place(edges, to).ok()?;
        Some(edges[place])
    }

    /// Keeps whether evidence is acted on, as one of the two groups sees it.
    pub(crate) fn hold_half(&mut self, from: GroupNo, to: GroupNo, held: bool) {
        let edges = &mut self.all[from as usize].edges;
        let place = place(edges, to).expect("both sides know of it");
        edges[place].held = held;
    }

    /// The groups that evidence that is acted on joins to this one.
    pub(crate) fn held(&self, group: GroupNo) -> impl Iterator<Item = GroupNo> {
        let edges = self.get(group).edges.iter();
        edges.filter(|edge| edge.held).map(|edge| edge.to)
    }

    pub(crate) fn on(&self, value: ValueNo) -> &[GroupNo] {
        self.on.get(&value).map_or(&[], |on| &on.groups)
    }

    /// How a group on a value uses it.
    pub(crate) fn usage(&self, value: ValueNo, group: GroupNo) -> Option<Use> {
        let on = self.on.get(&value)?;
        let at = on.groups.binary_search(&group).ok()?;
        Some(on.uses[at])
    }

    pub(crate) fn alike(&self, slot: Slot) -> &[GroupNo] {
        self.alike.get(&slot).map_or(&[], |groups| groups)
    }

    /// Keeps the groups on a value; those before, when they differ.
    pub(crate) fn keep_on(&mut self, value: ValueNo, now: On) -> Option<Box<[GroupNo]>> {
        let before = if now.groups.is_empty() {
            self.on.remove(&value).unwrap_or_default()
        } else if self.on.get(&value) == Some(&now) {
            return None;
        } else {
            self.on.insert(value, now).unwrap_or_default()
        };
        Some(before.groups)
    }

    /// The groups of the users of a value, and how each uses it, from how each user does: in which
    /// tenancy, and whether as a lent one.
    pub(crate) fn on_these(
        &self,
        users: &[Slot],
        most: usize,
        how: impl Iterator<Item = (u32, bool)>,
    ) -> On {
        let groups = self.among(users, most);
        if groups.is_empty() {
            return On::default();
        }
        let mut counts = vec![(0_u32, true, 0_u32); groups.len()];
        for (&user, (tenancy, lent)) in users.iter().zip(how) {
            if let Ok(place) = groups.binary_search(&self.of[user as usize]) {
                let (count, all_lent, tenancies) = &mut counts[place];
                *count += 1;
                *all_lent = *all_lent && lent;
                *tenancies |= 1 << tenancy.min(u32::BITS - 1);
            }
        }
        let uses = counts.into_iter().map(|(count, lent, tenancies)| Use {
            doublings: u8::try_from(count.ilog2()).expect("at most 31"),
            lent,
            tenancies,
        });
        On {
            groups,
            uses: uses.collect(),
        }
    }

    /// Whether two groups use a value, in one tenancy of it.
    pub(crate) fn share(&self, value: ValueNo, a: GroupNo, b: GroupNo) -> bool {
        let tenancies = |group| self.usage(value, group).map_or(0, |usage| usage.tenancies);
        tenancies(a) & tenancies(b) != 0
    }

    /// Keeps the groups of a picture; those before, when they differ.
    pub(crate) fn keep_alike(&mut self, slot: Slot, now: Box<[GroupNo]>) -> Option<Box<[GroupNo]>> {
        let current = now.clone();
        let before = if now.is_empty() {
            self.alike.remove(&slot)
        } else {
            self.alike.insert(slot, now)
        };
        let before = before.unwrap_or_default();
        if before == current {
            return None;
        }
        for group in &before {
            if let Some(seers) = self.seen_by.get_mut(group) {
                seers.remove(&slot);
                if seers.is_empty() {
                    self.seen_by.remove(group);
                }
            }
        }
        for &group in &current {
            self.seen_by.entry(group).or_default().insert(slot);
        }
        Some(before)
    }

    /// The groups of the complaints whose picture looks like one of this group's.
    pub(crate) fn seers(&self, group: GroupNo) -> impl Iterator<Item = GroupNo> {
        let slots = self.seen_by.get(&group).into_iter().flatten();
        slots.map(|&slot| self.of[slot as usize])
    }

    /// The groups of these complaints in order of number; nothing when they are all in one or in
    /// more than `most`.
    pub(crate) fn among(&self, slots: &[Slot], most: usize) -> Box<[GroupNo]> {
        let mut found: Vec<GroupNo> = Vec::new();
        for &slot in slots {
            let group = self.of[slot as usize];
            if group != NOBODY && !found.contains(&group) {
                if found.len() == most {
                    return Box::default();
                }
                found.push(group);
            }
        }
        if found.len() < 2 {
            return Box::default();
        }
        found.sort_unstable();
        found.into()
    }

    /// The smaller group first: by doublings of size, then the earliest. A group that grows is
    /// compared again at each doubling, so its place here never changes unseen.
    pub(crate) fn by_size(&self, roll: &Roll, a: GroupNo, b: GroupNo) -> (GroupNo, GroupNo) {
        let size = |group| (self.size(group).checked_ilog2(), self.order(roll, group));
        if size(a) <= size(b) { (a, b) } else { (b, a) }
    }

    /// Orders groups by their earliest member: what ties are broken by.
    pub(crate) fn order(&self, roll: &Roll, group: GroupNo) -> Order {
        roll.order(self.get(group).members[0])
    }
}

fn place(edges: &[Edge], to: GroupNo) -> Result<usize, usize> {
    edges.binary_search_by_key(&to, |edge| edge.to)
}

/// What [`Groups::set_edge`] does, on one side.
fn set_half(edges: &mut Vec<Edge>, to: GroupNo, bits: Option<i32>) -> Option<bool> {
    match (place(edges, to), bits) {
        (Ok(at), Some(bits)) => {
            let edge = &mut edges[at];
            (std::mem::replace(&mut edge.bits, bits) != bits).then_some(edge.held)
        }
        (Ok(at), None) => Some(edges.remove(at).held),
        (Err(at), Some(bits)) => {
            let held = false;
            edges.insert(at, Edge { to, bits, held });
            Some(held)
        }
        (Err(_), None) => None,
    }
}
