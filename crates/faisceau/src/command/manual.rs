//! `faisceau manual`: the manual pages, made of what the command line says of itself. Needs no installation.

use crate::cli::{Cli, Exit};
use clap::{Args, CommandFactory as _};
use faisceau_platform::fault::Fault;
use std::path::PathBuf;

/// What `faisceau manual` is asked.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The folder, which must be there: one page for the program, one for each command.
    folder: PathBuf,
}

pub(crate) fn run(arguments: &Arguments) -> Result<Exit, Fault> {
    let folder = &arguments.folder;
    clap_mangen::generate_to(Cli::command(), folder)
        .map_err(|e| Fault::from(e).context(format!("writing into `{}`", folder.display())))?;
    Ok(Exit::Done)
}
