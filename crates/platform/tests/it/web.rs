//! A small application behind the guard, asked by hand: what each test of the frame begins with.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use axum::response::Response;
use faisceau_documents::words::Words;
use faisceau_domain::Lang;
use faisceau_platform::web::{
    Admit, Assets, Cookie, CsrfKey, Framing, Guard, Limits, Outside, Routes, Tls,
};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

const FR: &str = include_str!("../../../../locales/fr/platform.ftl");
const EN: &str = include_str!("../../../../locales/en/platform.ftl");

pub(crate) fn words() -> Arc<Words> {
    let files = [
        (Lang::Fr, "platform.ftl".to_owned(), FR.to_owned()),
        (Lang::En, "platform.ftl".to_owned(), EN.to_owned()),
    ];
    Arc::new(Words::load(files).expect("the shipped sentences are well formed"))
}

pub(crate) fn framing() -> Arc<Framing> {
    Arc::new(Framing {
        service: "Plainte en ligne".to_owned(),
        controller: "Commune d’Essai".to_owned(),
        specimen: true,
        assets: Assets::new(None).shared(),
        words: words(),
    })
}

pub(crate) fn key() -> CsrfKey {
    CsrfKey::new([7; 32])
}

/// The guard of a small installation; tests change what they are about.
pub(crate) fn guard() -> Guard {
    let next = Arc::new(AtomicU8::new(1));
    Guard {
        framing: framing(),
        csrf: key(),
        tls: Tls::No,
        public_origin: Some("http://plainte.test".to_owned()),
        proxies: Default::default(),
        limits: Limits::none(),
        upload_bytes_max: 64 * 1024,
        page_timeout: Duration::from_millis(300),
        upload_timeout: Duration::from_millis(300),
        admit: None,
        told: Arc::new(|_, _, _| None),
        outside: Outside {
            random: Arc::new(move |bytes| bytes.fill(next.fetch_add(1, Ordering::Relaxed))),
            watch: Arc::new(|| Duration::ZERO),
        },
    }
}

/// Lets in whoever holds any cookie of the audience.
pub(crate) fn admit_all() -> Admit {
    Arc::new(|_, parts| Box::pin(std::future::ready(Ok(parts))))
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("headers are text"))
    }

    pub(crate) fn cookie(&self, cookie: Cookie) -> Option<String> {
        let start = format!("{}=", cookie.name(Tls::No));
        self.headers
            .get_all(header::SET_COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .find_map(|line| line.strip_prefix(&start))
            .map(|line| line.split(';').next().unwrap_or_default().to_owned())
    }
}

/// An application, to be asked again and again.
pub(crate) struct App(Router);

impl App {
    pub(crate) fn new(guard: Guard, routes: Routes<()>) -> App {
        App(guard.router(routes).with_state(()))
    }

    pub(crate) async fn ask(&self, request: Request<Body>) -> Answer {
        let mut request = request;
        let peer: SocketAddr = "198.51.100.7:4000".parse().expect("a fixed address");
        request.extensions_mut().insert(ConnectInfo(peer));
        let response: Response = self
            .0
            .clone()
            .oneshot(request)
            .await
            .expect("a router always answers");
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("bodies end").to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.ask(get(path).body(Body::empty()).unwrap()).await
    }
}

pub(crate) fn get(path: &str) -> axum::http::request::Builder {
    Request::builder().method(Method::GET).uri(path)
}

/// A form sent by a page of ours.
pub(crate) fn post(path: &str) -> axum::http::request::Builder {
    Request::builder()
        .method(Method::POST)
        .uri(path)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
}
