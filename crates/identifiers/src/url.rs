//! Web addresses: WHATWG form, and the place that one person or group can own.
//! Nothing is fetched and no name is resolved.

use ::url::{Host, Url};
use psl::Psl;
use unicode_security::MixedScript;

use crate::identifier::Form;
use crate::{Doubt, Invalid, clean, platforms};

mod plain;

/// The public suffix list behind the keys: the `psl` crate's release, whose last part counts the
/// list's revisions. Linkage parameters record it, since another list gives other keys.
pub const SUFFIX_LIST: &str = "psl 2.1.247";

/// Longest host name, in bytes (RFC 1035).
const HOST_MAX: usize = 253;

pub(crate) fn read(text: &str) -> Result<Form, Invalid> {
    plain::read(text).map_or_else(|| by_every_rule(text), Ok)
}

fn by_every_rule(text: &str) -> Result<Form, Invalid> {
    let (url, slipped) = match web_address(text) {
        Ok(url) => (url, false),
        Err(why @ (Invalid::Host | Invalid::UrlScheme)) if text.contains(' ') => {
            (within(text).ok_or(why)?, false)
        }
        Err(Invalid::UrlScheme) => (web_address(&without_slip(text)?)?, true),
        Err(why) => return Err(why),
    };
    let signed = !url.username().is_empty() || url.password().is_some();
    let url = without_credentials(url)?;
    let (key, host_doubt) = match url.host().ok_or(Invalid::Host)? {
        Host::Domain(name) => (key(name, &url), host_doubt(name)),
        Host::Ipv4(address) => (address.to_string(), None),
        Host::Ipv6(address) => (format!("[{address}]"), None),
    };
    // The gravest first: a host made to deceive says more than a slip of the pen.
    let doubt = signed
        .then_some(Doubt::UrlUserInfo)
        .or(host_doubt)
        .or(slipped.then_some(Doubt::Repaired));
    Ok(Form {
        canonical: url.into(),
        key: Some(key),
        doubt,
        ..Form::default()
    })
}

/// The typed text as an address of the web.
pub(crate) fn web_address(text: &str) -> Result<Url, Invalid> {
    let (scheme, rest) = scheme(text)?;
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let authority = clean::refang(authority);
    if authority.trim_matches(['.', ' ']).is_empty() {
        return Err(Invalid::Host);
    }
    let mut url =
        Url::parse(&format!("{scheme}://{authority}{path}")).map_err(|_| host_or_several(text))?;
    let Some(Host::Domain(name)) = url.host() else {
        return Ok(url);
    };
    let name = name.trim_end_matches('.').to_owned();
    let sound = name.len() <= HOST_MAX
        && name
            .split('.')
            .all(|label| (1..=63).contains(&label.len()) && label.bytes().all(is_host_byte));
    if !sound {
        return Err(Invalid::Host);
    }
    if !name.contains('.') {
        return Err(Invalid::HostNotPublic);
    }
    url.set_host(Some(&name)).map_err(|_| Invalid::Host)?;
    Ok(url)
}

/// The web allows more signs in hosts, but no registry does; the underscore is for tenants.
fn is_host_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')
}

fn host_or_several(text: &str) -> Invalid {
    if text.matches("://").count() > 1 || text.contains(" et ") || text.contains(", ") {
        Invalid::Several
    } else {
        Invalid::Host
    }
}

/// Scheme and what follows `://`; https is assumed when none is typed, as browsers do.
fn scheme(text: &str) -> Result<(&'static str, &str), Invalid> {
    let text = without_punctuation(text);
    const WRITTEN: [(&str, &str); 12] = [
        ("https", "https"),
        ("hxxps", "https"),
        ("h**ps", "https"),
        ("httpx", "https"),
        ("h__ps", "https"),
        ("htxps", "https"),
        ("http", "http"),
        ("hxxp", "http"),
        ("h**p", "http"),
        ("htxp", "http"),
        ("ftp", "ftp"),
        ("fxp", "ftp"),
    ];
    for (written, scheme) in WRITTEN {
        let Some(after) = clean::strip_prefix_any_case(text, written) else {
            continue;
        };
        for mark in ["://", "[://]", "[:]//", ":\\\\", "[:]\\\\", ":/", ":"] {
            if let Some(rest) = after.trim_start().strip_prefix(mark) {
                return Ok((scheme, rest.trim_start_matches(['/', '\\', ' '])));
            }
        }
        if let Some(rest) = after.strip_prefix("//") {
            return Ok((scheme, rest));
        }
    }
    schemeless(text)
}

/// A text without web scheme is a host and a path, unless it announces something else.
fn schemeless(text: &str) -> Result<(&'static str, &str), Invalid> {
    let path = text.find(['/', '?', '#']).unwrap_or(text.len());
    if let Some((before, _)) = text[..path].split_once(':') {
        let after = &text[before.len() + 1..];
        let port = after.split(['/', '?', '#']).next().unwrap_or_default();
        let host_and_port = !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit());
        let word = before
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'+');
        if text.matches("://").count() > 1 {
            return Err(Invalid::Several);
        }
        if after.starts_with("//") || (word && !before.is_empty() && !host_and_port) {
            return Err(Invalid::UrlScheme);
        }
    }
    // "jean@exemple.fr" is somebody's mail, and its host everybody's.
    if path == text.len() && text.contains('@') {
        return Err(Invalid::Malformed);
    }
    Ok(("https", text.trim_start_matches(['/', '\\'])))
}

/// The only address among the words of a sentence ("voir https://…"), when its suffix is known:
/// a name broken by a space ("exem ple.fr") must not be read as another.
fn within(text: &str) -> Option<Url> {
    let marked = |word: &&str| word.contains("://") || word.starts_with("www.");
    let mut words = text.split(' ').filter(marked);
    let (Some(word), None) = (words.next(), words.next()) else {
        return None;
    };
    let url = web_address(word).ok()?;
    has_known_suffix(url.domain()?).then_some(url)
}

/// The address without the quotes, brackets and stops of the sentence around it. The dots of a
/// path ("/..") are its own.
fn without_punctuation(text: &str) -> &str {
    let mut rest = text.trim_start_matches(['<', '"', '\'', '«', '“', '(', ' ']);
    loop {
        let shorter = rest.trim_end_matches(['>', '"', '\'', '»', '”', ',', ';', '!', ' ']);
        let shorter = match shorter.strip_suffix('.') {
            Some(before) if !before.ends_with(['.', '/']) => before,
            _ => shorter,
        };
        if shorter.len() == rest.len() {
            return rest;
        }
        rest = shorter;
    }
}

/// "htpt://…", "httph://…": the address under https, when the scheme is one slip away from it and
/// names no other.
fn without_slip(text: &str) -> Result<String, Invalid> {
    let (scheme, rest) = text.split_once("://").ok_or(Invalid::UrlScheme)?;
    let scheme = scheme.to_ascii_lowercase();
    if one_slip(&scheme, "https") || one_slip(&scheme, "http") {
        Ok(format!("https://{rest}"))
    } else {
        Err(Invalid::UrlScheme)
    }
}

/// One letter changed, added or missing, or two neighbours exchanged.
fn one_slip(typed: &str, meant: &str) -> bool {
    let (typed, meant) = (typed.as_bytes(), meant.as_bytes());
    let same = typed.iter().zip(meant).take_while(|(a, b)| a == b).count();
    let (a, b) = (&typed[same..], &meant[same..]);
    let changed = a.len() == b.len() && !a.is_empty() && a[1..] == b[1..];
    let exchanged =
        a.len() == b.len() && a.len() > 1 && (a[0], a[1]) == (b[1], b[0]) && a[2..] == b[2..];
    let added = !a.is_empty() && a[1..] == *b;
    let missing = !b.is_empty() && b[1..] == *a;
    changed || exchanged || added || missing
}

fn without_credentials(mut url: Url) -> Result<Url, Invalid> {
    url.set_username("").map_err(|()| Invalid::Host)?;
    url.set_password(None).map_err(|()| Invalid::Host)?;
    Ok(url)
}

/// Whether the host ends in a suffix of the list, in either section.
pub(crate) fn has_known_suffix(host: &str) -> bool {
    psl::List
        .suffix(host.as_bytes())
        .is_some_and(|suffix| suffix.is_known())
}

fn host_doubt(host: &str) -> Option<Doubt> {
    if !has_known_suffix(host) {
        return Some(Doubt::HostSuffixUnknown);
    }
    let (unicode, _) = idna::domain_to_unicode(host);
    let mixed = unicode.split('.').any(|label| !label.is_single_script());
    mixed.then_some(Doubt::HostMixedScripts)
}

/// What one owner holds: a profile or a short path on shared platforms, elsewhere the
/// registrable name, which for private suffixes is the tenant (`boutique.myshopify.com`).
fn key(host: &str, url: &Url) -> String {
    let registrable = registrable(host);
    if let Some(place) = platforms::place(host, registrable, url) {
        return place;
    }
    platforms::tenant(host, registrable).unwrap_or_else(|| registrable.to_owned())
}

/// The registrable name of a host by the public suffix list, private section included; the host
/// itself when it is a suffix.
#[must_use]
pub fn registrable(host: &str) -> &str {
    psl::domain_str(host).unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use proptest::sample::select;

    fn parts(form: Form) -> (String, Option<String>, Option<Doubt>) {
        (form.canonical, form.key, form.doubt)
    }

    fn same(text: &str) -> Result<bool, TestCaseError> {
        let plain = plain::read(text).map(parts);
        let is_plain = plain.is_some();
        if is_plain {
            prop_assert_eq!(plain, by_every_rule(text).ok().map(parts), "{}", text);
        }
        Ok(is_plain)
    }

    #[test]
    fn common_addresses_take_the_short_way() {
        for text in [
            "https://www.Exemple.FR",
            "http://boutique-3.exemple.co.uk:80/suivi?id=12&a=b#top",
            "hxxps://exemple[.]shop/",
            "exemple.fr/a/b.html",
            "client.weebly.com",
        ] {
            assert!(same(text).unwrap_or(false), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() })]

        #[test]
        fn what_is_plain_is_read_as_by_every_rule(
            scheme in select(vec!["https://", "http://", "hxxps://", "HTTP://", "", "ftp://", "httpx", "http:/", "http//"]),
            host in "[a-zA-Z0-9-]{1,5}(\\.|\\[\\.\\])[a-zA-Z0-9-]{1,4}((\\.|\\[\\.\\])[a-z0-9]{1,4})?",
            port in select(vec!["", "", ":443", ":80", ":8080", ":"]),
            after in "[a-zA-Z0-9/_.?#=&~%-]{0,12}",
        ) {
            same(&format!("{scheme}{host}{port}{after}"))?;
        }

        #[test]
        fn known_hosts_are_read_as_by_every_rule(
            before in select(vec!["", "www.", "a.", "www.www.", "x-1.y."]),
            host in select(vec![
                "facebook.com", "t.me", "bit.ly", "weebly.com", "free.fr", "blogspot.com", "com",
                "co.uk", "github.io", "docs.google.com", "exemple.fr", "exemple.zzz", "myshopify.com",
            ]),
            after in "(/[a-z.]{0,3}){0,3}(\\?[a-z=&]{0,4})?(#[a-z]{0,2})?",
        ) {
            same(&format!("https://{before}{host}{after}"))?;
        }

        #[test]
        fn any_sign_is_read_as_by_every_rule(text in "[ -~]{1,24}") {
            same(&text)?;
            same(&format!("https://exemple.fr/{text}"))?;
        }
    }
}
