//! The page that opens a complaint in an emergency, and the list of such openings, where an auditor says what is thought of
//! each. Holds no rule.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use faisceau_documents::words::Say;
use faisceau_domain::exception::OPEN_FOR;
use faisceau_domain::journal::Deed;
use faisceau_platform::accounts::exceptions::{self, Break};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::{
    Asked, Button, ErrorSummary, FieldError, Kind, Notice, Pagination, TextArea, TextField, Tone,
};
use faisceau_platform::web::{Failure, Frame, Front, Markup, Signed, Visit};
use futures_util::future::BoxFuture;
use serde::Deserialize;
use uuid::Uuid;

use super::written;
use crate::break_glass::{self, Refused};
use crate::desk::Desk;
use crate::recuse::REASON_MIN;
use crate::shown::{self, Names};

/// Openings of one page.
const PAGE_ROWS: usize = 50;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    reference: String,
    motif: String,
}

#[derive(Template)]
#[template(path = "glass.html")]
struct GlassPage {
    f: Frame,
    errors: ErrorSummary,
    reference: TextField,
    reason: TextArea,
    open: Button,
    lead: String,
}

fn form(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    sent: &Sent,
    why: Option<Refused>,
) -> GlassPage {
    let say = visit.say();
    let min = REASON_MIN.to_string();
    let told = why.map(|why| {
        let name = match why {
            Refused::NoReason => "motif",
            _ => "reference",
        };
        let key = format!("glass-refused-{}", why.code());
        (name, say.with(&key, &[("min", &min)]))
    });
    let at_fault = |name: &str| {
        let wrong = told.as_ref().filter(|(field, _)| *field == name);
        wrong.map(|(_, words)| words.clone())
    };
    let reference = Asked::new(&say, "reference", say.say("glass-reference"))
        .hint(say.say("glass-reference-hint"))
        .error(at_fault("reference"));
    let reason = Asked::new(&say, "motif", say.say("glass-reason"))
        .hint(say.say("glass-reason-hint"))
        .error(at_fault("motif"));
    let errors = told.iter().map(|(name, message)| FieldError {
        name: (*name).to_owned(),
        message: message.clone(),
    });
    let hours = OPEN_FOR.as_hours().to_string();
    let f = front.staff_frame(visit, signed, say.say("glass-title"));
    GlassPage {
        errors: ErrorSummary::new(&say, errors.collect()),
        reference: TextField::new(reference, Kind::Text, &sent.reference),
        reason: TextArea::new(reason, &sent.motif),
        open: Button::danger(say.say("glass-open")),
        lead: say.with("glass-lead", &[("hours", &hours)]),
        f: f.with_errors(why.is_some()).back_to("/agent"),
    }
}

pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    written(&form(&front, &visit, &signed, &Sent::default(), None))
}

pub(super) async fn open(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Form(sent): Form<Sent>,
) -> Result<Response, Failure> {
    let cx = signed.cx.clone().because(sent.motif.trim());
    let desk = Desk::of(&front, &signed);
    match break_glass::break_glass(&cx, &desk, &sent.reference).await {
        Ok(id) => Ok(Redirect::to(&format!("/dossier/{id}")).into_response()),
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
        Err(Error::Refused(why)) => {
            let page = form(&front, &visit, &signed, &sent, Some(why));
            Ok((StatusCode::UNPROCESSABLE_ENTITY, written(&page)?).into_response())
        }
    }
}

struct Line {
    id: String,
    complaint: String,
    who: String,
    when: String,
    until: String,
    reason: String,
    examined: Option<String>,
}

#[derive(Template)]
#[template(path = "glass_list.html")]
struct ListPage {
    f: Frame,
    lines: Vec<Line>,
    pages: Pagination,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct After {
    apres: String,
}

pub(super) async fn list(
    State(front): State<Arc<Front>>,
    Query(after): Query<After>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    let (say, cx) = (visit.say(), &signed.cx);
    let before = after.apres.parse().unwrap_or(Uuid::max());
    let mut tx = cx.world.db.write().await?;
    let most = i64::try_from(PAGE_ROWS + 1).unwrap_or(i64::MAX);
    let mut breaks = exceptions::breaks(&mut tx, before, most).await?;
    let names = Names::load(&mut tx).await?;
    cx.journal(&mut tx, Deed::GlassListed, "list", None, "{}")
        .await?;
    tx.commit().await?;
    let more = breaks.len() > PAGE_ROWS;
    breaks.truncate(PAGE_ROWS);
    let last = breaks.last().filter(|_| more);
    let next = last.map(|last| format!("/agent/urgences?apres={}", last.id));
    let f = front.staff_frame(&visit, &signed, say.say("glass-list-title"));
    written(&ListPage {
        lines: breaks.iter().map(|one| line(&say, &names, one)).collect(),
        pages: Pagination::new(&say, None, next),
        f: f.back_to("/agent"),
    })
}

fn line(say: &Say, names: &Names, one: &Break) -> Line {
    let examined = one.examined.map(|(at, by, justified)| {
        let key = match justified {
            true => "glass-justified",
            false => "glass-unjustified",
        };
        let (at, by) = (shown::when(say, at), names.name(say, by));
        say.with(key, &[("at", &at), ("by", &by)])
    });
    Line {
        id: one.id.to_string(),
        complaint: one.complaint.to_string(),
        who: names.name(say, one.account),
        when: shown::when(say, one.at),
        until: shown::when(say, one.until),
        reason: one.reason.clone(),
        examined,
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Examined {
    ouverture: String,
    avis: String,
}

pub(super) async fn examine(
    signed: Signed,
    Form(sent): Form<Examined>,
) -> Result<Redirect, Failure> {
    let id = sent
        .ouverture
        .parse()
        .map_err(|_| Failure::unprocessable())?;
    let justified = match sent.avis.as_str() {
        "justified" => true,
        "unjustified" => false,
        _ => return Err(Failure::unprocessable()),
    };
    match break_glass::examine(&signed.cx, id, justified).await {
        Ok(()) => Ok(Redirect::to("/agent/urgences")),
        Err(Error::Refused(why)) => {
            let key = format!("glass-refused-{}", why.code());
            Err(Failure::conflict().saying(signed.cx.say().say(&key)))
        }
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}

#[derive(Template)]
#[template(path = "glass_day.html")]
struct Day {
    notice: Notice,
    see: String,
}

/// On the first page of auditors: openings that nobody looked at; nothing when there is none.
pub(crate) fn day(cx: &Cx, _: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let say = cx.say();
        let mut tx = cx.world.db.read().await?;
        let waiting = exceptions::unexamined(&mut tx).await?;
        tx.rollback().await?;
        if waiting == 0 {
            return Ok(Markup::default());
        }
        let title = say.number("glass-day", waiting);
        let notice = Notice::new(Tone::Danger, title, say.say("glass-day-do"));
        let see = say.say("glass-list-title");
        Ok(Markup::of(&Day { notice, see })?)
    })
}
