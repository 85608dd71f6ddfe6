//! An answer that is a refusal or a fault: its status, its code, what was typed. It becomes a
//! page or `application/problem+json` in the outer guard, which alone knows language and route.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::Duration;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::failure_code::FailureCode;
use super::problem::Pointed;
use crate::fault::Fault;
use crate::regime::RegimeForbids;

/// Why a request did not get what it asked for. Returned by pages and operations' callers; the
/// words are `platform-error-<status>-…` in the locales for pages, `platform-problem-<code>` for
/// programs, unless [`Failure::saying`] adds some.
#[derive(Debug, Clone)]
pub struct Failure(Box<Told>);

/// The facts of a [`Failure`]: on the heap, so that results stay small on the happy path.
#[derive(Debug, Clone)]
pub struct Told {
    /// The HTTP status.
    pub status: StatusCode,
    /// What it is called, for pages and programs.
    pub code: FailureCode,
    /// A sentence already worded for the reader, shown first.
    pub detail: Option<String>,
    /// Whether [`Told::detail`] says all there is to say: the words of the status are then left out.
    pub all_said: bool,
    /// When to try again.
    pub retry_after: Option<Duration>,
    /// What the reader had typed, so that nothing is lost.
    pub kept: Vec<(String, String)>,
    /// The token with which the page may offer to send [`Told::kept`] again; `None`: it
    /// shows them only.
    pub fresh_token: Option<String>,
    /// Where [`Told::kept`] is sent again; `None`: where it was sent. What the reader holds no
    /// longer opens that page then, and this one says how to open it.
    pub resend_to: Option<&'static str>,
    /// Written in the log too, so that a reader can quote it.
    pub incident: Option<String>,
    /// What is wrong in the body of a program's request.
    pub errors: Vec<Pointed>,
}

impl Deref for Failure {
    type Target = Told;

    fn deref(&self) -> &Told {
        &self.0
    }
}

impl DerefMut for Failure {
    fn deref_mut(&mut self) -> &mut Told {
        &mut self.0
    }
}

impl Failure {
    /// A failure of this code and its status; the other facts are added by the methods below.
    #[must_use]
    pub fn new(code: FailureCode) -> Failure {
        Failure(Box::new(Told {
            status: code.status(),
            code,
            detail: None,
            all_said: false,
            retry_after: None,
            kept: Vec::new(),
            fresh_token: None,
            resend_to: None,
            incident: None,
            errors: Vec::new(),
        }))
    }

    /// 400: the request cannot be understood.
    #[must_use]
    pub fn bad_request() -> Failure {
        Failure::new(FailureCode::BadRequest)
    }

    /// 403: the rules in force say no.
    #[must_use]
    pub fn forbidden() -> Failure {
        Failure::new(FailureCode::Forbidden)
    }

    /// 403: the token of the form is missing, or belongs to another session.
    #[must_use]
    pub fn stale_form() -> Failure {
        Failure::new(FailureCode::StaleForm)
    }

    /// 401: what opened the page is over, or was never there.
    #[must_use]
    pub fn session_over() -> Failure {
        Failure::new(FailureCode::SessionOver)
    }

    /// 403: the request was made by a page of another site.
    #[must_use]
    pub fn from_elsewhere() -> Failure {
        Failure::new(FailureCode::CrossSite)
    }

    /// 404: nothing here, or nothing the reader may know of.
    #[must_use]
    pub fn not_found() -> Failure {
        Failure::new(FailureCode::NotFound)
    }

    /// 405: the page exists, this method on it does not.
    #[must_use]
    pub fn method_not_allowed() -> Failure {
        Failure::new(FailureCode::MethodNotAllowed)
    }

    /// 409: someone changed it meanwhile, or it is already done.
    #[must_use]
    pub fn conflict() -> Failure {
        Failure::new(FailureCode::Conflict)
    }

    /// 410: it existed and is no more.
    #[must_use]
    pub fn gone() -> Failure {
        Failure::new(FailureCode::Gone)
    }

    /// 413: more bytes than this route takes.
    #[must_use]
    pub fn too_large() -> Failure {
        Failure::new(FailureCode::TooLarge)
    }

    /// 422: understood, and against a rule. Give the rule with [`Failure::saying`].
    #[must_use]
    pub fn unprocessable() -> Failure {
        Failure::new(FailureCode::Unprocessable)
    }

    /// 429: too many tries; `wait` says when the next one is taken.
    #[must_use]
    pub fn too_many(wait: Duration) -> Failure {
        let mut failure = Failure::new(FailureCode::TooMany);
        failure.retry_after = Some(wait);
        failure
    }

    /// 503: the answer took too long, or the platform is not ready.
    #[must_use]
    pub fn unavailable() -> Failure {
        Failure::new(FailureCode::Unavailable)
    }

    /// 503 where there is no room left, else 500: something broke. The cause goes to the log, never to the page; causes carry ids
    /// only, since the log holds no name and no number.
    #[must_use]
    pub fn fault(cause: &Fault) -> Failure {
        if let Some(refusal) = RegimeForbids::in_fault(cause) {
            let said = Some(refusal.said.clone());
            return Failure::new(FailureCode::RegimeForbids).saying_all(said);
        }
        tracing::error!(%cause, "a request ended in a fault");
        Failure::new(match cause.is_full() {
            true => FailureCode::NoRoom,
            false => FailureCode::Fault,
        })
    }

    /// The same, with a sentence already worded for the reader.
    #[must_use]
    pub fn saying(mut self, detail: impl Into<String>) -> Failure {
        self.detail = Some(detail.into());
        self
    }

    /// The same, with a sentence already worded that says all there is to say, where there is one.
    #[must_use]
    pub fn saying_all(mut self, detail: Option<String>) -> Failure {
        self.all_said = detail.is_some();
        self.detail = detail;
        self
    }

    /// The same, with what the reader had typed.
    #[must_use]
    pub fn keeping(mut self, typed: Vec<(String, String)>) -> Failure {
        self.kept = typed;
        self
    }

    /// The same, with what is wrong in the body of a program's request.
    #[must_use]
    pub fn pointing(mut self, errors: Vec<Pointed>) -> Failure {
        self.errors = errors;
        self
    }

    /// The code used when an extractor of the framework refused and gave only a status.
    #[must_use]
    pub fn from_status(status: StatusCode) -> Failure {
        let mut failure = Failure::new(FailureCode::of(status));
        failure.status = status;
        failure
    }
}

impl From<Fault> for Failure {
    fn from(cause: Fault) -> Failure {
        Failure::fault(&cause)
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}
