//! The complaints and values the linker holds, numbered, and who uses what.
//! Keeps facts only: nothing here is weighed, grouped or decided.

use std::collections::HashMap;
use std::hash::BuildHasher as _;

use hashbrown::{DefaultHashBuilder as RandomState, HashTable};
use jiff::Timestamp;
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

use crate::record::{Kind, Record, RecordId, ValueKey};
use crate::sketch::Sketch;

/// A complaint's place in the roll. Given by arrival: no result may depend on it.
pub(crate) type Slot = u32;
/// A value's place in the roll, like a slot.
pub(crate) type ValueNo = u32;
/// A complaint's place in time, the total order every tie is broken by.
pub(crate) type Order = (Timestamp, RecordId);
/// Days that share one use of an IP address: addresses are lent again.
const IP_DAYS: i64 = 2;
const SECONDS_A_DAY: i64 = 86_400;

/// One complaint as the linker holds it.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) order: Order,
    /// The heading's number; 0 for none.
    pub(crate) heading: u32,
    /// Its linking values, each once, in order of their numbers.
    pub(crate) values: Box<[ValueNo]>,
    pub(crate) sketch: Option<Box<Sketch>>,
    pub(crate) image: Option<Box<[u64; 4]>>,
}

/// The users of a value: mostly a few.
type Users = SmallVec<[Slot; 4]>;

/// One value and its users, earliest first.
#[derive(Debug)]
pub(crate) struct Value {
    pub(crate) key: ValueKey,
    pub(crate) users: Users,
}

/// The roll.
#[derive(Debug, Default)]
pub(crate) struct Roll {
    slots: HashMap<RecordId, Slot>,
    entries: Vec<Option<Entry>>,
    free: Vec<Slot>,
    headings: HashMap<Box<str>, u32>,
    /// Values by key, hashed under a seed of this process: keys come from strangers.
    numbers: HashTable<ValueNo>,
    seed: RandomState,
    pub(crate) values: Vec<Value>,
    unused: Vec<ValueNo>,
    /// Complaints by each of the sixteen parts of their picture, earliest first.
    pictures: FxHashMap<(u8, u16), Users>,
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
        let hash = self.seed.hash_one(key);
        let same = |number: &ValueNo| self.values[*number as usize].key == *key;
        self.numbers.find(hash, same).copied()
    }

    /// The value under which the linker knows a value of this complaint.
    pub(crate) fn known_as(record: &Record, value: &ValueKey) -> ValueKey {
        if value.kind != Kind::Ip {
            return value.clone();
        }
        let at = record.occurred_at.unwrap_or(record.received_at).as_second();
        let days = at.div_euclid(IP_DAYS * SECONDS_A_DAY);
        ValueKey::new(Kind::Ip, &format!("{}@{days}", value.key))
    }

    /// Takes a complaint in, whose identity is not held yet; its slot, and its place among the
    /// users of each of its values.
    pub(crate) fn insert(
        &mut self,
        record: &Record,
        sketch: Option<Box<Sketch>>,
    ) -> (Slot, Vec<(ValueNo, usize)>) {
        let slot = self.free.pop().unwrap_or_else(|| {
            self.entries.push(None);
            u32::try_from(self.entries.len() - 1).expect("fewer than 2^32 complaints")
        });
        let mut values: Vec<ValueNo> = Vec::with_capacity(record.values.len());
        for value in record.linking() {
            values.push(self.take_number(Self::known_as(record, value)));
        }
        values.sort_unstable();
        values.dedup();
        let heading = record.heading.as_deref().map_or(0, |text| {
            let next = u32::try_from(self.headings.len() + 1).expect("fewer than 2^32 headings");
            *self.headings.entry(text.into()).or_insert(next)
        });
        let entry = Entry {
            order: record.order(),
            heading,
            values: values.into(),
            sketch,
            image: record.image.as_ref().map(|bytes| Box::new(words_of(bytes))),
        };
        self.slots.insert(record.id, slot);
        self.entries[slot as usize] = Some(entry);
        (slot, self.enlist(slot))
    }

    fn enlist(&mut self, slot: Slot) -> Vec<(ValueNo, usize)> {
        let entry = self.entries[slot as usize].as_ref().expect("a slot in use");
        for part in entry.image.iter().flat_map(|image| parts(image)) {
            place(self.pictures.entry(part).or_default(), slot, &self.entries);
        }
        let mut places = Vec::with_capacity(entry.values.len());
        for &value in &entry.values {
            let users = &mut self.values[value as usize].users;
            places.push((value, place(users, slot, &self.entries)));
        }
        places
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
        for part in parts(image) {
            let users = &self.pictures[&part];
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
            let users = &mut self.values[value as usize].users;
            places.push((value, unplace(users, slot, &self.entries)));
        }
        let pictures: Vec<_> = entry.image.iter().flat_map(|image| parts(image)).collect();
        for part in pictures {
            let users = self.pictures.get_mut(&part).expect("every part is listed");
            unplace(users, slot, &self.entries);
            if users.is_empty() {
                self.pictures.remove(&part);
            }
        }
        let entry = self.entries[slot as usize].take().expect("seen just above");
        self.slots.remove(&entry.order.1);
        self.free.push(slot);
        places
    }

    /// Lets the number of a value nobody uses be given again.
    pub(crate) fn release(&mut self, value: ValueNo) {
        let held = &mut self.values[value as usize];
        if !held.users.is_empty() {
            return;
        }
        let hash = self.seed.hash_one(&held.key);
        if let Ok(entry) = self.numbers.find_entry(hash, |number| *number == value) {
            entry.remove();
            self.values[value as usize].users = Users::new();
            self.unused.push(value);
        }
    }

    fn take_number(&mut self, key: ValueKey) -> ValueNo {
        let hash = self.seed.hash_one(&key);
        let same = |number: &ValueNo| self.values[*number as usize].key == key;
        if let Some(&number) = self.numbers.find(hash, same) {
            return number;
        }
        let value = Value {
            key,
            users: Users::new(),
        };
        let number = match self.unused.pop() {
            Some(number) => {
                self.values[number as usize] = value;
                number
            }
            None => {
                self.values.push(value);
                u32::try_from(self.values.len() - 1).expect("fewer than 2^32 values")
            }
        };
        let (seed, values) = (&self.seed, &self.values);
        let again = |number: &ValueNo| seed.hash_one(&values[*number as usize].key);
        self.numbers.insert_unique(hash, number, again);
        number
    }

    /// Complaints whose picture looks like this one's, itself included, in order of slots. None
    /// at all when more than `most` complaints have a part of it: a stock picture says nothing.
    pub(crate) fn alike(&self, slot: Slot, bits: u32, most: usize) -> Vec<Slot> {
        let Some(image) = &self.entry(slot).image else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for part in parts(image) {
            let users = &self.pictures[&part];
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

/// The sixteen parts of a hash. Two hashes within 31 bits have a part that differs by one bit at
/// most, and nearly always one that is equal (multi-index hashing, Norouzi and others, 2012).
fn parts(image: &[u64; 4]) -> impl Iterator<Item = (u8, u16)> + use<> {
    let image = *image;
    (0_u8..16).map(move |part| {
        let word = image[usize::from(part) / 4];
        (part, (word >> (16 * (u32::from(part) % 4))) as u16)
    })
}

fn rank(entries: &[Option<Entry>], slot: Slot) -> Order {
    entries[slot as usize]
        .as_ref()
        .expect("a slot in use")
        .order
}

fn place(users: &mut Users, slot: Slot, entries: &[Option<Entry>]) -> usize {
    let order = rank(entries, slot);
    if users.last().is_none_or(|&last| rank(entries, last) < order) {
        users.push(slot);
        return users.len() - 1;
    }
    let at = users.partition_point(|&user| rank(entries, user) < order);
    users.insert(at, slot);
    at
}

fn unplace(users: &mut Users, slot: Slot, entries: &[Option<Entry>]) -> usize {
    let order = rank(entries, slot);
    let at = users.partition_point(|&user| rank(entries, user) < order);
    users.remove(at);
    at
}
