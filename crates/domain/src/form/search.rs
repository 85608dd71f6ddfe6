//! Words that lead to a type: what a person types is compared with the words of each type, without
//! case or accents and allowing a slip. Everything happens here; nothing is sent or kept.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::kind::Kind;
use super::pack::Pack;

/// Most letters of what is typed that are read: a sentence or two.
const LETTERS_MAX: usize = 400;

/// Most words of it that are compared.
const WORDS_MAX: usize = 40;

/// Most types proposed: more is no help.
const PROPOSED_MAX: usize = 5;

/// A word of search in each language.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SearchWords {
    /// In French.
    pub fr: Vec<String>,
    /// In English.
    pub en: Vec<String>,
}

/// The table of words that lead nowhere.
pub(super) const COMMON: &str = "common";

/// What a word typed is worth against a word of a type.
const SAME: u32 = 10;
const BEGINS: u32 = 8;
const SLIP: u32 = 6;
/// What is lost when the word is but one of a phrase.
const OF_PHRASE: u32 = 3;
/// A word of the type's own label or sentence.
const IN_LABEL: u32 = 4;
/// All the words of a phrase were typed.
const PHRASE: u32 = 12;

impl Pack {
    /// The types these words lead to, best first. Both languages are read: people mix them.
    #[must_use]
    pub fn search(&self, typed: &str) -> Vec<&Kind> {
        let common = self.common_words();
        let words = self.searched_words(typed);
        let scores: Vec<(&Kind, Vec<u32>, u32)> = self
            .kinds()
            .map(|kind| {
                let known = self.search_words(&kind.code, &common);
                let own = label_words(kind);
                let each = words.iter().map(|word| worth(word, &known, &own)).collect();
                (kind, each, phrases(&words, &known))
            })
            .collect();
        // A word that leads to many types says little about which.
        let shared: Vec<u32> = (0..words.len())
            .map(|at| scores.iter().filter(|(_, each, _)| each[at] > 0).count() as u32)
            .collect();
        let mut found: Vec<(u32, &Kind)> = scores
            .iter()
            .map(|(kind, each, phrase)| {
                let sum: u32 = each
                    .iter()
                    .zip(&shared)
                    .map(|(e, n)| e * 6 / (*n).max(1))
                    .sum();
                (sum + phrase * 6, *kind)
            })
            .filter(|(score, _)| *score > 0)
            .collect();
        found.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.id.cmp(&b.1.id)));
        let best = found.first().map_or(0, |(score, _)| *score);
        found.retain(|(score, _)| score * 4 >= best);
        found.truncate(PROPOSED_MAX);
        found.into_iter().map(|(_, kind)| kind).collect()
    }

    /// The words of a search that mean something, folded, each once: what is compared, and all
    /// that may be counted of a search that found nothing.
    #[must_use]
    pub fn searched_words(&self, typed: &str) -> Vec<String> {
        let common = self.common_words();
        let cut = typed.char_indices().nth(LETTERS_MAX).map(|(at, _)| at);
        // The word that the limit cuts in two is left out.
        let typed = cut.map_or(typed, |at| {
            let read = &typed[..at];
            read.rsplit_once(char::is_whitespace)
                .map_or(read, |(whole, _)| whole)
        });
        let mut words: Vec<String> = Vec::new();
        for word in split(typed) {
            if !common.contains(&word) && word.chars().count() > 1 && !words.contains(&word) {
                words.push(word);
            }
        }
        words.truncate(WORDS_MAX);
        words
    }

    fn common_words(&self) -> BTreeSet<String> {
        let words = self.search.get(COMMON).into_iter();
        let words = words.flat_map(|words| words.fr.iter().chain(&words.en));
        words.flat_map(|word| split(word)).collect()
    }

    /// The phrases of a type, without the words that lead nowhere.
    fn search_words(&self, code: &str, common: &BTreeSet<String>) -> Vec<Vec<String>> {
        let words = self.search.get(code).into_iter();
        words
            .flat_map(|words| words.fr.iter().chain(&words.en))
            .map(|phrase| {
                let mut parts = split(phrase);
                parts.retain(|part| !common.contains(part));
                parts
            })
            .collect()
    }
}

fn label_words(kind: &Kind) -> BTreeSet<String> {
    let texts = [&kind.label.fr, &kind.label.en];
    texts.into_iter().flat_map(|text| split(text)).collect()
}

fn worth(word: &str, known: &[Vec<String>], own: &BTreeSet<String>) -> u32 {
    let best = known.iter().flat_map(|phrase| {
        // One word of a phrase says less than a word that stands alone.
        let lost = if phrase.len() > 1 { OF_PHRASE } else { 0 };
        let each = phrase.iter().map(|other| alike(word, other));
        each.map(move |worth| worth.saturating_sub(lost))
    });
    let own = if own.contains(word) { IN_LABEL } else { 0 };
    best.max().unwrap_or(0).max(own)
}

/// Phrases of which every word was typed.
fn phrases(words: &[String], known: &[Vec<String>]) -> u32 {
    let whole = |phrase: &&Vec<String>| {
        phrase.len() > 1
            && phrase
                .iter()
                .all(|part| words.iter().any(|word| alike(word, part) >= SLIP))
    };
    // One phrase is enough to know: several of one type often say the same.
    if known.iter().any(|phrase| whole(&phrase)) {
        PHRASE
    } else {
        0
    }
}

fn alike(typed: &str, known: &str) -> u32 {
    if typed == known {
        return SAME;
    }
    let (a, b) = (typed.chars().count(), known.chars().count());
    let begins = typed.starts_with(known) || known.starts_with(typed);
    if begins && a.min(b) >= 4 && a.abs_diff(b) <= 4 {
        return BEGINS;
    }
    let slips = match a.min(b) {
        0..=4 => 0,
        5..=7 => 1,
        _ => 2,
    };
    if slips > 0 && within(typed, known, slips) {
        SLIP
    } else {
        0
    }
}

/// Whether one word becomes the other with at most that many letters added, dropped, changed, or
/// swapped with their neighbour (optimal string alignment).
fn within(a: &str, b: &str, most: usize) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len().abs_diff(b.len()) > most {
        return false;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let changed = last[j] + usize::from(x != y);
            let mut least = changed.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()] <= most
}

/// Words without case, accents or signs; a final plural is dropped.
fn split(text: &str) -> Vec<String> {
    folded(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(singular)
        .collect()
}

fn singular(word: &str) -> String {
    let plural = word.chars().count() > 4 && (word.ends_with('s') || word.ends_with('x'));
    let end = word.len() - usize::from(plural);
    word[..end].to_owned()
}

/// Lower case, without accents.
pub(super) fn folded(text: &str) -> String {
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .collect::<String>()
        .replace('œ', "oe")
        .replace('æ', "ae")
}

/// The words of each type, by code; `common` apart.
pub(super) type Words = BTreeMap<String, SearchWords>;
