//! Puts an exported configuration in the place of the one here: what belongs to this machine stays, the rest becomes what the
//! file says. Refused whole when it would not hold together; the former file of settings is kept beside, so that it can
//! be put back. The next start obeys it.

use super::export::{digests, partner_names};
use super::{Difference, Exported, Refused, Settings, compare, flat, nested, stays, travelling};
use crate::config::Config;
use crate::content::Content;
use crate::cx::Cx;
use crate::fault::{Error, Fault, Outcome};
use faisceau_domain::journal::Deed;
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What an import would do, or did.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// Settings that become others.
    pub settings: Vec<Difference>,
    /// Partners of the file that have no key here: keys never travel.
    pub partners_without_key: Vec<String>,
    /// Settings of the file that a variable of this machine wins over.
    pub overruled: Vec<String>,
    /// The file of settings as it would be.
    text: String,
}

/// What the settings here are: the text of their file, and the variables over it.
pub struct Here<'a> {
    /// The text of the file, when there is one.
    pub file: Option<&'a str>,
    /// Variables.
    pub variables: &'a BTreeMap<String, String>,
}

/// Says what an import would change; changes nothing. `fits` looks at the configuration it would make as the program does
/// at its start.
///
/// # Errors
/// See [`Refused`].
pub async fn plan(
    cx: &Cx,
    here: &Here<'_>,
    exported: &Exported,
    fits: impl Fn(&Config) -> Result<Content, Fault>,
) -> Outcome<Change, Refused> {
    let written = Config::table(here.file, &BTreeMap::new())?;
    let overlay = match &cx.world.config.overlay_dir {
        Some(folder) => digests(folder)?,
        None => BTreeMap::new(),
    };
    let others = other_files(&overlay, &exported.overlay);
    if !others.is_empty() {
        return Err(Error::Refused(Refused::Overlay(others)));
    }
    let kept = flat(&written).into_iter().filter(|(key, _)| stays(key));
    let mut settings: Settings = kept.collect();
    settings.extend(exported.settings.clone());
    let text = format!(
        "# Imported from {}, made there at {}. Written by the program: `faisceau config default` explains each setting.\n{}",
        exported.installation.replace(['\n', '\r'], " "),
        exported.made_at.replace(['\n', '\r'], " "),
        toml::to_string(&nested(&settings))?
    );
    let unfit = |fault: Fault| Error::Refused(Refused::Unfit(fault.to_string()));
    let config = Config::read(Some(&text), here.variables).map_err(unfit)?;
    config.check_public().map_err(unfit)?;
    fits(&config).map_err(unfit)?;
    let variables = flat(&Config::table(None, here.variables)?);
    let known = partner_names(cx).await?;
    let known: BTreeSet<&String> = known.iter().collect();
    let unknown = exported
        .partners
        .iter()
        .filter(|name| !known.contains(name));
    Ok(Change {
        settings: compare(&travelling(&written), &exported.settings),
        partners_without_key: unknown.cloned().collect(),
        overruled: exported
            .settings
            .keys()
            .filter(|key| variables.contains_key(*key))
            .cloned()
            .collect(),
        text,
    })
}

/// Files that are on one side only, or not the same.
fn other_files(here: &BTreeMap<String, String>, there: &BTreeMap<String, String>) -> Vec<String> {
    let names: BTreeSet<&String> = here.keys().chain(there.keys()).collect();
    let differ = names
        .into_iter()
        .filter(|name| here.get(*name) != there.get(*name));
    differ.cloned().collect()
}

/// Writes the file of settings; the former one is kept beside it, under the instant. Returns where.
///
/// # Errors
/// When the file or the database cannot be written.
pub async fn import(cx: &Cx, file: &Path, change: &Change) -> Result<Option<PathBuf>, Fault> {
    let former = match file.exists() {
        true => Some(std::fs::read(file)?),
        false => None,
    };
    let at = cx.world.clock.now().strftime("%Y%m%dT%H%M%SZ").to_string();
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".before-{at}"));
    let beside = PathBuf::from(name);
    let digest = |bytes: &[u8]| hex::encode(Sha256::digest(bytes));
    let keys: Vec<&str> = change.settings.iter().map(|one| one.key.as_str()).collect();
    let detail = serde_json::json!({
        "former_sha256": former.as_deref().map(digest),
        "sha256": digest(change.text.as_bytes()),
        "settings": keys,
    });
    if let Some(former) = &former {
        write(&beside, former, file)?;
    }
    // Told first: a change without its trace is worse than a trace without its change.
    let mut tx = cx.world.db.write().await?;
    let (deed, detail) = (Deed::ConfigurationImported, detail.to_string());
    cx.journal(&mut tx, deed, "installation", None, &detail)
        .await?;
    tx.commit().await?;
    write(file, change.text.as_bytes(), file)?;
    Ok(former.map(|_| beside))
}

/// A file whole or not at all, with the rights of another that it resembles.
fn write(file: &Path, bytes: &[u8], like: &Path) -> Result<(), Fault> {
    let mut part = file.as_os_str().to_owned();
    part.push(".part");
    let part = PathBuf::from(part);
    let named = |e: std::io::Error| Fault::from(e).context(format!("writing `{}`", file.display()));
    std::fs::write(&part, bytes).map_err(named)?;
    if let Ok(found) = std::fs::metadata(like) {
        std::fs::set_permissions(&part, found.permissions()).map_err(named)?;
    }
    std::fs::File::open(&part)
        .and_then(|f| f.sync_all())
        .map_err(named)?;
    std::fs::rename(&part, file).map_err(named)
}
