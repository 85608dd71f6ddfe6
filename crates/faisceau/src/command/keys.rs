//! `faisceau keys`: list, rotate, export; the certificate of files signed apart.

use super::Settings;
use crate::cli::Exit;
use crate::terminal;
use clap::Subcommand;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::{keys, own_certificate};

/// Commands on the keys that sign.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List the keys: the one that signs first, then the retired ones, which still verify.
    List,
    /// Retire the key in force and sign with a new one. Restart `serve` and `work` afterwards.
    Rotate,
    /// Print a public key in PEM, to give to whoever verifies.
    Export {
        /// Its id; the key in force when absent.
        id: Option<String>,
    },
    /// Print the certificate that this installation made for itself, with which `sign` signs files when the operator has
    /// none: in PEM, for those who verify. Made when there is none yet.
    Certificate,
}

pub(crate) async fn run(settings: &Settings, command: Command) -> Result<Exit, Fault> {
    let world = settings.world().await?;
    match command {
        Command::List => {
            for (i, (id, _)) in world.keys().verifying().iter().enumerate() {
                terminal::say(&format!(
                    "{id}  {}",
                    if i == 0 { "signs" } else { "retired" }
                ));
            }
        }
        Command::Rotate => {
            terminal::say(&keys::rotate(&Cx::platform(&world)).await?);
        }
        Command::Export { id } => {
            let keys = world.keys();
            let id = id.unwrap_or_else(|| keys.current_id());
            terminal::say(keys.export(&id)?.trim_end());
        }
        Command::Certificate => {
            terminal::say(own_certificate::certificate(&world)?.trim_end());
        }
    }
    Ok(Exit::Done)
}
