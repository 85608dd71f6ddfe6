//! `faisceau routes`: every route, from the same register that serves them.

use crate::cli::Exit;
use crate::{capabilities, terminal};
use clap::Args;
use faisceau_platform::fault::Fault;
use faisceau_platform::wiring;
use serde_json::json;

/// Arguments of `routes`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// One JSON array, for programs.
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Fault> {
    let routes = wiring::routes(&capabilities::all());
    if arguments.json {
        let list: Vec<_> = routes
            .list()
            .map(|route| {
                json!({
                    "method": route.method.as_str(),
                    "path": route.path,
                    "audience": route.audience.to_string(),
                    "answers": route.answers.code(),
                    "html": route.method == axum::http::Method::GET
                        && route.answers.code() == "html",
                    "owner": route.owner,
                })
            })
            .collect();
        terminal::say(&serde_json::to_string_pretty(&list)?);
    } else {
        for route in routes.list() {
            terminal::say(&route.to_string());
        }
    }
    Ok(Exit::Done)
}
