//! Proofs of inclusion and of consistency: which parts of the tree they hold, and whether they hold
//! (RFC 9162, sections 2.1.3 and 2.1.4). Never reads the tree itself.

use super::{Hash, empty, node};

/// Most hashes of a proof: a tree has less than 2^63 leaves.
pub const HASHES_MAX: usize = 63;

/// Consecutive leaves whose root a proof holds; the end is not among them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Range {
    /// The first leaf.
    pub start: u64,
    /// The leaf after the last.
    pub end: u64,
}

/// Why a proof proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// The index is not below the size.
    #[error("the entry is not within the log")]
    Outside,
    /// The older tree is larger than the newer.
    #[error("the older log is larger than the newer one")]
    Shrunk,
    /// A hash is missing or there is one too many.
    #[error("the proof has not the number of hashes that these sizes ask for")]
    Length,
    /// The leaf with these hashes gives another root.
    #[error("the proof leads to another root: entry, index or hashes were changed")]
    Root,
    /// The hashes do not lead to the root of the older tree.
    #[error("the newer log does not contain the older one: entries were changed or removed")]
    Fork,
    /// Two trees of one size have two roots.
    #[error("two logs of the same size differ: the log was forked")]
    Differ,
}

/// The largest power of two below `n`, of at least 2: where RFC 6962 splits a tree.
fn split(n: u64) -> u64 {
    1 << (n - 1).ilog2()
}

/// The parts of a proof of inclusion, from the leaf's neighbour up. Without a leaf at this index: none.
#[must_use]
pub fn inclusion(index: u64, size: u64) -> Vec<Range> {
    let mut parts = Vec::new();
    if index >= size {
        return parts;
    }
    let (mut start, mut end) = (0, size);
    while end - start > 1 {
        let middle = start + split(end - start);
        if index < middle {
            parts.push(Range { start: middle, end });
            end = middle;
        } else {
            parts.push(Range { start, end: middle });
            start = middle;
        }
    }
    parts.reverse();
    parts
}

/// The parts of a proof that a tree of `new` leaves begins with the tree of `old` leaves. Nothing is
/// needed for an empty tree, nor for the same.
#[must_use]
pub fn consistency(old: u64, new: u64) -> Vec<Range> {
    let mut parts = Vec::new();
    if old == 0 || old >= new {
        return parts;
    }
    let (mut start, mut end, mut known) = (0, new, true);
    while end != old {
        let middle = start + split(end - start);
        if old <= middle {
            parts.push(Range { start: middle, end });
            end = middle;
        } else {
            parts.push(Range { start, end: middle });
            start = middle;
            known = false;
        }
    }
    if !known {
        parts.push(Range { start, end });
    }
    parts.reverse();
    parts
}

/// Checks that a leaf stands at an index of the tree of this size and root.
///
/// # Errors
/// [`Broken`].
pub fn includes(
    leaf: &Hash,
    index: u64,
    size: u64,
    proof: &[Hash],
    root: &Hash,
) -> Result<(), Broken> {
    if index >= size {
        return Err(Broken::Outside);
    }
    if proof.len() != inclusion(index, size).len() {
        return Err(Broken::Length);
    }
    let (mut at, mut last, mut hash) = (index, size - 1, *leaf);
    for other in proof {
        if at & 1 == 1 || at == last {
            hash = node(other, &hash);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            hash = node(&hash, other);
        }
        at >>= 1;
        last >>= 1;
    }
    match hash == *root {
        true => Ok(()),
        false => Err(Broken::Root),
    }
}

/// Checks that the newer tree begins with the older: (size, root) of each.
///
/// # Errors
/// [`Broken`].
pub fn continues(old: (u64, Hash), new: (u64, Hash), proof: &[Hash]) -> Result<(), Broken> {
    if old.0 > new.0 {
        return Err(Broken::Shrunk);
    }
    if proof.len() != consistency(old.0, new.0).len() {
        return Err(Broken::Length);
    }
    if old.0 == new.0 {
        return match old.1 == new.1 {
            true => Ok(()),
            false => Err(Broken::Differ),
        };
    }
    if old.0 == 0 {
        return match old.1 == empty() {
            true => Ok(()),
            false => Err(Broken::Fork),
        };
    }
    let (mut at, mut last) = (old.0 - 1, new.0 - 1);
    while at & 1 == 1 {
        at >>= 1;
        last >>= 1;
    }
    // A tree of a power of two is a node of the newer one: its root need not be repeated.
    let (first, others) = match old.0.is_power_of_two() {
        true => (old.1, proof),
        false => proof.split_first().map_or((old.1, proof), |(f, o)| (*f, o)),
    };
    let (mut older, mut newer) = (first, first);
    for other in others {
        if at & 1 == 1 || at == last {
            older = node(other, &older);
            newer = node(other, &newer);
            while at & 1 == 0 && at != 0 {
                at >>= 1;
                last >>= 1;
            }
        } else {
            newer = node(&newer, other);
        }
        at >>= 1;
        last >>= 1;
    }
    if older != old.1 {
        return Err(Broken::Fork);
    }
    match newer == new.1 {
        true => Ok(()),
        false => Err(Broken::Root),
    }
}
