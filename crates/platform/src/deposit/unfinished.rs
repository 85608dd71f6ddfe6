//! Files that a process stopped in the middle of left in the folder. The store writes each object under a name of its
//! own that ends in `#` and a number, gives it its name when it is whole, and never lists the others: nobody else
//! would ever meet them. Touches nothing that has a name.

use super::{Deposit, Place};
use crate::fault::Fault;
use jiff::Timestamp;
use std::io;
use std::path::Path;
use std::time::SystemTime;

impl Deposit {
    /// Deletes what was begun in a folder, never finished, and not written to since this instant; returns how
    /// many files. A bucket ends unfinished uploads by a rule of its own.
    ///
    /// # Errors
    /// When the folder cannot be looked at, or a file not deleted.
    pub async fn sweep_unfinished(&self, before: Timestamp) -> Result<usize, Fault> {
        let Place::Folder(root) = &self.place else {
            return Ok(0);
        };
        let (root, before) = (root.clone(), SystemTime::from(before));
        let swept = tokio::task::spawn_blocking(move || sweep(&root, before)).await?;
        swept.map_err(|e| Fault::from(e).context("looking for files never finished"))
    }
}

fn sweep(folder: &Path, before: SystemTime) -> io::Result<usize> {
    let mut swept = 0;
    let entries = match std::fs::read_dir(folder) {
        // The store deletes folders that became empty.
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(0),
        entries => entries?,
    };
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            swept += sweep(&entry.path(), before)?;
        } else if is_unfinished(&entry.file_name().to_string_lossy()) {
            match delete(&entry.path(), before) {
                Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(e),
                deleted => swept += usize::from(deleted.unwrap_or(false)),
            }
        }
    }
    Ok(swept)
}

/// Whether the store writes under this name what it did not finish: it writes a `#` of a name otherwise.
fn is_unfinished(name: &str) -> bool {
    let number = name.rsplit_once('#').map(|(_, number)| number);
    number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}

fn delete(file: &Path, before: SystemTime) -> io::Result<bool> {
    let old = file.metadata()?.modified()? < before;
    if old {
        std::fs::remove_file(file)?;
    }
    Ok(old)
}

#[cfg(test)]
mod tests {
    use super::is_unfinished;

    #[test]
    fn only_what_the_store_did_not_finish_bears_such_a_name() {
        for (name, unfinished) in [
            ("0193#1", true),
            ("0193.age#12", true),
            ("0193", false),
            ("0193#", false),
            ("0193#a", false),
            ("0193%231", false),
        ] {
            assert_eq!(is_unfinished(name), unfinished, "{name}");
        }
    }
}
