//! What a person typed for a telephone number, taken apart: digits, prefix, extension, letters.
//! It knows no numbering plan.

use unicode_normalization::UnicodeNormalization;

use crate::{Invalid, clean};

/// The parts of a typed number.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Typed {
    /// The digits in order, when there are no letters.
    pub(super) digits: String,
    /// A `+` stood before them.
    pub(super) plus: bool,
    /// Place in `digits` of a zero typed as "(0)".
    pub(super) trunk_zero_at: Option<usize>,
    /// Digits after "poste", "ext" or `;ext=`.
    pub(super) extension: Option<String>,
    /// Present when letters stood among the digits.
    pub(super) letters: Option<Letters>,
}

/// The two ways to read letters as digits.
#[derive(Debug, PartialEq)]
pub(super) struct Letters {
    /// How many there are.
    pub(super) count: usize,
    /// O as 0, I and l as 1, when there are no other letters.
    pub(super) as_slips: Option<String>,
    /// As on a telephone keypad (ITU-T E.161), when all are from A to Z.
    pub(super) as_keypad: Option<String>,
}

pub(super) fn read(text: &str) -> Result<Typed, Invalid> {
    // Nothing but figures and the signs between them: no label, link, extension or other script.
    if text.bytes().all(|byte| PLAIN.contains(&byte)) {
        return figures(text.as_bytes());
    }
    by_every_rule(text)
}

/// Figures and the signs that people put between them.
const PLAIN: &[u8] = b"0123456789 .-/()+";

/// What [`scan`] makes of figures and plain signs.
fn figures(text: &[u8]) -> Result<Typed, Invalid> {
    let mut typed = Typed {
        digits: String::with_capacity(text.len()),
        ..Typed::default()
    };
    for (at, &byte) in text.iter().enumerate() {
        match byte {
            b'0'..=b'9' => {
                let opened = at > 0 && text[at - 1] == b'(';
                if byte == b'0' && opened && text.get(at + 1) == Some(&b')') {
                    typed.trunk_zero_at = Some(typed.digits.len());
                }
                typed.digits.push(char::from(byte));
            }
            b'+' if typed.digits.is_empty() && !typed.plus => typed.plus = true,
            b'+' => return Err(Invalid::Several),
            _ => {}
        }
    }
    Ok(typed)
}

fn by_every_rule(text: &str) -> Result<Typed, Invalid> {
    let text = western_digits(text);
    let text = text.trim();
    if let Some(digits) = linked(text)? {
        return Ok(Typed {
            digits,
            plus: true,
            ..Typed::default()
        });
    }
    let text = without_label(text);
    let (text, extension) = split_extension(text);
    let mut typed = scan(text)?;
    typed.extension = extension;
    Ok(typed)
}

/// Digits of every script as 0 to 9, full-width signs as ASCII.
fn western_digits(text: &str) -> String {
    /// First digits of the decimal ranges met on phones (Arabic, Persian, Indic, Thai…).
    const ZEROS: [u32; 16] = [
        0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50,
        0xED0, 0xF20, 0x1040,
    ];
    text.nfkc()
        .map(|c| {
            let code = u32::from(c);
            ZEROS
                .iter()
                .find(|zero| (**zero..**zero + 10).contains(&code))
                .and_then(|zero| char::from_digit(code - zero, 10))
                .unwrap_or(c)
        })
        .collect()
}

/// The number inside a messaging link (`https://wa.me/33639980001`); other links are refused.
fn linked(text: &str) -> Result<Option<String>, Invalid> {
    let lower = clean::refang(text).to_ascii_lowercase();
    let place = ["wa.me/", "phone=", "viber.me/", "t.me/+", "signal.me/#p/"]
        .iter()
        .find_map(|mark| lower.find(mark).map(|at| at + mark.len()));
    let Some(start) = place else {
        return if lower.contains("://") {
            Err(Invalid::Malformed)
        } else {
            Ok(None)
        };
    };
    let rest = lower[start..].trim_start_matches(['+', ' ']);
    let rest = rest.strip_prefix("%2b").unwrap_or(rest);
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    if digits.is_empty() {
        return Err(Invalid::Malformed);
    }
    Ok(Some(digits))
}

/// "Tél. : 06…", "tel:+33…", "WhatsApp +33…": the words before the number.
fn without_label(text: &str) -> &str {
    let first = text.find(|c: char| c.is_ascii_digit() || c == '+' || c == '(' || c == '*');
    let Some(first) = first else { return text };
    let (label, number) = text.split_at(first);
    let label = label.trim_end();
    let known = [
        "tel",
        "tél",
        "tel.",
        "tél.",
        "telephone",
        "téléphone",
        "phone",
        "mobile",
        "portable",
        "port",
        "port.",
        "whatsapp",
        "sms",
        "fax",
        "n°",
        "no",
        "num",
        "num.",
        "numero",
        "numéro",
        "numéro de téléphone",
        "signal",
        "viber",
        "appel",
        "fixe",
    ];
    let bare = label.trim_end_matches([':', ' ']).to_lowercase();
    if label.ends_with(':') || known.contains(&bare.as_str()) {
        number
    } else {
        text
    }
}

/// Splits "01 99 00 11 22 poste 12" in number and extension (1 to 7 digits, RFC 3966).
fn split_extension(text: &str) -> (&str, Option<String>) {
    const MARKS: [&str; 8] = [
        ";ext=",
        "extension",
        "ext.",
        "ext",
        "poste",
        "int.",
        " x",
        "#",
    ];
    let lower = text.to_ascii_lowercase();
    for mark in MARKS {
        let Some(at) = lower.rfind(mark) else {
            continue;
        };
        let after = lower[at + mark.len()..].trim_matches([' ', '.', ':', ')']);
        let before = text[..at].trim_end_matches([' ', ',', ';', '(', '-']);
        let numbered = before.bytes().filter(u8::is_ascii_digit).count() >= 7;
        let digits = after.bytes().all(|byte| byte.is_ascii_digit());
        if numbered && digits && (1..=7).contains(&after.len()) {
            return (before, Some(after.to_owned()));
        }
    }
    (text, None)
}

fn scan(text: &str) -> Result<Typed, Invalid> {
    let mut typed = Typed::default();
    let mut spelled = String::new();
    let mut letters = false;
    let marks: Vec<char> = text.chars().collect();
    for (at, &c) in marks.iter().enumerate() {
        match c {
            '0'..='9' => {
                let opened = at > 0 && marks[at - 1] == '(';
                if c == '0' && opened && marks.get(at + 1) == Some(&')') {
                    typed.trunk_zero_at = Some(spelled.len());
                }
                spelled.push(c);
            }
            '+' if spelled.is_empty() && !typed.plus => typed.plus = true,
            '+' => return Err(Invalid::Several),
            '*' | '•' | '●' | '∗' | '#' | '_' | '…' => return Err(Invalid::PhoneMasked),
            c if c.is_alphabetic() => {
                letters = true;
                spelled.push(c);
            }
            ';' | '@' | '=' | '&' | '%' | '<' | '>' => return Err(Invalid::Malformed),
            _ => {}
        }
    }
    if !letters {
        typed.digits = spelled;
        return Ok(typed);
    }
    let digits = spelled.bytes().filter(u8::is_ascii_digit).count();
    let crossed = spelled
        .chars()
        .all(|c| c.is_ascii_digit() || matches!(c, 'x' | 'X'));
    if crossed && digits > 0 {
        return Err(Invalid::PhoneMasked);
    }
    if digits < 3 {
        return Err(Invalid::PhoneLetters);
    }
    typed.letters = Some(Letters {
        count: spelled.chars().count() - digits,
        as_slips: spelled.chars().map(slip).collect(),
        as_keypad: spelled.chars().map(keypad).collect(),
    });
    Ok(typed)
}

fn slip(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        'O' | 'o' => Some('0'),
        'I' | 'l' | 'i' => Some('1'),
        _ => None,
    }
}

fn keypad(c: char) -> Option<char> {
    Some(match c.to_ascii_lowercase() {
        '0'..='9' => c,
        'a'..='c' => '2',
        'd'..='f' => '3',
        'g'..='i' => '4',
        'j'..='l' => '5',
        'm'..='o' => '6',
        'p'..='s' => '7',
        't'..='v' => '8',
        'w'..='z' => '9',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn plain_figures_are_read_as_by_every_rule(text in "[-0-9 ./()+]{0,24}") {
            prop_assert_eq!(read(&text), by_every_rule(&text));
        }

        #[test]
        fn a_trunk_zero_is_seen_where_every_rule_sees_it(
            before in "\\+?[0-9]{1,3}", space in " ?", after in "[0-9(0) ]{1,12}",
        ) {
            let text = format!("{before}{space}(0){after}");
            prop_assert_eq!(read(&text), by_every_rule(&text));
        }
    }
}
