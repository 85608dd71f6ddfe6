//! The Merkle tree of a batch (RFC 6962, 2.1): its root, the way from a leaf to it, and whether a way holds.

use sha2::{Digest, Sha256};

/// A node of the tree.
pub(super) type Hash = [u8; 32];

/// The hash of a leaf: SHA-256(0x00 ‖ digest).
pub(super) fn leaf(digest: &[u8; 32]) -> Hash {
    let mut hash = Sha256::new();
    hash.update([0]);
    hash.update(digest);
    hash.finalize().into()
}

fn node(left: &Hash, right: &Hash) -> Hash {
    let mut hash = Sha256::new();
    hash.update([1]);
    hash.update(left);
    hash.update(right);
    hash.finalize().into()
}

/// Leaves under the left branch: the largest power of two below their number.
fn left_of(size: usize) -> usize {
    1 << (size - 1).ilog2()
}

/// The root above these leaves; a batch has one at least.
pub(super) fn root(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Sha256::digest(b"").into(),
        [one] => *one,
        several => {
            let (left, right) = several.split_at(left_of(several.len()));
            node(&root(left), &root(right))
        }
    }
}

/// The hashes beside the way from a leaf to the root, the lowest first.
pub(super) fn path(leaves: &[Hash], index: usize) -> Vec<Hash> {
    if leaves.len() <= 1 {
        return Vec::new();
    }
    let (left, right) = leaves.split_at(left_of(leaves.len()));
    let (mut path, beside) = match index.checked_sub(left.len()) {
        None => (self::path(left, index), root(right)),
        Some(index) => (self::path(right, index), root(left)),
    };
    path.push(beside);
    path
}

/// The root that a way leads to; `None` when the way is not that of such a leaf.
pub(super) fn root_by(leaf: Hash, index: usize, size: usize, path: &[Hash]) -> Option<Hash> {
    if index >= size {
        return None;
    }
    match (size, path.split_last()) {
        (1, None) => Some(leaf),
        (2.., Some((beside, below))) => {
            let left = left_of(size);
            Some(match index.checked_sub(left) {
                None => node(&root_by(leaf, index, left, below)?, beside),
                Some(index) => node(beside, &root_by(leaf, index, size - left, below)?),
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_leaf_has_its_way_and_no_other_leaf_takes_it() {
        for size in 1..40_usize {
            let leaves: Vec<Hash> = (0..size).map(|n| leaf(&[n as u8; 32])).collect();
            for (index, one) in leaves.iter().enumerate() {
                let way = path(&leaves, index);
                assert_eq!(root_by(*one, index, size, &way), Some(root(&leaves)));
                assert_ne!(root_by([9; 32], index, size, &way), Some(root(&leaves)));
                if size > 1 {
                    let shorter = &way[1..];
                    assert_ne!(root_by(*one, index, size, shorter), Some(root(&leaves)));
                    assert_ne!(
                        root_by(*one, (index + 1) % size, size, &way),
                        Some(root(&leaves))
                    );
                }
            }
            assert_eq!(root_by(leaves[0], size, size, &[]), None);
        }
    }
}
