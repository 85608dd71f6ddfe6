//! Tokens of forms: proof that a form was shown by this platform to this very session or draft.
//! A token is a keyed digest, so nothing is stored and nothing expires before its session.

use axum::http::{HeaderMap, header};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// The server's key for form tokens.
#[derive(Clone)]
pub struct CsrfKey([u8; 32]);

impl std::fmt::Debug for CsrfKey {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("CsrfKey(…)")
    }
}

impl CsrfKey {
    /// A key from 32 secret bytes, the same on every process of an installation.
    #[must_use]
    pub fn new(secret: [u8; 32]) -> CsrfKey {
        CsrfKey(secret)
    }

    fn digest(&self, binding: &str, purpose: &str) -> Hmac<Sha256> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("HMAC takes keys of any size");
        // Lengths first, so that no two pairs can be written the same way.
        mac.update(b"form-token-v1");
        mac.update(&(purpose.len() as u64).to_be_bytes());
        mac.update(purpose.as_bytes());
        mac.update(binding.as_bytes());
        mac
    }

    /// The token for a form shown to the holder of `binding` (a cookie's value) for `purpose`.
    #[must_use]
    pub fn token(&self, binding: &str, purpose: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.digest(binding, purpose).finalize().into_bytes())
    }

    /// Whether `token` was made for this binding and purpose. Compares in constant time.
    #[must_use]
    pub fn fits(&self, token: &str, binding: &str, purpose: &str) -> bool {
        URL_SAFE_NO_PAD
            .decode(token)
            .is_ok_and(|claimed| self.digest(binding, purpose).verify_slice(&claimed).is_ok())
    }
}

/// Where a request was made from, as far as the browser tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// By a page of this platform.
    Here,
    /// By a page of another site.
    Elsewhere,
    /// The browser does not say: the token alone decides.
    Unsaid,
}

/// Reads `Sec-Fetch-Site`, else `Origin`. Because our pages send `Referrer-Policy: no-referrer`,
/// browsers write `Origin: null` on our own forms: `null` says nothing, either way.
#[must_use]
pub fn made(headers: &HeaderMap, public_origin: Option<&str>) -> Made {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    match text("sec-fetch-site") {
        Some("same-origin") => return Made::Here,
        // Typed in the address bar or reloaded by the person: nobody else asked.
        Some("none") => return Made::Unsaid,
        Some(_) => return Made::Elsewhere,
        None => {}
    }
    let Some(origin) = text("origin").filter(|origin| *origin != "null") else {
        return Made::Unsaid;
    };
    let own = match public_origin {
        Some(public) => origin.eq_ignore_ascii_case(public.trim_end_matches('/')),
        None => text(header::HOST.as_str()).is_some_and(|host| {
            origin
                .split_once("://")
                .is_some_and(|(_, named)| named.eq_ignore_ascii_case(host))
        }),
    };
    if own { Made::Here } else { Made::Elsewhere }
}
