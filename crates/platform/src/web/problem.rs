//! The shape of a refusal told to a program, and which refusals operations share, for the
//! descriptions of the interface. The guard writes it (`failure_page`); nothing here does.

use serde::Serialize;
use utoipa::{IntoResponses, ToSchema};

use super::failure_code::FailureCode;

/// Why nothing is answered (RFC 9457), as `application/problem+json`.
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// `about:blank`: the code says what kind it is.
    pub r#type: &'static str,
    /// What it is called, in words, in the reader's language.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// A stable word for programs.
    #[schema(value_type = FailureCode)]
    pub code: &'static str,
    /// What is wrong and what to do, in words.
    pub detail: String,
    /// To quote when asking for help; the log holds it too.
    pub request_id: String,
    /// What is wrong in the body, each at its place; absent when the refusal is about the whole.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub errors: Vec<Pointed>,
}

/// One thing wrong in the body of a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Pointed {
    /// Where (JSON Pointer, RFC 6901).
    pub pointer: String,
    /// A stable word for programs.
    pub code: String,
    /// What is wrong and what to do, in words.
    pub detail: String,
    /// The value may be kept as it is: sent again with its doubt, it is accepted.
    pub may_be_kept: bool,
}

/// What any operation may answer.
#[derive(IntoResponses)]
pub enum Refusals {
    /// `bad_request`: an address or a body that cannot be understood.
    #[response(status = 400, content_type = "application/problem+json")]
    Unread(Problem),
    /// `too_many`: too many requests; `Retry-After` says when the next one is taken.
    #[response(status = 429, content_type = "application/problem+json")]
    TooMany(Problem),
    /// `fault` or `bug`: it broke here; nothing was changed.
    #[response(status = 500, content_type = "application/problem+json")]
    Broken(Problem),
    /// `unavailable`: starting, or too busy; `no_room`: the disk is full. To be tried again.
    #[response(status = 503, content_type = "application/problem+json")]
    Unavailable(Problem),
}

/// What an operation of staff may answer besides.
#[derive(IntoResponses)]
pub enum StaffRefusals {
    /// `signed_out`: nobody is signed in; `session_over`: the session is over.
    #[response(status = 401, content_type = "application/problem+json")]
    SignedOut(Problem),
    /// `forbidden`: closed to this role under this purpose; `sensitive`: sensitive, and open to its unit and those named for it
    /// alone; `proof_wanted`: sensitive, and the person behind the session was
    /// proven too long ago.
    #[response(status = 403, content_type = "application/problem+json")]
    Closed(Problem),
}

/// What an operation of the program of a partner may answer besides.
#[derive(IntoResponses)]
pub enum PartnerRefusals {
    /// `no_key`: no key of a partner came with the request, or one that opens nothing.
    #[response(status = 401, content_type = "application/problem+json")]
    NoKey(Problem),
    /// `forbidden`: closed to partners, or filed by another. `regime_forbids`: the legal regime of the
    /// installation forbids it, for the ground told.
    #[response(status = 403, content_type = "application/problem+json")]
    Closed(Problem),
}

/// What an operation of staff on one thing may answer besides.
#[derive(IntoResponses)]
pub enum NotThere {
    /// `not_found`: none that this person may read.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(Problem),
}

/// What an operation that takes a body may answer besides.
#[derive(IntoResponses)]
pub enum BodyRefusals {
    /// `too_large`: more than a body may hold.
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(Problem),
    /// `unsupported_media_type`: not announced as JSON.
    #[response(status = 415, content_type = "application/problem+json")]
    NotJson(Problem),
    /// `unprocessable`: JSON of another shape.
    #[response(status = 422, content_type = "application/problem+json")]
    Shape(Problem),
}
