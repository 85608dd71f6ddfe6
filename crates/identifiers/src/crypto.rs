//! Addresses on public ledgers: `chain:address`, checksums verified.
//! It never keeps a private key or a recovery phrase, and says nothing about who holds one.

mod base58;
mod bech;
mod cashaddr;
mod chain;
mod evm;
mod monero;
mod stellar;
mod ton;
mod typed;
mod xrp;

use chain::Chain;
use typed::Typed;

use crate::identifier::Form;
use crate::{Doubt, Invalid};

/// Longer than any address of the networks below, in characters.
const ADDRESS_MAX: usize = 120;

/// Words of the recovery phrases of BIP-39 and of Monero.
const PHRASES: [usize; 6] = [12, 15, 18, 21, 24, 25];

/// An address recognised by its own form.
struct Found {
    chain: Chain,
    /// Canonical address, without its chain.
    address: String,
    /// A tag that the address form itself carries (X-addresses, muxed accounts).
    memo: Option<String>,
    doubt: Option<Doubt>,
}

impl Found {
    fn checked(chain: Chain, address: String) -> Self {
        Self {
            chain,
            address,
            memo: None,
            doubt: None,
        }
    }
}

pub(crate) fn read(text: &str) -> Result<Form, Invalid> {
    // Forty hexadecimal digits after their sign: nothing else stands beside or inside.
    if let Some(digits) = text.strip_prefix("0x")
        && digits.len() == 40
        && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    {
        return evm::read(digits).map(|found| form(Typed::alone(text), found));
    }
    if is_recovery_phrase(text) {
        return Err(Invalid::CryptoSecret);
    }
    let typed = typed::read(text);
    match recognise(&typed) {
        Ok(found) => Ok(form(typed, found)),
        Err(Invalid::CryptoForm) => within(text),
        Err(why) => Err(why),
    }
}

/// The only address among the words of a sentence ("Envoyez à bc1q… svp").
fn within(text: &str) -> Result<Form, Invalid> {
    let mut only: Option<Form> = None;
    for word in text.split([' ', ',', ';']).filter(|word| word.len() > 20) {
        let typed = typed::read(word);
        match recognise(&typed) {
            Ok(found) => {
                let found = form(typed, found);
                match &only {
                    Some(known) if known.canonical != found.canonical => {
                        return Err(Invalid::Several);
                    }
                    _ => only = Some(found),
                }
            }
            Err(Invalid::CryptoSecret) => return Err(Invalid::CryptoSecret),
            Err(_) => {}
        }
    }
    only.ok_or(Invalid::CryptoForm)
}

fn form(typed: Typed, found: Found) -> Form {
    let memo = found.memo.or(typed.memo);
    let mut canonical = format!("{}:{}", found.chain.code(), found.address);
    let mut doubt = found.doubt;
    if found.chain.has_memos() {
        match memo {
            Some(memo) => canonical.push_str(&format!("?memo={memo}")),
            None => doubt = doubt.or(Some(Doubt::CryptoMemoMissing)),
        }
    }
    if typed.chain.is_some_and(|named| named != found.chain) {
        doubt = Some(Doubt::CryptoNetworkMismatch);
    }
    Form::new(canonical, doubt)
}

/// Each network's form excludes the others', by alphabet, length or checksum.
fn recognise(typed: &Typed) -> Result<Found, Invalid> {
    let address = typed.address.as_str();
    let length = address.len();
    if length == 0 || !address.is_ascii() {
        return Err(Invalid::CryptoForm);
    }
    if length > ADDRESS_MAX {
        return Err(long_form(address));
    }
    let hexadecimal = address.bytes().all(|byte| byte.is_ascii_hexdigit());
    if hexadecimal && length == 64 {
        return Err(Invalid::CryptoTransaction);
    }
    if address.starts_with("0x") || address.starts_with("0X") {
        return evm::read(&address[2..]);
    }
    if hexadecimal && length == 40 && typed.chain == Some(Chain::Evm) {
        return evm::read(address);
    }
    if let Some(found) = bech::read(address) {
        return found;
    }
    if cashaddr::is_shape(address) {
        return cashaddr::read(address);
    }
    if ton::is_shape(address) {
        return ton::read(address);
    }
    if stellar::is_shape(address) {
        return stellar::read(address);
    }
    if monero::is_shape(address) {
        return monero::read(address);
    }
    if xrp::is_shape(address) {
        return xrp::read(address);
    }
    base58::read(address, typed.chain)
}

/// Very long base-58 texts are keys or addresses that no network here uses.
fn long_form(address: &str) -> Invalid {
    match address.get(1..4) {
        Some("prv") => Invalid::CryptoSecret,
        Some("pub") => Invalid::CryptoExtendedKey,
        _ => Invalid::CryptoForm,
    }
}

fn is_recovery_phrase(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    PHRASES.contains(&words.len())
        && words
            .iter()
            .all(|word| (3..=12).contains(&word.len()) && word.chars().all(char::is_alphabetic))
}

/// CRC-16/XMODEM, the checksum of Stellar (SEP-23) and TON addresses.
fn crc16(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |sum, byte| {
        let start = sum ^ (u16::from(*byte) << 8);
        (0..8).fold(start, |sum: u16, _| {
            if sum & 0x8000 == 0 {
                sum << 1
            } else {
                (sum << 1) ^ 0x1021
            }
        })
    })
}
