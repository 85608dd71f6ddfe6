//! Neutrality: a linker that lived through a whole world says what one that is given the outcome at
//! once says, whatever the order. In CI the worlds of [`SEEDS`]; a hundred thousand by recipe.
//!
//! `FAISCEAU_WORLDS=FIRST..END` plays other seeds than those of CI, in place of them (`just worlds`).

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use crate::deeds::{Deed, Lived, explained, said, whole};
use crate::worlds::{Dice, deeds};

/// The worlds played at every change.
const SEEDS: Range<u64> = 0..1_000;
/// Seeds that once showed a fault, played first: one a line, then why.
const KEPT: &str = include_str!("../worlds.txt");
/// Worlds gone wrong that are enough to look into.
const ENOUGH: u64 = 3;
/// Complaints of which the explanations are compared in each world.
const EXPLAINED: usize = 12;

/// What is wrong with the world of this seed, if anything is.
fn wrong(seed: u64) -> Option<String> {
    let deeds = deeds(seed);
    let mut dice = Dice::of(!seed);
    let midway = dice.below(deeds.len() as u64) as usize;
    let mut lived = Lived::new();
    deeds[..midway].iter().for_each(|deed| lived.live(deed));
    lived.live(&Deed::Settle);
    let found = differs(&lived, &mut dice).map(|why| format!("midway: {why}"));
    if found.is_some() {
        return found;
    }
    deeds[midway..].iter().for_each(|deed| lived.live(deed));
    differs(&lived, &mut dice)
}

/// What a linker that lived says otherwise than one that is given the same at once, in any order.
pub(crate) fn differs(lived: &Lived, dice: &mut Dice) -> Option<String> {
    if let Some(misread) = lived.misread() {
        return Some(misread);
    }
    let mut records = lived.standing.records();
    let mut shuffled = records.clone();
    dice.shuffle(&mut shuffled);
    let at_once = whole(&shuffled, &lived.standing.corrections);
    let (one, other) = (said(&lived.linker, &records), said(&at_once, &records));
    if one != other {
        return Some(first_difference("series and values", &one, &other));
    }
    dice.shuffle(&mut records);
    let why = |linker| explained(linker, &records, EXPLAINED);
    let (one, other) = (why(&lived.linker), why(&at_once));
    (one != other).then(|| first_difference("explanations", &one, &other))
}

fn first_difference(of: &str, one: &str, other: &str) -> String {
    let same = one
        .bytes()
        .zip(other.bytes())
        .take_while(|(a, b)| a == b)
        .count();
    let part = |text: &str| -> String {
        let (from, to) = (same.saturating_sub(60), (same + 120).min(text.len()));
        String::from_utf8_lossy(&text.as_bytes()[from..to]).into_owned()
    };
    format!("{of}: lived …{}… at once …{}…", part(one), part(other))
}

fn kept() -> Vec<u64> {
    let lines = KEPT.lines().filter(|line| !line.starts_with('#'));
    let first = lines.filter_map(|line| line.split_whitespace().next());
    first.map(|seed| seed.parse().unwrap()).collect()
}

fn asked() -> (Range<u64>, bool) {
    let Ok(asked) = std::env::var("FAISCEAU_WORLDS") else {
        return (SEEDS, false);
    };
    let (first, end) = asked.split_once("..").unwrap();
    (first.parse().unwrap()..end.parse().unwrap(), true)
}

/// Plays worlds over the cores; those that went wrong, and why. A few are enough to stop, unless
/// the long run wants them all.
fn play(seeds: Vec<u64>, told: bool) -> BTreeMap<u64, String> {
    let (done, faults) = (AtomicU64::new(0), AtomicU64::new(0));
    let wrong = seeds.into_par_iter().filter_map(|seed| {
        if !told && faults.load(Ordering::Relaxed) >= ENOUGH {
            return None;
        }
        let found = wrong(seed).map(|why| (seed, why));
        faults.fetch_add(u64::from(found.is_some()), Ordering::Relaxed);
        let many = done.fetch_add(1, Ordering::Relaxed) + 1;
        if told && (found.is_some() || many.is_multiple_of(1_000)) {
            tell(&format!("{many} worlds played; {found:?}"));
        }
        found
    });
    wrong.collect()
}

#[expect(clippy::print_stderr, reason = "a hundred thousand worlds take hours")]
pub(crate) fn tell(line: &str) {
    eprintln!("{line}");
}

#[test]
fn worlds_lived_in_any_order_equal_the_whole() {
    let (seeds, told) = asked();
    let wrong = play(kept().into_iter().chain(seeds).collect(), told);
    assert!(wrong.is_empty(), "{wrong:#?}");
}
