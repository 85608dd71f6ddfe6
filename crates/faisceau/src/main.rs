//! The `faisceau` command: reads its arguments and its environment, hands them over, and turns the
//! end into an exit code. Holds nothing else.

use clap::Parser;
use faisceau::cli::{Cli, Exit};
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    let variables = std::env::vars()
        .filter(|(name, _)| name.starts_with("FAISCEAU_"))
        .collect();
    match faisceau::cli::run(cli, variables) {
        Exit::Done => ExitCode::SUCCESS,
        Exit::Failed(why) => {
            faisceau::terminal::tell(&format!("faisceau: {why}"));
            ExitCode::from(1)
        }
        Exit::Partly => ExitCode::from(2),
    }
}
