//! The page where the person behind a session proves again who they are, before something sensitive; with the password and
//! the code, or a passkey. Leads back to where they were going, never outside.

use super::passkey::pages::{Answered, AskedPage};
use super::passkey::{self, offered};
use super::proof;
use super::worded::{Wrong, code_field, password_field, refused, staff_of, summary_of, written};
use crate::oidc;
use crate::web::parts::{Button, ErrorSummary, TextField};
use crate::web::{
    Answers, Audience, Failure, Frame, Front, Link, Rate, Route, Routes, Signed, Visit, lang,
};
use askama::Template;
use axum::extract::{Form, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use std::sync::Arc;

/// Where one proves again who one is.
pub(crate) const PROOF: &str = "/agent/preuve";

pub(super) fn routes() -> Routes<Arc<Front>> {
    let sent = |path| Route::post(path, Audience::AnyStaff).counted_as(Rate::SignIn);
    Routes::new("platform")
        .with(Route::get(PROOF, Audience::AnyStaff), page)
        .with(sent(PROOF), prove)
        .with(sent("/agent/preuve/cle").answering(Answers::Html), ask)
        .with(sent("/agent/preuve/cle/confirmer"), answer)
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    password: String,
    #[serde(default)]
    otp: String,
    #[serde(default)]
    retour: String,
}

#[derive(Template)]
#[template(path = "accounts/proof.html")]
struct Page {
    f: Frame,
    errors: ErrorSummary,
    password: TextField,
    code: TextField,
    prove: Button,
    retour: String,
    passkey: bool,
    ways: Vec<Link>,
}

fn laid_out(front: &Front, visit: &Visit, signed: &Signed, retour: &str, wrong: Wrong) -> Page {
    let say = visit.say();
    let frame = front.staff_frame(visit, signed, say.say("accounts-proof-title"));
    Page {
        f: frame.with_errors(wrong.is_some()),
        errors: summary_of(&say, wrong),
        password: password_field(&say, wrong),
        code: code_field(&say, "accounts-code", wrong),
        prove: Button::primary(say.say("accounts-proof-prove")),
        retour: lang::safe_return(retour).to_owned(),
        ways: oidc::pages::links(&front.world, &say, lang::safe_return(retour), true),
        passkey: offered(&front.world),
    }
}

async fn page(
    State(front): State<Arc<Front>>,
    Query(typed): Query<Typed>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    written(&laid_out(&front, &visit, &signed, &typed.retour, None))
}

async fn prove(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let own = (staff_of(&signed)?, signed.token.as_str());
    match proof::prove(&signed.cx, own, &typed.password, &typed.otp).await? {
        true => Ok(gone_on(&typed.retour)),
        false => {
            let wrong = Some(("password", "accounts-factor-remove-refused"));
            refused(&laid_out(&front, &visit, &signed, &typed.retour, wrong))
        }
    }
}

async fn ask(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let asked = passkey::begin_proof(&signed.cx, staff_of(&signed)?).await?;
    let asked = asked.ok_or_else(Failure::not_found)?;
    let title = visit.say().say("accounts-proof-title");
    let frame = front.staff_frame(&visit, &signed, title);
    let kept = vec![("retour", typed.retour)];
    let action = "/agent/preuve/cle/confirmer";
    AskedPage::get(action, &asked, kept, PROOF).for_staff(frame)
}

async fn answer(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Form(given): Form<Answered>,
) -> Result<Response, Failure> {
    let own = (staff_of(&signed)?, signed.token.as_str());
    match passkey::finish_proof(&signed.cx, own, (given.id, &given.answer)).await? {
        true => Ok(gone_on(&given.retour)),
        false => {
            let wrong = Some(("password", "accounts-passkey-refused"));
            refused(&laid_out(&front, &visit, &signed, &given.retour, wrong))
        }
    }
}

fn gone_on(retour: &str) -> Response {
    let to = match lang::safe_return(retour) {
        "/" => "/agent",
        path => path,
    };
    Redirect::to(to).into_response()
}
