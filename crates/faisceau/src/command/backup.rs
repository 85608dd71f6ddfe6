//! `faisceau backup`: copies the installation to a folder elsewhere, and checks such copies.

use super::Settings;
use crate::cli::Exit;
use crate::terminal;
use age::x25519::Recipient;
use clap::{Args, Subcommand};
use faisceau_domain::receipt::key_id;
use faisceau_platform::age_keys;
use faisceau_platform::backup::{self, Folder, check, make, restore};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::keys::read_public_pem;
use std::path::PathBuf;

/// What `faisceau backup` is asked.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// The folder of backups, on another machine's disk if possible. Files that are there are not copied
    /// again. Works while the installation serves.
    #[arg(required = true)]
    folder: Option<PathBuf>,
    /// Who can read it: a recipient of age (`age-keygen` makes the identity, kept away from here); several:
    /// repeat.
    #[arg(long, value_name = "AGE1…", value_parser = age_keys::recipient, required = true)]
    to: Vec<Recipient>,
    /// Put the keys of the installation in too, for this recipient alone. Without it, keep a copy of the
    /// folder `keys` elsewhere: a backup without its keys restores nothing.
    #[arg(long, value_name = "AGE1…", value_parser = age_keys::recipient)]
    keys_to: Vec<Recipient>,
    /// Write the list of what was erased here too: on another medium, it outlives the folder.
    #[arg(long, value_name = "FILE")]
    erasures: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Check a backup: signature and digests; with --identity, that all of it opens. Exit code 2: damaged.
    Verify {
        /// The folder of backups.
        folder: PathBuf,
        /// Which backup; the last when absent.
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
        /// What opens it: a file of `age-keygen`.
        #[arg(long, value_name = "FILE")]
        identity: Option<PathBuf>,
        /// A public key in PEM (`faisceau keys export`); otherwise the keys of the data folder.
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
    },
}

pub(crate) async fn run(settings: &Settings, arguments: Arguments) -> Result<Exit, Fault> {
    match arguments.command {
        Some(Command::Verify {
            folder,
            name,
            identity,
            key,
        }) => verify(settings, &Folder::at(&folder), name, (identity, key)),
        None => {
            let folder = arguments.folder.unwrap_or_default();
            let asked = make::Asked {
                recipients: arguments.to,
                keys_recipients: arguments.keys_to,
                erasures: arguments.erasures,
            };
            copy(settings, &Folder::at(&folder), &asked).await
        }
    }
}

async fn copy(settings: &Settings, folder: &Folder, asked: &make::Asked) -> Result<Exit, Fault> {
    let world = settings.world().await?;
    let made = match make::make(&Cx::platform(&world), folder, asked).await {
        Ok(made) => made,
        Err(Error::Refused(why)) => return Err(why.into()),
        Err(Error::Fault(fault)) => return Err(fault),
    };
    terminal::say(&format!("backup    {}", made.name));
    terminal::say(&format!(
        "files     {} ({} copied, the others were there)",
        made.files, made.files_copied
    ));
    terminal::say(&format!(
        "journal   {} rows, head {}",
        made.journal_rows, made.journal_head
    ));
    if made.keys_recipients.is_empty() {
        terminal::say("keys      not in it: keep a copy of the folder `keys` elsewhere");
    } else {
        terminal::say("keys      in it, for their own recipient");
    }
    Ok(Exit::Done)
}

fn verify(
    settings: &Settings,
    folder: &Folder,
    name: Option<String>,
    (identity, key): (Option<PathBuf>, Option<PathBuf>),
) -> Result<Exit, Fault> {
    let keys = match key {
        Some(file) => {
            let text = std::fs::read_to_string(&file)
                .map_err(|e| Fault::from(e).context(format!("reading `{}`", file.display())))?;
            let key = read_public_pem(&text)?;
            vec![(key_id(&key), key)]
        }
        None => restore::keys_of(&settings.config()?.data_dir)
            .map_err(|e| e.context("reading the keys: give one with --key FILE"))?,
    };
    let identities = match identity {
        Some(file) => age_keys::read_identities(&file)?,
        None => Vec::new(),
    };
    let checked = match check::check(folder, name.as_deref(), &keys, &identities) {
        Ok(checked) => checked,
        Err(Error::Refused(backup::Refused::Damaged(why))) => {
            terminal::say(&format!("DAMAGED: {why}"));
            return Ok(Exit::Partly);
        }
        Err(Error::Refused(why)) => return Err(why.into()),
        Err(Error::Fault(fault)) => return Err(fault),
    };
    let told = &checked.manifest;
    terminal::say(&format!("backup    {} of {}", told.name, told.installation));
    terminal::say(&format!("signed    by the key {}", told.key_id));
    for wrong in &checked.wrong {
        terminal::say(&format!("DAMAGED: {wrong}"));
    }
    if !checked.wrong.is_empty() {
        return Ok(Exit::Partly);
    }
    terminal::say(match checked.opened {
        true => "whole     every byte is as it was made, and all of it opens",
        false => {
            "whole     every byte is as it was made; give --identity FILE to see that it opens"
        }
    });
    Ok(Exit::Done)
}
