//! `faisceau package`: takes the evidence of a complaint or a series out, in one file.

use super::Settings;
use crate::cli::Exit;
use crate::terminal;
use clap::Args;
use faisceau_evidence::package::make;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use std::fs::File;
use std::io::Write as _;
use std::path::PathBuf;

/// What `faisceau package` is asked.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The reference of a complaint or of a series.
    reference: String,
    /// Why: the journal keeps it.
    #[arg(long)]
    reason: String,
    /// The archive to write; it must not exist.
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
}

pub(crate) async fn run(settings: &Settings, arguments: &Arguments) -> Result<Exit, Fault> {
    let world = settings.world().await?;
    let cx = Cx::platform(&world).because(&arguments.reason);
    let told = |error: Error<make::Refused>| match error {
        Error::Refused(why) => Fault::from(why),
        Error::Fault(fault) => fault,
    };
    let complaints = make::named(&cx, &arguments.reference).await.map_err(told)?;
    let named = |e: std::io::Error| {
        Fault::from(e).context(format!("writing `{}`", arguments.out.display()))
    };
    let mut file = File::create_new(&arguments.out).map_err(named)?;
    let written = async {
        let package = make::make(&cx, &arguments.reference, &complaints).await;
        let package = package.map_err(told)?;
        make::gather(package, |piece| Ok(file.write_all(piece)?)).await?;
        Ok(file.sync_all()?)
    };
    if let Err(fault) = written.await {
        // What is not whole is no package.
        std::fs::remove_file(&arguments.out)?;
        return Err(fault);
    }
    terminal::say(&format!(
        "{} complaints in `{}`",
        complaints.len(),
        arguments.out.display()
    ));
    Ok(Exit::Done)
}
