//! Accounts, telephones, mail, sites and chains: candidates are cut out of the text by their
//! shape, and kept when the crate `identifiers` reads them without a doubt.

use std::ops::Range;

use faisceau_identifiers::{Doubt, Kind, parse};

use super::{Seen, Spot, is_apart};

/// Signs people put inside an account or a telephone number.
const JOINTS: [char; 6] = [' ', '\u{a0}', '\u{202f}', '.', '-', '/'];

/// Letters and digits of the shortest and the longest account (ISO 13616).
const IBAN: std::ops::RangeInclusive<usize> = 15..=34;

/// Digits of the shortest and the longest telephone number proposed.
const PHONE: std::ops::RangeInclusive<usize> = 9..=15;

/// What may end a sentence or open a bracket around an address.
const AROUND: &[char] = &[
    '.', ',', ';', ':', '!', '?', '(', ')', '[', ']', '<', '>', '«', '»', '"', '\'', '’', '“', '”',
    '…',
];

/// Read without a doubt.
fn is_sure(kind: Kind, text: &str) -> bool {
    parse(kind, text).is_ok_and(|read| read.doubt().is_none())
}

/// A telephone that no operator is known to have may be displayed all the same.
fn is_telephone(text: &str) -> bool {
    let read = parse(Kind::Phone, text);
    read.is_ok_and(|read| matches!(read.doubt(), None | Some(Doubt::PhoneUnassigned)))
}

/// With its scheme, a site is one even where no list knows the end of its name (`.onion`).
fn is_site(text: &str) -> bool {
    let read = parse(Kind::Url, text);
    read.is_ok_and(|read| matches!(read.doubt(), None | Some(Doubt::HostSuffixUnknown)))
}

pub(super) fn ibans(text: &str) -> Vec<Spot> {
    let bytes = text.as_bytes();
    let mut spots: Vec<Spot> = Vec::new();
    for start in 0..bytes.len().saturating_sub(4) {
        let opens = bytes[start..start + 2].iter().all(u8::is_ascii_alphabetic)
            && bytes[start + 2..start + 4].iter().all(u8::is_ascii_digit);
        let inside = spots.last().is_some_and(|last| start < last.at.end);
        if !opens || inside {
            continue;
        }
        // The longest first: a shorter account inside a longer one is chance.
        let found = ends(text, start, *IBAN.end(), |c| c.is_ascii_alphanumeric())
            .into_iter()
            .rev()
            .filter(|(_, count)| IBAN.contains(count))
            .map(|(end, _)| start..end)
            .find(|at| is_apart(text, at) && is_sure(Kind::Iban, &text[at.clone()]));
        spots.extend(found.map(|at| Spot {
            seen: Seen::Iban(text[at.clone()].to_owned()),
            at,
        }));
    }
    spots
}

pub(super) fn phones(text: &str) -> Vec<Spot> {
    let mut spots: Vec<Spot> = Vec::new();
    for (start, c) in text.char_indices() {
        let inside = spots.last().is_some_and(|last| start < last.at.end);
        // Figures before it make it a part of something longer, such as an account mistyped.
        let before = text[..start].trim_end_matches(JOINTS);
        let longer = c == '0' && before.ends_with(|c: char| c.is_ascii_digit());
        if inside || longer || !matches!(c, '+' | '0') {
            continue;
        }
        let digits = if c == '+' { start + 1 } else { start };
        let found = ends(text, digits, *PHONE.end(), |c| c.is_ascii_digit())
            .into_iter()
            .rev()
            .filter(|(_, count)| PHONE.contains(count))
            .map(|(end, _)| start..end)
            .find(|at| is_apart(text, at) && is_telephone(&text[at.clone()]));
        spots.extend(found.map(|at| Spot {
            seen: Seen::Phone(text[at.clone()].to_owned()),
            at,
        }));
    }
    spots
}

/// Each place where a run from `start` may end, with how many signs it then counts: one joint at
/// most between two signs.
fn ends(
    text: &str,
    start: usize,
    most: usize,
    counts: impl Fn(char) -> bool,
) -> Vec<(usize, usize)> {
    let mut ends = Vec::new();
    let (mut count, mut joint) = (0, true);
    for (at, c) in text[start..].char_indices() {
        if counts(c) {
            count += 1;
            joint = false;
            ends.push((start + at + c.len_utf8(), count));
        } else if JOINTS.contains(&c) && !joint {
            joint = true;
        } else {
            break;
        }
        if count > most {
            break;
        }
    }
    ends
}

/// Mail, sites and chains: each a run without a space.
pub(super) fn addresses(text: &str) -> Vec<Spot> {
    let words = words(text);
    words
        .filter_map(|at| {
            let word = &text[at.clone()];
            address(word).map(|seen| Spot { at, seen })
        })
        .collect()
}

fn address(word: &str) -> Option<Seen> {
    if word.contains('@') {
        let mail = word.rsplit(':').next().unwrap_or(word);
        return is_sure(Kind::Email, mail).then(|| Seen::Email(mail.to_owned()));
    }
    let scheme = word.contains("://") || word.to_ascii_lowercase().starts_with("www.");
    // Without a scheme, a name must end as names of the net do, and be no number.
    let named = word.contains('.') && word.chars().any(char::is_alphabetic);
    if (scheme && is_site(word)) || (named && is_sure(Kind::Url, word)) {
        return Some(Seen::Url(word.to_owned()));
    }
    let long = word.len() >= 26 && word.chars().all(|c| c.is_ascii_alphanumeric());
    (long && is_sure(Kind::Crypto, word)).then(|| Seen::Crypto(word.to_owned()))
}

/// The runs without spaces, without the signs of the sentence around them.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    text.split_whitespace().filter_map(move |run| {
        let start = run.as_ptr() as usize - text.as_ptr() as usize;
        let word = run.trim_start_matches(AROUND);
        let start = start + (run.len() - word.len());
        let word = word.trim_end_matches(AROUND);
        (!word.is_empty()).then(|| start..start + word.len())
    })
}
