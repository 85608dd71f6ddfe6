//! Sums of money: a number beside the sign or the name of a currency.

use std::ops::Range;

use super::{Seen, Spot};
use crate::form::parse::amount;

/// Signs and names of currencies, longest first, with their ISO 4217 code.
const CURRENCIES: [(&str, &str); 14] = [
    ("dollars", "USD"),
    ("dollar", "USD"),
    ("francs suisses", "CHF"),
    ("livres", "GBP"),
    ("pounds", "GBP"),
    ("euros", "EUR"),
    ("euro", "EUR"),
    ("eur", "EUR"),
    ("usd", "USD"),
    ("gbp", "GBP"),
    ("chf", "CHF"),
    ("€", "EUR"),
    ("$", "USD"),
    ("£", "GBP"),
];

/// Signs inside a number.
const INSIDE: [char; 7] = [' ', '\u{a0}', '\u{202f}', '.', ',', '\'', '’'];

pub(super) fn sums(text: &str) -> Vec<Spot> {
    let mut spots = Vec::new();
    let mut from = 0;
    while let Some(number) = number(text, from) {
        from = number.end;
        spots.extend(sum(text, number));
    }
    spots
}

fn sum(text: &str, number: Range<usize>) -> Option<Spot> {
    let number = grouped(text, number);
    let written = &text[number.clone()];
    let after = &text[number.end..];
    let gap = after.len() - after.trim_start_matches([' ', '\u{a0}', '\u{202f}']).len();
    let spot = |code: &str, at: Range<usize>| {
        let money = amount(written, code).filter(|money| money.minor > 0)?;
        let seen = Seen::Sum(money);
        Some(Spot { at, seen })
    };
    if let Some((name, code)) = currency(&after[gap..]) {
        return spot(code, number.start..number.end + gap + name);
    }
    let before = text[..number.start].trim_end_matches([' ', '\u{a0}', '\u{202f}']);
    let sign = ["€", "$", "£"]
        .into_iter()
        .find(|sign| before.ends_with(sign))?;
    let (_, code) = currency(sign)?;
    spot(code, before.len() - sign.len()..number.end)
}

/// The currency a text begins with, and the bytes of its name.
fn currency(text: &str) -> Option<(usize, &'static str)> {
    CURRENCIES.into_iter().find_map(|(name, code)| {
        let begins = text.get(..name.len())?.eq_ignore_ascii_case(name);
        let ends = !text[name.len()..].starts_with(char::is_alphanumeric);
        (begins && ends).then_some((name.len(), code))
    })
}

/// Without what stands before a space that parts no thousands: `2026 320` is a year, then a sum.
fn grouped(text: &str, number: Range<usize>) -> Range<usize> {
    let written = &text[number.clone()];
    let digits = |group: &str| group.bytes().take_while(u8::is_ascii_digit).count();
    let mut from = 0;
    for (at, space) in written.match_indices([' ', '\u{a0}', '\u{202f}']) {
        let next = at + space.len();
        let three = digits(&written[next..]) == 3;
        if !three || digits(&written[from..]) > 3 {
            from = next;
        }
    }
    number.start + from..number.end
}

/// The next number, with the signs that part its groups.
fn number(text: &str, from: usize) -> Option<Range<usize>> {
    let start = from + text[from..].find(|c: char| c.is_ascii_digit())?;
    let mut end = start;
    let mut joint = None;
    for (at, c) in text[start..].char_indices() {
        if c.is_ascii_digit() {
            end = start + at + 1;
            joint = None;
        } else if INSIDE.contains(&c) && joint.is_none() {
            joint = Some(at);
        } else {
            break;
        }
    }
    Some(start..end)
}
