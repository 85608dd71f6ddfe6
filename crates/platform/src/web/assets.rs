//! The stylesheet, the script and the fonts, served from memory under an address that changes
//! with their content. Never reads a disk, never fetches anything from elsewhere.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use bytes::Bytes;
use sha2::{Digest as _, Sha256};
use tower_http::compression::CompressionLayer;

use super::failure::Failure;
use super::route::{Answers, Audience, Route, Routes};

/// Served for a year: the address changes when the content does.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// `(path, media type, content)` of everything a page may load.
const SHIPPED: &[(&str, &str, &[u8])] = &[
    (
        "app.css",
        "text/css; charset=utf-8",
        include_bytes!("../../assets/app.css"),
    ),
    (
        "core.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../../assets/core.js"),
    ),
    (
        "arrivals.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../../assets/arrivals.js"),
    ),
    (
        "autosave.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../../assets/autosave.js"),
    ),
    (
        "counter.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../../assets/counter.js"),
    ),
    (
        "graph.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../../assets/graph.js"),
    ),
    (
        "passkey.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../../assets/passkey.js"),
    ),
    (
        "upload.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../../assets/upload.js"),
    ),
    (
        "vendor/graphology.umd.min.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../../assets/vendor/graphology.umd.min.js"),
    ),
    (
        "vendor/LICENSE-graphology.txt",
        "text/plain; charset=utf-8",
        include_bytes!("../../assets/vendor/LICENSE-graphology.txt"),
    ),
    (
        "vendor/sigma.min.js",
        "text/javascript; charset=utf-8",
        include_bytes!("../../assets/vendor/sigma.min.js"),
    ),
    (
        "vendor/LICENSE-sigma.txt",
        "text/plain; charset=utf-8",
        include_bytes!("../../assets/vendor/LICENSE-sigma.txt"),
    ),
    (
        "icon.svg",
        "image/svg+xml",
        include_bytes!("../../assets/icon.svg"),
    ),
    (
        "fonts/public-sans-latin-wght-normal.woff2",
        "font/woff2",
        include_bytes!("../../assets/fonts/public-sans-latin-wght-normal.woff2"),
    ),
    (
        "fonts/public-sans-latin-ext-wght-normal.woff2",
        "font/woff2",
        include_bytes!("../../assets/fonts/public-sans-latin-ext-wght-normal.woff2"),
    ),
    (
        "fonts/LICENSE-OFL.txt",
        "text/plain; charset=utf-8",
        include_bytes!("../../assets/fonts/LICENSE-OFL.txt"),
    ),
];

struct File {
    media_type: &'static str,
    content: Bytes,
    etag: HeaderValue,
}

/// Everything under `/static/`, and the addresses pages write.
pub struct Assets {
    digest: String,
    files: BTreeMap<&'static str, File>,
}

impl std::fmt::Debug for Assets {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Assets({}, {} files)", self.digest, self.files.len())
    }
}

impl Assets {
    /// What the program ships, followed by the operator's own rules, if any. Those land in the
    /// cascade layer `theme`, the last one, so that they win without any `!important`.
    #[must_use]
    pub fn new(theme: Option<&str>) -> Assets {
        let mut digest = Sha256::new();
        let mut files = BTreeMap::new();
        for (path, media_type, content) in SHIPPED {
            let content = match (*path, theme) {
                ("app.css", Some(theme)) => themed(content, theme),
                _ => Bytes::from_static(content),
            };
            digest.update(path.as_bytes());
            digest.update((content.len() as u64).to_be_bytes());
            digest.update(&content);
            let file = File {
                media_type,
                etag: etag(&content),
                content,
            };
            files.insert(*path, file);
        }
        let digest = hex::encode(&digest.finalize()[..8]);
        Assets { digest, files }
    }

    /// The address of a file, such as `/static/0f3a…/app.css`.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("/static/{}/{path}", self.digest)
    }

    /// Answers `GET /static/{digest}/{*path}`. A page opened before an upgrade asks for an older
    /// digest: it gets today's file, not to be kept.
    pub(crate) fn answer(&self, digest: &str, path: &str, headers: &HeaderMap) -> Response {
        let Some(file) = self.files.get(path) else {
            return Failure::not_found().into_response();
        };
        let keep = if digest == self.digest {
            FOR_EVER
        } else {
            "no-cache"
        };
        let known = headers
            .get_all(header::IF_NONE_MATCH)
            .iter()
            .any(|seen| seen == file.etag);
        let mut response = if known {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            file.content.clone().into_response()
        };
        let out = response.headers_mut();
        out.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(file.media_type),
        );
        out.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
        out.insert(header::ETAG, file.etag.clone());
        response
    }

    /// These assets behind a shared pointer, as frames and routes hold them.
    #[must_use]
    pub fn shared(self) -> Arc<Assets> {
        Arc::new(self)
    }
}

fn themed(css: &[u8], theme: &str) -> Bytes {
    let mut all = css.to_vec();
    all.extend_from_slice(b"\n@layer theme {\n");
    all.extend_from_slice(theme.as_bytes());
    all.extend_from_slice(b"\n}\n");
    Bytes::from(all)
}

fn etag(content: &[u8]) -> HeaderValue {
    let digest = hex::encode(&Sha256::digest(content)[..12]);
    HeaderValue::from_str(&format!("\"{digest}\"")).expect("hexadecimal digits fit in a header")
}

/// The route of assets. They alone are compressed: a compressed page that holds a secret beside
/// words chosen by an attacker gives the secret away by its length (BREACH).
pub(crate) fn routes<S: Clone + Send + Sync + 'static>(assets: &Arc<Assets>) -> Routes<S> {
    let assets = Arc::clone(assets);
    let answer = get(
        move |Path((digest, path)): Path<(String, String)>, headers: HeaderMap| {
            let response = assets.answer(&digest, &path, &headers);
            std::future::ready(response)
        },
    )
    .layer(CompressionLayer::new());
    let route = Route::get("/static/{digest}/{*path}", Audience::Public)
        .answering(Answers::File)
        .uncounted();
    Routes::new("platform").with_method_router(route, answer)
}
