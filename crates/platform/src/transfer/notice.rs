//! Notices at a start that the settings are no longer those of the start before, whoever changed them and by whatever hand: the
//! journal is told which, and what is now in force is kept signed in the data folder, from where it is put back by the import.
//! Changes no setting.

use super::{Difference, Exported, compare, export, read};
use crate::cx::Cx;
use crate::fault::Fault;
use crate::world::World;
use faisceau_domain::journal::Deed;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Where they are kept, below the data folder.
const FOLDER: &str = "settings";
/// Settings of a year of changes every three days: no more are shown.
const SHOWN_MAX: usize = 120;

/// Settings that were in force from an instant on.
#[derive(Debug, Clone)]
pub struct Kept {
    /// The file, to be imported.
    pub file: PathBuf,
    /// What it holds; `None` when it was changed since, or no key here signed it.
    pub decided: Option<Exported>,
    /// What it changed of those before.
    pub changes: Vec<Difference>,
    /// Files of the overlay that it changed.
    pub overlay: Vec<String>,
}

/// Compares the settings of this start with those kept last. Returns whether they are others.
///
/// # Errors
/// When a file or the database fails: a start that leaves no trace does not happen.
pub async fn notice(cx: &Cx, given: &toml::Table) -> Result<bool, Fault> {
    let folder = folder(cx.world.config.data_dir.as_path());
    std::fs::create_dir_all(&folder)?;
    let (text, whole) = export::signed(cx, given).await?;
    let keys = cx.world.keys().verifying();
    let now = read(&whole, &keys)?;
    let files = files(&folder)?;
    let before = files.last().map(|file| opened(cx.world.as_ref(), file));
    let before = before.transpose()?.flatten();
    let (changes, overlay) = differences(before.as_ref(), &now);
    if before.is_some() && changes.is_empty() && overlay.is_empty() {
        return Ok(false);
    }
    let at = cx
        .world
        .clock
        .now()
        .strftime("%Y%m%dT%H%M%S%3fZ")
        .to_string();
    let name = format!("decided-{at}.toml");
    let keys: Vec<&str> = changes.iter().map(|one| one.key.as_str()).collect();
    let detail = serde_json::json!({
        "sha256": hex::encode(Sha256::digest(&text)),
        "settings": keys,
        "overlay": overlay,
        "kept": name,
    });
    let file = folder.join(&name);
    let part = folder.join(format!("{name}.part"));
    std::fs::write(&part, whole.as_bytes())?;
    std::fs::File::open(&part)?.sync_all()?;
    let mut tx = cx.world.db.write().await?;
    let (deed, detail) = (Deed::ConfigurationChanged, detail.to_string());
    cx.journal(&mut tx, deed, "installation", None, &detail)
        .await?;
    std::fs::rename(&part, &file)?;
    tx.commit().await?;
    Ok(true)
}

/// The settings kept, those in force first, each with what it changed.
///
/// # Errors
/// When a file cannot be read.
pub fn history(world: &World) -> Result<Vec<Kept>, Fault> {
    let folder = folder(world.config.data_dir.as_path());
    let mut told = Vec::new();
    let mut before: Option<Exported> = None;
    let files = files(&folder)?;
    let first = files.len().saturating_sub(SHOWN_MAX);
    for file in &files[first..] {
        let decided = opened(world, file)?;
        let (changes, overlay) = match &decided {
            Some(now) => differences(before.as_ref(), now),
            None => (Vec::new(), Vec::new()),
        };
        before = decided.clone().or(before);
        told.push(Kept {
            file: file.clone(),
            decided,
            changes,
            overlay,
        });
    }
    told.reverse();
    Ok(told)
}

fn folder(data: &Path) -> PathBuf {
    data.join(FOLDER)
}

/// The files, the oldest first: their names are their instants.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let mut files = Vec::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    for entry in std::fs::read_dir(folder)? {
        let file = entry?.path();
        if file.extension().is_some_and(|end| end == "toml") {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}

/// What a file holds, when a key of ours signed it and nobody changed it.
fn opened(world: &World, file: &Path) -> Result<Option<Exported>, Fault> {
    let named = || format!("reading `{}`", file.display());
    let text = std::fs::read(file).map_err(|e| Fault::from(e).context(named()))?;
    let text = String::from_utf8(text).unwrap_or_default();
    Ok(read(&text, &world.keys().verifying()).ok())
}

fn differences(before: Option<&Exported>, now: &Exported) -> (Vec<Difference>, Vec<String>) {
    let (empty, none) = (super::Settings::new(), std::collections::BTreeMap::new());
    let (settings, overlay) = match before {
        Some(before) => (&before.settings, &before.overlay),
        None => (&empty, &none),
    };
    let names: BTreeSet<&String> = overlay.keys().chain(now.overlay.keys()).collect();
    let changed = names
        .into_iter()
        .filter(|name| overlay.get(*name) != now.overlay.get(*name));
    (compare(settings, &now.settings), changed.cloned().collect())
}
