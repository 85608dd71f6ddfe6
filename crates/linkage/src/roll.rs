//! The complaints and values the linker holds, numbered, and who uses what.
//! Keeps facts only: nothing here is weighed, grouped or decided.

use hashbrown::HashMap;
use jiff::Timestamp;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::names::Names;
use crate::prepared::Prepared;
use crate::record::{Kind, PerKind, Record, RecordId, ValueKey};
use crate::settle::MANY;
use crate::sketch::Sketch;
use crate::values::{Known, Use, Users, Values};

/// A complaint's place in the roll. Given by arrival: no result may depend on it.
pub(crate) type Slot = u32;
/// A value's place in the roll, like a slot.
pub(crate) type ValueNo = u32;
/// A complaint's place in time, the total order every tie is broken by.
pub(crate) type Order = (Timestamp, RecordId);
/// Days that share one use of an IP address: addresses are lent again.
const IP_DAYS: i64 = 2;
/// The parts of a picture's hash, of sixteen bits each.
const PARTS: usize = 16;
pub(crate) const SECONDS_A_DAY: i64 = 86_400;

/// One complaint as the linker holds it.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) order: Order,
    /// The heading's number; 0 for none.
    pub(crate) heading: u32,
    /// Its linking values, each once, in order of their numbers.
    pub(crate) values: SmallVec<[ValueNo; 4]>,
    pub(crate) sketch: Option<Box<Sketch>>,
    pub(crate) image: Option<Box<[u64; 4]>>,
}

/// From how many values a complaint's are counted when it comes.
const COUNTED: usize = 32;

/// The roll.
#[derive(Debug, Default)]
pub(crate) struct Roll {
    /// By identity, hashed under a seed of this process: a file may say any.
    slots: HashMap<RecordId, Slot>,
    entries: Vec<Option<Entry>>,
    free: Vec<Slot>,
    headings: HashMap<String, u32>,
    /// How many values of each kind the complaints of many values have.
    counts: HashMap<RecordId, Box<PerKind<usize>>>,
    pub(crate) values: Values,
    pub(crate) names: Names,
    /// Complaints by each of the parts of their picture, earliest first.
    pictures: [FxHashMap<u16, Users>; PARTS],
}

impl Roll {
    pub(crate) fn slot(&self, id: RecordId) -> Option<Slot> {
        self.slots.get(&id).copied()
    }

    pub(crate) fn len(&self) -> usize {
        self.slots.len()
    }

    /// One more than the highest slot ever given.
    pub(crate) fn bound(&self) -> usize {
        self.entries.len()
    }

    pub(crate) fn slots(&self) -> impl Iterator<Item = Slot> {
        self.entries
            .iter()
            .zip(0..)
            .filter_map(|(entry, slot)| entry.as_ref().map(|_| slot))
    }

    pub(crate) fn entry(&self, slot: Slot) -> &Entry {
        self.entries[slot as usize].as_ref().expect("a slot in use")
    }

    /// Whether a complaint has this slot now.
    pub(crate) fn is_held(&self, slot: Slot) -> bool {
        self.entries.get(slot as usize).is_some_and(Option::is_some)
    }

    pub(crate) fn order(&self, slot: Slot) -> Order {
        self.entry(slot).order
    }

    pub(crate) fn id(&self, slot: Slot) -> RecordId {
        self.entry(slot).order.1
    }

    pub(crate) fn users(&self, value: ValueNo) -> &[Slot] {
        &self.values[value as usize].users
    }

    pub(crate) fn number(&self, key: &ValueKey) -> Option<ValueNo> {
        self.values.number(key)
    }

    /// The value under which the linker knows a value of this complaint.
    pub(crate) fn known_as(record: &Record, value: &ValueKey) -> ValueKey {
        if value.kind != Kind::Ip {
            return value.clone();
        }
        on_day(value, day_of(record))
    }

    /// Takes complaints in, of different identities none of which is held yet; their slots in order,
    /// and the place of each among the users of its values.
    pub(crate) fn insert(&mut self, mut batch: Vec<Prepared>) -> (Vec<Slot>, Vec<Known>) {
        let mut slots = Vec::with_capacity(batch.len());
        let mut every = Vec::with_capacity(batch.iter().map(|one| one.hashes.len()).sum());
        self.slots.reserve(batch.len());
        for (by, prepared) in (0..).zip(&mut batch) {
            every.extend(uses(by, prepared));
            slots.push(self.enter(prepared));
        }
        if batch.len() >= MANY {
            // What is left of them is given back beside: a tenth of the time here otherwise.
            rayon::spawn(move || drop(batch));
        }
        self.show(&slots);
        let (entries, of) = (&self.entries, &slots);
        let known = self
            .values
            .take(every, |users, by| place(users, of[by as usize], entries));
        for &(by, value, _) in &known {
            let entry = self.entries[slots[by as usize] as usize].as_mut();
            entry.expect("entered just above").values.push(value);
        }
        for &slot in &slots {
            let entry = self.entries[slot as usize].as_mut();
            entry.expect("entered just above").values.sort_unstable();
            self.count_many(slot);
        }
        (slots, known)
    }

    fn count_many(&mut self, slot: Slot) {
        let entry = self.entry(slot);
        if entry.values.len() < COUNTED {
            return;
        }
        let mut counts = PerKind::from_fn(|_| 0);
        for &value in &entry.values {
            *counts.get_mut(self.values[value as usize].key.kind) += 1;
        }
        self.counts.insert(entry.order.1, Box::new(counts));
    }

    /// How many values of a kind a complaint has.
    pub(crate) fn count(&self, entry: &Entry, kind: Kind) -> usize {
        if let Some(counts) = self.counts.get(&entry.order.1) {
            return *counts.get(kind);
        }
        let of_kind = |value: &&ValueNo| self.values[**value as usize].key.kind == kind;
        entry.values.iter().filter(of_kind).count()
    }

    /// Gives a complaint its slot; its values are not known yet.
    fn enter(&mut self, prepared: &mut Prepared) -> Slot {
        let Prepared { record, sketch, .. } = prepared;
        let heading = record.heading.as_deref().map_or(0, |text| {
            let next = u32::try_from(self.headings.len() + 1).expect("fewer than 2^32 headings");
            *self.headings.entry_ref(text).or_insert(next)
        });
        let entry = Entry {
            order: record.order(),
            heading,
            values: SmallVec::new(),
            sketch: sketch.take(),
            image: record.image.as_ref().map(|bytes| Box::new(words_of(bytes))),
        };
        let slot = self.free.pop().unwrap_or_else(|| {
            self.entries.push(None);
            u32::try_from(self.entries.len() - 1).expect("fewer than 2^32 complaints")
        });
        self.slots.insert(record.id, slot);
        self.entries[slot as usize] = Some(entry);
        slot
    }

    /// Lists complaints by the parts of their pictures, part by part over the cores.
    fn show(&mut self, slots: &[Slot]) {
        let entries = &self.entries;
        let image =
            |slot: &Slot| Some((*slot, entries[*slot as usize].as_ref()?.image.as_deref()?));
        let shown: Vec<(Slot, &[u64; 4])> = slots.iter().filter_map(image).collect();
        let list = |(part, listed): (usize, &mut FxHashMap<u16, Users>)| {
            for (slot, image) in &shown {
                place(
                    listed.entry(part_of(image, part)).or_default(),
                    *slot,
                    entries,
                );
            }
        };
        if shown.len() < MANY {
            self.pictures.iter_mut().enumerate().for_each(list);
        } else {
            self.pictures.par_iter_mut().enumerate().for_each(list);
        }
    }

    /// Whether a complaint has a picture.
    pub(crate) fn is_pictured(&self, slot: Slot) -> bool {
        self.entry(slot).image.is_some()
    }

    /// Every complaint whose look-alikes this one's coming or going may change: those within
    /// `bits` of it, and all that share a part that it makes everybody's.
    pub(crate) fn near(&self, slot: Slot, bits: u32, most: usize) -> Vec<Slot> {
        let Some(image) = &self.entry(slot).image else {
            return Vec::new();
        };
        let alike = |other: &&Slot| {
            let other = self
                .entry(**other)
                .image
                .as_ref()
                .expect("listed by its picture");
            differing(image, other) <= bits
        };
        let mut found = Vec::new();
        for (part, listed) in self.pictures.iter().enumerate() {
            let users = &listed[&part_of(image, part)];
            if users.len() == most || users.len() == most + 1 {
                found.extend_from_slice(users);
            } else if users.len() < most {
                found.extend(users.iter().filter(alike));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Forgets a complaint; the place it had among the users of each of its values.
    pub(crate) fn remove(&mut self, slot: Slot) -> Vec<(ValueNo, usize)> {
        let entry = self.entries[slot as usize].as_ref().expect("a slot in use");
        let mut places = Vec::with_capacity(entry.values.len());
        for &value in &entry.values {
            let users = self.values.users_mut(value);
            places.push((value, unplace(users, slot, &self.entries)));
        }
        if let Some(image) = &entry.image {
            for (part, listed) in self.pictures.iter_mut().enumerate() {
                let part = part_of(image, part);
                let users = listed.get_mut(&part).expect("every part is listed");
                unplace(users, slot, &self.entries);
                if users.is_empty() {
                    listed.remove(&part);
                }
            }
        }
        let entry = self.entries[slot as usize].take().expect("seen just above");
        self.slots.remove(&entry.order.1);
        self.counts.remove(&entry.order.1);
        self.free.push(slot);
        places
    }

    /// Puts values that complaints use now among names; those that are compared with no other any more.
    pub(crate) fn name(&mut self, known: &[Known]) -> Vec<ValueNo> {
        let numbers = known.iter().map(|&(_, value, _)| value);
        self.names.took(&self.values, numbers)
    }

    /// Takes a value that nobody uses out of names; those that are compared with others again.
    pub(crate) fn unname(&mut self, value: ValueNo) -> Vec<ValueNo> {
        match self.users(value) {
            [] => self.names.left(&self.values, value),
            _ => Vec::new(),
        }
    }

    /// Lets the number of a value nobody uses be given again.
    pub(crate) fn release(&mut self, value: ValueNo) {
        self.values.release(value);
    }

    /// Complaints whose picture looks like this one's, itself included, in order of slots. None
    /// at all when more than `most` complaints have a part of it: a stock picture says nothing.
    pub(crate) fn alike(&self, slot: Slot, bits: u32, most: usize) -> Vec<Slot> {
        let Some(image) = &self.entry(slot).image else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for (part, listed) in self.pictures.iter().enumerate() {
            let users = &listed[&part_of(image, part)];
            if users.len() > most {
                return Vec::new();
            }
            found.extend_from_slice(users);
        }
        found.sort_unstable();
        found.dedup();
        found.retain(|&other| {
            let other = self
                .entry(other)
                .image
                .as_ref()
                .expect("listed by its picture");
            differing(image, other) <= bits
        });
        found
    }
}

/// How many bits differ between two pictures' hashes.
pub(crate) fn differing(one: &[u64; 4], other: &[u64; 4]) -> u32 {
    one.iter()
        .zip(other)
        .map(|(a, b)| (a ^ b).count_ones())
        .sum()
}

fn words_of(bytes: &[u8; 32]) -> [u64; 4] {
    let mut words = [0; 4];
    for (word, eight) in words.iter_mut().zip(bytes.chunks_exact(8)) {
        *word = u64::from_be_bytes(eight.try_into().expect("eight bytes"));
    }
    words
}

/// A part of a hash. Two hashes within 31 bits have a part that differs by one bit at most, and
/// nearly always one that is equal (multi-index hashing, Norouzi and others, 2012).
const fn part_of(image: &[u64; 4], part: usize) -> u16 {
    (image[part / 4] >> (16 * (part % 4))) as u16
}

fn rank(entries: &[Option<Entry>], slot: Slot) -> Order {
    entries[slot as usize]
        .as_ref()
        .expect("a slot in use")
        .order
}

/// Puts a complaint among users, in order; its place, or `None` when it is there already.
fn place(users: &mut Users, slot: Slot, entries: &[Option<Entry>]) -> Option<usize> {
    let order = rank(entries, slot);
    if users.last().is_none_or(|&last| rank(entries, last) < order) {
        users.push(slot);
        return Some(users.len() - 1);
    }
    let at = users.partition_point(|&user| rank(entries, user) < order);
    if users.get(at) == Some(&slot) {
        return None;
    }
    users.insert(at, slot);
    Some(at)
}

/// The linking values of a complaint that arrives. They leave it.
fn uses(by: u32, prepared: &mut Prepared) -> impl Iterator<Item = Use> {
    let day = day_of(&prepared.record);
    let used = prepared.record.values.drain(..);
    let linking = used.filter(|used| used.role.may_link());
    let hashes = prepared.hashes.iter();
    linking.zip(hashes).map(move |(used, &hash)| {
        let key = match used.value.kind {
            Kind::Ip => on_day(&used.value, day),
            _ => used.value,
        };
        Use { by, hash, key }
    })
}

/// The span of days that the facts of a complaint fall in.
fn day_of(record: &Record) -> i64 {
    let at = record.occurred_at.unwrap_or(record.received_at);
    at.as_second().div_euclid(IP_DAYS * SECONDS_A_DAY)
}

/// An IP address as it was lent on these days.
fn on_day(value: &ValueKey, day: i64) -> ValueKey {
    ValueKey::new(Kind::Ip, &format!("{}@{day}", value.key))
}

fn unplace(users: &mut Users, slot: Slot, entries: &[Option<Entry>]) -> usize {
    let order = rank(entries, slot);
    let at = users.partition_point(|&user| rank(entries, user) < order);
    users.remove(at);
    at
}
