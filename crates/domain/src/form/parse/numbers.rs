//! Amounts, quantities and whole numbers, as people write them in France and elsewhere.

use rust_decimal::Decimal;
use unicode_general_category::{GeneralCategory, get_general_category};

use super::{Input, Read};
use crate::form::problem::Cause;
use crate::form::reading::Problem;
use crate::form::value::{Money, Value};

/// A thousand billion, in minor units: beyond, it is a slip of the keyboard.
const MOST_MINOR: i64 = 100_000_000_000_000;

/// Digits only, once spaces and invisible characters are set aside; at most nine.
pub(super) fn whole(typed: &str) -> Option<i64> {
    let digits = visible(typed);
    if digits.is_empty() || digits.len() > 9 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    digits.parse().ok()
}

/// Without spaces nor characters that do not show (byte-order and direction marks).
fn visible(typed: &str) -> String {
    typed
        .chars()
        .filter(|c| !c.is_whitespace() && get_general_category(*c) != GeneralCategory::Format)
        .collect()
}

pub(super) fn int(input: &Input<'_>) -> Read {
    let typed = input.part("");
    if typed.is_empty() {
        return Ok(None);
    }
    match whole(typed) {
        Some(number) => Ok(Some(Value::Int(number))),
        None => Err(Problem::of(Cause::NumberFormat)),
    }
}

pub(super) fn money(input: &Input<'_>) -> Read {
    let typed = input.part("");
    if typed.is_empty() {
        return Ok(None);
    }
    let currency = match visible(input.part("currency")).to_ascii_uppercase() {
        empty if empty.is_empty() => "EUR".to_owned(),
        code if code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase()) => code,
        _ => return Err(Problem::at("currency", Cause::CurrencyUnknown)),
    };
    let money = amount(typed, &currency).ok_or_else(|| Problem::of(Cause::MoneyFormat))?;
    Ok(Some(Value::Money(money)))
}

/// A number as a sum of this currency; `None` when it is none, or too fine or too large.
pub(in crate::form) fn amount(typed: &str, currency: &str) -> Option<Money> {
    let digits = Money::digits(currency);
    let number = decimal(&bare(typed, currency), digits)?;
    let scale = Decimal::from(10_i64.pow(digits));
    let minor = number
        .checked_mul(scale)
        .filter(|minor| minor.fract().is_zero())
        .and_then(|minor| i64::try_from(minor).ok())
        .filter(|minor| *minor <= MOST_MINOR)?;
    Some(Money {
        minor,
        currency: currency.to_owned(),
    })
}

/// Without the name of the currency asked, which many write after the number.
fn bare(typed: &str, currency: &str) -> String {
    let text = visible(typed).to_lowercase();
    let names: &[&str] = match currency {
        "EUR" => &["euros", "euro", "eur", "€"],
        "USD" => &["usd", "$"],
        "GBP" => &["gbp", "£"],
        _ => &[],
    };
    let mut bare = text.as_str();
    for name in names {
        bare = bare.trim_start_matches(name).trim_end_matches(name);
    }
    bare.to_owned()
}

pub(super) fn quantity(input: &Input<'_>) -> Read {
    let typed = input.part("");
    if typed.is_empty() {
        return Ok(None);
    }
    let text = visible(typed).replace(',', ".");
    let wrong = || Problem::of(Cause::MoneyFormat);
    if text.len() > 28 || !text.bytes().all(|b| b.is_ascii_digit() || b == b'.') {
        return Err(wrong());
    }
    text.parse()
        .map(|number| Some(Value::Quantity(number)))
        .map_err(|_| wrong())
}

/// Reads `1250,5`, `1 250,50`, `1.250,50`, `1,250.50`, `1'250.50`. The last point or comma is
/// decimal unless exactly three digits follow it, it is the only kind of sign, and the currency
/// does not count in thousandths.
fn decimal(text: &str, digits: u32) -> Option<Decimal> {
    let text: String = text.chars().filter(|c| !matches!(c, '\'' | '’')).collect();
    if text.is_empty() || text.len() > 24 {
        return None;
    }
    let decimal_at = decimal_place(&text, digits);
    let (whole_part, fraction) = match decimal_at {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text.as_str(), ""),
    };
    if !groups_are_thousands(whole_part) || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let units: String = whole_part.chars().filter(char::is_ascii_digit).collect();
    if units.is_empty() && fraction.is_empty() {
        return None;
    }
    format!("0{units}.{fraction}0").parse().ok()
}

fn decimal_place(text: &str, digits: u32) -> Option<usize> {
    let last = text.rfind([',', '.'])?;
    let sign = text[last..].chars().next()?;
    let only_once = text.matches(sign).count() == 1;
    let other = text[..last].contains([',', '.']);
    let three = text.len() - last - 1 == 3;
    // "1,250" and "1.250" are a thousand and something; "0,125" is not.
    let thousands = three && digits != 3 && !other && !text.starts_with('0');
    (only_once && !thousands).then_some(last)
}

fn groups_are_thousands(whole_part: &str) -> bool {
    let mut groups = whole_part.split([',', '.']);
    let first = groups.next().unwrap_or_default();
    let digits = |group: &str| group.bytes().all(|b| b.is_ascii_digit());
    let rest: Vec<&str> = groups.collect();
    digits(first)
        && (rest.is_empty() || (1..=3).contains(&first.len()))
        && rest.iter().all(|group| group.len() == 3 && digits(group))
}
