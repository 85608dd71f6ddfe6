//! Reads the two things the guard needs in a plain form: one field, and what was typed. Pages
//! read their forms themselves.

use axum::body::Bytes;

/// Fields never shown back on a page of refusal: they hold secrets. Whole names: a question of the
/// questionnaire about a postcode is no secret, and must not be typed again.
const SECRET: [&str; 8] = [
    "csrf",
    "password",
    "gone_password",
    "wanted",
    "again",
    "code",
    "secret",
    "otp",
];

/// Most fields shown back; a form of the platform has fewer.
const KEPT_MAX: usize = 200;

/// The first value of a field.
pub(crate) fn field(form: &Bytes, wanted: &str) -> Option<String> {
    pairs(form)
        .find(|(name, _)| name == wanted)
        .map(|(_, value)| value)
}

/// What the reader typed, without secrets and without what was left empty.
pub(crate) fn kept(form: &Bytes) -> Vec<(String, String)> {
    pairs(form)
        .filter(|(name, value)| !value.is_empty() && !SECRET.contains(&name.as_str()))
        .take(KEPT_MAX)
        .collect()
}

fn pairs(form: &Bytes) -> impl Iterator<Item = (String, String)> {
    form.split(|byte| *byte == b'&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let cut = pair.iter().position(|byte| *byte == b'=');
            let (name, value) = match cut {
                Some(cut) => (&pair[..cut], &pair[cut + 1..]),
                None => (pair, &b""[..]),
            };
            (decoded(name), decoded(value))
        })
}

/// `application/x-www-form-urlencoded`, read as browsers write it. Broken UTF-8 shows as U+FFFD.
fn decoded(text: &[u8]) -> String {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((first, after)) = rest.split_first() {
        let (byte, after) = match (*first, after) {
            (b'+', _) => (b' ', after),
            (b'%', [high, low, beyond @ ..]) => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => (high << 4 | low, beyond),
                _ => (b'%', after),
            },
            (other, _) => (other, after),
        };
        out.push(byte);
        rest = after;
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn digit(letter: u8) -> Option<u8> {
    char::from(letter)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}
