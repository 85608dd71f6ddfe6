//! The linker: complaints and corrections in, series out, kept up to date as they come and go.
//! What it holds after [`Linker::settle`] is a function of the set alone; places given by history
//! (slots, group numbers) never decide anything.

use std::collections::HashMap;

use rustc_hash::FxHashSet as HashSet;

use crate::company::NEAR;
use crate::correction::{Contradiction, Correction, Mark, rule};
use crate::figures::Figures;
use crate::groups::{GroupNo, Groups, NOBODY};
use crate::judge::{Judged, Ruling};
use crate::noise::NoiseList;
use crate::obeyed::Obeyed;
use crate::prepared::Prepared;
use crate::record::{Record, RecordId, ValueKey};
use crate::regions::{RegionNo, Regions};
use crate::roll::{Roll, Slot, ValueNo};
use crate::settle::Head;

/// What changed since the last settling.
#[derive(Debug, Default)]
pub(crate) struct Dirty {
    /// Values whose users or mark changed.
    pub(crate) values: Vec<ValueNo>,
    /// Names that are compared with others otherwise than before; what they are worth is the same.
    pub(crate) names: Vec<ValueNo>,
    /// Complaints that came.
    pub(crate) slots: Vec<Slot>,
    /// Complaints whose look-alikes may have changed.
    pub(crate) pictures: HashSet<Slot>,
    /// All complaints are such.
    pub(crate) every_picture: bool,
    /// Groups that lost a member, or a neighbour.
    pub(crate) groups: HashSet<GroupNo>,
    /// Complaints whose series must be made again.
    pub(crate) members: HashSet<Slot>,
    /// Regions that lost a group.
    pub(crate) regions: HashSet<RegionNo>,
}

/// The state of linkage over a set of complaints.
#[derive(Debug)]
pub struct Linker {
    pub(crate) figures: Figures,
    pub(crate) noise: Vec<NoiseList>,
    pub(crate) obeyed: Obeyed,
    marks: HashMap<ValueKey, Ruling>,
    pub(crate) roll: Roll,
    pub(crate) judged: Vec<Option<Box<Judged>>>,
    pub(crate) groups: Groups,
    pub(crate) joined: Regions,
    /// Threads of many that did not lie in one group when groups were last made; some of those
    /// that are no more.
    pub(crate) parted: HashSet<Head>,
    pub(crate) dirty: Dirty,
    pub(crate) marks_of: Marks,
}

/// Marks on complaints and values, so that a search allocates nothing it does not find.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    turn: u32,
    slots: Vec<u32>,
    values: Vec<u32>,
    /// The place of a complaint in the component last found for it.
    pub(crate) place: Vec<u32>,
}

impl Marks {
    /// Forgets every mark.
    pub(crate) fn start(&mut self, slots: usize, values: usize) {
        self.turn = self.turn.wrapping_add(1);
        if self.turn == 0 {
            self.slots.fill(0);
            self.values.fill(0);
            self.turn = 1;
        }
        self.slots.resize(slots, 0);
        self.place.resize(slots, 0);
        self.values.resize(values, 0);
    }

    /// Marks a complaint; whether it was not marked yet.
    pub(crate) fn slot(&mut self, slot: Slot) -> bool {
        std::mem::replace(&mut self.slots[slot as usize], self.turn) != self.turn
    }

    /// The same for a value.
    pub(crate) fn value(&mut self, value: ValueNo) -> bool {
        std::mem::replace(&mut self.values[value as usize], self.turn) != self.turn
    }
}

/// What a settling changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Settled {
    /// Every series of two and more that may have changed, save those that only grew, members
    /// earliest first, in order of their earliest member.
    pub series: Vec<Vec<RecordId>>,
    /// Series that kept all they had: what a series of a million is told by. Any may be asked for
    /// whole ([`Linker::series_of`]).
    pub grown: Vec<Grown>,
    /// Complaints that are in no series now and may have been in one.
    pub alone: Vec<RecordId>,
    /// Values whose use was judged again, and names that are compared with others otherwise than
    /// before, in order of kind and key.
    pub values: Vec<ValueKey>,
}

/// A series that kept everybody and took in fewer than it had.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Grown {
    /// One who was in it before.
    pub of: RecordId,
    /// Those who came, alone before or of other series, earliest first.
    pub came: Vec<RecordId>,
    /// How many are in it now.
    pub size: usize,
}

impl Linker {
    /// An empty linker.
    #[must_use]
    pub fn new(figures: Figures, noise: Vec<NoiseList>) -> Self {
        Self {
            figures,
            noise,
            obeyed: Obeyed::default(),
            marks: HashMap::new(),
            roll: Roll::default(),
            judged: Vec::new(),
            groups: Groups::default(),
            joined: Regions::default(),
            parted: HashSet::default(),
            dirty: Dirty::default(),
            marks_of: Marks::default(),
        }
    }

    /// The figures it obeys.
    #[must_use]
    pub const fn figures(&self) -> &Figures {
        &self.figures
    }

    /// How many complaints it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.roll.len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether it holds this complaint.
    #[must_use]
    pub fn holds(&self, id: RecordId) -> bool {
        self.roll.slot(id).is_some()
    }

    /// Takes a complaint, in any order of arrival; one already held is replaced. Nothing is
    /// linked before [`Linker::settle`].
    pub fn insert(&mut self, record: &Record) {
        self.insert_prepared(Prepared::of(record.clone()));
    }

    /// The same for a complaint made ready on another thread.
    pub fn insert_prepared(&mut self, prepared: Prepared) {
        self.insert_many(vec![prepared]);
    }

    /// The same for many, which the cores take in together; of two with one identity the later
    /// stays.
    pub fn insert_many(&mut self, many: Vec<Prepared>) {
        let mut batch: Vec<Prepared> = Vec::with_capacity(many.len());
        let mut ids: HashSet<RecordId> = HashSet::default();
        for prepared in many {
            let id = prepared.id();
            if !ids.insert(id) {
                self.take_in(std::mem::take(&mut batch));
                ids = HashSet::from_iter([id]);
            }
            self.remove(id);
            batch.push(prepared);
        }
        self.take_in(batch);
    }

    fn take_in(&mut self, batch: Vec<Prepared>) {
        let (slots, known) = self.roll.insert(batch);
        let bound = self.roll.bound();
        self.groups.of.resize(bound, NOBODY);
        self.judged.resize_with(self.roll.values.len(), || None);
        self.dirty.names.extend(self.roll.name(&known));
        for (_, value, at) in known {
            if self.judged[value as usize].is_some() {
                let window = self.window(value);
                let judged = self.judged[value as usize].as_mut();
                judged.expect("seen just above").came(at, window);
            }
            self.dirty.values.push(value);
        }
        self.dirty.slots.extend(&slots);
        // Where most of what is held came since, all look-alikes are found again together.
        self.dirty.every_picture |= self.dirty.slots.len() * 2 > self.roll.len();
        if !self.dirty.every_picture {
            slots.into_iter().for_each(|slot| self.stir_pictures(slot));
        }
    }

    /// Marks the complaints whose look-alikes the coming or going of this one may change.
    fn stir_pictures(&mut self, slot: Slot) {
        let (bits, most) = (self.figures.image_bits, self.figures.most_alike);
        self.dirty.pictures.extend(self.roll.near(slot, bits, most));
    }

    /// Forgets a complaint; whether it was held.
    pub fn remove(&mut self, id: RecordId) -> bool {
        let Some(slot) = self.roll.slot(id) else {
            return false;
        };
        if !self.dirty.every_picture {
            self.stir_pictures(slot);
        }
        self.groups.keep_alike(slot, Box::default());
        for (value, at) in self.roll.remove(slot) {
            let window = self.window(value);
            if let Some(judged) = &mut self.judged[value as usize] {
                judged.went(at, window);
            }
            self.dirty.values.push(value);
            self.dirty.names.extend(self.roll.unname(value));
        }
        self.dirty.slots.retain(|&other| other != slot);
        self.dirty.pictures.remove(&slot);
        self.dirty.members.remove(&slot);
        let group = std::mem::replace(&mut self.groups.of[slot as usize], NOBODY);
        if group != NOBODY {
            self.joined.forget(slot, group);
            self.groups.all[group as usize]
                .members
                .retain(|&member| member != slot);
            self.dirty.groups.insert(group);
        }
        true
    }

    /// How many users after a place looked at it when they came.
    fn window(&self, value: ValueNo) -> usize {
        let kind = self.roll.values[value as usize].key.kind;
        let hard = self.figures.kinds.get(kind).hard;
        let window = self.figures.window_of(hard);
        if hard { window.max(NEAR) } else { window }
    }

    /// Obeys these corrections instead of those before. Nothing is linked before
    /// [`Linker::settle`].
    ///
    /// # Errors
    /// The contradiction between them, if any; nothing is changed then.
    pub fn correct(&mut self, corrections: Vec<Correction>) -> Result<(), Contradiction> {
        let marks = rule(&corrections)?.marks.into_iter();
        self.marks = marks
            .map(|(key, mark)| (key.clone(), ruling_of(mark)))
            .collect();
        let before = std::mem::replace(&mut self.obeyed, Obeyed::of(corrections));
        let (before, now) = (before.corrections(), self.obeyed.corrections());
        let changed = [missing(before, now), missing(now, before)].concat();
        for correction in changed {
            for value in correction.values() {
                self.dirty.values.extend(self.roll.number(value));
            }
            for record in correction.records() {
                self.dirty.members.extend(self.roll.slot(*record));
            }
        }
        Ok(())
    }

    /// What the corrections and lists say of a value.
    pub(crate) fn ruling(&self, value: ValueNo) -> Ruling {
        let key = &self.roll.values[value as usize].key;
        match self.marks.get(key) {
            Some(ruling) => *ruling,
            None if self.listed(key).is_some() => Ruling::Shared,
            None => Ruling::None,
        }
    }

    /// The name of the first list that names a value; a decision about the value stands above it.
    #[must_use]
    pub fn listed(&self, value: &ValueKey) -> Option<&str> {
        let mut naming = self.noise.iter();
        naming.find(|list| list.lists(value)).map(NoiseList::name)
    }

    pub(crate) fn ruled_on(&self, value: &ValueKey) -> bool {
        self.marks.contains_key(value)
    }

    /// The same with every series said whole, for a reader that compares whole series.
    #[must_use]
    pub fn whole(&self, mut settled: Settled) -> Settled {
        for grown in std::mem::take(&mut settled.grown) {
            settled.series.extend(self.series_of(grown.of));
        }
        let first = |series: &Vec<RecordId>| self.roll.slot(series[0]);
        (settled.series).sort_by_key(|series| first(series).map(|slot| self.roll.order(slot)));
        settled
    }

    /// The form under which a value of a complaint is linked: an IP address is lent again, and
    /// counts by the days of the facts.
    #[must_use]
    pub fn known_as(record: &Record, value: &ValueKey) -> ValueKey {
        Roll::known_as(record, value)
    }

    /// The series of a complaint, earliest member first; alone, it is its own. `None` when the
    /// complaint is not held.
    #[must_use]
    pub fn series_of(&self, id: RecordId) -> Option<Vec<RecordId>> {
        let slot = self.roll.slot(id)?;
        let mut members = self.companions(slot);
        members.sort_unstable_by_key(|&member| self.roll.order(member));
        Some(
            members
                .into_iter()
                .map(|member| self.roll.id(member))
                .collect(),
        )
    }
}

/// The corrections of the first list that are not in the second.
fn missing(from: &[Correction], among: &[Correction]) -> Vec<Correction> {
    let known: HashMap<_, _> = among.iter().map(|c| (c.id, &c.decision)).collect();
    let is_missing = |c: &&Correction| known.get(&c.id) != Some(&&c.decision);
    from.iter().filter(is_missing).cloned().collect()
}

const fn ruling_of(mark: Mark) -> Ruling {
    match mark {
        Mark::Shared(_) => Ruling::Shared,
        Mark::Owned(_) => Ruling::Owned,
    }
}
