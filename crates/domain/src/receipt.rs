//! The acknowledgement of registration: what it attests, its canonical bytes and its signature.
//! Never the narrative, never an account number; never called récépissé, which is the officer's.

use ed25519_dalek::{Signature, Signer, SigningKey, Verifier, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// One exhibit as listed on the receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListedExhibit {
    /// File name as given, printed through the document's text function.
    pub name: String,
    /// Size in bytes.
    pub bytes: u64,
    /// What is bound to the bytes as received, in hexadecimal: [`crate::commitment::commitment`]. Since version 3;
    /// its salt is no part of any paper.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub commitment: String,
    /// SHA-256 of the bytes as received, in hexadecimal: until version 2, and of files given before anything was
    /// bound to them.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sha256: String,
}

impl ListedExhibit {
    /// What is printed for its bytes.
    #[must_use]
    pub fn mark(&self) -> &str {
        match self.commitment.as_str() {
            "" => &self.sha256,
            commitment => commitment,
        }
    }
}

/// The version of the layout written now.
pub const VERSION: u8 = 4;

/// A fact that a paper states because its victim chose it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatedFact {
    /// The title it stands under.
    pub part: String,
    /// The question.
    pub label: String,
    /// The answer, as printed.
    pub value: String,
}

/// What is signed. The order of the fields is the order of the bytes: never reorder, add at the
/// end with a new `version`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payload {
    /// Version of this layout.
    pub version: u8,
    /// `acknowledgement`, or `recepisse` for the officer's paper.
    pub document: String,
    /// `complaint` or `report`.
    pub nature: String,
    /// The printed reference, with its check character.
    pub reference: String,
    /// The questionnaire type's code.
    pub form_type: String,
    /// The hash of the form it was filled with.
    pub form_hash: String,
    /// Registered here on (RFC 3339, UTC, milliseconds).
    pub registered_at: String,
    /// Received on, as stated by the source of an import (RFC 3339).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub received_at: Option<String>,
    /// Exhibits in the order given.
    pub exhibits: Vec<ListedExhibit>,
    /// The verification code printed on it, grouped.
    pub verification_code: String,
    /// Who is responsible for the instance.
    pub controller: String,
    /// `authority`, `mandated` or `private`.
    pub legal_regime: String,
    /// Whether the instance is a demonstration.
    pub specimen: bool,
    /// The key that signs.
    pub key_id: String,
    /// On the officer's paper: who signs, by name or number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<String>,
    /// On the officer's paper: the offences retained.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offences: Vec<String>,
    /// On an attestation: the facts stated. Since version 2.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stated: Vec<StatedFact>,
    /// On an acknowledgement: what is bound to the answers it acknowledges, in hexadecimal:
    /// [`crate::commitment::commitment`] of their [`crate::commitment::answers_digest`]. Since version 4; its salt is
    /// no part of any paper.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub answers_commitment: String,
}

impl Payload {
    /// The bytes that are stored, attached and signed.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a payload is strings, numbers and lists: always JSON")
    }
}

/// Domain separation: a signature of this kind can serve nothing else.
const CONTEXT: &[u8] = b"faisceau acknowledgement payload 1\0";

fn message(payload: &[u8]) -> Vec<u8> {
    [CONTEXT, &Sha256::digest(payload)[..]].concat()
}

/// Signs payload bytes (Ed25519, RFC 8032).
#[must_use]
pub fn sign(payload: &[u8], key: &SigningKey) -> [u8; 64] {
    key.sign(&message(payload)).to_bytes()
}

/// Whether this key signed exactly these bytes.
#[must_use]
pub fn is_signed_by(payload: &[u8], signature: &[u8; 64], key: &VerifyingKey) -> bool {
    key.verify(&message(payload), &Signature::from_bytes(signature))
        .is_ok()
}

/// The name of a key: the first 16 hexadecimal digits of the SHA-256 of its public bytes.
#[must_use]
pub fn key_id(key: &VerifyingKey) -> String {
    hex::encode(&Sha256::digest(key.as_bytes())[..8])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn payload() -> Payload {
        Payload {
            version: 1,
            document: "acknowledgement".into(),
            nature: "complaint".into(),
            reference: "FSC-2026-000001-X".into(),
            form_type: "fake_shop".into(),
            form_hash: "00".into(),
            registered_at: "2026-11-22T10:00:00.000Z".into(),
            received_at: None,
            exhibits: vec![],
            verification_code: "0000-0000-0000-0000".into(),
            controller: "Essai".into(),
            legal_regime: "private".into(),
            specimen: true,
            key_id: "k".into(),
            officer: None,
            offences: vec![],
            stated: vec![],
            answers_commitment: String::new(),
        }
    }

    #[test]
    fn a_signature_holds_for_these_bytes_and_this_key_only() {
        let key = SigningKey::from_bytes(&[7; 32]);
        let other = SigningKey::from_bytes(&[8; 32]);
        let bytes = payload().bytes();
        let signature = sign(&bytes, &key);
        assert!(is_signed_by(&bytes, &signature, &key.verifying_key()));
        assert!(!is_signed_by(&bytes, &signature, &other.verifying_key()));
        let mut altered = payload();
        altered.registered_at = "2026-11-21T10:00:00.000Z".into();
        assert!(!is_signed_by(
            &altered.bytes(),
            &signature,
            &key.verifying_key()
        ));
    }

    #[test]
    fn the_bytes_read_back_to_the_same_payload() {
        let read: Payload = serde_json::from_slice(&payload().bytes()).expect("our own bytes");
        assert_eq!(read, payload());
        assert_eq!(read.bytes(), payload().bytes());
    }
}
