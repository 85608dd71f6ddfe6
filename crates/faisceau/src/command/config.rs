//! `faisceau config`: check the settings and the health of the installation, print every setting, export them, import them.

use super::Settings;
use super::receipt::{read, trusted};
use crate::cli::Exit;
use crate::{capabilities, content, setup, terminal};
use clap::Subcommand;
use ed25519_dalek::VerifyingKey;
use faisceau_documents::words::Say;
use faisceau_domain::Lang;
use faisceau_domain::health::{Fact, Finding, Severity, findings};
use faisceau_platform::certificate;
use faisceau_platform::clock::Clock;
use faisceau_platform::config::{COMMENTED_DEFAULT, Config};
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Db;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::health::{self, Look};
use faisceau_platform::time::{self, Authority};
use faisceau_platform::transfer;
use faisceau_platform::transfer::import::{Here, plan};
use faisceau_platform::web::tls::Speaking;
use faisceau_platform::world::{read_noise, read_words};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Commands on the settings.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check the settings, the content, the data folder and the database; change nothing.
    Check,
    /// Print a commented file with every setting at its default.
    Default,
    /// Write what administrators decided into a signed file: settings, overlay by its digests, partners. No secret.
    Export {
        /// The file; one that is there is not written over.
        file: PathBuf,
    },
    /// Take the settings of such a file; what belongs to this machine stays. The former ones are kept beside.
    Import {
        /// The file.
        file: PathBuf,
        /// Only say what would change.
        #[arg(long)]
        dry_run: bool,
        /// A public key in PEM of the installation it comes from (`faisceau keys export`); otherwise the keys here.
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
    },
}

pub(crate) async fn run(settings: &Settings, command: Command) -> Result<Exit, Fault> {
    match command {
        Command::Default => {
            terminal::say(COMMENTED_DEFAULT.trim_end());
            Ok(Exit::Done)
        }
        Command::Check => check(settings).await,
        Command::Export { file } => export(settings, &file).await,
        Command::Import { file, dry_run, key } => {
            let keys = trusted(settings, key.as_deref())?;
            import(settings, &file, &keys, dry_run).await
        }
    }
}

async fn check(settings: &Settings) -> Result<Exit, Fault> {
    let config = settings.config()?;
    terminal::say(&format!("data folder   {}", config.data_dir.display()));
    let opens = config.check_public();
    if let Err(why) = &opens {
        terminal::say(&format!("warning       `serve` will not start: {why}"));
    }
    config.storage.check_files()?;
    let content = content::in_force(&config)?;
    setup::check_noise(&content, &config)?;
    check_certificates(&config)?;
    let words = read_words(&content, &read_noise(&content, &config)?)?;
    let say = Say::new(Arc::new(words), Lang::En);
    let found = wrong(&config).await?;
    for finding in &found {
        tell(&say, finding);
    }
    let presses = found.iter().any(|one| one.severity > Severity::Advises);
    Ok(match presses || opens.is_err() {
        true => Exit::Partly,
        false => Exit::Done,
    })
}

async fn export(settings: &Settings, file: &Path) -> Result<Exit, Fault> {
    let named = |e: std::io::Error| Fault::from(e).context(format!("writing `{}`", file.display()));
    let text = setup::settings_text(settings.file.as_deref())?;
    let given = Config::table(text.as_deref(), &settings.variables)?;
    let world = settings.world().await?;
    let text = transfer::export::export(&Cx::platform(&world), &given).await?;
    let mut out = std::fs::File::create_new(file).map_err(named)?;
    out.write_all(text.as_bytes()).map_err(named)?;
    out.sync_all().map_err(named)?;
    terminal::say(&format!(
        "signed    by the key {}",
        world.keys().current_id()
    ));
    Ok(Exit::Done)
}

async fn import(
    settings: &Settings,
    file: &Path,
    keys: &[(String, VerifyingKey)],
    dry_run: bool,
) -> Result<Exit, Fault> {
    let text = String::from_utf8(read(file)?)?;
    let exported = transfer::read(&text, keys)?;
    let world = settings.world().await?;
    let cx = Cx::platform(&world);
    let former = setup::settings_text(settings.file.as_deref())?;
    let here = Here {
        file: former.as_deref(),
        variables: &settings.variables,
    };
    let change = match plan(&cx, &here, &exported, setup::fitting).await {
        Ok(change) => change,
        Err(Error::Refused(why)) => return Err(why.into()),
        Err(Error::Fault(fault)) => return Err(fault),
    };
    terminal::say(&format!(
        "from      {}, {}, signed by the key {}",
        exported.installation, exported.made_at, exported.key_id
    ));
    for difference in &change.settings {
        terminal::say(&format!("changes   {difference}"));
    }
    for key in &change.overruled {
        terminal::say(&format!("overruled {key}: a variable of this machine wins"));
    }
    for name in &change.partners_without_key {
        terminal::say(&format!(
            "partner   {name} has no key here: `faisceau partner key {name}`"
        ));
    }
    if change.settings.is_empty() {
        terminal::say("the same  no setting changes");
        return Ok(Exit::Done);
    }
    if dry_run {
        terminal::say("nothing was written");
        return Ok(Exit::Done);
    }
    let into = settings.file.clone();
    let into = into.unwrap_or_else(|| PathBuf::from(setup::SETTINGS_FILE));
    if let Some(beside) = transfer::import::import(&cx, &into, &change).await? {
        terminal::say(&format!("former    kept as {}", beside.display()));
    }
    terminal::say("written   restart `serve` and `work`");
    Ok(Exit::Done)
}

/// What is wrong by the settings, the files, the servers, and the database when there is one.
async fn wrong(config: &Config) -> Result<Vec<Finding>, Fault> {
    let mut facts = health::settled(config)?;
    facts.push(health::servers(config).await);
    let file = config.data_dir.join(setup::SQLITE_FILE);
    if config.database_url.is_some() || file.exists() {
        let db = setup::database(config).await?;
        terminal::say("database      answers");
        facts.extend(stored(config, &db).await?);
    } else {
        terminal::say("database      will be made at the first start");
    }
    Ok(findings(&facts, Clock::System.now()))
}

/// What a database tells, when it has such tables yet.
async fn stored(config: &Config, db: &Db) -> Result<Vec<Fact>, Fault> {
    let mut tx = db.read().await?;
    let mut facts = health::stored(&mut tx).await.unwrap_or_default();
    tx.rollback().await?;
    for capability in capabilities::all() {
        for Look(look) in &capability.looks {
            let mut tx = db.read().await?;
            facts.extend(look(config, &mut tx).await.unwrap_or_default());
            tx.rollback().await?;
        }
    }
    Ok(facts)
}

/// One finding, and what to do.
fn tell(say: &Say, finding: &Finding) {
    let told: Vec<(&str, &str)> = finding
        .told
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let word = match finding.severity {
        Severity::Advises => "advice        ",
        Severity::Presses => "warning       ",
        Severity::Blocks => "WRONG         ",
    };
    let key = format!("health-{}", finding.code);
    terminal::say(&format!("{word}{}", say.with(&key, &told)));
    let todo = say.with(&format!("{key}-do"), &told);
    terminal::say(&format!("              {todo}"));
}

/// The certificate of the body and the roots of the authorities can be read.
fn check_certificates(config: &Config) -> Result<(), Fault> {
    for authority in &config.time.authorities {
        Authority::open(authority)?;
        terminal::say(&format!(
            "authority     {} at {}",
            authority.name, authority.url
        ));
    }
    time::roots(&config.time)?;
    for former in &config.time.former {
        terminal::say(&format!("authority     {}, asked no more", former.name));
    }
    if let Some(tls) = &config.tls {
        let until = Speaking::open(tls)?.until();
        let until = until.map_or_else(String::new, |until| until.to_string());
        terminal::say(&format!("https         until {until}"));
    }
    let signer = config
        .signature
        .as_ref()
        .map(certificate::open)
        .transpose()?;
    if let Some(signer) = signer {
        let until = signer
            .validity()
            .map_or_else(String::new, |(_, until)| until.to_string());
        terminal::say(&format!(
            "certificate   {}, until {until}",
            signer.subject()
        ));
    }
    Ok(())
}
