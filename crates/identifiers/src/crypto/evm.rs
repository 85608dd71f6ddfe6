//! Addresses of Ethereum and of the networks that share its accounts: forty hexadecimal digits,
//! with the EIP-55 checksum hidden in the case of the letters.

use sha3::{Digest, Keccak256};

use super::Found;
use super::chain::Chain;
use crate::{Doubt, Invalid};

/// `digits` is what follows `0x`.
pub(super) fn read(digits: &str) -> Result<Found, Invalid> {
    if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(Invalid::CryptoForm);
    }
    match digits.len() {
        40 => {}
        64 => return Err(Invalid::CryptoTransaction),
        found @ 30..=39 => return Err(Invalid::TooShort { min: 40, found }),
        found @ 41..=50 => return Err(Invalid::TooLong { max: 40, found }),
        _ => return Err(Invalid::CryptoForm),
    }
    let lower = digits.to_ascii_lowercase();
    let doubt = if digits == lower || digits == digits.to_ascii_uppercase() {
        Some(Doubt::CryptoUnchecked)
    } else {
        (digits != checksummed(&lower)).then_some(Doubt::CryptoChecksum)
    };
    Ok(Found {
        doubt,
        ..Found::checked(Chain::Evm, format!("0x{lower}"))
    })
}

/// EIP-55: a letter is upper case when the matching digit of the hash is 8 or more.
fn checksummed(lower: &str) -> String {
    let hash = Keccak256::digest(lower.as_bytes());
    lower
        .chars()
        .enumerate()
        .map(|(place, letter)| {
            let byte = hash[place / 2];
            let half = if place % 2 == 0 { byte >> 4 } else { byte & 15 };
            if half >= 8 {
                letter.to_ascii_uppercase()
            } else {
                letter
            }
        })
        .collect()
}
