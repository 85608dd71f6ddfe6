//! The pages of open sign-ins: one's own, to end one or all the others; those of everybody, for who reads
//! accounts, to end by who manages them.

use super::{SignIn, end, end_others, end_own, open};
use crate::access::{Action, Kind, Resource};
use crate::fault::Fault;
use crate::web::parts::Button;
use crate::web::{Audience, Failure, Frame, Front, Route, Routes, Signed, Visit};
use crate::world::zone;
use askama::Template;
use axum::extract::{Form, State};
use axum::response::{Html, Redirect};
use faisceau_documents::dates;
use faisceau_documents::words::Say;
use faisceau_domain::id::AccountId;
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

const OWN: &str = "/agent/connexions";
const ALL: &str = "/agent/connexions/toutes";
const END_OWN: &str = "/agent/connexions/fermer";
const END_ANY: &str = "/agent/connexions/toutes/fermer";

/// The routes of sign-ins.
#[must_use]
pub fn routes() -> Routes<Arc<Front>> {
    let manage = Audience::Staff(Action::UserManage);
    Routes::new("platform")
        .with(Route::get(OWN, Audience::AnyStaff), own)
        .with(Route::post(END_OWN, Audience::AnyStaff), end_one)
        .with(
            Route::post("/agent/connexions/fermer-autres", Audience::AnyStaff),
            end_rest,
        )
        .with(
            Route::get(ALL, Audience::Staff(Action::UserRead)).sensitive(),
            all,
        )
        .with(Route::post(END_ANY, manage).sensitive(), end_any)
}

/// One sign-in, worded.
struct Line {
    id: String,
    since: String,
    told: String,
    this_one: bool,
}

#[derive(Template)]
#[template(path = "accounts/sign_ins.html")]
struct OpenPage {
    f: Frame,
    lead: String,
    lines: Vec<Line>,
    end_at: Option<&'static str>,
    end_rest: Option<Button>,
    all: Option<&'static str>,
}

#[derive(Deserialize)]
struct Which {
    id: Uuid,
}

fn line(say: &Say, one: &SignIn, named: bool) -> Line {
    let place = &one.place;
    let browser = match place.browser.as_str() {
        "" => "other",
        code => code,
    };
    let unknown = || say.say("accounts-network-unknown");
    let network = match place.network.as_str() {
        "" => unknown(),
        network => say.with("accounts-network", &[("network", network)]),
    };
    let how = say.say(&format!(
        "accounts-how-{}",
        one.how.code().replace('_', "-")
    ));
    let browser = say.say(&format!("accounts-browser-{browser}"));
    let since = dates::moment(say, &one.since.to_zoned(zone()));
    Line {
        id: one.id.to_string(),
        since: match named {
            true => format!("{} · {since}", one.name),
            false => since,
        },
        told: [how, browser, network].join(" · "),
        this_one: one.this_one,
    }
}

fn account(signed: &Signed) -> Result<AccountId, Failure> {
    let none = || {
        Failure::fault(&Fault::new(
            "a session of staff without its member of staff",
        ))
    };
    let staff = signed.cx.staff.as_ref().ok_or_else(none)?;
    Ok(staff.id)
}

fn written(page: &OpenPage) -> Result<Html<String>, Failure> {
    page.render()
        .map(Html)
        .map_err(|error| Failure::fault(&Fault::from(error)))
}

async fn own(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    let say = visit.say();
    let found = open(&signed.cx, Some(account(&signed)?), &signed.token).await?;
    let others = found.iter().any(|one| !one.this_one);
    let reads = front
        .authority
        .offers(&signed.actor, Action::UserRead, signed.purpose);
    written(&OpenPage {
        f: front.staff_frame(&visit, &signed, say.say("accounts-sign-ins-title")),
        lead: say.say("accounts-sign-ins-lead"),
        lines: found.iter().map(|one| line(&say, one, false)).collect(),
        end_at: Some(END_OWN),
        end_rest: others.then(|| Button::secondary(say.say("accounts-sign-ins-end-others"))),
        all: reads.then_some(ALL),
    })
}

async fn all(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    let say = visit.say();
    let found = open(&signed.cx, None, &signed.token).await?;
    let seen = |one: &&SignIn| {
        let resource = Resource::new(Kind::Account, one.account.0.to_string());
        front.allow(&signed, Action::UserRead, &resource).is_ok()
    };
    let lines = found.iter().filter(seen).map(|one| line(&say, one, true));
    let manages = front
        .authority
        .offers(&signed.actor, Action::UserManage, signed.purpose);
    written(&OpenPage {
        lines: lines.collect(),
        f: front
            .staff_frame(&visit, &signed, say.say("accounts-sign-ins-all-title"))
            .back_to(OWN),
        lead: say.say("accounts-sign-ins-all-lead"),
        end_at: manages.then_some(END_ANY),
        end_rest: None,
        all: None,
    })
}

async fn end_one(signed: Signed, Form(which): Form<Which>) -> Result<Redirect, Failure> {
    match end_own(&signed.cx, account(&signed)?, which.id).await? {
        true => Ok(Redirect::to(OWN)),
        false => Err(Failure::not_found()),
    }
}

async fn end_rest(signed: Signed) -> Result<Redirect, Failure> {
    end_others(&signed.cx, account(&signed)?, &signed.token).await?;
    Ok(Redirect::to(OWN))
}

async fn end_any(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Form(which): Form<Which>,
) -> Result<Redirect, Failure> {
    let found = open(&signed.cx, None, &signed.token).await?;
    let one = found.iter().find(|one| one.id == which.id);
    let one = one.ok_or_else(Failure::not_found)?;
    let resource = Resource::new(Kind::Account, one.account.0.to_string());
    front.allow(&signed, Action::UserManage, &resource)?;
    match end(&signed.cx, which.id).await? {
        true => Ok(Redirect::to(ALL)),
        false => Err(Failure::not_found()),
    }
}
