//! Questions answered by choosing: radios, ticks, lists. Every choice comes from the pack.

use super::field::{Look, Sheet};
use super::shown::piece;
use faisceau_domain::form::{Asked, FieldKind, input_name};
use faisceau_platform::web::parts::{Choice, Choices, Select};
use faisceau_platform::web::{Failure, Markup};

impl Sheet<'_> {
    pub(super) fn choices(&self, asked: &Asked<'_>) -> Result<Markup, Failure> {
        let chosen = self.posted.all(&input_name(&asked.key, ""));
        let mut choices = match asked.field.kind {
            FieldKind::Bool3 => ["yes", "no"]
                .map(|code| self.choice(chosen, code, self.word(code)))
                .to_vec(),
            _ => self.of_pack(asked, chosen),
        };
        let states = ["unknown", "declined", "later"]
            .into_iter()
            .filter(|state| asked.field.offers(state));
        for (place, state) in states.enumerate() {
            let mut choice = self.choice(chosen, state, self.word(state));
            // "or" is written once, before the first of them.
            choice.apart = place == 0 && !self.is_list(asked);
            choices.push(choice);
        }
        let around = self.asked(asked);
        match asked.field.kind {
            _ if self.is_list(asked) => piece(&Select::new(self.say, around, choices)),
            FieldKind::Multi => piece(&Choices::any(self.say, around, choices)),
            _ => piece(&Choices::one(self.say, around, choices)),
        }
    }

    /// Whether one answer is picked in a list: at the counter a key or two of the keyboard picks it.
    fn is_list(&self, asked: &Asked<'_>) -> bool {
        let dense = self.look == Look::Dense && asked.field.kind != FieldKind::Multi;
        dense || asked.field.kind == FieldKind::Select
    }

    fn of_pack(&self, asked: &Asked<'_>, chosen: &[String]) -> Vec<Choice> {
        let choices = asked.field.choices.iter();
        choices
            .map(|choice| {
                let label = choice.label.get(self.lang()).to_owned();
                let mut shown = self.choice(chosen, &choice.code, label);
                shown.hint = choice
                    .hint
                    .as_ref()
                    .map(|hint| hint.get(self.lang()).to_owned());
                shown
            })
            .collect()
    }

    pub(super) fn choice(&self, chosen: &[String], code: &str, label: String) -> Choice {
        Choice::new(code, label).chosen(chosen.iter().any(|given| given == code))
    }
}
