//! `faisceau partner`: lets the program of another body file complaints here, under a key shown once.
//! A key is revoked by its id; a partner changes its key by getting a second one first.

use super::Settings;
use crate::cli::Exit;
use crate::terminal;
use clap::Subcommand;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::partners;
use uuid::Uuid;

/// Commands on the programs of other bodies.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a key for a partner, and the partner when it is new. The key is printed once.
    Key {
        /// The partner: 2 to 64 lower-case letters, digits, dots or dashes.
        name: String,
    },
    /// Revoke a key: it opens nothing from now on.
    Revoke {
        /// The key's id, as `list` prints it.
        id: Uuid,
    },
    /// List the keys, never their text.
    List,
}

pub(crate) async fn run(settings: &Settings, command: Command) -> Result<Exit, Fault> {
    let world = settings.world().await?;
    let cx = Cx::platform(&world);
    match command {
        Command::Key { name } => match partners::add_key(&cx, &name).await {
            Ok(made) => {
                terminal::tell(&format!("key {} of {name}, shown this once:", made.id));
                terminal::say(&made.text);
            }
            Err(Error::Refused(why)) => return Err(why.into()),
            Err(Error::Fault(fault)) => return Err(fault),
        },
        Command::Revoke { id } => {
            if !partners::revoke_key(&cx, id).await? {
                return Err(Fault::new("no key in force has this id"));
            }
        }
        Command::List => {
            for key in partners::list(&cx).await? {
                let state = match key.revoked_at {
                    Some(at) => format!("revoked {at}"),
                    None => "in force".to_owned(),
                };
                let made = key.created_at;
                terminal::say(&format!("{}\t{}\t{made}\t{state}", key.partner, key.id));
            }
        }
    }
    Ok(Exit::Done)
}
