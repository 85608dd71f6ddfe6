//! Turns a failure into what the reader understands: a page in the reader's language that says
//! what to do, or `application/problem+json` under `/api`.

use std::sync::Arc;

use askama::Template;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::failure::Failure;
use super::failure_code::FailureCode;
use super::frame::Frame;
use super::problem::Problem;
use super::visit::Visit;
use crate::accounts::proof_pages::PROOF;

/// What kind of answer the reader of this path understands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wants {
    /// A page.
    Page,
    /// RFC 9457.
    Problem,
}

impl Wants {
    pub(crate) fn of(path: &str) -> Wants {
        if path == "/api" || path.starts_with("/api/") {
            Wants::Problem
        } else {
            Wants::Page
        }
    }
}

/// The statuses that have words of their own in the locales.
const WORDED: [u16; 12] = [400, 403, 404, 405, 409, 410, 413, 415, 422, 429, 500, 503];

#[derive(Template)]
#[template(path = "layout/failure.html")]
struct Page {
    f: Frame,
    heading: String,
    detail: Option<String>,
    /// What the status says and what to do, unless the detail says it all.
    general: Vec<String>,
    wait: Option<String>,
    incident: Option<String>,
    /// The page of proof, when one is wanted.
    proof: Option<&'static str>,
    kept: Vec<(String, String)>,
    resend: bool,
    action: String,
    /// The page it was meant for, when it is sent to another.
    meant_for: Option<String>,
}

/// The response itself when all went well or when a page already says what is wrong; else the
/// words of its failure.
pub(crate) fn worded(response: Response, visit: &Visit, wants: Wants) -> Response {
    let status = response.status();
    let told = response.extensions().get::<Arc<Failure>>().cloned();
    if told.is_none() && (!status.is_client_error() && !status.is_server_error()) {
        return response;
    }
    if told.is_none() && speaks(&response) {
        return response;
    }
    let failure = told.map_or_else(|| Failure::from_status(status), |told| (*told).clone());
    let mut worded = match wants {
        Wants::Page => page(&failure, visit),
        Wants::Problem => problem(&failure, visit),
    };
    // Cookies and the allowed methods found on the way stay.
    for name in [header::SET_COOKIE, header::ALLOW] {
        for value in response.headers().get_all(&name) {
            worded.headers_mut().append(&name, value.clone());
        }
    }
    if let Some(wait) = failure.retry_after {
        let seconds = wait.as_secs().max(1);
        worded
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    worded
}

/// Whether the response already is a page or a problem written by its owner, or a word of a protocol
/// that a script speaks (tus).
fn speaks(response: &Response) -> bool {
    let headers = response.headers();
    headers.contains_key("tus-resumable")
        || headers.get(header::CONTENT_TYPE).is_some_and(|kind| {
            let kind = kind.as_bytes();
            kind.starts_with(b"text/html") || kind.starts_with(b"application/problem+json")
        })
}

fn words_of(status: StatusCode) -> u16 {
    let status = status.as_u16();
    if WORDED.contains(&status) {
        return status;
    }
    if status < 500 { 400 } else { 500 }
}

fn page(failure: &Failure, visit: &Visit) -> Response {
    let say = visit.say();
    let status = words_of(failure.status);
    // A sensitive case, a form of another session, a page of another site and a full disk have better words than their status.
    let stem = match failure.code {
        FailureCode::ProofWanted => "proof-wanted".to_owned(),
        FailureCode::Sensitive => "sensitive".to_owned(),
        FailureCode::StaleForm => "stale-form".to_owned(),
        FailureCode::CrossSite => "cross-site".to_owned(),
        FailureCode::NoRoom => "no-room".to_owned(),
        FailureCode::SignedOut | FailureCode::SessionOver => "session-over".to_owned(),
        _ => status.to_string(),
    };
    let heading = say.say(&format!("platform-error-{stem}-title"));
    let incident = match (failure.status.is_server_error(), &failure.incident) {
        (_, Some(incident)) => Some(incident.clone()),
        (true, None) => Some(visit.request_id.clone()),
        (false, None) => None,
    };
    let mut f = visit.frame(heading.clone());
    f.csrf = failure.fresh_token.clone().unwrap_or_default();
    let page = Page {
        f,
        heading,
        detail: failure.detail.clone(),
        general: ["text", "do"]
            .into_iter()
            .filter(|_| !failure.all_said)
            .map(|part| say.say(&format!("platform-error-{stem}-{part}")))
            .collect(),
        wait: failure
            .retry_after
            .filter(|_| !failure.all_said)
            .map(|wait| {
                let minutes = i64::try_from(wait.as_secs().div_ceil(60).max(1)).unwrap_or(i64::MAX);
                say.number("platform-error-wait", minutes)
            }),
        incident: incident.map(|id| say.with("platform-error-incident", &[("id", &id)])),
        proof: (failure.code == FailureCode::ProofWanted).then_some(PROOF),
        resend: failure.fresh_token.is_some() && !failure.kept.is_empty(),
        kept: failure.kept.clone(),
        action: failure
            .resend_to
            .map_or_else(|| visit.path.clone(), str::to_owned),
        meant_for: failure.resend_to.map(|_| visit.path.clone()),
    };
    match page.render() {
        Ok(html) => (failure.status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "the page of failures failed");
            failure.status.into_response()
        }
    }
}

fn problem(failure: &Failure, visit: &Visit) -> Response {
    let say = visit.say();
    let key = failure.code.words_key();
    let detail = failure.detail.clone();
    let problem = Problem {
        r#type: "about:blank",
        title: say.say(&key),
        status: failure.status.as_u16(),
        code: failure.code.word(),
        detail: detail.unwrap_or_else(|| say.say(&format!("{key}-detail"))),
        request_id: visit.request_id.clone(),
        errors: failure.errors.clone(),
    };
    let mut response = (failure.status, axum::Json(problem)).into_response();
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/problem+json"),
    );
    if failure.code == FailureCode::NoKey {
        let how = HeaderValue::from_static("Bearer");
        response.headers_mut().insert(header::WWW_AUTHENTICATE, how);
    }
    response
}
