//! How a value differs from what may have been meant, and what one slip of the pen makes of a key: every
//! reading one sign away. Pure; what is looked for among the readings is the caller's. Names of accounts
//! are compared in `names.rs`.
//!
//! One sign changed, exchanged, forgotten or one too many: Damerau, "A technique for computer
//! detection and correction of spelling errors" (1964).

use crate::record::Kind;

/// Keys longer than this are not searched around: every sign costs some eighty questions.
const LONGEST: usize = 64;
/// What a person types in a mailbox or the name of a site.
const SIGNS: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789.-_";
const CAPITALS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const FIGURES: &[u8] = b"0123456789";
const HEXADECIMAL: &[u8] = b"0123456789abcdef";
/// Where the account of an IBAN begins: a slip in the country is another country.
const ACCOUNT: usize = 2;

/// How a value differs from another that may have been meant. Places are counted from 0 in the mistyped value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Slip {
    /// One sign stands for another.
    Changed {
        /// Where.
        at: usize,
        /// The sign that may have been meant.
        meant: char,
    },
    /// Two neighbours are exchanged.
    Exchanged {
        /// Where the first of them is.
        at: usize,
    },
    /// One sign too many.
    Extra {
        /// Where.
        at: usize,
    },
    /// One sign was forgotten.
    Forgotten {
        /// Before which place.
        at: usize,
        /// The sign that may have been meant.
        meant: char,
    },
    /// Two names look the same: signs that are taken for each other, other signs between words, or a
    /// platform that one of them does not say.
    LooksSame,
    /// Two names end with the same figures, and are nearly one before.
    Resembles {
        /// How near, by Jaro and Winkler's measure, in hundredths.
        hundredths: u8,
    },
}

/// How the keys of a kind are searched around.
struct Around {
    signs: &'static [u8],
    /// The first place where a slip is looked for.
    from: usize,
    /// Whether a sign may be missing or too many: not where every key has the same length.
    lengths: bool,
}

/// `None` where a slip is not looked for: the kind has none, or a sum of its own would have refused
/// the value when it was typed.
fn around(kind: Kind, key: &str) -> Option<Around> {
    let of = |signs, from, lengths| Around {
        signs,
        from,
        lengths,
    };
    if !key.is_ascii() || key.len() > LONGEST {
        return None;
    }
    match kind {
        Kind::Iban => Some(of(CAPITALS, ACCOUNT, true)),
        Kind::Phone => Some(of(FIGURES, 1, true)),
        Kind::Email | Kind::Url => Some(of(SIGNS, 0, true)),
        Kind::PaymentRef => Some(of(CAPITALS, 0, true)),
        // Of the ledgers, only the addresses of this form carry no sum in their key.
        Kind::Crypto => key
            .find(":0x")
            .map(|at| of(HEXADECIMAL, at + ":0x".len(), false)),
        _ => None,
    }
}

/// Whether slips are looked for around such a key.
pub(crate) fn is_searched(kind: Kind, key: &str) -> bool {
    around(kind, key).is_some()
}

/// Meets everything one slip away from a key, but itself; some readings several times. Who meets a key
/// is met from it: only signs that could be meant are taken for slips.
pub(crate) fn each(kind: Kind, key: &str, mut meet: impl FnMut(&str, Slip)) {
    let Some(Around {
        signs,
        from,
        lengths,
    }) = around(kind, key)
    else {
        return;
    };
    let mut tell = |bytes: &[u8], slip| {
        if let Ok(reading) = std::str::from_utf8(bytes) {
            meet(reading, slip);
        }
    };
    let mut bytes = key.as_bytes().to_vec();
    for at in from..bytes.len() {
        let typed = bytes[at];
        if signs.contains(&typed) {
            for &sign in signs.iter().filter(|sign| **sign != typed) {
                bytes[at] = sign;
                let meant = char::from(sign);
                tell(&bytes, Slip::Changed { at, meant });
            }
            bytes[at] = typed;
        }
        if at + 1 < bytes.len() && bytes[at + 1] != typed {
            bytes.swap(at, at + 1);
            tell(&bytes, Slip::Exchanged { at });
            bytes.swap(at, at + 1);
        }
    }
    if !lengths {
        return;
    }
    for at in from..bytes.len() {
        let typed = bytes.remove(at);
        if signs.contains(&typed) {
            tell(&bytes, Slip::Extra { at });
        }
        bytes.insert(at, typed);
    }
    if bytes.len() == LONGEST {
        return;
    }
    for at in from..=bytes.len() {
        bytes.insert(at, 0);
        for &sign in signs {
            bytes[at] = sign;
            let meant = char::from(sign);
            tell(&bytes, Slip::Forgotten { at, meant });
        }
        bytes.remove(at);
    }
}

/// Whether the check digits of an account agree (ISO 7064, modulo 97).
pub(crate) fn is_checked(key: &str) -> bool {
    let Some((head, account)) = key.split_at_checked(4) else {
        return false;
    };
    let mut signs = account.chars().chain(head.chars());
    let rest = signs.try_fold(0_u32, |rest, sign| {
        let value = sign.to_digit(36)?;
        let shift = if value < 10 { 10 } else { 100 };
        Some((rest * shift + value) % 97)
    });
    rest == Some(1)
}
