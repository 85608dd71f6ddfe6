//! `faisceau config`: check the settings, or print every one.

use super::Settings;
use super::time::line;
use crate::cli::Exit;
use crate::{content, setup, terminal};
use clap::Subcommand;
use faisceau_evidence::log::send;
use faisceau_evidence::time::queue::queue;
use faisceau_platform::certificate;
use faisceau_platform::config::{COMMENTED_DEFAULT, Config};
use faisceau_platform::db::Db;
use faisceau_platform::deposit::volume;
use faisceau_platform::fault::Fault;
use faisceau_platform::time::Authority;

/// Commands on the settings.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check the settings, the content, the data folder and the database; change nothing.
    Check,
    /// Print a commented file with every setting at its default.
    Default,
}

pub(crate) async fn run(settings: &Settings, command: Command) -> Result<Exit, Fault> {
    match command {
        Command::Default => terminal::say(COMMENTED_DEFAULT.trim_end()),
        Command::Check => {
            let config = settings.config()?;
            terminal::say(&format!("data folder   {}", config.data_dir.display()));
            let mut warned = false;
            let mut warn = |line: &str| {
                warned = true;
                terminal::say(&format!("warning       {line}"));
            };
            if let Err(why) = config.check_public() {
                warn(&format!("`serve` will not start: {why}"));
            }
            if !config.https {
                warn("https is false: codes and sign-ins would travel in clear");
            }
            if config.contact.trim().is_empty() {
                warn("contact is empty: papers do not say whom to write to");
            }
            if let Some(why) = config.log.stays_here(&config.data_dir) {
                warn(&why);
            }
            config.storage.check_files()?;
            for line in files_at_rest(&config) {
                warn(&line);
            }
            let content = content::in_force(&config)?;
            setup::check_noise(&content, &config)?;
            let file = config.data_dir.join(setup::SQLITE_FILE);
            if config.database_url.is_some() || file.exists() {
                let db = setup::database(&config).await?;
                terminal::say("database      answers");
                for line in waiting_for_time(&db).await? {
                    warn(&line);
                }
                for line in not_leaving(&db).await? {
                    warn(&line);
                }
            } else {
                terminal::say("database      will be made at the first start");
            }
            if config.time.authorities.is_empty() {
                warn(
                    "no authority of trusted time: what is issued is dated by this machine's clock alone",
                );
            }
            check_certificates(&config)?;
            if warned {
                return Ok(Exit::Partly);
            }
        }
    }
    Ok(Exit::Done)
}

/// The certificate of the body and the roots of the authorities can be read.
fn check_certificates(config: &Config) -> Result<(), Fault> {
    for authority in &config.time.authorities {
        Authority::open(authority)?;
        terminal::say(&format!(
            "authority     {} at {}",
            authority.name, authority.url
        ));
    }
    let signer = config
        .signature
        .as_ref()
        .map(certificate::open)
        .transpose()?;
    if let Some(signer) = signer {
        let until = signer
            .validity()
            .map_or_else(String::new, |(_, until)| until.to_string());
        terminal::say(&format!(
            "certificate   {}, until {until}",
            signer.subject()
        ));
    }
    Ok(())
}

/// The ways by which checkpoints of the log do not leave, when the database has such tables yet.
async fn not_leaving(db: &Db) -> Result<Vec<String>, Fault> {
    let mut tx = db.read().await?;
    Ok(send::failing(&mut tx).await.unwrap_or_default())
}

/// What waits for an authority of trusted time, when the database has such tables yet.
async fn waiting_for_time(db: &Db) -> Result<Vec<String>, Fault> {
    let mut tx = db.read().await?;
    let Ok(standings) = queue(&mut tx).await else {
        return Ok(Vec::new());
    };
    let waiting = standings.iter().filter(|standing| standing.waiting > 0);
    Ok(waiting
        .map(|standing| format!("time stamps of {}", line(standing)))
        .collect())
}

/// What an operator should know of how files are kept.
fn files_at_rest(config: &Config) -> Vec<String> {
    let mut told = Vec::new();
    let storage = &config.storage;
    if !storage.volume_is_encrypted && !volume::is_encrypted(&config.data_dir) {
        told.push(
            "the data folder is not seen on an encrypted volume: put it on one, or set \
             storage.volume_is_encrypted = true when it is"
                .to_owned(),
        );
    }
    if config.s3.is_some() && storage.identity_file.is_none() {
        told.push(
            "s3 without storage.identity_file: whoever runs the bucket reads the files".to_owned(),
        );
    }
    if storage.key_lies_with(&config.data_dir) {
        told.push(
            "storage.identity_file lies in the data folder: whoever takes one has both".to_owned(),
        );
    }
    told
}
