//! `faisceau migrate`: brings the database to this version.

use super::Settings;
use crate::cli::Exit;
use crate::{content, setup, terminal};
use faisceau_platform::db::migrate;
use faisceau_platform::fault::Fault;

pub(crate) async fn run(settings: &Settings) -> Result<Exit, Fault> {
    let db = setup::database(&settings.config()?).await?;
    let done = migrate::migrate(&db, &content::embedded()).await?;
    terminal::say(&format!(
        "database at version {} (was {})",
        done.to, done.from
    ));
    Ok(Exit::Done)
}
