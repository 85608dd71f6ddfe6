//! Reads an exported configuration: its signature first, then what it holds. Compares nothing.

use super::{BYTES_MAX, FORMAT, Refused, SIGNATURE, SIGNED_BY, Settings, flat, stays};
use ed25519_dalek::{Signature, Verifier as _, VerifyingKey};
use std::collections::BTreeMap;

/// What a file holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Exported {
    /// The public address of the installation it comes from.
    pub installation: String,
    /// When (RFC 3339, UTC).
    pub made_at: String,
    /// The key that signed it.
    pub key_id: String,
    /// Partners by their names.
    pub partners: Vec<String>,
    /// The overlay: each file with its SHA-256, in hexadecimal.
    pub overlay: BTreeMap<String, String>,
    /// Settings.
    pub settings: Settings,
}

/// Reads a file that one of these keys signed.
///
/// # Errors
/// See [`Refused`].
pub fn read(text: &str, keys: &[(String, VerifyingKey)]) -> Result<Exported, Refused> {
    let malformed = |why: &str| Refused::Malformed(why.to_owned());
    if text.len() > BYTES_MAX {
        return Err(malformed("it is too long"));
    }
    let unsigned = || malformed("it bears no signature");
    let (body, trailer) = text.rsplit_once(SIGNED_BY).ok_or_else(unsigned)?;
    let (id, signature) = trailer.split_once('\n').ok_or_else(unsigned)?;
    let signature = signature.strip_prefix(SIGNATURE).ok_or_else(unsigned)?;
    let signature = hex::decode(signature.trim_end()).map_err(|_| unsigned())?;
    let signature = Signature::from_slice(&signature).map_err(|_| unsigned())?;
    let key = keys.iter().find(|(known, _)| known == id);
    let (_, key) = key.ok_or_else(|| Refused::UnknownKey(id.to_owned()))?;
    key.verify(body.as_bytes(), &signature)
        .map_err(|_| Refused::Changed)?;
    let table: toml::Table = body.parse().map_err(|_| malformed("it is no TOML"))?;
    let word = |key: &str| table.get(key).and_then(toml::Value::as_str).unwrap_or("");
    if word("format") != FORMAT {
        return Err(malformed("another program wrote it, or another version"));
    }
    let settings = table.get("settings").and_then(toml::Value::as_table);
    let settings = flat(settings.ok_or_else(|| malformed("it holds no settings"))?);
    if let Some(key) = settings.keys().find(|key| stays(key)) {
        return Err(Refused::Stays(key.clone()));
    }
    let overlay = table.get("overlay").cloned();
    let overlay = overlay.map_or(Ok(BTreeMap::new()), toml::Value::try_into);
    let partners = table.get("partners").cloned();
    let partners = partners.map_or(Ok(Vec::new()), toml::Value::try_into);
    Ok(Exported {
        installation: word("installation").to_owned(),
        made_at: word("made_at").to_owned(),
        key_id: id.to_owned(),
        partners: partners.map_err(|_| malformed("its partners"))?,
        overlay: overlay.map_err(|_| malformed("its overlay"))?,
        settings,
    })
}
