//! The digests a signature may rest on. SHA-1 and older are not among them.

use der::asn1::ObjectIdentifier;
use sha2::{Digest, Sha256, Sha384, Sha512};

/// A digest of the SHA-2 family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hash {
    /// SHA-256.
    Sha256,
    /// SHA-384.
    Sha384,
    /// SHA-512.
    Sha512,
}

impl Hash {
    const ALL: [Hash; 3] = [Hash::Sha256, Hash::Sha384, Hash::Sha512];

    /// Its name in ASN.1 (NIST, 2.16.840.1.101.3.4.2).
    #[must_use]
    pub fn oid(self) -> ObjectIdentifier {
        ObjectIdentifier::new_unwrap(match self {
            Hash::Sha256 => "2.16.840.1.101.3.4.2.1",
            Hash::Sha384 => "2.16.840.1.101.3.4.2.2",
            Hash::Sha512 => "2.16.840.1.101.3.4.2.3",
        })
    }

    /// The digest of this name, if it is one of ours.
    #[must_use]
    pub fn from_oid(oid: ObjectIdentifier) -> Option<Hash> {
        Hash::ALL.into_iter().find(|hash| hash.oid() == oid)
    }

    /// The digest of these bytes.
    #[must_use]
    pub fn of(self, bytes: &[u8]) -> Vec<u8> {
        match self {
            Hash::Sha256 => Sha256::digest(bytes).to_vec(),
            Hash::Sha384 => Sha384::digest(bytes).to_vec(),
            Hash::Sha512 => Sha512::digest(bytes).to_vec(),
        }
    }

    /// The digest of two pieces that follow each other.
    #[must_use]
    pub fn of_two(self, pieces: [&[u8]; 2]) -> Vec<u8> {
        match self {
            Hash::Sha256 => two::<Sha256>(pieces),
            Hash::Sha384 => two::<Sha384>(pieces),
            Hash::Sha512 => two::<Sha512>(pieces),
        }
    }
}

fn two<D: Digest>(pieces: [&[u8]; 2]) -> Vec<u8> {
    let mut hash = D::new();
    pieces.into_iter().for_each(|piece| hash.update(piece));
    hash.finalize().to_vec()
}
