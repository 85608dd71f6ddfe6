//! The last checkpoint signed, kept beside the keys and outside the database: a database put back to an older
//! day cannot make the log sign two histories. Beside it, that a witness saw another log. A newer one known from elsewhere can be handed in. Never goes
//! back: a checkpoint is replaced only by a later one.

use super::{generation, origin};
use faisceau_domain::merkle::checkpoint::Signed;
use faisceau_platform::config::Config;
use faisceau_platform::fault::Fault;
use faisceau_platform::world::World;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// The file, in the folder of the keys.
const FILE: &str = "log.checkpoint";
/// What witnesses that saw another log said, beside it: removed by hand by who knows that they are wrong.
const DENIED: &str = "log.denied";

/// Why nothing is signed, in words, for who looks at the health of the installation: there while it is so.
const REFUSED: &str = "log.refused";

/// Notes why nothing is signed, or that something is again.
///
/// # Errors
/// When the file cannot be written or removed.
pub fn note_refusal(world: &World, why: Option<&str>) -> Result<(), Fault> {
    let file = world.config.data_dir.join("keys").join(REFUSED);
    if refusal(&world.config)?.as_deref() == why {
        return Ok(());
    }
    match why {
        Some(why) => Ok(replace(&file, why.as_bytes())?),
        None => Ok(std::fs::remove_file(file)?),
    }
}

/// Why nothing is signed, as noted last.
///
/// # Errors
/// When the file cannot be read.
pub fn refusal(config: &Config) -> Result<Option<String>, Fault> {
    match std::fs::read_to_string(config.data_dir.join("keys").join(REFUSED)) {
        Ok(why) => Ok(Some(why)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Where it is kept.
#[must_use]
pub fn file(world: &World) -> PathBuf {
    world.config.data_dir.join("keys").join(FILE)
}

/// The last checkpoint signed here, as far as is remembered.
///
/// # Errors
/// When the file cannot be read, or holds no checkpoint of this log by these keys: somebody must look.
pub fn last(world: &World) -> Result<Option<Signed>, Fault> {
    read(world, &file(world))
}

/// A checkpoint of this log in a file; none when there is no such file.
///
/// # Errors
/// When the file cannot be read, or holds no checkpoint of this log by these keys.
pub fn read(world: &World, file: &Path) -> Result<Option<Signed>, Fault> {
    let named = |fault: Fault| fault.context(format!("reading `{}`", file.display()));
    match std::fs::read_to_string(file) {
        Ok(text) => known(world, &text).map(Some).map_err(named),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(named(error.into())),
    }
}

/// Reads a checkpoint of this log, under any of the names it bore, by any of its keys.
///
/// # Errors
/// When it is none.
pub fn known(world: &World, text: &str) -> Result<Signed, Fault> {
    let keys = world.keys().verifying();
    let keys: Vec<_> = keys.into_iter().map(|(_, key)| key).collect();
    let signed = Signed::read(text, &keys)?;
    let (said, ours) = (&signed.checkpoint.origin, origin(&world.config));
    match generation(&world.config, said) {
        Some(_) => Ok(signed),
        None => Err(Fault::new(format!(
            "a checkpoint of the log `{said}`, where this one is `{ours}`: if the address of the instance \
             changed, set log.origin to the former name"
        ))),
    }
}

/// Remembers a checkpoint, on the disk before this returns. One that is not later than what is remembered
/// changes nothing.
///
/// # Errors
/// When the file cannot be read or written: nothing changed then.
pub fn remember(world: &World, signed: &Signed) -> Result<(), Fault> {
    if let Some(last) = last(world)?
        && place(world, &last) >= place(world, signed)
    {
        return Ok(());
    }
    let file = file(world);
    replace(&file, signed.note.whole().as_bytes())
        .map_err(|e| Fault::from(e).context(format!("writing `{}`", file.display())))
}

/// Where a checkpoint stands among all those of the logs of this installation: which log, and its size.
#[must_use]
pub fn place(world: &World, signed: &Signed) -> (u32, u64) {
    let said = &signed.checkpoint;
    let number = generation(&world.config, &said.origin).unwrap_or(0);
    (number, said.size)
}

/// What witnesses saw of a log that is closed says nothing of the one that goes on.
///
/// # Errors
/// When the file cannot be removed.
pub fn forget_denials(world: &World) -> Result<(), Fault> {
    keep_denials(world, &[])
}

/// Remembers that a witness saw another log: nothing is signed from then on.
///
/// # Errors
/// When the file cannot be read or written.
pub fn deny(world: &World, witness: &str, why: &str) -> Result<(), Fault> {
    let mut lines = denials(world)?;
    lines.retain(|line| !is_of(line, witness));
    lines.push(format!("{witness} {}", why.replace('\n', " ")));
    keep_denials(world, &lines)
}

/// A witness that saw another log sees this one again.
///
/// # Errors
/// When the file cannot be read or written.
pub fn allow(world: &World, witness: &str) -> Result<(), Fault> {
    let mut lines = denials(world)?;
    let before = lines.len();
    lines.retain(|line| !is_of(line, witness));
    match lines.len() == before {
        true => Ok(()),
        false => keep_denials(world, &lines),
    }
}

/// What witnesses that saw another log said, a line each: the name, then why.
///
/// # Errors
/// When the file cannot be read.
pub fn denials(world: &World) -> Result<Vec<String>, Fault> {
    match std::fs::read_to_string(denied(world)) {
        Ok(text) => Ok(text.lines().map(str::to_owned).collect()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => {
            let named = format!("reading `{}`", denied(world).display());
            Err(Fault::from(error).context(named))
        }
    }
}

fn is_of(line: &str, witness: &str) -> bool {
    line.split_once(' ')
        .is_some_and(|(name, _)| name == witness)
}

fn denied(world: &World) -> PathBuf {
    world.config.data_dir.join("keys").join(DENIED)
}

fn keep_denials(world: &World, lines: &[String]) -> Result<(), Fault> {
    let file = denied(world);
    if lines.is_empty() {
        return match std::fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(error.into()),
            _ => Ok(()),
        };
    }
    Ok(replace(&file, (lines.join("\n") + "\n").as_bytes())?)
}

/// Replaces a file, whole or not at all, and durably.
pub(super) fn replace(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let part = file.with_extension(format!("{}.part", std::process::id()));
    let mut out = std::fs::File::create(&part)?;
    out.write_all(bytes)?;
    out.sync_all()?;
    std::fs::rename(&part, file)?;
    match file.parent() {
        Some(folder) => std::fs::File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}
