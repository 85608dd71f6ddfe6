//! Looks at what the health of an installation is judged by (`faisceau_domain::health`): its settings and files, its
//! database, the servers it needs, and what the capabilities see. Judges nothing and changes nothing.

use super::store;
use crate::binds;
use crate::certificate;
use crate::config::Config;
use crate::db::{Tx, wall};
use crate::deposit::volume;
use crate::fault::Fault;
use crate::jobs;
use crate::mail;
use crate::syslog;
use crate::web::tls::Speaking;
use crate::world::World;
use faisceau_domain::health::{Fact, Finding, Server, findings};
use futures_util::future::BoxFuture;
use jiff::Timestamp;
use std::path::Path;
use std::time::Duration;

/// A server that answers does so within this; a person waits for the page.
const ANSWERS_WITHIN: Duration = Duration::from_secs(5);

/// What a capability sees of the health of an installation.
#[derive(Clone, Copy)]
pub struct Look(
    /// Reads it.
    pub for<'a> fn(&'a Config, &'a mut Tx) -> Looked<'a>,
);

/// What is seen, once it is.
pub type Looked<'a> = BoxFuture<'a, Result<Vec<Fact>, Fault>>;

/// What is wrong with a running installation, what presses most first.
///
/// # Errors
/// When the database or the disk cannot be read at all.
pub async fn look(world: &World) -> Result<Vec<Finding>, Fault> {
    let config = &world.config;
    let mut facts = settled(config)?;
    facts.push(servers(config).await);
    let mut tx = world.db.read().await?;
    facts.extend(stored(&mut tx).await?);
    if config.syslog.is_some() {
        facts.extend(syslog::seen(&mut tx).await?);
    }
    for Look(look) in &world.looks {
        facts.extend(look(config, &mut tx).await?);
    }
    tx.rollback().await?;
    Ok(findings(&facts, world.clock.now()))
}

/// What settings and the files they name tell, before there is any database.
///
/// # Errors
/// When the disk cannot be read, or the certificate.
pub fn settled(config: &Config) -> Result<Vec<Fact>, Fault> {
    let mut facts = Vec::new();
    if config.data_dir.exists() {
        facts.push(Fact::Disk {
            free_bytes: room(&config.data_dir)?,
            least_bytes: config.limits.free_bytes_min,
        });
    }
    facts.extend(keys(&config.data_dir));
    let storage = &config.storage;
    let told = [
        (!config.https && !config.demonstration, Fact::InClear),
        (config.contact.trim().is_empty(), Fact::NoContact),
        (
            !storage.volume_is_encrypted && !volume::is_encrypted(&config.data_dir),
            Fact::VolumeInClear,
        ),
        (
            config.s3.is_some() && storage.identity_file.is_none(),
            Fact::BucketInClear,
        ),
        (storage.key_lies_with(&config.data_dir), Fact::KeyBeside),
        (config.time.authorities.is_empty(), Fact::NoAuthority),
    ];
    facts.extend(told.into_iter().filter_map(|(is, fact)| is.then_some(fact)));
    if config.log.stays_here(&config.data_dir).is_some() {
        let folder = config.log.folder(&config.data_dir);
        let folder = folder.display().to_string();
        facts.push(Fact::LogStays { folder });
    }
    let signer = config.signature.as_ref().map(certificate::open);
    let validity = signer.transpose()?.and_then(|signer| signer.validity());
    facts.extend(validity.map(|(_, until)| Fact::Certificate { until }));
    let speaking = config.tls.as_ref().map(Speaking::open);
    let until = speaking.transpose()?.and_then(|speaking| speaking.until());
    facts.extend(until.map(|until| Fact::TlsCertificate { until }));
    Ok(facts)
}

/// Bytes that may still be written on the disk of a folder. Nothing is written to know it.
///
/// # Errors
/// When the disk cannot be asked.
pub(super) fn room(folder: &Path) -> Result<u64, Fault> {
    let disk =
        rustix::fs::statvfs(folder).map_err(|e| Fault::from(e).context("looking at the disk"))?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// Whether the server of e-mail answers.
pub async fn servers(config: &Config) -> Fact {
    let Some(mail) = &config.mail else {
        return Fact::Mail(Server::Unset);
    };
    let answers = tokio::time::timeout(ANSWERS_WITHIN, mail::answers(mail)).await;
    Fact::Mail(match answers {
        Ok(Ok(true)) => Server::Answers,
        _ => Server::Silent,
    })
}

/// Files of keys that are gone, or that others may read.
fn keys(data: &Path) -> Vec<Fact> {
    let mut facts = Vec::new();
    // They are made at the first start.
    if !data.join("keys").exists() {
        return facts;
    }
    for file in ["server.key", "signing.pem", "values.key"] {
        let found = std::fs::metadata(data.join("keys").join(file));
        let file = file.to_owned();
        match found {
            Err(_) => facts.push(Fact::KeyMissing { file }),
            Ok(found) if others_read(&found) => facts.push(Fact::KeyOpen { file }),
            Ok(_) => {}
        }
    }
    facts
}

#[cfg(unix)]
fn others_read(file: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    file.permissions().mode() & 0o077 != 0
}

#[cfg(not(unix))]
fn others_read(_: &std::fs::Metadata) -> bool {
    false
}

/// What the platform's own tables tell.
///
/// # Errors
/// When the database fails.
pub async fn stored(tx: &mut Tx) -> Result<Vec<Fact>, Fault> {
    let mut facts = Vec::new();
    let dead = jobs::depth_in(tx).await?.dead;
    let due = tx.one(&store::OLDEST_DUE, binds![]).await?;
    facts.push(Fact::Jobs {
        dead,
        oldest_due_at: due.get("oldest_at")?,
    });
    let unsealed = tx.one(&store::OLDEST_UNSEALED, binds![]).await?;
    let unsealed: Option<Timestamp> = unsealed.get("oldest_at")?;
    facts.extend(unsealed.map(|oldest_at| Fact::Unsealed { oldest_at }));
    let wrote = tx.one(&store::WROTE, binds![]).await?;
    let (first, last): (Option<Timestamp>, Option<Timestamp>) =
        (wrote.get("first_at")?, wrote.get("last_at")?);
    facts.extend(last.map(|at| Fact::Wrote { at }));
    let backup = tx.one(&store::LAST_BACKUP, binds![]).await?;
    let made_at = backup.get("made_at")?;
    facts.extend(first.map(|since| Fact::Backup { made_at, since }));
    if wall::stands(tx).await? != wall::Stands::Behind {
        facts.push(Fact::NoWall);
    }
    Ok(facts)
}
