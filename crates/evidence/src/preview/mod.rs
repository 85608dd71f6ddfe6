//! Small pictures made from the pictures that people gave: re-encoded, without what cameras write in
//! them, kept beside the exhibits and erased with them. None is made where the path of the complaint
//! takes no file, nor of a file that somebody withheld because it may show a minor.

pub mod device;
pub mod forget;
pub mod jobs;
pub mod make;
pub mod of_complaint;
pub mod picture;
pub(crate) mod rights;
pub mod show;
pub mod store;

use faisceau_domain::form::{Answers, Pack, takes_files};
use uuid::Uuid;

/// What is known of the preview of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// It was made.
    Made,
    /// There is none, and there will be none.
    Without,
    /// Somebody withheld it: it is gone and is not made again.
    Withheld,
}

impl State {
    /// The stored word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            State::Made => "made",
            State::Without => "without",
            State::Withheld => "withheld",
        }
    }

    /// The state of a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<State> {
        [State::Made, State::Without, State::Withheld]
            .into_iter()
            .find(|state| state.code() == code)
    }
}

/// Where the bytes of a preview are: beside the exhibits of its complaint, under the file's own id.
#[must_use]
pub fn key(complaint: Uuid, file: Uuid) -> String {
    format!("cases/{complaint}/previews/{file}")
}

/// Whether the pictures of a complaint may be shown at all: never on a path that takes no file, whatever
/// was given before it became one, and never where the path cannot be read. A complaint of an import
/// has no path.
pub(crate) fn may_be_shown(forms: &Pack, channel: &str, form_type: &str, answers: &str) -> bool {
    let told = || serde_json::from_str::<Answers>(answers);
    channel == "import" || told().is_ok_and(|answers| takes_files(forms, form_type, &answers))
}
