//! The door of the victim's space: reference and follow-up code in, and out again. Says the same
//! of a wrong reference, of a wrong code, of a slip and of a code tried too often.

use super::hold::{self, Held};
use super::worded::piece;
use crate::follow::{self, Tried};
use crate::identity::{self, Way};
use askama::Template;
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use faisceau_domain::journal::Actor;
use faisceau_domain::journal::Deed;
use faisceau_platform::cx::Cx;
use faisceau_platform::web::parts::{
    Asked, Button, ErrorSummary, FieldError, Kind, Notice, TextField, Tone,
};
use faisceau_platform::web::{Cookie, Failure, Frame, Front, Visit, lang};
use faisceau_platform::world::World;
use serde::Deserialize;
use std::sync::Arc;

/// Where the door leads.
const CASE: &str = "/suivi/dossier";

#[derive(Deserialize)]
pub(super) struct Back {
    #[serde(default)]
    retour: String,
}

#[derive(Deserialize, Default)]
pub(super) struct Typed {
    #[serde(default)]
    reference: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    retour: String,
}

#[derive(Template)]
#[template(path = "space/door.html")]
struct Page {
    f: Frame,
    errors: ErrorSummary,
    warning: Notice,
    reference: TextField,
    code: TextField,
    retour: String,
    enter: Button,
    ways: Vec<Way>,
}

/// What is wrong with what was typed: the keys of the sentences beside each field.
#[derive(Default)]
struct Wrong {
    reference: Option<&'static str>,
    code: Option<&'static str>,
}

pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    Query(back): Query<Back>,
) -> Result<Response, Failure> {
    let typed = Typed {
        retour: back.retour,
        ..Typed::default()
    };
    shown(&front.world, &visit, &typed, &Wrong::default())
}

pub(super) async fn open(
    State(front): State<Arc<Front>>,
    visit: Visit,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let tried = match Tried::read(&typed.reference, &typed.code) {
        Ok(tried) => tried,
        Err(misshapen) => {
            let wrong = Wrong {
                reference: misshapen.reference.then_some("space-reference-malformed"),
                code: misshapen.code.then_some("space-code-malformed"),
            };
            return shown(&front.world, &visit, &typed, &wrong);
        }
    };
    let cx = Cx::anyone(&front.world, Actor::Victim, visit.lang);
    let standing = front.tries.take(tried.reference(), visit.network);
    if follow::knock(&cx, &tried, standing).await?.is_none() {
        let wrong = Wrong {
            reference: None,
            code: Some("space-opens-nothing"),
        };
        return shown(&front.world, &visit, &typed, &wrong);
    }
    let mut response = Redirect::to(destination(&typed.retour)).into_response();
    let cookie = Cookie::FollowUp.write(visit.tls, &tried.cookie(&cx), None);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

/// Only a page of the space itself.
fn destination(asked: &str) -> &str {
    let asked = lang::safe_return(asked);
    if asked.starts_with("/suivi/") {
        asked
    } else {
        CASE
    }
}

fn shown(world: &World, visit: &Visit, typed: &Typed, wrong: &Wrong) -> Result<Response, Failure> {
    let say = visit.say();
    let told = |key: Option<&str>| key.map(|key| say.say(key));
    let errors: Vec<FieldError> = [("reference", wrong.reference), ("code", wrong.code)]
        .into_iter()
        .filter_map(|(name, key)| {
            Some(FieldError {
                name: name.to_owned(),
                message: say.say(key?),
            })
        })
        .collect();
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let asked = |name: &str, error: Option<&str>| {
        Asked::new(&say, name, say.say(&format!("space-{name}")))
            .hint(say.say(&format!("space-{name}-hint")))
            .error(told(error))
    };
    let page = Page {
        f: visit
            .frame(say.say("space-door-title"))
            .with_errors(!errors.is_empty())
            .back_to("/"),
        errors: ErrorSummary::new(&say, errors),
        warning: Notice::new(
            Tone::Info,
            say.say("space-code-never-asked"),
            say.say("space-code-never-asked-text"),
        ),
        reference: TextField::new(
            asked("reference", wrong.reference),
            Kind::Code,
            typed.reference.trim(),
        ),
        code: TextField::new(asked("code", wrong.code), Kind::Code, typed.code.trim()),
        retour: destination(&typed.retour).to_owned(),
        enter: Button::primary(say.say("space-enter")),
        ways: identity::ways(world, &say, "identity-by"),
    };
    Ok((status, Html(piece(&page)?.to_string())).into_response())
}

pub(super) async fn leave(
    visit: Visit,
    headers: HeaderMap,
    held: Held,
) -> Result<Response, Failure> {
    let Held { cx, complaint } = held;
    let mut tx = cx.world.db.write().await?;
    cx.journal(
        &mut tx,
        Deed::FollowUpClosed,
        "complaint",
        Some(complaint.id.0),
        "{}",
    )
    .await?;
    tx.commit().await?;
    let door = hold::door(visit.tls);
    let mut response = identity::gone(&cx, &visit, &headers, door).await?;
    // Whoever uses this computer next finds no page of the space by going back.
    let cache = HeaderValue::from_static("\"cache\"");
    response.headers_mut().insert("clear-site-data", cache);
    Ok(response)
}
