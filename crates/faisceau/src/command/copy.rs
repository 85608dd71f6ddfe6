//! `faisceau copy`: moves an installation into another database.

use super::Settings;
use crate::cli::Exit;
use crate::{copy, terminal};
use clap::Args;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::db::across::Place;
use faisceau_platform::fault::{Error, Fault};

/// What `faisceau copy` is asked.
///
/// A place is `sqlite:FILE` (the installation's is DATA_FOLDER/faisceau.db) or `postgres://USER@HOST/DATABASE`; a
/// password is better in `~/.pgpass` than in the arguments, where anyone on the machine reads it. Stop every `serve` and
/// `work` first. The files and the keys are not in the database: they stay in the data folder.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The database of the installation; nothing is changed in it.
    #[arg(long, value_name = "URL", value_parser = Place::parse)]
    from: Place,
    /// An empty database. Until everything in it was compared, it serves nothing; interrupted, run it again.
    #[arg(long, value_name = "URL", value_parser = Place::parse)]
    to: Place,
}

pub(crate) async fn run(settings: &Settings, arguments: &Arguments) -> Result<Exit, Fault> {
    let config = settings.config()?;
    let chance = (Clock::System, Dice::System);
    let done = copy::copy(&config, chance, (&arguments.from, &arguments.to)).await;
    let copied = match done {
        Ok(copied) => copied,
        Err(Error::Refused(why)) => return Err(why.into()),
        Err(Error::Fault(fault)) => return Err(fault),
    };
    for table in &copied.tables {
        let digest = hex::encode(&table.digest[..8]);
        terminal::say(&format!("{:>12}  {digest}  {}", table.rows, table.table));
    }
    let rows: u64 = copied.tables.iter().map(|table| table.rows).sum();
    terminal::say(&format!(
        "the same      {} tables, {rows} rows on both sides",
        copied.tables.len()
    ));
    let stands = &copied.stands;
    terminal::say(&format!(
        "journal       {} rows, head {}",
        stands.journal_rows,
        hex::encode(stands.journal_head)
    ));
    terminal::say(&format!(
        "public log    {} entries, root {}",
        stands.log_size,
        hex::encode(stands.log_root)
    ));
    terminal::say(&format!(
        "words         of {} complaints indexed again",
        copied.indexed
    ));
    terminal::say(&format!(
        "files, keys   stay in {}",
        config.data_dir.display()
    ));
    terminal::say(match &arguments.to {
        Place::Postgres(_) => "next          set database_url to the new database, then `serve`",
        Place::Sqlite(_) => {
            "next          remove database_url, put the file there as faisceau.db, then `serve`"
        }
    });
    terminal::say("              never serve the former database again");
    Ok(Exit::Done)
}
