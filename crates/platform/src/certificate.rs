//! The operator's certificate, with which staff's papers are signed as others check them (CMS, PAdES): read
//! once at start. Without one nothing changes: papers bear the instance's own signature alone.

use crate::fault::Fault;
use faisceau_documents::cms::Signer;
use ring::rand::SystemRandom;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// The table `[signature]` of the configuration.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// The certificate in PEM, followed by those above it.
    pub certificate_file: PathBuf,
    /// Its key in PEM (PKCS#8, without a password), readable by its owner only.
    pub key_file: PathBuf,
}

/// Reads the certificate and its key.
///
/// # Errors
/// Names the file at fault.
pub fn open(settings: &Signature) -> Result<Signer, Fault> {
    let (certificate, key) = (&settings.certificate_file, &settings.key_file);
    let named = format!("`{}` and `{}`", certificate.display(), key.display());
    // The generator of the operating system, the only one the library signs with.
    let signer = Signer::read(&read(certificate)?, &read(key)?, SystemRandom::new());
    signer.map_err(|e| Fault::from(e).context(named))
}

fn read(file: &Path) -> Result<String, Fault> {
    let text = std::fs::read_to_string(file);
    text.map_err(|e| Fault::from(e).context(format!("reading `{}`", file.display())))
}
