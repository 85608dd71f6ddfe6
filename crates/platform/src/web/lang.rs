//! The language of a reader: chosen once and kept in a cookie, else what the browser prefers,
//! else French. Never leads anywhere outside the platform.

use axum::extract::{Path, Query};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use faisceau_domain::Lang;
use serde::Deserialize;

use super::cookie::{Cookie, Tls};
use super::failure::Failure;
use super::route::{Answers, Audience, Route, Routes};
use super::visit::Visit;

/// A chosen language is kept for a year.
const KEPT_SECONDS: u64 = 365 * 24 * 3600;

/// Longest address to come back to; longer ones go to the first page.
const RETURN_LENGTH_MAX: usize = 500;

/// The language asked for by these headers.
#[must_use]
pub fn asked(headers: &HeaderMap, tls: Tls) -> Lang {
    if let Some(lang) = Cookie::Lang.read(headers, tls).and_then(Lang::from_code) {
        return lang;
    }
    let preferred = headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    preferred
        .split(',')
        .enumerate()
        .filter_map(|(rank, entry)| {
            let (tag, quality) = entry.split_once(";q=").unwrap_or((entry, "1"));
            let quality: f32 = quality.trim().parse().ok().filter(|q| *q > 0.0)?;
            let primary = tag.trim().split('-').next().unwrap_or_default();
            let lang = Lang::from_code(&primary.to_ascii_lowercase())?;
            Some((lang, quality, rank))
        })
        .max_by(|a, b| a.1.total_cmp(&b.1).then(b.2.cmp(&a.2)))
        .map_or(Lang::Fr, |(lang, _, _)| lang)
}

/// The address that chooses `lang` and comes back to `here`.
#[must_use]
pub fn address(lang: Lang, here: &str) -> String {
    format!("/langue/{}?retour={}", lang.code(), escaped(here))
}

/// Every byte that is not plainly safe in a query value, as `%XX`.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// The address if it is a path of this platform, else the first page. `//host`, `/\host` and
/// control characters would lead a browser elsewhere.
#[must_use]
pub fn safe_return(address: &str) -> &str {
    let plain = address
        .bytes()
        .all(|byte| (0x21..=0x7e).contains(&byte) && byte != b'\\');
    if plain
        && address.len() <= RETURN_LENGTH_MAX
        && address.starts_with('/')
        && !address.starts_with("//")
    {
        address
    } else {
        "/"
    }
}

#[derive(Deserialize)]
struct Back {
    retour: Option<String>,
}

async fn choose(
    Path(code): Path<String>,
    Query(back): Query<Back>,
    visit: Visit,
) -> Result<Response, Failure> {
    let lang = Lang::from_code(&code).ok_or_else(Failure::not_found)?;
    let back = back.retour.unwrap_or_default();
    let location = axum::http::HeaderValue::from_str(safe_return(&back))
        .expect("a safe return is visible ASCII");
    let cookie = Cookie::Lang.write(visit.tls, lang.code(), Some(KEPT_SECONDS));
    let mut response = StatusCode::SEE_OTHER.into_response();
    response.headers_mut().insert(header::LOCATION, location);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// The route that chooses a language.
pub(crate) fn routes<S: Clone + Send + Sync + 'static>() -> Routes<S> {
    let route = Route::get("/langue/{lang}", Audience::Public).answering(Answers::Redirect);
    Routes::new("platform").with(route, choose)
}
