//! Settings that are one word of a closed list, read for the configuration: what is not in the list is told
//! with the words that are; and settings that must say something. Holds no rule on what a word allows.

use crate::fault::Fault;
use faisceau_domain::frame::Basis;
use faisceau_domain::regime::{OffenceCase, Regime};
use serde::Deserialize as _;

/// The regime.
pub(crate) fn regime<'de, D: serde::Deserializer<'de>>(
    from: D,
) -> Result<Option<Regime>, D::Error> {
    let word = String::deserialize(from)?;
    match Regime::from_code(&word) {
        Some(regime) => Ok(Some(regime)),
        None => Err(serde::de::Error::custom(format!(
            "legal_regime `{word}` must be authority, mandated or private"
        ))),
    }
}

/// The basis of linkage.
pub(crate) fn basis<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Basis>, D::Error> {
    let word = String::deserialize(from)?;
    match Basis::from_code(&word) {
        Some(basis) => Ok(Some(basis)),
        None => Err(serde::de::Error::custom(format!(
            "linkage_basis `{word}` must be own_act, rapprochement, serial_analysis or own_claims"
        ))),
    }
}

/// The case of a private body.
pub(crate) fn offence_case<'de, D: serde::Deserializer<'de>>(
    from: D,
) -> Result<Option<OffenceCase>, D::Error> {
    let word = String::deserialize(from)?;
    match OffenceCase::from_code(&word) {
        Some(case) => Ok(Some(case)),
        None => Err(serde::de::Error::custom(format!(
            "offence_case `{word}` must be claims, victim_support, justice_auxiliary or rights_holder"
        ))),
    }
}

/// Refuses a setting that says nothing.
pub(crate) fn declared(given: Option<&String>, key: &str, what: &str) -> Result<(), Fault> {
    match given.map(|words| words.trim()) {
        Some(words) if !words.is_empty() => Ok(()),
        _ => Err(Fault::new(format!(
            "set {key} (or FAISCEAU_{}) to {what}",
            key.to_uppercase()
        ))),
    }
}
