//! Copies of an installation in a folder elsewhere, and back. A folder holds `objects/` (each file once,
//! encrypted, shared by every backup) and `backups/NAME/` (the database, what joins files to their names, the
//! list of what was erased, and a signed manifest). A backup exists once its folder bears its name: what was
//! interrupted before bears another and is swept. Everything is encrypted for recipients of `age`; the keys
//! of the installation are in it only when a recipient of their own is given. Commands alone run this: it
//! may block its thread.

pub mod check;
pub mod erasures;
mod folder;
pub mod make;
pub mod manifest;
pub mod restore;
mod safe;
pub mod store;

pub use folder::Folder;

/// Files of a backup, beside its manifest.
mod part {
    /// The database: a file of SQLite, or a script of PostgreSQL.
    pub(super) const DATABASE: &str = "database.age";
    /// Which object is which file.
    pub(super) const INDEX: &str = "index.age";
    /// What was erased by then.
    pub(super) const ERASURES: &str = "erasures.age";
    /// The keys of the installation, when asked for.
    pub(super) const KEYS: &str = "keys.age";
    /// Digests of everything of the backup, as `sha256sum -c` reads them from the folder of backups.
    pub(super) const SUMS: &str = "SHA256SUMS";
    /// What the backup is; signed.
    pub(super) const MANIFEST: &str = "manifest.json";
    /// The Ed25519 signature over the manifest's bytes, 64 bytes.
    pub(super) const SIGNATURE: &str = "manifest.sig";
}

/// Why nothing is made, checked or restored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// Nobody is named who could read it.
    NoRecipient,
    /// Another program works in the folder of backups.
    Busy,
    /// The folder of backups lies in the data folder: both would be lost together.
    WithinData,
    /// No backup stands there, or none of this name.
    NoBackup,
    /// The installation holds something already.
    NotEmpty,
    /// The keys of the installation are missing, or are not those of the backup.
    NoKeys,
    /// The backup is not what was made: why, in words for the operator.
    Damaged(String),
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Refused::NoRecipient => "name who can read the backup: --to age1…",
            Refused::Busy => "another program works in this folder of backups",
            Refused::WithinData => {
                "the folder of backups lies in the data folder: both would be lost together"
            }
            Refused::NoBackup => "no such backup in this folder",
            Refused::NotEmpty => {
                "this installation is not empty: restore into a new data folder and a new database"
            }
            Refused::NoKeys => {
                "the keys of this backup are not here: put the folder `keys` back into the data folder, \
                 or give --keys-identity FILE if the backup holds them"
            }
            Refused::Damaged(why) => return write!(f, "the backup is damaged: {why}"),
        })
    }
}

impl std::error::Error for Refused {}
