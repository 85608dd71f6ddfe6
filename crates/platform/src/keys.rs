//! The instance's secrets: a server key for HMACs, a key for the ids of values, and the Ed25519 keys
//! that sign. Kept as files below the data folder, readable by their owner only. A retired key signs nothing more but still
//! verifies; a revoked one proves nothing by itself since the day said. Never in the database, never in a log.

mod revoke;

pub use revoke::{NotRevoked, revoke};

use crate::cx::Cx;
use crate::fault::Fault;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, EncodePrivateKey, EncodePublicKey};
use ed25519_dalek::{SigningKey, VerifyingKey};
use faisceau_domain::ValueIds;
use faisceau_domain::code::Code;
use faisceau_domain::journal::Deed;
use faisceau_domain::receipt::key_id;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha2::Sha256;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use subtle::ConstantTimeEq;

/// The keys of an instance.
#[derive(Clone)]
pub struct Keys {
    folder: PathBuf,
    server: [u8; 32],
    values: [u8; 32],
    current: SigningKey,
    retired: Vec<VerifyingKey>,
    /// Since when others may have held a key, by its name.
    revoked: BTreeMap<String, Timestamp>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Keys({})", self.current_id())
    }
}

/// Whether two marks are one, in a time that does not tell where they part.
#[must_use]
pub fn same(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}

/// What an HMAC is for: the same code never has the same mark in two uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Resume codes of drafts.
    Resume,
    /// Follow-up codes of complaints.
    FollowUp,
    /// Tokens of forms against forged requests.
    FormToken,
    /// Sign-in cookies.
    Session,
    /// Search terms and network addresses kept as marks only.
    Mark,
    /// Digests of files set aside, within their case.
    SetAside,
    /// Ways back to a space whose code is lost.
    Recovery,
    /// What tells who filed, by which complaints filed twice are found.
    SamePerson,
    /// Keys of partners.
    PartnerKey,
    /// Codes by which the counter opens drafts.
    Counter,
    /// Ways for the files of a telephone: the code shown once, and the cookie it becomes.
    Telephone,
    /// What says that a cookie of the victim's space was given by the door, which counts tries.
    Door,
    /// Second factors of staff: the key that seals their secrets, and the marks of recovery codes.
    Factor,
    /// Browsers that a member of staff signed in with.
    Browser,
    /// Sign-ins under way at a provider: their states, and what is derived of them.
    Attempt,
    /// Subjects of providers: what a person is known by.
    Subject,
    /// Visits of victims whom a provider knows: their rows, and the keys that open them.
    Visitor,
}

impl Keys {
    /// Opens the keys of a data folder; makes them the first time, from the bytes drawn.
    ///
    /// # Errors
    /// When a file cannot be read or written, or does not hold a key.
    pub fn open(data: &Path, mut draw: impl FnMut() -> [u8; 32]) -> Result<Keys, Fault> {
        let folder = data.join("keys");
        std::fs::create_dir_all(folder.join("retired"))?;
        let server_file = folder.join("server.key");
        if !server_file.exists() {
            make_secret(&server_file, hex::encode(draw()).as_bytes())?;
        }
        let signing_file = folder.join("signing.pem");
        if !signing_file.exists() {
            make_secret(
                &signing_file,
                private_pem(&SigningKey::from_bytes(&draw()))?.as_bytes(),
            )?;
        }
        let values_file = folder.join("values.key");
        if !values_file.exists() {
            make_secret(&values_file, hex::encode(draw()).as_bytes())?;
        }
        let named = |file: &Path| format!("reading the key `{}`", file.display());
        let server = read_key(&server_file).map_err(|e| e.context(named(&server_file)))?;
        let values = read_key(&values_file).map_err(|e| e.context(named(&values_file)))?;
        let pem = std::fs::read_to_string(&signing_file)?;
        let current = SigningKey::from_pkcs8_pem(&pem)
            .map_err(|e| Fault::from(e).context(named(&signing_file)))?;
        let retired = read_retired(&folder.join("retired"))?;
        let revoked = revoke::read(&folder.join("retired"))?;
        Ok(Keys {
            folder,
            server,
            values,
            current,
            retired,
            revoked,
        })
    }

    /// Opens the keys of a data folder that has some; makes none.
    ///
    /// # Errors
    /// When one is missing or does not hold a key.
    pub fn open_existing(data: &Path) -> Result<Keys, Fault> {
        for file in ["server.key", "signing.pem", "values.key"] {
            let file = data.join("keys").join(file);
            if !file.exists() {
                return Err(Fault::new(format!("`{}` is missing", file.display())));
            }
        }
        Keys::open(data, || [0; 32])
    }

    /// The key that signs now.
    #[must_use]
    pub fn signing(&self) -> &SigningKey {
        &self.current
    }

    /// The name of the key that signs now.
    #[must_use]
    pub fn current_id(&self) -> String {
        key_id(&self.current.verifying_key())
    }

    /// Every key that verifies: the current one first, then the retired, those that were revoked among them: what they signed is
    /// read, and whoever relies on it asks [`Keys::revoked_since`].
    #[must_use]
    pub fn verifying(&self) -> Vec<(String, VerifyingKey)> {
        std::iter::once(self.current.verifying_key())
            .chain(self.retired.iter().copied())
            .map(|key| (key_id(&key), key))
            .collect()
    }

    /// Since when others may have held this key; `None` when it was not revoked.
    #[must_use]
    pub fn revoked_since(&self, id: &str) -> Option<Timestamp> {
        self.revoked.get(id).copied()
    }

    /// The keys that prove something by themselves: none that was revoked.
    #[must_use]
    pub fn trusted(&self) -> Vec<(String, VerifyingKey)> {
        let mut all = self.verifying();
        all.retain(|(id, _)| self.revoked_since(id).is_none());
        all
    }

    /// HMAC-SHA-256 under the server key, separated by use.
    #[must_use]
    pub fn mark(&self, kind: Use, bytes: &[u8]) -> [u8; 32] {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.server).expect("HMAC takes keys of any length");
        mac.update(&[kind as u8]);
        mac.update(bytes);
        mac.finalize().into_bytes().into()
    }

    /// The mark under which a code is stored: 75 random bits and more need no slow hash.
    #[must_use]
    pub fn code_mark(&self, kind: Use, code: &Code) -> [u8; 32] {
        self.mark(kind, code.bare().as_bytes())
    }

    /// The ids of values, under a key of their own that is never rotated: stored ids stand.
    #[must_use]
    pub fn value_ids(&self) -> ValueIds {
        ValueIds::under(self.values)
    }

    /// Retires the current key and signs with a new one from now on.
    ///
    /// # Errors
    /// When a file cannot be written; the old key then still signs.
    pub fn rotate(&mut self, draw: [u8; 32]) -> Result<String, Fault> {
        let old = self.current.verifying_key();
        let file = self
            .folder
            .join("retired")
            .join(format!("{}.pem", key_id(&old)));
        std::fs::write(file, public_pem(&old)?)?;
        let new = SigningKey::from_bytes(&draw);
        replace_secret(
            &self.folder.join("signing.pem"),
            private_pem(&new)?.as_bytes(),
        )?;
        self.retired.push(old);
        self.current = new;
        Ok(self.current_id())
    }

    /// A public key in PEM, to give to whoever verifies.
    ///
    /// # Errors
    /// When no key has this name.
    pub fn export(&self, id: &str) -> Result<String, Fault> {
        let found = self.verifying().into_iter().find(|(name, _)| name == id);
        let (_, key) = found.ok_or_else(|| Fault::new(format!("no key is named `{id}`")))?;
        public_pem(&key)
    }
}

/// Retires the key in force and signs with a new one. The row of the journal is written first, so
/// that no key changes without it.
///
/// # Errors
/// When the database or a file cannot be written.
pub async fn rotate(cx: &Cx) -> Result<String, Fault> {
    let mut tx = cx.world.db.write().await?;
    cx.journal(&mut tx, Deed::KeyRotated, "key", None, "{}")
        .await?;
    let id = cx.world.rotate_keys()?;
    tx.commit().await?;
    Ok(id)
}

/// Every file of the keys of a data folder, by its name below `keys`: for a backup that may hold them.
///
/// # Errors
/// When a file cannot be read.
pub fn files(data: &Path) -> Result<BTreeMap<String, String>, Fault> {
    let folder = data.join("keys");
    let mut held = BTreeMap::new();
    let mut open = vec![folder.clone()];
    while let Some(inside) = open.pop() {
        for entry in std::fs::read_dir(&inside)? {
            let at = entry?.path();
            if at.is_dir() {
                open.push(at);
                continue;
            }
            let name = at.strip_prefix(&folder).unwrap_or(&at);
            let text = std::fs::read_to_string(&at)
                .map_err(|e| Fault::from(e).context(format!("reading `{}`", at.display())))?;
            held.insert(name.to_string_lossy().into_owned(), text);
        }
    }
    Ok(held)
}

/// Puts such files back, readable by their owner only; those that are there already stay.
///
/// # Errors
/// When a name leads elsewhere, or a file cannot be written.
pub fn put_files(data: &Path, held: &BTreeMap<String, String>) -> Result<(), Fault> {
    let folder = data.join("keys");
    for (name, text) in held {
        let plain =
            |part: std::path::Component<'_>| matches!(part, std::path::Component::Normal(_));
        if !Path::new(name).components().all(plain) {
            return Err(Fault::new(format!("`{name}` is no name of a key")));
        }
        let at = folder.join(name);
        std::fs::create_dir_all(at.parent().unwrap_or(&folder))?;
        make_secret(&at, text.as_bytes())?;
    }
    std::fs::create_dir_all(folder.join("retired"))?;
    Ok(())
}

/// The keys that verify among such files: the one that signs first.
///
/// # Errors
/// When one does not hold a key.
pub fn verifying_of(held: &BTreeMap<String, String>) -> Result<Vec<(String, VerifyingKey)>, Fault> {
    let mut keys = Vec::new();
    if let Some(pem) = held.get("signing.pem") {
        keys.push(SigningKey::from_pkcs8_pem(pem)?.verifying_key());
    }
    let retired = |name: &str| name.starts_with("retired/") && name.ends_with(".pem");
    for (_, pem) in held.iter().filter(|(name, _)| retired(name)) {
        keys.push(read_public_pem(pem)?);
    }
    Ok(keys.into_iter().map(|key| (key_id(&key), key)).collect())
}

/// Reads a public key written by [`Keys::export`].
///
/// # Errors
/// When the text is not an Ed25519 public key in PEM.
pub fn read_public_pem(text: &str) -> Result<VerifyingKey, Fault> {
    use ed25519_dalek::pkcs8::DecodePublicKey;
    Ok(VerifyingKey::from_public_key_pem(text)?)
}

fn read_retired(folder: &Path) -> Result<Vec<VerifyingKey>, Fault> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|e| e.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    files
        .iter()
        .filter(|file| file.extension().is_some_and(|e| e == "pem"))
        .map(|file| {
            read_public_pem(&std::fs::read_to_string(file)?)
                .map_err(|e| e.context(format!("reading the key `{}`", file.display())))
        })
        .collect()
}

fn read_key(file: &Path) -> Result<[u8; 32], Fault> {
    let text = std::fs::read_to_string(file)?;
    let bytes = hex::decode(text.trim())?.try_into();
    bytes.map_err(|_| Fault::new("the key is not 32 bytes"))
}

fn private_pem(key: &SigningKey) -> Result<String, Fault> {
    Ok(key.to_pkcs8_pem(LineEnding::LF)?.to_string())
}

fn public_pem(key: &VerifyingKey) -> Result<String, Fault> {
    Ok(key.to_public_key_pem(LineEnding::LF)?)
}

/// Makes a file only its owner reads, whole or not at all. When another process made it meanwhile,
/// its own stays: two that start together on a new folder have the same keys.
pub(crate) fn make_secret(file: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let part = file.with_extension(format!("{}.part", std::process::id()));
    write_part(&part, bytes)?;
    let made = std::fs::hard_link(&part, file);
    std::fs::remove_file(&part)?;
    match made {
        Err(e) if e.kind() != std::io::ErrorKind::AlreadyExists => Err(e.into()),
        _ => Ok(()),
    }
}

/// Replaces a file only its owner reads, whole or not at all.
fn replace_secret(file: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let part = file.with_extension("part");
    write_part(&part, bytes)?;
    std::fs::rename(&part, file)?;
    Ok(())
}

fn write_part(part: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut out = options.open(part)?;
    out.write_all(bytes)?;
    out.sync_all()?;
    Ok(())
}
