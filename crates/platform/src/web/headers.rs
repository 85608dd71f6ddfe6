//! The headers every answer bears: nothing from elsewhere is loaded, nothing is framed, nothing
//! is kept by caches or told to other sites.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

use super::cookie::Tls;

/// Everything is forbidden, then the platform's own style, script, images and fonts are let in.
/// No inline style or script anywhere: templates have neither `style=` nor `<script>` bodies.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; \
     frame-ancestors 'none'; base-uri 'none'; object-src 'none'";

const FIXED: &[(&str, &str)] = &[
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
         microphone=(), payment=(), usb=(), browsing-topics=()",
    ),
    ("x-robots-tag", "noindex"),
];

/// Two years: the least that browsers' preload lists take.
const TLS_ONLY: &str = "max-age=63072000; includeSubDomains";

/// Writes the headers; only an answer that already says how long it may be kept (assets) is
/// kept at all. A policy already set (a stricter one around a file) stays.
pub(crate) fn write(headers: &mut HeaderMap, tls: Tls) {
    for (name, value) in FIXED {
        headers
            .entry(HeaderName::from_static(name))
            .or_insert(HeaderValue::from_static(value));
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    if tls == Tls::Yes {
        headers.insert(
            header::STRICT_TRANSPORT_SECURITY,
            HeaderValue::from_static(TLS_ONLY),
        );
    }
}
