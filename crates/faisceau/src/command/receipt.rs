//! `faisceau receipt verify`: whether a file is authentic, offline.

use super::Settings;
use crate::cli::Exit;
use crate::terminal;
use clap::Subcommand;
use faisceau_documents::verify_file;
use faisceau_domain::receipt::{Payload, key_id};
use faisceau_platform::fault::Fault;
use faisceau_platform::keys::{Keys, read_public_pem};
use std::path::{Path, PathBuf};

/// Commands on papers.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check that a file is authentic: signature of the whole file, then of what it attests.
    ///
    /// Works offline. Any byte changed, added or removed is refused. Exit code 0: authentic;
    /// 2: not authentic; 1: could not tell.
    Verify {
        /// The PDF.
        file: PathBuf,
        /// A public key in PEM (`faisceau keys export`); otherwise the keys of the data folder.
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
    },
}

pub(crate) fn run(settings: &Settings, command: Command) -> Result<Exit, Fault> {
    let Command::Verify { file, key } = command;
    let bytes = read(&file)?;
    let keys = match key {
        Some(key) => {
            let text = String::from_utf8(read(&key)?)?;
            let key = read_public_pem(&text)
                .map_err(|e| e.context(format!("`{}` is not a public key", key.display())))?;
            vec![(key_id(&key), key)]
        }
        None => {
            let data = settings.config()?.data_dir;
            let absent = || {
                Fault::new(format!(
                    "no keys in `{}`: give one with --key FILE",
                    data.display()
                ))
            };
            if !data.join("keys").is_dir() {
                return Err(absent());
            }
            Keys::open_existing(&data)
                .map_err(|e| e.context("reading the keys"))?
                .verifying()
        }
    };
    match verify_file(&bytes, &keys) {
        Ok(verified) => {
            terminal::say(&format!("authentic, signed by the key {}", verified.key_id));
            if let Some(payload) = verified.payload {
                let payload: Payload = serde_json::from_slice(&payload)?;
                terminal::say(&format!("document    {}", payload.document));
                terminal::say(&format!("reference   {}", payload.reference));
                terminal::say(&format!("registered  {}", payload.registered_at));
                if let Some(at) = payload.received_at {
                    terminal::say(&format!("received    {at} (as stated by the source)"));
                }
                terminal::say(&format!("controller  {}", payload.controller));
                terminal::say(&format!("exhibits    {}", payload.exhibits.len()));
                if payload.specimen {
                    terminal::say("specimen    made by a demonstration: it attests nothing");
                }
            }
            Ok(Exit::Done)
        }
        Err(why) => {
            terminal::say(&format!("NOT authentic: {why}"));
            Ok(Exit::Partly)
        }
    }
}

fn read(file: &Path) -> Result<Vec<u8>, Fault> {
    std::fs::read(file).map_err(|e| Fault::from(e).context(format!("reading `{}`", file.display())))
}
