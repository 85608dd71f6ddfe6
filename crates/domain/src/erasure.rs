//! The certificate that stays when a complaint is erased: what went, when, on what ground, and a commitment to
//! each paper that had been given, which only who holds the paper can open. Holds no personal data, and no id of
//! the complaint or of anyone.

use crate::receipt::key_id;
use ed25519_dalek::{Signature, Signer, SigningKey, Verifier, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The layout of certificates.
pub const FORMAT: &str = "faisceau erasure certificate 1";
/// Domain separation: a signature of this kind can serve nothing else.
const CONTEXT: &[u8] = b"faisceau erasure certificate 1\0";
/// Domain separation of the commitment to a paper.
const PAPER: &[u8] = b"faisceau erased paper 1\0";

/// A paper that had been given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paper {
    /// Its kind, as its payload says it.
    pub document: String,
    /// SHA-256 of a prefix and of its payload, in hexadecimal. The payload holds a code drawn at random, so that
    /// nobody guesses it who has not the paper.
    pub commitment: String,
}

/// What an erasure leaves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Certificate {
    /// [`FORMAT`].
    pub format: String,
    /// The number of this certificate.
    pub id: String,
    /// Who answers for the installation.
    pub controller: String,
    /// When (RFC 3339, UTC).
    pub erased_at: String,
    /// [`crate::retention::Ground`].
    pub ground: String,
    /// The class whose clock applied: [`crate::retention::Class`].
    pub class: String,
    /// The key of the law pack that gives that clock.
    pub law: String,
    /// `two_persons`, or `clock` when it fell by itself.
    pub by: String,
    /// What was taken, by class of data: rows, files, bytes.
    pub taken: BTreeMap<String, u64>,
    /// The papers that had been given.
    pub papers: Vec<Paper>,
    /// Whether the instance is a demonstration.
    pub specimen: bool,
}

/// A certificate as it is kept and handed out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The certificate, as the text that is signed.
    pub certificate: String,
    /// The key that signed.
    pub key_id: String,
    /// Ed25519 over the text, in hexadecimal.
    pub signature: String,
}

/// Why a certificate is not believed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unproven {
    /// It is no certificate of this layout.
    #[error("no certificate of erasure")]
    Unreadable,
    /// A key that was not given signed it.
    #[error("signed by the key {0}, which was not given")]
    UnknownKey(String),
    /// The text is not what was signed.
    #[error("the signature is false")]
    False,
}

/// What stands for a paper: only who holds its payload finds it again.
#[must_use]
pub fn commitment(payload: &[u8]) -> String {
    let mut hash = Sha256::new();
    hash.update(PAPER);
    hash.update(payload);
    hex::encode(hash.finalize())
}

impl Certificate {
    /// The certificate, signed.
    ///
    /// # Panics
    /// Never: a certificate is strings, numbers and lists.
    #[must_use]
    pub fn signed(&self, key: &SigningKey) -> Kept {
        let certificate = serde_json::to_string(self).expect("strings, numbers and lists");
        let signature = key.sign(&[CONTEXT, certificate.as_bytes()].concat());
        Kept {
            key_id: key_id(&key.verifying_key()),
            signature: hex::encode(signature.to_bytes()),
            certificate,
        }
    }

    /// The paper of this payload, when it is one of those erased.
    #[must_use]
    pub fn paper(&self, payload: &[u8]) -> Option<&Paper> {
        let sought = commitment(payload);
        self.papers.iter().find(|paper| paper.commitment == sought)
    }
}

/// Reads a certificate that one of these keys signed.
///
/// # Errors
/// See [`Unproven`].
pub fn read(kept: &str, keys: &[(String, VerifyingKey)]) -> Result<Certificate, Unproven> {
    let kept: Kept = serde_json::from_str(kept).map_err(|_| Unproven::Unreadable)?;
    let key = keys.iter().find(|(id, _)| *id == kept.key_id);
    let (_, key) = key.ok_or_else(|| Unproven::UnknownKey(kept.key_id.clone()))?;
    let signature = hex::decode(&kept.signature).map_err(|_| Unproven::False)?;
    let signature = Signature::from_slice(&signature).map_err(|_| Unproven::False)?;
    let signed = [CONTEXT, kept.certificate.as_bytes()].concat();
    key.verify(&signed, &signature)
        .map_err(|_| Unproven::False)?;
    let certificate: Certificate =
        serde_json::from_str(&kept.certificate).map_err(|_| Unproven::Unreadable)?;
    match certificate.format == FORMAT {
        true => Ok(certificate),
        false => Err(Unproven::Unreadable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(byte: u8) -> SigningKey {
        SigningKey::from_bytes(&[byte; 32])
    }

    fn known(key: &SigningKey) -> Vec<(String, VerifyingKey)> {
        vec![(key_id(&key.verifying_key()), key.verifying_key())]
    }

    fn certificate() -> Certificate {
        Certificate {
            format: FORMAT.to_owned(),
            id: "0190".to_owned(),
            controller: "Association d'essai".to_owned(),
            erased_at: "2026-11-23T10:00:00Z".to_owned(),
            ground: "request".to_owned(),
            class: "space".to_owned(),
            law: "fr.retention.space".to_owned(),
            by: "two_persons".to_owned(),
            taken: BTreeMap::from([("complaint".to_owned(), 1)]),
            papers: vec![Paper {
                document: "acknowledgement".to_owned(),
                commitment: commitment(b"the paper"),
            }],
            specimen: false,
        }
    }

    #[test]
    fn a_certificate_is_read_back_and_opened_by_its_paper_alone() {
        let kept = serde_json::to_string(&certificate().signed(&key(1))).expect("it is well made");
        let read = read(&kept, &known(&key(1))).expect("it is well made");
        assert_eq!(read, certificate());
        assert!(read.paper(b"the paper").is_some());
        assert!(read.paper(b"another paper").is_none());
    }

    #[test]
    fn a_change_another_key_and_another_layout_are_refused() {
        let kept = certificate().signed(&key(1));
        let told = |kept: &Kept| serde_json::to_string(kept).expect("it is well made");
        let changed = Kept {
            certificate: kept.certificate.replace("request", "whim"),
            ..kept.clone()
        };
        assert_eq!(read(&told(&changed), &known(&key(1))), Err(Unproven::False));
        let other = read(&told(&kept), &known(&key(2)));
        assert_eq!(other, Err(Unproven::UnknownKey(kept.key_id.clone())));
        assert_eq!(read("{}", &known(&key(1))), Err(Unproven::Unreadable));
        let later = Certificate {
            format: "faisceau erasure certificate 2".to_owned(),
            ..certificate()
        };
        let later = told(&later.signed(&key(1)));
        assert_eq!(read(&later, &known(&key(1))), Err(Unproven::Unreadable));
    }
}
