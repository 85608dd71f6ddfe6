//! Deleting one's draft at once, after one question.

use super::hold::{Held, erased, with_cookie};
use super::shown::shown;
use super::tasks::goes_on;
use crate::forget;
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_platform::web::{Failure, Frame};

#[derive(Template)]
#[template(path = "intake/erase.html")]
struct Erase {
    f: Frame,
    back: String,
}

/// Asks once more.
pub(super) async fn page(held: Held) -> Result<Response, Failure> {
    let say = held.visit.say();
    let back = goes_on(&held.journey());
    shown(&Erase {
        f: held
            .frame(say.say("intake-erase-title"))
            .back_to(back.clone()),
        back,
    })
}

/// Deletes the draft, and drops the cookie.
pub(super) async fn erase(held: Held) -> Result<Response, Failure> {
    forget::forget(&held.cx, &held.draft.code).await?;
    let to = Redirect::to("/reprendre?motif=efface").into_response();
    Ok(with_cookie(to, erased(held.visit.tls)))
}
