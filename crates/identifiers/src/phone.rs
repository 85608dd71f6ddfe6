//! Telephone numbers: E.164, or a short code of one country.
//! A displayed number is easily forged; nothing here says who called.

use crate::identifier::Form;
use crate::{Doubt, Invalid, Region, clean};

mod numbering;
mod plan;
mod typed;

use plan::Parsed;
use typed::Typed;

/// Digits of the shortest number kept, country code included, and of the longest (E.164).
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// Up to this many digits without prefix, a number is a short code.
const SHORT_MAX: usize = 6;

/// Marks a short code in canonical forms.
const SHORT: &str = "short:";

pub(crate) fn read(text: &str, region: Region) -> Result<Form, Invalid> {
    if let Some(rest) = clean::strip_prefix_any_case(text, SHORT) {
        return stored_short(rest);
    }
    let typed = typed::read(text)?;
    let (number, doubt) = number(&typed, region)?;
    if number.starts_with(SHORT) {
        return Ok(Form::new(number, doubt));
    }
    let Some(extension) = &typed.extension else {
        return Ok(Form::new(number, doubt));
    };
    Ok(Form {
        canonical: format!("{number};ext={extension}"),
        key: Some(number),
        doubt,
        ..Form::default()
    })
}

fn stored_short(rest: &str) -> Result<Form, Invalid> {
    let (code, digits) = rest.split_once(':').ok_or(Invalid::Malformed)?;
    let region = Region::from_code(code).ok_or(Invalid::PhonePrefix)?;
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Invalid::Malformed);
    }
    short(digits, region)
        .map(|(number, doubt)| Form::new(number, doubt))
        .ok_or(Invalid::Malformed)
}

/// `short:FR:3639`. A short code never begins with 0, which announces a longer number.
fn short(digits: &str, region: Region) -> Option<(String, Option<Doubt>)> {
    let fits = (2..=SHORT_MAX).contains(&digits.len()) && !digits.starts_with('0');
    fits.then(|| {
        let number = format!("{SHORT}{}:{digits}", region.code());
        (number, Some(Doubt::PhoneShortCode))
    })
}

type Found = (String, Option<Doubt>);

fn number(typed: &Typed, region: Region) -> Result<Found, Invalid> {
    let found = match typed.letters {
        None => of_digits(typed, &typed.digits, region)?,
        Some(_) => of_letters(typed, region)?,
    };
    let digits = found.0.bytes().filter(u8::is_ascii_digit).count();
    if found.0.starts_with('+') && !DIGITS.contains(&digits) {
        return Err(too_far(digits));
    }
    Ok(found)
}

fn too_far(found: usize) -> Invalid {
    let (min, max) = (*DIGITS.start(), *DIGITS.end());
    if found < min {
        Invalid::TooShort { min, found }
    } else {
        Invalid::TooLong { max, found }
    }
}

/// Letters are accepted in two cases: O for 0 and I or l for 1, among more figures than letters;
/// keypad words in North America, where they are usual, when some operator has the result.
fn of_letters(typed: &Typed, region: Region) -> Result<Found, Invalid> {
    let letters = typed.letters.as_ref().ok_or(Invalid::PhoneLetters)?;
    if let Some(digits) = &letters.as_slips
        && letters.count * 2 < digits.len()
        && let Ok((number, _)) = of_digits(typed, digits, region)
        && number.starts_with('+')
    {
        return Ok((number, Some(Doubt::Repaired)));
    }
    if let Some(digits) = &letters.as_keypad
        && let Ok((number, None)) = of_digits(typed, digits, region)
        && number.starts_with("+1")
    {
        return Ok((number, Some(Doubt::PhoneSpelled)));
    }
    Err(Invalid::PhoneLetters)
}

fn of_digits(typed: &Typed, digits: &str, region: Region) -> Result<Found, Invalid> {
    if digits.is_empty() {
        return Err(Invalid::Malformed);
    }
    if !typed.plus && matches!(digits.len(), 15 | 16) && clean::is_card_number(digits) {
        return Err(Invalid::CardNumber);
    }
    if digits.len() > *DIGITS.end() + 5 {
        return Err(too_far(digits.len()));
    }
    if typed.plus {
        return international(digits, typed.trunk_zero_at, region);
    }
    if let Some(after) = digits.strip_prefix("00")
        && digits.len() > 8
    {
        let shifted = typed.trunk_zero_at.and_then(|at| at.checked_sub(2));
        return international(after, shifted, region);
    }
    if digits.len() <= SHORT_MAX {
        let found = digits.len();
        let min = *DIGITS.start();
        return short(digits, region).ok_or(Invalid::TooShort { min, found });
    }
    national(digits, region)
}

/// After `+` or `00`. `trunk_zero_at` is the place of a "(0)": dropped when that gives a number
/// in service, kept otherwise (Italy keeps its zero).
fn international(
    digits: &str,
    trunk_zero_at: Option<usize>,
    region: Region,
) -> Result<Found, Invalid> {
    let mut readings = Vec::with_capacity(2);
    if let Some(at) = trunk_zero_at
        && digits.get(at..=at) == Some("0")
    {
        readings.push(format!("+{}{}", &digits[..at], &digits[at + 1..]));
    }
    readings.push(format!("+{digits}"));
    let mut best: Option<Parsed> = None;
    for reading in &readings {
        match Parsed::of(reading, region) {
            Some(found) if found.valid => {
                best = Some(found);
                break;
            }
            found => best = best.or(found),
        }
    }
    match best {
        Some(found) => Ok(found.kept()),
        None if digits.len() < *DIGITS.start() => Err(too_far(digits.len())),
        None => Err(Invalid::PhonePrefix),
    }
}

/// Without prefix: the number of the region, or an international one whose `+` was forgotten.
fn national(digits: &str, region: Region) -> Result<Found, Invalid> {
    let here = Parsed::of(digits, region);
    if let Some(found) = &here
        && found.valid
    {
        return Ok(found.kept());
    }
    if digits.len() >= 10
        && !digits.starts_with('0')
        && let Some(found) = Parsed::of(&format!("+{digits}"), region)
        && found.valid
    {
        return Ok((found.e164.clone(), Some(Doubt::PhoneAssumedInternational)));
    }
    match here {
        Some(found) => Ok(found.kept()),
        None if DIGITS.contains(&digits.len()) => Err(Invalid::Malformed),
        None => Err(too_far(digits.len())),
    }
}
