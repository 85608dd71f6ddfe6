//! Vectors published by others, from `tests/data` (sources and licences in its README).
//! Where this crate differs on purpose, the difference is listed with its reason.

use faisceau_identifiers::{Doubt, Invalid, Kind, Region, parse, parse_in};
use serde::Deserialize;

use crate::read;

/// The lines of a data file, comments out.
fn lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#') && !line.starts_with("//"))
}

/// The public suffix project's own tests, on names that can be web hosts.
#[test]
fn registrable_names_agree_with_the_public_suffix_tests() {
    let mut checked = 0;
    for line in lines(include_str!("../data/public_suffix_tests.txt")) {
        let (host, registrable) = line.split_once(' ').unwrap();
        // For a bare suffix our key is the host itself; a name with a leading dot is no host.
        if registrable == "null" || host.starts_with('.') {
            continue;
        }
        let wanted = idna::domain_to_ascii(registrable).unwrap();
        assert_eq!(read(Kind::Url, host).key(), wanted, "{host}");
        checked += 1;
    }
    assert!(checked > 50, "{checked} names checked");
}

/// BIP-173 and BIP-350: valid addresses of the main network are read, all others refused.
#[test]
fn segwit_addresses_agree_with_the_bips() {
    let mut read_as_bitcoin = 0;
    for line in lines(include_str!("../data/segwit_addresses.txt")) {
        let parts: Vec<&str> = line.split(' ').collect();
        let [bip, state, address] = parts.as_slice() else {
            panic!("{line}");
        };
        let found = parse(Kind::Crypto, address);
        // BIP-350 withdrew the Bech32 form of versions 1 and later that BIP-173 had allowed.
        let withdrawn = *bip == "173" && !address.to_lowercase().starts_with("bc1q");
        if *state == "invalid" || withdrawn {
            assert!(found.is_err(), "{address}");
        } else if address.starts_with("tb1") {
            assert_eq!(found, Err(Invalid::CryptoTestNetwork));
        } else {
            let canonical = format!("bitcoin:{}", address.to_lowercase());
            assert_eq!(found.unwrap().canonical(), canonical);
            read_as_bitcoin += 1;
        }
    }
    assert!(read_as_bitcoin > 4);
}

/// libphonenumber's example of each type of number in each country.
#[test]
fn every_example_number_is_its_own_canonical_form() {
    let mut checked = 0;
    let mut kept_with_doubt = Vec::new();
    for line in lines(include_str!("../data/phone_examples.txt")) {
        let parts: Vec<&str> = line.split(' ').collect();
        let [region, code, _, national] = parts.as_slice() else {
            panic!("{line}");
        };
        let canonical = format!("+{code}{national}");
        let digits = canonical.len() - 1;
        let found = parse(Kind::Phone, &canonical);
        if digits < 7 {
            assert!(matches!(found, Err(Invalid::TooShort { .. })), "{line}");
            continue;
        }
        let found = found.unwrap_or_else(|why| panic!("{line}: {why}"));
        assert_eq!(found.canonical(), canonical, "{line}");
        if found.doubt().is_some() {
            kept_with_doubt.push(line);
        }
        if let Some(region) = Region::from_code(region) {
            let spaced = format!("00{code} {national}");
            let home = parse_in(Kind::Phone, &spaced, region).unwrap();
            assert_eq!(home.canonical(), canonical, "{line}");
        }
        checked += 1;
    }
    assert!(checked > 1000, "{checked} numbers checked");
    assert_eq!(kept_with_doubt, [""; 0]);
}

/// libphonenumber's example short numbers, up to six digits and not starting with 0.
#[test]
fn example_short_numbers_are_short_codes_of_their_country() {
    let mut checked = 0;
    for line in lines(include_str!("../data/short_number_examples.txt")) {
        let (code, digits) = line.split_once(' ').unwrap();
        if digits.len() > 6 || digits.starts_with('0') {
            continue;
        }
        let found = parse_in(Kind::Phone, digits, Region::from_code(code).unwrap()).unwrap();
        assert_eq!(found.canonical(), format!("short:{code}:{digits}"));
        assert_eq!(found.doubt(), Some(Doubt::PhoneShortCode));
        checked += 1;
    }
    assert!(checked > 400, "{checked} numbers checked");
}

/// UTS 46: hosts of addresses in their ASCII form.
#[test]
fn international_hosts_agree_with_uts_46() {
    let mut checked = 0;
    for line in lines(include_str!("../data/idna_hosts.txt")) {
        let (typed, ascii) = line.split_once('\t').unwrap();
        let typed = unescaped(typed);
        // RFC 5321 wants a dot, labels of 1 to 63 and 254 in all: what UTS 46 leaves to its caller.
        let mailable = ascii.contains('.')
            && ascii.len() < 250
            && ascii
                .split('.')
                .all(|label| (1..=63).contains(&label.len()))
            && !ascii
                .rsplit('.')
                .next()
                .unwrap()
                .bytes()
                .all(|b| b.is_ascii_digit());
        let found = parse(Kind::Email, &format!("a@{typed}"));
        if mailable {
            assert_eq!(found.unwrap().canonical(), format!("a@{ascii}"), "{line}");
            checked += 1;
        }
    }
    assert!(checked > 100, "{checked} hosts checked");
}

/// Characters written `\xNN`, `\uNNNN` or `\UNNNNNNNN` in a data file.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let length = match rest.as_bytes()[at + 1] {
            b'x' => 2,
            b'u' => 4,
            _ => 8,
        };
        let digits = &rest[at + 2..at + 2 + length];
        let code = u32::from_str_radix(digits, 16).unwrap();
        out.push(char::from_u32(code).unwrap());
        rest = &rest[at + 2 + length..];
    }
    out.push_str(rest);
    out
}

/// One row of `urls.json`.
#[derive(Deserialize)]
struct UrlCase {
    input: String,
    #[serde(default)]
    failure: bool,
    #[serde(default)]
    href: String,
    #[serde(default)]
    hostname: String,
    #[serde(default)]
    username: String,
    #[serde(default)]
    password: String,
}

impl UrlCase {
    /// The expected form; ours never keeps a name and password before the host.
    fn without_credentials(&self) -> String {
        let credentials = match (self.username.as_str(), self.password.as_str()) {
            ("", "") => return self.href.clone(),
            (name, "") => format!("{name}@"),
            (name, word) => format!("{name}:{word}@"),
        };
        self.href.replacen(&credentials, "", 1)
    }
}

/// Inputs read otherwise than by a browser, each for a reason.
const URL_EXCEPTIONS: &[(&str, &str)] = &[
    ("http://example.com/foo\t\u{91}%91", INVISIBLE),
    ("http://example.com/\u{feff}/foo", INVISIBLE),
    ("http://example.com/\u{202e}/foo/\u{202d}/bar", INVISIBLE),
    ("http://foo.bar/baz?qux#foo\u{8}bar", INVISIBLE),
    ("http://example.org/test?a#b\0c", INVISIBLE),
    (
        "https://www.example.com/path{\u{7f}path.html?query'\u{7f}=query#fragment<\u{7f}fragment",
        INVISIBLE,
    ),
    (
        "http://example.com/foo\tbar",
        "a tab or line end parts two values more often than it breaks one",
    ),
    ("http://www.google.com/foo?bar=baz# »", PUNCTUATION),
    ("http://example.org/test?\"", PUNCTUATION),
    ("http://example.org/test?>", PUNCTUATION),
    ("https://example.com/\"quoted\"", PUNCTUATION),
    (
        "http://!\"$&'()*+,-.;=_`{}~/",
        "no registry sells signs other than the hyphen",
    ),
    ("http://./", EMPTY_LABEL),
    ("http://../", EMPTY_LABEL),
    ("http://foo.09..", EMPTY_LABEL),
];

const INVISIBLE: &str = "invisible characters split linked values: they are dropped";
const PUNCTUATION: &str = "closing quotes come from the sentence around the address";
const EMPTY_LABEL: &str = "no public host has an empty label";

#[test]
fn web_addresses_agree_with_the_web_platform_tests() {
    let cases: Vec<UrlCase> = serde_json::from_str(include_str!("../data/urls.json")).unwrap();
    let (mut read, mut refused) = (0, 0);
    let mut odd = Vec::new();
    for case in &cases {
        let excepted = URL_EXCEPTIONS.iter().any(|(input, _)| *input == case.input);
        let found = parse(Kind::Url, &case.input);
        let public = case.hostname.contains('.') || case.hostname.starts_with('[');
        let agrees = match &found {
            Err(_) => case.failure || !public,
            Ok(found) => public && found.canonical() == case.without_credentials(),
        };
        // An exception that no longer differs must leave the list.
        if agrees == excepted {
            odd.push(format!("{:?}: {found:?}, not {:?}", case.input, case.href));
        }
        read += usize::from(found.is_ok());
        refused += usize::from(found.is_err());
    }
    assert!(odd.is_empty(), "{}", odd.join("\n"));
    assert!(read > 50 && refused > 100, "{read} read, {refused} refused");
}
