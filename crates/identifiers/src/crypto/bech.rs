//! Bech32 and Bech32m addresses: SegWit (BIP-173, BIP-350), Cardano (CIP-19), Zcash Sapling.
//! The checksum is the library's; here are only the prefixes and what each must hold.

use bech32::primitives::decode::{CheckedHrpstring, SegwitHrpstring};
use bech32::{Bech32, Bech32m};

use super::Found;
use super::chain::Chain;
use crate::Invalid;

/// `None` when the text has no known prefix; otherwise the address or why it is refused.
pub(super) fn read(address: &str) -> Option<Result<Found, Invalid>> {
    let lower = address.to_ascii_lowercase();
    let (prefix, _) = lower.rsplit_once('1')?;
    // A prefix may itself hold the separator's figure only when it is none of ours.
    match prefix {
        "bc" => Some(segwit(address, Chain::Bitcoin)),
        "ltc" => Some(segwit(address, Chain::Litecoin)),
        "tb" | "bcrt" | "tltc" | "rltc" | "addr_test" | "ztestsapling" => {
            Some(Err(Invalid::CryptoTestNetwork))
        }
        "addr" => Some(plain(address, Chain::Cardano, &[29, 57])),
        "zs" => Some(plain(address, Chain::Zcash, &[43])),
        "xprv" | "root_xsk" | "addr_xsk" | "nsec" | "secret-extended-key-main" => {
            Some(Err(Invalid::CryptoSecret))
        }
        _ => None,
    }
}

fn segwit(address: &str, chain: Chain) -> Result<Found, Invalid> {
    if SegwitHrpstring::new(address).is_ok() {
        return Ok(Found::checked(chain, address.to_ascii_lowercase()));
    }
    let sound = CheckedHrpstring::new::<Bech32>(address).is_ok()
        || CheckedHrpstring::new::<Bech32m>(address).is_ok();
    Err(if sound {
        // The checksum agrees, so this is no slip: the content is not a witness program.
        Invalid::CryptoForm
    } else {
        Invalid::CryptoChecksum {
            chain: chain.code(),
        }
    })
}

fn plain(address: &str, chain: Chain, lengths: &[usize]) -> Result<Found, Invalid> {
    let checked =
        CheckedHrpstring::new::<Bech32>(address).map_err(|_| Invalid::CryptoChecksum {
            chain: chain.code(),
        })?;
    if !lengths.contains(&checked.byte_iter().count()) {
        return Err(Invalid::CryptoForm);
    }
    Ok(Found::checked(chain, address.to_ascii_lowercase()))
}
