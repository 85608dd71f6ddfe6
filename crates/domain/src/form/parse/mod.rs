//! One parser per kind of field: raw texts of a page to a typed value. Each is total: any text
//! gives a value, nothing, or a reason.

mod composed;
mod dates;
mod fill;
mod numbers;
mod typed;

use std::collections::BTreeSet;

pub(super) use composed::BORN_ON;
pub(super) use fill::fill;
pub(super) use numbers::amount;

use super::field::{Field, FieldKind};
use super::key::Key;
use super::posted::{Posted, input_name, shows};
use super::problem::Cause;
use super::reading::{Problem, Reading};
use super::secret;
use super::value::Value;

/// Most values of a field that accepts several.
const MOST_VALUES: usize = 50;

/// One field and what was posted for it.
pub(super) struct Input<'r> {
    pub(super) key: &'r Key,
    pub(super) field: &'r Field,
    pub(super) posted: &'r Posted,
    pub(super) reading: &'r Reading,
}

/// A value, nothing, or what is wrong.
pub(super) type Read = Result<Option<Value>, Problem>;

impl<'r> Input<'r> {
    pub(super) fn part(&self, part: &str) -> &'r str {
        self.posted.part(self.key, part)
    }

    /// Reads the field; the causes of what had to be masked go to `masked`.
    pub(super) fn value(&self, masked: &mut BTreeSet<Cause>) -> Read {
        if self.field.many {
            return self.many(masked);
        }
        match self.field.kind {
            FieldKind::Choice | FieldKind::Select => self.choice(),
            FieldKind::Multi => self.multi(),
            FieldKind::Bool3 => self.bool3(),
            FieldKind::Tick => Ok((!self.part("").is_empty()).then_some(Value::Flag(true))),
            FieldKind::Text | FieldKind::Textarea => self.text("", masked).map(some_text),
            FieldKind::Date => dates::date(self),
            FieldKind::DateApprox => dates::approx(self),
            FieldKind::Datetime => dates::moment(self),
            FieldKind::Period => dates::period(self),
            FieldKind::Money => numbers::money(self),
            FieldKind::Quantity => numbers::quantity(self),
            FieldKind::Int => numbers::int(self),
            FieldKind::CardRef => composed::card(self, masked),
            FieldKind::Handle => composed::handle(self, masked),
            FieldKind::Person => composed::person(self, masked),
            FieldKind::Address => composed::address(self, masked),
            FieldKind::Commune => composed::place(self, masked),
            FieldKind::CryptoAddr | FieldKind::CryptoTx => typed::on_chain(self),
            FieldKind::File => self.files(),
            _ => typed::one(self, self.part("")),
        }
    }

    fn choice(&self) -> Read {
        let code = self.part("");
        if code.is_empty() || self.field.offers(code) {
            return Ok(None);
        }
        match self.field.choice(code) {
            Some(choice) => Ok(Some(Value::Choice(choice.code.clone()))),
            None => Err(Problem::of(Cause::ChoiceUnknown)),
        }
    }

    fn multi(&self) -> Read {
        let posted: Vec<&str> = self
            .posted
            .all(&input_name(self.key, ""))
            .iter()
            .map(|code| code.trim())
            .filter(|code| !code.is_empty() && !self.field.offers(code))
            .collect();
        if posted.iter().any(|code| self.field.choice(code).is_none()) {
            return Err(Problem::of(Cause::ChoiceUnknown));
        }
        let chosen = |alone: bool| {
            let choices = self.field.choices.iter();
            choices
                .filter(|choice| choice.alone == alone && posted.contains(&choice.code.as_str()))
                .map(|choice| choice.code.clone())
                .collect::<Vec<_>>()
        };
        // "None of these" beside other boxes: the boxes say more.
        let mut codes = chosen(false);
        if codes.is_empty() {
            codes = chosen(true);
        }
        Ok((!codes.is_empty()).then_some(Value::Multi(codes)))
    }

    fn bool3(&self) -> Read {
        match self.part("") {
            "yes" => Ok(Some(Value::Flag(true))),
            "no" => Ok(Some(Value::Flag(false))),
            "" => Ok(None),
            state if self.field.offers(state) => Ok(None),
            _ => Err(Problem::of(Cause::ChoiceUnknown)),
        }
    }

    fn files(&self) -> Read {
        let mut ids: Vec<String> = Vec::new();
        for id in self.posted.all(&input_name(self.key, "")) {
            let id = id.trim();
            if id.is_empty() || ids.iter().any(|known| known == id) {
                continue;
            }
            if !self.reading.exhibits.contains(id) {
                return Err(Problem::of(Cause::FileUnknown));
            }
            ids.push(id.to_owned());
        }
        Ok((!ids.is_empty()).then_some(Value::Files(ids)))
    }

    /// Several values: one input each, or one line each.
    fn many(&self, masked: &mut BTreeSet<Cause>) -> Read {
        let lines: Vec<&str> = self
            .posted
            .all(&input_name(self.key, ""))
            .iter()
            .flat_map(|value| value.split('\n'))
            .map(str::trim)
            .filter(|line| shows(line))
            .collect();
        if lines.len() > MOST_VALUES {
            return Err(Problem::of(Cause::TooManyValues)
                .with("n", MOST_VALUES)
                .with("m", lines.len()));
        }
        let mut values = Vec::new();
        for line in lines {
            let value = if self.field.kind == FieldKind::Text {
                some_text(self.bounded(line, "", masked)?)
            } else {
                typed::one(self, line)?
            };
            if let Some(value) = value.filter(|value| !values.contains(value)) {
                values.push(value);
            }
        }
        Ok((!values.is_empty()).then_some(Value::Many(values)))
    }

    /// The text of an input, bounded and with its secrets masked.
    pub(super) fn text(&self, part: &str, masked: &mut BTreeSet<Cause>) -> Result<String, Problem> {
        self.bounded(self.part(part), part, masked)
    }

    fn bounded(
        &self,
        text: &str,
        part: &str,
        masked: &mut BTreeSet<Cause>,
    ) -> Result<String, Problem> {
        self.check_length(text, part)?;
        if self.field.is_reference() {
            return Ok(text.to_owned());
        }
        let found = secret::mask(text);
        if found.card {
            masked.insert(Cause::CardNumber);
        }
        if found.secret {
            masked.insert(Cause::SecretFound);
        }
        Ok(found.text)
    }

    pub(super) fn check_length(&self, text: &str, part: &str) -> Result<(), Problem> {
        let (most, count) = (self.field.max_chars(), text.chars().count());
        if count > most {
            return Err(Problem::at(part, Cause::TooLong)
                .with("n", most)
                .with("m", count));
        }
        Ok(())
    }
}

fn some_text(text: String) -> Option<Value> {
    (!text.is_empty()).then_some(Value::Text(text))
}
