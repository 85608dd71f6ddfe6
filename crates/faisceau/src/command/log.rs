//! `faisceau log`: whether two checkpoints are of one log, offline or from what is published; the whole log of this
//! instance read again; a newer checkpoint handed in after a restore.

use super::Settings;
use super::receipt::{read, trusted};
use crate::cli::Exit;
use crate::terminal;
use clap::{Args, Subcommand};
use faisceau_domain::merkle::checkpoint::Signed;
use faisceau_domain::merkle::lineage;
use faisceau_domain::merkle::path::Named;
use faisceau_domain::merkle::proof::{consistency, continues};
use faisceau_domain::merkle::tile::{TileId, Tiles, hashes_from, needed};
use faisceau_evidence::log::check::{Checked, check};
use faisceau_evidence::log::memory;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::post;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Commands on the public log.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check that the log of one checkpoint begins with the log of an older one.
    ///
    /// Needs no instance. Exit code 0: it does; 2: it does not, and why; 1: could not tell.
    Verify(Verify),
    /// Read the whole log of this instance again: journal, leaves, tiles, checkpoints.
    ///
    /// Exit code 2: something was altered, dropped or added, and what.
    Check {
        /// Checkpoints kept elsewhere, which the log must hold too.
        #[arg(long, value_name = "FILE")]
        against: Vec<PathBuf>,
    },
    /// Say why the log signs nothing, if so; with a login, propose to declare a loss or agree to one.
    ///
    /// Two persons do it, one after the other, within a day. The password is the first line of standard input.
    Loss(super::loss::Loss),
    /// Hand in a newer checkpoint, kept elsewhere: nothing that contradicts it is signed any more.
    Remember {
        /// The checkpoint.
        file: PathBuf,
    },
}

/// Arguments of `log verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// The older checkpoint: a file, or an address.
    old: String,
    /// The newer checkpoint: a file, or an address.
    new: String,
    /// Folder or address below which the tiles are (`tile/0/000`…); that of NEW when absent.
    #[arg(long, value_name = "WHERE")]
    tiles: Option<String>,
    /// A public key in PEM (`faisceau keys export`); otherwise the keys of the data folder.
    #[arg(long, value_name = "FILE")]
    key: Option<PathBuf>,
}

pub(crate) async fn run(settings: &Settings, command: Command) -> Result<Exit, Fault> {
    match command {
        Command::Verify(asked) => verify(settings, asked).await,
        Command::Check { against } => check_all(settings, &against).await,
        Command::Loss(asked) => super::loss::run(settings, asked).await,
        Command::Remember { file } => {
            let world = settings.world().await?;
            let signed = memory::known(&world, &String::from_utf8(read(&file)?)?)?;
            memory::remember(&world, &signed)?;
            let known = memory::last(&world)?.map_or(0, |last| last.checkpoint.size);
            terminal::say(&format!(
                "the last checkpoint remembered has {known} entries"
            ));
            Ok(Exit::Done)
        }
    }
}

async fn verify(settings: &Settings, asked: Verify) -> Result<Exit, Fault> {
    let keys = trusted(settings, asked.key.as_deref())?;
    let keys: Vec<_> = keys.into_iter().map(|(_, key)| key).collect();
    let mut both = Vec::new();
    for (which, place) in [("older", &asked.old), ("newer", &asked.new)] {
        match Signed::read(&String::from_utf8(fetch(place).await?)?, &keys) {
            Ok(signed) => both.push(signed.checkpoint),
            Err(why) => return Ok(no(&format!("the {which} checkpoint: {why}"))),
        }
    }
    let [old, new] = &both[..] else {
        return Err(Fault::new("two checkpoints were read"));
    };
    if old.origin != new.origin {
        return Ok(no(&two_logs(&old.origin, &new.origin)));
    }
    let ranges = consistency(old.size, new.size);
    let place = asked.tiles.unwrap_or_else(|| beside(&asked.new));
    let tiles = tiles(&place, &needed(&ranges), new.size).await?;
    let Ok(proof) = hashes_from(&ranges, &tiles) else {
        return Ok(no("a tile is shorter than the newer checkpoint says"));
    };
    match continues((old.size, old.root), (new.size, new.root), &proof) {
        Ok(()) => {
            terminal::say(&format!(
                "consistent: the {} entries of `{}` begin with the {} of before",
                new.size, new.origin, old.size
            ));
            Ok(Exit::Done)
        }
        Err(why) => Ok(no(&why.to_string())),
    }
}

/// Whether the second goes on from the first after a declared loss is said by its names; what was kept, by its page.
fn two_logs(old: &str, new: &str) -> String {
    let told = format!("two logs, `{old}` and `{new}`");
    match (lineage::generation(old, new), new.starts_with(old)) {
        (Some(_), true) => format!(
            "{told}: the first was closed after a loss that two persons declared, and goes on as the second; \
             /log/closed of the instance says how many entries both hold"
        ),
        _ => told,
    }
}

fn no(why: &str) -> Exit {
    terminal::say(&format!("NOT consistent: {why}"));
    Exit::Partly
}

/// The folder or address a checkpoint stands in.
fn beside(place: &str) -> String {
    match place.rsplit_once('/') {
        Some((folder, _)) => folder.to_owned(),
        None => ".".to_owned(),
    }
}

async fn tiles(place: &str, ids: &BTreeSet<TileId>, size: u64) -> Result<Tiles, Fault> {
    let mut tiles = Tiles::new();
    for id in ids {
        let path = format!("{place}/{}", Named::tile(*id, size).path());
        let bytes = fetch(&path).await?;
        let (hashes, _) = bytes.as_chunks::<32>();
        tiles.insert(*id, hashes.to_vec());
    }
    Ok(tiles)
}

/// What stands in a file or at an address.
async fn fetch(place: &str) -> Result<Vec<u8>, Fault> {
    if !place.contains("://") {
        return read(Path::new(place));
    }
    let answer = post::get(place).await?;
    match answer.status {
        200 => Ok(answer.body),
        other => Err(Fault::new(format!("`{place}` answered {other}"))),
    }
}

async fn check_all(settings: &Settings, against: &[PathBuf]) -> Result<Exit, Fault> {
    let world = settings.world().await?;
    let mut known = Vec::new();
    for file in against {
        let signed = memory::read(&world, file)?;
        let absent = || Fault::new(format!("`{}` does not exist", file.display()));
        known.push(signed.ok_or_else(absent)?);
    }
    match check(&Cx::platform(&world), &known).await? {
        Checked::Whole {
            size,
            root,
            forgotten,
        } => {
            terminal::say(&format!(
                "whole: {size} entries, root {}, {forgotten} erased",
                hex::encode(root)
            ));
            Ok(Exit::Done)
        }
        Checked::Broken(why) => {
            terminal::say(&format!("BROKEN: {why}"));
            Ok(Exit::Partly)
        }
    }
}
