//! What a request passes before its own page, knowing which route it is: sizes, tries, the
//! token of the form, who may come in. Every refusal leaves before anything is changed.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

use super::cookie::{Cookie, Tls};
use super::csrf::{Made, made};
use super::failure::Failure;
use super::failure_code::FailureCode;
use super::guard::{Guard, from_this_machine};
use super::multipart::first_part;
use super::rate::Rate;
use super::route::{Audience, BodySize, Route};
use super::visit::Visit;
use super::{form, measure, partner};
use crate::db::{Acting, acting};

/// The longest form: the longest narrative taken (20,000 characters) fits forty times.
const FORM_BYTES_MAX: usize = 1024 * 1024;

/// Where the code of a draft is typed.
pub(crate) const CODES: &str = "/reprendre";

/// A route, and the guard it stands behind.
#[derive(Clone)]
pub(crate) struct Door {
    pub(crate) guard: Arc<Guard>,
    pub(crate) route: Arc<Route>,
}

/// Passes the request to its page, or answers instead.
pub(crate) async fn pass(State(door): State<Door>, request: Request, next: Next) -> Response {
    let timeout = match door.route.body {
        BodySize::Upload => door.guard.upload_timeout,
        _ => door.guard.page_timeout,
    };
    // Who comes in is said by who admits them: until then, anybody.
    let entered = acting(Acting::Public, door.enter(request, next));
    match tokio::time::timeout(timeout, entered).await {
        Ok(Ok(response)) => response,
        Ok(Err(refusal)) => *refusal,
        Err(_) => Failure::unavailable().into_response(),
    }
}

/// Beside a request to a route that needs a recent proof of who is behind the session.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proof {
    /// It is to be looked at.
    Wanted,
    /// It was, and is too old.
    TooOld,
}

/// Refusals are whole responses, boxed because they are rare and large.
type Refusal = Box<Response>;

fn refuse(failure: Failure) -> Refusal {
    Box::new(failure.into_response())
}

impl Door {
    async fn enter(&self, request: Request, next: Next) -> Result<Response, Refusal> {
        let guard = &*self.guard;
        let tls = guard.tls;
        let (mut parts, body) = request.into_parts();
        let body = self.bounded(&parts.headers, body)?;
        self.count(&parts)?;

        let held = held(self.route.audience, &parts.headers, tls);
        let (binding, fresh) = match held {
            Some(binding) => (binding.to_owned(), false),
            None => (guard.word(), true),
        };
        let visit_cookie = || Cookie::Visit.write(tls, &binding, None);
        let body = if self.guarded_by_token(&parts.method) {
            // The page that refuses holds a form too: it must be bound to something.
            let proven = self.prove(&parts, body, &binding).await;
            proven.map_err(|mut refusal| {
                if fresh {
                    let headers = refusal.headers_mut();
                    headers.append(header::SET_COOKIE, visit_cookie());
                }
                refusal
            })?
        } else {
            body
        };
        if let Some(visit) = parts.extensions.get_mut::<Visit>() {
            visit.csrf = guard.csrf.token(&binding, self.route.audience.code());
        }
        if self.route.sensitive {
            parts.extensions.insert(Proof::Wanted);
        }
        let parts = self.admit(parts).await?;
        let body = self.unproven(&parts, body, &binding).await?;
        let mut response = next.run(Request::from_parts(parts, body)).await;
        // A visit begins with the first page read, so that its forms can be bound to it.
        if fresh && self.starts_a_visit(&response) {
            let headers = response.headers_mut();
            headers.append(header::SET_COOKIE, visit_cookie());
        }
        Ok(response)
    }

    fn guarded_by_token(&self, method: &Method) -> bool {
        self.route.token && !method.is_safe()
    }

    fn starts_a_visit(&self, response: &Response) -> bool {
        let page = response
            .headers()
            .get(header::CONTENT_TYPE)
            .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
        page && self.route.audience != Audience::System
    }

    /// The body, cut off at this route's size; refused at once when it announces more.
    fn bounded(&self, headers: &HeaderMap, body: Body) -> Result<Body, Refusal> {
        let most = match self.route.body {
            BodySize::None => 0,
            BodySize::Form => FORM_BYTES_MAX,
            BodySize::Upload => self.guard.upload_bytes_max,
        };
        let announced = headers
            .get(header::CONTENT_LENGTH)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.parse::<u64>().ok());
        if announced.is_some_and(|length| length > most as u64) {
            return Err(refuse(Failure::too_large()));
        }
        Ok(Body::new(Limited::new(body, most)))
    }

    fn count(&self, parts: &Parts) -> Result<(), Refusal> {
        let Some(rate) = self.route.rate else {
            return Ok(());
        };
        let network = parts.extensions.get::<Visit>().and_then(|v| v.network);
        let holder = match self.route.audience {
            Audience::Partner(_) => partner::key(&parts.headers),
            audience => {
                own_cookie(audience).and_then(|cookie| cookie.read(&parts.headers, self.guard.tls))
            }
        };
        self.guard
            .limits
            .take(rate, network, holder)
            .map_err(|wait| {
                measure::limited(rate.code());
                let failure = Failure::too_many(wait);
                refuse(match rate {
                    Rate::Codes => failure.saying_all(self.told(parts, "code_locked", wait)),
                    _ => failure,
                })
            })
    }

    /// Checks where the form was made and its token. Gives the body back, whole.
    async fn prove(&self, parts: &Parts, body: Body, binding: &str) -> Result<Body, Refusal> {
        let origin = self.guard.public_origin.as_deref();
        let place = made(&parts.headers, origin);
        if place == Made::Elsewhere {
            return Err(refuse(Failure::from_elsewhere()));
        }
        let fits = |token: &str| {
            let audience = self.route.audience.code();
            self.guard.csrf.fits(token, binding, audience)
        };
        if let Some(token) = parts.headers.get("x-csrf-token") {
            let known = token.to_str().is_ok_and(fits);
            return known
                .then_some(body)
                .ok_or_else(|| refuse(Failure::stale_form()));
        }
        let kind = parts
            .headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        if kind.starts_with("multipart/form-data") {
            let (token, body) = first_part(kind, body).await.map_err(refuse)?;
            return match token {
                Some(token) if fits(&token) => Ok(body),
                _ => Err(refuse(Failure::stale_form())),
            };
        }
        let bytes = whole(body).await.map_err(refuse)?;
        if form::field(&bytes, "csrf").is_some_and(|token| fits(&token)) {
            return Ok(Body::from(bytes));
        }
        let mut failure = self.stale(parts);
        failure.kept = form::kept(&bytes);
        // Only a page of ours may have its words sent again in one gesture.
        failure.fresh_token = (place == Made::Here).then(|| {
            let audience = match failure.resend_to {
                Some(_) => Audience::Public.code(),
                None => self.route.audience.code(),
            };
            self.guard.csrf.token(binding, audience)
        });
        Err(refuse(failure))
    }

    /// Gives the body back, whole, unless the person behind the session must prove again who they are: what they typed is
    /// then shown, to be sent again once they did.
    async fn unproven(&self, parts: &Parts, body: Body, binding: &str) -> Result<Body, Refusal> {
        if parts.extensions.get::<Proof>() != Some(&Proof::TooOld) {
            return Ok(body);
        }
        let mut failure = Failure::new(FailureCode::ProofWanted);
        let kind = parts.headers.get(header::CONTENT_TYPE);
        if kind.is_some_and(|kind| {
            kind.as_bytes()
                .starts_with(b"application/x-www-form-urlencoded")
        }) {
            let bytes = whole(body).await.map_err(refuse)?;
            failure.kept = form::kept(&bytes);
            let audience = self.route.audience.code();
            failure.fresh_token = Some(self.guard.csrf.token(binding, audience));
        }
        Err(refuse(failure))
    }

    /// The form of another session; of a draft that this browser holds no longer, a form whose words
    /// go where its code is typed.
    fn stale(&self, parts: &Parts) -> Failure {
        let lost = Cookie::Draft.read(&parts.headers, self.guard.tls).is_none();
        if self.route.audience == Audience::Draft && lost {
            let told = self.told(parts, "session_over", Duration::ZERO);
            let mut failure = Failure::session_over().saying_all(told);
            failure.resend_to = Some(CODES);
            return failure;
        }
        Failure::stale_form()
    }

    /// A cause of the table of errors, in the reader's language.
    fn told(&self, parts: &Parts, code: &str, wait: Duration) -> Option<String> {
        let visit = parts.extensions.get::<Visit>()?;
        (self.guard.told)(visit.lang, code, wait)
    }

    async fn admit(&self, parts: Parts) -> Result<Parts, Refusal> {
        match (&self.guard.admit, self.route.audience) {
            (_, Audience::Public) => Ok(parts),
            (Some(admit), audience) => admit(audience, parts).await.map_err(Box::new),
            (None, Audience::System) if from_this_machine(&parts) => Ok(parts),
            (None, _) => Err(refuse(Failure::forbidden())),
        }
    }
}

/// The cookie that opens pages of this audience.
fn own_cookie(audience: Audience) -> Option<Cookie> {
    match audience {
        Audience::Draft => Some(Cookie::Draft),
        Audience::FollowUp => Some(Cookie::FollowUp),
        Audience::Telephone => Some(Cookie::Telephone),
        Audience::Staff(_) | Audience::AnyStaff => Some(Cookie::Session),
        Audience::Public | Audience::Partner(_) | Audience::System => None,
    }
}

/// What tokens are bound to: the audience's own cookie, else the anonymous visit.
fn held(audience: Audience, headers: &HeaderMap, tls: Tls) -> Option<&str> {
    own_cookie(audience)
        .and_then(|cookie| cookie.read(headers, tls))
        .or_else(|| Cookie::Visit.read(headers, tls))
}

/// The whole body in memory; its size is already bounded.
async fn whole(body: Body) -> Result<Bytes, Failure> {
    match body.collect().await {
        Ok(all) => Ok(all.to_bytes()),
        Err(error) => Err(broken_body(&error)),
    }
}

/// A body that could not be read to its end: too long, or cut.
pub(crate) fn broken_body(error: &(dyn std::error::Error + 'static)) -> Failure {
    let mut cause = Some(error);
    while let Some(current) = cause {
        if current.is::<LengthLimitError>() {
            return Failure::too_large();
        }
        cause = current.source();
    }
    Failure::bad_request()
}
