//! One question of a form as pieces of a page: every kind of field has its widget. Shows what was
//! typed, right or wrong, and never judges it.

use super::names::anchor;
use super::shown::{joined, piece};
use askama::Template;
use faisceau_documents::words::Say;
use faisceau_domain::Lang;
use faisceau_domain::form::{Asked, FieldError, FieldKind, Pack, Posted, Required, input_name};
use faisceau_platform::web::parts::{
    self, Button, Check, FileField, FileRow, Kind, TextArea, TextField,
};
use faisceau_platform::web::{Failure, Markup};

/// What the questions of one page are shown with.
pub(crate) struct Sheet<'a> {
    /// Sentences.
    pub(crate) say: &'a Say,
    /// The questionnaires.
    pub(crate) pack: &'a Pack,
    /// What the inputs hold.
    pub(crate) posted: &'a Posted,
    /// What is wrong.
    pub(crate) errors: &'a [FieldError],
    /// How the questions stand on it.
    pub(crate) look: Look,
    /// Files received, by exhibit id.
    pub(crate) files: &'a [(String, FileRow)],
    /// What may be given as files, worded.
    pub(crate) limits: &'a str,
    /// What is wrong with files just sent, by the name of their input.
    pub(crate) files_wrong: &'a [parts::FieldError],
}

/// How questions stand on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    /// The only question is the title of the page.
    Title,
    /// Several questions, each with why it is asked.
    Several,
    /// The counter's: short labels, lists instead of radios, no reason; officers know them.
    Dense,
}

/// Several inputs under one question.
#[derive(Template)]
#[template(path = "intake/group.html")]
pub(super) struct Group {
    pub(super) id: String,
    pub(super) label: String,
    pub(super) optional: Option<String>,
    pub(super) is_title: bool,
    pub(super) hint: Option<String>,
    pub(super) inner: Markup,
    pub(super) states: Vec<Check>,
    pub(super) why: Option<String>,
    pub(super) why_asked: String,
}

/// Inputs nobody sees.
#[derive(Template)]
#[template(path = "intake/hidden.html")]
struct Hidden {
    name: String,
    values: Vec<String>,
}

/// A tick that is a question.
#[derive(Template)]
#[template(path = "intake/tick.html")]
struct Tick {
    tick: Check,
    error: Option<String>,
    error_word: String,
    why: Option<String>,
    why_asked: String,
}

/// The button that sends files and stays on the page.
#[derive(Template)]
#[template(path = "intake/add.html")]
struct Add {
    button: Button,
}

const STATES: [&str; 3] = ["unknown", "declined", "later"];

impl Sheet<'_> {
    pub(super) fn lang(&self) -> Lang {
        self.say.lang
    }

    /// A question as HTML.
    pub(crate) fn question(&self, asked: &Asked<'_>) -> Result<Markup, Failure> {
        let widget = match asked.field.kind {
            _ if asked.field.many && self.look == Look::Dense => self.several_lines(asked, 2)?,
            _ if asked.field.many => self.several_lines(asked, 3)?,
            FieldKind::Choice | FieldKind::Multi | FieldKind::Bool3 | FieldKind::Select => {
                return self.choices(asked);
            }
            FieldKind::Tick => return self.tick(asked),
            FieldKind::Textarea if self.look == Look::Dense => self.several_lines(asked, 5)?,
            FieldKind::Textarea => self.several_lines(asked, 8)?,
            FieldKind::Date | FieldKind::DateApprox => self.date(asked)?,
            FieldKind::Money => self.money(asked)?,
            FieldKind::File => self.file(asked)?,
            FieldKind::Datetime
            | FieldKind::Period
            | FieldKind::CardRef
            | FieldKind::Handle
            | FieldKind::CryptoAddr
            | FieldKind::CryptoTx
            | FieldKind::Person
            | FieldKind::Address => return self.composed(asked),
            _ => self.line(asked)?,
        };
        // The part shows the first state beside the field; the others follow it.
        let others = self.states(asked).into_iter().skip(1);
        let others: Vec<Markup> = others
            .map(|check| piece(&check))
            .collect::<Result<_, _>>()?;
        Ok(joined(
            [widget, self.kept(asked)?].into_iter().chain(others),
        ))
    }

    /// The question; at the counter the short one, marked where an answer is needed.
    pub(super) fn label(&self, asked: &Asked<'_>) -> String {
        let label = asked.field.label.get(self.lang());
        if self.look != Look::Dense {
            return label.to_owned();
        }
        let short = asked.field.counter_label.as_ref();
        let short = short.map_or(label, |short| short.get(self.lang()));
        match asked.field.required {
            Required::No => short.to_owned(),
            Required::Answer | Required::Value => {
                self.say.with("counter-label-needed", &[("label", short)])
            }
        }
    }

    /// "Optional", where nothing is needed; at the counter what is needed is marked instead.
    pub(super) fn optional(&self, asked: &Asked<'_>) -> Option<String> {
        let left = asked.field.required == Required::No && self.look != Look::Dense;
        left.then(|| self.say.say("intake-optional"))
    }

    pub(super) fn hint(&self, asked: &Asked<'_>) -> Option<String> {
        let hint = asked.field.hint.as_ref().map(|hint| hint.get(self.lang()));
        if self.look == Look::Dense {
            // Of several values, how they are typed; the rest officers know.
            return hint.filter(|_| asked.field.many).map(str::to_owned);
        }
        let example = asked.field.example.as_ref().map(|example| {
            let example = example.get(self.lang());
            self.say.with("intake-example", &[("example", example)])
        });
        match (hint, example) {
            (Some(hint), Some(example)) => {
                let both = [("hint", hint), ("example", example.as_str())];
                Some(self.say.with("intake-hint-and-example", &both))
            }
            (hint, example) => hint.map(str::to_owned).or(example),
        }
    }

    /// What is wrong with a question, when `owns` says that the part is this input's.
    pub(super) fn error(&self, asked: &Asked<'_>, owns: impl Fn(&str) -> bool) -> Option<String> {
        let found = self
            .errors
            .iter()
            .find(|error| error.key == asked.key && owns(&error.part));
        found.map(|error| error.words(self.pack, self.lang()))
    }

    /// Whether something was said to a question, or is wrong with it.
    pub(super) fn holds(&self, asked: &Asked<'_>) -> bool {
        let name = asked.key.to_string();
        let said = self.posted.iter().any(|(input, values)| {
            let own = input.strip_prefix(&name);
            // A currency is sent with no sum too.
            own.is_some_and(|rest| {
                rest.is_empty() || (rest.starts_with(':') && rest != ":currency")
            }) && values.iter().any(|value| !value.is_empty())
        });
        said || self.errors.iter().any(|error| error.key == asked.key)
    }

    /// The value of an input.
    pub(super) fn value(&self, asked: &Asked<'_>, part: &str) -> String {
        self.posted.first(&input_name(&asked.key, part)).to_owned()
    }

    /// The question around its only input.
    pub(super) fn asked(&self, asked: &Asked<'_>) -> parts::Asked {
        let mut around = parts::Asked::new(self.say, input_name(&asked.key, ""), self.label(asked))
            .optional(self.optional(asked))
            .error(self.error(asked, |_| true));
        around.why = self.why(asked);
        around.hint = self.hint(asked);
        around.is_title = self.look == Look::Title;
        around
    }

    /// Why it is asked.
    pub(super) fn why(&self, asked: &Asked<'_>) -> Option<String> {
        let why = asked.field.why.get(self.lang()).to_owned();
        (self.look != Look::Dense).then_some(why)
    }

    fn asked_with_state(&self, asked: &Asked<'_>) -> parts::Asked {
        let mut around = self.asked(asked);
        around.unknown = self.states(asked).into_iter().next();
        around
    }

    /// The states offered beside a field that is not a choice.
    pub(super) fn states(&self, asked: &Asked<'_>) -> Vec<Check> {
        let ticked = self.posted.first(&input_name(&asked.key, "state"));
        let offered = STATES.iter().filter(|state| asked.field.offers(state));
        offered
            .enumerate()
            .map(|(place, state)| {
                // One id each: the first bears the engine's own name.
                let part = match place {
                    0 => "state".to_owned(),
                    _ => format!("state-{state}"),
                };
                Check {
                    name: input_name(&asked.key, &part),
                    value: (*state).to_owned(),
                    label: self.word(state),
                    ticked: ticked == *state,
                }
            })
            .collect()
    }

    /// A word of the pack.
    pub(super) fn word(&self, key: &str) -> String {
        let word = self.pack.word(key);
        word.map_or_else(|| key.to_owned(), |word| word.get(self.lang()).to_owned())
    }

    fn line(&self, asked: &Asked<'_>) -> Result<Markup, Failure> {
        let kind = match asked.field.kind {
            FieldKind::Email => Kind::Email,
            FieldKind::Phone => Kind::Phone,
            FieldKind::Iban => Kind::Iban,
            FieldKind::Int | FieldKind::Siren => Kind::Digits,
            // Exact text, though no address of a site: no capital, no spelling.
            FieldKind::Url
            | FieldKind::EmailOrPhone
            | FieldKind::Ip
            | FieldKind::Bic
            | FieldKind::Hash => Kind::Url,
            _ => Kind::Text,
        };
        let mut field = TextField::new(self.asked_with_state(asked), kind, self.value(asked, ""))
            .own(token(asked.field.autocomplete.as_deref()));
        if matches!(
            asked.field.kind,
            FieldKind::Int | FieldKind::Siren | FieldKind::Quantity | FieldKind::Bic
        ) {
            field = field.wide(16);
        }
        piece(&field)
    }

    fn several_lines(&self, asked: &Asked<'_>, rows: u8) -> Result<Markup, Failure> {
        let lines = self.posted.all(&input_name(&asked.key, ""));
        let mut area = TextArea::new(self.asked_with_state(asked), lines.join("\n"));
        area.rows = rows;
        piece(&area)
    }

    /// What was warned about is sent again as it is when the person goes on.
    pub(super) fn kept(&self, asked: &Asked<'_>) -> Result<Markup, Failure> {
        let name = input_name(&asked.key, "keep");
        let mut values: Vec<String> = self.posted.all(&name).to_vec();
        let warned = self
            .errors
            .iter()
            .any(|error| error.key == asked.key && error.warning);
        if warned {
            let typed = self.posted.all(&input_name(&asked.key, ""));
            let lines = typed.iter().flat_map(|value| value.split('\n'));
            values.extend(lines.map(|line| line.trim().to_owned()));
        }
        values.retain(|value| !value.is_empty());
        values.sort();
        values.dedup();
        piece(&Hidden { name, values })
    }

    fn tick(&self, asked: &Asked<'_>) -> Result<Markup, Failure> {
        let name = input_name(&asked.key, "");
        piece(&Tick {
            tick: Check {
                value: "yes".to_owned(),
                label: asked.field.label.get(self.lang()).to_owned(),
                ticked: self.value(asked, "") == "yes",
                name,
            },
            error: self.error(asked, |_| true),
            error_word: self.say.say("platform-error-word"),
            why: self.why(asked),
            why_asked: self.say.say("platform-why"),
        })
    }

    fn file(&self, asked: &Asked<'_>) -> Result<Markup, Failure> {
        let name = input_name(&asked.key, "");
        let wrong = self.files_wrong.iter().filter(|wrong| wrong.name == name);
        let wrong: Vec<&str> = wrong.map(|wrong| wrong.message.as_str()).collect();
        let mut around = self.asked_with_state(asked);
        if !wrong.is_empty() {
            around.error = Some(wrong.join(". "));
        }
        let held = self.posted.all(&name);
        let received = self
            .files
            .iter()
            .filter(|(id, _)| held.contains(id))
            .map(|(_, row)| row.clone())
            .collect();
        let field = FileField::new(self.say, around, self.limits, received);
        let add = Button::secondary(self.say.say("intake-files-add")).sending("do", "add");
        Ok(joined([piece(&field)?, piece(&Add { button: add })?]))
    }

    /// The lines of the summary, each leading to its input.
    pub(crate) fn told(&self, asked: &[Asked<'_>]) -> Vec<parts::FieldError> {
        let told = self.errors.iter().map(|error| {
            let place = asked
                .iter()
                .find(|asked| asked.key == error.key)
                .map_or_else(|| error.key.to_string(), |asked| anchor(asked, &error.part));
            parts::FieldError {
                name: place,
                message: error.words(self.pack, self.lang()),
            }
        });
        told.collect()
    }
}

/// The tokens of HTML that forms use; anything else is `off`.
pub(super) fn token(written: Option<&str>) -> &'static str {
    const KNOWN: [&str; 12] = [
        "name",
        "given-name",
        "family-name",
        "email",
        "tel",
        "street-address",
        "postal-code",
        "address-level2",
        "country-name",
        "organization",
        "organization-title",
        "bday",
    ];
    let found = KNOWN.into_iter().find(|known| Some(*known) == written);
    found.unwrap_or("off")
}
