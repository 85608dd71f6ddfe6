//! The French and Monegasque national form (relevé d'identité bancaire) inside the IBAN.
//! Only its key is computed; bank and branch codes are not looked up.

/// Bank (5), branch (5), account (11), key (2).
const LENGTH: usize = 23;

/// Whether the two last digits of a 23-character RIB are its key:
/// `97 − (89·bank + 15·branch + 3·account) mod 97` (Comité français d'organisation et de
/// normalisation bancaires), letters counting as A, J = 1, B, K, S = 2, …
pub(super) fn key_agrees(rib: &str) -> bool {
    let Some(digits) = numeric(rib) else {
        return false;
    };
    let number = |range: std::ops::Range<usize>| {
        digits[range]
            .iter()
            .fold(0u64, |sum, digit| sum * 10 + u64::from(*digit))
    };
    let (bank, branch, account) = (number(0..5), number(5..10), number(10..21));
    let key = 97 - (89 * bank + 15 * branch + 3 * account) % 97;
    key == number(21..23)
}

/// The French IBAN of a bare RIB whose key agrees.
pub(super) fn to_iban(rib: &str) -> Option<String> {
    if !key_agrees(rib) {
        return None;
    }
    // ISO 7064: move the country to the end as F = 15, R = 27, with 00 as check digits.
    let mut rest = 0u32;
    for character in rib.chars().chain("FR00".chars()) {
        let value = character.to_digit(36)?;
        rest = if value > 9 {
            (rest * 100 + value) % 97
        } else {
            (rest * 10 + value) % 97
        };
    }
    Some(format!("FR{:02}{rib}", 98 - rest))
}

/// The digits of a well-built RIB; `None` when the text is not built like one.
fn numeric(rib: &str) -> Option<Vec<u8>> {
    let bytes = rib.as_bytes();
    if bytes.len() != LENGTH {
        return None;
    }
    bytes
        .iter()
        .enumerate()
        .map(|(at, byte)| match byte {
            b'0'..=b'9' => Some(byte - b'0'),
            b'A'..=b'I' if (10..21).contains(&at) => Some(byte - b'A' + 1),
            b'J'..=b'R' if (10..21).contains(&at) => Some(byte - b'J' + 1),
            b'S'..=b'Z' if (10..21).contains(&at) => Some(byte - b'S' + 2),
            _ => None,
        })
        .collect()
}
