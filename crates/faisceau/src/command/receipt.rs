//! `faisceau receipt verify`: whether a file is authentic, and an entry of the public log, offline.

use super::Settings;
use crate::cli::Exit;
use crate::terminal;
use clap::Subcommand;
use ed25519_dalek::VerifyingKey;
use faisceau_documents::cms::Roots;
use faisceau_documents::pades::Appended;
use faisceau_documents::{NotAuthentic, verify_file};
use faisceau_domain::exhibit_proof::{self, Given};
use faisceau_domain::merkle::leaf::record;
use faisceau_domain::merkle::proof_file;
use faisceau_domain::receipt::{Payload, key_id};
use faisceau_platform::fault::Fault;
use faisceau_platform::keys::{Keys, read_public_pem};
use sha2::{Digest as _, Sha256};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// Commands on papers.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Check that a file is authentic: signature of the whole file, then of what it attests.
    ///
    /// Works offline. Any byte changed, added or removed is refused, save one thing: the signature of a
    /// certificate appended after it, which must hold too. Exit code 0: authentic;
    /// 2: not authentic; 1: could not tell.
    Verify {
        /// The PDF.
        file: PathBuf,
        /// A public key in PEM (`faisceau keys export`); otherwise the keys of the data folder.
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
        /// The file that proves its entry in the public log: then it must be one.
        #[arg(long, value_name = "FILE")]
        proof: Option<PathBuf>,
        /// Certificates in PEM that the signature of a certificate, when the file has one, and its time
        /// stamp must lead to.
        #[arg(long, value_name = "FILE")]
        roots: Option<PathBuf>,
        /// A file that must be one of the exhibits listed.
        #[arg(long, value_name = "FILE")]
        exhibit: Option<PathBuf>,
        /// The proof file of the exhibits, from the follow-up space of the complaint.
        #[arg(long, value_name = "FILE", requires = "exhibit")]
        exhibit_proof: Option<PathBuf>,
    },
}

pub(crate) fn run(settings: &Settings, command: Command) -> Result<Exit, Fault> {
    let Command::Verify {
        file,
        key,
        proof,
        roots,
        exhibit,
        exhibit_proof,
    } = command;
    let exhibit = exhibit
        .map(|file| Shown::read(&file, exhibit_proof.as_deref()))
        .transpose()?;
    let bytes = read(&file)?;
    let proof = proof.map(|proof| read(&proof)).transpose()?;
    let roots = roots.as_deref().map(read_roots).transpose()?;
    let keys = trusted(settings, key.as_deref())?;
    match verify_file(&bytes, &keys) {
        Ok(verified) => {
            terminal::say(&format!("authentic, signed by the key {}", verified.key_id));
            let attached = verified.payload.as_deref();
            if let Some(payload) = attached {
                let payload: Payload = serde_json::from_slice(payload)?;
                terminal::say(&format!("document    {}", payload.document));
                terminal::say(&format!("reference   {}", payload.reference));
                terminal::say(&format!("registered  {}", payload.registered_at));
                if let Some(at) = payload.received_at {
                    terminal::say(&format!("received    {at} (as stated by the source)"));
                }
                terminal::say(&format!("controller  {}", payload.controller));
                terminal::say(&format!("exhibits    {}", payload.exhibits.len()));
                if payload.specimen {
                    terminal::say("specimen    made by a demonstration: it attests nothing");
                }
            }
            if let Some(appended) = &verified.appended
                && !tell_appended(appended, roots.as_ref())
            {
                return Ok(Exit::Partly);
            }
            if let Some(exhibit) = exhibit
                && !exhibit.is_listed(attached)?
            {
                return Ok(Exit::Partly);
            }
            match proof {
                Some(proof) => logged(attached, &proof, &keys),
                None => Ok(Exit::Done),
            }
        }
        Err(why) => {
            terminal::say(&format!("NOT authentic: {why}"));
            tell_revoked(settings, key.as_deref(), &why);
            Ok(Exit::Partly)
        }
    }
}

/// That the key is one of ours, which others may have held: the document may still be true, by another way.
fn tell_revoked(settings: &Settings, key: Option<&Path>, why: &NotAuthentic) {
    let (NotAuthentic::UnknownKey(id), None) = (why, key) else {
        return;
    };
    let keys = settings
        .config()
        .and_then(|config| Keys::open_existing(&config.data_dir));
    if let Some(since) = keys.ok().and_then(|keys| keys.revoked_since(id)) {
        terminal::say(&format!(
            "            that key was revoked: others may have held it since {since}. Look the document up by its code (/verify), or its \
             entry in the public log of before"
        ));
    }
}

/// A file said to be an exhibit, and the proof that goes with it.
struct Shown {
    sha256: [u8; 32],
    given: Vec<Given>,
}

impl Shown {
    fn read(file: &Path, proof: Option<&Path>) -> Result<Shown, Fault> {
        let mut open = std::fs::File::open(file)
            .map_err(|e| Fault::from(e).context(format!("reading `{}`", file.display())))?;
        let mut hash = Sha256::new();
        let mut piece = vec![0; 64 * 1024];
        loop {
            match open.read(&mut piece)? {
                0 => break,
                n => hash.update(&piece[..n]),
            }
        }
        let given = match proof {
            None => Vec::new(),
            Some(proof) => {
                let text = read(proof)?;
                let given = exhibit_proof::read(&String::from_utf8_lossy(&text));
                let strange = || format!("`{}` is no proof file of exhibits", proof.display());
                given.ok_or_else(|| Fault::new(strange()))?
            }
        };
        Ok(Shown {
            sha256: hash.finalize().into(),
            given,
        })
    }

    /// Whether the document lists it.
    fn is_listed(&self, payload: Option<&[u8]>) -> Result<bool, Fault> {
        let payload: Option<Payload> = payload.map(serde_json::from_slice).transpose()?;
        let listed = payload.map_or_else(Vec::new, |payload| payload.exhibits);
        let found = exhibit_proof::find(&listed, &self.sha256, &self.given);
        match found {
            Some(number) => terminal::say(&format!(
                "exhibit     the file is the exhibit {number} of this document"
            )),
            None if self.given.is_empty() => terminal::say(
                "NOT proven: the file is no exhibit listed here, or its proof file is missing (--exhibit-proof)",
            ),
            None => terminal::say("NOT proven: the file is no exhibit listed here"),
        }
        Ok(found.is_some())
    }
}

/// Whether the proof is of this document.
fn logged(
    payload: Option<&[u8]>,
    proof: &[u8],
    keys: &[(String, VerifyingKey)],
) -> Result<Exit, Fault> {
    let Some(payload) = payload else {
        terminal::say("NOT proven: no payload is attached to this document");
        return Ok(Exit::Partly);
    };
    let keys: Vec<_> = keys.iter().map(|(_, key)| *key).collect();
    let text = String::from_utf8_lossy(proof);
    match proof_file::verify(&record(payload), &text, &keys) {
        Ok(proven) => {
            let said = &proven.signed.checkpoint;
            let number = proven.index + 1;
            terminal::say(&format!(
                "in the log  entry {number} of {} in {}",
                said.size, said.origin
            ));
            Ok(Exit::Done)
        }
        Err(why) => {
            terminal::say(&format!("NOT proven: {why}"));
            Ok(Exit::Partly)
        }
    }
}

/// The keys to believe: the one given, or those of the data folder that were not revoked.
pub(super) fn trusted(
    settings: &Settings,
    key: Option<&Path>,
) -> Result<Vec<(String, VerifyingKey)>, Fault> {
    if let Some(key) = key {
        let text = String::from_utf8(read(key)?)?;
        let key = read_public_pem(&text)
            .map_err(|e| e.context(format!("`{}` is not a public key", key.display())))?;
        return Ok(vec![(key_id(&key), key)]);
    }
    let data = settings.config()?.data_dir;
    if !data.join("keys").is_dir() {
        return Err(Fault::new(format!(
            "no keys in `{}`: give one with --key FILE",
            data.display()
        )));
    }
    let keys = Keys::open_existing(&data).map_err(|e| e.context("reading the keys"))?;
    Ok(keys.trusted())
}

pub(super) fn read(file: &Path) -> Result<Vec<u8>, Fault> {
    std::fs::read(file).map_err(|e| Fault::from(e).context(format!("reading `{}`", file.display())))
}

fn read_roots(file: &Path) -> Result<Roots, Fault> {
    let text = String::from_utf8(read(file)?)?;
    Roots::read(&text).map_err(|e| Fault::from(e).context(format!("`{}`", file.display())))
}

/// The signature of a certificate holds; whether it is to be trusted is said by roots that somebody gives. False
/// when it does not lead to them.
fn tell_appended(appended: &Appended, roots: Option<&Roots>) -> bool {
    let stamped = match appended.is_stamped() {
        true => ", with a time stamp",
        false => "",
    };
    terminal::say(&format!(
        "certificate {} (signed at {}, as it says itself{stamped})",
        appended.subject, appended.said_at
    ));
    let Some(roots) = roots else {
        terminal::say(
            "            not checked against a root: give those you trust with --roots FILE",
        );
        return true;
    };
    match appended.check(roots) {
        Ok(trusted) => {
            terminal::say("            leads to a root given");
            if let Some(stamp) = trusted.stamp {
                terminal::say(&format!(
                    "existed at  {} (UTC), says {}",
                    stamp.at, stamp.authority
                ));
            }
            true
        }
        Err(why) => {
            terminal::say(&format!("NOT trusted: {why}"));
            false
        }
    }
}
