//! What the guard found out about a request, handed to pages: language, tokens, where it came
//! from. Pages ask it for their frame.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use faisceau_documents::words::Say;
use faisceau_domain::Lang;

use super::cookie::Tls;
use super::failure::Failure;
use super::frame::{Frame, Framing};
use super::rate::Network;
use crate::fault::Fault;

/// One request, as pages need to know it. Taken as an argument by any page.
#[derive(Debug, Clone)]
pub struct Visit {
    /// The operator's settings around pages.
    pub framing: Arc<Framing>,
    /// The reader's language.
    pub lang: Lang,
    /// Path and query of a page that can be read again; `/` after a gesture.
    pub here: String,
    /// The path asked for, without its query.
    pub path: String,
    /// Written in the log and on pages of failure.
    pub request_id: String,
    /// Whether readers come over TLS.
    pub tls: Tls,
    /// The reader's network, for counting only.
    pub network: Option<Network>,
    /// The token of forms shown in answer to this request.
    pub csrf: String,
}

impl Visit {
    /// Sentences in the reader's language.
    #[must_use]
    pub fn say(&self) -> Say {
        Say::new(Arc::clone(&self.framing.words), self.lang)
    }

    /// The frame of a page whose title, already worded, is `title`.
    #[must_use]
    pub fn frame(&self, title: impl Into<String>) -> Frame {
        Frame {
            framing: Arc::clone(&self.framing),
            title: title.into(),
            say: self.say(),
            here: self.here.clone(),
            csrf: self.csrf.clone(),
            exit_button: false,
            neutral_title: false,
            in_error: false,
            back: None,
            staff: None,
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Visit, Failure> {
        parts
            .extensions
            .get::<Visit>()
            .cloned()
            .ok_or_else(|| Failure::fault(&Fault::new("a page is served outside the guard")))
    }
}
