//! The pages of passkeys: one's own, added and removed; and the question put to one, at the door and elsewhere. Holds no rule;
//! tells nobody whether an account has any.

use super::{Asked, NotAdded, Passkey, begin_adding, finish_adding, list, offered, remove};
use crate::accounts::factor::pages::{OWN, told_once};
use crate::accounts::worded::{
    Wrong, asked, password_field, refused, staff_of, summary_of, written,
};
use crate::fault::Error;
use crate::web::parts::{Button, Choice, Choices, ErrorSummary, Kind, TextField};
use crate::web::{Answers, Audience, Failure, Frame, Front, Rate, Route, Routes, Signed, Visit};
use crate::world::zone;
use askama::Template;
use axum::extract::{Form, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use faisceau_documents::dates;
use faisceau_documents::words::Say;
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

const AT: &str = "/agent/compte/cles";

/// The routes of one's own passkeys.
#[must_use]
pub fn routes() -> Routes<Arc<Front>> {
    let sent = |path| Route::post(path, Audience::AnyStaff).counted_as(Rate::SignIn);
    Routes::new("platform")
        .with(Route::get(AT, Audience::AnyStaff), own)
        .with(sent(AT).answering(Answers::Html), begin)
        .with(
            sent("/agent/compte/cles/confirmer").answering(Answers::Html),
            finish,
        )
        .with(sent("/agent/compte/cles/retirer"), take_away)
}

/// What a page that asks a passkey sends back.
#[derive(Deserialize)]
pub(in crate::accounts) struct Answered {
    pub(in crate::accounts) id: Uuid,
    #[serde(default)]
    pub(in crate::accounts) answer: String,
    #[serde(default)]
    pub(in crate::accounts) name: String,
    #[serde(default)]
    pub(in crate::accounts) purpose: String,
    #[serde(default)]
    pub(in crate::accounts) retour: String,
}

/// A question put to a passkey, on a page of the door or of staff.
pub(in crate::accounts) struct AskedPage {
    action: &'static str,
    gesture: &'static str,
    id: String,
    options: String,
    kept: Vec<(&'static str, String)>,
    otherwise: &'static str,
}

#[derive(Template)]
#[template(path = "accounts/passkey.html")]
struct Outside {
    f: Frame,
    asked: AskedPage,
}

#[derive(Template)]
#[template(path = "accounts/passkey_staff.html")]
struct Inside {
    f: Frame,
    asked: AskedPage,
}

impl AskedPage {
    /// A question to a passkey that is there. `kept` goes with the answer; `otherwise` leads to who has none.
    pub(in crate::accounts) fn get(
        action: &'static str,
        asked: &Asked,
        kept: Vec<(&'static str, String)>,
        otherwise: &'static str,
    ) -> AskedPage {
        AskedPage {
            action,
            gesture: "get",
            id: asked.id.to_string(),
            options: asked.options.clone(),
            kept,
            otherwise,
        }
    }

    pub(in crate::accounts) fn for_anybody(self, f: Frame) -> Result<Response, Failure> {
        Ok(written(&Outside { f, asked: self })?.into_response())
    }

    pub(in crate::accounts) fn for_staff(self, f: Frame) -> Result<Response, Failure> {
        Ok(written(&Inside { f, asked: self })?.into_response())
    }
}

#[derive(Deserialize)]
struct Typed {
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
}

#[derive(Deserialize)]
struct Gone {
    #[serde(default)]
    id: String,
    #[serde(default)]
    gone_password: String,
}

struct Line {
    id: String,
    name: String,
    told: String,
}

#[derive(Template)]
#[template(path = "accounts/passkeys.html")]
struct Page {
    f: Frame,
    errors: ErrorSummary,
    lines: Vec<Line>,
    offered: bool,
    name: TextField,
    password: TextField,
    add: Button,
    which: Choices,
    gone_password: TextField,
    remove: Button,
}

async fn laid_out(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    typed: &str,
    wrong: Wrong<'_>,
) -> Result<Page, Failure> {
    let say = visit.say();
    let mut tx = front.world.db.read().await?;
    let held = list(&mut tx, staff_of(signed)?.id).await?;
    tx.rollback().await?;
    let frame = front.staff_frame(visit, signed, say.say("accounts-passkeys-title"));
    let name = asked(&say, "name", "accounts-passkey-name", wrong)
        .hint(say.say("accounts-passkey-name-hint"));
    let lines: Vec<Line> = held.iter().map(|one| line(&say, one)).collect();
    let each = lines.iter().map(|line| Choice::new(&line.id, &line.name));
    let which = asked(&say, "id", "accounts-passkey-which", wrong);
    let gone = asked(&say, "gone_password", "accounts-password", wrong);
    Ok(Page {
        f: frame.with_errors(wrong.is_some()).back_to(OWN),
        errors: summary_of(&say, wrong),
        which: Choices::one(&say, which, each.collect()),
        gone_password: TextField::new(gone, Kind::Password, "").own("current-password"),
        lines,
        offered: offered(&front.world),
        name: TextField::new(name, Kind::Text, typed),
        password: password_field(&say, wrong),
        add: Button::primary(say.say("accounts-factor-add")),
        remove: Button::danger(say.say("accounts-passkey-remove")),
    })
}

fn line(say: &Say, one: &Passkey) -> Line {
    let day = |at: jiff::Timestamp| dates::moment(say, &at.to_zoned(zone()));
    let since = say.with("accounts-passkey-since", &[("at", &day(one.since))]);
    let used = match one.used {
        Some(at) => say.with("accounts-passkey-used", &[("at", &day(at))]),
        None => say.say("accounts-passkey-unused"),
    };
    Line {
        id: one.id.to_string(),
        name: match one.name.as_str() {
            "" => say.say("accounts-passkey-unnamed"),
            name => name.to_owned(),
        },
        told: [since, used].join(" · "),
    }
}

async fn own(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    written(&laid_out(&front, &visit, &signed, "", None).await?)
}

async fn begin(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let asked = match begin_adding(&signed.cx, staff_of(&signed)?, &typed.password).await {
        Ok(asked) => asked,
        Err(Error::Refused(why)) => {
            let wrong = Some(told(why));
            return refused(&laid_out(&front, &visit, &signed, &typed.name, wrong).await?);
        }
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
    };
    let title = visit.say().say("accounts-passkey-add-title");
    let frame = front.staff_frame(&visit, &signed, title);
    let page = AskedPage::get(
        "/agent/compte/cles/confirmer",
        &asked,
        vec![("name", typed.name)],
        AT,
    );
    let page = AskedPage {
        gesture: "create",
        ..page
    };
    page.for_staff(frame)
}

fn told(why: NotAdded) -> (&'static str, &'static str) {
    match why {
        NotAdded::WrongPassword => ("password", "accounts-password-wrong"),
        NotAdded::NotHere => ("name", "accounts-passkeys-not-here"),
        NotAdded::WrongAnswer => ("name", "accounts-passkey-refused"),
    }
}

async fn finish(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Form(given): Form<Answered>,
) -> Result<Response, Failure> {
    let own = (staff_of(&signed)?, signed.token.as_str());
    let answer = (given.id, given.answer.as_str());
    match finish_adding(&signed.cx, own, answer, &given.name).await {
        Ok(added) if added.recovery.is_empty() => Ok(Redirect::to(AT).into_response()),
        Ok(added) => told_once(&front, &visit, &signed, &added.recovery),
        Err(Error::Refused(why)) => {
            let wrong = Some(told(why));
            refused(&laid_out(&front, &visit, &signed, &given.name, wrong).await?)
        }
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}

async fn take_away(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Form(gone): Form<Gone>,
) -> Result<Response, Failure> {
    let own = (staff_of(&signed)?, signed.token.as_str());
    let wrong = Some(("id", "accounts-passkey-which-none"));
    let Ok(id) = gone.id.parse() else {
        return refused(&laid_out(&front, &visit, &signed, "", wrong).await?);
    };
    match remove(&signed.cx, own, &gone.gone_password, id).await? {
        true => Ok(Redirect::to(AT).into_response()),
        false => {
            let wrong = Some(("gone_password", "accounts-password-wrong"));
            refused(&laid_out(&front, &visit, &signed, "", wrong).await?)
        }
    }
}
