//! The form of a gesture: its fields, and how what was typed is read. The name of a field begins with the gesture,
//! so that several forms stand on one page.

use crate::custody::chain::Around;
use askama::Template;
use faisceau_documents::words::Say;
use faisceau_domain::custody::{Detail, Gesture, Kind};
use faisceau_platform::fault::Fault;
use faisceau_platform::web::Markup;
use faisceau_platform::web::parts::{
    Asked, Button, Choice, Kind as Typed, Select, TextArea, TextField,
};
use std::collections::BTreeMap;

/// What was typed in a form.
pub(crate) type Sent = BTreeMap<String, String>;

/// Longest text of a field.
const CHARACTERS_MAX: usize = 2_000;

/// A form of a gesture.
#[derive(Debug, Template)]
#[template(path = "custody_form.html")]
pub(crate) struct GestureForm {
    action: String,
    csrf: String,
    gesture: String,
    hidden: Vec<(String, String)>,
    title: String,
    lead: String,
    fields: Vec<Markup>,
    button: Button,
}

/// Its template escapes what it shows.
impl askama::filters::HtmlSafe for GestureForm {}

/// A form being laid out.
pub(crate) struct Laying<'a> {
    say: &'a Say,
    prefix: String,
    form: GestureForm,
}

impl<'a> Laying<'a> {
    /// A form of the gesture of this name, sent there.
    pub(crate) fn new(say: &'a Say, gesture: &str, action: &str, csrf: &str) -> Laying<'a> {
        let label = say.say(&format!("custody-do-{gesture}"));
        let button = match gesture {
            "destroyed" | "declined" => Button::danger(label.clone()),
            _ => Button::secondary(label.clone()),
        };
        Laying {
            say,
            prefix: gesture.to_owned(),
            form: GestureForm {
                action: action.to_owned(),
                csrf: csrf.to_owned(),
                gesture: gesture.to_owned(),
                hidden: Vec::new(),
                title: label,
                lead: say.say(&format!("custody-lead-{gesture}")),
                fields: Vec::new(),
                button,
            },
        }
    }

    /// Another beginning of names, where a gesture has several forms on a page.
    pub(crate) fn told_apart(mut self, by: &str) -> Laying<'a> {
        self.prefix = format!("{}-{by}", self.form.gesture);
        self.form
            .hidden
            .push(("de".to_owned(), self.prefix.clone()));
        self
    }

    /// Something the form sends without asking.
    pub(crate) fn sending(mut self, name: &str, value: impl Into<String>) -> Laying<'a> {
        self.form.hidden.push((name.to_owned(), value.into()));
        self
    }

    /// A line of text.
    pub(crate) fn line(mut self, field: &str, value: &str) -> Result<Laying<'a>, Fault> {
        let field = TextField::new(self.asked(field), Typed::Text, value).wide(34);
        self.form.fields.push(Markup::of(&field)?);
        Ok(self)
    }

    /// Several lines.
    pub(crate) fn lines(mut self, field: &str, value: &str) -> Result<Laying<'a>, Fault> {
        let mut area = TextArea::new(self.asked(field), value);
        area.rows = 3;
        self.form.fields.push(Markup::of(&area)?);
        Ok(self)
    }

    /// One of a list.
    pub(crate) fn choice(mut self, field: &str, choices: Vec<Choice>) -> Result<Laying<'a>, Fault> {
        let select = Select::new(self.say, self.asked(field), choices);
        self.form.fields.push(Markup::of(&select)?);
        Ok(self)
    }

    /// Why, and where.
    pub(crate) fn circumstances(self, place: &str) -> Result<Laying<'a>, Fault> {
        self.lines("motif", "")?.line("lieu", place)
    }

    /// The form.
    pub(crate) fn done(self) -> GestureForm {
        self.form
    }

    fn asked(&self, field: &str) -> Asked {
        let name = format!("{}.{field}", self.prefix);
        let label = self.say.say(&format!("custody-field-{field}"));
        let asked = Asked::new(self.say, name, label);
        let hint = format!("custody-field-{field}-hint");
        match self.say.words.has(self.say.lang, &hint) {
            true => asked.hint(self.say.say(&hint)),
            false => asked,
        }
    }
}

/// What a field of a gesture holds; nothing where it is empty.
pub(crate) fn field(sent: &Sent, gesture: &str, name: &str) -> Option<String> {
    let prefix = sent.get("de").filter(|told| told.starts_with(gesture));
    let prefix = prefix.map_or(gesture, String::as_str);
    let typed = sent.get(&format!("{prefix}.{name}"))?;
    let plain = typed
        .trim()
        .chars()
        .filter(|c| !c.is_control() || *c == '\n');
    let plain: String = plain.take(CHARACTERS_MAX).collect();
    (!plain.is_empty()).then_some(plain)
}

/// The gesture that was sent, its reason and its circumstances; `None`: no such gesture.
pub(crate) fn read(sent: &Sent) -> Option<(Gesture, String, Around)> {
    let code = sent.get("geste")?;
    let kind = Kind::from_code(code)?;
    let told = |name: &str| field(sent, code, name);
    let detail = Detail {
        description: told("description").filter(|_| kind == Kind::Described),
        seal: told("scelle"),
        to_account: told("vers").and_then(|account| account.parse().ok()),
        to: told("organisme"),
        bearer: told("porteur"),
        condition: told("etat"),
        authority: told("autorite"),
        witness: told("temoin"),
        ..Detail::default()
    };
    let tool = told("outil").map(|tool| (tool, told("version").unwrap_or_default()));
    let around = Around {
        place: told("lieu").unwrap_or_default(),
        tool,
        ..Around::default()
    };
    Some((
        Gesture { kind, detail },
        told("motif").unwrap_or_default(),
        around,
    ))
}
