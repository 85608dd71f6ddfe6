//! Base58Check addresses (Bitcoin and its descendants, Tron) and Solana's bare base 58.
//! Private and extended keys in the same alphabet are refused, each for its reason.

use super::chain::Chain;
use super::{Found, cashaddr};
use crate::{Doubt, Invalid};

/// Version bytes and their network; two networks of the table share 5 with Bitcoin, which wins
/// unless the other is named.
const VERSIONS: [(u8, Chain); 11] = [
    (0x00, Chain::Bitcoin),
    (0x05, Chain::Bitcoin),
    (0x30, Chain::Litecoin),
    (0x32, Chain::Litecoin),
    (0x1e, Chain::Dogecoin),
    (0x16, Chain::Dogecoin),
    (0x4c, Chain::Dash),
    (0x10, Chain::Dash),
    (0x41, Chain::Tron),
    (0x6f, Chain::Bitcoin),
    (0xc4, Chain::Bitcoin),
];

/// Litecoin's own version for pay-to-script-hash, instead of the 5 it shared with Bitcoin.
const LITECOIN_SCRIPT: u8 = 0x32;

pub(super) fn read(address: &str, named: Option<Chain>) -> Result<Found, Invalid> {
    let Ok(bytes) = bs58::decode(address).into_vec() else {
        return Err(Invalid::CryptoForm);
    };
    let Ok(payload) = bs58::decode(address).with_check(None).into_vec() else {
        return unchecked(address, bytes.len());
    };
    match *payload.as_slice() {
        [0x6f | 0xc4, ..] if payload.len() == 21 => Err(Invalid::CryptoTestNetwork),
        [0x1d, 0x25, ..] | [0x1c, 0xba, ..] if payload.len() == 22 => {
            Err(Invalid::CryptoTestNetwork)
        }
        [0x1c, 0xb8 | 0xbd, ..] if payload.len() == 22 => {
            Ok(Found::checked(Chain::Zcash, address.to_owned()))
        }
        [version, ref hash @ ..] if hash.len() == 20 => by_version(address, version, hash, named),
        // Wallet import format: one version byte, the key, and a mark of compression.
        [_, ref key @ ..] if key.len() == 32 => Err(Invalid::CryptoSecret),
        [_, ref key @ .., 1] if key.len() == 32 => Err(Invalid::CryptoSecret),
        ref long if long.len() == 78 => Err(extended(long)),
        _ => unchecked(address, bytes.len()),
    }
}

fn by_version(
    address: &str,
    version: u8,
    hash: &[u8],
    named: Option<Chain>,
) -> Result<Found, Invalid> {
    let Some((_, chain)) = VERSIONS.iter().find(|(known, _)| *known == version) else {
        return Err(Invalid::CryptoForm);
    };
    match (named, version) {
        (Some(Chain::BitcoinCash), 0x00 | 0x05) => {
            let script = version == 0x05;
            Ok(Found::checked(
                Chain::BitcoinCash,
                cashaddr::encode(script, hash),
            ))
        }
        (Some(Chain::Litecoin), 0x05) => {
            let mut payload = vec![LITECOIN_SCRIPT];
            payload.extend_from_slice(hash);
            let modern = bs58::encode(payload).with_check().into_string();
            Ok(Found::checked(Chain::Litecoin, modern))
        }
        _ => Ok(Found::checked(*chain, address.to_owned())),
    }
}

/// BIP-32 serialisations: private ones carry a zero byte before the key.
fn extended(payload: &[u8]) -> Invalid {
    if payload[45] == 0 {
        Invalid::CryptoSecret
    } else {
        Invalid::CryptoExtendedKey
    }
}

/// No checksum agrees: Solana has none, the others are slips.
fn unchecked(address: &str, bytes: usize) -> Result<Found, Invalid> {
    match bytes {
        32 if (32..=44).contains(&address.len()) => Ok(Found {
            doubt: Some(Doubt::CryptoUnchecked),
            ..Found::checked(Chain::Solana, address.to_owned())
        }),
        // Ed25519 signatures name Solana transactions; secret keys have the same length.
        64 => Err(Invalid::CryptoTransaction),
        24..=27 => Err(guess(address)),
        37 | 38 if matches!(address.as_bytes()[0], b'5' | b'K' | b'L' | b'c' | b'9') => {
            Err(Invalid::CryptoSecret)
        }
        82 => Err(match address.get(1..4) {
            Some("prv") => Invalid::CryptoSecret,
            _ => Invalid::CryptoExtendedKey,
        }),
        _ => Err(Invalid::CryptoForm),
    }
}

/// The network that the first letter announces, for the message.
fn guess(address: &str) -> Invalid {
    let chain = match address.as_bytes()[0] {
        b'1' | b'3' => Chain::Bitcoin,
        b'L' | b'M' => Chain::Litecoin,
        b'D' | b'A' | b'9' => Chain::Dogecoin,
        b'X' | b'7' => Chain::Dash,
        b't' => Chain::Zcash,
        b'T' => Chain::Tron,
        _ => return Invalid::CryptoForm,
    };
    let chain = chain.code();
    Invalid::CryptoChecksum { chain }
}
