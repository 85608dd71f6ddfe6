//! The page of an explanation laid out: its sentences in sections, the strength of each clue beside
//! its number, the note on the method, and the way to compare with another complaint.

use crate::explain::{Explanation, Question};
use crate::said::{self, Line, Part, Told, bits};
use crate::words;
use askama::Template;
use faisceau_documents::words::Say;
use faisceau_linkage::Strength;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::parts::{
    self, Button, Details, ErrorSummary, FieldError, Notice, Tag, TextField, Tone,
};
use faisceau_platform::web::{Failure, Frame, Markup, Visit};
use uuid::Uuid;

/// A complaint typed to be compared.
pub(super) struct Typed(String);

/// What was typed, and the key of what is wrong with it.
pub(super) struct Wrong(String, &'static str);

impl Typed {
    pub(super) fn of(text: String) -> Typed {
        Typed(text)
    }

    pub(super) fn text(&self) -> &str {
        self.0.trim()
    }

    pub(super) fn wrong(self, key: &'static str) -> Wrong {
        Wrong(self.0, key)
    }
}

#[derive(Template)]
#[template(path = "series/explanation.html")]
pub(super) struct Page {
    f: Frame,
    title: String,
    errors: ErrorSummary,
    waiting: Option<Notice>,
    again: String,
    stored: Vec<String>,
    known: Option<Known>,
    caution: Notice,
    method: Details,
    series: Uuid,
    one: Uuid,
    other: TextField,
    compare: Button,
    readings: Vec<(String, String)>,
}

/// What the linker answered.
struct Known {
    summary: String,
    since: String,
    parts: Vec<Shown>,
}

/// A part of the explanation.
struct Shown {
    id: &'static str,
    title: String,
    lead: Option<String>,
    lines: Vec<LineShown>,
    more: Option<String>,
}

struct LineShown {
    title: String,
    tag: Option<Tag>,
    facts: Vec<String>,
    inference: Vec<String>,
}

#[derive(Template)]
#[template(path = "series/method.html")]
struct Method {
    paragraphs: Vec<String>,
}

/// The page of what was asked, with its answer or with what is wrong in the question.
pub(super) fn page(
    visit: &Visit,
    (frame, note): (impl FnOnce(String) -> Frame, Vec<String>),
    question: &Question,
    said: Option<Explanation>,
    wrong: Option<Wrong>,
) -> Result<Page, Failure> {
    let say = visit.say();
    let pair = question.other.is_some() || wrong.is_some();
    let title = match pair {
        true => say.say("explanation-pair-title"),
        false => say.with(
            "explanation-member-title",
            &[("reference", &question.series.reference)],
        ),
    };
    let note = Method { paragraphs: note };
    let body = Markup::of(&note).map_err(|error| Failure::fault(&Fault::from(error)))?;
    let (known, stored) = match said {
        Some(Explanation::Known(told, at)) => {
            (Some(known(&say, *told, &words::day(&say, at))), None)
        }
        Some(Explanation::Linking(stored)) => (None, Some(stored)),
        None => (None, None),
    };
    let (typed, error) = match wrong {
        Some(Wrong(typed, key)) => (typed, Some(say.say(key))),
        None => (String::new(), None),
    };
    let errors = error.iter().map(|message| FieldError {
        name: "b".to_owned(),
        message: message.clone(),
    });
    let errors = ErrorSummary::new(&say, errors.collect());
    let around = parts::Asked::new(&say, "b", say.say("explanation-pair-other"))
        .hint(say.say("explanation-pair-other-hint"))
        .error(error);
    let frame = frame(title.clone()).back_to(format!("/series/{}", question.series.id));
    let caution = say.say("explanation-caution");
    Ok(Page {
        f: frame.with_errors(!errors.errors.is_empty()),
        title,
        errors,
        waiting: stored.as_ref().map(|_| waiting(&say)),
        again: visit.here.clone(),
        stored: stored.unwrap_or_default(),
        known,
        caution: Notice::new(Tone::Info, say.say("explanation-caution-title"), caution),
        method: Details {
            summary: say.say("explanation-method-title"),
            body,
        },
        series: question.series.id,
        one: question.one,
        other: TextField::new(around, parts::Kind::Text, &typed).wide(20),
        compare: Button::secondary(say.say("explanation-pair-compare")),
        readings: readings(&say, question),
    })
}

fn waiting(say: &Say) -> Notice {
    let text = say.say("explanation-waiting");
    Notice::new(Tone::Warn, say.say("series-pending"), text)
}

/// The way to each complaint asked about.
fn readings(say: &Say, question: &Question) -> Vec<(String, String)> {
    let key = |at| match (at, question.other) {
        (0, None) => "explanation-open-complaint",
        (0, Some(_)) => "explanation-open-first",
        _ => "explanation-open-second",
    };
    let about = question.about().enumerate();
    about
        .map(|(at, id)| (say.say(key(at)), format!("/dossier/{id}")))
        .collect()
}

fn known(say: &Say, told: Told, day: &str) -> Known {
    let shown = |id, key: &str, part: Part| Shown {
        id,
        title: say.say(key),
        lead: part.lead,
        lines: part
            .lines
            .into_iter()
            .map(|line| shown(say, line))
            .collect(),
        more: part.more,
    };
    let parts = [
        shown("path", "explanation-path-title", told.path),
        shown("direct", "explanation-direct-title", told.direct),
        shown("unused", "explanation-unused-heading", told.not_used),
        shown(
            "alternatives",
            "explanation-alternatives-title",
            told.alternatives,
        ),
    ];
    let version = told.version.to_string();
    Known {
        summary: told.summary,
        since: say.with(
            "explanation-since",
            &[("day", day), ("version", version.as_str())],
        ),
        parts: parts
            .into_iter()
            .filter(|part| !part.lines.is_empty())
            .collect(),
    }
}

fn shown(say: &Say, line: Line) -> LineShown {
    LineShown {
        title: line.title,
        tag: line.figures.bits.map(|sum| tag(say, line.figures.by, sum)),
        facts: line.facts,
        inference: line.inference,
    }
}

/// The strength of a clue in a word, with its number. A value that joins though most of its users
/// disagree is not called a clue against those it joins.
fn tag(say: &Say, by: &str, sum: i32) -> Tag {
    let strength = Strength::of(sum);
    let number = bits(say.lang, sum);
    let number = say.with("explanation-bits", &[("bits", &number)]);
    if by == "value" && strength == Strength::Against {
        let word = say.say("richer-strength-threads");
        return Tag {
            label: format!("{word} · {number}"),
            tone: Tone::Plain,
        };
    }
    Tag {
        label: format!("{} · {number}", said::word(say, strength)),
        tone: match strength {
            Strength::VeryStrong | Strength::Strong => Tone::Ok,
            Strength::Moderate => Tone::Info,
            Strength::Weak => Tone::Plain,
            Strength::Against => Tone::Warn,
        },
    }
}
