//! From what a browser sends to typed answers: one page at a time. Refuses clearly, warns once,
//! and hands back what was typed; it loses nothing but what must not be kept.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::answers::{Answer, Answers};
use super::field::{Field, FieldKind, Required};
use super::journey::{Asked, Page};
use super::key::Key;
use super::parse;
use super::posted::{Posted, input_name};
use super::problem::{Cause, FieldError};

/// What the engine is told: it has no clock and opens no file.
#[derive(Debug, Clone)]
pub struct Reading {
    /// Today, where the person is.
    pub today: Date,
    /// The zone guessed for times without one, such as `Europe/Paris`.
    pub zone: String,
    /// The files already deposited in this draft, by id.
    pub exhibits: BTreeSet<String>,
}

/// What a page gave.
#[derive(Debug, Clone, PartialEq)]
pub struct Parsed {
    /// Every key the page asks; those without an answer are cleared.
    pub asked: Vec<Key>,
    /// The answers.
    pub answers: Vec<(Key, Answer)>,
    /// To be told, though nothing is refused: a card number or a secret was masked.
    pub notices: Vec<FieldError>,
}

/// A page that must be shown again.
#[derive(Debug, Clone, PartialEq)]
pub struct Refused {
    /// What to tell, in the order of the page. All warnings: sending the same again keeps it.
    pub errors: Vec<FieldError>,
    /// What was typed, to show again, with secrets masked.
    pub posted: Posted,
    /// What was good on the page: may be kept while the rest is corrected.
    pub good: Vec<(Key, Answer)>,
}

impl Refused {
    /// The hidden inputs the page must carry when it is shown again: a value warned about, sent
    /// again as it is, is then kept with its doubt. A corrected value is checked anew.
    #[must_use]
    pub fn keeps(&self) -> Vec<(String, String)> {
        let mut keeps = Vec::new();
        for (name, values) in self.posted.iter() {
            if name.ends_with(":keep") {
                keeps.extend(values.iter().map(|value| (name.to_owned(), value.clone())));
            }
        }
        for error in self.errors.iter().filter(|error| error.warning) {
            let typed = self.posted.all(&input_name(&error.key, ""));
            let lines = typed.iter().flat_map(|value| value.split('\n'));
            for line in lines.map(str::trim).filter(|line| !line.is_empty()) {
                let keep = (input_name(&error.key, "keep"), line.to_owned());
                if !keeps.contains(&keep) {
                    keeps.push(keep);
                }
            }
        }
        keeps
    }
}

/// What a parser finds wrong, before it is tied to a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) part: String,
    pub(super) cause: Cause,
    pub(super) data: Vec<(String, String)>,
}

impl Problem {
    pub(super) fn of(cause: Cause) -> Problem {
        Problem::at("", cause)
    }

    pub(super) fn at(part: &str, cause: Cause) -> Problem {
        Problem {
            part: part.to_owned(),
            cause,
            data: Vec::new(),
        }
    }

    pub(super) fn with(mut self, name: &str, value: impl ToString) -> Problem {
        self.data.push((name.to_owned(), value.to_string()));
        self
    }
}

/// Reads what was posted for a page.
///
/// # Errors
/// Every refusal and warning of the page, with what was typed.
pub fn parse_page(page: &Page<'_>, posted: &Posted, reading: &Reading) -> Result<Parsed, Refused> {
    let mut parsed = Parsed {
        asked: page.asked.iter().map(|asked| asked.key.clone()).collect(),
        answers: Vec::new(),
        notices: Vec::new(),
    };
    let mut errors = Vec::new();
    for asked in &page.asked {
        match given(asked, posted, reading, &mut parsed.notices) {
            Ok(Some(answer)) => parsed.answers.push((asked.key.clone(), answer)),
            Ok(None) if asked.field.required == Required::No => {}
            Ok(None) => errors.push(tell(asked, Problem::of(empty(asked.field)))),
            Err(problem) => errors.push(tell(asked, problem)),
        }
    }
    if errors.is_empty() {
        Ok(parsed)
    } else {
        Err(Refused {
            errors,
            posted: shown_again(&page.asked, posted),
            good: parsed.answers,
        })
    }
}

/// What was typed, with secrets masked, for the page that is shown again.
pub(super) fn shown_again(asked: &[Asked<'_>], posted: &Posted) -> Posted {
    let references: BTreeSet<String> = asked
        .iter()
        .filter(|asked| asked.field.is_reference())
        .map(|asked| asked.key.to_string())
        .collect();
    posted.masked(|key| references.contains(key))
}

/// What was given to a question: a value, a state, or nothing.
pub(super) fn given(
    asked: &Asked<'_>,
    posted: &Posted,
    reading: &Reading,
    notices: &mut Vec<FieldError>,
) -> Result<Option<Answer>, Problem> {
    let input = parse::Input {
        key: &asked.key,
        field: asked.field,
        posted,
        reading,
    };
    let mut masked = BTreeSet::new();
    if let Some(value) = input.value(&mut masked)? {
        for cause in masked {
            notices.push(tell(asked, Problem::of(cause)));
        }
        return Ok(Some(Answer::Value(value)));
    }
    Ok(state(asked, posted))
}

/// "I don't know" and its like: from a box beside the field, or as one of its radios.
fn state(asked: &Asked<'_>, posted: &Posted) -> Option<Answer> {
    let beside = posted.all(&input_name(&asked.key, "state"));
    let inside: &[String] = match asked.field.kind {
        FieldKind::Choice | FieldKind::Select | FieldKind::Multi | FieldKind::Bool3 => {
            posted.all(&input_name(&asked.key, ""))
        }
        _ => &[],
    };
    let mut codes = beside.iter().chain(inside);
    let code = codes.find(|code| asked.field.offers(code))?;
    Answer::from_left(code)
}

fn empty(field: &Field) -> Cause {
    match field.kind {
        FieldKind::Choice | FieldKind::Select | FieldKind::Multi | FieldKind::Bool3 => {
            Cause::ChoiceEmpty
        }
        FieldKind::Tick => Cause::NotTicked,
        FieldKind::File => Cause::FileNone,
        _ => Cause::TextEmpty,
    }
}

pub(super) fn tell(asked: &Asked<'_>, problem: Problem) -> FieldError {
    FieldError {
        key: asked.key.clone(),
        warning: problem.cause.may_be_kept(asked.field),
        part: problem.part,
        cause: problem.cause,
        data: problem.data,
    }
}

impl Answers {
    /// Writes what a page gave: its answers, and nothing where it was left empty.
    pub fn put(&mut self, parsed: Parsed) {
        for key in &parsed.asked {
            self.clear(key);
        }
        for (key, answer) in parsed.answers {
            self.set(key, answer);
        }
    }
}
