//! The pages of a sign-in by a provider: leaving for it, coming back, and what is told when it does not
//! work. The local sign-in is always one link away. Nothing that comes back in the address is shown.

use super::{NotIn, NotKnown, Serves, finish, provider, providers, sign_in, take};
use crate::accounts::Staff;
use crate::accounts::pages::{destination, entered, pick};
use crate::accounts::sign_ins::Place;
use crate::cx::Cx;
use crate::fault::{Error, Fault};
use crate::web::parts::{Notice, Tone};
use crate::web::{Audience, Cookie, Failure, Frame, Front, Link, Rate, Route, Routes, Visit, lang};
use crate::world::World;
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use faisceau_documents::words::Say;
use faisceau_domain::journal::{Actor, Deed};
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;

/// Where providers send members of staff back: told to them at registration.
pub const BACK: &str = "/connexion/retour";

/// The routes of a sign-in by a provider.
#[must_use]
pub fn routes() -> Routes<Arc<Front>> {
    let get = |path| Route::get(path, Audience::Public).counted_as(Rate::SignIn);
    Routes::new("platform")
        .with(get("/connexion/par/{fournisseur}"), leave)
        .with(get(BACK), come_back)
}

/// What comes back, or where to.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Answer {
    /// The code, when the person is known there.
    pub code: String,
    /// What this installation sent there.
    pub state: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct From {
    retour: String,
    /// Not empty: to be proven there once more.
    preuve: String,
}

#[derive(Template)]
#[template(path = "oidc/stopped.html")]
struct Stopped {
    f: Frame,
    notice: Notice,
    elsewhere: Link,
}

#[derive(Template)]
#[template(path = "oidc/left.html")]
struct Left {
    f: Frame,
    there: Link,
}

/// Links to every provider of staff, for the door; `anew`: for who must prove once more who they are.
#[must_use]
pub fn links(world: &World, say: &Say, retour: &str, anew: bool) -> Vec<Link> {
    let proof = if anew { "&preuve=1" } else { "" };
    providers(world, Serves::Staff)
        .map(|one| {
            let settings = &one.settings;
            let label = say.with("oidc-by", &[("provider", settings.label.as_str())]);
            let retour = lang::escaped(retour);
            link(
                label,
                format!("/connexion/par/{}?retour={retour}{proof}", settings.name),
            )
        })
        .collect()
}

/// Another answer than a page: the way to a provider, in the browser that comes back.
pub fn sent(visit: &Visit, begun: &super::Begun) -> Response {
    let mut response = Redirect::to(&begun.url).into_response();
    let seconds = super::LENGTH.as_secs().unsigned_abs();
    let cookie = Cookie::Attempt.write(visit.tls, &begun.cookie, Some(seconds));
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

/// What is told when a sign-in stops: the key of the sentence, and the status.
#[must_use]
pub fn told(why: &NotKnown) -> (&'static str, StatusCode) {
    match why {
        NotKnown::Over => ("oidc-over", StatusCode::UNPROCESSABLE_ENTITY),
        NotKnown::Silent(_) => ("oidc-silent", StatusCode::SERVICE_UNAVAILABLE),
        NotKnown::Wrong(_) => ("oidc-wrong", StatusCode::UNPROCESSABLE_ENTITY),
    }
}

async fn leave(
    State(front): State<Arc<Front>>,
    visit: Visit,
    Path(name): Path<String>,
    Query(from): Query<From>,
) -> Result<Response, Failure> {
    let Some(provider) = provider(&front.world, &name, Serves::Staff) else {
        return Err(Failure::not_found());
    };
    let cx = Cx::anyone(&front.world, Actor::Stranger, visit.lang);
    match super::begin(
        &cx,
        provider,
        destination(&from.retour),
        !from.preuve.is_empty(),
    )
    .await
    {
        Ok(begun) => Ok(sent(&visit, &begun)),
        Err(fault) => {
            tracing::warn!(provider = name, %fault, "a provider does not answer");
            stopped(&visit, told(&NotKnown::Silent(fault)))
        }
    }
}

async fn come_back(
    State(front): State<Arc<Front>>,
    visit: Visit,
    headers: HeaderMap,
    Query(answer): Query<Answer>,
) -> Result<Response, Failure> {
    let cx = Cx::anyone(&front.world, Actor::Stranger, visit.lang)
        .seen_from(Place::of(&visit, &headers));
    let mut response = match known(&cx, &visit, &headers, &answer).await? {
        Ok(known) => {
            let choose = |staff: &Staff| pick(&front.authority, staff, None);
            match sign_in(&cx, &known, &choose).await {
                Ok(opened) => entered(&front, &visit, &opened, None, &known.back),
                Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
                Err(Error::Refused(NotIn::NoAccount)) => {
                    stopped(&visit, ("oidc-no-account", StatusCode::FORBIDDEN))?
                }
                Err(Error::Refused(NotIn::NoRole)) => {
                    stopped(&visit, ("oidc-no-role", StatusCode::FORBIDDEN))?
                }
            }
        }
        Err(why) => {
            refused(&cx, why.code()).await?;
            stopped(&visit, told(&why))?
        }
    };
    let over = Cookie::Attempt.write(visit.tls, "", Some(0));
    response.headers_mut().append(header::SET_COOKIE, over);
    Ok(response)
}

async fn known<'w>(
    cx: &'w Cx,
    visit: &Visit,
    headers: &HeaderMap,
    answer: &Answer,
) -> Result<Result<super::Known<'w>, NotKnown>, Failure> {
    let cookie = Cookie::Attempt.read(headers, visit.tls).unwrap_or_default();
    let Some(attempt) = take(cx, &answer.state, cookie).await? else {
        return Ok(Err(NotKnown::Over));
    };
    // The provider tells an error, or the person gave up there: there is no code.
    if answer.code.is_empty() {
        return Ok(Err(NotKnown::Wrong("denied")));
    }
    match finish(cx, attempt, Serves::Staff, &answer.code).await {
        Ok(known) => Ok(Ok(known)),
        Err(Error::Refused(why)) => Ok(Err(why)),
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}

async fn refused(cx: &Cx, why: &str) -> Result<(), Failure> {
    let detail = json!({"why": why}).to_string();
    let mut tx = cx.world.db.write().await?;
    let deed = Deed::AccountSignInRefused;
    cx.journal(&mut tx, deed, "account", None, &detail).await?;
    tx.commit().await?;
    Ok(())
}

fn stopped(visit: &Visit, (key, status): (&str, StatusCode)) -> Result<Response, Failure> {
    let say = visit.say();
    let page = Stopped {
        f: visit.frame(say.say("oidc-stopped-title")),
        notice: Notice::new(Tone::Warn, say.say(key), say.say("oidc-stopped-text")).live(),
        elsewhere: link(say.say("oidc-local"), "/connexion".to_owned()),
    };
    Ok((status, Html(rendered(&page)?)).into_response())
}

/// Signed out here; the way to sign out there too, which browsers take by themselves. A form may lead
/// nowhere outside, by the policy of pages: this answer is a page.
/// # Errors
/// When the page cannot be written.
pub fn left(visit: &Visit, label: &str, url: &str) -> Result<Response, Failure> {
    let say = visit.say();
    let page = Left {
        f: visit.frame(say.say("oidc-left-title")),
        there: link(
            say.with("oidc-left-there", &[("provider", label)]),
            url.to_owned(),
        ),
    };
    let mut response = Html(rendered(&page)?).into_response();
    if let Ok(value) = HeaderValue::from_str(&format!("0;url={url}")) {
        response.headers_mut().insert(header::REFRESH, value);
    }
    Ok(response)
}

fn link(label: String, href: String) -> Link {
    Link {
        href,
        label,
        current: false,
    }
}

fn rendered(page: &impl Template) -> Result<String, Failure> {
    page.render()
        .map_err(|error| Failure::fault(&Fault::from(error)))
}
