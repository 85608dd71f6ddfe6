//! `faisceau migrate`: brings the database to this version.

use super::Settings;
use crate::cli::Exit;
use crate::{content, setup, terminal};
use faisceau_platform::db::{Db, migrate};
use faisceau_platform::fault::Fault;

pub(crate) async fn run(settings: &Settings) -> Result<Exit, Fault> {
    let config = settings.config()?;
    let url = config.database_url.as_deref();
    let db = match (url, config.roles.named(url)?) {
        (Some(url), Some(roles)) => {
            let maker = config.roles.maker(url)?;
            Db::owner(maker, roles, config.database_connections).await?
        }
        _ => setup::database(&config).await?,
    };
    let done = migrate::migrate(&db, &content::embedded()).await?;
    terminal::say(&format!(
        "database at version {} (was {})",
        done.to, done.from
    ));
    Ok(Exit::Done)
}
