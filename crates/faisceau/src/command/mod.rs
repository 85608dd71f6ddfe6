//! One file per command. A command parses, calls operations, prints; it holds no rule.

pub mod backup;
pub mod blank;
pub mod config;
pub mod copy;
pub mod demo;
pub mod erase;
pub mod exhibit;
pub mod forms;
pub mod import;
pub mod journal;
pub mod keys;
pub mod law;
pub mod learn;
pub mod link;
pub mod log;
pub mod loss;
pub mod manual;
pub mod migrate;
pub mod package;
pub mod partner;
pub mod receipt;
pub mod register;
pub mod relink;
pub mod restore;
pub mod retention;
pub mod routes;
pub mod serve;
pub mod sign;
pub mod storage;
pub mod time;
pub mod user;
pub mod verify;
pub mod work;

use crate::setup;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::Config;
use faisceau_platform::fault::Fault;
use faisceau_platform::world::World;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

/// Where the settings come from.
#[derive(Debug, Clone)]
pub struct Settings {
    /// `--config FILE`.
    pub file: Option<PathBuf>,
    /// `FAISCEAU_…` variables.
    pub variables: BTreeMap<String, String>,
}

impl Settings {
    /// The configuration.
    ///
    /// # Errors
    /// Names what is wrong.
    pub fn config(&self) -> Result<Config, Fault> {
        setup::config(self.file.as_deref(), &self.variables)
    }

    /// The world of this configuration.
    ///
    /// # Errors
    /// When it cannot be built.
    pub async fn world(&self) -> Result<Arc<World>, Fault> {
        setup::world(self.config()?, Clock::System, Dice::System).await
    }

    /// The same, to answer requests.
    ///
    /// # Errors
    /// When it cannot be built.
    pub async fn serving_world(&self) -> Result<Arc<World>, Fault> {
        setup::serving_world(self.config()?, Clock::System, Dice::System).await
    }
}
