//! What a backup says of itself, signed by the key of the installation: what was copied, where the journal
//! stood, who can read it, and the digest of the list of digests. Holds no personal data.

use super::{Folder, Refused, part};
use crate::fault::{Error, Fault, Outcome};
use crate::keys::{Keys, Use};
use ed25519_dalek::{Signature, Signer, Verifier, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The first words of a manifest; another layout has another number.
pub(super) const FORMAT: &str = "faisceau backup 1";

/// What a backup is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`FORMAT`].
    pub format: String,
    /// Its name: the instant it was begun, and some chance.
    pub name: String,
    /// When it was begun (RFC 3339, UTC).
    pub made_at: String,
    /// Version of the program.
    pub program: String,
    /// Public address of the installation.
    pub installation: String,
    /// `sqlite` or `postgresql`.
    pub database: String,
    /// Version of the schema.
    pub schema: i64,
    /// Rows in the chain of the journal.
    pub journal_rows: i64,
    /// The head of that chain, in hexadecimal.
    pub journal_head: String,
    /// Rows of the journal that waited to be chained.
    pub journal_waiting: i64,
    /// How many files.
    pub files: usize,
    /// How many of them were copied by this backup; the others were there.
    pub files_copied: usize,
    /// Who can read it: recipients of age.
    pub recipients: Vec<String>,
    /// Who can read the keys in it; empty: they are not in it.
    pub keys_recipients: Vec<String>,
    /// What tells the server's key from another without giving it.
    pub keys_check: String,
    /// The key that signs.
    pub key_id: String,
    /// SHA-256 of `SHA256SUMS`, in hexadecimal.
    pub sums_sha256: String,
}

/// What tells the keys of an installation from others: a mark of fixed words.
pub(super) fn keys_check(keys: &Keys) -> String {
    let mark = keys.mark(Use::SetAside, b"faisceau backup: the same keys");
    hex::encode(&mark[..8])
}

/// Writes the manifest and its signature.
pub(super) fn write(folder: &std::path::Path, made: &Manifest, keys: &Keys) -> Result<(), Fault> {
    let bytes = serde_json::to_vec_pretty(made)?;
    let signature = keys.signing().sign(&bytes).to_bytes();
    super::folder::write(&folder.join(part::SIGNATURE), &signature)?;
    super::folder::write(&folder.join(part::MANIFEST), &bytes)
}

/// A backup whose signature holds, and the digests it answers for.
#[derive(Debug, Clone)]
pub struct Signed {
    /// What it is.
    pub manifest: Manifest,
    /// Each file of it below the folder of backups, with its digest.
    pub sums: BTreeMap<String, [u8; 32]>,
}

/// Reads a backup's manifest and list of digests, both proven by a key that verifies.
///
/// # Errors
/// [`Refused::Damaged`] says what does not hold.
pub(super) fn read(
    folder: &Folder,
    name: &str,
    keys: &[(String, VerifyingKey)],
) -> Outcome<Signed, Refused> {
    let damaged = |why: String| Error::Refused(Refused::Damaged(why));
    let get = |part: &str| {
        std::fs::read(folder.of(name, part)).map_err(|e| damaged(format!("`{part}`: {e}")))
    };
    let (bytes, signature) = (get(part::MANIFEST)?, get(part::SIGNATURE)?);
    let manifest: Manifest =
        serde_json::from_slice(&bytes).map_err(|e| damaged(format!("the manifest: {e}")))?;
    if manifest.format != FORMAT || manifest.name != name {
        return Err(damaged("the manifest is of another backup".to_owned()));
    }
    let key = keys.iter().find(|(id, _)| *id == manifest.key_id);
    let Some((_, key)) = key else {
        return Err(damaged(format!(
            "it is signed by the key {}, which is not known here",
            manifest.key_id
        )));
    };
    let signature = Signature::from_slice(&signature).ok();
    if signature.is_none_or(|signature| key.verify(&bytes, &signature).is_err()) {
        return Err(damaged("the signature of the manifest is false".to_owned()));
    }
    let sums = get(part::SUMS)?;
    if hex::encode(Sha256::digest(&sums)) != manifest.sums_sha256 {
        return Err(damaged("the list of digests was changed".to_owned()));
    }
    let sums = read_sums(&sums).ok_or_else(|| damaged("the list of digests".to_owned()))?;
    Ok(Signed { manifest, sums })
}

/// The lines of `sha256sum`.
pub(super) fn sums_text(sums: &BTreeMap<String, [u8; 32]>) -> String {
    use std::fmt::Write as _;
    let mut text = String::new();
    for (file, digest) in sums {
        writeln!(text, "{}  {file}", hex::encode(digest)).expect("a string takes everything");
    }
    text
}

fn read_sums(bytes: &[u8]) -> Option<BTreeMap<String, [u8; 32]>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let line = |line: &str| {
        let (digest, file) = line.split_once("  ")?;
        Some((file.to_owned(), hex::decode(digest).ok()?.try_into().ok()?))
    };
    text.lines().map(line).collect()
}
