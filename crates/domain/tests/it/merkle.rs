//! Properties of the log's tree: what is proven from tiles is what the whole tree says, added a
//! batch at a time or at once; and nothing that was changed is proven.

use ct_merkle::mem_backed_tree::MemoryBackedTree;
use faisceau_domain::merkle::proof::{Broken, Range, consistency, continues, includes, inclusion};
use faisceau_domain::merkle::tile::{Edge, TileId, Tiles, hashes_from, needed, root_from};
use faisceau_domain::merkle::{Hash, leaf_hash, root_of};
use proptest::prelude::*;
use sha2::Sha256;

fn leaves(count: u64) -> Vec<Hash> {
    (0..count).map(|n| leaf_hash(&n.to_be_bytes())).collect()
}

/// A log fed in batches of these sizes, its edge read back from the tiles kept before each.
fn fed(hashes: &[Hash], batches: &[usize]) -> (Tiles, Edge) {
    let (mut kept, mut edge, mut rest) = (Tiles::new(), Edge::default(), hashes);
    let mut turn = 0;
    while !rest.is_empty() {
        let take = batches[turn % batches.len()].clamp(1, rest.len());
        edge = Edge::of(edge.size(), &kept).expect("its tiles are kept");
        rest[..take].iter().for_each(|hash| edge.append(*hash));
        kept.extend(edge.changed());
        rest = &rest[take..];
        turn += 1;
    }
    (kept, edge)
}

/// Only the tiles that are said to be needed.
fn given(kept: &Tiles, ranges: &[Range]) -> Tiles {
    let wanted = needed(ranges);
    let found = wanted
        .iter()
        .filter_map(|id| Some((*id, kept.get(id)?.clone())));
    found.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn tiles_prove_what_the_whole_tree_says(
        size in 1u64..2_000,
        batches in proptest::collection::vec(1usize..400, 1..6),
        at in any::<u64>(),
        before in any::<u64>(),
    ) {
        let hashes = leaves(size);
        let (kept, edge) = fed(&hashes, &batches);
        let root = root_of(&hashes);
        prop_assert_eq!(edge.root(), root);
        prop_assert_eq!(edge.size(), size);
        // Of the tiles kept, each is as wide as the log makes it and holds what the tree says.
        for (id, tile) in &kept {
            prop_assert_eq!(tile.len(), id.width(size));
        }

        let index = at % size;
        let ranges = inclusion(index, size);
        let proof = hashes_from(&ranges, &given(&kept, &ranges)).expect("the tiles needed");
        let leaf = hashes[index as usize];
        prop_assert_eq!(includes(&leaf, index, size, &proof, &root), Ok(()));
        let elsewhere = (index + 1) % size;
        if elsewhere != index {
            prop_assert!(includes(&leaf, elsewhere, size, &proof, &root).is_err());
        }

        let old = before % (size + 1);
        let older = root_of(&hashes[..old as usize]);
        let whole = [Range { start: 0, end: old }];
        prop_assert_eq!(root_from(whole[0], &given(&kept, &whole)), Ok(older));
        let ranges = consistency(old, size);
        let proof = hashes_from(&ranges, &given(&kept, &ranges)).expect("the tiles needed");
        prop_assert_eq!(continues((old, older), (size, root), &proof), Ok(()));
    }

    #[test]
    fn what_was_changed_is_not_proven(
        size in 2u64..700,
        at in any::<u64>(),
        which in any::<prop::sample::Index>(),
        bit in 0usize..256,
    ) {
        let hashes = leaves(size);
        let (kept, edge) = fed(&hashes, &[size as usize]);
        let root = edge.root();
        let old = 1 + at % (size - 1);
        let older = root_of(&hashes[..old as usize]);
        let flip = |hash: &mut Hash| hash[bit / 8] ^= 1 << (bit % 8);

        let ranges = consistency(old, size);
        let mut proof = hashes_from(&ranges, &kept).expect("the tiles needed");
        let mut forged = older;
        flip(&mut forged);
        prop_assert!(continues((old, forged), (size, root), &proof).is_err());
        let changed = which.index(proof.len());
        flip(&mut proof[changed]);
        prop_assert!(continues((old, older), (size, root), &proof).is_err());
        proof.pop();
        let told = continues((old, older), (size, root), &proof);
        prop_assert_eq!(told, Err(Broken::Length));

        let ranges = inclusion(old, size);
        if let (true, Ok(mut proof)) = (old < size, hashes_from(&ranges, &kept)) {
            let changed = which.index(proof.len());
            flip(&mut proof[changed]);
            let leaf = hashes[old as usize];
            let told = includes(&leaf, old, size, &proof, &root);
            prop_assert_eq!(told, Err(Broken::Root));
        }
    }
}

#[test]
fn the_known_proofs_are_those_of_the_reference_tests() {
    // Of Certificate Transparency's reference tests: eight leaves.
    let hex = |text: &str| -> Vec<u8> {
        (0..text.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(&text[at..at + 2], 16).expect("hexadecimal"))
            .collect()
    };
    let told = |hashes: Vec<Hash>| -> Vec<String> {
        let digits = |hash: &Hash| hash.iter().map(|byte| format!("{byte:02x}")).collect();
        hashes.iter().map(digits).collect()
    };
    let leaves = [
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    ];
    let hashes: Vec<Hash> = leaves.iter().map(|leaf| leaf_hash(&hex(leaf))).collect();
    let (kept, _) = fed(&hashes, &[8]);
    let path = |index, size| told(hashes_from(&inclusion(index, size), &kept).expect("tiles"));
    assert_eq!(path(0, 1), [""; 0]);
    assert_eq!(
        path(0, 8),
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ]
    );
    assert_eq!(
        path(5, 8),
        [
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]
    );
    let between = |old, new| told(hashes_from(&consistency(old, new), &kept).expect("tiles"));
    assert_eq!(between(1, 1), [""; 0]);
    assert_eq!(
        between(1, 8),
        [
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ]
    );
    assert_eq!(
        between(6, 8),
        [
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ]
    );
}

#[test]
fn a_fork_and_a_shorter_log_are_told_apart() {
    let hashes = leaves(300);
    let (kept, edge) = fed(&hashes, &[7]);
    let proof = hashes_from(&consistency(100, 300), &kept).expect("tiles");
    let new = (300, edge.root());
    let old = (100, root_of(&hashes[..100]));
    let mut other = hashes[..100].to_vec();
    other[4] = leaf_hash(b"elsewhere");
    let forked = continues((100, root_of(&other)), new, &proof);
    assert_eq!(forked, Err(Broken::Fork));
    assert_eq!(continues(new, old, &[]), Err(Broken::Shrunk));
    assert_eq!(continues(old, (100, [0; 32]), &[]), Err(Broken::Differ));
    assert_eq!(
        includes(&hashes[0], 300, 300, &[], &new.1),
        Err(Broken::Outside)
    );
    let lacking = Edge::of(300, &Tiles::new()).expect_err("no tile is kept");
    assert_eq!(lacking.0, TileId { level: 0, index: 1 });
}

#[test]
fn another_program_makes_the_same_roots_and_proofs() {
    let mut theirs: MemoryBackedTree<Sha256, [u8; 8]> = MemoryBackedTree::new();
    let hashes = leaves(520);
    let (kept, _) = fed(&hashes, &[100]);
    for (size, n) in (1_u64..=520).zip(0_u64..) {
        theirs.push(n.to_be_bytes());
        let whole = Range {
            start: 0,
            end: size,
        };
        let root = root_from(whole, &kept).expect("its tiles are kept");
        assert_eq!(theirs.root().as_bytes()[..], root);
        if !(size < 20 || size % 51 == 1) {
            continue;
        }
        for index in 0..size {
            let ours = hashes_from(&inclusion(index, size), &kept).expect("tiles");
            let proof = theirs.prove_inclusion(index as usize);
            assert_eq!(proof.as_bytes(), ours.concat(), "{index} of {size}");
            let old = index + 1;
            let ours = hashes_from(&consistency(old, size), &kept).expect("tiles");
            let proof = theirs.prove_consistency((size - old) as usize);
            assert_eq!(proof.as_bytes(), ours.concat(), "{old} to {size}");
        }
    }
}
