//! Proposing an appointment to the victim, in a panel and a gesture. A refused one is shown again with
//! what was typed.

use super::decide::again;
use super::resource::{allowed, read};
use crate::appoint::{self as appointing, Refused};
use crate::receipt;
use crate::space::worded::{self, piece};
use crate::standing::{self, Appointment};
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::Say;
use faisceau_domain::id::ComplaintId;
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::{
    Asked, Button, DateField, DateParts, Kind, Notice, TextField, Tone,
};
use faisceau_platform::web::{Failure, Front, Markup, Signed, Visit};
use futures_util::future::BoxFuture;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

/// What the form sends. Its names are its own: other forms stand on the same page.
#[derive(Deserialize, Default)]
#[serde(default)]
pub(super) struct Typed {
    #[serde(rename = "meet_on.day")]
    day: String,
    #[serde(rename = "meet_on.month")]
    month: String,
    #[serde(rename = "meet_on.year")]
    year: String,
    meet_at: String,
    meet_where: String,
}

#[derive(Template)]
#[template(path = "panels/appoint.html")]
struct Panel {
    proposed: Option<Notice>,
    action: String,
    csrf: String,
    note: String,
    on: DateField,
    at: TextField,
    place: TextField,
    send: Button,
}

/// What is wrong: the field, and the words.
type Wrong = (&'static str, String);

pub(super) fn panel(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let (mut tx, complaint) = read(cx, id, None).await?;
        let now = cx.world.clock.now();
        let known = standing::of(&mut tx, &complaint, now).await?;
        tx.rollback().await?;
        let say = cx.say();
        if complaint.state.may_amend().is_err() {
            let told = say.say("after-appoint-closed");
            return piece(&Notice::new(Tone::Plain, told, ""));
        }
        let mut panel = form(&say, &cx.form_token, id, &Typed::default(), None);
        panel.proposed = known.appointment.map(|next| proposed(&say, &next));
        piece(&panel)
    })
}

fn proposed(say: &Say, next: &Appointment) -> Notice {
    let when = worded::instant(say, next.starts_at);
    let args = [("when", when.as_str()), ("place", &next.place)];
    let title = say.with("after-appoint-next", &args);
    let answer = say.say(&format!("after-appoint-{}", next.answer));
    Notice::new(Tone::Info, title, answer)
}

fn form(say: &Say, csrf: &str, id: Uuid, typed: &Typed, wrong: Option<&Wrong>) -> Panel {
    let asked = |name: &str| {
        let key = name.replace('_', "-");
        let error = wrong.filter(|(field, _)| *field == name);
        Asked::new(say, name, say.say(&format!("after-appoint-{key}")))
            .hint(say.say(&format!("after-appoint-{key}-hint")))
            .error(error.map(|(_, words)| words.clone()))
    };
    let day = DateParts {
        day: typed.day.clone(),
        month: typed.month.clone(),
        year: typed.year.clone(),
    };
    Panel {
        proposed: None,
        action: format!("/dossier/{id}/rendez-vous"),
        csrf: csrf.to_owned(),
        note: say.say("after-appoint-note"),
        on: DateField::new(say, asked("meet_on"), day),
        at: TextField::new(asked("meet_at"), Kind::Text, &typed.meet_at).wide(8),
        place: TextField::new(asked("meet_where"), Kind::Text, &typed.meet_where),
        send: Button::primary(say.say("after-appoint-send")),
    }
}

/// The instant typed, on the clock of the instance.
fn instant(typed: &Typed) -> Result<Timestamp, &'static str> {
    let number = |text: &str| text.trim().parse::<i16>().ok();
    let (Some(year), Some(month), Some(day)) = (
        number(&typed.year),
        number(&typed.month),
        number(&typed.day),
    ) else {
        return Err("meet_on");
    };
    let small = |n: i16| i8::try_from(n).map_err(|_| "meet_on");
    let date = Date::new(year, small(month)?, small(day)?).map_err(|_| "meet_on")?;
    let time = time(&typed.meet_at).ok_or("meet_at")?;
    let zoned = date.to_datetime(time).to_zoned(receipt::zone());
    zoned.map(|at| at.timestamp()).map_err(|_| "meet_on")
}

/// `14:30`, `14 h 30`, `14h`.
fn time(typed: &str) -> Option<Time> {
    let typed = typed
        .replace(['h', 'H'], ":")
        .replace(char::is_whitespace, "");
    let (hour, minute) = typed.split_once(':')?;
    let minute = if minute.is_empty() { "0" } else { minute };
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

pub(super) async fn post(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<Uuid>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    allowed(&front, &signed, id, Action::ComplaintAsk).await?;
    let say = visit.say();
    let wrong = match instant(&typed) {
        Err(field) => (
            field,
            say.say(&format!("after-appoint-{}-wrong", field.replace('_', "-"))),
        ),
        Ok(at) => {
            let cx = &signed.cx;
            match appointing::appoint(cx, ComplaintId(id), at, &typed.meet_where).await {
                Ok(()) => {
                    let to = format!("/dossier/{id}#rendez-vous");
                    return Ok(Redirect::to(&to).into_response());
                }
                Err(Error::Fault(fault)) => return Err(fault.into()),
                Err(Error::Refused(refused)) => told(&say, &refused)?,
            }
        }
    };
    let page = form(&say, &visit.csrf, id, &typed, Some(&wrong));
    again(&front, &visit, &signed, id, "after-appoint", wrong, &page)
}

fn told(say: &Say, refused: &Refused) -> Result<Wrong, Failure> {
    Ok(match refused {
        Refused::NoComplaint => return Err(Failure::not_found()),
        Refused::Closed => ("meet_on", say.say("after-appoint-closed")),
        Refused::Past => ("meet_on", say.say("after-appoint-past")),
        Refused::Place { min, max } => {
            let (min, max) = (min.to_string(), max.to_string());
            let args = [("min", min.as_str()), ("max", &max)];
            ("meet_where", say.with("after-appoint-place", &args))
        }
    })
}

#[cfg(test)]
mod tests {
    use super::time;

    #[test]
    fn hours_are_read_as_people_write_them() {
        for (typed, hour, minute) in [("14:30", 14, 30), ("14 h 30", 14, 30), ("9h", 9, 0)] {
            let read = time(typed).expect("an hour");
            assert_eq!((read.hour(), read.minute()), (hour, minute), "{typed}");
        }
        for typed in ["", "midi", "25:00", "14", "14:99"] {
            assert_eq!(time(typed), None, "{typed}");
        }
    }
}
