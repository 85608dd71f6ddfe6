//! Monero addresses: base 58 by blocks, Keccak checksum (CryptoNote standard 7).
//! Addresses are one-time outside the ledger: two sums to one address do not show there.

use sha3::{Digest, Keccak256};

use super::Found;
use super::chain::Chain;
use crate::Invalid;

const ALPHABET: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// Characters that encode a block of 0 to 8 bytes.
const BLOCKS: [usize; 9] = [0, 2, 3, 5, 6, 7, 9, 10, 11];

/// 95 characters for an account or a subaddress, 106 with a payment id inside.
pub(super) fn is_shape(address: &str) -> bool {
    matches!(address.len(), 95 | 106) && address.bytes().all(|byte| ALPHABET.contains(&byte))
}

pub(super) fn read(address: &str) -> Result<Found, Invalid> {
    let wrong = Invalid::CryptoChecksum {
        chain: Chain::Monero.code(),
    };
    let bytes = decode(address).ok_or(wrong)?;
    let (content, checksum) = bytes.split_at(bytes.len().saturating_sub(4));
    if Keccak256::digest(content)[..4] != *checksum {
        return Err(wrong);
    }
    match content.first() {
        Some(18 | 19 | 42) => Ok(Found::checked(Chain::Monero, address.to_owned())),
        Some(53 | 54 | 63 | 24 | 25 | 36) => Err(Invalid::CryptoTestNetwork),
        _ => Err(Invalid::CryptoForm),
    }
}

fn decode(address: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(80);
    for block in address.as_bytes().chunks(11) {
        let size = BLOCKS.iter().position(|length| *length == block.len())?;
        let mut value = 0u128;
        for byte in block {
            let digit = ALPHABET.iter().position(|known| known == byte)?;
            value = value * 58 + digit as u128;
        }
        let whole = value.to_be_bytes();
        let (overflow, kept) = whole.split_at(16 - size);
        if overflow.iter().any(|byte| *byte != 0) {
            return None;
        }
        bytes.extend_from_slice(kept);
    }
    Some(bytes)
}
