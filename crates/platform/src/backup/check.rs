//! Checks a backup without restoring it: its signature, the digest of everything it holds, and, with an
//! identity, that all of it opens and that each file in clear bears the digest of its bytes. Needs no
//! database; changes nothing.

use super::manifest::{self, Manifest};
use super::{Folder, Refused, make, part, safe};
use crate::fault::{Error, Fault, Outcome};
use age::x25519::Identity;
use ed25519_dalek::VerifyingKey;
use sha2::{Digest, Sha256};
use std::io::{BufRead as _, BufReader, Read};

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The backup.
    pub manifest: Manifest,
    /// Whether it was opened too.
    pub opened: bool,
    /// What does not hold, each in words.
    pub wrong: Vec<String>,
}

/// Checks a backup, the last one when no name is given.
///
/// # Errors
/// See [`Refused`].
pub fn check(
    folder: &Folder,
    name: Option<&str>,
    keys: &[(String, VerifyingKey)],
    identities: &[Identity],
) -> Outcome<Checked, Refused> {
    let name = folder.choose(name)?;
    let signed = manifest::read(folder, &name, keys)?;
    let mut wrong = Vec::new();
    for (listed, digest) in &signed.sums {
        match safe::digest(&folder.root().join(listed)) {
            Ok(found) if found == *digest => {}
            Ok(_) => wrong.push(format!("`{listed}` was changed")),
            Err(fault) => wrong.push(format!("`{listed}`: {fault}")),
        }
    }
    let opened = !identities.is_empty() && wrong.is_empty();
    if opened {
        open(folder, &name, identities, &signed.sums, &mut wrong)?;
    }
    Ok(Checked {
        manifest: signed.manifest,
        opened,
        wrong,
    })
}

/// Opens everything to its end.
fn open(
    folder: &Folder,
    name: &str,
    identities: &[Identity],
    sums: &std::collections::BTreeMap<String, [u8; 32]>,
    wrong: &mut Vec<String>,
) -> Outcome<(), Refused> {
    for part in [part::DATABASE, part::ERASURES] {
        if let Err(fault) = clear_digest(folder, &Folder::listed(name, part), identities) {
            wrong.push(fault.to_string());
        }
    }
    for line in index(folder, name, identities)? {
        let listed = Folder::object(&line.object);
        if !sums.contains_key(&listed) {
            wrong.push(format!("`{listed}` is not in the list of digests"));
            continue;
        }
        match clear_digest(folder, &listed, identities) {
            Ok(found) if is_of_case(&line.key) && !line.key.ends_with(&hex::encode(found)) => {
                wrong.push(format!(
                    "`{}` held other bytes than its name says",
                    line.key
                ));
            }
            Ok(_) => {}
            Err(fault) => wrong.push(fault.to_string()),
        }
    }
    Ok(())
}

/// Whether a file bears the digest of its clear bytes: `cases/CASE/DIGEST`.
fn is_of_case(key: &str) -> bool {
    let mut parts = key.split('/');
    let of_case = parts.next() == Some("cases") && parts.next().is_some();
    let digest = parts.next().is_some_and(|name| name.len() == 64);
    of_case && digest && parts.next().is_none()
}

fn clear_digest(folder: &Folder, listed: &str, identities: &[Identity]) -> Result<[u8; 32], Fault> {
    let mut source = safe::open(&folder.root().join(listed), identities)?;
    let mut hash = Sha256::new();
    let mut chunk = vec![0; safe::CHUNK_BYTES];
    loop {
        let read = source
            .read(&mut chunk)
            .map_err(|e| Fault::from(e).context(format!("reading `{listed}`")))?;
        if read == 0 {
            return Ok(hash.finalize().into());
        }
        hash.update(&chunk[..read]);
    }
}

/// The index of a backup.
pub(super) fn index(
    folder: &Folder,
    name: &str,
    identities: &[Identity],
) -> Outcome<Vec<make::Line>, Refused> {
    let source = safe::open(&folder.of(name, part::INDEX), identities)?;
    let mut lines = Vec::new();
    for line in BufReader::new(source).lines() {
        let line = serde_json::from_str(&line?);
        lines.push(
            line.map_err(|e| Error::Refused(Refused::Damaged(format!("the index of files: {e}"))))?,
        );
    }
    Ok(lines)
}
