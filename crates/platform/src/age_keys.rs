//! Identities and recipients of age, as `age-keygen` writes them: what opens files at rest and backups, and whom
//! they are encrypted for. Encrypts and opens nothing itself.

use crate::fault::Fault;
use age::x25519::{Identity, Recipient};
use std::path::Path;

/// The identities of a file as `age-keygen` writes it.
///
/// # Errors
/// When the file cannot be read or holds none.
pub fn read_identities(file: &Path) -> Result<Vec<Identity>, Fault> {
    let named = |e: Fault| e.context(format!("reading the identity `{}`", file.display()));
    let text = std::fs::read_to_string(file).map_err(|e| named(e.into()))?;
    let lines = text.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let found: Result<Vec<Identity>, &str> = lines.map(str::parse).collect();
    match found.map_err(|e| named(Fault::new(e)))? {
        none if none.is_empty() => Err(named(Fault::new("the file holds no identity"))),
        found => Ok(found),
    }
}

/// Reads a recipient, `age1…`.
///
/// # Errors
/// When it is none.
pub fn recipient(word: &str) -> Result<Recipient, String> {
    let read: Result<Recipient, &str> = word.trim().parse();
    read.map_err(|e| format!("`{word}` is no recipient of age: {e}"))
}
