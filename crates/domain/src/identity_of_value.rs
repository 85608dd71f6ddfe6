//! The id of a value: derived from what it is, so that the same value has the same id wherever
//! and whenever it is met, and who looks for it needs no table. Says nothing of who uses it.

use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Never changed: every stored id was derived under it.
const SPACE: &[u8] = b"faisceau value 1\0";

/// The id of a value of this kind (an identifier kind's code, such as `iban`), from its canonical
/// form or from the key on which complaints are grouped. A UUID version 8 (RFC 9562): the first
/// 16 bytes of SHA-256 of the space, the kind, a zero byte and the text.
#[must_use]
pub fn value_id(kind_code: &str, text: &str) -> Uuid {
    let mut digest = Sha256::new();
    digest.update(SPACE);
    digest.update(kind_code.as_bytes());
    digest.update([0]);
    digest.update(text.as_bytes());
    let whole: [u8; 32] = digest.finalize().into();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&whole[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with `printf 'faisceau value 1\0iban\0FR7630006000011234567890189' | sha256sum`,
    /// version and variant bits set by hand: stored ids must never move.
    #[test]
    fn the_id_of_a_value_never_moves() {
        let id = value_id("iban", "FR7630006000011234567890189");
        assert_eq!(id.to_string(), "84ac934a-79fc-8b12-8a36-41eccfdda9e8");
    }

    #[test]
    fn the_kind_counts_and_the_zero_byte_keeps_the_parts_apart() {
        assert_ne!(value_id("phone", "3639"), value_id("payref", "3639"));
        assert_ne!(value_id("url", "xy"), value_id("urlx", "y"));
        assert_eq!(value_id("email", "a@b.fr").get_version_num(), 8);
    }
}
