//! Choosing among a few (radios, ticks) or among many (a list).

use askama::Template;
use faisceau_documents::words::Say;

use super::field::Asked;
use crate::web::Markup;

/// One thing that can be chosen.
#[derive(Debug, Clone, Default)]
pub struct Choice {
    /// The value sent.
    pub value: String,
    /// Its words.
    pub label: String,
    /// A line under them.
    pub hint: Option<String>,
    /// Whether it is chosen.
    pub chosen: bool,
    /// Stands apart, after "or": "I do not know".
    pub apart: bool,
    /// Asked only of who chooses this; always shown without a script or style.
    pub reveals: Option<Markup>,
}

impl Choice {
    /// A choice with its value and words.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Choice {
        Choice {
            value: value.into(),
            label: label.into(),
            ..Choice::default()
        }
    }

    /// The same, chosen or not.
    #[must_use]
    pub fn chosen(mut self, chosen: bool) -> Choice {
        self.chosen = chosen;
        self
    }

    /// The same, with a line under it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Choice {
        self.hint = Some(hint.into());
        self
    }
}

/// Radios (one answer) or ticks (several).
#[derive(Debug, Clone, Template)]
#[template(path = "parts/choices.html")]
pub struct Choices {
    /// The question.
    pub asked: Asked,
    /// Whether several may be chosen.
    pub several: bool,
    /// Whether they stand in a row: only for two short ones (yes, no).
    pub inline: bool,
    /// What can be chosen, 12 at most (a longer list is a [`Select`]).
    pub choices: Vec<Choice>,
    or: String,
}

impl Choices {
    /// One answer among these.
    #[must_use]
    pub fn one(say: &Say, asked: Asked, choices: Vec<Choice>) -> Choices {
        Choices {
            asked,
            several: false,
            inline: false,
            choices,
            or: say.say("platform-or"),
        }
    }

    /// Any of these.
    #[must_use]
    pub fn any(say: &Say, asked: Asked, choices: Vec<Choice>) -> Choices {
        Choices {
            several: true,
            ..Choices::one(say, asked, choices)
        }
    }

    /// The same, with "I do not know" standing apart, sent as `value`.
    #[must_use]
    pub fn or_unknown(mut self, say: &Say, value: &str, chosen: bool) -> Choices {
        let mut choice = Choice::new(value, say.say("platform-unknown")).chosen(chosen);
        choice.apart = true;
        self.choices.push(choice);
        self
    }

    fn input_type(&self) -> &'static str {
        if self.several { "checkbox" } else { "radio" }
    }

    /// The first choice bears the field's id, so that the summary of errors leads to it.
    fn choice_id(&self, index: &usize) -> String {
        match index {
            0 => self.asked.id(),
            n => format!("{}-{n}", self.asked.id()),
        }
    }
}

/// A list to choose one from; for more than twelve.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/select.html")]
pub struct Select {
    /// The question.
    pub asked: Asked,
    /// The words of the empty first line.
    pub empty: String,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// `autocomplete`; `off` unless it is the reader's own.
    pub autocomplete: &'static str,
}

impl Select {
    /// A list that begins with "choose".
    #[must_use]
    pub fn new(say: &Say, asked: Asked, choices: Vec<Choice>) -> Select {
        Select {
            asked,
            empty: say.say("platform-choose"),
            choices,
            autocomplete: "off",
        }
    }
}
