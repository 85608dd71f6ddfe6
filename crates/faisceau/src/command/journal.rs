//! `faisceau journal verify`: recomputes the chain over the journal.

use super::Settings;
use crate::cli::Exit;
use crate::terminal;
use clap::Subcommand;
use faisceau_platform::fault::Fault;
use faisceau_platform::journal::seal::{Verified, verify};

/// Commands on the journal.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Recompute every digest and every link. Exit code 2 when one is broken.
    Verify,
}

pub(crate) async fn run(settings: &Settings, command: Command) -> Result<Exit, Fault> {
    let Command::Verify = command;
    let world = settings.world().await?;
    match verify(&world.db).await? {
        Verified::Whole { rows, head } => {
            terminal::say(&format!("whole: {rows} rows, head {}", hex::encode(head)));
            Ok(Exit::Done)
        }
        Verified::Broken { position, id } => {
            let id = id.map_or_else(|| "missing".to_owned(), |id| id.to_string());
            terminal::say(&format!("BROKEN at position {position}: {id}"));
            Ok(Exit::Partly)
        }
    }
}
