//! The operator's certificate, with which staff's papers are signed as others check them (CMS, PAdES): read
//! once at start. Without one papers bear the instance's own signature alone, and other files are signed apart with a
//! certificate the installation makes for itself.

use crate::fault::Fault;
use crate::own_certificate;
use crate::world::World;
use faisceau_documents::cms::{Made, Signer};
use faisceau_documents::pades::Prepared;
use ring::rand::SystemRandom;
use serde::Deserialize;
use sha2::{Digest, Sha256};
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

/// A paper that staff issue, with the signature of the operator's certificate appended (PAdES): with the time
/// stamp of an authority when one answers (baseline T), without it otherwise (baseline B; its digest
/// is stamped with the others later). The paper as it came when there is no certificate, or it is not valid.
///
/// # Errors
/// When the key refuses, or the paper is not one of ours.
pub async fn sign(world: &World, paper: Vec<u8>) -> Result<Vec<u8>, Fault> {
    let Some(signer) = in_force(world) else {
        return Ok(paper);
    };
    let prepared = Prepared::of(paper, world.clock.now())?;
    let made = signer.sign(&prepared.digest(signer.hash()))?;
    let signature = finish(world, made).await?;
    Ok(prepared.finish(&signature)?)
}

/// Who vouches for the certificate that signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vouched {
    /// Those above the operator's certificate.
    ByOthers,
    /// Nobody: the installation made it for itself ([`own_certificate`]).
    ByNobody,
}

/// A signature apart (`.p7s`) of any file: with the operator's certificate, and with the one the installation makes
/// for itself when the operator has none.
///
/// # Errors
/// When the operator's certificate, or the other, is not valid today, or the key refuses.
pub async fn detached(world: &World, file: &[u8]) -> Result<(Vec<u8>, Vouched), Fault> {
    let own;
    let (signer, vouched) = match (&world.signer, in_force(world)) {
        (_, Some(signer)) => (signer, Vouched::ByOthers),
        (Some(_), None) => return Err(Fault::new("the operator's certificate is not valid today")),
        (None, None) => {
            own = own_certificate::signer(world)?;
            (&own, Vouched::ByNobody)
        }
    };
    let made = signer.sign(&signer.hash().of(file))?;
    Ok((finish(world, made).await?, vouched))
}

fn in_force(world: &World) -> Option<&Signer> {
    let signer = world.signer.as_ref()?;
    let now = world.clock.now();
    let valid = signer
        .validity()
        .is_some_and(|(from, until)| from <= now && now <= until);
    if !valid {
        tracing::error!(
            "the operator's certificate is not valid today: papers go without its signature"
        );
    }
    valid.then_some(signer)
}

/// With the time stamp of the first authority that answers; one that was just silent makes nobody wait again.
async fn finish(world: &World, made: Made<'_>) -> Result<Vec<u8>, Fault> {
    let digest: [u8; 32] = Sha256::digest(made.signature()).into();
    for authority in &world.authorities {
        match authority.stamp_now(world, &digest).await {
            Some(Ok(given)) => return Ok(made.finish(Some(&given.token))?),
            Some(Err(why)) => {
                tracing::warn!(authority = %authority.name, %why, "a signature has no time stamp of it")
            }
            None => {}
        }
    }
    Ok(made.finish(None)?)
}
