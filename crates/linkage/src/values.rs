//! The values the linker holds, numbered, and who uses each. They lie in shards by the hash of their
//! key, so that cores take in a batch side by side; what a value is worth is not known here.

use std::hash::BuildHasher as _;
use std::ops::Index;
use std::sync::OnceLock;

use hashbrown::{DefaultHashBuilder as RandomState, HashTable};
use rayon::prelude::*;
use smallvec::SmallVec;

use crate::record::{Kind, ValueKey};
use crate::roll::{Slot, ValueNo};

/// How many shards: more than cores, so that none waits long for the fullest.
const SHARDS: usize = 16;
/// From how many uses the cores share the work.
const MANY: usize = 2_000;

/// The users of a value: mostly a few.
pub(crate) type Users = SmallVec<[Slot; 4]>;

/// One value and its users, earliest first.
#[derive(Debug)]
pub(crate) struct Value {
    pub(crate) key: ValueKey,
    pub(crate) users: Users,
}

/// A value as a complaint that arrives uses it.
#[derive(Debug)]
pub(crate) struct Use {
    /// The place of the complaint in its batch.
    pub(crate) by: u32,
    /// [`hash`] of its key.
    pub(crate) hash: u64,
    pub(crate) key: ValueKey,
}

/// A use that is now known: the complaint's place in its batch, the value, and the place among its
/// users.
pub(crate) type Known = (u32, ValueNo, usize);

/// Every value.
#[derive(Debug)]
pub(crate) struct Values {
    shards: Vec<Shard>,
}

/// The hash of a value. Keys come from strangers: they are hashed under a seed of this process.
pub(crate) fn hash(key: &ValueKey) -> u64 {
    hash_of(key.kind, &key.key)
}

fn hash_of(kind: Kind, key: &str) -> u64 {
    static SEED: OnceLock<RandomState> = OnceLock::new();
    SEED.get_or_init(RandomState::default).hash_one((kind, key))
}

/// Some of the values, by their places here.
#[derive(Debug, Default)]
struct Shard {
    places: HashTable<u32>,
    values: Vec<Value>,
    unused: Vec<u32>,
}

impl Default for Values {
    fn default() -> Self {
        Self {
            shards: (0..SHARDS).map(|_| Shard::default()).collect(),
        }
    }
}

impl Index<usize> for Values {
    type Output = Value;

    fn index(&self, number: usize) -> &Value {
        &self.shards[number % SHARDS].values[number / SHARDS]
    }
}

impl Values {
    /// One more than the highest number ever given, or more.
    pub(crate) fn len(&self) -> usize {
        let most = self.shards.iter().map(|shard| shard.values.len()).max();
        most.unwrap_or(0) * SHARDS
    }

    /// The number of a value.
    pub(crate) fn number(&self, key: &ValueKey) -> Option<ValueNo> {
        self.number_of(key.kind, &key.key)
    }

    /// The same, of a key that is not made a value.
    pub(crate) fn number_of(&self, kind: Kind, key: &str) -> Option<ValueNo> {
        let hash = hash_of(kind, key);
        let shard = shard_of(hash);
        let place = self.shards[shard].find(hash, kind, key)?;
        Some(number(shard, place))
    }

    /// The values of a kind that somebody uses, in no order.
    pub(crate) fn held(&self, kind: Kind) -> impl Iterator<Item = (ValueNo, &str)> {
        self.shards.iter().enumerate().flat_map(move |(at, shard)| {
            let values = shard.values.iter().zip(0..);
            let held =
                values.filter(move |(value, _)| value.key.kind == kind && !value.users.is_empty());
            held.map(move |(value, place)| (number(at, place), &*value.key.key))
        })
    }

    pub(crate) fn users_mut(&mut self, number: ValueNo) -> &mut Users {
        let number = number as usize;
        &mut self.shards[number % SHARDS].values[number / SHARDS].users
    }

    /// Takes uses in, in their order for each value. `place` puts a complaint, told by its place in
    /// the batch, among users; `None` when it is there already.
    pub(crate) fn take(
        &mut self,
        uses: Vec<Use>,
        place: impl Fn(&mut Users, u32) -> Option<usize> + Sync,
    ) -> Vec<Known> {
        if uses.len() < MANY {
            let take = |used: Use| {
                let shard = shard_of(used.hash);
                self.shards[shard].take(shard, used, &place)
            };
            return uses.into_iter().filter_map(take).collect();
        }
        let mut parted: Vec<Vec<Use>> = (0..SHARDS)
            .map(|_| Vec::with_capacity(uses.len() / SHARDS * 5 / 4))
            .collect();
        for used in uses {
            parted[shard_of(used.hash)].push(used);
        }
        let shards = self.shards.par_iter_mut().enumerate().zip(parted);
        let known = shards.map(|((number, shard), uses)| {
            let take = |used| shard.take(number, used, &place);
            uses.into_iter().filter_map(take).collect()
        });
        known.collect::<Vec<Vec<Known>>>().concat()
    }

    /// Lets the number of a value nobody uses be given again.
    pub(crate) fn release(&mut self, number: ValueNo) {
        let number = number as usize;
        let shard = &mut self.shards[number % SHARDS];
        let place = u32::try_from(number / SHARDS).expect("numbered by u32");
        let held = &mut shard.values[place as usize];
        if !held.users.is_empty() {
            return;
        }
        held.users = Users::new();
        if let Ok(entry) = shard
            .places
            .find_entry(hash(&held.key), |other| *other == place)
        {
            entry.remove();
            shard.unused.push(place);
        }
    }
}

impl Shard {
    fn find(&self, hash: u64, kind: Kind, key: &str) -> Option<u32> {
        let same = |place: &u32| {
            let known = &self.values[*place as usize].key;
            known.kind == kind && *known.key == *key
        };
        self.places.find(hash, same).copied()
    }

    fn take(
        &mut self,
        shard: usize,
        used: Use,
        place: impl Fn(&mut Users, u32) -> Option<usize>,
    ) -> Option<Known> {
        let by = used.by;
        let at = match self.find(used.hash, used.key.kind, &used.key.key) {
            Some(at) => at,
            None => self.add(used),
        };
        let among = place(&mut self.values[at as usize].users, by)?;
        Some((by, number(shard, at), among))
    }

    fn add(&mut self, used: Use) -> u32 {
        let value = Value {
            key: used.key,
            users: Users::new(),
        };
        let at = match self.unused.pop() {
            Some(at) => {
                self.values[at as usize] = value;
                at
            }
            None => {
                self.values.push(value);
                u32::try_from(self.values.len() - 1).expect("fewer than 2^28 values in a shard")
            }
        };
        let values = &self.values;
        let again = |at: &u32| hash(&values[*at as usize].key);
        self.places.insert_unique(used.hash, at, again);
        at
    }
}

/// The table reads the low and the highest bits of a hash: the shard takes others.
const fn shard_of(hash: u64) -> usize {
    (hash >> 40) as usize % SHARDS
}

fn number(shard: usize, place: u32) -> ValueNo {
    u32::try_from(place as usize * SHARDS + shard).expect("fewer than 2^32 values")
}
