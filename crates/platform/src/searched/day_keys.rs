//! The key of each day, under which what was searched that day is sealed. A file apart from the database and from the
//! instance's keys, that no backup takes: when it is destroyed, nothing opens what it sealed, wherever rows lie.

use crate::fault::Fault;
use crate::keys::make_secret;
use jiff::civil::Date;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The folder below the data folder.
const FOLDER: &str = "day-keys";

fn file(data: &Path, day: Date) -> PathBuf {
    data.join(FOLDER).join(format!("{day}.key"))
}

/// The key of a day, made of these bytes when it has none.
///
/// # Errors
/// When its file cannot be written, or holds no key.
pub(super) fn of(data: &Path, day: Date, drawn: [u8; 32]) -> Result<[u8; 32], Fault> {
    let at = file(data, day);
    if !at.exists() {
        std::fs::create_dir_all(data.join(FOLDER))?;
        make_secret(&at, hex::encode(drawn).as_bytes())?;
    }
    held(data, day)?.ok_or_else(|| Fault::new("the key of a day was made and is not there"))
}

/// The key of a day, while there is one.
///
/// # Errors
/// When its file cannot be read, or holds no key.
pub(super) fn held(data: &Path, day: Date) -> Result<Option<[u8; 32]>, Fault> {
    let at = file(data, day);
    let text = match std::fs::read_to_string(&at) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let bytes = hex::decode(text.trim()).ok();
    let key = bytes.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
    let named = || Fault::new(format!("`{}` holds no key", at.display()));
    key.map(Some).ok_or_else(named)
}

/// Destroys the keys of a day and of those before it; how many there were. The bytes are written over first: a
/// disk that keeps old blocks all the same is to be encrypted itself (`docs/storage.md`).
///
/// # Errors
/// When a file cannot be written or removed: the next turn tries again.
pub(super) fn destroy(data: &Path, last: Date) -> Result<usize, Fault> {
    let entries = match std::fs::read_dir(data.join(FOLDER)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(0),
        Err(error) => return Err(error.into()),
    };
    let mut destroyed = 0;
    for entry in entries {
        let at = entry?.path();
        let name = at.file_stem().and_then(|name| name.to_str());
        let day: Option<Date> = name.and_then(|name| name.parse().ok());
        if day.is_none_or(|day| day > last) {
            continue;
        }
        let mut over = std::fs::OpenOptions::new().write(true).open(&at)?;
        over.write_all(hex::encode([0; 32]).as_bytes())?;
        over.sync_all()?;
        std::fs::remove_file(&at)?;
        destroyed += 1;
    }
    Ok(destroyed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_has_one_key_until_it_is_destroyed() {
        let folder = tempfile::TempDir::new().expect("a temporary folder");
        let (data, first, next) = (folder.path(), date(2026, 11, 22), date(2026, 11, 23));
        assert_eq!(destroy(data, next).expect("nothing to do"), 0);
        let key = of(data, first, [1; 32]).expect("made");
        assert_eq!(of(data, first, [2; 32]).expect("the same"), key);
        assert_ne!(of(data, next, [2; 32]).expect("another"), key);
        assert_eq!(destroy(data, first).expect("destroyed"), 1);
        assert_eq!(held(data, first).expect("read"), None);
        assert!(held(data, next).expect("read").is_some());
        std::fs::write(file(data, next), "x").expect("written");
        assert!(held(data, next).is_err(), "what is no key is told");
    }
}
