//! One complaint of the synthetic year: who, when, which scheme, what it left; and how the words of
//! a scenario are filled in with it.

use super::chance::Chance;
use super::scenario::{Leaves, People, Scheme, Town};
use super::traces;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// One complaint to come.
#[derive(Debug, Clone)]
pub(super) struct Case {
    /// When it is filed, or received by its source.
    pub(super) at: Timestamp,
    /// When the facts took place.
    pub(super) facts_at: Timestamp,
    /// Which scheme of the scenarios.
    pub(super) scheme: usize,
    /// Identifiers of the scheme this person speaks of.
    pub(super) left: BTreeMap<Leaves, String>,
    /// The name the scheme used.
    pub(super) name: String,
    /// The loss, in cents.
    pub(super) cents: i64,
    /// Filed page by page; otherwise imported from this source.
    pub(super) online: bool,
    /// A number of its own.
    pub(super) number: u64,
    /// Who files.
    pub(super) person: Person,
}

/// Who files: invented.
#[derive(Debug, Clone)]
pub(super) struct Person {
    given: String,
    surname: String,
    street: String,
    town: Town,
    bank: String,
    email: String,
    phone: String,
    iban: String,
    pub(super) born: (i64, i64, i64),
}

impl Person {
    pub(super) fn draw(people: &People, number: u64, chance: &mut Chance) -> Person {
        let mut word = |list: &[String]| chance.pick(list).cloned().unwrap_or_default();
        let (given, surname) = (word(&people.given), word(&people.surnames));
        let (street, bank) = (word(&people.streets), word(&people.banks));
        let town = chance.pick(&people.towns).cloned().unwrap_or(Town {
            name: String::new(),
            postcode: String::new(),
        });
        Person {
            given,
            surname,
            street,
            bank,
            town,
            email: format!("personne{number}@courriel.example"),
            phone: traces::victim_phone(chance),
            iban: traces::iban(1_000_000 + number, chance),
            born: (
                chance.between(1, 28),
                chance.between(1, 12),
                chance.between(1946, 2007),
            ),
        }
    }
}

impl Case {
    /// Fills the braces of a text; `None` when one has no value in this complaint.
    pub(super) fn fill(&self, text: &str) -> Option<String> {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (brace, after) = after.split_once('}')?;
            filled.push_str(before);
            filled.push_str(&self.value(brace)?);
            rest = after;
        }
        filled.push_str(rest);
        Some(filled)
    }

    fn value(&self, brace: &str) -> Option<String> {
        let person = &self.person;
        let left = |kind: Leaves| self.left.get(&kind).cloned();
        Some(match brace {
            "site" => left(Leaves::Url)?,
            "email" => left(Leaves::Email)?,
            "phone" => left(Leaves::Phone)?,
            "iban" => left(Leaves::Iban)?,
            "crypto" => left(Leaves::Crypto)?,
            "handle" => left(Leaves::Handle)?,
            // A host of its own: two profiles of one host would have the host in common.
            "profile" => format!(
                "https://{}.example",
                left(Leaves::Handle)?.replace(['_', '.'], "-")
            ),
            "name" => self.name.clone(),
            "merchant" => self.name.to_uppercase(),
            "amount" => format!("{},{:02}", self.cents / 100, self.cents % 100),
            "number" => format!("{}", 10 + self.number % 90),
            "given" => person.given.clone(),
            "surname" => person.surname.clone(),
            "street" => person.street.clone(),
            "town" => person.town.name.clone(),
            "postcode" => person.town.postcode.clone(),
            "bank" => person.bank.clone(),
            "own_email" => person.email.clone(),
            "own_phone" => person.phone.clone(),
            "own_iban" => person.iban.clone(),
            _ => return None,
        })
    }

    /// One of the texts that can be filled for this complaint.
    pub(super) fn one_of(&self, texts: &[String], chance: &mut Chance) -> Option<String> {
        let filled: Vec<String> = texts.iter().filter_map(|text| self.fill(text)).collect();
        chance.pick(&filled).cloned()
    }

    /// This complaint as a line of an import.
    pub(super) fn line(
        &self,
        scheme: &Scheme,
        people: &People,
        chance: &mut Chance,
    ) -> serde_json::Value {
        let mut ids: Vec<serde_json::Value> = self
            .left
            .iter()
            .map(|(kind, value)| {
                let value = match kind {
                    Leaves::Handle => format!("instagram:{value}"),
                    _ => value.clone(),
                };
                serde_json::json!({ "t": kind.code(), "v": value, "r": "offender" })
            })
            .collect();
        if chance.percent(40) {
            ids.push(serde_json::json!({ "t": "phone", "v": self.person.phone, "r": "victim" }));
        }
        if chance.percent(6) {
            let quoted = &people.quoted_by_many;
            ids.push(match chance.percent(60) {
                true => serde_json::json!({ "t": "email", "v": quoted.email }),
                false => serde_json::json!({ "t": "phone", "v": quoted.phone }),
            });
        }
        let facts_at = self.facts_at.min(self.at - SignedDuration::from_mins(1));
        let mut line = serde_json::json!({
            "id": format!("{}", 100_000 + self.number),
            "received_at": self.at.to_string(),
            "occurred_at": facts_at.to_string(),
            "kind": chance.pick(&scheme.kinds).cloned().unwrap_or_default(),
            "ids": ids,
        });
        if self.cents > 0 {
            line["amount_eur"] = serde_json::json!(self.cents as f64 / 100.0);
        }
        if let Some(text) = self.one_of(&scheme.texts, chance) {
            line["text"] = serde_json::json!(text);
        }
        line
    }
}
