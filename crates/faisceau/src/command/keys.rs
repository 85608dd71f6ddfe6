//! `faisceau keys`: list, rotate, revoke, export; the certificate of files signed apart.

use super::Settings;
use crate::cli::Exit;
use crate::terminal;
use clap::Subcommand;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::{keys, own_certificate};

/// Commands on the keys that sign.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// List the keys: the one that signs first, then the retired ones, which still verify.
    List,
    /// Retire the key in force and sign with a new one. Restart `serve` and `work` afterwards.
    Rotate,
    /// Say that others may have held a retired key since an instant: what it signed proves nothing by itself any more. For ever.
    Revoke {
        /// Its id.
        id: String,
        /// Since when, with its offset, such as `2026-03-01T00:00:00Z`.
        #[arg(long, value_name = "INSTANT")]
        since: jiff::Timestamp,
        /// Why, for the journal.
        #[arg(long)]
        reason: String,
    },
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
            let keys = world.keys();
            for (i, (id, _)) in keys.verifying().iter().enumerate() {
                let stands = match (i, keys.revoked_since(id)) {
                    (_, Some(since)) => format!("revoked since {since}"),
                    (0, None) => "signs".to_owned(),
                    (_, None) => "retired".to_owned(),
                };
                terminal::say(&format!("{id}  {stands}"));
            }
        }
        Command::Rotate => {
            terminal::say(&keys::rotate(&Cx::platform(&world)).await?);
        }
        Command::Revoke { id, since, reason } => {
            let cx = Cx::platform(&world).because(&reason);
            match keys::revoke(&cx, &id, since).await {
                Ok(()) => terminal::say("revoked: restart `serve` and `work`"),
                Err(Error::Refused(why)) => return Err(why.into()),
                Err(Error::Fault(fault)) => return Err(fault),
            }
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
