//! From a template to an answer, and the pairs a form sends. Knows no page.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use faisceau_platform::fault::Fault;
use faisceau_platform::web::{Failure, Markup};

/// The pairs of a form, in the order sent. Another content type is answered 415 before.
pub(crate) type Pairs = axum_extra::extract::Form<Vec<(String, String)>>;

/// A page.
pub(crate) fn shown(template: &impl Template) -> Result<Response, Failure> {
    shown_as(StatusCode::OK, template)
}

/// A page under a status of its own: 422 for one that shows errors.
pub(crate) fn shown_as(status: StatusCode, template: &impl Template) -> Result<Response, Failure> {
    let html = template.render().map_err(Fault::from)?;
    Ok((status, Html(html)).into_response())
}

/// A piece of a page.
pub(super) fn piece(template: &impl Template) -> Result<Markup, Failure> {
    Ok(Markup::of(template).map_err(Fault::from)?)
}

/// Pieces one after the other.
pub(super) fn joined(pieces: impl IntoIterator<Item = Markup>) -> Markup {
    let html: Vec<String> = pieces.into_iter().map(|piece| piece.to_string()).collect();
    Markup::trusted(html.join("\n"))
}

/// The first value of a name.
pub(crate) fn first<'a>(pairs: &'a [(String, String)], wanted: &str) -> &'a str {
    pairs
        .iter()
        .find(|(name, _)| name == wanted)
        .map_or("", |(_, value)| value.trim())
}
