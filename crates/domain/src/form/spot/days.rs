//! Days as people write them: `2/3/2026`, `2 mars 2026`, `le 2 mars`, `March 2, 2026`, with the
//! hour when it follows. Month names are those of the pack, in both languages.

use std::ops::Range;

use jiff::civil::{Date, Time};

use super::{Seen, Spot, is_apart};
use crate::Lang;
use crate::form::pack::Pack;
use crate::form::search::folded;

/// Between a number and the next one of a day in figures.
const SEPARATORS: [char; 3] = ['/', '.', '-'];

/// A word or a number of the text.
struct Token<'t> {
    at: Range<usize>,
    text: &'t str,
}

impl Token<'_> {
    fn number(&self, digits: std::ops::RangeInclusive<usize>) -> Option<i16> {
        let bare = self.text.trim_end_matches("er").trim_end_matches("st");
        let bare = bare
            .trim_end_matches("nd")
            .trim_end_matches("rd")
            .trim_end_matches("th");
        let all = bare.bytes().all(|byte| byte.is_ascii_digit());
        (all && digits.contains(&bare.len())).then(|| bare.parse().ok())?
    }
}

impl Pack {
    pub(super) fn days(&self, text: &str, today: Date) -> Vec<Spot> {
        let tokens = tokens(text);
        let mut spots = Vec::new();
        let mut next = 0;
        while next < tokens.len() {
            let found = in_figures(text, &tokens[next..], today)
                .or_else(|| self.in_words(text, &tokens[next..], today));
            let Some((day, taken)) = found else {
                next += 1;
                continue;
            };
            let last = &tokens[next + taken - 1];
            let mut at = tokens[next].at.start..last.at.end;
            let hour = hour(text, at.end);
            if let Some((_, end)) = &hour {
                at.end = *end;
            }
            // What is to come is no day of the facts.
            if day <= today && is_apart(text, &at) {
                let seen = Seen::Day(day, hour.map(|(time, _)| time));
                spots.push(Spot { at, seen });
            }
            next += taken;
        }
        spots
    }

    /// `2 mars 2026`, `1er mars`, `March 2, 2026`.
    fn in_words(&self, text: &str, tokens: &[Token<'_>], today: Date) -> Option<(Date, usize)> {
        let (first, second) = (tokens.first()?, tokens.get(1)?);
        let near = |left: &Token<'_>, right: &Token<'_>| {
            text[left.at.end..right.at.start]
                .chars()
                .all(|c| c == ',' || c.is_whitespace())
        };
        if !near(first, second) {
            return None;
        }
        let (day, month) = match (first.number(1..=2), second.number(1..=2)) {
            (Some(day), _) => (day, self.month(second.text)?),
            (None, Some(day)) => (day, self.month(first.text)?),
            (None, None) => return None,
        };
        let year = tokens.get(2).filter(|third| near(second, third));
        match year.and_then(|year| year.number(4..=4)) {
            Some(year) => Some((date(year, month, day)?, 3)),
            None => Some((last_past(month, day, today)?, 2)),
        }
    }

    /// The number of a month by its name in either language, whatever the accents.
    fn month(&self, name: &str) -> Option<i16> {
        let name = folded(name);
        (1..=12).find(|month| {
            let words = self.word(&format!("month-{month}"));
            words.is_some_and(|words| {
                Lang::ALL
                    .iter()
                    .any(|lang| folded(words.get(*lang)) == name)
            })
        })
    }
}

/// `2/3/2026`, `02.03.26`, `2026-03-02`.
fn in_figures(text: &str, tokens: &[Token<'_>], today: Date) -> Option<(Date, usize)> {
    let [first, second, third, ..] = tokens else {
        return None;
    };
    let joined = |left: &Token<'_>, right: &Token<'_>| {
        let between = &text[left.at.end..right.at.start];
        between.chars().count() == 1 && between.contains(SEPARATORS)
    };
    if !joined(first, second) || !joined(second, third) {
        return None;
    }
    let month = second.number(1..=2)?;
    if let Some(year) = first.number(4..=4) {
        return Some((date(year, month, third.number(1..=2)?)?, 3));
    }
    let day = first.number(1..=2)?;
    let year = match third.number(4..=4) {
        Some(year) => year,
        // Of this century: nobody files facts of the last one here.
        None => today.year() / 100 * 100 + third.number(2..=2)?,
    };
    Some((date(year, month, day)?, 3))
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, month.try_into().ok()?, day.try_into().ok()?).ok()
}

/// That day of this year, or of the last one when it is still to come.
fn last_past(month: i16, day: i16, today: Date) -> Option<Date> {
    let this = date(today.year(), month, day).filter(|day| *day <= today);
    this.or_else(|| date(today.year() - 1, month, day))
}

/// The hour that follows a day: `à 21 h 10`, `vers 21h`, `at 21:10`; and where it ends.
fn hour(text: &str, from: usize) -> Option<(Time, usize)> {
    let rest = &text[from..];
    let trimmed = rest.trim_start_matches([',', ' ', '\u{a0}', '\u{202f}']);
    let word = ["à", "vers", "at", "around"]
        .into_iter()
        .find_map(|word| trimmed.strip_prefix(word))?;
    let clock = word.trim_start();
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let count = digits(clock);
    let hour: i8 = clock[..count].parse().ok().filter(|_| count <= 2)?;
    let after = clock[count..].trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let after = after.strip_prefix(['h', ':'])?;
    let minutes = after.trim_start_matches([' ', '\u{a0}', '\u{202f}']);
    let (minute, left) = match digits(minutes) {
        2 => (minutes[..2].parse().ok()?, &minutes[2..]),
        _ => (0, after),
    };
    let time = Time::new(hour, minute, 0, 0).ok()?;
    Some((time, text.len() - left.len()))
}

/// Runs of letters and digits.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut start = None;
    let ends = text.char_indices().chain([(text.len(), ' ')]);
    for (at, c) in ends {
        match (start, c.is_alphanumeric()) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                tokens.push(Token {
                    at: from..at,
                    text: &text[from..at],
                });
                start = None;
            }
            _ => {}
        }
    }
    tokens
}
