//! XRP Ledger addresses: classic (`r…`) and X-addresses, which carry the destination tag inside
//! (XLS-5d). Both become the classic form and its tag.

use bs58::Alphabet;

use super::Found;
use super::chain::Chain;
use crate::Invalid;

/// Version of accounts, and prefixes of X-addresses on the main and test networks.
const ACCOUNT: u8 = 0;
const MAIN: [u8; 2] = [0x05, 0x44];
const TEST: [u8; 2] = [0x04, 0x93];

pub(super) fn is_shape(address: &str) -> bool {
    let classic = address.starts_with('r') && (25..=35).contains(&address.len());
    let tagged = address.starts_with(['X', 'T']) && (46..=48).contains(&address.len());
    classic || tagged
}

pub(super) fn read(address: &str) -> Result<Found, Invalid> {
    let checked = bs58::decode(address)
        .with_alphabet(Alphabet::RIPPLE)
        .with_check(None)
        .into_vec();
    let payload = checked.map_err(|_| Invalid::CryptoChecksum {
        chain: Chain::Xrp.code(),
    })?;
    match payload.as_slice() {
        [ACCOUNT, account @ ..] if account.len() == 20 => {
            Ok(Found::checked(Chain::Xrp, address.to_owned()))
        }
        [a, b, rest @ ..] if [*a, *b] == MAIN && rest.len() == 29 => tagged(rest),
        [a, b, ..] if [*a, *b] == TEST => Err(Invalid::CryptoTestNetwork),
        _ => Err(Invalid::CryptoForm),
    }
}

/// Account (20 bytes), flag (1), tag (8, little-endian).
fn tagged(rest: &[u8]) -> Result<Found, Invalid> {
    let mut payload = vec![ACCOUNT];
    payload.extend_from_slice(&rest[..20]);
    let classic = bs58::encode(payload)
        .with_alphabet(Alphabet::RIPPLE)
        .with_check()
        .into_string();
    let memo = match rest[20] {
        0 => None,
        1 => {
            let tag = rest[21..]
                .iter()
                .rev()
                .fold(0u64, |tag, byte| (tag << 8) | u64::from(*byte));
            Some(tag.to_string())
        }
        _ => return Err(Invalid::CryptoForm),
    };
    Ok(Found {
        memo,
        ..Found::checked(Chain::Xrp, classic)
    })
}
