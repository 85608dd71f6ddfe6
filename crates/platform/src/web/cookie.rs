//! The few cookies of the platform: their names, and how they are written. All are needed to
//! work; none measures an audience. Never holds more than an opaque word or a language.

use axum::http::{HeaderMap, HeaderValue, header};

/// Which cookie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cookie {
    /// A member of staff who signed in.
    Session,
    /// A draft being filled.
    Draft,
    /// A victim who opened the space of a complaint.
    FollowUp,
    /// A telephone that gives files to one draft and reads nothing of it.
    Telephone,
    /// An anonymous visit: binds the tokens of public forms. Ends with the browser.
    Visit,
    /// A browser that a member of staff signed in with: its tries are counted apart.
    Known,
    /// A sign-in under way at a provider of identity: comes back with its answer.
    Attempt,
    /// A victim whom a provider of identity knows, for as long as the visit lasts.
    Identity,
    /// The language chosen.
    Lang,
}

impl Cookie {
    /// The name. Under TLS the `__Host-` prefix makes the browser refuse one set by a
    /// neighbouring domain or over plain HTTP.
    #[must_use]
    pub fn name(self, tls: Tls) -> &'static str {
        match (self, tls) {
            (Cookie::Session, Tls::Yes) => "__Host-session",
            (Cookie::Session, Tls::No) => "session",
            (Cookie::Draft, Tls::Yes) => "__Host-draft",
            (Cookie::Draft, Tls::No) => "draft",
            (Cookie::FollowUp, Tls::Yes) => "__Host-follow",
            (Cookie::FollowUp, Tls::No) => "follow",
            (Cookie::Telephone, Tls::Yes) => "__Host-telephone",
            (Cookie::Telephone, Tls::No) => "telephone",
            (Cookie::Visit, Tls::Yes) => "__Host-visit",
            (Cookie::Visit, Tls::No) => "visit",
            (Cookie::Known, Tls::Yes) => "__Host-known",
            (Cookie::Known, Tls::No) => "known",
            (Cookie::Attempt, Tls::Yes) => "__Host-attempt",
            (Cookie::Attempt, Tls::No) => "attempt",
            (Cookie::Identity, Tls::Yes) => "__Host-identity",
            (Cookie::Identity, Tls::No) => "identity",
            (Cookie::Lang, _) => "lang",
        }
    }

    /// The value sent by the browser, if any.
    #[must_use]
    pub fn read(self, headers: &HeaderMap, tls: Tls) -> Option<&str> {
        let wanted = self.name(tls);
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|line| line.to_str().ok())
            .flat_map(|line| line.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, value)| *name == wanted && !value.is_empty())
            .map(|(_, value)| value)
    }

    /// The `Set-Cookie` line. `seconds`: how long it lives; `None` ends with the browser;
    /// `Some(0)` erases it.
    ///
    /// # Panics
    /// When `value` holds something else than unreserved characters: values are tokens made by
    /// the platform, never typed by anyone.
    #[must_use]
    pub fn write(self, tls: Tls, value: &str, seconds: Option<u64>) -> HeaderValue {
        assert!(
            value
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte)),
            "a cookie holds only a token made here"
        );
        let mut line = format!("{}={value}; Path=/; SameSite=Lax", self.name(tls));
        if self != Cookie::Lang {
            line.push_str("; HttpOnly");
        }
        if tls == Tls::Yes {
            line.push_str("; Secure");
        }
        if let Some(seconds) = seconds {
            line.push_str(&format!("; Max-Age={seconds}"));
        }
        HeaderValue::from_str(&line).expect("unreserved characters fit in a header")
    }
}

/// Whether readers reach the platform over TLS (here or at a proxy in front).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// The public address begins with `https`.
    Yes,
    /// Plain HTTP: the demonstration on loopback.
    No,
}
