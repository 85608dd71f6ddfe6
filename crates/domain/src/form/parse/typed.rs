//! Identifiers: checked by the crate `identifiers`, kept as typed. What looks wrong is told once;
//! sent again as it is, it is kept with its doubt.

use faisceau_identifiers::{Doubt, Invalid, Kind};

use super::{Input, Read};
use crate::form::field::FieldKind;
use crate::form::posted::input_name;
use crate::form::problem::Cause;
use crate::form::reading::Problem;
use crate::form::secret::{self, luhn};
use crate::form::value::{OnChain, Typed, Value};

/// One identifier.
pub(super) fn one(input: &Input<'_>, typed: &str) -> Read {
    if typed.is_empty() {
        return Ok(None);
    }
    input.check_length(typed, "")?;
    let doubt = settle(input, typed, "", check(input.field.kind, typed))?;
    Ok(Some(Value::Typed(Typed {
        raw: typed.to_owned(),
        doubt,
    })))
}

/// An address or a transaction, and its chain.
pub(super) fn on_chain(input: &Input<'_>) -> Read {
    let typed = input.part("");
    let chain = input.part("chain");
    if typed.is_empty() {
        return Ok(None);
    }
    input.check_length(typed, "")?;
    if !chain.is_empty() && input.field.choice(chain).is_none() {
        return Err(Problem::at("chain", Cause::ChoiceUnknown));
    }
    let found = match input.field.kind {
        FieldKind::CryptoTx => transaction(typed),
        _ => address(typed, chain),
    };
    let doubt = settle(input, typed, "", found)?;
    Ok(Some(Value::OnChain(OnChain {
        chain: chain.to_owned(),
        raw: typed.to_owned(),
        doubt,
    })))
}

/// A cause that may be kept becomes a doubt when the same text is sent again.
fn settle(
    input: &Input<'_>,
    typed: &str,
    part: &str,
    found: Result<(), Cause>,
) -> Result<Option<String>, Problem> {
    let Err(cause) = found else { return Ok(None) };
    let kept = input
        .posted
        .all(&input_name(input.key, "keep"))
        .iter()
        .any(|keep| keep.trim() == typed);
    if kept && cause.may_be_kept(input.field) {
        Ok(Some(cause.code().to_owned()))
    } else {
        Err(Problem::at(part, cause))
    }
}

fn check(kind: FieldKind, typed: &str) -> Result<(), Cause> {
    match kind {
        FieldKind::Iban => iban(typed),
        FieldKind::Bic => bic(typed),
        FieldKind::Phone => parses(Kind::Phone, typed, Cause::PhoneFormat),
        FieldKind::Email => parses(Kind::Email, typed, Cause::EmailFormat),
        FieldKind::EmailOrPhone if typed.contains('@') => {
            parses(Kind::Email, typed, Cause::EmailFormat)
        }
        // A sender is often a short name ("Livraison"): any text may be one.
        FieldKind::EmailOrPhone => Ok(()),
        FieldKind::Url => parses(Kind::Url, typed, Cause::UrlFormat),
        FieldKind::Ip => parses(Kind::Ip, typed, Cause::IpFormat),
        FieldKind::Siren => siren(typed),
        FieldKind::Hash => hash(typed),
        _ => Ok(()),
    }
}

fn parses(kind: Kind, typed: &str, cause: Cause) -> Result<(), Cause> {
    match faisceau_identifiers::parse(kind, typed) {
        Ok(_) => Ok(()),
        Err(_) if secret::mask(typed).card => Err(Cause::CardNumber),
        Err(_) => Err(cause),
    }
}

fn iban(typed: &str) -> Result<(), Cause> {
    match faisceau_identifiers::parse(Kind::Iban, typed) {
        Ok(identifier) => match identifier.doubt() {
            None | Some(Doubt::FromRib | Doubt::Repaired | Doubt::IbanCountry) => Ok(()),
            Some(_) => Err(Cause::IbanCheck),
        },
        Err(Invalid::CardNumber) => Err(Cause::CardNumber),
        Err(_) => Err(Cause::IbanCheck),
    }
}

/// ISO 9362: 4 letters or digits, a country, 2 and perhaps 3 more.
fn bic(typed: &str) -> Result<(), Cause> {
    let bare: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let shaped = matches!(bare.len(), 8 | 11)
        && bare.bytes().all(|b| b.is_ascii_alphanumeric())
        && bare
            .bytes()
            .skip(4)
            .take(2)
            .all(|b| b.is_ascii_alphabetic());
    shaped.then_some(()).ok_or(Cause::BicFormat)
}

/// La Poste: its thousands of establishments outnumber what the check digit allows.
const LA_POSTE: [u32; 9] = [3, 5, 6, 0, 0, 0, 0, 0, 0];

/// Nine digits (SIREN) or fourteen (SIRET, of which the first nine are one) that pass the check of
/// ISO/IEC 7812-1. Establishments of La Poste instead have a sum of digits that five divides.
fn siren(typed: &str) -> Result<(), Cause> {
    let bare = typed.chars().filter(|c| !c.is_whitespace());
    let digits: Option<Vec<u32>> = bare.map(|c| c.to_digit(10)).collect();
    let digits = digits.unwrap_or_default();
    let passes = match digits.len() {
        9 => luhn(&digits),
        14 if digits.starts_with(&LA_POSTE) => {
            luhn(&digits) || digits.iter().sum::<u32>().is_multiple_of(5)
        }
        14 => luhn(&digits[..9]) && luhn(&digits),
        _ => false,
    };
    passes.then_some(()).ok_or(Cause::SirenFormat)
}

/// The lengths of MD5, SHA-1, SHA-256, SHA-384 and SHA-512 in hex; the name of the sum may stand before.
fn hash(typed: &str) -> Result<(), Cause> {
    let bare = typed.rsplit(':').next().unwrap_or_default().trim();
    let shaped = matches!(bare.len(), 32 | 40 | 64 | 96 | 128)
        && bare.bytes().all(|b| b.is_ascii_hexdigit());
    shaped.then_some(()).ok_or(Cause::HashFormat)
}

/// An address that no chain has, or of another chain than the one chosen.
fn address(typed: &str, chain: &str) -> Result<(), Cause> {
    match faisceau_identifiers::parse(Kind::Crypto, typed) {
        Err(Invalid::CryptoSecret) => Err(Cause::SecretFound),
        Err(_) => Err(Cause::CryptoAddress),
        Ok(identifier) if identifier.doubt() == Some(Doubt::CryptoChecksum) => {
            Err(Cause::CryptoAddress)
        }
        Ok(identifier) => {
            let found = identifier.canonical().split(':').next().unwrap_or_default();
            if chain.is_empty() || chain == "other" || same_chain(found, chain) {
                Ok(())
            } else {
                Err(Cause::CryptoAddress)
            }
        }
    }
}

/// The networks that share the addresses of Ethereum are told apart by the person only.
fn same_chain(found: &str, chosen: &str) -> bool {
    let evm = |chain: &str| {
        matches!(
            chain,
            "evm"
                | "ethereum"
                | "eth"
                | "bsc"
                | "polygon"
                | "arbitrum"
                | "optimism"
                | "base"
                | "avalanche"
        )
    };
    found == chosen || (evm(found) && evm(chosen))
}

/// A hash of 64 hex digits, a Solana signature, or the link of an explorer.
fn transaction(typed: &str) -> Result<(), Cause> {
    let bare = typed.trim_start_matches("0x");
    let hash = bare.len() == 64 && bare.bytes().all(|b| b.is_ascii_hexdigit());
    let signature =
        (86..=88).contains(&bare.len()) && bare.bytes().all(|b| b.is_ascii_alphanumeric());
    let link = bare.contains("://") || bare.contains('/');
    (hash || signature || link)
        .then_some(())
        .ok_or(Cause::CryptoTransaction)
}
