//! Stellar accounts (`G…`) and muxed accounts (`M…`, an account and an id), as in SEP-23.
//! Secret seeds (`S…`) are refused and not kept.

use super::chain::Chain;
use super::{Found, crc16};
use crate::Invalid;

const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Version bytes: account, muxed account, secret seed.
const ACCOUNT: u8 = 6 << 3;
const MUXED: u8 = 12 << 3;
const SEED: u8 = 18 << 3;

pub(super) fn is_shape(address: &str) -> bool {
    matches!(address.len(), 56 | 69)
        && address.starts_with(['G', 'M', 'S'])
        && address.bytes().all(|byte| ALPHABET.contains(&byte))
}

pub(super) fn read(address: &str) -> Result<Found, Invalid> {
    let wrong = Invalid::CryptoChecksum {
        chain: Chain::Stellar.code(),
    };
    let bytes = decode(address).ok_or(wrong)?;
    let (content, checksum) = bytes.split_at(bytes.len().saturating_sub(2));
    if crc16(content).to_le_bytes() != *checksum {
        return Err(wrong);
    }
    match content {
        [ACCOUNT, key @ ..] if key.len() == 32 => {
            Ok(Found::checked(Chain::Stellar, address.to_owned()))
        }
        [MUXED, rest @ ..] if rest.len() == 40 => {
            let id = rest[32..]
                .iter()
                .fold(0u64, |id, byte| (id << 8) | u64::from(*byte));
            let mut account = vec![ACCOUNT];
            account.extend_from_slice(&rest[..32]);
            let checksum = crc16(&account).to_le_bytes();
            account.extend_from_slice(&checksum);
            Ok(Found {
                memo: Some(id.to_string()),
                ..Found::checked(Chain::Stellar, encode(&account))
            })
        }
        [SEED, ..] => Err(Invalid::CryptoSecret),
        _ => Err(Invalid::CryptoForm),
    }
}

/// RFC 4648 base 32 without padding; unused bits must be zero.
fn decode(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    let (mut held, mut bits) = (0u32, 0);
    for byte in text.bytes() {
        let value = ALPHABET.iter().position(|known| *known == byte)?;
        held = (held << 5) | u32::try_from(value).ok()?;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push((held >> bits) as u8);
        }
        held &= (1 << bits) - 1;
    }
    (held == 0).then_some(bytes)
}

/// Base 32 of a length that is a multiple of five bytes (35 for an account).
fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(56);
    for group in bytes.chunks(5) {
        let value = group
            .iter()
            .fold(0u64, |value, byte| (value << 8) | u64::from(*byte));
        for place in (0..8).rev() {
            text.push(char::from(ALPHABET[(value >> (5 * place) & 31) as usize]));
        }
    }
    text
}
