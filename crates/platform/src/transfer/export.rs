//! Writes the configuration of this installation into one text, signed.

use super::{FORMAT, SIGNATURE, SIGNED_BY, nested, travelling};
use crate::cx::Cx;
use crate::fault::Fault;
use crate::partners;
use ed25519_dalek::Signer as _;
use faisceau_domain::journal::Deed;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// Files of an overlay; more are no overlay.
const OVERLAY_FILES_MAX: usize = 10_000;

/// The text of the file; `given` are the settings as they were given ([`crate::config::Config::table`]).
///
/// # Errors
/// When the overlay or the database cannot be read.
pub async fn export(cx: &Cx, given: &toml::Table) -> Result<String, Fault> {
    let (text, whole) = signed(cx, given).await?;
    let mut tx = cx.world.db.write().await?;
    let detail = serde_json::json!({ "sha256": hex::encode(Sha256::digest(&text)) }).to_string();
    let deed = Deed::ConfigurationExported;
    cx.journal(&mut tx, deed, "installation", None, &detail)
        .await?;
    tx.commit().await?;
    Ok(whole)
}

/// The text that is signed, and the whole file with its signature.
pub(super) async fn signed(cx: &Cx, given: &toml::Table) -> Result<(String, String), Fault> {
    let world = &cx.world;
    let config = &world.config;
    let mut body = toml::Table::new();
    let mut say = |key: &str, value: String| body.insert(key.to_owned(), value.into());
    say("format", FORMAT.to_owned());
    say("installation", config.public_url.clone());
    say("made_at", world.clock.now().to_string());
    say("program", env!("CARGO_PKG_VERSION").to_owned());
    let partners = partner_names(cx).await?;
    body.insert("partners".to_owned(), toml::Value::from(partners));
    let overlay = match &config.overlay_dir {
        Some(folder) => digests(folder)?,
        None => BTreeMap::new(),
    };
    body.insert("overlay".to_owned(), toml::Value::try_from(overlay)?);
    let settings = nested(&travelling(given));
    body.insert("settings".to_owned(), toml::Value::Table(settings));
    let text = format!(
        "# What the administrators of an installation of Faisceau decided. It holds no secret.\n{}",
        toml::to_string(&body)?
    );
    let keys = world.keys();
    let signature = keys.signing().sign(text.as_bytes()).to_bytes();
    let (id, signature) = (keys.current_id(), hex::encode(signature));
    let whole = format!("{text}{SIGNED_BY}{id}\n{SIGNATURE}{signature}\n");
    Ok((text, whole))
}

/// The names of partners with a key in force, each once. Keys never leave.
pub(super) async fn partner_names(cx: &Cx) -> Result<Vec<String>, Fault> {
    let keys = partners::list(cx).await?;
    let named = keys.into_iter().filter(|key| key.revoked_at.is_none());
    let mut names: Vec<String> = named.map(|key| key.partner).collect();
    names.sort();
    names.dedup();
    Ok(names)
}

/// Each file below a folder, by its path, with its SHA-256.
pub(super) fn digests(folder: &Path) -> Result<BTreeMap<String, String>, Fault> {
    let mut open = vec![folder.to_path_buf()];
    let mut found = BTreeMap::new();
    while let Some(inside) = open.pop() {
        let named =
            |e: std::io::Error| Fault::from(e).context(format!("reading `{}`", inside.display()));
        for entry in std::fs::read_dir(&inside).map_err(named)? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
                continue;
            }
            let below = path.strip_prefix(folder)?.to_string_lossy().into_owned();
            found.insert(below, hex::encode(Sha256::digest(std::fs::read(&path)?)));
            if found.len() > OVERLAY_FILES_MAX {
                return Err(Fault::new("the overlay holds too many files"));
            }
        }
    }
    Ok(found)
}
