//! What stays of a file once it is erased: SHA-256 of a salt and of its digest. Who has the salt may show what
//! the file was; once the salt is destroyed it says nothing, even to who holds the very file.

use sha2::{Digest, Sha256};

/// `SHA-256(salt ‖ sha256)`.
#[must_use]
pub fn commitment(salt: &[u8; 32], sha256: &[u8; 32]) -> [u8; 32] {
    Sha256::new()
        .chain_update(salt)
        .chain_update(sha256)
        .finalize()
        .into()
}

#[cfg(test)]
mod tests {
    use super::commitment;

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
