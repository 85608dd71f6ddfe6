//! Conditions in the words of somebody who holds the sheet: "if you answered “Card” to question 12". A
//! negation is carried down to what it denies, so that no sentence says "not (… and …)".

use super::Saying;
use crate::form::condition::{Condition, Literal};
use crate::form::key::Key;

impl Saying<'_> {
    /// Several conditions that must all hold, as one sentence. `item`: the item of a group they stand in.
    pub(super) fn condition(&self, all: &[&Condition], item: Option<u16>) -> String {
        let said: Vec<String> = all
            .iter()
            .map(|one| self.told(one, false, item, all.len() > 1))
            .collect();
        self.filled("print-if", &[("condition", &self.joined(&said, "and"))])
    }

    fn joined(&self, said: &[String], word: &str) -> String {
        said.join(&format!(" {} ", self.word(word)))
    }

    fn told(&self, condition: &Condition, denied: bool, item: Option<u16>, nested: bool) -> String {
        let several = |all: &[Condition], word: &str| {
            let said: Vec<String> = all
                .iter()
                .map(|one| self.told(one, denied, item, all.len() > 1))
                .collect();
            let joined = self.joined(&said, word);
            if nested && all.len() > 1 {
                format!("({joined})")
            } else {
                joined
            }
        };
        match condition {
            Condition::Eq(field, is) => self.answered(field, &[is], denied, item),
            Condition::In(field, are) => {
                self.answered(field, &are.iter().collect::<Vec<_>>(), denied, item)
            }
            Condition::Gt(field, least) => {
                let least = least.to_string();
                let number = self.place(field, item);
                let key = if denied {
                    "print-not-more"
                } else {
                    "print-more"
                };
                self.filled(key, &[("least", &least), ("question", &number)])
            }
            Condition::Answered(field) => {
                let number = self.place(field, item);
                let key = if denied {
                    "print-empty"
                } else {
                    "print-filled"
                };
                self.filled(key, &[("question", &number)])
            }
            Condition::And(all) => several(all, if denied { "or" } else { "and" }),
            Condition::Or(all) => several(all, if denied { "and" } else { "or" }),
            Condition::Not(inner) => self.told(inner, !denied, item, nested),
        }
    }

    fn answered(&self, field: &str, are: &[&Literal], denied: bool, item: Option<u16>) -> String {
        let answers: Vec<String> = are.iter().map(|is| self.literal(field, is)).collect();
        let answers = match answers.split_last() {
            Some((last, first)) if !first.is_empty() => {
                format!("{} {} {last}", first.join(", "), self.word("or"))
            }
            _ => answers.concat(),
        };
        let number = self.place(field, item);
        let key = if denied { "print-not" } else { "print-is" };
        self.filled(key, &[("answers", &answers), ("question", &number)])
    }

    fn literal(&self, field: &str, is: &Literal) -> String {
        let text = match is {
            Literal::Flag(true) => self.word("yes"),
            Literal::Flag(false) => self.word("no"),
            Literal::Number(number) => number.to_string(),
            Literal::Word(code) => {
                let field = self.pack.field(field);
                let choice = field.and_then(|field| field.choice(code));
                choice.map_or_else(
                    || self.word(code),
                    |choice| choice.label.get(self.lang).to_owned(),
                )
            }
        };
        self.filled("quoted", &[("text", &text)])
    }

    /// The number of a question as seen from an item: its own, else outside any group, else that of each
    /// item.
    fn place(&self, field: &str, item: Option<u16>) -> String {
        let number = |item: Option<u16>| {
            let key = Key::of(field, item).ok()?;
            self.numbers.get(&key).copied()
        };
        if let Some(number) = number(item).or_else(|| number(None)) {
            return number.to_string();
        }
        let each: Vec<String> = (0..=u16::MAX)
            .map_while(|item| number(Some(item)))
            .map(|number| number.to_string())
            .collect();
        if each.is_empty() {
            // Asked elsewhere than on this sheet: named instead.
            let field = self.pack.field(field);
            let label = field.map_or("", |field| field.label.get(self.lang));
            return self.filled("quoted", &[("text", label)]);
        }
        self.joined(&each, "or")
    }
}
