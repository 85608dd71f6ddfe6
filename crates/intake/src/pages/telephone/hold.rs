//! The draft that a telephone gives files to, opened by its own cookie. A cookie that opens nothing any
//! more leads to where codes are typed.

use crate::pages::hold::{Giver, Held, with_cookie};
use crate::pages::tus;
use crate::telephone::{self, Pass};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::journal::Actor;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::web::{Cookie, Failure, Front, Tls, Visit};
use std::sync::Arc;

/// A request of a telephone that gives files.
pub(super) struct OnTelephone {
    /// The draft, of which nothing is shown.
    pub(super) held: Held,
    /// The way it comes by.
    pub(super) pass: Pass,
}

impl FromRequestParts<Arc<Front>> for OnTelephone {
    type Rejection = Response;

    async fn from_request_parts(
        parts: &mut Parts,
        front: &Arc<Front>,
    ) -> Result<OnTelephone, Response> {
        let visit = Visit::from_request_parts(parts, front)
            .await
            .map_err(IntoResponse::into_response)?;
        let cx = Cx::anyone(&front.world, Actor::Victim, visit.lang);
        let found = match holder(&parts.headers, visit.tls) {
            Some(code) => opened(&cx, &code).await,
            None => Ok(None),
        };
        match found {
            Ok(Some((pass, draft))) => {
                let giver = Giver::Telephone;
                let held = Held {
                    cx,
                    visit,
                    draft,
                    giver,
                };
                Ok(OnTelephone { held, pass })
            }
            Ok(None) => Err(over(&visit)),
            Err(fault) => Err(Failure::fault(&fault).into_response()),
        }
    }
}

async fn opened(cx: &Cx, code: &Code) -> Result<Option<(Pass, crate::draft::Draft)>, Fault> {
    let mut tx = cx.world.db.read().await?;
    telephone::held(cx, &mut tx, code).await
}

/// What this telephone holds, if its cookie has the form of a code.
pub(super) fn holder(headers: &HeaderMap, tls: Tls) -> Option<Code> {
    let typed = Cookie::Telephone.read(headers, tls)?;
    Code::parse(CodeKind::Telephone, typed).ok()
}

/// The line that drops the cookie of a telephone.
fn erased(tls: Tls) -> axum::http::HeaderValue {
    Cookie::Telephone.write(tls, "", Some(0))
}

/// The way is over: told in a word to the script, with the page where codes are typed to a person.
pub(super) fn over(visit: &Visit) -> Response {
    if visit.path.starts_with(super::UPLOADS) {
        let told = visit.say().say("bring-over");
        return tus::answered(StatusCode::GONE, &told);
    }
    with_cookie(Redirect::to("/apporter").into_response(), erased(visit.tls))
}

/// It is over because the telephone said so.
pub(super) fn ended(tls: Tls) -> Response {
    let to = Redirect::to("/apporter?fini=oui").into_response();
    with_cookie(to, erased(tls))
}
