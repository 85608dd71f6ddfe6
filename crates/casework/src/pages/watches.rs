//! The values a person watches: the list, the form that adds one, the button that removes one. What is
//! typed travels in the body of a form, never in an address.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use faisceau_documents::words::Say;
use faisceau_identifiers as identifiers;
use faisceau_platform::fault::Error;
use faisceau_platform::web::parts::{
    Asked, Button, Choice, ErrorSummary, FieldError, Kind, Notice, Select, TextField, Tone,
};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use serde::Deserialize;
use uuid::Uuid;

use super::{word, written};
use crate::alert::words::kind_word;
use crate::desk::Desk;
use crate::search::TERM_CHARACTERS_MAX;
use crate::shown;
use crate::watch::add::{self, Refused, Wanted};
use crate::watch::{self, Watch, remove};

#[derive(Debug, Default, Deserialize)]
pub(super) struct Params {
    #[serde(default)]
    identifiant: String,
    #[serde(default)]
    dit: String,
}

#[derive(Debug, Default, Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    identifiant: String,
    #[serde(default)]
    genre: String,
    #[serde(default)]
    valeur: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    jours: String,
}

struct Line {
    id: String,
    kind: String,
    value: String,
    reason: String,
    since: String,
    until: String,
}

#[derive(Template)]
#[template(path = "watches.html")]
struct WatchesPage {
    f: Frame,
    errors: ErrorSummary,
    told: Option<Notice>,
    lines: Vec<Line>,
    met: Option<String>,
    kind: Select,
    value: TextField,
    reason: TextField,
    days: TextField,
    add: Button,
}

pub(super) async fn watches(
    State(front): State<Arc<Front>>,
    Query(params): Query<Params>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    let typed = Typed {
        identifiant: params.identifiant,
        jours: front.world.thresholds.watch.days.to_string(),
        ..Typed::default()
    };
    let mut page = page(&front, &visit, &signed, &typed, None).await?;
    let say = visit.say();
    page.told = params.dit.parse::<i64>().ok().map(|told| {
        let title = say.say("alerts-watch-added");
        Notice::new(Tone::Ok, title, say.number("alerts-watch-told", told)).live()
    });
    let cx = &signed.cx;
    let mut tx = cx.world.db.write().await?;
    watch::journal(cx, &mut tx, page.lines.len()).await?;
    tx.commit().await?;
    written(&page)
}

pub(super) async fn add(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let wanted = match typed.identifiant.trim() {
        "" => Wanted::Typed {
            kind: typed.genre.clone(),
            text: typed.valeur.clone(),
        },
        id => Wanted::Met(id.parse().map_err(|_| Failure::bad_request())?),
    };
    let reason = word(Some(&typed.reason)).unwrap_or_default();
    let cx = signed.cx.clone().because(&reason);
    let desk = Desk::of(&front, &signed);
    let days = typed.jours.trim().parse().ok();
    match add::add(&cx, &desk, &wanted, days).await {
        Ok(added) => {
            let address = format!("/alerts/watches?dit={}", added.told);
            Ok(Redirect::to(&address).into_response())
        }
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
        Err(Error::Refused(Refused::NotAllowed)) => Err(Failure::forbidden()),
        Err(Error::Refused(why)) => {
            let page = page(&front, &visit, &signed, &typed, Some(why)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, written(&page)?).into_response())
        }
    }
}

#[derive(Deserialize)]
pub(super) struct Removed {
    #[serde(default)]
    veille: String,
}

pub(super) async fn remove(
    signed: Signed,
    Form(removed): Form<Removed>,
) -> Result<Redirect, Failure> {
    let id = removed.veille.parse();
    let id: Uuid = id.map_err(|_| Failure::unprocessable())?;
    match remove::remove(&signed.cx, id).await? {
        true => Ok(Redirect::to("/alerts/watches")),
        false => Err(Failure::not_found()),
    }
}

async fn page(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    typed: &Typed,
    refused: Option<Refused>,
) -> Result<WatchesPage, Failure> {
    let say = visit.say();
    let limits = front.world.thresholds.watch;
    let error = refused.map(|why| error(&say, why, limits.days_max));
    let told = |name: &str| {
        let error = error.as_ref().filter(|error| error.name == name);
        error.map(|error| error.message.clone())
    };
    let clean = |text: &str| -> String {
        let kept = text.chars().filter(|c| !c.is_control());
        kept.take(TERM_CHARACTERS_MAX).collect()
    };
    let asked = |name: &str, key: &str, hint: &str| {
        let asked = Asked::new(&say, name, say.say(key)).hint(say.say(hint));
        asked.error(told(name))
    };
    let mut tx = front.world.db.read().await?;
    let account = signed.cx.actor.account().unwrap_or(Uuid::nil());
    let held = watch::of_account(&mut tx, account, i64::from(limits.each_max)).await?;
    tx.rollback().await?;
    let kinds = identifiers::Kind::ALL.into_iter().map(|kind| {
        let code = kind.code();
        Choice::new(code, kind_word(&say, code)).chosen(typed.genre == code)
    });
    let kind = Asked::new(&say, "genre", say.say("alerts-watch-kind")).error(told("genre"));
    let value = asked("valeur", "alerts-watch-value", "alerts-watch-value-hint");
    let reason = asked("reason", "alerts-watch-reason", "alerts-watch-reason-hint");
    let days = Asked::new(&say, "jours", say.say("alerts-watch-days"))
        .hint(say.number("alerts-watch-days-hint", i64::from(limits.days_max)))
        .error(told("jours"));
    let met: Option<Uuid> = typed.identifiant.trim().parse().ok();
    Ok(WatchesPage {
        f: front
            .staff_frame(visit, signed, say.say("alerts-watches-title"))
            .with_errors(error.is_some())
            .back_to("/alerts"),
        told: None,
        lines: held.iter().map(|watch| line(&say, watch)).collect(),
        met: met.map(|id| id.to_string()),
        kind: Select::new(&say, kind, kinds.collect()),
        value: TextField::new(value, Kind::Text, clean(&typed.valeur)),
        reason: TextField::new(reason, Kind::Text, clean(&typed.reason)),
        days: TextField::new(days, Kind::Digits, clean(&typed.jours)).wide(4),
        add: Button::primary(say.say("alerts-watch-add")),
        errors: ErrorSummary::new(&say, error.into_iter().collect()),
    })
}

fn line(say: &Say, watch: &Watch) -> Line {
    Line {
        id: watch.id.to_string(),
        kind: kind_word(say, &watch.kind),
        value: watch.shown(),
        reason: watch.reason.clone(),
        since: shown::when(say, watch.created_at),
        until: shown::when(say, watch.expires_at),
    }
}

/// Why a value is not watched, beside the field it is about.
pub(crate) fn error(say: &Say, why: Refused, days_max: u32) -> FieldError {
    let (name, message) = match why {
        Refused::NotAllowed | Refused::NoKind => ("genre", say.say("alerts-watch-no-kind")),
        Refused::NotAValue => ("valeur", say.say("alerts-watch-not-a-value")),
        Refused::Already => ("valeur", say.say("alerts-watch-already")),
        Refused::TooMany => ("valeur", say.say("alerts-watch-too-many")),
        Refused::NoReason => ("reason", say.say("alerts-watch-no-reason")),
        Refused::Days => (
            "jours",
            say.number("alerts-watch-days-error", i64::from(days_max)),
        ),
    };
    FieldError {
        name: name.to_owned(),
        message,
    }
}
