//! Names of accounts on platforms: `platform:name`, compatibility form and case folded.
//! A handle is a weak clue: names are reused by innocents and reassigned by platforms.

use crate::identifier::Form;
use crate::{Doubt, Invalid, clean, platforms};

/// The platform of a handle typed alone.
pub(crate) const ANY: &str = "any";

/// Words that announce a name and belong to none.
const LABELS: [&str; 14] = [
    "pseudo",
    "pseudonyme",
    "compte",
    "profil",
    "profile",
    "account",
    "user",
    "username",
    "utilisateur",
    "login",
    "nom",
    "name",
    "handle",
    "id",
];

pub(crate) fn read(text: &str) -> Result<Form, Invalid> {
    plain(text).map_or_else(|| by_every_rule(text), Ok)
}

/// A name alone in plain letters, which most are: no platform, label or address can be read in it.
fn plain(text: &str) -> Option<Form> {
    let name = text.to_ascii_lowercase();
    let name = bare(&name);
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    let whole = name.bytes().all(fits) && name.bytes().any(|byte| byte.is_ascii_alphanumeric());
    whole.then(|| Form {
        doubt: Some(Doubt::HandlePlatformUnknown),
        canonical: [ANY, ":", name].concat(),
        ..Form::default()
    })
}

fn by_every_rule(text: &str) -> Result<Form, Invalid> {
    let mut canonical = once(text)?;
    // Folding can bring out signs ("：", "／") that read otherwise the second time.
    for _ in 0..8 {
        let again = once(&canonical)?;
        if again == canonical {
            return Ok(form(canonical));
        }
        canonical = again;
    }
    Err(Invalid::Malformed)
}

fn form(canonical: String) -> Form {
    let (platform, name) = canonical
        .split_once(':')
        .unwrap_or((ANY, canonical.as_str()));
    let doubt = if name.contains(' ') {
        Some(Doubt::HandleDisplayName)
    } else {
        (platform == ANY).then_some(Doubt::HandlePlatformUnknown)
    };
    Form {
        doubt,
        canonical,
        ..Form::default()
    }
}

fn once(text: &str) -> Result<String, Invalid> {
    if let Some((platform, name)) = profile(text) {
        return named(platform, &clean::fold(&name));
    }
    let folded = clean::fold(text);
    let mut rest = bare(&folded);
    while let Some(after) = LABELS.iter().find_map(|label| announced(rest, label)) {
        rest = after;
    }
    let Some((word, name)) = rest.split_once(':') else {
        return match leading_platform(rest) {
            Some((platform, name)) => named(platform, name),
            None => named(ANY, rest),
        };
    };
    let word = word.trim();
    if let Some((platform, name)) = profile(bare(name)) {
        return named(platform, &clean::fold(&name));
    }
    match platforms::named(word) {
        Some(platform) => named(platform.code, name),
        None if is_slug(word) => named(word, name),
        None => named(ANY, rest),
    }
}

/// "pseudo : bob" without the word; the colon is what makes it a label.
fn announced<'t>(text: &'t str, label: &str) -> Option<&'t str> {
    let after = text.strip_prefix(label)?.trim_start();
    Some(bare(after.strip_prefix(':')?))
}

/// "insta @bob", "telegram bob": a known platform, then one word. Short names of platforms are
/// also plain words: they count only before an `@`.
fn leading_platform(text: &str) -> Option<(&'static str, &str)> {
    let (word, after) = text.split_once(' ')?;
    if word.len() < 5 && !after.trim_start().starts_with('@') {
        return None;
    }
    let name = bare(after);
    let platform = platforms::named(word)?;
    (!name.contains(' ')).then_some((platform.code, name))
}

/// A profile address of a known platform.
fn profile(text: &str) -> Option<(&'static str, String)> {
    if !text.contains('/') {
        return None;
    }
    let url = crate::url::web_address(text).ok()?;
    let host = url.domain()?;
    let (platform, name) = platforms::account(host, crate::url::registrable(host), &url)?;
    // wa.me/33639980001: links bear whole numbers without their sign.
    let numbered = platform == "whatsapp" && name.bytes().all(|byte| byte.is_ascii_digit());
    Some((platform, if numbered { format!("+{name}") } else { name }))
}

fn named(platform: &str, name: &str) -> Result<String, Invalid> {
    let name = bare(name);
    let name = match number(platform, name) {
        Some(number) => number,
        None => name.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    if !name.chars().any(char::is_alphanumeric) {
        return Err(Invalid::Empty);
    }
    Ok(format!("{platform}:{name}"))
}

/// The number that is an account's name on messaging platforms, without the signs between its
/// figures. No numbering plan is applied: without its prefix it stays as typed.
fn number(platform: &str, name: &str) -> Option<String> {
    let messaging = matches!(platform, "whatsapp" | "signal" | "viber" | "telegram");
    let signs = |c: char| matches!(c, ' ' | '.' | '-' | '(' | ')' | '/');
    let figures: String = name.chars().filter(|c| !signs(*c)).collect();
    let digits = figures.strip_prefix('+').unwrap_or(&figures);
    let whole = (7..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    (messaging && whole).then(|| match digits.strip_prefix("00") {
        Some(abroad) if !figures.starts_with('+') => format!("+{abroad}"),
        _ => figures.clone(),
    })
}

fn bare(text: &str) -> &str {
    text.trim_matches(|c| matches!(c, ' ' | ',' | ';' | '"' | '«' | '»' | '<' | '>'))
        .trim_start_matches(['@', ' '])
}

fn is_slug(word: &str) -> bool {
    (2..=20).contains(&word.len())
        && word
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(form: Form) -> (String, Option<Doubt>) {
        (form.canonical, form.doubt)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..Default::default() })]

        #[test]
        fn plain_names_are_read_as_by_every_rule(text in "[@ ,;]{0,2}[a-zA-Z0-9._-]{1,16}[ ,>]?") {
            if let Some(form) = plain(&text) {
                prop_assert_eq!(Some(parts(form)), by_every_rule(&text).ok().map(parts));
            }
        }

        #[test]
        fn any_sign_is_read_as_by_every_rule(text in "[ -~]{1,8}|(insta|any|id|user|fb|x)[:@ .]{0,2}[a-z]{0,4}") {
            if let Some(form) = plain(&text) {
                prop_assert_eq!(Some(parts(form)), by_every_rule(&text).ok().map(parts));
            }
        }
    }

    #[test]
    fn common_names_take_the_short_way() {
        for text in ["@Paul-Fournier3967", "HUGO_ROUSSEL230", "nicolas.bernard"] {
            assert!(plain(text).is_some(), "{text}");
        }
    }
}
