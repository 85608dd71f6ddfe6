//! `faisceau config`: check the settings, or print every one.

use super::Settings;
use crate::cli::Exit;
use crate::{content, setup, terminal};
use clap::Subcommand;
use faisceau_platform::config::COMMENTED_DEFAULT;
use faisceau_platform::fault::Fault;

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
            let content = content::in_force(&config)?;
            setup::check_noise(&content, &config)?;
            let file = config.data_dir.join(setup::SQLITE_FILE);
            if config.database_url.is_some() || file.exists() {
                setup::database(&config).await?;
                terminal::say("database      answers");
            } else {
                terminal::say("database      will be made at the first start");
            }
            if warned {
                return Ok(Exit::Partly);
            }
        }
    }
    Ok(Exit::Done)
}
