//! Makes a backup of a running installation. The database first, as of one instant; then the files, which
//! are there before the rows that name them; then the list of erasures, which tells why a file named may be
//! gone. Nobody waits for it. What is there already is not copied again.

use super::manifest::{self, FORMAT, Manifest};
use super::safe::{self, Lain, Sealing};
use super::{Folder, Refused, erasures, part};
use crate::cx::Cx;
use crate::deposit::Object;
use crate::fault::{Error, Fault, Outcome};
use age::x25519::Recipient;
use faisceau_domain::journal::Deed;
use futures_util::StreamExt as _;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What is asked of a backup.
#[derive(Default)]
pub struct Asked {
    /// Who can read it.
    pub recipients: Vec<Recipient>,
    /// Who can read the keys in it; none: they stay out.
    pub keys_recipients: Vec<Recipient>,
    /// Where the list of erasures is written too: another machine, another medium.
    pub erasures: Option<PathBuf>,
}

/// One line of the index: which object is which file.
#[derive(Serialize, Deserialize)]
pub(super) struct Line {
    pub(super) key: String,
    pub(super) object: String,
}

/// A backup on its way.
struct Making<'a> {
    cx: &'a Cx,
    folder: &'a Folder,
    asked: &'a Asked,
    name: String,
    /// Where it lies until it is finished.
    part: PathBuf,
    sums: BTreeMap<String, [u8; 32]>,
    copied: usize,
}

/// Makes a backup.
///
/// # Errors
/// See [`Refused`].
pub async fn make(cx: &Cx, folder: &Folder, asked: &Asked) -> Outcome<Manifest, Refused> {
    if asked.recipients.is_empty() {
        return Err(Error::Refused(Refused::NoRecipient));
    }
    if lies_within(folder.root(), &cx.world.config.data_dir) {
        return Err(Error::Refused(Refused::WithinData));
    }
    let _held = folder.hold()?;
    let name = next_name(cx, folder)?;
    let part = super::folder::unfinished(&folder.backup(&name));
    std::fs::create_dir(&part)?;
    let mut making = Making {
        cx,
        folder,
        asked,
        name,
        part,
        sums: BTreeMap::new(),
        copied: 0,
    };
    Ok(making.run().await?)
}

/// Whether a folder is another one or below it, links followed as far as they exist.
fn lies_within(inner: &Path, outer: &Path) -> bool {
    let whole = |path: &Path| {
        let exists = path.ancestors().find_map(|above| {
            let rest = path.strip_prefix(above).ok()?;
            Some(above.canonicalize().ok()?.join(rest))
        });
        exists.unwrap_or_else(|| path.to_path_buf())
    };
    std::path::absolute(inner).is_ok_and(|inner| whole(&inner).starts_with(whole(outer)))
}

/// Numbers go up whatever the clock says.
fn next_name(cx: &Cx, folder: &Folder) -> Result<String, Fault> {
    let last = folder.names()?.pop().unwrap_or_default();
    let last: u32 = last.split('-').next().unwrap_or("").parse().unwrap_or(0);
    let day = cx.world.clock.now().strftime("%Y%m%dT%H%M%SZ").to_string();
    Ok(format!("{:06}-{day}", last + 1))
}

impl Making<'_> {
    async fn run(&mut self) -> Result<Manifest, Fault> {
        let begun = self.cx.world.clock.now();
        let stand = self.database().await?;
        let files = self.files().await?;
        self.erasures().await?;
        self.keys()?;
        let world = &self.cx.world;
        let sums = manifest::sums_text(&self.sums);
        super::folder::write(&self.part.join(part::SUMS), sums.as_bytes())?;
        let keys = world.keys();
        let told = |recipients: &[Recipient]| recipients.iter().map(ToString::to_string).collect();
        let made = Manifest {
            format: FORMAT.to_owned(),
            name: self.name.clone(),
            made_at: begun.to_string(),
            program: env!("CARGO_PKG_VERSION").to_owned(),
            installation: world.config.public_url.clone(),
            database: if world.db.is_postgres() {
                "postgresql"
            } else {
                "sqlite"
            }
            .to_owned(),
            schema: stand.schema,
            journal_rows: stand.position,
            journal_head: hex::encode(stand.head),
            journal_waiting: stand.unsealed,
            files,
            files_copied: self.copied,
            recipients: told(&self.asked.recipients),
            keys_recipients: told(&self.asked.keys_recipients),
            keys_check: manifest::keys_check(&keys),
            key_id: keys.current_id(),
            sums_sha256: hex::encode(Sha256::digest(&sums)),
        };
        manifest::write(&self.part, &made, &keys)?;
        self.folder.publish(&self.name)?;
        let mut tx = world.db.write().await?;
        let detail = serde_json::json!({ "backup": made.name, "rows": made.journal_rows });
        let detail = detail.to_string();
        let deed = Deed::BackupMade;
        self.cx
            .journal(&mut tx, deed, "installation", None, &detail)
            .await?;
        tx.commit().await?;
        Ok(made)
    }

    /// Notes a finished part of the backup.
    fn lain(&mut self, part: &str, lain: Lain) {
        let listed = Folder::listed(&self.name, part);
        self.sums.insert(listed, lain.sha256);
    }

    async fn database(&mut self) -> Result<crate::db::Stand, Fault> {
        let world = &self.cx.world;
        let file = self.part.join(part::DATABASE);
        let mut sealing = Sealing::begin(&file, &self.asked.recipients)?;
        let scratch = world.config.data_dir.join("copy-of-the-database");
        // Left by one that was killed.
        if scratch.exists() {
            std::fs::remove_file(&scratch)?;
        }
        let stand = world
            .db
            .copy_out(&scratch, &mut |bytes| sealing.write(bytes))
            .await?;
        let lain = sealing.finish()?;
        self.lain(part::DATABASE, lain);
        Ok(stand)
    }

    /// Copies the files that are not there yet, and writes the index of all of them.
    async fn files(&mut self) -> Result<usize, Fault> {
        let known = self.known();
        let index = self.part.join(part::INDEX);
        let mut index = Sealing::begin(&index, &self.asked.recipients)?;
        let mut shelves: BTreeSet<PathBuf> = BTreeSet::new();
        let mut files = 0;
        for object in self.cx.world.deposit.objects().await? {
            // The register of files set aside travels in the list of erasures.
            if object.key.starts_with("tombstones/") {
                continue;
            }
            let name = object_name(&object, &self.asked.recipients);
            let listed = Folder::object(&name);
            let at = self.folder.root().join(&listed);
            let digest = match (at.exists(), known.get(&listed)) {
                (true, Some(digest)) => *digest,
                // Of a backup that was killed.
                (true, None) => safe::digest(&at)?,
                (false, _) => {
                    let shelf = at
                        .parent()
                        .expect("an object lies on a shelf")
                        .to_path_buf();
                    std::fs::create_dir_all(&shelf)?;
                    let Some(lain) = self.copy(&object, &at).await? else {
                        continue;
                    };
                    shelves.insert(shelf);
                    self.copied += 1;
                    lain.sha256
                }
            };
            self.sums.insert(listed, digest);
            let (key, object) = (object.key, name);
            index.write(&serde_json::to_vec(&Line { key, object })?)?;
            index.write(b"\n")?;
            files += 1;
        }
        for shelf in shelves {
            super::folder::sync_folder(&shelf)?;
        }
        let lain = index.finish()?;
        self.lain(part::INDEX, lain);
        Ok(files)
    }

    /// Copies one file; nothing when it was erased meanwhile.
    async fn copy(&self, object: &Object, at: &Path) -> Result<Option<Lain>, Fault> {
        let Some(mut bytes) = self.cx.world.deposit.object(&object.key).await? else {
            return Ok(None);
        };
        let mut sealing = Sealing::begin(at, &self.asked.recipients)?;
        while let Some(chunk) = bytes.next().await {
            sealing.write(&chunk?)?;
        }
        Ok(Some(sealing.finish()?))
    }

    /// Digests of the objects, from the last backup that holds: its list is signed.
    fn known(&self) -> BTreeMap<String, [u8; 32]> {
        let names = self.folder.names().unwrap_or_default();
        let keys = self.cx.world.keys().verifying();
        let mut signed = names.iter().rev().filter_map(|name| {
            let read = manifest::read(self.folder, name, &keys);
            read.ok().map(|signed| signed.sums)
        });
        signed.next().unwrap_or_default()
    }

    async fn erasures(&mut self) -> Result<(), Fault> {
        let list = erasures::gather(self.cx).await?;
        let bytes = erasures::signed(self.cx, &list)?;
        let file = self.part.join(part::ERASURES);
        let lain = safe::seal(&file, &self.asked.recipients, &bytes)?;
        self.lain(part::ERASURES, lain);
        if let Some(elsewhere) = &self.asked.erasures {
            safe::seal(elsewhere, &self.asked.recipients, &bytes)
                .map_err(|e| e.context(format!("writing `{}`", elsewhere.display())))?;
        }
        Ok(())
    }

    fn keys(&mut self) -> Result<(), Fault> {
        if self.asked.keys_recipients.is_empty() {
            return Ok(());
        }
        let held = crate::keys::files(&self.cx.world.config.data_dir)?;
        let bytes = serde_json::to_vec(&held)?;
        let file = self.part.join(part::KEYS);
        let lain = safe::seal(&file, &self.asked.keys_recipients, &bytes)?;
        self.lain(part::KEYS, lain);
        Ok(())
    }
}

/// The name of an object in the backups: what it is, when it was written, and for whom it is encrypted, so
/// that one that could not be read by who is named now is copied again. It gives no digest away.
fn object_name(object: &Object, recipients: &[Recipient]) -> String {
    let mut hash = Sha256::new();
    hash.update(b"faisceau backup object 1\0");
    for word in recipients.iter().map(ToString::to_string) {
        hash.update(word.as_bytes());
        hash.update([0]);
    }
    hash.update(object.key.as_bytes());
    hash.update([0]);
    hash.update(object.bytes.to_be_bytes());
    hash.update(object.changed_at.to_be_bytes());
    hex::encode(&hash.finalize()[..20])
}
