//! Finds in free text what must not be kept: full card numbers, recovery phrases, private keys;
//! and masks them. Errs on the side of keeping the text: a wrong mask would lose a clue.

use std::ops::Range;

/// The sign put in place of each character masked.
const MASK: char = '•';

/// A text with its secrets masked, and what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    /// The text, masked.
    pub text: String,
    /// A full card number was found.
    pub card: bool,
    /// A recovery phrase or a private key was found.
    pub secret: bool,
}

/// Masks card numbers (6 first and 4 last digits stay), recovery phrases and private keys.
#[must_use]
pub fn mask(text: &str) -> Masked {
    let cards = cards(text);
    let mut secrets = phrases(text);
    secrets.extend(private_keys(text));
    secrets.sort_by_key(|range| range.start);
    let mut masked = String::with_capacity(text.len());
    let mut digits = 0;
    let (mut next_card, mut next_secret) = (0, 0);
    for (at, c) in text.char_indices() {
        while cards.get(next_card).is_some_and(|card| card.end <= at) {
            (next_card, digits) = (next_card + 1, 0);
        }
        while secrets
            .get(next_secret)
            .is_some_and(|secret| secret.end <= at)
        {
            next_secret += 1;
        }
        let card = cards.get(next_card).filter(|card| card.contains(&at));
        let middle = card.is_some_and(|card| {
            digits += usize::from(c.is_ascii_digit());
            let count = text[card.clone()]
                .bytes()
                .filter(u8::is_ascii_digit)
                .count();
            c.is_ascii_digit() && digits > 6 && digits + 4 <= count
        });
        let secret = secrets
            .get(next_secret)
            .is_some_and(|secret| secret.contains(&at));
        masked.push(if middle || (secret && !c.is_whitespace()) {
            MASK
        } else {
            c
        });
    }
    Masked {
        text: masked,
        card: !cards.is_empty(),
        secret: !secrets.is_empty(),
    }
}

/// The 6 first and 4 last digits of the first full card number found.
#[must_use]
pub fn card_ends(text: &str) -> Option<(String, String)> {
    let range = cards(text).into_iter().next()?;
    let digits: String = text[range].chars().filter(char::is_ascii_digit).collect();
    Some((
        digits[..6].to_owned(),
        digits[digits.len() - 4..].to_owned(),
    ))
}

/// Runs of digits, perhaps in groups, that a card brand uses and whose check digit is right. A run
/// that follows a letter is left alone: it belongs to an IBAN or a reference.
fn cards(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let run = digit_run(bytes, at);
        let before = text[..at].chars().next_back();
        let after = text[run.end..].chars().next();
        let alone = ![before, after]
            .into_iter()
            .flatten()
            .any(char::is_alphanumeric);
        if alone && is_card(&text[run.clone()]) {
            found.push(run.clone());
        }
        at = run.end.max(at + 1);
    }
    found
}

/// Digits from `start`, single spaces, no-break spaces and hyphens between them allowed.
fn digit_run(bytes: &[u8], start: usize) -> Range<usize> {
    let mut end = start;
    let mut at = start;
    loop {
        while at < bytes.len() && bytes[at].is_ascii_digit() {
            at += 1;
            end = at;
        }
        at += match &bytes[at.min(bytes.len())..] {
            [b' ' | b'-' | b'.', ..] => 1,
            [0xC2, 0xA0, ..] => 2,
            [0xE2, 0x80, 0xAF, ..] => 3,
            _ => break,
        };
        if !bytes.get(at).is_some_and(u8::is_ascii_digit) {
            break;
        }
    }
    start..end
}

fn is_card(run: &str) -> bool {
    let digits: Vec<u32> = run.chars().filter_map(|c| c.to_digit(10)).collect();
    let issuer = digits.iter().take(4).fold(0, |sum, digit| sum * 10 + digit);
    let brand = match digits.len() {
        15 => matches!(issuer / 100, 34 | 37),
        16 => matches!(issuer, 2221..=2720 | 3528..=3589 | 4000..=5999 | 6000..=6999),
        17..=19 => matches!(issuer, 4000..=4999 | 5000..=5099 | 5600..=6999),
        _ => false,
    };
    brand && luhn(&digits)
}

/// The check of ISO/IEC 7812-1 annex B.
pub(super) fn luhn(digits: &[u32]) -> bool {
    let sum: u32 = digits
        .iter()
        .rev()
        .enumerate()
        .map(|(place, digit)| match (place % 2, digit * 2) {
            (0, _) => *digit,
            (_, double) if double > 9 => double - 9,
            (_, double) => double,
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Words of French and English that no recovery phrase holds and that prose cannot do without.
const PROSE: [&str; 60] = [
    "and", "are", "aux", "avec", "been", "but", "can't", "cette", "comme", "could", "dans", "des",
    "did", "don't", "elle", "est", "faire", "fait", "for", "from", "got", "had", "has", "have",
    "her", "him", "his", "its", "les", "leur", "mais", "mes", "mon", "not", "nous", "ont", "our",
    "par", "pas", "plus", "pour", "que", "qui", "sent", "ses", "she", "son", "sont", "sur", "the",
    "une", "very", "vous", "was", "were", "which", "who", "with", "would", "your",
];

/// Runs of at least 12 bare words of 3 to 8 letters without one word of prose: what a recovery
/// phrase (BIP-39) looks like in any of its Latin-script word lists.
fn phrases(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut run: Vec<Range<usize>> = Vec::new();
    for token in tokens(text) {
        let raw = &text[token.clone()];
        let word = raw.trim_matches([',', ';', '"', '«', '»']);
        if is_rank(word) {
            continue;
        }
        let letters = word.chars().count();
        let bare = (3..=8).contains(&letters) && word.chars().all(char::is_lowercase);
        if bare && !PROSE.contains(&word) {
            run.push(token);
        } else {
            close_run(&mut run, &mut found);
        }
    }
    close_run(&mut run, &mut found);
    found
}

fn close_run(run: &mut Vec<Range<usize>>, found: &mut Vec<Range<usize>>) {
    if let (12.., Some(first), Some(last)) = (run.len(), run.first(), run.last()) {
        found.push(first.start..last.end);
    }
    run.clear();
}

/// `1.`, `2)`, `12:`: phrases are often noted as a numbered list.
fn is_rank(word: &str) -> bool {
    let number = word.trim_end_matches(['.', ')', ':', '-']);
    !number.is_empty() && number.len() <= 2 && number.bytes().all(|b| b.is_ascii_digit())
}

fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split_whitespace().map(|word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        start..start + word.len()
    })
}

/// Private keys in the wallet import format, extended private keys and PEM blocks.
fn private_keys(text: &str) -> Vec<Range<usize>> {
    let base58 = |c: char| c.is_ascii_alphanumeric() && !matches!(c, '0' | 'O' | 'I' | 'l');
    let mut found: Vec<Range<usize>> = tokens(text)
        .filter(|token| {
            let word = text[token.clone()].trim_matches(|c: char| !c.is_ascii_alphanumeric());
            let wif = match word.len() {
                51 => word.starts_with('5'),
                52 => word.starts_with(['K', 'L']),
                107..=112 => word.starts_with("xprv"),
                _ => false,
            };
            wif && word.chars().all(base58)
        })
        .collect();
    let mut from = 0;
    while let Some(begin) = text[from..].find("-----BEGIN ") {
        let start = from + begin;
        let end = text[start..]
            .find("-----END")
            .map_or(text.len(), |end| start + end);
        let head = text[start..end].lines().next().unwrap_or_default();
        if head.contains("PRIVATE KEY-----") {
            found.push(start + head.len().min("-----BEGIN ".len())..end);
        }
        from = end.max(start + "-----BEGIN ".len()).min(text.len());
    }
    found
}
