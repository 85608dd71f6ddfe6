//! Which accesses of a period are drawn, from a seed that is kept: who has the journal can draw them again and see that
//! nobody chose.

use sha2::{Digest, Sha256};
use std::collections::BTreeSet;

/// Accesses drawn at once, at most: each is asked of a person.
pub const SAMPLE_MAX: u64 = 50;

/// The places, from 0, of `wanted` accesses among `among`, all different, in order; all of them when there are no more.
///
/// The n-th candidate is the first 8 bytes, the highest first, of SHA-256 over `faisceau audit sample 1`, a zero byte, the seed
/// and n (8 bytes, the highest first), modulo `among`; one drawn already is passed over.
#[must_use]
pub fn positions(seed: &[u8; 32], among: u64, wanted: u64) -> Vec<u64> {
    let wanted = wanted.min(SAMPLE_MAX).min(among);
    let mut drawn = BTreeSet::new();
    let mut turn: u64 = 0;
    // Each turn succeeds half the time at least until half of them are drawn; the rest of few is taken in order.
    while (drawn.len() as u64) < wanted && turn < SAMPLE_MAX * 64 {
        let mut hash = Sha256::new();
        hash.update(b"faisceau audit sample 1\0");
        hash.update(seed);
        hash.update(turn.to_be_bytes());
        let bytes: [u8; 32] = hash.finalize().into();
        let number = bytes[..8]
            .iter()
            .fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
        drawn.insert(number % among);
        turn += 1;
    }
    let rest = (0..among).take(SAMPLE_MAX as usize * 2);
    for one in rest {
        if drawn.len() as u64 >= wanted {
            break;
        }
        drawn.insert(one);
    }
    drawn.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draw_is_repeated_by_its_seed_and_holds_no_access_twice() {
        let drawn = positions(&[1; 32], 1_000_000, 20);
        assert_eq!(drawn.len(), 20);
        assert_eq!(drawn, positions(&[1; 32], 1_000_000, 20));
        assert_ne!(drawn, positions(&[2; 32], 1_000_000, 20));
        assert!(drawn.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(drawn.iter().all(|place| *place < 1_000_000));
    }

    #[test]
    fn few_accesses_are_all_drawn_and_none_is_none() {
        assert_eq!(positions(&[3; 32], 4, 20), [0, 1, 2, 3]);
        assert_eq!(positions(&[3; 32], 50, 50).len(), 50);
        assert!(positions(&[3; 32], 0, 20).is_empty());
        assert_eq!(
            positions(&[3; 32], 1_000, 500).len(),
            50,
            "no more than may be asked"
        );
    }

    #[test]
    fn every_part_of_the_period_is_drawn_from() {
        let mut parts = [0_u32; 4];
        for seed in 0..50_u8 {
            for place in positions(&[seed; 32], 1_000, 20) {
                parts[usize::try_from(place / 250).expect("small")] += 1;
            }
        }
        assert!(parts.iter().all(|n| (180..320).contains(n)), "{parts:?}");
    }
}
