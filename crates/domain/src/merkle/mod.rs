//! A Merkle tree over digests, hashed as RFC 6962 (section 2.1) says; what a public log and a batch
//! of time stamps need of it: roots, proofs, tiles, signed checkpoints. Pure: it reads nothing,
//! stores nothing and signs only with a key handed in.

pub mod checkpoint;
pub mod leaf;
pub mod lineage;
pub mod loss;
pub mod note;
pub mod path;
pub mod proof;
pub mod proof_file;
pub mod tile;

use sha2::{Digest, Sha256};

/// A SHA-256 digest: a node of the tree.
pub type Hash = [u8; 32];

/// The root of the tree without a leaf: SHA-256 of nothing.
#[must_use]
pub fn empty() -> Hash {
    Sha256::digest(b"").into()
}

/// The hash of a leaf: SHA-256(0x00 ‖ leaf).
#[must_use]
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    let mut hash = Sha256::new();
    hash.update([0]);
    hash.update(leaf);
    hash.finalize().into()
}

/// The hash of two nodes under one: SHA-256(0x01 ‖ left ‖ right).
#[must_use]
pub fn node(left: &Hash, right: &Hash) -> Hash {
    let mut hash = Sha256::new();
    hash.update([1]);
    hash.update(left);
    hash.update(right);
    hash.finalize().into()
}

/// The root of the tree of these leaves.
#[must_use]
pub fn root(leaves: &[[u8; 32]]) -> Hash {
    root_of(&hashes(leaves))
}

/// The hashes beside the way from a leaf to the root (the audit path): empty for a single leaf,
/// `None` when there is no leaf at this index.
#[must_use]
pub fn audit_path(leaves: &[[u8; 32]], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    let hashes = hashes(leaves);
    let ranges = proof::inclusion(index as u64, leaves.len() as u64);
    let part = |range: &proof::Range| {
        // Both ends lie within the leaves, whose number is a `usize`.
        let (start, end) = (range.start as usize, range.end as usize);
        root_of(&hashes[start..end])
    };
    Some(ranges.iter().map(part).collect())
}

fn hashes(leaves: &[[u8; 32]]) -> Vec<Hash> {
    leaves.iter().map(|leaf| leaf_hash(leaf)).collect()
}

/// The root above nodes of one level, the leftmost first.
#[must_use]
pub fn root_of(nodes: &[Hash]) -> Hash {
    match nodes {
        [] => empty(),
        [one] => *one,
        several => {
            let left = 1 << (several.len() - 1).ilog2();
            node(&root_of(&several[..left]), &root_of(&several[left..]))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The leaves and roots of Certificate Transparency's own reference tests.
    const LEAVES: [&str; 8] = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ];
    const ROOTS: [&str; 8] = [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    #[test]
    fn the_known_trees_have_the_known_roots() {
        let hashes: Vec<Hash> = LEAVES
            .iter()
            .map(|leaf| leaf_hash(&hex::decode(leaf).expect("hexadecimal")))
            .collect();
        for (number, known) in ROOTS.iter().enumerate() {
            assert_eq!(hex::encode(root_of(&hashes[..=number])), *known, "{number}");
        }
        assert_eq!(
            hex::encode(empty()),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
    }

    #[test]
    fn each_leaf_of_a_batch_has_its_path_to_the_root() {
        let leaves: Vec<[u8; 32]> = (0..13).map(|n| [n; 32]).collect();
        let root = root(&leaves);
        for (index, leaf) in leaves.iter().enumerate() {
            let path = audit_path(&leaves, index).expect("there is such a leaf");
            let told = proof::includes(&leaf_hash(leaf), index as u64, 13, &path, &root);
            assert_eq!(told, Ok(()));
        }
        assert_eq!(audit_path(&leaves, 13), None);
        assert_eq!(audit_path(&leaves[..1], 0), Some(vec![]));
    }
}
