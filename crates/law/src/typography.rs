//! The spaces that French printing does not break: inside « guillemets », before `: ; ! ?`, and
//! between a number and its unit; and its apostrophe. Whoever writes a sentence types plain ones.
//! It stands here, beside the languages, because the law pack is the lowest crate that speaks.

use std::borrow::Cow;

use crate::lang::Lang;

/// No-break space: inside guillemets, before a colon, before a unit.
const WIDE: char = '\u{A0}';
/// Narrow no-break space: before `;`, `!` and `?`, and between thousands.
const NARROW: char = '\u{202F}';

/// What is counted after a number, as our sentences write it.
const UNITS: [&str; 24] = [
    "%",
    "€",
    "an",
    "ans",
    "euro",
    "euros",
    "Go",
    "h",
    "heure",
    "heures",
    "j",
    "jour",
    "jours",
    "ko",
    "min",
    "minute",
    "minutes",
    "Mo",
    "mois",
    "octets",
    "s",
    "secondes",
    "caractères",
    "chiffres",
];

/// A sentence of ours as it is shown in `lang`: only plain spaces and apostrophes that are already
/// there change, so no letter, number or address does. Doing it twice changes nothing.
///
/// The sentence may still hold `{ places }`: a place before a unit counts as a number, and what
/// will stand in it is not touched.
#[must_use]
pub fn typeset(lang: Lang, sentence: &str) -> Cow<'_, str> {
    match lang {
        Lang::Fr => Cow::Owned(french(sentence)),
        Lang::En => Cow::Borrowed(sentence),
    }
}

fn french(sentence: &str) -> String {
    let mut out = String::with_capacity(sentence.len() + 16);
    let mut rest = sentence.chars();
    while let Some(character) = rest.next() {
        out.push(match character {
            ' ' => space(&out, rest.as_str()),
            '\'' if joins_letters(&out, rest.as_str()) => '’',
            other => other,
        });
    }
    out
}

/// Which space stands between what was written and what follows.
fn space(before: &str, after: &str) -> char {
    let previous = before.chars().next_back();
    let next = after.chars().next();
    if previous == Some('«') || next == Some('»') {
        return WIDE;
    }
    // A space after nothing, a space or an equals sign belongs to the file, not to a sentence.
    if previous.is_none_or(|c| c.is_whitespace() || c == '=') {
        return ' ';
    }
    match next {
        Some(':') if ends(&after[1..]) => WIDE,
        Some(';' | '!' | '?') if ends(&after[1..]) => NARROW,
        Some(_) if is_number(before) && begins_with_unit(after) => WIDE,
        Some(_)
            if is_hour(before) && after.starts_with(|c: char| c.is_ascii_digit() || c == '{') =>
        {
            WIDE
        }
        Some(_) if is_thousands(before, after) => NARROW,
        _ => ' ',
    }
}

/// Whether a mark of punctuation ends there: a sentence goes on after a space, or closes.
fn ends(after: &str) -> bool {
    after
        .chars()
        .next()
        .is_none_or(|c| c.is_whitespace() || matches!(c, '»' | ')' | '"' | '?' | '!'))
}

fn is_number(before: &str) -> bool {
    before.ends_with(|c: char| c.is_ascii_digit() || c == '}')
}

fn begins_with_unit(after: &str) -> bool {
    let end = after
        .find(|c: char| !(c.is_alphabetic() || matches!(c, '%' | '€')))
        .unwrap_or(after.len());
    // `h/24` is a unit too, `s’il` is not.
    UNITS.contains(&&after[..end]) && !after[end..].starts_with(['’', '\''])
}

/// Whether this is the `h` or `min` of a time, after its number: `9 h` before `30`.
fn is_hour(before: &str) -> bool {
    ["h", "min"].into_iter().any(|unit| {
        before
            .strip_suffix(unit)
            .and_then(|number| number.strip_suffix(WIDE))
            .is_some_and(is_number)
    })
}

/// Whether a space cuts a number before its last thousand: `5 000`, never `06 39`, nor `0 800 000`,
/// which are dialled.
fn is_thousands(before: &str, after: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let stem = before.trim_end_matches(digit);
    let head = &before[stem.len()..];
    let begun = stem
        .strip_suffix(' ')
        .is_some_and(|more| more.ends_with(digit));
    let follows = after.trim_start_matches(digit);
    let tail = after.len() - follows.len();
    let goes_on = follows
        .strip_prefix(' ')
        .is_some_and(|more| more.starts_with(digit));
    (1..=3).contains(&head.len()) && !head.starts_with('0') && tail == 3 && !begun && !goes_on
}

fn joins_letters(before: &str, after: &str) -> bool {
    before.ends_with(char::is_alphabetic) && after.starts_with(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::{french, typeset};
    use crate::lang::Lang;

    /// The sentence with its no-break spaces made visible: `~` wide, `_` narrow.
    fn shown(sentence: &str) -> String {
        french(sentence)
            .replace('\u{A0}', "~")
            .replace('\u{202F}', "_")
    }

    #[test]
    fn french_marks_keep_their_spaces() {
        for (typed, printed) in [
            (
                "Répondez « Je ne sais pas » !",
                "Répondez «~Je ne sais pas~»_!",
            ),
            (
                "Que faire ? Ceci ; cela : fin",
                "Que faire_? Ceci_; cela~: fin",
            ),
            ("Voulez-vous « payer ? »", "Voulez-vous «~payer_?~»"),
            (
                "puni de {fine_eur} € et de { $n } mois",
                "puni de {fine_eur}~€ et de { $n }~mois",
            ),
            ("9 h 30 min, 24 h/24, 7 j/7", "9~h~30~min, 24~h/24, 7~j/7"),
            ("{ $hour } h { $minute } min", "{ $hour }~h~{ $minute }~min"),
            (
                "5 000 caractères, 200 Mo, 12 %",
                "5_000~caractères, 200~Mo, 12~%",
            ),
            ("l'accès qu'il a", "l’accès qu’il a"),
        ] {
            assert_eq!(shown(typed), printed, "{typed}");
            assert_eq!(french(&french(typed)), french(typed), "{typed}: twice");
        }
    }

    #[test]
    fn the_rest_is_left_as_typed() {
        for same in [
            "06 39 98 00 01",
            "0 805 805 817",
            "116 006 000",
            "https://exemple.fr/?a=1;b:2",
            "a = : b",
            "le 22 s'il",
            "x ?y",
            "{ $n ->",
            "    *[other] { $n }",
            "Code:",
        ] {
            assert_eq!(
                shown(&same.replace("s'il", "s’il")),
                same.replace("s'il", "s’il")
            );
        }
        assert_eq!(
            typeset(Lang::En, "Why ? « a » 5 000 h"),
            "Why ? « a » 5 000 h"
        );
    }
}
