//! How an identifier is shown to people without the right to read it, and how a link is shown
//! to anyone. A mask keeps enough to recognise a value one already has, never to rebuild it.

use std::net::IpAddr;

use crate::Kind;

/// The mask of a canonical form. The number of stars never tells the length.
pub(crate) fn mask(kind: Kind, canonical: &str) -> String {
    match kind {
        Kind::Iban => ends(canonical, " **** **** ", 4, 4),
        Kind::Phone => phone(canonical),
        Kind::Email => email(canonical),
        Kind::Url => url(canonical),
        Kind::Crypto => after_colon(canonical, |address| ends(address, "…", 4, 4)),
        Kind::Handle => after_colon(canonical, first),
        Kind::Ip => ip(canonical),
        Kind::PaymentReference => ends(canonical, "****", 0, 4),
    }
}

/// The first `head` and last `tail` characters, when at least as many stay hidden.
fn ends(text: &str, hidden: &str, head: usize, tail: usize) -> String {
    let marks: Vec<char> = text.chars().collect();
    let shown = head + tail;
    if marks.len() < shown * 2 {
        return hidden.trim().to_owned();
    }
    let head: String = marks[..head].iter().collect();
    let tail: String = marks[marks.len() - tail..].iter().collect();
    format!("{head}{hidden}{tail}")
}

/// The first character, when it is not the whole.
fn first(text: &str) -> String {
    let mut marks = text.chars();
    match (marks.next(), marks.next()) {
        (Some(first), Some(_)) => format!("{first}***"),
        _ => "***".to_owned(),
    }
}

fn after_colon(canonical: &str, mask: impl Fn(&str) -> String) -> String {
    match canonical.split_once(':') {
        Some((before, after)) => {
            let address = after.split('?').next().unwrap_or(after);
            format!("{before}:{}", mask(address))
        }
        None => mask(canonical),
    }
}

fn phone(canonical: &str) -> String {
    let number = canonical.split(';').next().unwrap_or(canonical);
    if let Some(rest) = number.strip_prefix("short:") {
        let region = rest.split(':').next().unwrap_or_default();
        return format!("short:{region}:***");
    }
    ends(number, " ** ** ", 3, 2)
}

fn email(canonical: &str) -> String {
    let (local, host) = canonical.rsplit_once('@').unwrap_or((canonical, ""));
    format!("{}@{}", first(local), host_mask(host))
}

fn url(canonical: &str) -> String {
    let (scheme, rest) = canonical.split_once("://").unwrap_or(("https", canonical));
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let more = if path.len() > 1 { "/…" } else { "/" };
    format!("{scheme}://{}{more}", host_mask(host))
}

/// First letter and suffix: `g***.com`; addresses in figures show nothing.
fn host_mask(host: &str) -> String {
    let name = host.split(':').next().unwrap_or(host);
    let numeric = host.starts_with('[') || name.parse::<IpAddr>().is_ok();
    match name.rsplit_once('.') {
        Some((before, suffix)) if !numeric => format!("{}.{suffix}", first(before)),
        _ => "***".to_owned(),
    }
}

fn ip(canonical: &str) -> String {
    match canonical.parse() {
        Ok(IpAddr::V4(four)) => {
            let [a, b, ..] = four.octets();
            format!("{a}.{b}.*.*")
        }
        Ok(IpAddr::V6(six)) => {
            let [a, b, ..] = six.segments();
            format!("{a:x}:{b:x}:****")
        }
        Err(_) => "***".to_owned(),
    }
}

/// The canonical form with its dots and scheme broken, so that no reader turns it into a link.
pub(crate) fn defanged(kind: Kind, canonical: &str) -> String {
    match kind {
        Kind::Url => {
            let (scheme, rest) = canonical.split_once("://").unwrap_or(("https", canonical));
            let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
            let (host, path) = rest.split_at(end);
            let scheme = scheme.replacen("tt", "xx", 1).replacen("ftp", "fxp", 1);
            format!("{scheme}://{}{path}", host.replace('.', "[.]"))
        }
        Kind::Email => {
            let (local, host) = canonical.rsplit_once('@').unwrap_or((canonical, ""));
            format!("{local}@{}", host.replace('.', "[.]"))
        }
        Kind::Ip => canonical.replace('.', "[.]"),
        Kind::Iban | Kind::Phone | Kind::Crypto | Kind::Handle | Kind::PaymentReference => {
            canonical.to_owned()
        }
    }
}
