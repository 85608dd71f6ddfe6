//! Evidence from the visitor's telephone: the code the officer shows, and what comes. The same screen as at
//! home; where no file may be given no code is shown.

use super::hold::AtCounter;
use crate::pages::shown::{Pairs, first, shown_as};
use crate::pages::telephone::{Screen, pressed};
use crate::telephone::{self, NotInvited};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_platform::web::{Failure, Frame, Front};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "telephone/counter.html")]
struct Page {
    f: Frame,
    /// Said in place of the screen where no file may be given.
    closed: Option<String>,
    screen: Screen,
}

/// The screen of a file.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    at: AtCounter,
) -> Result<Response, Failure> {
    show(&front, &at, None).await
}

/// Shows a code, or ends.
pub(super) async fn gesture(
    State(front): State<Arc<Front>>,
    at: AtCounter,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    match pressed(&at.cx, &at.file.draft, first(&pairs, "do")).await? {
        None => Ok(Redirect::to(&at.at("/telephone")).into_response()),
        Some(why) => show(&front, &at, Some(why)).await,
    }
}

async fn show(
    front: &Front,
    at: &AtCounter,
    refused: Option<NotInvited>,
) -> Result<Response, Failure> {
    let say = at.visit.say();
    let status = match refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    let open = telephone::asking(&at.journey()).is_some();
    let page = Page {
        f: at
            .frame(front, say.say("bring-screen-title"))
            .back_to(at.at("")),
        closed: (!open).then(|| say.say("bring-closed-here")),
        screen: Screen::of(&at.cx, &at.file.draft, &at.at("/telephone"), refused).await?,
    };
    shown_as(status, &page)
}
