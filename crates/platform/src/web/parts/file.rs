//! Giving files: what may be given, what was already received, how to take one back.

use askama::Template;
use faisceau_documents::words::Say;

use super::field::Asked;

/// A file already received.
#[derive(Debug, Clone)]
pub struct FileRow {
    /// Its name, as made safe for reading.
    pub name: String,
    /// Its size, worded.
    pub size: String,
    /// The first half of its digest, to be compared with the receipt.
    pub digest: String,
    /// The form name and value that take it back; `None` when it can no longer be.
    pub remove: Option<(String, String)>,
    /// The form name and value that set it aside, as it may show a minor.
    pub aside: Option<(String, String)>,
}

/// A field for files.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/file.html")]
pub struct FileField {
    /// The question.
    pub asked: Asked,
    /// What is taken: sizes, kinds, numbers, worded.
    pub limits: String,
    /// Whether several may be given at once.
    pub several: bool,
    /// What was already received.
    pub received: Vec<FileRow>,
    received_word: String,
    digest_word: String,
    remove_word: String,
    aside_word: String,
}

impl FileField {
    /// A field for several files.
    #[must_use]
    pub fn new(
        say: &Say,
        asked: Asked,
        limits: impl Into<String>,
        received: Vec<FileRow>,
    ) -> FileField {
        FileField {
            asked,
            limits: limits.into(),
            several: true,
            received_word: say.number("platform-files-received", received.len() as i64),
            received,
            digest_word: say.say("platform-file-digest"),
            remove_word: say.say("platform-file-remove"),
            aside_word: say.say("platform-file-aside"),
        }
    }

    /// The ids that describe the field: its limits, hint and error.
    fn described(&self) -> String {
        format!("{}-limits {}", self.asked.id(), self.asked.described_by())
            .trim()
            .to_owned()
    }
}
