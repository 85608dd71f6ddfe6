//! The event of a filing. Never holds what the victim wrote.

use crate::id::{AccountId, ComplaintId, ReceiptId};
use serde::Serialize;

/// How a complaint reached the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// The public pages.
    Online,
    /// An officer's counter.
    Counter,
    /// A program of a partner, by its own key.
    Partner,
    /// A file or feed of another system.
    Import,
}

impl Channel {
    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Channel::Online => "online",
            Channel::Counter => "counter",
            Channel::Partner => "partner",
            Channel::Import => "import",
        }
    }

    /// Reads a word written by [`Channel::code`].
    #[must_use]
    pub fn from_code(code: &str) -> Option<Channel> {
        [
            Channel::Online,
            Channel::Counter,
            Channel::Partner,
            Channel::Import,
        ]
        .into_iter()
        .find(|channel| channel.code() == code)
    }
}

/// A complaint was filed and its receipt written.
#[derive(Debug, Clone, Serialize)]
pub struct ComplaintFiled {
    /// The complaint.
    pub complaint: ComplaintId,
    /// Its acknowledgement.
    pub receipt: ReceiptId,
    /// The questionnaire type: `fake_shop`…
    pub form_type: String,
    /// How it came.
    pub channel: Channel,
    /// The officer who took it at a counter, in charge of it from then on. Since version 2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub officer: Option<AccountId>,
}
