//! A mistake in the files of the pack, told to whoever edits them.

use std::fmt;

/// What is wrong, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// The file; empty when several are concerned.
    pub file: String,
    /// The key in the file, such as `field.payment.to_iban`.
    pub key: String,
    /// What to do.
    pub what: String,
}

impl Mistake {
    pub(super) fn new(file: &str, key: &str, what: impl Into<String>) -> Mistake {
        Mistake {
            file: file.to_owned(),
            key: key.to_owned(),
            what: what.into(),
        }
    }
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.file, self.key, self.what)
    }
}
