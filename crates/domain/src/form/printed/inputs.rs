//! The boxes and lines of one question on paper, each under the name of the input that a page has for the
//! same. A box that is one of several ticks has its code after the name, since a box of a file is ticked
//! alone.

use super::Saying;
use crate::form::field::{Field, FieldKind};
use crate::form::key::Key;
use crate::form::parse::BORN_ON;
use crate::form::posted::input_name;

/// Between the name of an input and the code of one of its ticks. No name holds it.
const TICKED: char = '=';

/// Ways to leave a question without a value, in the order of pages.
const STATES: [&str; 3] = ["unknown", "declined", "later"];

/// A box or a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// Its name in a file to fill in.
    pub name: String,
    /// What it is with the next ones, such as the start of a period; written before the first.
    pub head: Option<String>,
    /// What is written beside it; may be empty.
    pub label: String,
    /// A line under the label, where the label is not enough.
    pub hint: Option<String>,
    /// What it looks like.
    pub shape: Shape,
}

/// What a box looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// Room for a few characters, as many as said.
    Short(usize),
    /// One line.
    Line,
    /// Several lines.
    Lines(usize),
    /// A box ticked alone; what it stands for.
    Tick(String),
    /// One box among those of the same name; what it stands for.
    One(String),
}

/// What a box of a file stands for: the name of the input, and its code when it is one tick of several.
#[must_use]
pub fn parse_box(name: &str) -> (&str, Option<&str>) {
    match name.split_once(TICKED) {
        Some((name, code)) => (name, Some(code)),
        None => (name, None),
    }
}

impl Saying<'_> {
    pub(super) fn inputs(&self, field: &Field, key: &Key) -> Vec<Input> {
        let of = Boxes {
            say: self,
            field,
            key,
        };
        let mut inputs = if field.many {
            vec![of.at("", "", Shape::Lines(3))]
        } else {
            of.value()
        };
        inputs.extend(of.states());
        inputs
    }
}

/// The boxes of one question.
struct Boxes<'s, 'p> {
    say: &'s Saying<'p>,
    field: &'s Field,
    key: &'s Key,
}

impl Boxes<'_, '_> {
    fn at(&self, part: &str, word: &str, shape: Shape) -> Input {
        Input {
            name: input_name(self.key, part),
            label: if word.is_empty() {
                String::new()
            } else {
                self.say.word(word)
            },
            head: None,
            hint: None,
            shape,
        }
    }

    fn value(&self) -> Vec<Input> {
        match self.field.kind {
            FieldKind::Choice | FieldKind::Select => self.choices("", false),
            FieldKind::Multi => self.choices("", true),
            FieldKind::Bool3 => ["yes", "no"].map(|code| self.one("", code)).to_vec(),
            FieldKind::Tick => vec![self.at("", "yes", Shape::Tick("yes".to_owned()))],
            FieldKind::Textarea => vec![self.at("", "", Shape::Lines(8))],
            FieldKind::Date | FieldKind::DateApprox => self.day(""),
            FieldKind::Datetime => {
                let mut all = self.day("");
                all.push(self.at("time", "input-time", Shape::Short(8)));
                all.extend(self.choices("zone", false));
                all
            }
            FieldKind::Period => self.period(),
            FieldKind::Money => vec![
                self.at("", "input-amount", Shape::Short(16)),
                self.at("currency", "input-currency", Shape::Short(4)),
            ],
            FieldKind::Int | FieldKind::Quantity => vec![self.at("", "", Shape::Short(16))],
            FieldKind::Siren => vec![self.at("", "", Shape::Short(11))],
            FieldKind::CardRef => vec![
                self.at("first6", "input-first6", Shape::Short(6)),
                self.at("last4", "input-last4", Shape::Short(4)),
            ],
            FieldKind::Handle => vec![
                self.at("platform", "input-platform", Shape::Line),
                self.at("", "input-name", Shape::Line),
            ],
            FieldKind::CryptoAddr | FieldKind::CryptoTx => {
                let mut all = vec![self.at("", "", Shape::Line)];
                all.extend(self.choices("chain", false));
                all
            }
            FieldKind::Person => self.person(),
            FieldKind::Address => vec![
                self.at("lines", "part-lines", Shape::Line),
                self.at("postcode", "part-postcode", Shape::Short(10)),
                self.at("town", "part-town", Shape::Line),
                self.at("country", "part-country", Shape::Line),
            ],
            FieldKind::File => vec![self.at("paper", "print-joined", Shape::Line)],
            _ => vec![self.at("", "", Shape::Line)],
        }
    }

    fn day(&self, prefix: &str) -> Vec<Input> {
        [("day", 2), ("month", 2), ("year", 4)]
            .map(|(part, wide)| {
                let word = format!("input-{part}");
                self.at(&format!("{prefix}{part}"), &word, Shape::Short(wide))
            })
            .to_vec()
    }

    /// A date that is a part of an answer.
    fn day_of(&self, prefix: &str, word: &str) -> Vec<Input> {
        let head = self.say.word(word);
        let mut day = self.day(prefix);
        for part in &mut day {
            part.head = Some(head.clone());
        }
        day
    }

    fn period(&self) -> Vec<Input> {
        let mut all = self.day_of("first-", "input-first");
        all.extend(self.day_of("last-", "input-last"));
        let tick = Shape::Tick("yes".to_owned());
        all.push(self.at("continuing", "input-continuing", tick));
        all
    }

    fn person(&self) -> Vec<Input> {
        let mut all = Vec::new();
        for part in &self.field.parts {
            let word = format!("part-{part}");
            if part == BORN_ON {
                all.extend(self.day_of(&format!("{BORN_ON}-"), &word));
            } else {
                all.push(self.at(part, &word, Shape::Line));
            }
        }
        all
    }

    fn choices(&self, part: &str, several: bool) -> Vec<Input> {
        let choices = self.field.choices.iter();
        choices
            .map(|choice| {
                let name = input_name(self.key, part);
                let code = choice.code.clone();
                let hint = choice.hint.as_ref();
                Input {
                    label: choice.label.get(self.say.lang).to_owned(),
                    head: None,
                    hint: hint.map(|hint| hint.get(self.say.lang).to_owned()),
                    name: if several {
                        format!("{name}{TICKED}{code}")
                    } else {
                        name
                    },
                    shape: if several {
                        Shape::Tick(code)
                    } else {
                        Shape::One(code)
                    },
                }
            })
            .collect()
    }

    fn one(&self, part: &str, code: &str) -> Input {
        self.at(part, code, Shape::One(code.to_owned()))
    }

    /// "I don't know" and its like: among the choices where there are some, beside the line elsewhere.
    fn states(&self) -> Vec<Input> {
        let offered: Vec<&str> = STATES
            .into_iter()
            .filter(|state| self.field.offers(state))
            .collect();
        // Alone beside a line, a box that can be unticked again.
        let alone = offered.len() == 1;
        offered
            .into_iter()
            .map(|state| match self.field.kind {
                FieldKind::Choice | FieldKind::Select | FieldKind::Bool3 => self.one("", state),
                FieldKind::Multi => {
                    let mut tick = self.at("", state, Shape::Tick(state.to_owned()));
                    tick.name = format!("{}{TICKED}{state}", tick.name);
                    tick
                }
                _ if alone => self.at("state", state, Shape::Tick(state.to_owned())),
                _ => self.one("state", state),
            })
            .collect()
    }
}
