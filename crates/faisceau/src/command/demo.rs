//! `faisceau demo`: a throwaway instance with a synthetic year, on this machine only.

use super::Settings;
use super::serve::serve;
use crate::cli::Exit;
use crate::{setup, terminal};
use clap::Args;
use faisceau_domain::access::Role;
use faisceau_platform::accounts::{self, NewAccount};
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::world::World;
use std::net::SocketAddr;
use std::sync::Arc;

/// Arguments of `demo`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Port on the loopback address.
    #[arg(long, default_value_t = 8080)]
    port: u16,
}

pub(crate) async fn run(settings: &Settings, arguments: Arguments) -> Result<Exit, Fault> {
    let folder = tempfile::Builder::new()
        .prefix("faisceau-demo-")
        .tempdir()?;
    let mut config = Config {
        data_dir: folder.path().to_path_buf(),
        listen: SocketAddr::from(([127, 0, 0, 1], arguments.port)),
        public_url: format!("http://127.0.0.1:{}", arguments.port),
        demonstration: true,
        ..settings.config().unwrap_or_default()
    };
    config.database_url = None;
    config.check_public()?;
    let world = setup::world(config.clone(), Clock::System, Dice::System).await?;
    let passwords = accounts(&world).await?;
    for (login, password) in passwords {
        terminal::say(&format!("{login:<14} {password}"));
    }
    serve(&world, &config).await?;
    Ok(Exit::Done)
}

/// One account a role, with random passwords shown once.
async fn accounts(world: &Arc<World>) -> Result<Vec<(String, String)>, Fault> {
    let cx = Cx::platform(world);
    let mut made = Vec::new();
    for role in Role::ALL {
        let password = hex::encode(world.dice.bytes::<8>());
        let new = NewAccount {
            login: role.code().to_owned(),
            display_name: format!("Agent {}", 4_100 + made.len()),
            unit: "central".to_owned(),
            roles: vec![role],
            password: password.clone(),
        };
        match accounts::add(&cx, new).await {
            Ok(_) => made.push((role.code().to_owned(), password)),
            Err(Error::Refused(why)) => return Err(why.into()),
            Err(Error::Fault(fault)) => return Err(fault),
        }
    }
    Ok(made)
}
