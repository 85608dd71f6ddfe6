//! Short secrets sealed for the database under a key that is not in it (ChaCha20-Poly1305, RFC 8439). What is
//! sealed for one row opens in no other. Keeps no key: who calls says under which.

use crate::clock::Dice;
use crate::fault::Fault;
use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

/// Seals `clear` under `key`, for the row that `about` names.
///
/// # Errors
/// When it is longer than the algorithm seals.
pub fn seal(dice: &Dice, key: &[u8; 32], about: &[u8], clear: &[u8]) -> Result<Vec<u8>, Fault> {
    let nonce: [u8; NONCE_LEN] = dice.bytes();
    let mut sealed = clear.to_vec();
    cipher(key)
        .seal_in_place_append_tag(
            Nonce::assume_unique_for_key(nonce),
            Aad::from(about),
            &mut sealed,
        )
        .map_err(|_| Fault::new("sealing what a row keeps"))?;
    Ok([nonce.as_slice(), &sealed].concat())
}

/// Opens what [`seal`] made; `None` under another key, for another row, or when a byte changed.
#[must_use]
pub fn open(key: &[u8; 32], about: &[u8], sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, rest) = sealed.split_at_checked(NONCE_LEN)?;
    let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
    let mut rest = rest.to_vec();
    let clear = cipher(key).open_in_place(nonce, Aad::from(about), &mut rest);
    clear.ok().map(|clear| clear.to_vec())
}

fn cipher(key: &[u8; 32]) -> LessSafeKey {
    let key = UnboundKey::new(&CHACHA20_POLY1305, key);
    LessSafeKey::new(key.expect("a key of this algorithm has 32 bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_under_its_key_for_its_row_alone() {
        let dice = Dice::seeded(1);
        let (key, other) = (dice.bytes::<32>(), dice.bytes::<32>());
        let sealed = seal(&dice, &key, b"row", b"words").expect("short words");
        assert_eq!(open(&key, b"row", &sealed).as_deref(), Some(&b"words"[..]));
        assert_eq!(open(&other, b"row", &sealed), None);
        assert_eq!(open(&key, b"another", &sealed), None);
        assert_eq!(open(&key, b"row", &sealed[..5]), None);
        for place in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert_eq!(open(&key, b"row", &changed), None, "byte {place}");
        }
        let again = seal(&dice, &key, b"row", b"words").expect("short words");
        assert_ne!(sealed, again, "the same words are not seen to be");
    }
}
