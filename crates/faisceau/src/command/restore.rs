//! `faisceau restore`: puts a backup back into an empty installation.

use super::Settings;
use crate::cli::Exit;
use crate::terminal;
use clap::Args;
use faisceau_platform::age_keys;
use faisceau_platform::backup::Folder;
use faisceau_platform::backup::restore::Wanted;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::fault::{Error, Fault};
use std::path::PathBuf;

/// What `faisceau restore` is asked.
///
/// Needs: the folder of backups; the identity that opens it; the keys of the installation, either the
/// folder `keys` put back into the data folder or, if the backup holds them, --keys-identity; the
/// configuration and the overlay, which are no part of a backup.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder of backups.
    folder: PathBuf,
    /// What opens it: a file of `age-keygen`.
    #[arg(long, value_name = "FILE")]
    identity: PathBuf,
    /// What opens the keys in it.
    #[arg(long, value_name = "FILE")]
    keys_identity: Option<PathBuf>,
    /// Which backup; the last when absent.
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// A list of erasures that was written elsewhere: what it tells is erased again.
    #[arg(long, value_name = "FILE")]
    erasures: Option<PathBuf>,
}

pub(crate) async fn run(settings: &Settings, arguments: Arguments) -> Result<Exit, Fault> {
    let keys = arguments.keys_identity.as_deref();
    let wanted = Wanted {
        name: arguments.name,
        identities: age_keys::read_identities(&arguments.identity)?,
        keys_identities: keys.map_or(Ok(Vec::new()), age_keys::read_identities)?,
        erasures: arguments.erasures,
    };
    let folder = Folder::at(&arguments.folder);
    let chance = (Clock::System, Dice::System);
    let done = crate::restore::restore(settings.config()?, chance, &folder, wanted).await;
    let restored = match done {
        Ok(restored) => restored,
        Err(Error::Refused(why)) => return Err(why.into()),
        Err(Error::Fault(fault)) => return Err(fault),
    };
    let told = &restored.manifest;
    terminal::say(&format!("restored  {} of {}", told.name, told.installation));
    terminal::say(&format!("signed    by the key {}", told.key_id));
    terminal::say(&format!("files     {}", restored.files));
    terminal::say(&format!("erased    {} things again", restored.erased_again));
    let lost = restored.rows_known - told.journal_rows;
    if lost > 0 {
        terminal::say(&format!(
            "LOST      {lost} rows of the journal at least were written after this backup"
        ));
    }
    Ok(Exit::Done)
}
