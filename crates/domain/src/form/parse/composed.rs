//! Answers made of several inputs: a card, an account, a person, an address, a place.

use std::collections::BTreeSet;

use super::{Input, Read, dates};
use crate::form::problem::Cause;
use crate::form::reading::Problem;
use crate::form::secret;
use crate::form::value::{Address, Card, Handle, Person, Place, Value};

/// The part of a person that is a date.
pub(in crate::form) const BORN_ON: &str = "born_on";

/// The six first and four last digits. A full number typed in either input is cut at once; its
/// middle is never kept.
pub(super) fn card(input: &Input<'_>, masked: &mut BTreeSet<Cause>) -> Read {
    let (first, last) = (input.part("first6"), input.part("last4"));
    if first.is_empty() && last.is_empty() {
        return Ok(None);
    }
    for typed in [first, last] {
        if let Some((first6, last4)) = secret::card_ends(typed) {
            masked.insert(Cause::CardNumber);
            return Ok(Some(Value::Card(Card { first6, last4 })));
        }
    }
    Ok(Some(Value::Card(Card {
        first6: digits(first, 6).ok_or_else(|| Problem::at("first6", Cause::CardFormat))?,
        last4: digits(last, 4).ok_or_else(|| Problem::at("last4", Cause::CardFormat))?,
    })))
}

fn digits(typed: &str, count: usize) -> Option<String> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    (digits.len() == count && digits.bytes().all(|b| b.is_ascii_digit())).then_some(digits)
}

pub(super) fn handle(input: &Input<'_>, masked: &mut BTreeSet<Cause>) -> Read {
    let name = input.text("", masked)?;
    let platform = input.text("platform", masked)?;
    if name.is_empty() && platform.is_empty() {
        return Ok(None);
    }
    Ok(Some(Value::Handle(Handle { platform, name })))
}

pub(super) fn person(input: &Input<'_>, masked: &mut BTreeSet<Cause>) -> Read {
    let mut person = Person::default();
    for part in &input.field.parts {
        if part == BORN_ON {
            person.born_on = dates::born_on(input)?;
            continue;
        }
        let typed = input.text(part, masked)?;
        if !typed.is_empty() {
            person.parts.push((part.clone(), typed));
        }
    }
    if person.parts.is_empty() && person.born_on.is_none() {
        return Ok(None);
    }
    let given = |part: &String| {
        (part == BORN_ON && person.born_on.is_some())
            || person.parts.iter().any(|(name, _)| name == part)
    };
    if let Some(missing) = input.field.needs.iter().find(|part| !given(part)) {
        let place = if missing == BORN_ON {
            "born_on-day"
        } else {
            missing
        };
        return Err(Problem::at(place, Cause::PartMissing).with("part", format!("@part-{missing}")));
    }
    Ok(Some(Value::Person(person)))
}

pub(super) fn address(input: &Input<'_>, masked: &mut BTreeSet<Cause>) -> Read {
    let address = Address {
        lines: input.text("lines", masked)?,
        postcode: input.text("postcode", masked)?,
        town: input.text("town", masked)?,
        country: input.text("country", masked)?,
    };
    if address == Address::default() {
        return Ok(None);
    }
    for missing in &input.field.needs {
        let typed = match missing.as_str() {
            "lines" => &address.lines,
            "postcode" => &address.postcode,
            "town" => &address.town,
            _ => &address.country,
        };
        if typed.is_empty() {
            return Err(
                Problem::at(missing, Cause::PartMissing).with("part", format!("@part-{missing}"))
            );
        }
    }
    Ok(Some(Value::Address(address)))
}

pub(super) fn place(input: &Input<'_>, masked: &mut BTreeSet<Cause>) -> Read {
    let name = input.text("", masked)?;
    if name.is_empty() {
        return Ok(None);
    }
    let code = input.part("code");
    let known = code.len() == 5 && code.bytes().all(|b| b.is_ascii_alphanumeric());
    Ok(Some(Value::Place(Place {
        name,
        code: known.then(|| code.to_owned()),
    })))
}
