//! What every kind does to a text first: invisible characters out, spaces made plain,
//! defanging undone. It never changes a visible letter or digit. Plain ASCII, which most texts are,
//! goes a shorter way to the same result.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

/// The text without default-ignorable and control characters, every space made plain, trimmed.
pub(crate) fn visible(raw: &str) -> Cow<'_, str> {
    if is_plain(raw) {
        return Cow::Borrowed(raw.trim_matches(' '));
    }
    Cow::Owned(shown(raw))
}

/// Whether a text is printable ASCII: no mark to remove, nothing to compose.
pub(crate) fn is_plain(text: &str) -> bool {
    // Without stopping early: many bytes are then looked at together.
    let odd = |byte: u8| u8::from(!matches!(byte, b' '..=b'~'));
    text.bytes().fold(0, |any, byte| any | odd(byte)) == 0
}

fn shown(raw: &str) -> String {
    let kept: String = raw
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|&c| !is_invisible(c))
        .collect();
    kept.trim().to_owned()
}

/// Default_Ignorable_Code_Point of Unicode, plus controls, the replacement character and
/// object markers: they change nothing that a person sees.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{2800}' | '\u{3164}' | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFD}' | '\u{1BCA0}'..='\u{1BCA3}'
            | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Compatibility form, lower case, repeated until nothing moves (some letters need two rounds).
pub(crate) fn fold(text: &str) -> String {
    if is_plain(text) {
        return text.trim_matches(' ').to_ascii_lowercase();
    }
    folded_by_unicode(text)
}

fn folded_by_unicode(text: &str) -> String {
    let mut folded = text.to_owned();
    for _ in 0..6 {
        let compatible: String = folded.nfkc().collect();
        let next = shown(&compatible.to_lowercase());
        if next == folded {
            break;
        }
        folded = next;
    }
    folded
}

/// Letters and digits only, compatibility forms resolved, upper case.
pub(crate) fn alphanumeric_upper(text: &str) -> String {
    if text.is_ascii() {
        let kept = text.bytes().filter(u8::is_ascii_alphanumeric);
        return kept
            .map(|byte| char::from(byte.to_ascii_uppercase()))
            .collect();
    }
    upper_by_unicode(text)
}

fn upper_by_unicode(text: &str) -> String {
    let mut upper = text.to_owned();
    for _ in 0..6 {
        let compatible: String = upper.nfkc().collect();
        let next: String = compatible
            .chars()
            .flat_map(char::to_uppercase)
            .filter(|c| c.is_alphanumeric() && !is_invisible(*c))
            .collect();
        if next == upper {
            break;
        }
        upper = next;
    }
    upper
}

/// Whether the whole text is one of the usual ways to say that one does not know.
pub(crate) fn is_placeholder(text: &str) -> bool {
    const WORDS: [&str; 34] = [
        "",
        "na",
        "nc",
        "nsp",
        "inconnu",
        "inconnue",
        "aucun",
        "aucune",
        "neant",
        "néant",
        "rien",
        "jenesaispas",
        "jesaispas",
        "jenesaisplus",
        "pasconnu",
        "nonconnu",
        "nonrenseigne",
        "nonrenseigné",
        "nonapplicable",
        "unknown",
        "idontknow",
        "dontknow",
        "none",
        "null",
        "anonyme",
        "anonymous",
        "privé",
        "prive",
        "masqué",
        "masque",
        "numéromasqué",
        "numeromasque",
        "numéroprivé",
        "numeroprive",
    ];
    // No such word has a figure but 0 in it.
    let figure = |byte: u8| u8::from(matches!(byte, b'1'..=b'9'));
    if text.bytes().fold(0, |any, byte| any | figure(byte)) != 0 || text.chars().count() > 24 {
        return false;
    }
    let bare: String = text
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    WORDS.contains(&bare.as_str()) || bare.chars().all(|c| matches!(c, 'x' | '0'))
}

/// Undoes the usual defanging of dots and at signs, until nothing moves.
pub(crate) fn refang(text: &str) -> String {
    const MARKS: [(&str, &str); 14] = [
        ("[.]", "."),
        ("(.)", "."),
        ("{.}", "."),
        ("[dot]", "."),
        ("(dot)", "."),
        ("{dot}", "."),
        ("[point]", "."),
        ("(point)", "."),
        ("[:]", ":"),
        ("[@]", "@"),
        ("[at]", "@"),
        ("(at)", "@"),
        ("{at}", "@"),
        ("[arobase]", "@"),
    ];
    let mut current = text.to_owned();
    // Every mark opens with one of these.
    if !text.bytes().any(|byte| matches!(byte, b'[' | b'(' | b'{')) {
        return current;
    }
    for _ in 0..64 {
        let before = current.len();
        for (mark, plain) in MARKS {
            current = replace_any_case(&current, mark, plain);
        }
        if current.len() == before {
            break;
        }
    }
    current
}

/// `str::replace`, blind to the case of ASCII letters.
fn replace_any_case(text: &str, mark: &str, plain: &str) -> String {
    let lower = text.to_ascii_lowercase();
    if !lower.contains(mark) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, _) in lower.match_indices(mark) {
        out.push_str(&text[from..at]);
        out.push_str(plain);
        from = at + mark.len();
    }
    out.push_str(&text[from..]);
    out
}

/// The text after `prefix`, compared without the case of ASCII letters.
pub(crate) fn strip_prefix_any_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix)
        .then(|| &text[prefix.len()..])
}

/// Whether the digits look like a payment card: 13 to 19 of them, a card prefix and the Luhn
/// check (ISO/IEC 7812-1).
pub(crate) fn is_card_number(digits: &str) -> bool {
    if !(13..=19).contains(&digits.len()) || !digits.starts_with(['2', '3', '4', '5', '6']) {
        return false;
    }
    let mut sum = 0;
    for (place, byte) in digits.bytes().rev().enumerate() {
        if !byte.is_ascii_digit() {
            return false;
        }
        let digit = u32::from(byte - b'0');
        sum += match (place % 2, digit * 2) {
            (0, _) => digit,
            (_, doubled) if doubled > 9 => doubled - 9,
            (_, doubled) => doubled,
        };
    }
    sum % 10 == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..Default::default() })]

        #[test]
        fn ascii_takes_a_shorter_way_to_the_same(text in "[\\x00-\\x7f]{0,24}|[ a-zA-Z0-9]{0,12}") {
            prop_assert_eq!(visible(&text).into_owned(), shown(&text));
            prop_assert_eq!(alphanumeric_upper(&text), upper_by_unicode(&text));
            prop_assert_eq!(fold(&text), folded_by_unicode(&text));
        }
    }
}
