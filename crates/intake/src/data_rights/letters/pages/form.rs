//! The form that takes a letter down. What was typed is shown again when something lacks.

use super::super::take::{self, Letter, Refused};
use super::{NEW, PAGE, Say, address, today};
use crate::pages::shown::shown_as;
use askama::Template;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_domain::data_request::{Asked, Asker};
use faisceau_domain::regime::Regime;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::fault::Error;
use faisceau_platform::web::parts::{
    self, Button, Choice, Choices, DateField, DateParts, ErrorSummary, FieldError, Kind, TextArea,
    TextField,
};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "letters/new.html")]
struct Page {
    f: Frame,
    errors: ErrorSummary,
    action: &'static str,
    asker: Choices,
    name: TextField,
    contact: TextArea,
    known_by: TextArea,
    asked: Choices,
    words: TextArea,
    day: DateField,
    send: Button,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    asker: String,
    name: String,
    contact: String,
    known_by: String,
    asked: String,
    words: String,
    #[serde(rename = "received.day")]
    day: String,
    #[serde(rename = "received.month")]
    month: String,
    #[serde(rename = "received.year")]
    year: String,
}

/// The field at fault, and the words.
type Wrong = (&'static str, String);

pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Response, Failure> {
    front.allow(&signed, Action::DataRequestRead, &Resource::installation())?;
    let today = today(&signed.cx);
    let typed = Typed {
        day: today.day().to_string(),
        month: today.month().to_string(),
        year: today.year().to_string(),
        ..Typed::default()
    };
    show(&front, &visit, &signed, &typed, None)
}

pub(super) async fn take(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    front.allow(&signed, Action::DataRequestRead, &Resource::installation())?;
    let say = visit.say();
    let wrong = match read(&typed) {
        Err((field, key)) => (field, say.say(key)),
        Ok(letter) => match take::take(&signed.cx, &letter).await {
            Ok(id) => return Ok(Redirect::to(&address(id)).into_response()),
            Err(Error::Fault(fault)) => return Err(fault.into()),
            Err(Error::Refused(refused)) => told(&say, refused),
        },
    };
    show(&front, &visit, &signed, &typed, Some(wrong))
}

fn told(say: &Say, refused: Refused) -> Wrong {
    let (field, key) = match refused {
        Refused::NotOpen => ("asked", "rights-not-open"),
        Refused::Name => ("name", "letters-no-name"),
        Refused::Contact => ("contact", "letters-no-contact"),
        Refused::KnownBy => ("known_by", "letters-no-known-by"),
        Refused::Words => ("words", "rights-no-words"),
        Refused::Day => ("received", "letters-day-to-come"),
    };
    (field, say.say(key))
}

fn read(typed: &Typed) -> Result<Letter, (&'static str, &'static str)> {
    let asker = Asker::from_code(&typed.asker).ok_or(("asker", "letters-choose-asker"))?;
    let asked = Asked::from_code(&typed.asked).ok_or(("asked", "rights-choose"))?;
    let number = |text: &str| text.trim().parse::<i16>().ok();
    let small = |text: &str| text.trim().parse::<i8>().ok();
    let day = number(&typed.year)
        .zip(small(&typed.month).zip(small(&typed.day)))
        .and_then(|(year, (month, day))| Date::new(year, month, day).ok());
    Ok(Letter {
        asker,
        asked,
        name: typed.name.clone(),
        contact: typed.contact.clone(),
        known_by: typed.known_by.clone(),
        words: typed.words.clone(),
        received_on: day.ok_or(("received", "letters-no-day"))?,
    })
}

fn show(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    typed: &Typed,
    wrong: Option<Wrong>,
) -> Result<Response, Failure> {
    let say = visit.say();
    let title = say.say("letters-new");
    let frame = front.staff_frame(visit, signed, title).back_to(PAGE);
    let regime = signed.cx.world.config.regime();
    let page = Filling {
        say: &say,
        typed,
        wrong: wrong.as_ref(),
    }
    .page(frame, regime);
    let status = match wrong {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    shown_as(status, &page)
}

/// The form with what was typed and what is wrong.
struct Filling<'a> {
    say: &'a Say,
    typed: &'a Typed,
    wrong: Option<&'a Wrong>,
}

impl Filling<'_> {
    fn asked(&self, name: &str, key: &str) -> parts::Asked {
        let at_fault = self.wrong.filter(|(field, _)| *field == name);
        parts::Asked::new(self.say, name, self.say.say(key))
            .error(at_fault.map(|(_, words)| words.clone()))
    }

    fn hinted(&self, name: &str, key: &str) -> parts::Asked {
        self.asked(name, key)
            .hint(self.say.say(&format!("{key}-hint")))
    }

    fn page(&self, frame: Frame, regime: Regime) -> Page {
        let (say, typed) = (self.say, self.typed);
        let askers = Asker::ALL.map(|one| {
            let label = say.say(&format!("letters-asker-{}", one.code()));
            Choice::new(one.code(), label).chosen(typed.asker == one.code())
        });
        let open = Asked::ALL.into_iter();
        let open = open.filter(|one| one.is_open_under(regime));
        let kinds = open.map(|one| {
            let label = say.say(&format!("letters-asked-{}", one.code()));
            Choice::new(one.code(), label).chosen(typed.asked == one.code())
        });
        let day = DateParts {
            day: typed.day.clone(),
            month: typed.month.clone(),
            year: typed.year.clone(),
        };
        let errors = self.wrong.map(|(name, message)| FieldError {
            name: (*name).to_owned(),
            message: message.clone(),
        });
        let area = |name, key, value: &String| TextArea::new(self.hinted(name, key), value.clone());
        Page {
            f: frame.with_errors(self.wrong.is_some()),
            errors: ErrorSummary::new(say, errors.into_iter().collect()),
            action: NEW,
            asker: Choices::one(say, self.asked("asker", "letters-asker"), askers.into()),
            name: TextField::new(self.asked("name", "letters-name"), Kind::Text, &typed.name),
            contact: area("contact", "letters-contact", &typed.contact),
            known_by: area("known_by", "letters-known-by", &typed.known_by),
            asked: Choices::one(say, self.asked("asked", "letters-asked"), kinds.collect()),
            words: area("words", "letters-words", &typed.words),
            day: DateField::new(say, self.hinted("received", "letters-received"), day),
            send: Button::primary(say.say("letters-take")),
        }
    }
}
