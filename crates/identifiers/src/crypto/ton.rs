//! TON addresses: the friendly forms (`EQ…`, `UQ…`, base 64) and the raw one are one account,
//! kept raw as `workchain:hash` (TEP-2).

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};

use super::chain::Chain;
use super::{Found, crc16};
use crate::Invalid;

/// Tag of the first byte: bounceable or not, and the test-network flag.
const BOUNCEABLE: u8 = 0x11;
const NOT_BOUNCEABLE: u8 = 0x51;
const TEST_ONLY: u8 = 0x80;

pub(super) fn is_shape(address: &str) -> bool {
    raw(address).is_some() || (address.len() == 48 && decode(address).is_some())
}

pub(super) fn read(address: &str) -> Result<Found, Invalid> {
    if let Some(canonical) = raw(address) {
        return Ok(Found::checked(Chain::Ton, canonical));
    }
    let bytes = decode(address).ok_or(Invalid::CryptoForm)?;
    let (content, checksum) = bytes.split_at(34);
    if crc16(content).to_be_bytes() != *checksum {
        return Err(Invalid::CryptoChecksum {
            chain: Chain::Ton.code(),
        });
    }
    let (tag, workchain) = (content[0], i8::from_be_bytes([content[1]]));
    if !matches!(tag & !TEST_ONLY, BOUNCEABLE | NOT_BOUNCEABLE) {
        return Err(Invalid::CryptoForm);
    }
    if tag & TEST_ONLY != 0 {
        return Err(Invalid::CryptoTestNetwork);
    }
    let hash: String = content[2..].iter().map(|b| format!("{b:02x}")).collect();
    Ok(Found::checked(Chain::Ton, format!("{workchain}:{hash}")))
}

/// `0:` or `-1:` and 64 hexadecimal digits, lower case.
fn raw(address: &str) -> Option<String> {
    let (workchain, hash) = address.split_once(':')?;
    let workchain: i8 = workchain.parse().ok()?;
    let whole = hash.len() == 64 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    whole.then(|| format!("{workchain}:{}", hash.to_ascii_lowercase()))
}

fn decode(address: &str) -> Option<Vec<u8>> {
    let bytes = URL_SAFE
        .decode(address)
        .or_else(|_| STANDARD.decode(address))
        .ok()?;
    (bytes.len() == 36).then_some(bytes)
}
