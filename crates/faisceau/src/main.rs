//! The `faisceau` command: reads its arguments and its environment, hands them over, and turns the
//! end into an exit code. Holds nothing else.

use clap::Parser;
use faisceau::cli::{Cli, Exit};
use faisceau_platform::regime::RegimeForbids;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    // FAISCEAU_TEST_… tells test programs where PostgreSQL or Chromium are: it is no setting.
    let setting = |name: &str| name.starts_with("FAISCEAU_") && !name.starts_with("FAISCEAU_TEST_");
    let variables = std::env::vars().filter(|(name, _)| setting(name)).collect();
    match faisceau::cli::run(cli, variables) {
        Exit::Done => ExitCode::SUCCESS,
        Exit::Failed(why) => {
            if let Some(refusal) = RegimeForbids::in_fault(&why) {
                faisceau::terminal::tell(&refusal.in_every_language);
                return ExitCode::from(3);
            }
            faisceau::terminal::tell(&format!("faisceau: {why}"));
            ExitCode::from(1)
        }
        Exit::Partly => ExitCode::from(2),
    }
}
