//! What stays of a file, or of what a complaint says, once it is erased: SHA-256 of a salt and of its digest. Who has
//! the salt may show what it was; once the salt is destroyed it says nothing, even to who holds the very file.

use sha2::{Digest, Sha256};
use uuid::Uuid;

/// `SHA-256(salt ‖ sha256)`.
#[must_use]
pub fn commitment(salt: &[u8; 32], sha256: &[u8; 32]) -> [u8; 32] {
    Sha256::new()
        .chain_update(salt)
        .chain_update(sha256)
        .finalize()
        .into()
}

/// The digest of what a version of a complaint says: SHA-256 of four lines (`faisceau answers 1`, the id of the
/// complaint with its dashes, the number of the version from 1, the hash of the form in hexadecimal) and of the
/// answers as stored, in UTF-8.
#[must_use]
pub fn answers_digest(complaint: Uuid, version: i64, form_hash: &str, answers: &str) -> [u8; 32] {
    let head = format!("faisceau answers 1\n{complaint}\n{version}\n{form_hash}\n");
    Sha256::new()
        .chain_update(head)
        .chain_update(answers)
        .finalize()
        .into()
}

#[cfg(test)]
mod tests {
    use super::{answers_digest, commitment};
    use uuid::Uuid;

    #[test]
    fn what_is_said_is_of_one_complaint_and_one_version() {
        // printf 'faisceau answers 1\n00000000-0000-0000-0000-000000000000\n1\nab\n{}' | sha256sum
        let told = answers_digest(Uuid::nil(), 1, "ab", "{}");
        let tool = "7039d532546a3c2c41c384c947d94165bdb1340564b884691c610267dbd57bb2";
        assert_eq!(hex::encode(told), tool);
        for other in [
            answers_digest(Uuid::max(), 1, "ab", "{}"),
            answers_digest(Uuid::nil(), 2, "ab", "{}"),
            answers_digest(Uuid::nil(), 1, "ac", "{}"),
            answers_digest(Uuid::nil(), 1, "ab", "{ }"),
        ] {
            assert_ne!(told, other);
        }
    }

    #[test]
    fn it_is_the_digest_of_both_that_any_tool_makes() {
        // printf '%064d%064d' | xxd -r -p | sha256sum, of 64 bytes of zero.
        let zeros = "f5a5fd42d16a20302798ef6ed309979b43003d2320d9f0e8ea9831a92759fb4b";
        assert_eq!(hex::encode(commitment(&[0; 32], &[0; 32])), zeros);
        assert_ne!(
            commitment(&[1; 32], &[0; 32]),
            commitment(&[0; 32], &[1; 32])
        );
        assert_ne!(
            commitment(&[1; 32], &[2; 32]),
            commitment(&[2; 32], &[2; 32])
        );
    }
}
