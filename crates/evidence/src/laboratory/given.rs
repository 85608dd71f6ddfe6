//! Digests given with an image, and those computed while it streams in. SHA-256 is what the exhibit stands on; MD5 and
//! SHA-1 are kept to look it up in older records, and are compared all the same.

use md5::Md5;
use sha1::Sha1;
use sha2::{Digest as _, Sha256};

/// Digests given with an image, in small hexadecimal.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given {
    /// MD5, 32 digits.
    pub md5: Option<String>,
    /// SHA-1, 40 digits.
    pub sha1: Option<String>,
    /// SHA-256, 64 digits.
    pub sha256: Option<String>,
}

/// Why digests are refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// Not a digest of this kind.
    #[error("`{typed}` is no {algorithm} digest")]
    Malformed {
        /// `MD5`, `SHA-1` or `SHA-256`.
        algorithm: &'static str,
        /// What was typed.
        typed: String,
    },
    /// What was computed is another.
    #[error("{algorithm} differs: {given} was given, {computed} was computed")]
    Differs {
        /// `MD5`, `SHA-1` or `SHA-256`.
        algorithm: &'static str,
        /// What was given.
        given: String,
        /// What was computed.
        computed: String,
    },
}

impl Given {
    /// Reads digests as typed: spaces around them and case do not count.
    ///
    /// # Errors
    /// [`Wrong::Malformed`].
    pub fn read(
        md5: Option<&str>,
        sha1: Option<&str>,
        sha256: Option<&str>,
    ) -> Result<Given, Wrong> {
        Ok(Given {
            md5: digits("MD5", 32, md5)?,
            sha1: digits("SHA-1", 40, sha1)?,
            sha256: digits("SHA-256", 64, sha256)?,
        })
    }

    /// Compares with what was computed of the same bytes.
    ///
    /// # Errors
    /// [`Wrong::Differs`], the strongest first.
    pub fn compare(&self, computed: &Given) -> Result<(), Wrong> {
        for (algorithm, given, computed) in [
            ("SHA-256", &self.sha256, &computed.sha256),
            ("SHA-1", &self.sha1, &computed.sha1),
            ("MD5", &self.md5, &computed.md5),
        ] {
            if let (Some(given), Some(computed)) = (given, computed)
                && given != computed
            {
                return Err(Wrong::Differs {
                    algorithm,
                    given: given.clone(),
                    computed: computed.clone(),
                });
            }
        }
        Ok(())
    }
}

fn digits(
    algorithm: &'static str,
    length: usize,
    typed: Option<&str>,
) -> Result<Option<String>, Wrong> {
    let Some(typed) = typed else {
        return Ok(None);
    };
    let plain = typed.trim().to_ascii_lowercase();
    match plain.len() == length && plain.bytes().all(|b| b.is_ascii_hexdigit()) {
        true => Ok(Some(plain)),
        false => Err(Wrong::Malformed {
            algorithm,
            typed: typed.to_owned(),
        }),
    }
}

/// The three digests of bytes that pass.
#[derive(Default)]
pub(crate) struct Passing {
    md5: Md5,
    sha1: Sha1,
    sha256: Sha256,
    /// How many passed.
    pub(crate) bytes: i64,
}

impl Passing {
    pub(crate) fn pass(&mut self, bytes: &[u8]) {
        self.md5.update(bytes);
        self.sha1.update(bytes);
        self.sha256.update(bytes);
        self.bytes += i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    }

    pub(crate) fn computed(self) -> Given {
        Given {
            md5: Some(hex::encode(self.md5.finalize())),
            sha1: Some(hex::encode(self.sha1.finalize())),
            sha256: Some(hex::encode(self.sha256.finalize())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Given, Passing, Wrong};

    #[test]
    fn digests_are_read_computed_and_compared() {
        let mut passing = Passing::default();
        passing.pass(b"a");
        passing.pass(b"bc");
        let computed = passing.computed();
        // The examples of RFC 1321 and FIPS 180.
        let given = Given::read(
            Some(" 900150983CD24FB0D6963F7D28E17F72 "),
            Some("a9993e364706816aba3e25717850c26c9cd0d89d"),
            Some("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        );
        assert_eq!(given.expect("three digests").compare(&computed), Ok(()));
        let other = Given::read(Some(&"0".repeat(32)), None, None).expect("a digest");
        assert!(matches!(
            other.compare(&computed),
            Err(Wrong::Differs {
                algorithm: "MD5",
                ..
            })
        ));
        for wrong in ["", "12", &"g".repeat(32), &"0".repeat(33)] {
            let read = Given::read(Some(wrong), None, None);
            assert!(matches!(read, Err(Wrong::Malformed { .. })), "{wrong}");
        }
    }
}
