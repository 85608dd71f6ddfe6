//! `faisceau journal`: recomputes the chain over the journal, or prints its head to be kept elsewhere.

use super::Settings;
use crate::cli::Exit;
use crate::terminal;
use crate::verify::against::head_text;
use clap::Subcommand;
use faisceau_domain::journal::GENESIS;
use faisceau_platform::fault::Fault;
use faisceau_platform::journal::read::chain_state;
use faisceau_platform::journal::seal::{Verified, verify};

/// Commands on the journal.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Recompute every digest and every link. Exit code 2 when one is broken.
    Verify,
    /// Print the head of its chain, to be kept elsewhere: `verify --against` holds it against the journal.
    Head,
}

pub(crate) async fn run(settings: &Settings, command: Command) -> Result<Exit, Fault> {
    let world = settings.world().await?;
    if let Command::Head = command {
        let mut tx = world.db.read().await?;
        let (position, head) = match chain_state(&mut tx).await?.head {
            Some((position, head, _)) => (position, head),
            None => (0, GENESIS),
        };
        terminal::say(head_text(position, &head).trim_end());
        return Ok(Exit::Done);
    }
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
        Verified::Contradicted { position, .. } => {
            terminal::say(&format!(
                "MADE ANEW: the anchor at position {position} says another head"
            ));
            Ok(Exit::Partly)
        }
    }
}
