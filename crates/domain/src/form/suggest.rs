//! What the narrative already says, proposed for the questions that ask it: an officer accepts one
//! by one, into the question of the officer's choice. Writes nothing.

use faisceau_identifiers as identifiers;
use jiff::civil::Date;

use super::answers::Answer;
use super::field::{Field, FieldKind};
use super::journey::{Asked, Journey, PageUse};
use super::key::Key;
use super::pivot::Role;
use super::posted::{Posted, input_name};
use super::problem::FieldError;
use super::reading::{Reading, given, tell};
use super::spot::Seen;
use super::summary;
use super::value::{Approx, Value};
use crate::Lang;

/// Values proposed at once: beyond, the text is a list, and a list is a file.
const MOST: usize = 40;

/// A value found in the narrative that no answer holds yet.
#[derive(Debug, Clone)]
pub struct Suggestion<'a> {
    /// What it is.
    pub seen: Seen,
    /// As the narrative writes it.
    pub written: String,
    /// The questions that may take it, the likeliest first; none when all that could are answered.
    pub fields: Vec<Asked<'a>>,
}

impl Suggestion<'_> {
    /// What tells it from the others while the narrative stays the same.
    #[must_use]
    pub fn token(&self) -> String {
        format!("{}:{}", self.seen.code(), self.written)
    }
}

impl<'a> Journey<'a> {
    /// What the long answers say and no other answer holds.
    #[must_use]
    pub fn suggestions(&self, today: Date) -> Vec<Suggestion<'a>> {
        let told = self.answered().filter(|(_, asked, _)| {
            asked.field.kind == FieldKind::Textarea && asked.field.pivot.is_none()
        });
        let texts = told.filter_map(|(_, _, answer)| match answer.value() {
            Some(Value::Text(text)) => Some(text.as_str()),
            _ => None,
        });
        let mut suggestions: Vec<Suggestion<'a>> = Vec::new();
        for text in texts {
            for spot in self.pack.spots(text, today) {
                let written = text[spot.at].to_owned();
                let known = suggestions
                    .iter()
                    .any(|other| is_same(&other.seen, &spot.seen));
                if known || self.holds_already(&spot.seen) || suggestions.len() >= MOST {
                    continue;
                }
                let fields = self.takers(&spot.seen);
                suggestions.push(Suggestion {
                    seen: spot.seen,
                    written,
                    fields,
                });
            }
        }
        suggestions
    }

    /// The questions that may take it: empty ones, and those that take several. What the other
    /// side used comes before what is the victim's own.
    fn takers(&self, seen: &Seen) -> Vec<Asked<'a>> {
        let pages = self.pages().iter();
        let mut takers: Vec<Asked<'a>> = pages
            .filter(|page| page.purpose == PageUse::Questions)
            .flat_map(|page| &page.asked)
            .filter(|asked| seen.fits(asked.field.kind))
            .filter(|asked| asked.field.many || !self.has_value(&asked.key))
            .cloned()
            .collect();
        takers.sort_by_key(|asked| likelihood(asked.field));
        takers
    }

    fn has_value(&self, key: &Key) -> bool {
        self.given(key).and_then(Answer::value).is_some()
    }

    /// Whether an answer that is no narrative holds it.
    fn holds_already(&self, seen: &Seen) -> bool {
        self.answered().any(|(_, asked, answer)| {
            let fits = seen.fits(asked.field.kind);
            let value = answer.value().filter(|_| fits);
            value.is_some_and(|value| holds(value, seen))
        })
    }

    /// The answer of a question once it takes a value, read as if it had been typed there.
    ///
    /// # Errors
    /// What the question refuses, such as a day to come.
    pub fn taken(
        &self,
        asked: &Asked<'a>,
        seen: &Seen,
        reading: &Reading,
    ) -> Result<Option<Answer>, FieldError> {
        let posted = self.with(asked, seen);
        given(asked, &posted, reading, &mut Vec::new()).map_err(|problem| tell(asked, problem))
    }

    /// The inputs of a question once it takes a value: what it held, and that.
    fn with(&self, asked: &Asked<'a>, seen: &Seen) -> Posted {
        let held = self.fill_all(std::slice::from_ref(asked));
        let held = held.iter().flat_map(|(name, values)| {
            values
                .iter()
                .map(move |value| (name.to_owned(), value.clone()))
        });
        let beside = input_name(&asked.key, "state");
        let held = held.filter(|(name, _)| *name != beside);
        let new = seen.inputs(asked.field.kind).into_iter();
        let new = new.map(|(part, text)| (input_name(&asked.key, part), text));
        Posted::new(held.chain(new))
    }

    /// The value of a suggestion as it would be read again.
    #[must_use]
    pub fn said(&self, seen: &Seen, lang: Lang) -> String {
        match seen {
            Seen::Sum(money) => self.pack.money(lang, money),
            Seen::Day(day, time) => {
                let day = self.pack.date(lang, approx(*day));
                let hour = time.map(|time| summary::hour(self.pack, lang, time));
                hour.map_or(day.clone(), |hour| format!("{day}, {hour}"))
            }
            Seen::Iban(text)
            | Seen::Phone(text)
            | Seen::Email(text)
            | Seen::Url(text)
            | Seen::Crypto(text) => text.clone(),
        }
    }
}

/// Smaller is likelier.
fn likelihood(field: &Field) -> (u8, u8) {
    let role = match field.role {
        Some(Role::Victim) => 2,
        Some(Role::Offender) => 0,
        _ => 1,
    };
    (role, u8::MAX - field.weight)
}

fn approx(day: Date) -> Approx {
    Approx {
        year: day.year(),
        month: Some(day.month()),
        day: Some(day.day()),
    }
}

fn is_same(one: &Seen, other: &Seen) -> bool {
    match (text_of(one), text_of(other)) {
        (Some((kind, one)), Some((other_kind, other))) => {
            kind == other_kind && canonical(kind, one) == canonical(kind, other)
        }
        (None, None) => one == other,
        _ => false,
    }
}

fn text_of(seen: &Seen) -> Option<(identifiers::Kind, &str)> {
    match seen {
        Seen::Iban(text) => Some((identifiers::Kind::Iban, text)),
        Seen::Phone(text) => Some((identifiers::Kind::Phone, text)),
        Seen::Email(text) => Some((identifiers::Kind::Email, text)),
        Seen::Url(text) => Some((identifiers::Kind::Url, text)),
        Seen::Crypto(text) => Some((identifiers::Kind::Crypto, text)),
        Seen::Day(..) | Seen::Sum(_) => None,
    }
}

fn canonical(kind: identifiers::Kind, text: &str) -> String {
    let read = identifiers::parse(kind, text);
    read.map_or_else(|_| text.to_owned(), |read| read.canonical().to_owned())
}

fn holds(value: &Value, seen: &Seen) -> bool {
    match (value, seen) {
        (Value::Many(values), _) => values.iter().any(|value| holds(value, seen)),
        (Value::Money(held), Seen::Sum(money)) => held == money,
        (Value::Date(held), Seen::Day(day, _)) => held == day,
        (Value::Moment(held), Seen::Day(day, _)) => held.date == *day,
        (Value::Approx(held), Seen::Day(day, _)) => *held == approx(*day),
        (Value::Period(held), Seen::Day(day, _)) => {
            let day = Some(approx(*day));
            held.first == day || held.last == day
        }
        (Value::Typed(held), seen) => is_text(&held.raw, seen),
        (Value::OnChain(held), seen) => is_text(&held.raw, seen),
        _ => false,
    }
}

fn is_text(held: &str, seen: &Seen) -> bool {
    text_of(seen).is_some_and(|(kind, text)| canonical(kind, held) == canonical(kind, text))
}
