//! E-mail addresses: the address as written, and the mailbox it reaches.
//! It folds only what a provider is known to ignore: elsewhere a dot is another person.

use unicode_normalization::UnicodeNormalization;

use crate::identifier::Form;
use crate::{Doubt, Invalid, clean};

mod plain;

/// Longest mailbox name and longest address, in bytes (RFC 5321, 4.5.3.1).
const LOCAL_MAX: usize = 64;
const ADDRESS_MAX: usize = 254;

pub(crate) fn read(text: &str) -> Result<Form, Invalid> {
    plain::read(text).map_or_else(|| by_every_rule(text), Ok)
}

fn by_every_rule(text: &str) -> Result<Form, Invalid> {
    let address = unwrapped(text);
    let (local, host) = split(&address)?;
    let local: String = local.nfc().collect();
    if !is_local(&local) {
        return Err(Invalid::EmailLocalPart);
    }
    let host = host_name(host)?;
    let canonical = format!("{local}@{host}");
    if canonical.len() > ADDRESS_MAX {
        let (max, found) = (ADDRESS_MAX, canonical.len());
        return Err(Invalid::TooLong { max, found });
    }
    let unknown_suffix = !crate::url::has_known_suffix(&host);
    Ok(Form {
        key: Some(mailbox(&local, &host)),
        canonical,
        doubt: unknown_suffix.then_some(Doubt::HostSuffixUnknown),
        ..Form::default()
    })
}

/// The address alone, out of `mailto:` links, `Name <address>` and defanging.
fn unwrapped(text: &str) -> String {
    let wide: String = text
        .nfc()
        .map(|c| match c {
            '＠' | '﹫' => '@',
            '．' | '。' | '｡' => '.',
            _ => c,
        })
        .collect();
    let mut rest = wide.as_str();
    if let (Some(open), Some(close)) = (rest.rfind('<'), rest.rfind('>'))
        && open < close
    {
        rest = &rest[open + 1..close];
    }
    if let Some(after) = clean::strip_prefix_any_case(rest.trim(), "mailto:") {
        rest = after.split('?').next().unwrap_or(after);
    }
    let close_up = without_space_around_marks(rest);
    let plain = clean::refang(&close_up);
    // "E-mail : jean@exemple.fr": a colon is never part of an address.
    let plain = plain.rsplit(':').next().unwrap_or_default();
    let quotes = ['"', '\'', '«', '»', '“', '”', '<', '>', '(', ')', '[', ']'];
    let stops = ['.', ',', ';', '!', '?', ' '];
    plain
        .trim_start_matches(|c| quotes.contains(&c) || c == ' ' || c == ',' || c == ';')
        .trim_end_matches(|c| quotes.contains(&c) || stops.contains(&c))
        .to_owned()
}

/// "jean @ exemple . fr" as typed by some keyboards.
fn without_space_around_marks(text: &str) -> String {
    let mark = |c: char| matches!(c, '@' | '.' | '[' | ']' | '{' | '}');
    let mut out = String::with_capacity(text.len());
    let mut pending = false;
    for c in text.chars() {
        if c == ' ' {
            pending = true;
            continue;
        }
        if pending && !mark(c) && !out.ends_with(mark) {
            out.push(' ');
        }
        pending = false;
        out.push(c);
    }
    out
}

fn split(address: &str) -> Result<(&str, &str), Invalid> {
    match address.matches('@').count() {
        0 => Err(Invalid::EmailNoAt),
        1 => address.split_once('@').ok_or(Invalid::EmailNoAt),
        _ => Err(Invalid::Several),
    }
}

/// RFC 5321 dot-atom characters and, for internationalised mail (RFC 6531), letters of any
/// script. Misplaced dots are kept: some providers deliver them.
fn is_local(local: &str) -> bool {
    let allowed = |c: char| {
        c.is_ascii_alphanumeric()
            || "!#$%&'*+-/=?^_`{|}~.".contains(c)
            || (!c.is_ascii() && !c.is_whitespace() && !c.is_control())
    };
    !local.is_empty() && local.len() <= LOCAL_MAX && local.chars().all(allowed)
}

fn host_name(host: &str) -> Result<String, Invalid> {
    let host = host.trim_matches('.');
    if host.is_empty() {
        return Err(Invalid::Host);
    }
    let ascii = idna::domain_to_ascii_strict(host).map_err(|_| Invalid::Host)?;
    let last = ascii.rsplit('.').next().unwrap_or_default();
    if last.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Invalid::Host);
    }
    if !ascii.contains('.') {
        return Err(Invalid::HostNotPublic);
    }
    Ok(ascii)
}

/// What a provider ignores in the mailbox name.
struct Provider {
    hosts: &'static [&'static str],
    /// The host under which its mailboxes are grouped; `None` keeps each host apart.
    one_host: Option<&'static str>,
    /// Everything from this mark on is a label chosen by the mailbox's user.
    tag: char,
    dots_ignored: bool,
}

/// Documented behaviour of the large providers; everyone else keeps every character. Yahoo is left
/// out on purpose: its disposable addresses are `name-label`, but `jean-pierre` is also how people
/// are called there, and cutting at the hyphen merged strangers in every measure.
const PROVIDERS: [Provider; 5] = [
    Provider {
        hosts: &["gmail.com", "googlemail.com"],
        one_host: Some("gmail.com"),
        tag: '+',
        dots_ignored: true,
    },
    Provider {
        hosts: &[
            "outlook.com",
            "outlook.fr",
            "outlook.be",
            "outlook.de",
            "outlook.es",
            "outlook.it",
            "outlook.pt",
            "hotmail.com",
            "hotmail.fr",
            "hotmail.be",
            "hotmail.co.uk",
            "hotmail.de",
            "hotmail.es",
            "hotmail.it",
            "hotmail.ch",
            "live.com",
            "live.fr",
            "live.be",
            "live.co.uk",
            "live.ca",
            "live.it",
            "live.nl",
            "msn.com",
        ],
        one_host: None,
        tag: '+',
        dots_ignored: false,
    },
    Provider {
        hosts: &["proton.me", "protonmail.com", "protonmail.ch", "pm.me"],
        one_host: None,
        tag: '+',
        dots_ignored: false,
    },
    Provider {
        hosts: &["icloud.com", "me.com", "mac.com"],
        one_host: None,
        tag: '+',
        dots_ignored: false,
    },
    Provider {
        hosts: &["fastmail.com", "fastmail.fm"],
        one_host: None,
        tag: '+',
        dots_ignored: false,
    },
];

/// The mailbox behind an address: case folded everywhere (no provider of note tells cases
/// apart), labels and dots dropped where the provider drops them.
fn mailbox(local: &str, host: &str) -> String {
    let folded = clean::fold(local);
    let Some(provider) = PROVIDERS.iter().find(|p| p.hosts.contains(&host)) else {
        return format!("{folded}@{host}");
    };
    let untagged = folded.split(provider.tag).next().unwrap_or_default();
    let name = if provider.dots_ignored {
        untagged.replace('.', "")
    } else {
        untagged.to_owned()
    };
    // "+colis@…" has nothing before its label: keep it whole rather than merge strangers.
    let name = if name.is_empty() { folded } else { name };
    format!("{name}@{}", provider.one_host.unwrap_or(host))
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
            "Jean.Dupont+colis@GoogleMail.com",
            "<contact@boutique-3.exemple>",
            "MAILTO:jean_dupont@exemple.fr",
        ] {
            assert!(same(text).unwrap_or(false), "{text}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..Default::default() })]

        #[test]
        fn what_is_plain_is_read_as_by_every_rule(
            around in select(vec![("", ""), ("<", ">"), ("mailto:", ""), ("<MailTo:", ">"), ("Jean <", ">")]),
            local in "[a-zA-Z0-9._+-]{1,12}",
            host in prop_oneof![
                "[a-zA-Z0-9-]{1,5}\\.[a-zA-Z0-9-]{1,4}(\\.[a-z0-9]{1,4})?",
                select(vec!["gmail.com", "GoogleMail.com", "outlook.fr", "proton.me", "co.uk", "free.fr"])
                    .prop_map(str::to_owned),
            ],
        ) {
            same(&format!("{}{local}@{host}{}", around.0, around.1))?;
        }

        #[test]
        fn any_sign_is_read_as_by_every_rule(a in "[ -~]{1,9}", b in "[ -~]{1,9}") {
            same(&format!("{a}@{b}"))?;
            same(&format!("{a}@{b}.fr"))?;
        }
    }
}
