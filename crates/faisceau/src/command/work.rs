//! `faisceau work`: the background jobs alone, beside one or several `serve` on PostgreSQL.

use super::Settings;
use super::serve::{asked_to_stop, start_log};
use crate::background;
use crate::cli::Exit;
use crate::terminal;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit::set_aside;
use faisceau_platform::fault::Fault;
use tokio::sync::watch;

pub(crate) async fn run(settings: &Settings) -> Result<Exit, Fault> {
    start_log("info");
    let config = settings.config()?;
    config.check_public()?;
    let world = settings.world().await?;
    // Before any job reads a file: a restored copy may have brought back what was set aside.
    set_aside::replay::replay(&Cx::platform(&world)).await?;
    let (tell, stop) = watch::channel(false);
    let mut tasks = background::start(&world, config.workers.max(1), &stop);
    let asked = asked_to_stop();
    terminal::tell("working");
    asked.await;
    terminal::tell("stopping: jobs in hand are finished first");
    tell.send(true)?;
    while tasks.join_next().await.is_some() {}
    world.db.close().await;
    Ok(Exit::Done)
}
