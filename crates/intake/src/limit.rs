//! How large a file may be, as it is told on every page and to programs. Checks no file.

use faisceau_documents::{Say, dates};

/// The largest file in whole binary megabytes, worded as decimal ones: what is told is never above the limit
/// that holds.
pub(crate) fn told(say: &Say, bytes_max: u64) -> String {
    dates::size(say, bytes_max / (1024 * 1024) * 1_000_000)
}

/// The data of `file_too_big`: how large the file is, how large it may be.
pub(crate) fn passed(say: &Say, bytes: u64, bytes_max: u64) -> [(&'static str, String); 2] {
    [
        ("size", dates::size(say, bytes)),
        ("limit", told(say, bytes_max)),
    ]
}
