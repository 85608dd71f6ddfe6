//! `faisceau sign`: a signature apart (CMS, `.p7s`) of any file, with the operator's certificate. Papers that staff
//! issue bear theirs inside already.

use super::Settings;
use crate::cli::Exit;
use crate::terminal;
use clap::Args;
use faisceau_platform::certificate;
use faisceau_platform::fault::Fault;
use std::path::PathBuf;

/// Arguments of `sign`.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The files; each signature is written beside it, FILE.p7s.
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

pub(crate) async fn run(settings: &Settings, arguments: &Arguments) -> Result<Exit, Fault> {
    let world = settings.world().await?;
    for file in &arguments.files {
        let named = |what: &str| format!("{what} `{}`", file.display());
        let bytes = std::fs::read(file).map_err(|e| Fault::from(e).context(named("reading")))?;
        let signature = certificate::detached(&world, &bytes).await?;
        let absent = || Fault::new("no certificate in force: set [signature] in the configuration");
        let beside = PathBuf::from(format!("{}.p7s", file.display()));
        std::fs::write(&beside, signature.ok_or_else(absent)?)
            .map_err(|e| Fault::from(e).context(named("signing")))?;
        terminal::say(&format!(
            "openssl cms -verify -binary -inform DER -in {} -content {} -CAfile ROOTS.pem -purpose any -out /dev/null",
            beside.display(),
            file.display()
        ));
    }
    Ok(Exit::Done)
}
