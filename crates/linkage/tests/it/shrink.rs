//! The shortest story in which a world goes wrong, for whoever must mend it:
//! `FAISCEAU_SHRINK=SEED cargo test -p faisceau-linkage --test it -- shrink:: --nocapture`.

use crate::deeds::{Deed, Lived, whole};
use crate::neutral::{differs, tell};
use crate::worlds::{Dice, deeds};

/// What is wrong after these deeds, if anything is.
fn wrong(deeds: &[Deed]) -> Option<String> {
    let mut lived = Lived::new();
    deeds.iter().for_each(|deed| lived.live(deed));
    lived.live(&Deed::Settle);
    differs(&lived, &mut Dice::of(7))
}

/// Deeds of which none can be left out (Zeller, delta debugging, 1999); all when nothing is wrong.
fn shortest(mut deeds: Vec<Deed>) -> Vec<Deed> {
    if wrong(&deeds).is_none() {
        return deeds;
    }
    let mut size = deeds.len().div_ceil(2);
    loop {
        let before = deeds.len();
        let mut at = 0;
        while at < deeds.len() {
            let mut less = deeds.clone();
            less.drain(at..(at + size).min(deeds.len()));
            if wrong(&less).is_some() {
                deeds = less;
            } else {
                at += size;
            }
        }
        if size == 1 && deeds.len() == before {
            return deeds;
        }
        size = size.div_ceil(2);
    }
}

#[test]
fn a_world_is_told_in_its_shortest_form_when_asked() {
    let Ok(seed) = std::env::var("FAISCEAU_SHRINK") else {
        assert!(wrong(&shortest(Vec::new())).is_none());
        return;
    };
    let mut story = deeds(seed.parse().unwrap());
    // What heals before the end is found midway.
    for _ in 0..60 {
        if wrong(&story).is_some() {
            break;
        }
        story.truncate(story.len() - story.len() / 50);
    }
    let story = shortest(story);
    let mut lived = Lived::new();
    for deed in &story {
        lived.live(deed);
        tell(&format!("{deed:?}"));
    }
    lived.live(&Deed::Settle);
    let at_once = whole(&lived.standing.records(), &lived.standing.corrections);
    tell(&format!("lived {:?}", lived.linker.labels()));
    tell(&format!("at once {:?}", at_once.labels()));
    tell(&format!("{:?}", wrong(&story)));
}
