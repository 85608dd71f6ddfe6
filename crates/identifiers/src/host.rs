//! Host names that need no library to be read: plain ASCII labels under an alphabetic suffix, which
//! nearly all are. It says "not plain" of everything else, and never that a host is wrong.

use psl::Psl;

/// Longest host name and label, in bytes (RFC 1035).
const HOST_MAX: usize = 253;
const LABEL_MAX: usize = 63;

/// The host in lower case; `None` when only IDNA can say what it is.
pub(crate) fn plain(typed: &str) -> Option<String> {
    let mut host = typed.to_owned();
    host.make_ascii_lowercase();
    let (_, last) = host.rsplit_once('.')?;
    let sound = host.len() <= HOST_MAX
        && last.bytes().all(|byte| byte.is_ascii_lowercase())
        && host.split('.').all(|label| is_plain(label.as_bytes()));
    sound.then_some(host)
}

/// Letters, figures and single hyphens inside: punycode and the hyphens that IDNA judges are out.
fn is_plain(label: &[u8]) -> bool {
    let (Some(first), Some(last)) = (label.first(), label.last()) else {
        return false;
    };
    let inner = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || *byte == b'-';
    label.len() <= LABEL_MAX
        && *first != b'-'
        && *last != b'-'
        && label.get(2..4) != Some(b"--")
        && label.iter().all(inner)
}

/// The registrable part of a plain host and whether its suffix is in the list; `None` when the host
/// is itself a suffix.
pub(crate) fn registrable(host: &str) -> Option<(&str, bool)> {
    let domain = psl::List.domain(host.as_bytes())?;
    let name = std::str::from_utf8(domain.as_bytes()).ok()?;
    Some((name, domain.suffix().is_known()))
}
