//! The shape of a refusal told to a program, for the descriptions of the interface. The guard writes
//! it (`failure_page`); nothing here does.

use utoipa::ToSchema;

/// Why nothing is answered (RFC 9457), as `application/problem+json`.
#[derive(Debug, ToSchema)]
pub struct Problem {
    /// `about:blank`: the status says what kind it is.
    pub r#type: String,
    /// The status in words, in the reader's language.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// A stable word for programs.
    pub code: String,
    /// What is wrong, in words.
    pub detail: Option<String>,
    /// To quote when asking for help; the log holds it too.
    pub request_id: String,
}
