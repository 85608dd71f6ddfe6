//! What is told to the reader: errors, warnings, interruptions, states; and buttons.

use askama::Template;
use faisceau_documents::words::Say;

use super::id_of;
use crate::web::Markup;

/// What a colour means; a word always says it too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Nothing particular.
    Plain,
    /// To be known.
    Info,
    /// Done, received.
    Ok,
    /// Urgent, a deadline.
    Warn,
    /// An error, and nothing else.
    Danger,
}

impl Tone {
    /// The class of the design system.
    #[must_use]
    pub fn class(self) -> &'static str {
        match self {
            Tone::Plain => "plain",
            Tone::Info => "info",
            Tone::Ok => "ok",
            Tone::Warn => "warn",
            Tone::Danger => "danger",
        }
    }
}

/// One error of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldError {
    /// The name of the field.
    pub name: String,
    /// What is wrong and how to correct it: the same words as beside the field.
    pub message: String,
}

/// What is wrong on the page, first thing on it, each line leading to its field.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/errors.html")]
pub struct ErrorSummary {
    /// The errors, in the order of the fields.
    pub errors: Vec<FieldError>,
    title: String,
}

impl ErrorSummary {
    /// The summary; writes nothing when there is no error.
    #[must_use]
    pub fn new(say: &Say, errors: Vec<FieldError>) -> ErrorSummary {
        ErrorSummary {
            title: say.number("platform-errors-title", errors.len() as i64),
            errors,
        }
    }

    fn href(&self, error: &FieldError) -> String {
        format!("#{}", id_of(&error.name))
    }
}

/// Something to be known, in a box.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/notice.html")]
pub struct Notice {
    /// What its colour means.
    pub tone: Tone,
    /// The first words, in bold.
    pub title: String,
    /// The rest.
    pub text: String,
    /// Whether it tells what just happened, to be read out at once.
    pub live: bool,
}

impl Notice {
    /// A box.
    pub fn new(tone: Tone, title: impl Into<String>, text: impl Into<String>) -> Notice {
        Notice {
            tone,
            title: title.into(),
            text: text.into(),
            live: false,
        }
    }

    /// The same, telling what just happened ("saved").
    #[must_use]
    pub fn live(mut self) -> Notice {
        self.live = true;
        self
    }
}

/// A page that stops the reader before a grave gesture.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/interruption.html")]
pub struct Interruption {
    /// What is about to happen: the page's title.
    pub title: String,
    /// Sentences, one paragraph each.
    pub paragraphs: Vec<String>,
    /// The text of the law behind, if any.
    pub details: Option<Details>,
    /// Buttons and links.
    pub actions: Markup,
}

/// More, for who wants it.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/details.html")]
pub struct Details {
    /// The line that opens it.
    pub summary: String,
    /// What it holds.
    pub body: Markup,
}

/// A state in a word.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/tag.html")]
pub struct Tag {
    /// The word.
    pub label: String,
    /// What its colour means.
    pub tone: Tone,
}

/// A button that sends the form.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/button.html")]
pub struct Button {
    /// Its words.
    pub label: String,
    /// Name and value sent with the form, when a form has several.
    pub sends: Option<(String, String)>,
    /// `primary`, `secondary` or `danger`.
    pub look: &'static str,
}

impl Button {
    /// The main button of a form.
    pub fn primary(label: impl Into<String>) -> Button {
        Button {
            label: label.into(),
            sends: None,
            look: "primary",
        }
    }

    /// Another button of the form.
    pub fn secondary(label: impl Into<String>) -> Button {
        Button {
            look: "secondary",
            ..Button::primary(label)
        }
    }

    /// A button that destroys something.
    pub fn danger(label: impl Into<String>) -> Button {
        Button {
            look: "danger",
            ..Button::primary(label)
        }
    }

    /// The same, sending a value of its own.
    #[must_use]
    pub fn sending(mut self, name: impl Into<String>, value: impl Into<String>) -> Button {
        self.sends = Some((name.into(), value.into()));
        self
    }
}
