//! `faisceau routes`: every route, from the same register that serves them, or the description of
//! the JSON interface. Needs no instance.

use crate::cli::Exit;
use crate::{capabilities, content, setup, terminal};
use clap::Args;
use faisceau_documents::words::Words;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::Config;
use faisceau_platform::db::Db;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::{Assets, Framing, Front, Route, Routes, frame_routes};
use faisceau_platform::wiring;
use faisceau_platform::world::{Parts, World};
use serde_json::json;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Arguments of `routes`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// One JSON array, for programs.
    #[arg(long)]
    json: bool,
    /// The OpenAPI description of the JSON interface, as `/api/v1/openapi.json` serves it.
    #[arg(long, conflicts_with = "json")]
    openapi: bool,
}

pub(crate) async fn run(arguments: &Arguments) -> Result<Exit, Fault> {
    if arguments.openapi {
        terminal::say(&description().await?);
        return Ok(Exit::Done);
    }
    let routes = every()?;
    if arguments.json {
        let list: Vec<_> = routes.list().map(row).collect();
        terminal::say(&serde_json::to_string_pretty(&list)?);
    } else {
        for route in routes.list() {
            terminal::say(&route.to_string());
        }
    }
    Ok(Exit::Done)
}

/// The routes of the capabilities and those that every router adds.
fn every() -> Result<Routes<Arc<Front>>, Fault> {
    let framing = Framing {
        service: String::new(),
        controller: String::new(),
        specimen: false,
        assets: Assets::new(None).shared(),
        words: Arc::new(Words::load([])?),
    };
    Ok(wiring::routes(&capabilities::all()).and(frame_routes(&framing)))
}

fn row(route: &Route) -> serde_json::Value {
    json!({
        "method": route.method.as_str(),
        "path": route.path,
        "audience": route.audience.to_string(),
        "answers": route.answers.code(),
        "html": route.method == axum::http::Method::GET && route.answers.code() == "html",
        "owner": route.owner,
    })
}

/// Asked of a world, so that it is what an instance serves; of one that lasts a moment, so that
/// no instance is needed nor touched.
async fn description() -> Result<String, Fault> {
    let folder = tempfile::tempdir()?;
    let mut config = Config::read(None, &BTreeMap::new())?;
    config.data_dir = folder.path().to_owned();
    let parts = Parts {
        db: Db::sqlite(&folder.path().join(setup::SQLITE_FILE)).await?,
        content: content::embedded(),
        clock: Clock::System,
        dice: Dice::System,
        config,
    };
    let world = World::build(parts, &capabilities::all())?;
    Ok(serde_json::to_string_pretty(&world.openapi)?)
}
