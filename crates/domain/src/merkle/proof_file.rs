//! The file that proves an entry of the log (C2SP tlog-proof): the salt of its leaf, its index, the
//! hashes up to the root, and the checkpoint that signs the root. Written, read, checked; it holds
//! nothing of what the entry says.

use super::checkpoint::{Refused as NotACheckpoint, Signed};
use super::leaf::leaf;
use super::proof::{Broken, HASHES_MAX, includes};
use super::{Hash, leaf_hash, note};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ed25519_dalek::VerifyingKey;

/// The first line.
const HEADER: &str = "c2sp.org/tlog-proof@v1";
/// The longest file read.
pub const BYTES_MAX: usize = note::BYTES_MAX + 4 * 1024;

/// A proof as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofFile {
    /// The salt of the leaf.
    pub salt: [u8; 32],
    /// The index of the entry, from 0.
    pub index: u64,
    /// From the leaf's neighbour up.
    pub hashes: Vec<Hash>,
    /// The signed checkpoint, as published.
    pub checkpoint: String,
}

/// Why a proof proves nothing of a paper.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Not the form of a proof.
    #[error("this is not a proof of the log")]
    Form,
    /// Its checkpoint is not the log's.
    #[error(transparent)]
    Checkpoint(#[from] NotACheckpoint),
    /// It is a proof of something else, or damaged.
    #[error("this proof is not of this document: {0}")]
    Broken(#[from] Broken),
}

impl ProofFile {
    /// The text of the file.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!(
            "{HEADER}\nextra {}\nindex {}\n",
            STANDARD.encode(self.salt),
            self.index
        );
        for hash in &self.hashes {
            text.push_str(&STANDARD.encode(hash));
            text.push('\n');
        }
        text.push('\n');
        text.push_str(&self.checkpoint);
        text
    }

    /// Reads a file; `None` when it is no proof of ours.
    #[must_use]
    pub fn read(text: &str) -> Option<ProofFile> {
        if text.len() > BYTES_MAX {
            return None;
        }
        let (proof, checkpoint) = text.split_once("\n\n")?;
        let mut lines = proof.split('\n');
        if lines.next()? != HEADER {
            return None;
        }
        let salt = digest(lines.next()?.strip_prefix("extra ")?)?;
        let number = lines.next()?.strip_prefix("index ")?;
        let index: u64 = number.parse().ok()?;
        let hashes: Vec<Hash> = lines.map(digest).collect::<Option<_>>()?;
        let exact = index.to_string() == number && hashes.len() <= HASHES_MAX;
        exact.then(|| ProofFile {
            salt,
            index,
            hashes,
            checkpoint: checkpoint.to_owned(),
        })
    }
}

fn digest(text: &str) -> Option<[u8; 32]> {
    STANDARD.decode(text).ok()?.try_into().ok()
}

/// What a proof that holds says: the entry is the `index`-th, from 0, of the log of this checkpoint.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    /// The index, from 0.
    pub index: u64,
    /// The checkpoint.
    pub signed: Signed,
}

/// Checks that a record is in the log that one of these keys signs.
///
/// # Errors
/// [`Refused`].
pub fn verify(record: &[u8; 32], proof: &str, keys: &[VerifyingKey]) -> Result<Proven, Refused> {
    let proof = ProofFile::read(proof).ok_or(Refused::Form)?;
    let signed = Signed::read(&proof.checkpoint, keys)?;
    let hash = leaf_hash(&leaf(&proof.salt, record));
    let (size, root) = (signed.checkpoint.size, signed.checkpoint.root);
    includes(&hash, proof.index, size, &proof.hashes, &root)?;
    Ok(Proven {
        index: proof.index,
        signed,
    })
}

#[cfg(test)]
mod tests {
    use super::super::checkpoint::Checkpoint;
    use super::super::{audit_path, root};
    use super::*;
    use ed25519_dalek::SigningKey;

    #[test]
    fn a_proof_holds_for_its_record_and_no_other() {
        let key = SigningKey::from_bytes(&[1; 32]);
        let keys = [key.verifying_key()];
        let leaves: Vec<[u8; 32]> = (0..5).map(|n| leaf(&[n; 32], &[n + 100; 32])).collect();
        let checkpoint = Checkpoint {
            origin: "exemple.fr/log".into(),
            size: 5,
            root: root(&leaves),
        };
        let file = ProofFile {
            salt: [3; 32],
            index: 3,
            hashes: audit_path(&leaves, 3).expect("the fourth leaf"),
            checkpoint: checkpoint.sign(&key).note.whole(),
        };
        let text = file.text();
        assert_eq!(ProofFile::read(&text), Some(file));
        let proven = verify(&[103; 32], &text, &keys).expect("it is there");
        assert_eq!((proven.index, proven.signed.checkpoint.size), (3, 5));
        let other = verify(&[102; 32], &text, &keys);
        assert_eq!(other, Err(Refused::Broken(Broken::Root)));
        let moved = text.replace("index 3\n", "index 2\n");
        let told = verify(&[103; 32], &moved, &keys);
        assert_eq!(told, Err(Refused::Broken(Broken::Root)));
        let outside = text.replace("index 3\n", "index 5\n");
        let told = verify(&[103; 32], &outside, &keys);
        assert_eq!(told, Err(Refused::Broken(Broken::Outside)));
        let forged = text.replace("\n5\n", "\n6\n");
        let told = verify(&[103; 32], &forged, &keys);
        assert!(matches!(told, Err(Refused::Checkpoint(_))), "{told:?}");
        for wrong in [
            "",
            &text[1..],
            &text.replace("extra ", "extra"),
            &text.replace("index 3", "index 03"),
        ] {
            assert_eq!(verify(&[103; 32], wrong, &keys), Err(Refused::Form));
        }
    }
}
