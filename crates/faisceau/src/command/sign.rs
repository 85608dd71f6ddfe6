//! `faisceau sign`: a signature apart (CMS, `.p7s`) of any file, with the operator's certificate, or with the one the
//! installation makes for itself. Papers that staff issue bear the operator's inside already.

use super::Settings;
use crate::cli::Exit;
use crate::terminal;
use clap::Args;
use faisceau_platform::certificate::{self, Vouched};
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
        let (signature, vouched) = certificate::detached(&world, &bytes).await?;
        let beside = PathBuf::from(format!("{}.p7s", file.display()));
        std::fs::write(&beside, signature).map_err(|e| Fault::from(e).context(named("signing")))?;
        let roots = match vouched {
            Vouched::ByOthers => "ROOTS.pem",
            Vouched::ByNobody => {
                terminal::tell(
                    "signed with the certificate this installation made for itself, which nobody vouches for: \
                     `faisceau keys certificate` prints it, to be given by another way than the files",
                );
                "CERTIFICATE.pem"
            }
        };
        terminal::say(&format!(
            "openssl cms -verify -binary -inform DER -in {} -content {} -CAfile {roots} -purpose any -out /dev/null",
            beside.display(),
            file.display()
        ));
    }
    Ok(Exit::Done)
}
