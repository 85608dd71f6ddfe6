//! The small closed language of conditions: which question is asked, where a person is sent, and
//! later when an act is proposed. A tree of seven shapes; evaluation is pure and never fails.

use rust_decimal::Decimal;
use serde::Deserialize;

/// A condition on what is known. In data: `{ eq = ["payment.method", "card"] }`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// The field says this word. For several choices: one of them is this word.
    Eq(String, Literal),
    /// The field says one of these words.
    In(String, Vec<Literal>),
    /// The field holds a number strictly greater (money: in major units).
    Gt(String, i64),
    /// The field holds a value: not empty, and neither "I don't know" nor its like.
    Answered(String),
    /// All of these hold. Of none: true.
    And(Vec<Condition>),
    /// One of these holds. Of none: false.
    Or(Vec<Condition>),
    /// This does not hold. True of a field nobody answered.
    Not(Box<Condition>),
}

/// What a field is compared with.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(untagged)]
pub enum Literal {
    /// Yes or no, for yes/no questions.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// The code of a choice, or `unknown`, `declined`, `later`.
    Word(String),
}

/// One thing known about a field.
#[derive(Debug, Clone, PartialEq)]
pub enum Fact {
    /// The codes chosen.
    Words(Vec<String>),
    /// Yes or no.
    Flag(bool),
    /// A number; money in major units.
    Number(Decimal),
    /// A value that conditions cannot look into (a text, a date…).
    Value,
    /// Not a value: the code of a state (`unknown`, `declined`, `later`).
    Left(&'static str),
}

/// What conditions may ask. A repeated field may give several facts; one that holds is enough.
pub trait Facts {
    /// Everything known about the field; empty when nothing is.
    fn about(&self, field: &str) -> Vec<Fact>;
}

impl Condition {
    /// Whether the condition holds for what is known.
    #[must_use]
    pub fn holds(&self, facts: &dyn Facts) -> bool {
        match self {
            Condition::Eq(field, literal) => facts.about(field).iter().any(|f| f.is(literal)),
            Condition::In(field, literals) => facts
                .about(field)
                .iter()
                .any(|fact| literals.iter().any(|literal| fact.is(literal))),
            Condition::Gt(field, least) => facts
                .about(field)
                .iter()
                .any(|fact| matches!(fact, Fact::Number(n) if *n > Decimal::from(*least))),
            Condition::Answered(field) => facts
                .about(field)
                .iter()
                .any(|fact| !matches!(fact, Fact::Left(_))),
            Condition::And(all) => all.iter().all(|condition| condition.holds(facts)),
            Condition::Or(any) => any.iter().any(|condition| condition.holds(facts)),
            Condition::Not(inner) => !inner.holds(facts),
        }
    }

    /// Every comparison made, with what the field is compared to (nothing for `answered`, `gt`).
    #[must_use]
    pub fn mentions(&self) -> Vec<(&str, Vec<&Literal>)> {
        match self {
            Condition::Eq(field, literal) => vec![(field.as_str(), vec![literal])],
            Condition::In(field, literals) => vec![(field.as_str(), literals.iter().collect())],
            Condition::Gt(field, _) | Condition::Answered(field) => {
                vec![(field.as_str(), Vec::new())]
            }
            Condition::And(all) | Condition::Or(all) => {
                all.iter().flat_map(Condition::mentions).collect()
            }
            Condition::Not(inner) => inner.mentions(),
        }
    }
}

impl Fact {
    fn is(&self, literal: &Literal) -> bool {
        match (self, literal) {
            (Fact::Words(words), Literal::Word(word)) => words.contains(word),
            (Fact::Left(state), Literal::Word(word)) => state == word,
            (Fact::Flag(flag), Literal::Flag(wanted)) => flag == wanted,
            (Fact::Number(number), Literal::Number(wanted)) => *number == Decimal::from(*wanted),
            _ => false,
        }
    }
}
