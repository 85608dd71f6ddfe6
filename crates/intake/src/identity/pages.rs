//! The pages of a victim known by a provider: leaving for it, coming back, the list of what they keep. Each says
//! that nothing asks for it. A wrong reference and one that is not theirs get the same answer. Nothing is attached
//! by coming back: only by the button that says so.

use super::{Person, attach, detach, list, opened_by, store};
use crate::receipt::Complaint;
use crate::space::{hold, worded};
use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use faisceau_documents::Say;
use faisceau_domain::journal::{Actor, Deed};
use faisceau_domain::reference::Reference;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::oidc::{self, NotKnown, Serves, Visitor};
use faisceau_platform::web::parts::{Button, Notice, Tone};
use faisceau_platform::web::{
    Audience, Cookie, Failure, Frame, Front, Rate, Route, Routes, Visit, lang,
};
use faisceau_platform::world::World;
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;

/// Where what a person keeps is.
const LIST: &str = "/suivi/mes-dossiers";
/// What the cookie of the space ends with when a person opened it, and no code: the visit says who.
pub(crate) const BY_IDENTITY: &str = ".~";

/// A provider, as pages offer it.
pub(crate) struct Way {
    pub(crate) href: String,
    pub(crate) label: String,
}

/// A complaint of the list.
struct Line {
    reference: String,
    told: String,
}

#[derive(Template)]
#[template(path = "identity/files.html")]
struct Files {
    f: Frame,
    known: bool,
    ways: Vec<Way>,
    /// The reference of what this browser opened and does not keep yet.
    here: Option<String>,
    lines: Vec<Line>,
    keep: Button,
    open: Button,
    detach: Button,
    leave: Button,
}

#[derive(Template)]
#[template(path = "identity/stopped.html")]
struct Stopped {
    f: Frame,
    notice: Notice,
    ways: Vec<Way>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct From {
    retour: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    reference: String,
}

/// The routes of a victim known by a provider.
pub(crate) fn routes() -> Routes<Arc<Front>> {
    let get = |path| Route::get(path, Audience::Public).counted_as(Rate::Codes);
    let post = |path| Route::post(path, Audience::Public).counted_as(Rate::Codes);
    Routes::new("intake")
        .with(get("/suivi/identite/par/{fournisseur}"), leave_for)
        .with(get(oidc::VICTIMS_BACK), come_back)
        .with(Route::get(LIST, Audience::Public), files)
        .with(post("/suivi/mes-dossiers/garder"), keep)
        .with(post("/suivi/mes-dossiers/ouvrir"), open)
        .with(post("/suivi/mes-dossiers/detacher"), part)
        .with(post("/suivi/mes-dossiers/sortir"), leave)
}

/// The providers of victims, where the operator declared some: none otherwise. `key`: the words of the link.
pub(crate) fn ways(world: &World, say: &Say, key: &str) -> Vec<Way> {
    ways_back(world, say, key, LIST)
}

/// The same, coming back to a page.
pub(crate) fn ways_back(world: &World, say: &Say, key: &str, back: &str) -> Vec<Way> {
    let back = lang::escaped(back);
    oidc::providers(world, Serves::Victims)
        .map(|one| Way {
            href: format!("/suivi/identite/par/{}?retour={back}", one.settings.name),
            label: say.with(key, &[("provider", one.settings.label.as_str())]),
        })
        .collect()
}

/// Whom a provider knows in this browser.
pub(crate) async fn known<'w>(
    cx: &'w Cx,
    visit: &Visit,
    headers: &HeaderMap,
) -> Result<Option<Visitor<'w>>, Fault> {
    match Cookie::Identity.read(headers, visit.tls) {
        Some(word) => oidc::visitor(cx, word).await,
        None => Ok(None),
    }
}

/// Ends the visit of this browser, if there is one, and leads to its end at the provider; else this answer.
pub(crate) async fn gone(
    cx: &Cx,
    visit: &Visit,
    headers: &HeaderMap,
    otherwise: Response,
) -> Result<Response, Failure> {
    let Some(word) = Cookie::Identity.read(headers, visit.tls) else {
        return Ok(otherwise);
    };
    let mut response = match oidc::see_off(cx, word).await? {
        Some((label, url)) => oidc::pages::left(visit, &label, &url)?,
        None => otherwise,
    };
    for cookie in [Cookie::Identity, Cookie::FollowUp] {
        let over = cookie.write(visit.tls, "", Some(0));
        response.headers_mut().append(header::SET_COOKIE, over);
    }
    Ok(response)
}

async fn leave_for(
    State(front): State<Arc<Front>>,
    visit: Visit,
    Path(name): Path<String>,
    Query(from): Query<From>,
) -> Result<Response, Failure> {
    let Some(provider) = oidc::provider(&front.world, &name, Serves::Victims) else {
        return Err(Failure::not_found());
    };
    let cx = victim(&front, &visit);
    match oidc::begin(&cx, provider, destination(&from.retour), false).await {
        Ok(begun) => Ok(oidc::pages::sent(&visit, &begun)),
        Err(fault) => {
            tracing::warn!(provider = name, %fault, "a provider does not answer");
            let why = NotKnown::Silent(fault);
            stopped(&front, &visit, &why)
        }
    }
}

/// Only the list, or a page of the questionnaire.
fn destination(asked: &str) -> &str {
    let asked = lang::safe_return(asked);
    if asked.starts_with("/plainte/q/") {
        asked
    } else {
        LIST
    }
}

async fn come_back(
    State(front): State<Arc<Front>>,
    visit: Visit,
    headers: HeaderMap,
    Query(answer): Query<oidc::pages::Answer>,
) -> Result<Response, Failure> {
    let cx = victim(&front, &visit);
    let (mut response, identity) = match believed(&cx, &visit, &headers, &answer).await? {
        Ok((word, back)) => {
            let cookie = Cookie::Identity.write(visit.tls, &word, None);
            (Redirect::to(&back).into_response(), Some(cookie))
        }
        Err(why) => {
            let detail = json!({ "why": why.code() }).to_string();
            let mut tx = cx.world.db.write().await?;
            cx.journal(&mut tx, Deed::IdentityRefused, "complaint", None, &detail)
                .await?;
            tx.commit().await?;
            (stopped(&front, &visit, &why)?, None)
        }
    };
    let over = Cookie::Attempt.write(visit.tls, "", Some(0));
    for line in identity.into_iter().chain([over]) {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
    Ok(response)
}

/// The word of the visit that begins, and where one was going.
async fn believed(
    cx: &Cx,
    visit: &Visit,
    headers: &HeaderMap,
    answer: &oidc::pages::Answer,
) -> Result<Result<(String, String), NotKnown>, Failure> {
    let cookie = Cookie::Attempt.read(headers, visit.tls).unwrap_or_default();
    let Some(attempt) = oidc::take(cx, &answer.state, cookie).await? else {
        return Ok(Err(NotKnown::Over));
    };
    // The provider tells an error, or the person gave up there: there is no code.
    if answer.code.is_empty() {
        return Ok(Err(NotKnown::Wrong("denied")));
    }
    match oidc::finish(cx, attempt, Serves::Victims, &answer.code).await {
        Ok(known) => Ok(Ok((oidc::receive(cx, &known).await?, known.back))),
        Err(Error::Refused(why)) => Ok(Err(why)),
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}

async fn files(
    State(front): State<Arc<Front>>,
    visit: Visit,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let cx = victim(&front, &visit);
    let say = visit.say();
    let ways = ways(&front.world, &say, "identity-by");
    if ways.is_empty() {
        return Err(Failure::not_found());
    }
    let person = person(&cx, &visit, &headers).await?;
    let (here, lines) = match person {
        Some(person) => {
            let here = not_kept(&cx, &visit, &headers, person).await?;
            (
                here.map(|one| one.reference),
                lines(&cx, &say, person).await?,
            )
        }
        None => (None, Vec::new()),
    };
    let title = match person {
        Some(_) => "identity-files-title",
        None => "identity-title",
    };
    let page = Files {
        f: visit.frame(say.say(title)).back_to("/suivi"),
        known: person.is_some(),
        ways,
        here,
        lines,
        keep: Button::primary(say.say("identity-keep-here")),
        open: Button::primary(say.say("identity-open")),
        detach: Button::secondary(say.say("identity-detach")),
        leave: Button::secondary(say.say("identity-leave")),
    };
    Ok(Html(rendered(&page)?).into_response())
}

async fn lines(cx: &Cx, say: &Say, person: Person) -> Result<Vec<Line>, Failure> {
    let all = list(cx, person).await?.into_iter();
    Ok(all
        .map(|one| Line {
            told: say.with(
                "identity-filed-on",
                &[("day", worded::day(say, one.filed_at).as_str())],
            ),
            reference: one.reference,
        })
        .collect())
}

/// What this browser opened with a code, or filed, where this person does not keep it yet.
async fn not_kept(
    cx: &Cx,
    visit: &Visit,
    headers: &HeaderMap,
    person: Person,
) -> Result<Option<Complaint>, Failure> {
    let Some(here) = hold::by_code(cx, headers, visit.tls).await? else {
        return Ok(None);
    };
    let mut tx = cx.world.db.read().await?;
    let attached = tx
        .optional(&store::IS_ATTACHED, binds![person.mark, here.id])
        .await?;
    Ok(attached.is_none().then_some(here))
}

async fn keep(
    State(front): State<Arc<Front>>,
    visit: Visit,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let cx = victim(&front, &visit);
    if let Some(person) = person(&cx, &visit, &headers).await?
        && let Some(here) = not_kept(&cx, &visit, &headers, person).await?
    {
        attach(&cx, person, here.id).await?;
    }
    Ok(Redirect::to(LIST).into_response())
}

async fn open(
    State(front): State<Arc<Front>>,
    visit: Visit,
    headers: HeaderMap,
    Form(asked): Form<Asked>,
) -> Result<Response, Failure> {
    let cx = victim(&front, &visit);
    let Some((person, reference)) = asked_by(&cx, &visit, &headers, &asked).await? else {
        return Ok(Redirect::to(LIST).into_response());
    };
    let mut tx = cx.world.db.write().await?;
    let Some(complaint) = opened_by(&mut tx, person, reference.as_str()).await? else {
        return Ok(Redirect::to(LIST).into_response());
    };
    let deed = Deed::FollowUpOpened;
    let how = json!({ "by": "identity" }).to_string();
    cx.journal(&mut tx, deed, "complaint", Some(complaint.0), &how)
        .await?;
    tx.commit().await?;
    let mut response = Redirect::to("/suivi/dossier").into_response();
    let held = format!("{}{BY_IDENTITY}", reference.as_str());
    let cookie = Cookie::FollowUp.write(visit.tls, &held, None);
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

async fn part(
    State(front): State<Arc<Front>>,
    visit: Visit,
    headers: HeaderMap,
    Form(asked): Form<Asked>,
) -> Result<Response, Failure> {
    let cx = victim(&front, &visit);
    if let Some((person, reference)) = asked_by(&cx, &visit, &headers, &asked).await? {
        detach(&cx, person, &reference).await?;
    }
    Ok(Redirect::to(LIST).into_response())
}

async fn leave(
    State(front): State<Arc<Front>>,
    visit: Visit,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let cx = victim(&front, &visit);
    let door = Redirect::to("/suivi").into_response();
    gone(&cx, &visit, &headers, door).await
}

fn victim(front: &Front, visit: &Visit) -> Cx {
    Cx::anyone(&front.world, Actor::Victim, visit.lang)
}

async fn person(cx: &Cx, visit: &Visit, headers: &HeaderMap) -> Result<Option<Person>, Fault> {
    let visitor = known(cx, visit, headers).await?;
    Ok(visitor.map(|visitor| Person { mark: visitor.mark }))
}

async fn asked_by(
    cx: &Cx,
    visit: &Visit,
    headers: &HeaderMap,
    asked: &Asked,
) -> Result<Option<(Person, Reference)>, Fault> {
    let person = person(cx, visit, headers).await?;
    Ok(person.zip(Reference::parse(&asked.reference)))
}

fn stopped(front: &Front, visit: &Visit, why: &NotKnown) -> Result<Response, Failure> {
    let (key, status): (&str, StatusCode) = match why {
        NotKnown::Over => ("identity-over", StatusCode::UNPROCESSABLE_ENTITY),
        NotKnown::Silent(_) => ("identity-silent", StatusCode::SERVICE_UNAVAILABLE),
        NotKnown::Wrong("denied") => ("identity-denied", StatusCode::UNPROCESSABLE_ENTITY),
        NotKnown::Wrong(_) => ("identity-wrong", StatusCode::UNPROCESSABLE_ENTITY),
    };
    let say = visit.say();
    let page = Stopped {
        f: visit
            .frame(say.say("identity-stopped-title"))
            .back_to("/suivi"),
        notice: Notice::new(Tone::Warn, say.say(key), say.say("identity-stopped-text")).live(),
        ways: ways(&front.world, &say, "identity-again"),
    };
    Ok((status, Html(rendered(&page)?)).into_response())
}

fn rendered(page: &impl Template) -> Result<String, Failure> {
    page.render()
        .map_err(|error| Failure::fault(&Fault::from(error)))
}
