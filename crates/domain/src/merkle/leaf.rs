//! What a leaf of the log is made of: a salted digest, so that the log shows nothing of what it
//! holds, and nobody tells whether an entry is about something guessed once the salt is destroyed.

use sha2::{Digest, Sha256};

/// Bytes of a salt.
pub const SALT_BYTES: usize = 32;

/// What a paper puts in the log: the SHA-256 of its payload, the bytes attached to its PDF.
#[must_use]
pub fn record(payload: &[u8]) -> [u8; 32] {
    Sha256::digest(payload).into()
}

/// The bytes of a leaf; its hash in the tree is [`super::leaf_hash`] of them.
#[must_use]
pub fn leaf(salt: &[u8; SALT_BYTES], record: &[u8; 32]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"faisceau leaf 1\0");
    hash.update(salt);
    hash.update(record);
    hash.finalize().into()
}
