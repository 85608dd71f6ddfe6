//! Revokes a key that signed: others may have held it since an instant, so that what it signed proves nothing by itself. For
//! ever: a key that was out is not taken back. The mark is a file beside the key; the reason is in the journal.

use super::{Keys, make_secret};
use crate::cx::Cx;
use crate::fault::{Error, Fault, Outcome};
use faisceau_domain::journal::Deed;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::path::Path;

/// What the name of a mark ends with.
const MARK: &str = "revoked";

/// Why a key is not revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotRevoked {
    /// No key has this name.
    #[error("no key has this name: `faisceau keys list`")]
    Unknown,
    /// It signs.
    #[error("this key signs: `faisceau keys rotate` first, then revoke it")]
    StillSigns,
    /// It was revoked.
    #[error("this key was revoked already, since {since}")]
    AlreadySo {
        /// Since when.
        since: Timestamp,
    },
    /// The day is not come.
    #[error("a key is revoked since an instant that has passed")]
    NotYet,
    /// Why was not said.
    #[error("say why")]
    NoReason,
}

/// Revokes a retired key since an instant; the reason is the context's. Other processes know at their next start.
///
/// # Errors
/// See [`NotRevoked`]; when the database or the file cannot be written, nothing is revoked.
pub async fn revoke(cx: &Cx, id: &str, since: Timestamp) -> Outcome<(), NotRevoked> {
    if cx.reason.trim().is_empty() {
        return Err(Error::Refused(NotRevoked::NoReason));
    }
    allowed(&cx.world.keys(), id, since, cx.world.clock.now()).map_err(Error::Refused)?;
    let detail = serde_json::json!({ "key": id, "since": since.to_string() }).to_string();
    // Told first, as for a rotation: no key changes without its row.
    let mut tx = cx.world.db.write().await?;
    cx.journal(&mut tx, Deed::KeyRevoked, "key", None, &detail)
        .await?;
    cx.world.revoke_key(id, since)?;
    tx.commit().await?;
    Ok(())
}

/// Whether a key may be revoked.
fn allowed(keys: &Keys, id: &str, since: Timestamp, now: Timestamp) -> Result<(), NotRevoked> {
    if keys.current_id() == id {
        return Err(NotRevoked::StillSigns);
    }
    if !keys.verifying().iter().any(|(known, _)| known == id) {
        return Err(NotRevoked::Unknown);
    }
    if let Some(since) = keys.revoked_since(id) {
        return Err(NotRevoked::AlreadySo { since });
    }
    if since > now {
        return Err(NotRevoked::NotYet);
    }
    Ok(())
}

impl Keys {
    /// Marks a retired key.
    pub(crate) fn mark_revoked(&mut self, id: &str, since: Timestamp) -> Result<(), Fault> {
        let file = self.folder.join("retired").join(format!("{id}.{MARK}"));
        make_secret(&file, since.to_string().as_bytes())?;
        self.revoked.insert(id.to_owned(), since);
        Ok(())
    }
}

/// The marks of a folder of retired keys.
pub(super) fn read(folder: &Path) -> Result<BTreeMap<String, Timestamp>, Fault> {
    let mut marks = BTreeMap::new();
    for entry in std::fs::read_dir(folder)? {
        let file = entry?.path();
        if file.extension().is_none_or(|end| end != MARK) {
            continue;
        }
        let named = || format!("reading `{}`", file.display());
        let text = std::fs::read_to_string(&file)?;
        let since = text.trim().parse::<Timestamp>();
        let since = since.map_err(|e| Fault::from(e).context(named()))?;
        let id = file
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned());
        marks.extend(id.map(|id| (id, since)));
    }
    Ok(marks)
}
