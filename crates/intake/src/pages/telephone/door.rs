//! Where a telephone comes in. The address of a QR shows one button and uses nothing up, so that what
//! previews links, or looks at them first, leaves the code as it was; the button turns the code into a
//! cookie, and no address holds it any more.

use super::hold::holder;
use crate::pages::hold::with_cookie;
use crate::pages::shown::{Pairs, first, shown_as};
use crate::telephone::{self, NotOpened};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::journal::Actor;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Error;
use faisceau_platform::web::parts::{
    Asked, Button, ErrorSummary, FieldError, Kind, Notice, TextField, Tone,
};
use faisceau_platform::web::{Cookie, Failure, Frame, Front, Visit};
use serde::Deserialize;
use std::sync::Arc;

/// How one comes to the door.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct From {
    /// Said by a telephone that is done.
    fini: String,
}

#[derive(Template)]
#[template(path = "telephone/door.html")]
struct Door {
    f: Frame,
    errors: ErrorSummary,
    notice: Option<Notice>,
    /// The code of the address scanned.
    scanned: Option<String>,
    typed: TextField,
    go: Button,
}

/// Where a code is typed.
pub(super) async fn page(visit: Visit, Query(from): Query<From>) -> Result<Response, Failure> {
    let say = visit.say();
    let done = (!from.fini.is_empty())
        .then(|| Notice::new(Tone::Ok, say.say("bring-done"), say.say("bring-done-text")).live());
    show(&visit, None, done, None)
}

/// The address of a QR: a button. Nothing is looked up.
pub(super) async fn scanned(visit: Visit, Path(code): Path<String>) -> Result<Response, Failure> {
    match Code::parse(CodeKind::Telephone, &code) {
        Ok(code) => show(&visit, Some(&code), None, None),
        Err(_) => show(&visit, None, None, Some("bring-malformed")),
    }
}

/// Uses the code.
pub(super) async fn open(
    State(front): State<Arc<Front>>,
    visit: Visit,
    headers: HeaderMap,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    let typed: String = first(&pairs, "code").chars().take(64).collect();
    let Ok(code) = Code::parse(CodeKind::Telephone, &typed) else {
        return show(&visit, None, None, Some("bring-malformed"));
    };
    let cx = Cx::anyone(&front.world, Actor::Victim, visit.lang);
    let own = holder(&headers, visit.tls);
    match telephone::open(&cx, &code, own.as_ref()).await {
        Ok(opened) => {
            let to = Redirect::to("/apporter/fichiers").into_response();
            let Some(seconds) = opened.seconds else {
                return Ok(to);
            };
            let bare = opened.holder.bare();
            let line = Cookie::Telephone.write(visit.tls, bare, Some(seconds));
            Ok(with_cookie(to, line))
        }
        Err(Error::Refused(NotOpened::OpensNothing)) => {
            show(&visit, None, None, Some("bring-opens-nothing"))
        }
        Err(Error::Refused(NotOpened::NoFileHere)) => {
            show(&visit, None, None, Some("bring-no-file"))
        }
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}

fn show(
    visit: &Visit,
    scanned: Option<&Code>,
    notice: Option<Notice>,
    wrong: Option<&str>,
) -> Result<Response, Failure> {
    let say = visit.say();
    let error = wrong.map(|key| FieldError {
        name: "code".to_owned(),
        message: say.say(key),
    });
    let asked = Asked::new(&say, "code", say.say("bring-code"))
        .hint(say.say("bring-code-hint"))
        .error(error.as_ref().map(|error| error.message.clone()));
    let mut frame = visit
        .frame(say.say("bring-title"))
        .with_errors(wrong.is_some());
    frame.neutral_title = true;
    // The links to another language are addresses too: they bear no code.
    frame.here = "/apporter".to_owned();
    let status = match wrong {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let page = Door {
        f: frame,
        errors: ErrorSummary::new(&say, error.into_iter().collect()),
        notice,
        scanned: scanned.map(|code| code.bare().to_owned()),
        typed: TextField::new(asked, Kind::Code, ""),
        go: Button::primary(say.say("intake-continue")),
    };
    shown_as(status, &page)
}
