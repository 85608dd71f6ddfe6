//! The command line of the repository's chores: `cargo run -p xtask -- tidy`. Holds no check.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::{Repo, mutants, sbom, tidy};

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
    /// Plant faults in a copy of the linkage crate; exit 0 when its worlds catch them all
    Mutants,
    /// Print the bill of materials of the program (CycloneDX 1.6, JSON)
    Sbom,
}

fn main() -> anyhow::Result<ExitCode> {
    let mut out = io::stdout().lock();
    let good = match Cli::parse().chore {
        Chore::Tidy { list: true, .. } => {
            for check in tidy::CHECKS {
                writeln!(out, "{:<13} {}", check.name, check.refuses)?;
            }
            true
        }
        Chore::Tidy { root, list: false } => {
            let root = root.unwrap_or_else(xtask::repo::root);
            is_tidy(&Repo::read(&root)?, &mut out)?
        }
        Chore::Mutants => mutants::run(&xtask::repo::root(), |line| Ok(writeln!(out, "{line}")?))?,
        Chore::Sbom => {
            write!(out, "{}", sbom::of(&xtask::repo::root())?)?;
            true
        }
    };
    Ok(if good {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn is_tidy(repo: &Repo, out: &mut impl Write) -> anyhow::Result<bool> {
    let report = tidy::run(repo);
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
    Ok(report.findings.is_empty())
}
