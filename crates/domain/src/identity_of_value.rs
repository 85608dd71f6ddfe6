//! The id of a value: derived from what it is under the key of the installation, so that the same
//! value has the same id wherever and whenever it is met there, who looks for it needs no table,
//! and who holds ids without the key learns nothing by trying values. Says nothing of who uses it.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use uuid::Uuid;

/// Never changed: every stored id was derived under it.
const SPACE: &[u8] = b"faisceau value 2\0";

/// The ids of the values of one installation.
#[derive(Clone, Copy)]
pub struct ValueIds {
    key: [u8; 32],
}

impl std::fmt::Debug for ValueIds {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("ValueIds(…)")
    }
}

impl ValueIds {
    /// The ids under this key, which never changes in the life of an installation.
    #[must_use]
    pub fn under(key: [u8; 32]) -> ValueIds {
        ValueIds { key }
    }

    /// The id of a value of this kind (an identifier kind's code, such as `iban`), from its
    /// canonical form or from the key on which complaints are grouped. A UUID version 8
    /// (RFC 9562): the first 16 bytes of HMAC-SHA-256 over the space, the kind, a zero byte and
    /// the text.
    #[must_use]
    pub fn of(&self, kind_code: &str, text: &str) -> Uuid {
        let mut mac =
            Hmac::<Sha256>::new_from_slice(&self.key).expect("HMAC takes keys of any length");
        mac.update(SPACE);
        mac.update(kind_code.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        let whole: [u8; 32] = mac.finalize().into_bytes().into();
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&whole[..16]);
        uuid::Builder::from_custom_bytes(bytes).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Computed with `printf 'faisceau value 2\0iban\0FR7630006000011234567890189' | openssl dgst
    /// -sha256 -mac HMAC -macopt hexkey:0707…07`, version and variant bits set by hand: stored ids
    /// must never move.
    #[test]
    fn the_id_of_a_value_never_moves() {
        let id = ValueIds::under([7; 32]).of("iban", "FR7630006000011234567890189");
        assert_eq!(id.to_string(), "eee895ba-5a21-8529-a278-5e32d4cd70b3");
    }

    #[test]
    fn another_installation_has_other_ids() {
        let of = |key| ValueIds::under([key; 32]).of("phone", "+33639980001");
        assert_ne!(of(1), of(2));
    }

    #[test]
    fn the_kind_counts_and_the_zero_byte_keeps_the_parts_apart() {
        let ids = ValueIds::under([7; 32]);
        assert_ne!(ids.of("phone", "3639"), ids.of("payref", "3639"));
        assert_ne!(ids.of("url", "xy"), ids.of("urlx", "y"));
        assert_eq!(ids.of("email", "a@b.fr").get_version_num(), 8);
    }

    #[test]
    fn the_key_is_never_printed() {
        assert_eq!(format!("{:?}", ValueIds::under([7; 32])), "ValueIds(…)");
    }
}
