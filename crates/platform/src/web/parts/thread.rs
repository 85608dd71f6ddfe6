//! Messages between a victim and those who treat the complaint, oldest first.

use askama::Template;
use faisceau_documents::words::Say;

/// Who wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The reader.
    Mine,
    /// The other side.
    Theirs,
}

/// One message.
#[derive(Debug, Clone)]
pub struct Message {
    /// Who wrote, worded ("Agent 4127", "Vous").
    pub from: String,
    /// Which side that is.
    pub side: Side,
    /// When, worded.
    pub when: String,
    /// When, for machines (RFC 3339).
    pub at: String,
    /// The text as written; lines are kept, nothing in it is followed.
    pub text: String,
    /// Whether the reader has not read it yet.
    pub unread: bool,
}

/// An exchange.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/thread.html")]
pub struct Thread {
    /// The messages, oldest first.
    pub messages: Vec<Message>,
    unread_word: String,
    empty: String,
}

impl Thread {
    /// An exchange; says that it is empty when it is.
    #[must_use]
    pub fn new(say: &Say, messages: Vec<Message>) -> Thread {
        Thread {
            messages,
            unread_word: say.say("platform-unread"),
            empty: say.say("platform-thread-empty"),
        }
    }
}
