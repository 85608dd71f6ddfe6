//! The command line of the repository's chores: `cargo run -p xtask -- tidy`. Holds no check.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::{Repo, tidy};

/// The repository's own chores.
#[derive(Parser)]
#[command(name = "xtask")]
struct Cli {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Check the rules of the house; exit 0 when they all hold, 1 otherwise
    Tidy {
        /// Folder to check instead of this repository
        #[arg(long)]
        root: Option<PathBuf>,
        /// Only list the checks and what each one refuses
        #[arg(long)]
        list: bool,
    },
}

fn main() -> anyhow::Result<ExitCode> {
    let Chore::Tidy { root, list } = Cli::parse().chore;
    let mut out = io::stdout().lock();
    if list {
        for check in tidy::CHECKS {
            writeln!(out, "{:<13} {}", check.name, check.refuses)?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    let root = root.unwrap_or_else(xtask::repo::root);
    let repo = Repo::read(&root)?;
    let report = tidy::run(&repo);
    for finding in &report.findings {
        writeln!(out, "{finding}")?;
    }
    writeln!(
        out,
        "tidy: {} checks on {} files, {} finding(s), {} exception(s) in use",
        tidy::CHECKS.len(),
        repo.len(),
        report.findings.len(),
        report.excused,
    )?;
    Ok(if report.findings.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
