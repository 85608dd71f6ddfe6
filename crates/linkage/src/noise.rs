//! Static lists of values known to be everybody's: banks' own sites, public numbers, VPN ranges.
//! A list is data with a name, shown in the explanation; this file holds no list of its own.
//!
//! A list of tens of thousands of entries is asked at every judgement: entries lie in tables by hash,
//! beginnings by their length, networks as ranges that do not overlap.

use std::net::IpAddr;
use std::sync::Arc;

use faisceau_identifiers::registrable;
use rustc_hash::FxHashSet;

use crate::record::{Kind, PerKind, ValueKey};

/// One line of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pattern {
    /// The key itself.
    Exact(String),
    /// The key begins with this text (a range of phone numbers: `+33639980`).
    Prefix(String),
    /// A host registered under this name; for an e-mail, what follows the `@`. A tenant of a shared
    /// host has a name of its own.
    Registrable(String),
    /// This host or one below it.
    Suffix(String),
    /// An IP key inside this network (address, length of the prefix in bits).
    Network(IpAddr, u8),
}

/// A named list of values that never link.
#[derive(Clone, Debug)]
pub struct NoiseList {
    name: Arc<str>,
    kinds: Arc<PerKind<bool>>,
    entries: Arc<Entries>,
}

/// The entries of a list.
#[derive(Debug, Default)]
struct Entries {
    exact: FxHashSet<Box<str>>,
    prefixes: FxHashSet<Box<str>>,
    /// The lengths of the beginnings, each once.
    lengths: Vec<usize>,
    registrable: FxHashSet<Box<str>>,
    suffixes: FxHashSet<Box<str>>,
    /// Ranges of addresses, version 4 and version 6, in order and apart.
    ranges: [Vec<(u128, u128)>; 2],
}

impl NoiseList {
    /// A list of values of some kinds. The name is stored with what the list explains.
    pub fn new(name: &str, kinds: &[Kind], patterns: impl IntoIterator<Item = Pattern>) -> Self {
        Self {
            name: name.into(),
            kinds: Arc::new(PerKind::from_fn(|kind| kinds.contains(&kind))),
            entries: Arc::new(Entries::of(patterns)),
        }
    }

    /// The name stored with what the list explains.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether the list names this value. Cost: some look-ups, whatever the size of the list.
    #[must_use]
    pub fn lists(&self, value: &ValueKey) -> bool {
        *self.kinds.get(value.kind) && self.entries.name(value)
    }
}

impl Entries {
    fn of(patterns: impl IntoIterator<Item = Pattern>) -> Self {
        let mut found = Self::default();
        for pattern in patterns {
            match pattern {
                Pattern::Exact(key) => drop(found.exact.insert(key.into())),
                Pattern::Registrable(host) => drop(found.registrable.insert(host.into())),
                Pattern::Suffix(host) => drop(found.suffixes.insert(host.into())),
                Pattern::Prefix(start) => {
                    found.lengths.push(start.len());
                    found.prefixes.insert(start.into());
                }
                Pattern::Network(address, bits) => {
                    let (version, place, width) = place(address);
                    let host = width.saturating_sub(u32::from(bits));
                    let mask = u128::MAX.checked_shl(host).unwrap_or(0);
                    found.ranges[version].push((place & mask, place | !mask));
                }
            }
        }
        found.lengths.sort_unstable();
        found.lengths.dedup();
        found.ranges = found.ranges.map(apart);
        found
    }

    fn name(&self, value: &ValueKey) -> bool {
        // To the linker an address carries the days of the facts (`203.0.113.5@9876`).
        let key = match value.kind {
            Kind::Ip => value.key.split('@').next().unwrap_or(&value.key),
            _ => &value.key,
        };
        self.exact.contains(key)
            || self.begins(key)
            || (value.kind == Kind::Ip && self.holds(key))
            || host(value.kind, key).is_some_and(|host| self.covers(host))
    }

    fn begins(&self, key: &str) -> bool {
        let mut starts = self.lengths.iter().map_while(|length| key.get(..*length));
        starts.any(|start| self.prefixes.contains(start))
    }

    fn covers(&self, host: &str) -> bool {
        if !self.registrable.is_empty() && self.registrable.contains(registrable(host)) {
            return true;
        }
        let mut names = std::iter::successors(Some(host), |host| Some(host.split_once('.')?.1));
        !self.suffixes.is_empty() && names.any(|name| self.suffixes.contains(name))
    }

    /// Keys of addresses may carry the length of their own network (`2001:db8::/64`).
    fn holds(&self, key: &str) -> bool {
        let address = key.split('/').next().unwrap_or(key);
        let Ok(address) = address.parse::<IpAddr>() else {
            return false;
        };
        let (version, place, _) = place(address);
        let ranges = &self.ranges[version];
        let after = ranges.partition_point(|(first, _)| *first <= place);
        after > 0 && place <= ranges[after - 1].1
    }
}

/// The version of an address, its place among those of its version, and how many bits it has.
fn place(address: IpAddr) -> (usize, u128, u32) {
    match address {
        IpAddr::V4(address) => (0, address.to_bits().into(), 32),
        IpAddr::V6(address) => (1, address.to_bits(), 128),
    }
}

/// Ranges in order, those that meet made one.
fn apart(mut ranges: Vec<(u128, u128)>) -> Vec<(u128, u128)> {
    ranges.sort_unstable();
    let mut found: Vec<(u128, u128)> = Vec::with_capacity(ranges.len());
    for (first, last) in ranges {
        match found.last_mut() {
            Some(before) if first <= before.1 => before.1 = before.1.max(last),
            _ => found.push((first, last)),
        }
    }
    found
}

/// The host that a key is, or that its mailbox is at. A place on a host (a profile, a short link) is
/// its maker's, and no host's.
fn host(kind: Kind, key: &str) -> Option<&str> {
    match kind {
        Kind::Email => key.rsplit_once('@').map(|(_, host)| host),
        Kind::Url => (!key.contains('/')).then_some(key),
        _ => None,
    }
}
