//! Telling the victim what became of a recorded complaint, in a panel and a gesture. A refused one is shown
//! again with what was typed.

use super::decide::again;
use super::resource::{allowed, read};
use crate::inform::{self as informing, Refused};
use crate::receipt::Complaint;
use crate::space::worded::piece;
use crate::standing;
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::Say;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::standing::{Course, Outcome};
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::{
    Asked, Button, Choice, Choices, DateField, DateParts, Kind, Notice, TextArea, TextField, Tone,
};
use faisceau_platform::web::{Failure, Front, Markup, Signed, Visit};
use futures_util::future::BoxFuture;
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

/// What the form sends. Its names are its own: other forms stand on the same page.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    course: String,
    course_office: String,
    course_outcome: String,
    course_words: String,
    #[serde(rename = "course_contest.day")]
    day: String,
    #[serde(rename = "course_contest.month")]
    month: String,
    #[serde(rename = "course_contest.year")]
    year: String,
}

#[derive(Template)]
#[template(path = "panels/inform.html")]
struct Panel {
    action: String,
    csrf: String,
    course: Choices,
    office: TextField,
    outcome: Choices,
    words: TextArea,
    contest: DateField,
    send: Button,
}

/// What is wrong: the field, and the words.
type Wrong = (&'static str, String);

pub(super) fn panel(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let (tx, complaint) = read(cx, id, None).await?;
        tx.rollback().await?;
        let say = cx.say();
        if !under_way(&complaint) {
            let told = say.say("after-inform-not-yet");
            return piece(&Notice::new(Tone::Plain, told, ""));
        }
        piece(&form(&say, &cx.form_token, id, &Typed::default(), None))
    })
}

fn under_way(complaint: &Complaint) -> bool {
    standing::is_under_way(&complaint.state)
}

fn form(say: &Say, csrf: &str, id: Uuid, typed: &Typed, wrong: Option<&Wrong>) -> Panel {
    let asked = |name: &str| {
        let key = name.replace('_', "-");
        let error = wrong.filter(|(field, _)| *field == name);
        Asked::new(say, name, say.say(&format!("after-inform-{key}")))
            .error(error.map(|(_, words)| words.clone()))
    };
    let hinted = |name: &str| {
        let key = name.replace('_', "-");
        asked(name).hint(say.say(&format!("after-inform-{key}-hint")))
    };
    let course = |code: &str| {
        Choice::new(code, say.say(&format!("space-state-{code}"))).chosen(typed.course == code)
    };
    let courses = ["investigating", "transmitted", "decided"].map(course);
    let outcomes = Outcome::ALL.map(|outcome| {
        let label = say.say(&format!("after-outcome-{}", outcome.code()));
        Choice::new(outcome.code(), label).chosen(typed.course_outcome == outcome.code())
    });
    let day = DateParts {
        day: typed.day.clone(),
        month: typed.month.clone(),
        year: typed.year.clone(),
    };
    let mut words = TextArea::new(hinted("course_words"), typed.course_words.clone());
    words.rows = 4;
    Panel {
        action: format!("/dossier/{id}/suites"),
        csrf: csrf.to_owned(),
        course: Choices::one(say, asked("course"), courses.into()),
        office: TextField::new(hinted("course_office"), Kind::Text, &typed.course_office),
        outcome: Choices::one(say, hinted("course_outcome"), outcomes.into()),
        words,
        contest: DateField::new(say, hinted("course_contest"), day),
        send: Button::primary(say.say("after-inform-send")),
    }
}

/// What was typed as a course, or what is wrong with it.
fn parse(say: &Say, typed: &Typed) -> Result<Course, Wrong> {
    let wrong = |field: &'static str, key: &str| (field, say.say(key));
    match typed.course.as_str() {
        "investigating" => Ok(Course::Investigating),
        "transmitted" => Ok(Course::Transmitted {
            to: typed.course_office.trim().to_owned(),
        }),
        "decided" => Ok(Course::Decided {
            outcome: Outcome::from_code(&typed.course_outcome)
                .ok_or_else(|| wrong("course_outcome", "after-inform-choose"))?,
            reason: typed.course_words.trim().to_owned(),
            contest_by: day(typed).map_err(|()| wrong("course_contest", "after-inform-no-date"))?,
        }),
        _ => Err(wrong("course", "after-inform-choose")),
    }
}

/// A day, or none when nothing is typed.
fn day(typed: &Typed) -> Result<Option<Date>, ()> {
    let parts = [&typed.day, &typed.month, &typed.year].map(|part| part.trim());
    if parts.iter().all(|part| part.is_empty()) {
        return Ok(None);
    }
    let [day, month, year] = parts;
    let (Ok(day), Ok(month), Ok(year)) = (day.parse(), month.parse(), year.parse()) else {
        return Err(());
    };
    Date::new(year, month, day).map(Some).map_err(|_| ())
}

pub(super) async fn post(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<Uuid>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    allowed(&front, &signed, id, Action::ComplaintInform).await?;
    let say = visit.say();
    let wrong = match parse(&say, &typed) {
        Err(wrong) => wrong,
        Ok(course) => {
            let field = match &course {
                Course::Investigating => "course",
                Course::Transmitted { .. } => "course_office",
                Course::Decided { .. } => "course_words",
            };
            match informing::inform(&signed.cx, ComplaintId(id), course).await {
                Ok(()) => {
                    return Ok(Redirect::to(&format!("/dossier/{id}#suites")).into_response());
                }
                Err(Error::Fault(fault)) => return Err(fault.into()),
                Err(Error::Refused(refused)) => told(&say, field, &refused)?,
            }
        }
    };
    let page = form(&say, &visit.csrf, id, &typed, Some(&wrong));
    again(&front, &visit, &signed, id, "after-inform", wrong, &page)
}

fn told(say: &Say, field: &'static str, refused: &Refused) -> Result<Wrong, Failure> {
    Ok(match refused {
        Refused::NoComplaint => return Err(Failure::not_found()),
        Refused::NotUnderWay => ("course", say.say("after-inform-not-yet")),
        Refused::Already => ("course", say.say("after-inform-already")),
        Refused::Words { min, max, found } => {
            let (min, max, found) = (min.to_string(), max.to_string(), found.to_string());
            let args = [("min", min.as_str()), ("max", &max), ("found", &found)];
            (field, say.with("after-inform-words", &args))
        }
    })
}
