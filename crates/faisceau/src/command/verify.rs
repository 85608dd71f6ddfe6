//! `faisceau verify`: looks at everything the installation holds, alone or with an outside memory.

use super::Settings;
use crate::cli::Exit;
use crate::terminal;
use crate::verify::against::{Told, against};
use crate::verify::verify;
use clap::Args;
use faisceau_platform::fault::Fault;
use std::path::PathBuf;

/// What `faisceau verify` is asked.
///
/// Alone it tells what contradicts itself. Who held the whole machine can rewrite everything: only what
/// left the machine before tells that (docs/verification-day.md). Exit code 2: something does not hold.
#[derive(Debug, Args)]
pub struct Arguments {
    /// An outside memory: a paper in PDF, a checkpoint of the log, a proof of time (`faisceau time export`), a head
    /// of the journal (`faisceau journal head`), the manifest of a backup; several: repeat.
    #[arg(long, value_name = "FILE")]
    against: Vec<PathBuf>,
}

pub(crate) async fn run(settings: &Settings, arguments: &Arguments) -> Result<Exit, Fault> {
    let world = settings.world().await?;
    let mut holds = true;
    for check in verify(&world).await? {
        let (what, seen, wrong) = (check.what, check.looked_at, check.wrong);
        match wrong {
            0 => terminal::say(&format!("{what:<32} {seen:>9}  whole")),
            _ => terminal::say(&format!("{what:<32} {seen:>9}  {wrong} WRONG")),
        }
        for told in &check.told {
            terminal::say(&format!("  {told}"));
        }
        holds &= wrong == 0;
    }
    for file in &arguments.against {
        let named = file.display();
        let memory = std::fs::read(file)
            .map_err(|e| Fault::from(e).context(format!("reading `{named}`")))?;
        match against(&world, &memory)
            .await
            .map_err(|e| e.context(format!("`{named}`")))?
        {
            Told::Same(told) => terminal::say(&format!("against {named}: {told}")),
            Told::Contradicted(told) => {
                terminal::say(&format!("against {named}: CONTRADICTED, {told}"));
                holds = false;
            }
        }
    }
    Ok(if holds { Exit::Done } else { Exit::Partly })
}
