//! Complaints that tell the same thing in nearly the same words, side by side, and pictures that
//! look alike by their hashes. Pure; says nothing of who copied whom.

use similar::{ChangeTag, TextDiff};
use std::collections::BTreeSet;

/// Most texts compared: each is compared with each.
pub const TEXTS_MAX: usize = 80;
/// Characters of a text that are compared and shown.
pub const CHARACTERS_MAX: usize = 1_500;
/// Most groups shown, and most texts beside the first of each.
const GROUPS_MAX: usize = 4;
const BESIDE_MAX: usize = 6;
/// Words that follow each other and are compared as one.
const SHINGLE: usize = 3;
/// Texts are alike from this share of common shingles on, in hundredths.
const ALIKE: usize = 25;
/// Pictures look alike up to this many different bits of 256: an eighth of them.
pub const BITS_MAX: u32 = 32;

/// A piece of a text beside another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// In the first only.
    Missing(String),
    /// In this one only.
    Added(String),
}

/// A text beside the first of its group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// The place of the text in what was given.
    pub place: usize,
    /// The share of words in common, in hundredths.
    pub alike: u32,
    /// The text, told by what differs.
    pub pieces: Vec<Piece>,
}

/// Texts that are alike.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The place of the text that has most in common with the others.
    pub first: usize,
    /// Its words.
    pub text: String,
    /// The others, the most alike first.
    pub beside: Vec<Beside>,
    /// How many more there are.
    pub more: usize,
}

/// Groups of texts alike, the largest first.
#[must_use]
pub fn groups(texts: &[&str]) -> Vec<Group> {
    let texts: Vec<String> = texts
        .iter()
        .take(TEXTS_MAX)
        .map(|text| text.chars().take(CHARACTERS_MAX).collect())
        .collect();
    let shingles: Vec<BTreeSet<Vec<String>>> = texts.iter().map(|text| shingled(text)).collect();
    let mut left: BTreeSet<usize> = (0..texts.len()).collect();
    let mut found = Vec::new();
    while found.len() < GROUPS_MAX {
        let Some((first, near)) = largest(&shingles, &left) else {
            break;
        };
        left.remove(&first);
        left.retain(|place| !near.contains(place));
        found.push(group(&texts, first, &near));
    }
    found
}

/// The text with most others alike among those left, and these.
fn largest(
    shingles: &[BTreeSet<Vec<String>>],
    left: &BTreeSet<usize>,
) -> Option<(usize, Vec<usize>)> {
    let near = |one: usize| -> Vec<usize> {
        let others = left.iter().copied().filter(|other| *other != one);
        let alike = others.filter(|other| alike(&shingles[one], &shingles[*other]));
        alike.collect()
    };
    let mut best: Option<(usize, Vec<usize>)> = None;
    for one in left.iter().copied() {
        let near = near(one);
        if !near.is_empty()
            && best
                .as_ref()
                .is_none_or(|(_, known)| near.len() > known.len())
        {
            best = Some((one, near));
        }
    }
    best
}

fn alike(one: &BTreeSet<Vec<String>>, other: &BTreeSet<Vec<String>>) -> bool {
    let both = one.intersection(other).count();
    let all = one.len() + other.len() - both;
    all > 0 && both * 100 >= all * ALIKE
}

fn shingled(text: &str) -> BTreeSet<Vec<String>> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    words.windows(SHINGLE).map(<[String]>::to_vec).collect()
}

fn group(texts: &[String], first: usize, near: &[usize]) -> Group {
    let beside = near
        .iter()
        .map(|place| beside(&texts[first], &texts[*place], *place));
    let mut beside: Vec<Beside> = beside.collect();
    beside.sort_by_key(|text| (std::cmp::Reverse(text.alike), text.place));
    let more = beside.len().saturating_sub(BESIDE_MAX);
    beside.truncate(BESIDE_MAX);
    Group {
        first,
        text: texts[first].clone(),
        beside,
        more,
    }
}

/// A text told by what differs from another, word by word.
fn beside(first: &str, text: &str, place: usize) -> Beside {
    let diff = TextDiff::from_words(first, text);
    let (mut same, mut all) = (0_u32, 0_u32);
    let mut pieces: Vec<Piece> = Vec::new();
    for change in diff.iter_all_changes() {
        let words = change.value();
        if !words.trim().is_empty() {
            all += 1;
            same += u32::from(change.tag() == ChangeTag::Equal);
        }
        push(&mut pieces, change.tag(), words);
    }
    Beside {
        place,
        alike: same * 100 / all.max(1),
        pieces,
    }
}

fn push(pieces: &mut Vec<Piece>, tag: ChangeTag, words: &str) {
    match (pieces.last_mut(), tag) {
        (Some(Piece::Same(text)), ChangeTag::Equal)
        | (Some(Piece::Missing(text)), ChangeTag::Delete)
        | (Some(Piece::Added(text)), ChangeTag::Insert) => text.push_str(words),
        (_, ChangeTag::Equal) => pieces.push(Piece::Same(words.to_owned())),
        (_, ChangeTag::Delete) => pieces.push(Piece::Missing(words.to_owned())),
        (_, ChangeTag::Insert) => pieces.push(Piece::Added(words.to_owned())),
    }
}

/// Pictures that look alike: the place of the first, then each other with the bits that differ.
#[must_use]
pub fn pictures(hashes: &[[u8; 32]]) -> Vec<(usize, Vec<(usize, u32)>)> {
    let mut left: BTreeSet<usize> = (0..hashes.len()).collect();
    let mut found = Vec::new();
    while let Some(first) = left.pop_first() {
        let near = left
            .iter()
            .map(|other| (*other, bits(&hashes[first], &hashes[*other])));
        let mut near: Vec<(usize, u32)> = near.filter(|(_, bits)| *bits <= BITS_MAX).collect();
        near.sort_by_key(|(place, bits)| (*bits, *place));
        left.retain(|place| !near.iter().any(|(other, _)| other == place));
        if !near.is_empty() {
            found.push((first, near));
        }
    }
    found
}

fn bits(one: &[u8; 32], other: &[u8; 32]) -> u32 {
    one.iter()
        .zip(other)
        .map(|(a, b)| (a ^ b).count_ones())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::{Piece, groups, pictures};

    const SCRIPT: &str = "Votre colis est en attente, réglez les frais de 1,99 euros sur le site";

    #[test]
    fn the_same_script_with_other_figures_is_told_by_what_differs() {
        let other = SCRIPT.replace("1,99", "2,49");
        let unlike = "Mon compte a été vidé pendant la nuit par quelqu’un que je ne connais pas";
        let found = groups(&[unlike, SCRIPT, &other]);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].first, found[0].beside[0].place), (1, 2));
        assert!(found[0].beside[0].alike > 80);
        let changed = |piece: &&Piece| !matches!(piece, Piece::Same(_));
        let changed: Vec<&Piece> = found[0].beside[0].pieces.iter().filter(changed).collect();
        assert_eq!(
            changed,
            [
                &Piece::Missing("1,99".to_owned()),
                &Piece::Added("2,49".to_owned())
            ]
        );
    }

    #[test]
    fn what_is_short_or_alone_makes_no_group() {
        assert!(groups(&["oui", "oui", ""]).is_empty());
        assert!(groups(&[SCRIPT]).is_empty());
        assert!(groups(&[]).is_empty());
    }

    #[test]
    fn pictures_are_told_by_the_bits_that_differ() {
        let mut near = [7; 32];
        near[0] = 4;
        let found = pictures(&[[7; 32], [0xff; 32], near]);
        assert_eq!(found, [(0, vec![(2, 2)])]);
    }
}
