//! The common shape of web addresses, read without a library: a plain host, a path that is its own
//! canonical form. Whatever is not surely so is left to the rules of `url`.

use crate::identifier::Form;
use crate::{Doubt, host, platforms};

/// What people type before the host, and its scheme.
const SCHEMES: [(&str, &str, &str); 4] = [
    ("https://", "https", "443"),
    ("http://", "http", "80"),
    ("hxxps://", "https", "443"),
    ("hxxp://", "http", "80"),
];

/// The same form as by every rule, or `None` when they must be asked.
pub(super) fn read(text: &str) -> Option<Form> {
    let ends_plain = text
        .bytes()
        .last()
        .is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'/');
    if !ends_plain {
        return None;
    }
    let (scheme, own_port, rest) = scheme(text);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, after) = rest.split_at(end);
    let host = host(authority, own_port)?;
    if !is_canonical(after) {
        return None;
    }
    let (registrable, known) = host::registrable(&host)?;
    if platforms::is_shared(&host, registrable) {
        return None;
    }
    let key = platforms::tenant(&host, registrable).unwrap_or_else(|| registrable.to_owned());
    let slash = if after.starts_with('/') { "" } else { "/" };
    Some(Form {
        canonical: [scheme, "://", &host, slash, after].concat(),
        key: Some(key),
        doubt: (!known).then_some(Doubt::HostSuffixUnknown),
        ..Form::default()
    })
}

/// The scheme, its own port, and what follows; https when none is typed.
fn scheme(text: &str) -> (&'static str, &'static str, &str) {
    for (written, scheme, port) in SCHEMES {
        if let Some(rest) = crate::clean::strip_prefix_any_case(text, written) {
            return (scheme, port, rest);
        }
    }
    ("https", "443", text)
}

/// The host of an authority without credentials, its dots perhaps defanged, with the scheme's own
/// port or none.
fn host(authority: &str, own_port: &str) -> Option<String> {
    let host = match authority.split_once(':') {
        Some((host, port)) if port == own_port => host,
        Some(_) => return None,
        None => authority,
    };
    if host.contains("[.]") {
        host::plain(&host.replace("[.]", "."))
    } else {
        host::plain(host)
    }
}

/// Whether a path, query and fragment stay as they are under the web standard.
fn is_canonical(after: &str) -> bool {
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/');
    let (mut queried, mut named) = (false, false);
    let mut before = 0;
    for byte in after.bytes() {
        let fits = match byte {
            // "." and ".." are steps in a path.
            b'.' => queried || named || !matches!(before, 0 | b'/'),
            b'=' | b'&' => queried || named,
            b'?' => {
                !queried && !named && {
                    queried = true;
                    true
                }
            }
            b'#' => {
                !named && before != b'?' && {
                    named = true;
                    true
                }
            }
            other => unreserved(other),
        };
        if !fits {
            return false;
        }
        before = byte;
    }
    !matches!(before, b'?' | b'#')
}
