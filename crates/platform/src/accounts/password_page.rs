//! The page where a member of staff changes their own password. Holds no rule.

use super::worded::{Wrong, asked, refused, staff_of, summary_of, written};
use super::{NotChosen, change_password};
use crate::fault::Error;
use crate::web::parts::{Button, ErrorSummary, Kind, TextField};
use crate::web::{Audience, Failure, Frame, Front, Rate, Route, Routes, Signed, Visit};
use askama::Template;
use axum::extract::{Form, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use std::sync::Arc;

use super::factor::pages::OWN;

const AT: &str = "/agent/compte/mot-de-passe";

pub(super) fn routes() -> Routes<Arc<Front>> {
    let sent = Route::post(AT, Audience::AnyStaff).counted_as(Rate::SignIn);
    Routes::new("platform")
        .with(Route::get(AT, Audience::AnyStaff), page)
        .with(sent, change)
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    password: String,
    #[serde(default)]
    wanted: String,
    #[serde(default)]
    again: String,
}

#[derive(Template)]
#[template(path = "accounts/password.html")]
struct Page {
    f: Frame,
    errors: ErrorSummary,
    present: TextField,
    wanted: TextField,
    again: TextField,
    change: Button,
}

fn laid_out(front: &Front, visit: &Visit, signed: &Signed, wrong: Wrong) -> Page {
    let say = visit.say();
    let field =
        |name: &str, key: &str| TextField::new(asked(&say, name, key, wrong), Kind::Password, "");
    let wanted = asked(&say, "wanted", "accounts-password-wanted", wrong)
        .hint(say.say("accounts-password-wanted-hint"));
    let frame = front.staff_frame(visit, signed, say.say("accounts-password-title"));
    Page {
        f: frame.with_errors(wrong.is_some()).back_to(OWN),
        errors: summary_of(&say, wrong),
        present: field("password", "accounts-password-present").own("current-password"),
        wanted: TextField::new(wanted, Kind::Password, "").own("new-password"),
        again: field("again", "accounts-password-again").own("new-password"),
        change: Button::primary(say.say("accounts-password-change")),
    }
}

async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    written(&laid_out(&front, &visit, &signed, None))
}

async fn change(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let wrong = |why| refused(&laid_out(&front, &visit, &signed, Some(why)));
    if typed.wanted != typed.again {
        return wrong(("again", "accounts-password-differs"));
    }
    let own = (staff_of(&signed)?, signed.token.as_str());
    match change_password(&signed.cx, own, &typed.password, typed.wanted).await {
        Ok(()) => Ok(Redirect::to(OWN).into_response()),
        Err(Error::Refused(NotChosen::WrongPassword)) => {
            wrong(("password", "accounts-password-wrong"))
        }
        Err(Error::Refused(NotChosen::Length)) => wrong(("wanted", "accounts-password-length")),
        Err(Error::Refused(NotChosen::Weak)) => wrong(("wanted", "accounts-password-weak")),
        Err(Error::Refused(NotChosen::Same)) => wrong(("wanted", "accounts-password-same")),
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}
