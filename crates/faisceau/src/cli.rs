//! The command line: names, help, exit codes. 0: done; 1: failed; 2: some of it could not be done
//! (bad or conflicting lines of an import, a document that is not authentic); 3: the legal regime forbids it.

use crate::command;
use clap::{Parser, Subcommand};
use faisceau_platform::fault::Fault;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// How a command ended.
#[derive(Debug)]
pub enum Exit {
    /// Everything asked was done: exit code 0.
    Done,
    /// Some of it could not be done, and was told: exit code 2.
    Partly,
    /// Nothing could be done: exit code 1.
    Failed(Fault),
}

/// Turns scattered cybercrime complaints into the few series that deserve an investigation.
///
/// Settings come from `faisceau.toml` (or --config FILE), then from FAISCEAU_… variables;
/// `faisceau config default` prints them all. FAISCEAU_DATA_DIR sets the data folder.
///
/// `serve`, `work` and `import` act for a responsible body: without legal_regime, controller, dpo_contact,
/// and legal_act or offence_case (FAISCEAU_LEGAL_REGIME…) they do not start. Every other command does:
/// `demo` invents its own body, the rest prepares an instance, reads it, or needs none.
///
/// Exit codes: 0 done, 1 failed, 2 some of it could not be done, 3 the legal regime forbids it.
#[derive(Debug, Parser)]
#[command(version, about, long_about, verbatim_doc_comment)]
pub struct Cli {
    /// Configuration file; `faisceau.toml` of this folder when absent.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the pages, the interface and the background jobs.
    Serve,
    /// Do the background jobs only, beside one or several `serve` on PostgreSQL.
    Work,
    /// Bring the database to this version.
    Migrate,
    /// Run a whole synthetic year on this machine only, with an account of each role.
    Demo(command::demo::Arguments),
    /// Register complaints of another system, one JSON object a line, each with its receipt.
    Import(command::import::Arguments),
    /// Group the complaints of a file, without any database: CSV `id,label`.
    Link(command::link::Arguments),
    /// Link everything in the database again, and prove that the series stored are those it gives.
    Relink(command::relink::Arguments),
    /// Estimate the figures of linkage again from what people decided, and propose them.
    Learn,
    /// Papers: check that a file is authentic.
    #[command(subcommand)]
    Receipt(command::receipt::Command),
    /// Sign any file with the operator's certificate: FILE.p7s, as openssl checks it.
    Sign(command::sign::Arguments),
    /// Keys that sign: list, replace, give the public part.
    #[command(subcommand)]
    Keys(command::keys::Command),
    /// The law pack: what a key says at a date, and why.
    #[command(subcommand)]
    Law(command::law::Command),
    /// The questionnaires: check them, their JSON Schema, what they capture.
    #[command(subcommand)]
    Forms(command::forms::Command),
    /// The register of processing, or the model of an impact assessment, from what runs.
    Register(command::register::Arguments),
    /// Staff accounts.
    #[command(subcommand)]
    User(command::user::Command),
    /// Programs of other bodies that file complaints: their keys.
    #[command(subcommand)]
    Partner(command::partner::Command),
    /// Exhibits: register the image of a medium, check every chain of custody.
    #[command(subcommand)]
    Exhibit(command::exhibit::Command),
    /// Settings: check them, print every one.
    #[command(subcommand)]
    Config(command::config::Command),
    /// Copy the installation, while it serves, to a folder elsewhere; or check such copies.
    Backup(command::backup::Arguments),
    /// Put a backup back into an empty installation.
    Restore(command::restore::Arguments),
    /// Copy the installation into another, empty database: from SQLite to PostgreSQL, or back.
    Copy(command::copy::Arguments),
    /// Take the evidence of a complaint or a series out, in one file that strangers check.
    Package(command::package::Arguments),
    /// Look at everything the installation holds, alone or with an outside memory.
    Verify(command::verify::Arguments),
    /// Files at rest: the key that opens them, one file added, exported, erased.
    #[command(subcommand)]
    Storage(command::storage::Command),
    /// Erase a whole complaint, in two gestures of two persons; its certificate.
    #[command(subcommand)]
    Erase(command::erase::Command),
    /// How long things are kept: clocks, what is due, holds, what was counted.
    #[command(subcommand)]
    Retention(command::retention::Command),
    /// The journal: check its chain.
    #[command(subcommand)]
    Journal(command::journal::Command),
    /// Trusted time: how it stands, the proof of a file, its check.
    #[command(subcommand)]
    Time(command::time::Command),
    /// The public log: check two checkpoints, or the whole of it.
    #[command(subcommand)]
    Log(command::log::Command),
    /// List every route with its audience.
    Routes(command::routes::Arguments),
    /// Write the manual pages of every command into a folder.
    Manual(command::manual::Arguments),
}

/// Runs a command to its end.
#[must_use]
pub fn run(cli: Cli, variables: BTreeMap<String, String>) -> Exit {
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
    {
        Ok(runtime) => runtime,
        Err(e) => return Exit::Failed(e.into()),
    };
    let settings = command::Settings {
        file: cli.config,
        variables,
    };
    let end = runtime.block_on(dispatch(cli.command, settings));
    end.unwrap_or_else(Exit::Failed)
}

async fn dispatch(command: Command, settings: command::Settings) -> Result<Exit, Fault> {
    match command {
        Command::Serve => command::serve::run(&settings).await,
        Command::Work => command::work::run(&settings).await,
        Command::Migrate => command::migrate::run(&settings).await,
        Command::Demo(arguments) => command::demo::run(&settings, arguments).await,
        Command::Import(arguments) => command::import::run(&settings, arguments).await,
        Command::Link(arguments) => command::link::run(&arguments),
        Command::Relink(arguments) => command::relink::run(&settings, &arguments).await,
        Command::Learn => command::learn::run(&settings).await,
        Command::Receipt(command) => command::receipt::run(&settings, command),
        Command::Sign(arguments) => command::sign::run(&settings, &arguments).await,
        Command::Keys(command) => command::keys::run(&settings, command).await,
        Command::Law(command) => command::law::run(&settings, command),
        Command::Forms(command) => command::forms::run(&settings, &command),
        Command::Register(arguments) => command::register::run(&settings, &arguments).await,
        Command::User(command) => command::user::run(&settings, command).await,
        Command::Partner(command) => command::partner::run(&settings, command).await,
        Command::Exhibit(command) => command::exhibit::run(&settings, command).await,
        Command::Config(command) => command::config::run(&settings, command).await,
        Command::Backup(arguments) => command::backup::run(&settings, arguments).await,
        Command::Restore(arguments) => command::restore::run(&settings, arguments).await,
        Command::Copy(arguments) => command::copy::run(&settings, &arguments).await,
        Command::Package(arguments) => command::package::run(&settings, &arguments).await,
        Command::Verify(arguments) => command::verify::run(&settings, &arguments).await,
        Command::Storage(command) => command::storage::run(&settings, command).await,
        Command::Erase(command) => command::erase::run(&settings, command).await,
        Command::Retention(command) => command::retention::run(&settings, command).await,
        Command::Journal(command) => command::journal::run(&settings, command).await,
        Command::Time(command) => command::time::run(&settings, command).await,
        Command::Log(command) => command::log::run(&settings, command).await,
        Command::Routes(arguments) => command::routes::run(&arguments).await,
        Command::Manual(arguments) => command::manual::run(&arguments),
    }
}
