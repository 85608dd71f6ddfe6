//! What every question of a form shares (label, hint, why, error), and the fields one types in.

use askama::Template;
use faisceau_documents::words::Say;

use super::id_of;

/// A question as it is asked: what stands around any field.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The name the browser sends.
    pub name: String,
    /// The label, or the legend of a group.
    pub label: String,
    /// The word that says it may be left empty.
    pub optional: Option<String>,
    /// One line under the label: format, where to find it.
    pub hint: Option<String>,
    /// Why it is asked, behind "why this question?".
    pub why: Option<String>,
    /// What is wrong and how to correct it, the same sentence as in the summary.
    pub error: Option<String>,
    /// Whether the label is the title of the page (one question a page).
    pub is_title: bool,
    /// The tick that stands for an unknown answer.
    pub unknown: Option<Check>,
    pub(super) why_asked: String,
    pub(super) error_word: String,
}

impl Asked {
    /// A question, with the words every question needs.
    #[must_use]
    pub fn new(say: &Say, name: impl Into<String>, label: impl Into<String>) -> Asked {
        Asked {
            name: name.into(),
            label: label.into(),
            optional: None,
            hint: None,
            why: None,
            error: None,
            is_title: false,
            unknown: None,
            why_asked: say.say("platform-why"),
            error_word: say.say("platform-error-word"),
        }
    }

    /// The same, with the word that says it may be left empty, if it may.
    #[must_use]
    pub fn optional(mut self, word: Option<String>) -> Asked {
        self.optional = word;
        self
    }

    /// The same, with a line under the label.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Asked {
        self.hint = Some(hint.into());
        self
    }

    /// The same, saying why it is asked.
    #[must_use]
    pub fn why(mut self, why: impl Into<String>) -> Asked {
        self.why = Some(why.into());
        self
    }

    /// The same, with what is wrong, if anything is.
    #[must_use]
    pub fn error(mut self, error: Option<String>) -> Asked {
        self.error = error;
        self
    }

    /// The same, as the title of its page.
    #[must_use]
    pub fn as_title(mut self) -> Asked {
        self.is_title = true;
        self
    }

    /// The same, with a tick for "I do not know", sent as `name` = `1`.
    #[must_use]
    pub fn or_unknown(mut self, say: &Say, name: impl Into<String>, ticked: bool) -> Asked {
        self.unknown = Some(Check {
            name: name.into(),
            value: "1".to_owned(),
            label: say.say("platform-unknown"),
            ticked,
        });
        self
    }

    /// The element id of the field.
    #[must_use]
    pub fn id(&self) -> String {
        id_of(&self.name)
    }

    /// The ids that describe the field, for `aria-describedby`; empty when none does.
    #[must_use]
    pub fn described_by(&self) -> String {
        let id = self.id();
        let mut ids = Vec::new();
        if self.hint.is_some() {
            ids.push(format!("{id}-hint"));
        }
        if self.error.is_some() {
            ids.push(format!("{id}-error"));
        }
        ids.join(" ")
    }
}

/// One tick box on its own.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/check.html")]
pub struct Check {
    /// The name the browser sends.
    pub name: String,
    /// The value sent when ticked.
    pub value: String,
    /// Its words.
    pub label: String,
    /// Whether it is ticked.
    pub ticked: bool,
}

impl Check {
    fn id(&self) -> String {
        id_of(&self.name)
    }
}

/// What is typed in a field: decides the keyboard of a phone and how the text is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// An address of the web, often incomplete: no check by the browser.
    Url,
    /// Digits.
    Digits,
    /// An IBAN: wide, digits told apart.
    Iban,
    /// A code given by the platform: capitals, pasted.
    Code,
    /// A password.
    Password,
}

impl Kind {
    fn input_type(self) -> &'static str {
        match self {
            Kind::Email => "email",
            Kind::Phone => "tel",
            Kind::Password => "password",
            Kind::Text | Kind::Url | Kind::Digits | Kind::Iban | Kind::Code => "text",
        }
    }

    fn input_mode(self) -> Option<&'static str> {
        match self {
            Kind::Digits => Some("numeric"),
            Kind::Url => Some("url"),
            Kind::Text | Kind::Email | Kind::Phone | Kind::Iban | Kind::Code | Kind::Password => {
                None
            }
        }
    }

    fn capitals(self) -> bool {
        matches!(self, Kind::Iban | Kind::Code)
    }

    /// Identifiers are not words: no spelling, no capital after a stop.
    fn verbatim(self) -> bool {
        self != Kind::Text
    }
}

/// A line to type in.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/text.html")]
pub struct TextField {
    /// The question.
    pub asked: Asked,
    /// What is typed.
    pub kind: Kind,
    /// What it holds.
    pub value: String,
    /// `autocomplete`. `off` unless it is the reader's own: a browser must not offer the
    /// victim's address where the other side's is asked.
    pub autocomplete: &'static str,
    /// Width in characters: the size of the field tells the size of the answer.
    pub width: Option<u8>,
    /// Words offered while typing.
    pub suggestions: Vec<String>,
}

impl TextField {
    /// A field holding `value`.
    #[must_use]
    pub fn new(asked: Asked, kind: Kind, value: impl Into<String>) -> TextField {
        TextField {
            asked,
            kind,
            value: shown(&value.into()),
            autocomplete: "off",
            // The longest IBAN has 34 characters; codes have four groups of four.
            width: match kind {
                Kind::Iban => Some(34),
                Kind::Code => Some(24),
                Kind::Phone => Some(20),
                _ => None,
            },
            suggestions: Vec::new(),
        }
    }

    /// The same, about the reader: `name`, `email`, `tel`, `street-address`, `bday-day`…
    #[must_use]
    pub fn own(mut self, autocomplete: &'static str) -> TextField {
        self.autocomplete = autocomplete;
        self
    }

    /// The same, as wide as `characters`.
    #[must_use]
    pub fn wide(mut self, characters: u8) -> TextField {
        self.width = Some(characters);
        self
    }

    /// The same, offering words.
    #[must_use]
    pub fn suggesting(mut self, words: Vec<String>) -> TextField {
        self.suggestions = words;
        self
    }

    fn width_class(&self) -> String {
        width_class(self.width)
    }
}

/// Style attributes are forbidden by the policy, so widths are a few classes.
pub(super) fn width_class(width: Option<u8>) -> String {
    const WIDTHS: [u8; 7] = [2, 4, 10, 16, 20, 24, 34];
    let Some(width) = width else {
        return String::new();
    };
    let fitting = WIDTHS.into_iter().find(|known| *known >= width);
    format!(" w-{}", fitting.unwrap_or(34))
}

/// What was typed, as a page may hold it: HTML allows no control character but ends of lines and
/// tabs, and a browser would drop or replace the others.
fn shown(typed: &str) -> String {
    let plain = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    typed
        .chars()
        .map(|c| if plain(c) { c } else { '\u{fffd}' })
        .collect()
}

/// A box for a longer text.
#[derive(Debug, Clone, Template)]
#[template(path = "parts/area.html")]
pub struct TextArea {
    /// The question.
    pub asked: Asked,
    /// What it holds.
    pub value: String,
    /// Lines shown at first.
    pub rows: u8,
}

impl TextArea {
    /// A box of eight lines holding `value`.
    #[must_use]
    pub fn new(asked: Asked, value: impl Into<String>) -> TextArea {
        TextArea {
            asked,
            value: shown(&value.into()),
            rows: 8,
        }
    }
}
