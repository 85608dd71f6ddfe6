//! From configuration to a world: content, database, keys. Every command that needs the instance
//! goes through here.

use crate::capabilities;
use crate::content;
use faisceau_domain::frame::Frame;
use faisceau_platform::backup::restore::check_finished;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::Config;
use faisceau_platform::content::Content;
use faisceau_platform::db::{Db, migrate};
use faisceau_platform::fault::Fault;
use faisceau_platform::world::{Parts, World, read_noise};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// File of the SQLite database, in the data folder.
pub const SQLITE_FILE: &str = "faisceau.db";

/// Reads the configuration: the file named, or `faisceau.toml` here if there is one, then the
/// variables over it.
///
/// # Errors
/// Names the file, key or variable at fault.
pub fn config(file: Option<&Path>, variables: &BTreeMap<String, String>) -> Result<Config, Fault> {
    Config::read(settings_text(file)?.as_deref(), variables)
}

/// File of settings, in the folder the program is started in.
pub const SETTINGS_FILE: &str = "faisceau.toml";

/// The text of the file named, or of [`SETTINGS_FILE`] here if there is one.
///
/// # Errors
/// Names the file that cannot be read.
pub fn settings_text(file: Option<&Path>) -> Result<Option<String>, Fault> {
    let here = Path::new(SETTINGS_FILE);
    let Some(file) = file.or_else(|| here.exists().then_some(here)) else {
        return Ok(None);
    };
    let read = std::fs::read_to_string(file);
    let named = |e| Fault::from(e).context(format!("reading `{}`", file.display()));
    read.map(Some).map_err(named)
}

/// The database of this configuration, not yet migrated.
///
/// # Errors
/// When it cannot be opened.
pub async fn database(config: &Config) -> Result<Db, Fault> {
    match &config.database_url {
        Some(url) => match &config.roles.worker_url {
            Some(worker) => Db::roles(url, worker, config.database_connections).await,
            None => Db::postgres(url, config.database_connections).await,
        },
        None => {
            std::fs::create_dir_all(&config.data_dir).map_err(|e| {
                Fault::from(e).context(format!("making `{}`", config.data_dir.display()))
            })?;
            Db::sqlite(&config.data_dir.join(SQLITE_FILE)).await
        }
    }
}

/// Brings a database to this version as who owns its tables; who may not migrate finds it at this version already.
///
/// # Errors
/// When it cannot be opened or migrated, or waits for its owner.
pub async fn migrate(config: &Config, db: &Db, content: &Content) -> Result<(), Fault> {
    let url = config.database_url.as_deref();
    let Some(roles) = config.roles.named(url)? else {
        return migrate::migrate(db, content).await.map(|_| ());
    };
    let Some(owner) = &config.roles.owner_url else {
        return migrate::check(db, content).await;
    };
    let owner = Db::owner(owner, roles, config.database_connections).await?;
    let done = migrate::migrate(&owner, content).await;
    owner.close().await;
    done.map(|_| ())
}

/// Refuses lists of values that are everybody's that could not do what they say.
///
/// # Errors
/// Names each file and entry at fault.
pub fn check_noise(content: &Content, config: &Config) -> Result<(), Fault> {
    let lists = read_noise(content, config)?;
    // Those embedded are read by a test.
    let unreadable = config.overlay_dir.as_ref().map(|_| lists.unreadable());
    match unreadable.unwrap_or_default() {
        none if none.is_empty() => Ok(()),
        wrong => Err(Fault::new(wrong.join("\n"))),
    }
}

/// The world of this configuration, its database migrated.
///
/// # Errors
/// When content is malformed, or the database or data folder cannot be used, or holds a restore that was
/// not finished.
pub async fn world(config: Config, clock: Clock, dice: Dice) -> Result<Arc<World>, Fault> {
    check_finished(&config.data_dir)?;
    unfinished_world(config, clock, dice).await
}

/// The same, for who answers requests: who acts is said at the door, and by nobody else.
///
/// # Errors
/// As [`world`].
pub async fn serving_world(config: Config, clock: Clock, dice: Dice) -> Result<Arc<World>, Fault> {
    check_finished(&config.data_dir)?;
    let (content, db) = ready(&config).await?;
    let world = built((config, content), db.to_be_said(), (clock, dice))?;
    world.deposit.prepare().await?;
    Ok(world)
}

/// Content and database, ready to serve.
async fn ready(config: &Config) -> Result<(Content, Db), Fault> {
    // Before a database is made for what may not start.
    let content = fitting(config)?;
    let db = database(config).await?;
    migrate(config, &db, &content).await?;
    Ok((content, db))
}

/// The same, for who finishes a restore.
///
/// # Errors
/// When content is malformed, or the database or data folder cannot be used.
pub async fn unfinished_world(
    config: Config,
    clock: Clock,
    dice: Dice,
) -> Result<Arc<World>, Fault> {
    let (content, db) = ready(&config).await?;
    let world = built((config, content), db, (clock, dice))?;
    world.deposit.prepare().await?;
    Ok(world)
}

/// The content in force under a configuration, once both hold together.
///
/// # Errors
/// When content is malformed, or says that the configuration may not be.
pub fn fitting(config: &Config) -> Result<Content, Fault> {
    let content = content::in_force(config)?;
    let table = content.file("figures/linkage_basis.toml");
    let regime = config.regime().code();
    Frame::check(table.unwrap_or_default(), config.linkage_basis, regime)?;
    check_noise(&content, config)?;
    Ok(content)
}

/// A world over a database that is open and migrated, for who looks at it before it serves.
///
/// # Errors
/// When content is malformed, or the data folder cannot be used.
pub fn built(
    (config, content): (Config, Content),
    db: Db,
    (clock, dice): (Clock, Dice),
) -> Result<Arc<World>, Fault> {
    let parts = Parts {
        config,
        content,
        db,
        clock,
        dice,
    };
    Ok(Arc::new(World::build(parts, &capabilities::all())?))
}
