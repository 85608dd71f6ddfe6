//! `faisceau demo`: a throwaway instance with a synthetic year, on this machine only. Its folder is
//! deleted at the end, however it ends short of a power cut.

use super::Settings;
use super::serve::{asked_to_stop, listen, serve_on, start_log};
use crate::cli::Exit;
use crate::demo::{self, Keys, Volume};
use crate::{background, setup, terminal};
use clap::Args;
use faisceau_documents::Regime;
use faisceau_domain::regime::OffenceCase;
use faisceau_platform::clock::{Clock, Dice};
use faisceau_platform::config::{Config, Limits};
use faisceau_platform::fault::Fault;
use faisceau_platform::time::Time;
use faisceau_platform::time::local::{KeyKind, Local};
use faisceau_platform::web::proxies::Proxies;
use std::fs::OpenOptions;
use std::io::Write;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// More than one visitor does in an hour.
const MANY: u32 = 10_000;

/// Arguments of `demo`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Port on the loopback address.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Also write the accounts and a few codes to this file, as JSON that its owner alone reads.
    #[arg(long, value_name = "FILE")]
    accounts: Option<PathBuf>,
    /// Fill this empty PostgreSQL database instead of a file; it is not deleted at the end.
    #[arg(long, value_name = "URL")]
    database_url: Option<String>,
}

pub(crate) async fn run(settings: &Settings, arguments: Arguments) -> Result<Exit, Fault> {
    start_log("warn");
    let folder = tempfile::Builder::new()
        .prefix("faisceau-demo-")
        .tempdir()?;
    let mut config = configuration(settings.config()?, folder.path(), arguments.port);
    config.database_url.clone_from(&arguments.database_url);
    // Kept until the end: it answers as long as it is held.
    let authority = authority(&mut config).await;
    config.check_public()?;
    // Taken before the year is made: a port in use is told at once.
    let listener = listen(&config).await?;
    let started = Instant::now();
    let keys = tokio::select! {
        keys = year(&config) => keys?,
        () = asked_to_stop() => return Ok(Exit::Done),
    };
    if let Some(file) = &arguments.accounts {
        write_private(file, &serde_json::to_vec_pretty(&keys)?)?;
    }
    let world = setup::world(config.clone(), Clock::System, Dice::System).await?;
    tell(&keys, &config, started);
    serve_on(listener, &world, &config).await?;
    drop(authority);
    folder.close()?;
    Ok(Exit::Done)
}

/// A demonstration shows the officer's paper too, so it plays an authority unless told otherwise;
/// whatever the regime, every page and paper is marked.
fn configuration(base: Config, folder: &Path, port: u16) -> Config {
    Config {
        data_dir: folder.to_path_buf(),
        database_url: None,
        listen: SocketAddr::from(([127, 0, 0, 1], port)),
        public_url: format!("http://127.0.0.1:{port}"),
        legal_regime: base.legal_regime.or(Some(Regime::Authority)),
        dpo_contact: base.dpo_contact.or_else(|| {
            Some("Déléguée imaginaire à la protection des données, dpo@exemple.fr".to_owned())
        }),
        legal_act: base
            .legal_act
            .or_else(|| Some("Arrêté imaginaire (démonstration)".to_owned())),
        offence_case: base.offence_case.or(Some(OffenceCase::Claims)),
        controller: base
            .controller
            .or_else(|| Some("Service imaginaire (démonstration)".to_owned())),
        https: false,
        behind_proxy: Proxies::default(),
        workers: base.workers.max(2),
        demonstration: true,
        // One visitor, or one tool, plays every person and every member of staff.
        limits: Limits {
            filings_per_hour_per_network: MANY,
            answers_per_minute_per_draft: MANY,
            codes_per_hour_per_network: MANY,
            sign_ins_per_hour_per_network: MANY,
            ..base.limits
        },
        ..base
    }
}

/// An authority of trusted time of this machine, made with openssl: what the demonstration issues is stamped
/// as a real instance's is, and proves nothing to anybody else. Without openssl nothing is stamped.
async fn authority(config: &mut Config) -> Option<Local> {
    config.time = Time::default();
    match Local::start(&config.data_dir.join("authority"), KeyKind::Ec).await {
        Ok(local) => {
            config.time.every_minutes = 1;
            config.time.authorities = vec![local.settings("demonstration")];
            Some(local)
        }
        Err(fault) => {
            terminal::tell(&format!("nothing is stamped with a trusted time: {fault}"));
            None
        }
    }
}

/// The year, on a world of its own whose clock is set by hand.
async fn year(config: &Config) -> Result<Keys, Fault> {
    let end = Clock::System.now();
    let clock = Clock::set_at(demo::start_of_year(end));
    let world = setup::world(config.clone(), clock, Dice::System).await?;
    let bar = terminal::progress(0, "a synthetic year");
    let keys = demo::prepare(&world, Volume::YEAR, end, |done, left| {
        bar.set_length((done + left) as u64);
        bar.set_position(done as u64);
    })
    .await?;
    background::seal_all(&world).await?;
    background::publish_all(&world).await?;
    bar.finish_and_clear();
    world.db.close().await;
    Ok(keys)
}

fn tell(keys: &Keys, config: &Config, started: Instant) {
    let seconds = started.elapsed().as_secs_f64();
    terminal::say(&format!(
        "A synthetic year, made in {seconds:.0} s. Nobody in it exists. Ctrl-C deletes it all.\n"
    ));
    terminal::say(&format!("{}/connexion", config.public_url));
    for account in keys.accounts.values() {
        terminal::say(&format!("  {:<14} {}", account.name, account.password));
    }
    if let Some(opened) = keys.case.get("validated") {
        terminal::say(&format!("\n{}/suivi", config.public_url));
        terminal::say(&format!("  {}   {}", opened.reference, opened.follow_up));
    }
    terminal::say("");
}

/// Made anew, readable by its owner alone.
fn write_private(file: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let named = |e: std::io::Error| Fault::from(e).context(format!("writing `{}`", file.display()));
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut opened = options.open(file).map_err(named)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let owner_only = std::fs::Permissions::from_mode(0o600);
        opened.set_permissions(owner_only).map_err(named)?;
    }
    opened.write_all(bytes).map_err(named)
}
