//! The orientation, one question a page, from "are you in danger" to a type. Answers are kept in
//! the draft and never in an address; calls are shown and never a condition of going on.

use super::contacts::{Way, way};
use super::hold::{Held, cookie_code, going_on, kept, with_cookie};
use super::orient::{self, Arrived};
use super::shown::{Pairs, first, piece, shown, shown_as};
use crate::orient::Refused;
use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_domain::form::{Answers, Crossing, Next};
use faisceau_domain::journal::Actor;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Error;
use faisceau_platform::web::parts::{Asked, Choice, Choices, ErrorSummary, FieldError};
use faisceau_platform::web::{Failure, Frame, Front, Markup, Visit};
use std::sync::Arc;

/// The name of the answer, whatever the question.
const ANSWER: &str = "reponse";

#[derive(Template)]
#[template(path = "intake/orientation.html")]
struct Question {
    f: Frame,
    errors: ErrorSummary,
    lead: Option<String>,
    action: String,
    ways: Markup,
    code: Option<String>,
    held: bool,
}

/// The first question; nothing is kept before it is answered.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let Some(first) = front.world.forms.orientation_start() else {
        return super::list::list(&front, &visit, false);
    };
    let held = cookie_code(&headers, visit.tls).is_some();
    Asking::first(&visit, first, held).show(false)
}

/// Takes the first answer.
pub(super) async fn begin(
    State(front): State<Arc<Front>>,
    visit: Visit,
    headers: HeaderMap,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let cx = Cx::anyone(&front.world, Actor::Victim, visit.lang);
    let code = cookie_code(&headers, visit.tls);
    let said = first(&pairs, ANSWER);
    match crate::orient::begin(&cx, code.as_ref(), said).await {
        Ok(draft) => {
            let start = front.world.forms.orientation_start();
            let to = start.map_or_else(String::new, |first| after(&cx, first, &draft.answers));
            let cookie = kept(&cx, visit.tls, &draft);
            Ok(with_cookie(Redirect::to(&to).into_response(), cookie))
        }
        Err(Error::Refused(_)) => match front.world.forms.orientation_start() {
            Some(first) => Asking::first(&visit, first, code.is_some()).show(true),
            None => super::list::list(&front, &visit, false),
        },
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}

/// The page after an answer: whom to call when it says so, else where the orientation stands.
fn after(cx: &Cx, crossing: &Crossing, answers: &Answers) -> String {
    let forms = &cx.world.forms;
    let standing = forms.standing(answers);
    let given = standing.and_then(|standing| {
        let mut trail = standing.trail.into_iter();
        trail.find(|(at, _)| at.key == crossing.key)
    });
    match given {
        Some((at, way)) if !way.see.is_empty() => format!("/orientation/aide/{}", at.key),
        _ => next(cx, crossing, answers),
    }
}

/// The question after this one, or the result.
fn next(cx: &Cx, crossing: &Crossing, answers: &Answers) -> String {
    let standing = cx.world.forms.standing(answers);
    let Some(standing) = standing else {
        return "/orientation".to_owned();
    };
    let mut trail = standing.trail.iter();
    let place = trail.position(|(at, _)| at.key == crossing.key);
    let follows = place.and_then(|place| standing.trail.get(place + 1));
    match (follows.map(|(at, _)| *at), standing.next) {
        (Some(at), _) | (None, Next::Ask(at)) => format!("/orientation/q/{}", at.key),
        (None, Next::Type(_)) => "/orientation/resultat".to_owned(),
    }
}

/// A question about to be shown.
struct Asking<'a> {
    visit: &'a Visit,
    crossing: &'a Crossing,
    action: String,
    back: String,
    chosen: Option<String>,
    code: Option<String>,
    held: bool,
}

impl<'a> Asking<'a> {
    fn first(visit: &'a Visit, crossing: &'a Crossing, held: bool) -> Asking<'a> {
        Asking {
            visit,
            crossing,
            action: "/orientation".to_owned(),
            back: "/".to_owned(),
            chosen: None,
            code: None,
            held,
        }
    }

    fn of(held: &'a Held, crossing: &'a Crossing) -> Asking<'a> {
        let standing = held.cx.world.forms.standing(&held.draft.answers);
        let trail = standing.map(|standing| standing.trail).unwrap_or_default();
        let place = trail.iter().position(|(at, _)| at.key == crossing.key);
        let before = place.unwrap_or(trail.len()).checked_sub(1);
        let before = before.and_then(|before| trail.get(before));
        Asking {
            visit: &held.visit,
            crossing,
            action: format!("/orientation/q/{}", crossing.key),
            back: before.map_or_else(
                || "/orientation".to_owned(),
                |(at, _)| format!("/orientation/q/{}", at.key),
            ),
            chosen: place
                .and_then(|place| trail.get(place))
                .map(|(_, way)| way.code.clone()),
            code: Some(held.code()),
            held: false,
        }
    }

    fn show(self, nothing_chosen: bool) -> Result<Response, Failure> {
        let say = self.visit.say();
        let lang = say.lang;
        let error = nothing_chosen.then(|| say.say("orientation-choose"));
        let title = self.crossing.label.get(lang);
        let asked = Asked::new(&say, ANSWER, title)
            .error(error.clone())
            .as_title();
        let ways = self.crossing.ways.iter().map(|way| {
            let chosen = self.chosen.as_deref() == Some(way.code.as_str());
            let mut choice = Choice::new(&way.code, way.label.get(lang)).chosen(chosen);
            choice.hint = way.hint.as_ref().map(|hint| hint.get(lang).to_owned());
            choice.apart = way.answer().left().is_some();
            choice
        });
        let frame = self.visit.frame(title).back_to(self.back);
        let errors = error.map(|message| FieldError {
            name: ANSWER.to_owned(),
            message,
        });
        let page = Question {
            f: if self.crossing.exit_button {
                frame.discreet()
            } else {
                frame
            }
            .with_errors(nothing_chosen),
            errors: ErrorSummary::new(&say, errors.into_iter().collect()),
            lead: self
                .crossing
                .lead
                .as_ref()
                .map(|lead| lead.get(lang).to_owned()),
            action: self.action,
            ways: piece(&Choices::one(&say, asked, ways.collect()))?,
            code: self.code,
            held: self.held,
        };
        let status = if nothing_chosen {
            StatusCode::UNPROCESSABLE_ENTITY
        } else {
            StatusCode::OK
        };
        shown_as(status, &page)
    }
}

/// A question the answers so far have reached; else where they stand.
pub(super) async fn question(held: Held, Path(key): Path<String>) -> Result<Response, Failure> {
    match reached(&held, &key) {
        Some(crossing) => Asking::of(&held, crossing).show(false),
        None => Ok(stands(&held)),
    }
}

/// The question of that place, if it was answered or comes now.
fn reached<'a>(held: &'a Held, key: &str) -> Option<&'a Crossing> {
    let standing = held.cx.world.forms.standing(&held.draft.answers)?;
    let asked = match standing.next {
        Next::Ask(at) => Some(at),
        Next::Type(_) => None,
    };
    let mut met = standing.trail.into_iter().map(|(at, _)| at).chain(asked);
    met.find(|at| at.key == key)
}

fn stands(held: &Held) -> Response {
    Redirect::to(&going_on(&held.cx, &held.draft)).into_response()
}

/// Takes the answer to a question.
pub(super) async fn answered(
    held: Held,
    Path(key): Path<String>,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let Some(crossing) = reached(&held, &key) else {
        return Ok(stands(&held));
    };
    let said = first(&pairs, ANSWER);
    match crate::orient::orient(&held.cx, &held.draft.code, &key, said).await {
        Ok(draft) => {
            let to = after(&held.cx, crossing, &draft.answers);
            let cookie = kept(&held.cx, held.visit.tls, &draft);
            Ok(with_cookie(Redirect::to(&to).into_response(), cookie))
        }
        Err(Error::Refused(Refused::NoAnswer)) => Asking::of(&held, crossing).show(true),
        Err(Error::Refused(Refused::NoDraft | Refused::NoQuestion)) => {
            Ok(super::hold::opens_nothing(held.visit.tls))
        }
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}

#[derive(Template)]
#[template(path = "intake/help_now.html")]
struct HelpNow {
    f: Frame,
    code: String,
    ways: Vec<Way>,
    next: String,
}

/// Whom to call after an answer, and the way on.
pub(super) async fn help(held: Held, Path(key): Path<String>) -> Result<Response, Failure> {
    let forms = &held.cx.world.forms;
    let lang = held.visit.lang;
    let trail = forms.standing(&held.draft.answers);
    let mut trail = trail.map(|s| s.trail).unwrap_or_default().into_iter();
    let Some((crossing, given)) = trail.find(|(at, _)| at.key == key) else {
        return Ok(stands(&held));
    };
    let routes = forms.seen_from(given);
    let say = held.visit.say();
    shown(&HelpNow {
        // Whoever is helped here may not be alone at this screen.
        f: held
            .visit
            .frame(say.say("orientation-help-title"))
            .discreet()
            .back_to(format!("/orientation/q/{key}")),
        code: held.code(),
        ways: routes.iter().map(|route| way(route, forms, lang)).collect(),
        next: next(&held.cx, crossing, &held.draft.answers),
    })
}

/// Where the answers lead: the type, what becomes of it, what cannot wait.
pub(super) async fn result(held: Held) -> Result<Response, Failure> {
    let standing = held.cx.world.forms.standing(&held.draft.answers);
    let Some(standing) = standing else {
        return Ok(Redirect::to("/orientation/liste").into_response());
    };
    match standing.next {
        Next::Ask(at) => {
            let to = format!("/orientation/q/{}", at.key);
            Ok(Redirect::to(&to).into_response())
        }
        Next::Type(kind) => {
            let back = standing.trail.last().map_or("", |(at, _)| at.key.as_str());
            let arrived = Arrived {
                draft: Some(&held.draft),
                back: format!("/orientation/q/{back}"),
            };
            orient::told_before(&held.cx.world, &held.visit, kind, &arrived)
        }
    }
}
