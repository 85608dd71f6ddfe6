//! The orientation: from "what happened" to a type, one question at a time. A tree written in
//! `forms/orientation.toml`; where one stands in it follows from the answers alone. Answers are
//! kept under `orient.…` beside the others; nothing here asks a question of a type.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::answers::{Answer, Answers};
use super::bilingual::Bilingual;
use super::directory::Route;
use super::key::Key;
use super::kind::Kind;
use super::pack::{OTHER, Pack};
use super::value::Value;

/// The block of the answers of the orientation.
pub const BLOCK: &str = "orient";

/// The answer that says it is over: the type chosen at its end.
const CHOSEN: &str = "orient.type";

/// A question of the orientation.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crossing {
    /// Its place in the URL (`o1`); the name of the table, filled when the pack is read.
    #[serde(skip)]
    pub key: String,
    /// The name of its answer, after `orient.`; rules may ask it.
    pub name: String,
    /// Where everybody starts; one question only.
    #[serde(default)]
    pub first: bool,
    /// It takes no "I don't know".
    #[serde(default)]
    pub certain: bool,
    /// Quick exit and a neutral page title.
    #[serde(default)]
    pub exit_button: bool,
    /// The question.
    pub label: Bilingual,
    /// A sentence under it.
    #[serde(default)]
    pub lead: Option<Bilingual>,
    /// The answers, in order.
    pub ways: Vec<Way>,
}

/// An answer of the orientation, and where it leads.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Way {
    /// The code, stable for ever; `unknown` for "I don't know".
    pub code: String,
    /// Its words.
    pub label: Bilingual,
    /// A line under them.
    #[serde(default)]
    pub hint: Option<Bilingual>,
    /// Routes shown before going on, by key.
    #[serde(default)]
    pub see: Vec<String>,
    /// The next question.
    #[serde(default)]
    pub ask: Option<String>,
    /// Or the code of the type it leads to.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
    /// Answers of the questionnaire that this one gives, by field.
    #[serde(default)]
    pub sets: BTreeMap<String, String>,
}

impl Crossing {
    /// The answer of that code.
    #[must_use]
    pub fn way(&self, code: &str) -> Option<&Way> {
        self.ways.iter().find(|way| way.code == code)
    }

    /// Where its answer is kept.
    ///
    /// # Panics
    /// Never for a question of a pack: its name was checked.
    #[must_use]
    pub fn answer_key(&self) -> Key {
        let key = format!("{BLOCK}.{}", self.name);
        Key::of(&key, None).expect("the name of a question was checked when the pack was read")
    }
}

impl Way {
    /// What is kept for it.
    #[must_use]
    pub fn answer(&self) -> Answer {
        said(&self.code)
    }
}

/// A code as an answer: a choice, or one of the states beside values.
fn said(code: &str) -> Answer {
    Answer::from_left(code).unwrap_or_else(|| Answer::Value(Value::Choice(code.to_owned())))
}

/// Where answers stand in the orientation.
#[derive(Debug, Clone)]
pub struct Standing<'p> {
    /// The questions answered, in order, each with its answer.
    pub trail: Vec<(&'p Crossing, &'p Way)>,
    /// What comes next.
    pub next: Next<'p>,
}

/// What comes next in the orientation.
#[derive(Debug, Clone, Copy)]
pub enum Next<'p> {
    /// A question.
    Ask(&'p Crossing),
    /// A type: the end.
    Type(&'p Kind),
}

impl Pack {
    /// Every question of the orientation.
    pub fn crossings(&self) -> impl Iterator<Item = &Crossing> {
        self.orientation.values()
    }

    /// A question of the orientation, by its place in the URL.
    #[must_use]
    pub fn crossing(&self, key: &str) -> Option<&Crossing> {
        self.orientation.get(key)
    }

    /// Where the orientation starts; `None` when this pack has none.
    #[must_use]
    pub fn orientation_start(&self) -> Option<&Crossing> {
        self.orientation.values().find(|crossing| crossing.first)
    }

    /// Where these answers stand; `None` when this pack has no orientation.
    #[must_use]
    pub fn standing(&self, answers: &Answers) -> Option<Standing<'_>> {
        let mut at = self.orientation_start()?;
        let mut trail = Vec::new();
        // A tree has no more steps than questions; the audit refuses circles.
        for _ in 0..self.orientation.len() {
            let given = answers.get(&at.answer_key());
            let way = given.and_then(|given| at.ways.iter().find(|way| way.answer() == *given));
            let Some(way) = way else { break };
            trail.push((at, way));
            match way.ask.as_deref().and_then(|key| self.crossing(key)) {
                Some(next) => at = next,
                None => {
                    let next = Next::Type(self.led_to(way));
                    return Some(Standing { trail, next });
                }
            }
        }
        let next = Next::Ask(at);
        Some(Standing { trail, next })
    }

    /// The type of a way; [`OTHER`] when this pack does not have it.
    fn led_to(&self, way: &Way) -> &Kind {
        let wanted = way.kind.as_deref().unwrap_or(OTHER);
        self.kind(wanted)
            .or_else(|| self.kind(OTHER))
            .expect("a pack without the type `other` is refused when it is read")
    }

    /// The routes shown before going on from this answer.
    #[must_use]
    pub fn seen_from(&self, way: &Way) -> Vec<&Route> {
        way.see.iter().filter_map(|key| self.route(key)).collect()
    }
}

impl Answers {
    /// Takes one answer of the orientation, and what it gives to the questionnaire. What another
    /// answer to the same question had given is taken back.
    pub fn orient(&mut self, crossing: &Crossing, way: &Way) {
        let given = crossing.ways.iter().flat_map(|way| way.sets.keys());
        for field in given {
            if let Ok(key) = field.parse::<Key>() {
                self.clear(&key);
            }
        }
        self.set(crossing.answer_key(), way.answer());
        for (field, code) in &way.sets {
            if let Ok(key) = field.parse::<Key>() {
                self.set(key, said(code));
            }
        }
        self.clear(&chosen());
    }

    /// Ends the orientation with a type.
    pub fn end_orientation(&mut self, kind: &Kind) {
        self.set(chosen(), said(&kind.code));
    }

    /// Whether an orientation was begun and no type chosen yet.
    #[must_use]
    pub fn orienting(&self) -> bool {
        let begun = self.iter().any(|(key, _)| key.block() == BLOCK);
        begun && self.get(&chosen()).is_none()
    }
}

fn chosen() -> Key {
    CHOSEN.parse().expect("a key of this module")
}
