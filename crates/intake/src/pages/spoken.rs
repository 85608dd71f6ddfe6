//! Reads what a sender of the tus protocol says in its headers, which anybody may have written. Names nothing of
//! the crate: coverage-guided runs include this very file (`fuzz/src/arrivals.rs`).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

/// Longest line of metadata read, in bytes.
const METADATA_BYTES_MAX: usize = 8 * 1024;

/// What is said of a file announced; empty where nothing is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Metadata {
    /// Its name.
    pub(crate) filename: String,
    /// The input it was chosen in.
    pub(crate) input: String,
    /// The page of that input.
    pub(crate) page: String,
    /// When it changed last.
    pub(crate) modified: String,
}

/// A line of metadata: pairs between commas, each a key and a text in base64.
pub(crate) fn metadata(line: &str) -> Option<Metadata> {
    if line.len() > METADATA_BYTES_MAX {
        return None;
    }
    let mut told = Metadata::default();
    for pair in line.split(',') {
        let (key, value) = pair.trim().split_once(' ').unwrap_or((pair.trim(), ""));
        let value = String::from_utf8(STANDARD.decode(value).ok()?).ok()?;
        match key {
            "filename" => told.filename = value,
            "input" => told.input = value,
            "page" => told.page = value,
            "modified" => told.modified = value,
            _ => {}
        }
    }
    Some(told)
}

/// A length or an offset: digits and nothing else.
pub(crate) fn number(text: &str) -> Option<u64> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}
