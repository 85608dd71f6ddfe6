//! The panel that confirms a filing: what to keep, and the secret code shown once.

use askama::Template;
use faisceau_documents::words::Say;

use super::lists::Row;

/// A code to be noted.
#[derive(Clone)]
pub struct Secret {
    /// What it is.
    pub label: String,
    /// The code, in groups.
    pub code: String,
    /// That it is secret and not shown again.
    pub note: String,
}

crate::undisclosed!(Secret);

/// The confirmation of a filing.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/receipt.html")]
pub struct Receipt {
    /// What is confirmed: the page's title.
    pub title: String,
    /// The reference, in figures told apart.
    pub reference: String,
    /// Times, type…
    pub rows: Vec<Row>,
    /// The code, when it is shown.
    pub secret: Option<Secret>,
    reference_word: String,
    copy_word: String,
    print_word: String,
}

impl Receipt {
    /// A confirmation.
    pub fn new(
        say: &Say,
        title: impl Into<String>,
        reference: impl Into<String>,
        rows: Vec<Row>,
        secret: Option<Secret>,
    ) -> Receipt {
        Receipt {
            title: title.into(),
            reference: reference.into(),
            rows,
            secret,
            reference_word: say.say("platform-reference"),
            copy_word: say.say("platform-copy"),
            print_word: say.say("platform-print"),
        }
    }
}
