//! Bank accounts: ISO 13616 form, check digits, country format, French RIB key.
//! A good checksum is not an existing account, and nothing here asks a bank.

use iban::{Iban, IbanLike, ParseIbanError};

use crate::identifier::Form;
use crate::{Doubt, Invalid, clean};

mod rib;

/// Shortest (Norway) and longest (ISO 13616) forms, in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 15..=34;

/// More confusable characters than this are not one slip of the pen; it also bounds the search and
/// the chance that a wrong reading passes the check.
const MAX_CONFUSABLE: usize = 6;

pub(crate) fn read(text: &str) -> Result<Form, Invalid> {
    let compact = clean::alphanumeric_upper(text);
    let compact = without_label(&compact);
    if !compact.is_ascii() {
        return Err(Invalid::IbanShape);
    }
    if Account::of(compact) == Account::Sound {
        return Ok(Form::new(compact.to_owned(), sound_doubt(compact)));
    }
    if is_bic(compact) {
        return Err(Invalid::Bic);
    }
    let repaired = unconfuse(compact)
        .or_else(|| unswap(compact))
        .or_else(|| embedded(compact));
    if let Some(repaired) = repaired {
        return Ok(Form::new(repaired, Some(Doubt::Repaired)));
    }
    if clean::is_card_number(compact) {
        return Err(Invalid::CardNumber);
    }
    if let Some(derived) = rib::to_iban(compact) {
        return Ok(Form::new(derived, Some(Doubt::FromRib)));
    }
    shape(compact)?;
    Ok(Form::new(compact.to_owned(), Some(imperfection(compact))))
}

/// How far an electronic form agrees with the registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Account {
    /// Check digits and country format agree.
    Sound,
    /// Check digits agree, the country's format does not.
    OddFormat,
    /// Check digits agree, the country has no published format.
    OddCountry,
    /// Check digits disagree, or the shape is not an IBAN's.
    Wrong,
}

impl Account {
    fn of(compact: &str) -> Self {
        match compact.parse::<Iban>() {
            // ISO 7064 gives 02 to 98; 00, 01 and 99 pass the division but are never issued.
            Ok(account) if (2..=98).contains(&account.check_digits()) => Self::Sound,
            Err(ParseIbanError::InvalidBban(_)) => Self::OddFormat,
            // The library's registry lacks some countries; length and check digits then decide.
            Err(ParseIbanError::UnknownCountry(_)) => {
                match compact.get(..2).and_then(country_length) {
                    Some(length) if length == compact.len() => Self::Sound,
                    _ => Self::OddCountry,
                }
            }
            Ok(_) | Err(ParseIbanError::InvalidBaseIban { .. }) => Self::Wrong,
        }
    }
}

fn sound_doubt(compact: &str) -> Option<Doubt> {
    let french = compact.starts_with("FR") || compact.starts_with("MC");
    (french && !rib::key_agrees(&compact[4..])).then_some(Doubt::RibKey)
}

fn imperfection(compact: &str) -> Doubt {
    let expected = country_length(&compact[..2]);
    match (Account::of(compact), expected) {
        (_, Some(expected)) if expected != compact.len() => Doubt::IbanLength {
            expected,
            found: compact.len(),
        },
        (Account::OddCountry, _) => Doubt::IbanCountry,
        (Account::OddFormat, _) => Doubt::IbanStructure,
        (Account::Sound | Account::Wrong, _) => Doubt::IbanChecksum,
    }
}

fn shape(compact: &str) -> Result<(), Invalid> {
    let bytes = compact.as_bytes();
    let built = bytes.len() >= 4
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes[2..4].iter().all(u8::is_ascii_digit);
    if !built {
        return Err(Invalid::IbanShape);
    }
    if bytes.len() < *LENGTHS.start() {
        return Err(Invalid::TooShort {
            min: *LENGTHS.start(),
            found: bytes.len(),
        });
    }
    if bytes.len() > *LENGTHS.end() {
        return Err(Invalid::TooLong {
            max: *LENGTHS.end(),
            found: bytes.len(),
        });
    }
    // An unknown country with wrong check digits is any text that happens to look like one.
    let known = country_length(&compact[..2]).is_some();
    if !known && Account::of(compact) == Account::Wrong {
        return Err(Invalid::IbanShape);
    }
    Ok(())
}

fn without_label(compact: &str) -> &str {
    let mut rest = compact;
    while let Some(after) = rest.strip_prefix("IBAN").or(rest.strip_prefix("CODEIBAN")) {
        rest = after;
    }
    rest
}

/// ISO 9362: four letters of the bank, two of the country, two of the place, three of the branch.
fn is_bic(compact: &str) -> bool {
    let bytes = compact.as_bytes();
    matches!(bytes.len(), 8 | 11) && bytes[..6].iter().all(u8::is_ascii_uppercase)
}

/// The only sound account reachable by reading O as 0, I as 1, and the reverse in the bank
/// letters, with as few changes as possible; nothing when two readings are as good.
fn unconfuse(compact: &str) -> Option<String> {
    if !LENGTHS.contains(&compact.len()) {
        return None;
    }
    let swaps: Vec<(usize, u8)> = compact
        .bytes()
        .enumerate()
        .filter_map(|(at, byte)| match byte {
            b'O' => Some((at, b'0')),
            b'I' => Some((at, b'1')),
            b'0' if at < 2 || (4..8).contains(&at) => Some((at, b'O')),
            b'1' if at < 2 || (4..8).contains(&at) => Some((at, b'I')),
            _ => None,
        })
        .collect();
    let straight = all_as_figures(compact);
    if straight != compact && Account::of(&straight) == Account::Sound {
        return Some(straight);
    }
    if swaps.is_empty() || swaps.len() > MAX_CONFUSABLE {
        return None;
    }
    best_reading(compact, &swaps)
}

/// Every O and I after the country as 0 and 1: what a person who never types figures writes.
fn all_as_figures(compact: &str) -> String {
    let (country, account) = compact.split_at(2);
    format!("{country}{}", account.replace('O', "0").replace('I', "1"))
}

fn best_reading(compact: &str, swaps: &[(usize, u8)]) -> Option<String> {
    let mut best: Option<(u32, String)> = None;
    let mut tied = false;
    for chosen in 1u32..(1 << swaps.len()) {
        let mut bytes = compact.as_bytes().to_vec();
        for (place, &(at, byte)) in swaps.iter().enumerate() {
            if chosen >> place & 1 == 1 {
                bytes[at] = byte;
            }
        }
        let Ok(reading) = String::from_utf8(bytes) else {
            continue;
        };
        if Account::of(&reading) != Account::Sound {
            continue;
        }
        let changes = chosen.count_ones();
        match &best {
            Some((fewest, _)) if *fewest < changes => {}
            Some((fewest, _)) if *fewest == changes => tied = true,
            _ => {
                best = Some((changes, reading));
                tied = false;
            }
        }
    }
    best.filter(|_| !tied).map(|(_, reading)| reading)
}

/// The second letter of the country exchanged with the first check digit ("F7R6…"), which hides
/// that the text is an IBAN at all. Other exchanges are left to near matching: trying them all
/// would find sound accounts by chance.
fn unswap(compact: &str) -> Option<String> {
    let mut bytes = compact.as_bytes().to_vec();
    if bytes.len() < *LENGTHS.start() {
        return None;
    }
    bytes.swap(1, 2);
    let reading = String::from_utf8(bytes).ok()?;
    (Account::of(&reading) == Account::Sound).then_some(reading)
}

/// The only sound account written inside a longer text ("IABN LT49…", "FR76… BIC …").
fn embedded(compact: &str) -> Option<String> {
    let mut found = None;
    for start in 0..compact.len() {
        let Some(length) = compact.get(start..start + 2).and_then(country_length) else {
            continue;
        };
        let Some(candidate) = compact.get(start..start + length) else {
            continue;
        };
        if Account::of(candidate) == Account::Sound {
            if found.is_some_and(|known| known != candidate) {
                return None;
            }
            found = Some(candidate);
        }
    }
    found.map(str::to_owned)
}

/// Length of a country's IBAN, in characters (SWIFT IBAN registry, with the French overseas
/// and British dependencies under the code that their banks print).
pub(crate) fn country_length(code: &str) -> Option<usize> {
    const BY_LENGTH: [(usize, &str); 18] = [
        (15, "NO"),
        (16, "BE"),
        (18, "DK FI FK FO GL NL SD"),
        (19, "MK SI"),
        (20, "AT BA EE KZ LT LU MN XK"),
        (21, "CH HR LI LV"),
        (22, "BG BH CR DE GB GE IE ME RS VA"),
        (23, "AE GI IL IQ OM SO TL"),
        (24, "AD CZ ES MD PK RO SA SE SK TN VG"),
        (25, "LY PT ST"),
        (26, "IS TR"),
        (27, "BI DJ FR GR IT MC MR SM"),
        (28, "AL AZ BY CY DO GT HN HU LB NI PL SV"),
        (29, "BR EG PS QA UA"),
        (30, "JO KW MU YE"),
        (31, "MT SC"),
        (32, "LC"),
        (33, "RU"),
    ];
    let (length, _) = BY_LENGTH
        .iter()
        .find(|(_, codes)| codes.split(' ').any(|known| known == code))?;
    Some(*length)
}
