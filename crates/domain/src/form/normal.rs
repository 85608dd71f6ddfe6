//! The normal form of each kind of value that may bring complaints together: two spellings of one
//! thing give the same text, and what cannot be read gives none. What linkage compares of an
//! identifier is its canonical form; for the others, this. Pure; nothing is ever shown in this form.

use faisceau_identifiers as identifiers;
use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization as _;

use super::pivot::Pivot;
use super::secret::luhn;

impl Pivot {
    /// The normal form of a value as typed; `None` when it is none of this kind.
    #[must_use]
    pub fn normal(self, typed: &str) -> Option<String> {
        if let Some(kind) = self.identifier() {
            let parsed = identifiers::parse(kind, typed).ok()?;
            return Some(parsed.canonical().to_owned());
        }
        let normal = match self {
            Pivot::EmailOrPhone => return self.told_apart(typed).normal(typed),
            Pivot::CryptoTx => transaction(typed),
            Pivot::Address => address(typed),
            Pivot::Siren => return siren(typed),
            Pivot::Document => return digest(typed),
            Pivot::Hash => return fingerprint(typed),
            Pivot::Merchant | Pivot::Name => words(typed).join(" "),
            // Numbers given by an issuer: tracking, voucher, transfer, cheque, order.
            _ => reference(typed),
        };
        (!normal.is_empty()).then_some(normal)
    }

    /// An e-mail or a phone, told apart by the value; another pivot is what it is.
    #[must_use]
    pub(super) fn told_apart(self, typed: &str) -> Pivot {
        if self != Pivot::EmailOrPhone {
            return self;
        }
        if typed.contains('@') {
            Pivot::Email
        } else if identifiers::parse(identifiers::Kind::Phone, typed).is_ok() {
            Pivot::Phone
        } else {
            // The name an SMS shows as its sender.
            Pivot::Name
        }
    }
}

/// Lower case, without accents.
fn folded(typed: &str) -> String {
    typed
        .nfkd()
        .filter(|c| get_general_category(*c) != GeneralCategory::NonspacingMark)
        .collect::<String>()
        .to_lowercase()
}

fn words(typed: &str) -> Vec<String> {
    folded(typed)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn reference(typed: &str) -> String {
    folded(typed)
        .to_uppercase()
        .chars()
        .filter(|c| c.is_alphanumeric())
        .collect()
}

/// The hash, or the last part of the link of an explorer. Hexadecimal is written in lower case;
/// other alphabets tell capitals apart.
fn transaction(typed: &str) -> String {
    let bare = typed.split(['?', '#']).next().unwrap_or_default();
    let last = bare.trim().trim_end_matches('/').rsplit('/').next();
    let last = last.unwrap_or_default();
    let hex = last.strip_prefix("0x").unwrap_or(last);
    match hex.bytes().all(|b| b.is_ascii_hexdigit()) {
        true => hex.to_ascii_lowercase(),
        false => last.to_owned(),
    }
}

/// Short ways to write the kinds of streets, and how they are written in full.
const STREETS: [(&str, &str); 9] = [
    ("av", "avenue"),
    ("ave", "avenue"),
    ("bd", "boulevard"),
    ("bld", "boulevard"),
    ("imp", "impasse"),
    ("pl", "place"),
    ("rte", "route"),
    ("st", "saint"),
    ("ste", "sainte"),
];

fn address(typed: &str) -> String {
    let mut words = words(typed);
    for word in &mut words {
        if let Some((_, whole)) = STREETS.iter().find(|(short, _)| word == short) {
            *word = (*whole).to_owned();
        }
    }
    words.join(" ")
}

/// The nine digits of the company, from its own number or from that of one of its places.
fn siren(typed: &str) -> Option<String> {
    let digits: Vec<u32> = typed.chars().filter_map(|c| c.to_digit(10)).collect();
    let others = typed.chars().any(|c| c.is_alphabetic());
    let right = !others && matches!(digits.len(), 9 | 14) && luhn(&digits[..9]);
    right.then(|| digits[..9].iter().map(u32::to_string).collect())
}

/// A file is compared by the SHA-256 of its bytes.
fn digest(typed: &str) -> Option<String> {
    let hex = typed.trim();
    let right = hex.len() == 64 && hex.bytes().all(|b| b.is_ascii_hexdigit());
    right.then(|| hex.to_ascii_lowercase())
}

/// The fingerprint of a file as somebody reported it: MD5, SHA-1 or one of SHA-2.
fn fingerprint(typed: &str) -> Option<String> {
    let hex: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let right =
        matches!(hex.len(), 32 | 40 | 64 | 96 | 128) && hex.bytes().all(|b| b.is_ascii_hexdigit());
    right.then(|| hex.to_ascii_lowercase())
}
