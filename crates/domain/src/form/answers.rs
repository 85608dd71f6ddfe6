//! The answers of one complaint: an ordered map from key to answer, in a stored form that names
//! its version and the form it was filled with. Knows nothing of the questions.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::condition::Fact;
use super::key::Key;
use super::value::Value;

/// What a person said to one question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "state", content = "value", rename_all = "snake_case")]
pub enum Answer {
    /// A value.
    Value(Value),
    /// "I don't know".
    Unknown,
    /// "I'd rather not say".
    Declined,
    /// "I'll add it later": a task for the victim.
    Later,
}

impl Answer {
    /// The value, when there is one.
    #[must_use]
    pub fn value(&self) -> Option<&Value> {
        match self {
            Answer::Value(value) => Some(value),
            Answer::Unknown | Answer::Declined | Answer::Later => None,
        }
    }

    /// The code of a state that is not a value.
    #[must_use]
    pub fn left(&self) -> Option<&'static str> {
        match self {
            Answer::Value(_) => None,
            Answer::Unknown => Some("unknown"),
            Answer::Declined => Some("declined"),
            Answer::Later => Some("later"),
        }
    }

    /// Reads a code written by [`Answer::left`].
    #[must_use]
    pub fn from_left(code: &str) -> Option<Answer> {
        match code {
            "unknown" => Some(Answer::Unknown),
            "declined" => Some(Answer::Declined),
            "later" => Some(Answer::Later),
            _ => None,
        }
    }

    /// What conditions may know of this answer.
    #[must_use]
    pub fn fact(&self) -> Fact {
        if let Some(state) = self.left() {
            return Fact::Left(state);
        }
        match self.value() {
            Some(Value::Choice(code)) => Fact::Words(vec![code.clone()]),
            Some(Value::Multi(codes)) => Fact::Words(codes.clone()),
            Some(Value::Flag(flag)) => Fact::Flag(*flag),
            Some(Value::Money(money)) => Fact::Number(money.major()),
            Some(Value::Quantity(quantity)) => Fact::Number(*quantity),
            Some(Value::Int(number)) => Fact::Number((*number).into()),
            _ => Fact::Value,
        }
    }
}

/// The form the answers were given to: a later form may ask otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormRef {
    /// The code of the type, such as `fake_shop`.
    pub code: String,
    /// The version written in its file.
    pub version: u32,
    /// SHA-256 of its canonical content, 64 hex digits.
    pub hash: String,
}

/// The version of the stored form below. A reader refuses a version it does not know.
const STORED_VERSION: u8 = 1;

/// Every answer given, hidden ones too. Nothing here is shown, linked or filed directly: a
/// [`Journey`](super::journey::Journey) leaves out what its questions no longer ask.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Stored", into = "Stored")]
pub struct Answers {
    form: FormRef,
    given: BTreeMap<Key, Answer>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    v: u8,
    form: FormRef,
    answers: BTreeMap<Key, Answer>,
}

impl Answers {
    /// No answer yet, to this form.
    #[must_use]
    pub fn new(form: FormRef) -> Answers {
        Answers {
            form,
            given: BTreeMap::new(),
        }
    }

    /// The form they were given to.
    #[must_use]
    pub fn form(&self) -> &FormRef {
        &self.form
    }

    /// The same answers carried over to another form (a newer version, another type). The keys
    /// are the same everywhere; questions the other form does not ask stay kept and hidden.
    #[must_use]
    pub fn carried_to(mut self, form: FormRef) -> Answers {
        self.form = form;
        self
    }

    /// The answer to one question.
    #[must_use]
    pub fn get(&self, key: &Key) -> Option<&Answer> {
        self.given.get(key)
    }

    /// Writes or replaces an answer.
    pub fn set(&mut self, key: Key, answer: Answer) {
        self.given.insert(key, answer);
    }

    /// Forgets an answer.
    pub fn clear(&mut self, key: &Key) {
        self.given.remove(key);
    }

    /// Takes one item out of a repeated group; the next ones move up.
    pub fn remove_item(&mut self, block: &str, item: u16) {
        let taken = std::mem::take(&mut self.given);
        for (key, answer) in taken {
            match key.index().filter(|_| key.block() == block) {
                Some(index) if index == item => {}
                Some(index) if index > item => {
                    self.given.insert(key.at(index - 1), answer);
                }
                _ => {
                    self.given.insert(key, answer);
                }
            }
        }
    }

    /// Every answer, in the order of keys.
    pub fn iter(&self) -> impl Iterator<Item = (&Key, &Answer)> {
        self.given.iter()
    }

    /// How many answers are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.given.len()
    }

    /// Whether nothing was answered.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.given.is_empty()
    }
}

impl From<Answers> for Stored {
    fn from(answers: Answers) -> Stored {
        Stored {
            v: STORED_VERSION,
            form: answers.form,
            answers: answers.given,
        }
    }
}

impl TryFrom<Stored> for Answers {
    type Error = String;

    fn try_from(stored: Stored) -> Result<Answers, String> {
        if stored.v == STORED_VERSION {
            Ok(Answers {
                form: stored.form,
                given: stored.answers,
            })
        } else {
            Err(format!("answers of an unknown version: {}", stored.v))
        }
    }
}
