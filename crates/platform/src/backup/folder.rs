//! The folder of backups: its lock, its names, what is finished and what is not. Reads no content.

use super::Refused;
use crate::fault::{Error, Fault, Outcome};
use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

/// What a name begins with until it is finished.
const UNFINISHED: &str = ".part-";
const BACKUPS: &str = "backups";
const OBJECTS: &str = "objects";

/// A folder of backups.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
}

/// The name of a file or folder until it is finished.
pub(super) fn unfinished(named: &Path) -> PathBuf {
    let name = named.file_name().unwrap_or_default().to_string_lossy();
    named.with_file_name(format!("{UNFINISHED}{name}"))
}

impl Folder {
    /// A folder of backups, which may be absent yet.
    #[must_use]
    pub fn at(root: &Path) -> Folder {
        Folder {
            root: root.to_path_buf(),
        }
    }

    /// Where everything lies.
    #[must_use]
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Makes the folder when absent and holds it alone until what is returned is dropped; sweeps what
    /// others left unfinished.
    pub(super) fn hold(&self) -> Outcome<File, Refused> {
        std::fs::create_dir_all(self.root.join(BACKUPS))?;
        std::fs::create_dir_all(self.root.join(OBJECTS))?;
        let lock = File::create(self.root.join("lock"))?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(Error::Refused(Refused::Busy)),
            Err(TryLockError::Error(e)) => return Err(e.into()),
        }
        self.sweep()?;
        Ok(lock)
    }

    fn sweep(&self) -> Result<(), Fault> {
        let begun = |at: &Path| {
            let name = at.file_name().unwrap_or_default();
            name.to_string_lossy().starts_with(UNFINISHED)
        };
        for at in entries(&self.root.join(BACKUPS))? {
            if begun(&at) {
                std::fs::remove_dir_all(at)?;
            }
        }
        for shelf in entries(&self.root.join(OBJECTS))? {
            for at in entries(&shelf)?.into_iter().filter(|at| begun(at)) {
                std::fs::remove_file(at)?;
            }
        }
        Ok(())
    }

    /// The names of the backups, the oldest first.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn names(&self) -> Result<Vec<String>, Fault> {
        let folder = self.root.join(BACKUPS);
        if !folder.is_dir() {
            return Ok(Vec::new());
        }
        let named = |at: PathBuf| Some(at.file_name()?.to_str()?.to_owned());
        let mut names: Vec<String> = entries(&folder)?.into_iter().filter_map(named).collect();
        names.retain(|name| !name.starts_with('.'));
        names.sort();
        Ok(names)
    }

    /// The one of this name, or the last.
    pub(super) fn choose(&self, name: Option<&str>) -> Outcome<String, Refused> {
        let mut names = self.names()?;
        let found = match name {
            Some(wanted) => names.into_iter().find(|name| name == wanted),
            None => names.pop(),
        };
        found.ok_or(Error::Refused(Refused::NoBackup))
    }

    /// Where a file of a backup is.
    pub(super) fn of(&self, name: &str, part: &str) -> PathBuf {
        self.root.join(BACKUPS).join(name).join(part)
    }

    /// The folder of a backup.
    pub(super) fn backup(&self, name: &str) -> PathBuf {
        self.root.join(BACKUPS).join(name)
    }

    /// Where an object is, below the root: the same words stand in the list of digests.
    pub(super) fn object(name: &str) -> String {
        format!("{OBJECTS}/{}/{name}.age", &name[..2])
    }

    /// How the list of digests names a part of a backup.
    pub(super) fn listed(name: &str, part: &str) -> String {
        format!("{BACKUPS}/{name}/{part}")
    }

    /// Gives a finished backup its name, durably.
    pub(super) fn publish(&self, name: &str) -> Result<(), Fault> {
        let named = self.backup(name);
        let part = unfinished(&named);
        sync_folder(&part)?;
        std::fs::rename(part, &named)?;
        sync_folder(&self.root.join(BACKUPS))
    }
}

/// What lies in a folder.
fn entries(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let read = std::fs::read_dir(folder)
        .map_err(|e| Fault::from(e).context(format!("reading `{}`", folder.display())))?;
    let found: Result<Vec<PathBuf>, std::io::Error> =
        read.map(|entry| entry.map(|entry| entry.path())).collect();
    Ok(found?)
}

/// Makes the names of a folder durable.
pub(super) fn sync_folder(folder: &Path) -> Result<(), Fault> {
    Ok(File::open(folder)?.sync_all()?)
}

/// Writes a file whole and durably.
pub(super) fn write(named: &Path, bytes: &[u8]) -> Result<(), Fault> {
    use std::io::Write as _;
    let part = unfinished(named);
    let mut file = File::create(&part)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(part, named)?;
    Ok(())
}
