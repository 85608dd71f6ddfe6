//! The pages of a victim known by a provider: leaving for it, coming back, the list of their files. Each says
//! that nothing asks for it. A wrong reference and one that is not theirs get the same answer.

use super::{Person, attach, detach, list, opened_by};
use crate::space::hold;
use askama::Template;
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use faisceau_documents::Say;
use faisceau_documents::dates;
use faisceau_domain::journal::{Actor, Deed};
use faisceau_domain::reference::Reference;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::oidc::{self, NotKnown, Serves};
use faisceau_platform::web::parts::{Button, Notice, Tone};
use faisceau_platform::web::{
    Audience, Cookie, Failure, Frame, Front, Rate, Route, Routes, Visit,
};
use faisceau_platform::world::World;
use serde::Deserialize;
use std::sync::Arc;

/// Where the files of a person are.
const LIST: &str = "/suivi/mes-dossiers";

/// A provider, as the pages of the space offer it.
pub(crate) struct Way {
    pub(crate) href: String,
    pub(crate) label: String,
}

/// A file of the list.
struct Line {
    reference: String,
    told: String,
}

#[derive(Template)]
#[template(path = "identity/files.html")]
struct Files {
    f: Frame,
    lines: Vec<Line>,
    open: Button,
    detach: Button,
    leave: Button,
}

#[derive(Template)]
#[template(path = "identity/stopped.html")]
struct Stopped {
    f: Frame,
    notice: Notice,
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
        .with(post("/suivi/mes-dossiers/ouvrir"), open)
        .with(post("/suivi/mes-dossiers/detacher"), part)
        .with(post("/suivi/mes-dossiers/sortir"), leave)
}

/// The providers of victims, where the operator declared some: none otherwise.
pub(crate) fn ways(world: &World, say: &Say, key: &str) -> Vec<Way> {
    oidc::providers(world, Serves::Victims)
        .map(|one| Way {
            href: format!("/suivi/identite/par/{}", one.settings.name),
            label: say.with(key, &[("provider", one.settings.label.as_str())]),
        })
        .collect()
}

async fn leave_for(
    State(front): State<Arc<Front>>,
    visit: Visit,
    Path(name): Path<String>,
) -> Result<Response, Failure> {
    let Some(provider) = oidc::provider(&front.world, &name, Serves::Victims) else {
        return Err(Failure::not_found());
    };
    let cx = victim(&front, &visit);
    match oidc::begin(&cx, provider, LIST).await {
        Ok(begun) => Ok(oidc::pages::sent(&visit, &begun)),
        Err(fault) => {
            tracing::warn!(provider = name, %fault, "a provider does not answer");
            stopped(&visit, &NotKnown::Silent(fault))
        }
    }
}

async fn come_back(
    State(front): State<Arc<Front>>,
    visit: Visit,
    headers: HeaderMap,
    Query(answer): Query<oidc::pages::Answer>,
) -> Result<Response, Failure> {
    let cx = victim(&front, &visit);
    let cookie = Cookie::Attempt.read(&headers, visit.tls).unwrap_or_default();
    let Some(attempt) = oidc::take(&cx, &answer.state, cookie).await? else {
        return stopped(&visit, &NotKnown::Over);
    };
    let known = match oidc::finish(&cx, attempt, Serves::Victims, &answer.code).await {
        Ok(known) => known,
        Err(Error::Refused(why)) => return stopped(&visit, &why),
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
    };
    let person = Person { mark: known.mark };
    // What this browser opened with its code is theirs, and nothing else: names are not compared.
    if let Some(complaint) = hold::by_code(&cx, &headers, visit.tls).await? {
        attach(&cx, person, complaint.id).await?;
    }
    let mut response = Redirect::to(LIST).into_response();
    for line in [
        Cookie::Identity.write(visit.tls, &person.cookie(&cx), None),
        Cookie::Attempt.write(visit.tls, "", Some(0)),
    ] {
        response.headers_mut().append(header::SET_COOKIE, line);
    }
    Ok(response)
}

async fn files(
    State(front): State<Arc<Front>>,
    visit: Visit,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let cx = victim(&front, &visit);
    let Some(person) = person(&cx, &visit, &headers) else {
        return Ok(Redirect::to("/suivi").into_response());
    };
    let say = visit.say();
    let lines = list(&cx, person).await?.into_iter().map(|one| Line {
        told: say.with(
            "identity-filed-on",
            &[("day", dates::day(&say, one.filed_at).as_str())],
        ),
        reference: one.reference,
    });
    let page = Files {
        lines: lines.collect(),
        f: visit.frame(say.say("identity-files-title")).back_to("/suivi"),
        open: Button::primary(say.say("identity-open")),
        detach: Button::secondary(say.say("identity-detach")),
        leave: Button::secondary(say.say("identity-leave")),
    };
    Ok(Html(rendered(&page)?).into_response())
}

async fn open(
    State(front): State<Arc<Front>>,
    visit: Visit,
    headers: HeaderMap,
    Form(asked): Form<Asked>,
) -> Result<Response, Failure> {
    let cx = victim(&front, &visit);
    let Some((person, reference)) = asked_by(&cx, &visit, &headers, &asked) else {
        return Ok(Redirect::to(LIST).into_response());
    };
    let mut tx = cx.world.db.write().await?;
    let Some(complaint) = opened_by(&mut tx, person, reference.as_str()).await? else {
        return Ok(Redirect::to(LIST).into_response());
    };
    let deed = Deed::FollowUpOpened;
    cx.journal(&mut tx, deed, "complaint", Some(complaint.0), "{}")
        .await?;
    tx.commit().await?;
    let mut response = Redirect::to("/suivi/dossier").into_response();
    let key = person.key(&cx, reference.as_str());
    let cookie = Cookie::FollowUp.write(visit.tls, &key, None);
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
    if let Some((person, reference)) = asked_by(&cx, &visit, &headers, &asked) {
        detach(&cx, person, &reference).await?;
    }
    Ok(Redirect::to(LIST).into_response())
}

async fn leave(visit: Visit) -> Response {
    let mut response = Redirect::to("/suivi").into_response();
    let over = Cookie::Identity.write(visit.tls, "", Some(0));
    response.headers_mut().append(header::SET_COOKIE, over);
    response
}

fn victim(front: &Front, visit: &Visit) -> Cx {
    Cx::anyone(&front.world, Actor::Victim, visit.lang)
}

fn person(cx: &Cx, visit: &Visit, headers: &HeaderMap) -> Option<Person> {
    let value = Cookie::Identity.read(headers, visit.tls)?;
    Person::of_cookie(cx, value)
}

fn asked_by(
    cx: &Cx,
    visit: &Visit,
    headers: &HeaderMap,
    asked: &Asked,
) -> Option<(Person, Reference)> {
    let person = person(cx, visit, headers)?;
    Some((person, Reference::parse(&asked.reference)?))
}

fn stopped(visit: &Visit, why: &NotKnown) -> Result<Response, Failure> {
    let (key, status): (&str, StatusCode) = oidc::pages::told(why);
    let say = visit.say();
    let page = Stopped {
        f: visit
            .frame(say.say("identity-stopped-title"))
            .back_to("/suivi"),
        notice: Notice::new(Tone::Warn, say.say(key), say.say("identity-optional")).live(),
    };
    Ok((status, Html(rendered(&page)?)).into_response())
}

fn rendered(page: &impl Template) -> Result<String, Failure> {
    page.render()
        .map_err(|error| Failure::fault(&Fault::from(error)))
}
