//! `faisceau time`: how trusted time stands, the proof of one file, and its check without the instance.

use super::Settings;
use crate::cli::Exit;
use crate::terminal;
use clap::Subcommand;
use faisceau_documents::cms::Roots;
use faisceau_evidence::time::proof::{BYTES_MAX, Proof};
use faisceau_evidence::time::prove::prove;
use faisceau_evidence::time::queue::{Standing, queue};
use faisceau_platform::fault::Fault;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// Commands on trusted time.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// How each authority stands: what it stamped, what waits for it and why.
    Status,
    /// Write the proof that a file of this instance existed at a time.
    ///
    /// The proof is FILE.time; each token is also written as others read it, FILE.<authority>.tsr.
    Export {
        /// The file: a paper as it was issued.
        file: PathBuf,
        /// What was stamped, in hexadecimal digits, when it is no file: the last step of a custody. FILE then
        /// only names what is written.
        #[arg(long, value_name = "SHA256")]
        digest: Option<String>,
    },
    /// Check such a proof, without the instance nor its database.
    ///
    /// Exit code 0: every token holds; 2: one does not, or the proof is not about this file.
    Verify {
        /// The file.
        file: PathBuf,
        /// Its proof, written by `time export`.
        proof: PathBuf,
        /// The certificates that the authorities must lead to, in PEM.
        #[arg(long, value_name = "FILE")]
        roots: PathBuf,
        /// What was stamped, when it is no file; FILE is then not read.
        #[arg(long, value_name = "SHA256")]
        digest: Option<String>,
    },
}

pub(crate) async fn run(settings: &Settings, command: Command) -> Result<Exit, Fault> {
    match command {
        Command::Status => status(settings).await,
        Command::Export { file, digest } => export(settings, &file, stamped(&file, digest)?).await,
        Command::Verify {
            file,
            proof,
            roots,
            digest,
        } => verify(stamped(&file, digest)?, &proof, &roots),
    }
}

async fn status(settings: &Settings) -> Result<Exit, Fault> {
    let world = settings.world().await?;
    let mut tx = world.db.read().await?;
    let standings = queue(&mut tx).await?;
    tx.rollback().await?;
    if world.authorities.is_empty() {
        terminal::say("no authority is configured: nothing is stamped");
    }
    for standing in &standings {
        terminal::say(&line(standing));
    }
    Ok(Exit::Done)
}

/// One line for an authority.
pub(crate) fn line(standing: &Standing) -> String {
    let Standing {
        authority,
        waiting,
        held,
        ..
    } = standing;
    let mut line = format!("{authority}: {held} stamped");
    if let Some(at) = standing.stamped_at {
        line += &format!(", the last at {at}");
    }
    if let (1.., Some(oldest)) = (*waiting, standing.oldest_at) {
        line += &format!("; {waiting} waiting since {oldest}");
        if !standing.why.is_empty() {
            line += &format!(" ({})", standing.why);
        }
        if let Some(next) = standing.next_at {
            line += &format!(", asked again from {next}");
        }
    }
    line
}

/// The digest given, or that of the file.
fn stamped(file: &Path, digest: Option<String>) -> Result<[u8; 32], Fault> {
    match digest {
        None => Ok(Sha256::digest(read(file)?).into()),
        Some(digits) => {
            let mut digest = [0; 32];
            let read = hex::decode_to_slice(digits.trim(), &mut digest);
            read.map_err(|_| Fault::new("--digest takes 64 hexadecimal digits"))?;
            Ok(digest)
        }
    }
}

async fn export(settings: &Settings, file: &Path, digest: [u8; 32]) -> Result<Exit, Fault> {
    let world = settings.world().await?;
    let mut tx = world.db.read().await?;
    let proof = prove(&mut tx, digest).await?;
    tx.rollback().await?;
    let Some(proof) = proof else {
        terminal::say(
            "not gathered: this instance issued nothing of this digest, or its turn has not come",
        );
        return Ok(Exit::Partly);
    };
    let named = |end: &str| PathBuf::from(format!("{}.{end}", file.display()));
    write(&named("time"), proof.text().as_bytes())?;
    let root = hex::encode(proof.root);
    for (authority, answer) in &proof.tokens {
        let token = named(&format!("{authority}.tsr"));
        write(&token, answer)?;
        terminal::say(&format!(
            "openssl ts -verify -digest {root} -in {} -CAfile ROOTS.pem",
            token.display()
        ));
    }
    if proof.tokens.is_empty() {
        terminal::say("no authority stamped it yet: export it again later");
        return Ok(Exit::Partly);
    }
    Ok(Exit::Done)
}

fn verify(digest: [u8; 32], proof: &Path, roots: &Path) -> Result<Exit, Fault> {
    let named = |file: &Path| format!("`{}`", file.display());
    let text = read(proof)?;
    let text = String::from_utf8(text)
        .ok()
        .filter(|text| text.len() <= BYTES_MAX);
    let text = text.ok_or_else(|| Fault::new("not a proof of time").context(named(proof)))?;
    let trusted = String::from_utf8(read(roots)?)?;
    let trusted = Roots::read(&trusted).map_err(|e| Fault::from(e).context(named(roots)))?;
    let told = Proof::read(&text).and_then(|proof| proof.verify(&digest, &trusted));
    let told = match told {
        Ok(told) => told,
        Err(why) => {
            terminal::say(&format!("NOT proven: {why}"));
            return Ok(Exit::Partly);
        }
    };
    let mut all = true;
    for (authority, stamp) in told {
        match stamp {
            Ok(stamp) => terminal::say(&format!(
                "existed at {} (UTC), says {authority}: {}, number {}, policy {}",
                stamp.at, stamp.authority, stamp.serial, stamp.policy
            )),
            Err(why) => {
                all = false;
                terminal::say(&format!("NOT proven by {authority}: {why}"));
            }
        }
    }
    Ok(if all { Exit::Done } else { Exit::Partly })
}

fn read(file: &Path) -> Result<Vec<u8>, Fault> {
    std::fs::read(file).map_err(|e| Fault::from(e).context(format!("reading `{}`", file.display())))
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let written = std::fs::write(file, bytes);
    written.map_err(|e| Fault::from(e).context(format!("writing `{}`", file.display())))?;
    terminal::tell(&format!("written: {}", file.display()));
    Ok(())
}
