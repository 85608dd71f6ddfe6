//! What every request passes, outermost first: an id, a watch, a net for panics, the words of
//! failures, the headers, one line of log. Logs hold the route's pattern, never a path, a query
//! or a body.

use std::fmt;
use std::net::SocketAddr;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{ConnectInfo, DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{Method, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use faisceau_domain::Lang;
use futures_util::FutureExt as _;
use futures_util::future::BoxFuture;

use super::cookie::Tls;
use super::csrf::CsrfKey;
use super::door::{Door, pass};
use super::failure::Failure;
use super::failure_code::FailureCode;
use super::frame::Framing;
use super::proxies::Proxies;
use super::rate::{Limits, Network};
use super::route::{Audience, Routes};
use super::visit::Visit;
use super::{failure_page, headers, lang, measure};

/// Lets a request in or answers instead (sign-in page, resume page, 404…). It may add what it
/// learnt (session, actor, draft) to the extensions of the request.
pub type Admit =
    Arc<dyn Fn(Audience, Parts) -> BoxFuture<'static, Result<Parts, Response>> + Send + Sync>;

/// Fills with unpredictable bytes.
pub type Random = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

/// Tells the time since some fixed moment, never going back.
pub type Watch = Arc<dyn Fn() -> Duration + Send + Sync>;

/// Chance and time, given from above.
#[derive(Clone)]
pub struct Outside {
    /// Fills with unpredictable bytes.
    pub random: Random,
    /// Time since some fixed moment, never going back.
    pub watch: Watch,
}

impl fmt::Debug for Outside {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Outside")
    }
}

/// Says a cause of `forms/errors.toml` in a language, with the time it will be after a wait.
pub type Sentences = Arc<dyn Fn(Lang, &str, Duration) -> Option<String> + Send + Sync>;

/// Everything the guard needs. Cloned behind one pointer.
pub struct Guard {
    /// The operator's settings around pages.
    pub framing: Arc<Framing>,
    /// The key of form tokens.
    pub csrf: CsrfKey,
    /// Whether readers come over TLS.
    pub tls: Tls,
    /// Scheme and host readers type, such as `https://plainte.exemple.fr`; `None`: the `Host`
    /// header is believed.
    pub public_origin: Option<String>,
    /// The proxies of the operator that stand in front and write `X-Forwarded-For`.
    pub proxies: Proxies,
    /// Counters of tries.
    pub limits: Limits,
    /// Largest body of a route that takes files, in bytes.
    pub upload_bytes_max: usize,
    /// Longest wait for a page.
    pub page_timeout: Duration,
    /// Longest wait for a file to arrive.
    pub upload_timeout: Duration,
    /// Opens what is not public. Without it, nothing but public pages opens, and the routes of
    /// machines only from this machine.
    pub admit: Option<Admit>,
    /// What is told of codes tried too often and of drafts no longer open.
    pub told: Sentences,
    /// Chance and time.
    pub outside: Outside,
}

impl fmt::Debug for Guard {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Guard({:?}, {:?})", self.tls, self.public_origin)
    }
}

impl Guard {
    /// Sixteen unpredictable bytes, in hexadecimal.
    pub(crate) fn word(&self) -> String {
        let mut bytes = [0u8; 16];
        (self.outside.random)(&mut bytes);
        hex::encode(bytes)
    }

    /// The router of these routes and of the frame's own (assets, language), all guarded.
    pub fn router<S: Clone + Send + Sync + 'static>(self, routes: Routes<S>) -> Router<S> {
        let guard = Arc::new(self);
        let mut router = Router::new();
        for (route, answer) in routes.and(own_routes(&guard)).entries {
            let path = route.path;
            let door = Door {
                guard: Arc::clone(&guard),
                route: Arc::new(route),
            };
            router = router.route(path, answer.route_layer(from_fn_with_state(door, pass)));
        }
        router
            .fallback(async || Failure::not_found())
            .method_not_allowed_fallback(async || Failure::method_not_allowed())
            // Sizes are bounded route by route, in the door.
            .layer(DefaultBodyLimit::disable())
            .layer(from_fn_with_state(guard, surround))
    }
}

/// The routes a frame needs: listed with the others.
fn own_routes<S: Clone + Send + Sync + 'static>(guard: &Guard) -> Routes<S> {
    lang::routes().and(super::assets::routes(&guard.framing.assets))
}

/// The routes every router of [`Guard::router`] adds, for lists.
#[must_use]
pub fn frame_routes<S: Clone + Send + Sync + 'static>(framing: &Framing) -> Routes<S> {
    lang::routes().and(super::assets::routes(&framing.assets))
}

async fn surround(State(guard): State<Arc<Guard>>, mut request: Request, next: Next) -> Response {
    let started = (guard.outside.watch)();
    let method = request.method().clone();
    let wants = failure_page::Wants::of(request.uri().path());
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map_or_else(|| "-".to_owned(), |path| path.as_str().to_owned());
    let visit = visit(&guard, &request);
    let request_id = visit.request_id.clone();
    request.extensions_mut().insert(visit.clone());

    let caught = AssertUnwindSafe(next.run(request)).catch_unwind().await;
    let response = caught.unwrap_or_else(|panic| {
        tracing::error!(request_id, route, panic = said(&*panic), "a page panicked");
        let mut failure = Failure::new(FailureCode::Bug);
        failure.incident = Some(request_id.clone());
        failure.into_response()
    });
    let mut response = failure_page::worded(response, &visit, wants);
    headers::write(response.headers_mut(), guard.tls);
    if let Ok(value) = request_id.parse() {
        response.headers_mut().insert("x-request-id", value);
    }
    let took = (guard.outside.watch)().saturating_sub(started);
    let status = response.status().as_u16();
    measure::answered(method.as_str(), &route, status, took);
    let millis = took.as_millis() as u64;
    tracing::info!(request_id, %method, route, status, millis, "answered");
    response
}

/// What a panic said. It goes to the log: messages of `expect` state invariants, not data.
fn said(panic: &(dyn std::any::Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("without a word")
}

fn visit(guard: &Guard, request: &Request) -> Visit {
    let headers = request.headers();
    let peer = request
        .extensions()
        .get::<ConnectInfo<SocketAddr>>()
        .map(|peer| peer.0.ip());
    let readable = [Method::GET, Method::HEAD].contains(request.method());
    let here = request
        .uri()
        .path_and_query()
        .filter(|_| readable)
        .map_or("/", |here| here.as_str());
    Visit {
        framing: Arc::clone(&guard.framing),
        lang: lang::asked(headers, guard.tls),
        here: lang::safe_return(here).to_owned(),
        path: lang::safe_return(request.uri().path()).to_owned(),
        request_id: guard.word(),
        tls: guard.tls,
        network: peer.map(|peer| Network::of(guard.proxies.reader(peer, headers))),
        csrf: String::new(),
    }
}

/// Whether the request comes from this very machine.
pub(crate) fn from_this_machine(parts: &Parts) -> bool {
    parts
        .extensions
        .get::<ConnectInfo<SocketAddr>>()
        .is_some_and(|peer| peer.0.ip().to_canonical().is_loopback())
        && !parts.headers.contains_key("x-forwarded-for")
        && !parts.headers.contains_key(header::FORWARDED)
}
