//! Puts a backup back into an empty installation: checked whole before a byte is written, then the keys, the
//! database, the files, and the erasures told since. A file in the data folder says that it is not
//! finished: until it is gone, nothing serves. Interrupted, it is begun again from the start.

use super::erasures::{self, Erasures};
use super::manifest::{self, Manifest};
use super::{Folder, Refused, check, part, safe, store};
use crate::binds;
use crate::config::Config;
use crate::content::Content;
use crate::cx::Cx;
use crate::db::{Db, migrate};
use crate::fault::{Error, Fault, Outcome};
use crate::keys::{self, Keys};
use age::x25519::Identity;
use ed25519_dalek::VerifyingKey;
use faisceau_domain::journal::Deed;
use std::collections::BTreeMap;
use std::io::BufReader;
use std::path::{Path, PathBuf};

/// Stands in the data folder while a restore is not finished.
const UNFINISHED: &str = "restore-unfinished";

/// What is asked of a restore.
#[derive(Default)]
pub struct Wanted {
    /// Which backup; the last when absent.
    pub name: Option<String>,
    /// What opens it.
    pub identities: Vec<Identity>,
    /// What opens the keys in it, when the data folder does not hold them.
    pub keys_identities: Vec<Identity>,
    /// A list of erasures that lay elsewhere.
    pub erasures: Option<PathBuf>,
}

/// A restore on its way: keys and database are there.
pub struct Begun {
    /// The backup.
    pub manifest: Manifest,
    /// What was erased, as every list tells it.
    pub erasures: Erasures,
    identities: Vec<Identity>,
}

/// Refuses an installation whose restore was not finished.
///
/// # Errors
/// Says what to do.
pub fn check_finished(data: &Path) -> Result<(), Fault> {
    match data.join(UNFINISHED).exists() {
        false => Ok(()),
        true => Err(Fault::new(format!(
            "a restore into `{}` was not finished: run `faisceau restore` again",
            data.display()
        ))),
    }
}

/// The database of PostgreSQL to restore into, as who makes its tables; none for SQLite.
async fn place(config: &Config, again: bool) -> Outcome<Option<Db>, Refused> {
    let Some(url) = &config.database_url else {
        return Ok(None);
    };
    let maker = config.roles.maker(url)?;
    let connections = config.database_connections;
    let db = match config.roles.named(Some(url))? {
        Some(roles) => Db::owner(maker, roles, connections).await?,
        None => Db::postgres(maker, connections).await?,
    };
    match again || db.is_unused().await? {
        true => Ok(Some(db)),
        false => Err(Error::Refused(Refused::NotEmpty)),
    }
}

/// Checks the backup whole, then puts keys and database back.
///
/// # Errors
/// See [`Refused`]: nothing is written then.
pub async fn begin(
    config: &Config,
    content: &Content,
    file: &str,
    folder: &Folder,
    wanted: Wanted,
) -> Outcome<Begun, Refused> {
    let data = &config.data_dir;
    let name = folder.choose(wanted.name.as_deref())?;
    let again = data.join(UNFINISHED).exists();
    if !again && holds_something(data, file)? {
        return Err(Error::Refused(Refused::NotEmpty));
    }
    let held = held_keys(data, folder, &name, &wanted.keys_identities)?;
    let keys = keys::verifying_of(&held)?;
    let manifest = whole(folder, &name, &keys, config.database_url.is_some())?;
    let postgres = place(config, again).await?;
    let erasures = erasures::union(
        folder,
        wanted.erasures.as_deref(),
        &wanted.identities,
        &keys,
    )?;
    std::fs::create_dir_all(data)?;
    super::folder::write(&data.join(UNFINISHED), name.as_bytes())?;
    super::folder::sync_folder(data)?;
    if again {
        clear(data, file)?;
    }
    keys::put_files(data, &held)?;
    let opened = Keys::open_existing(data)?;
    if manifest::keys_check(&opened) != manifest.keys_check {
        std::fs::remove_file(data.join(UNFINISHED))?;
        return Err(Error::Refused(Refused::NoKeys));
    }
    let source = safe::open(&folder.of(&name, part::DATABASE), &wanted.identities)?;
    match postgres {
        Some(db) => {
            migrate::migrate_to(&db, content, manifest.schema).await?;
            db.load_script(&mut BufReader::new(source)).await?;
            db.close().await;
        }
        None => put_file(&data.join(file), source)?,
    }
    Ok(Begun {
        manifest,
        erasures,
        identities: wanted.identities,
    })
}

/// The manifest of a backup whose every byte is as it was made, for this kind of database.
fn whole(
    folder: &Folder,
    name: &str,
    keys: &[(String, VerifyingKey)],
    is_postgres: bool,
) -> Outcome<Manifest, Refused> {
    let checked = check::check(folder, Some(name), keys, &[])?;
    if let Some(wrong) = checked.wrong.into_iter().next() {
        return Err(Error::Refused(Refused::Damaged(wrong)));
    }
    let manifest = checked.manifest;
    if (manifest.database == "postgresql") != is_postgres {
        let why = format!("it holds a database of {}", manifest.database);
        return Err(Error::Refused(Refused::Damaged(why)));
    }
    Ok(manifest)
}

/// Whether the data folder holds a database or files already.
fn holds_something(data: &Path, file: &str) -> Result<bool, Fault> {
    if data.join(file).exists() {
        return Ok(true);
    }
    let files = data.join("files");
    if !files.is_dir() {
        return Ok(false);
    }
    for entry in std::fs::read_dir(files)? {
        if entry?.path().is_dir() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What an interrupted restore left.
fn clear(data: &Path, file: &str) -> Result<(), Fault> {
    for left in ["", "-wal", "-shm"] {
        let left = data.join(format!("{file}{left}"));
        if left.exists() {
            std::fs::remove_file(left)?;
        }
    }
    let files = data.join("files");
    if files.is_dir() {
        std::fs::remove_dir_all(files)?;
    }
    Ok(())
}

/// The keys that the data folder holds, or those of the backup.
fn held_keys(
    data: &Path,
    folder: &Folder,
    name: &str,
    identities: &[Identity],
) -> Outcome<BTreeMap<String, String>, Refused> {
    if data.join("keys").join("server.key").exists() {
        return Ok(keys::files(data)?);
    }
    if identities.is_empty() || !folder.of(name, part::KEYS).exists() {
        return Err(Error::Refused(Refused::NoKeys));
    }
    let bytes = safe::read(&folder.of(name, part::KEYS), identities)?;
    Ok(serde_json::from_slice(&bytes)?)
}

fn put_file(named: &Path, mut source: impl std::io::Read) -> Result<(), Fault> {
    let part = super::folder::unfinished(named);
    let mut file = std::fs::File::create(&part)?;
    std::io::copy(&mut source, &mut file)?;
    file.sync_all()?;
    std::fs::rename(part, named)?;
    Ok(())
}

/// Puts the files back, in the store of this installation.
///
/// # Errors
/// When the backup or the store fails.
pub async fn files(cx: &Cx, folder: &Folder, begun: &Begun) -> Outcome<usize, Refused> {
    let mut files = 0;
    for line in check::index(folder, &begun.manifest.name, &begun.identities)? {
        let object = folder.root().join(Folder::object(&line.object));
        let mut source = safe::open(&object, &begun.identities)?;
        cx.world.deposit.put_object(&line.key, &mut source).await?;
        files += 1;
    }
    Ok(files)
}

/// Sets aside again what was, and ends the sign-ins of before. Returns how many files had come back.
///
/// # Errors
/// When the database or the store fails.
pub async fn erase_again(cx: &Cx, begun: &Begun) -> Result<usize, Fault> {
    let again = erasures::set_aside_again(cx, &begun.erasures).await?;
    let mut tx = cx.world.db.write().await?;
    tx.execute(&store::END_SIGN_INS, binds![]).await?;
    tx.commit().await?;
    Ok(again)
}

/// Journals the restore; from then on the installation serves.
///
/// # Errors
/// When the database or the data folder fails.
pub async fn end(cx: &Cx, begun: &Begun, erased: usize) -> Result<(), Fault> {
    let world = &cx.world;
    let mut tx = world.db.write().await?;
    let detail = serde_json::json!({
        "backup": begun.manifest.name,
        "rows": begun.manifest.journal_rows,
        "rows_known": begun.erasures.journal_rows,
        "erased_again": erased,
    });
    let detail = detail.to_string();
    let deed = Deed::BackupRestored;
    cx.journal(&mut tx, deed, "installation", None, &detail)
        .await?;
    tx.commit().await?;
    std::fs::remove_file(world.config.data_dir.join(UNFINISHED))?;
    super::folder::sync_folder(&world.config.data_dir)
}

/// The keys that verify, of a data folder that has some; none is made.
///
/// # Errors
/// When they cannot be read.
pub fn keys_of(data: &Path) -> Result<Vec<(String, VerifyingKey)>, Fault> {
    keys::verifying_of(&keys::files(data)?)
}
