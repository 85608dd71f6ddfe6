//! Bitcoin Cash's CashAddr form, written here because no small crate carries it.
//! Only 160-bit hashes of keys (`q…`) and scripts (`p…`) are addresses in use.

use super::Found;
use super::chain::Chain;
use crate::Invalid;

const ALPHABET: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";

/// The prefix as the checksum counts it: low five bits of each letter, then zero.
const PREFIX: [u8; 12] = [2, 9, 20, 3, 15, 9, 14, 3, 1, 19, 8, 0];

/// Values of an address: 34 of payload (version and hash), 8 of checksum.
const LENGTH: usize = 42;

/// Whether the text has the length and alphabet of a bare CashAddr.
pub(super) fn is_shape(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    let one_case = lower == address || address == address.to_ascii_uppercase();
    one_case
        && address.len() == LENGTH
        && lower.starts_with(['q', 'p'])
        && lower.bytes().all(|byte| ALPHABET.contains(&byte))
}

pub(super) fn read(address: &str) -> Result<Found, Invalid> {
    let lower = address.to_ascii_lowercase();
    let values = lower
        .bytes()
        .filter_map(|byte| ALPHABET.iter().position(|known| *known == byte))
        .filter_map(|value| u8::try_from(value).ok());
    if polymod(PREFIX.into_iter().chain(values)) != 0 {
        return Err(Invalid::CryptoChecksum {
            chain: Chain::BitcoinCash.code(),
        });
    }
    Ok(Found::checked(Chain::BitcoinCash, lower))
}

/// The address of a 20-byte hash.
pub(super) fn encode(script: bool, hash: &[u8]) -> String {
    let mut bytes = vec![if script { 8 } else { 0 }];
    bytes.extend_from_slice(hash);
    let mut values = five_bits(&bytes);
    let zeros = [0u8; 8];
    let sum = polymod(
        PREFIX
            .into_iter()
            .chain(values.iter().copied())
            .chain(zeros),
    );
    values.extend((0..8).map(|place| ((sum >> (5 * (7 - place))) & 31) as u8));
    values
        .iter()
        .map(|value| char::from(ALPHABET[usize::from(*value)]))
        .collect()
}

fn five_bits(bytes: &[u8]) -> Vec<u8> {
    let mut values = Vec::with_capacity(bytes.len() * 8 / 5 + 1);
    let (mut held, mut bits) = (0u32, 0);
    for byte in bytes {
        held = (held << 8) | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            values.push(((held >> bits) & 31) as u8);
        }
        held &= (1 << bits) - 1;
    }
    if bits > 0 {
        values.push(((held << (5 - bits)) & 31) as u8);
    }
    values
}

/// The BCH code of the CashAddr specification (bitcoincashorg, 2017).
fn polymod(values: impl Iterator<Item = u8>) -> u64 {
    const GENERATORS: [u64; 5] = [
        0x98_f2bc_8e61,
        0x79_b76d_99e2,
        0xf3_3e5f_b3c4,
        0xae_2eab_e2a8,
        0x1e_4f43_e470,
    ];
    let mut sum = 1u64;
    for value in values {
        let top = sum >> 35;
        sum = ((sum & 0x07_ffff_ffff) << 5) ^ u64::from(value);
        for (place, generator) in GENERATORS.iter().enumerate() {
            if top >> place & 1 == 1 {
                sum ^= generator;
            }
        }
    }
    sum ^ 1
}
