//! The search: the term travels in the body of a form, never in an address or a log; results
//! cannot be bookmarked. The reason is asked before anything is looked up.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use faisceau_documents::words::Say;
use faisceau_identifiers::Kind as IdentifierKind;
use faisceau_platform::fault::Error;
use faisceau_platform::web::parts::{
    Asked, Button, ErrorSummary, FieldError, Kind, Notice, PivotChip, PivotKind, TextField, Tone,
};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use serde::Deserialize;

use super::inbox::{Cases, Line, lines};
use super::{word, written};
use crate::desk::Desk;
use crate::search::{self, Found, Refused, Value};

#[derive(Deserialize)]
pub(super) struct Sought {
    #[serde(default)]
    q: String,
    #[serde(default)]
    reason: String,
}

#[derive(Template)]
#[template(path = "search.html")]
struct SearchPage {
    f: Frame,
    errors: ErrorSummary,
    term: TextField,
    reason: TextField,
    go: Button,
    me: String,
    found: Option<Shown>,
}

struct Shown {
    values: Vec<PivotChip>,
    lines: Vec<Line>,
    more: Option<Notice>,
}

impl SearchPage {
    fn cases<'a>(&'a self, found: &'a Shown) -> Cases<'a> {
        Cases {
            f: &self.f,
            id: "found",
            caption: self.f.say.say("casework-search-found"),
            me: &self.me,
            several: None,
            lines: &found.lines,
        }
    }
}

pub(super) async fn form(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    let empty = Sought {
        q: String::new(),
        reason: String::new(),
    };
    written(&page(&front, &visit, &signed, &empty, None))
}

pub(super) async fn search(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Form(sought): Form<Sought>,
) -> Result<Response, Failure> {
    let reason = word(Some(&sought.reason)).unwrap_or_default();
    let cx = signed.cx.clone().because(&reason);
    let desk = Desk::of(&front, &signed);
    let found = match search::search(&cx, &desk, &sought.q).await {
        Ok(found) => found,
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
        Err(Error::Refused(Refused::NotAllowed)) => return Err(Failure::forbidden()),
        Err(Error::Refused(why)) => {
            let page = page(&front, &visit, &signed, &sought, Some(why));
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, written(&page)?).into_response());
        }
    };
    let say = visit.say();
    let mut tx = cx.world.db.read().await?;
    let lines = lines(&mut tx, &front, &desk, &say, &found.cases).await?;
    tx.rollback().await?;
    let mut page = page(&front, &visit, &signed, &sought, None);
    page.found = Some(shown(&say, &found, lines));
    Ok(written(&page)?.into_response())
}

fn shown(say: &Say, found: &Found, lines: Vec<Line>) -> Shown {
    let more = found.more.then(|| {
        let title = say.say("casework-search-more");
        Notice::new(Tone::Warn, title, say.say("casework-search-more-text"))
    });
    Shown {
        values: found.values.iter().map(|value| chip(say, value)).collect(),
        lines,
        more,
    }
}

/// The value as the person typed it themself, so it is not masked.
fn chip(say: &Say, value: &Value) -> PivotChip {
    let kind = match value.identifier.kind() {
        IdentifierKind::Iban => PivotKind::Iban,
        IdentifierKind::Phone => PivotKind::Phone,
        IdentifierKind::Email => PivotKind::Email,
        IdentifierKind::Url => PivotKind::Url,
        IdentifierKind::Crypto => PivotKind::Crypto,
        IdentifierKind::Handle => PivotKind::Handle,
        IdentifierKind::Ip => PivotKind::Device,
        IdentifierKind::PaymentReference => PivotKind::Reference,
    };
    let mut chip = PivotChip::new(say, kind, value.identifier.defanged());
    chip.href = value.known.map(|id| format!("/pivots/{id}"));
    let count = i64::try_from(value.complaints).unwrap_or(i64::MAX);
    chip.count = Some(say.number("casework-search-complaints", count));
    chip
}

fn page(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    sought: &Sought,
    refused: Option<Refused>,
) -> SearchPage {
    let say = visit.say();
    let error = refused.and_then(|why| {
        let (name, message) = match why {
            Refused::NotAllowed => return None,
            Refused::NoTerm => ("q", say.say("casework-search-no-term")),
            Refused::TermTooLong => ("q", say.say("casework-search-term-too-long")),
            Refused::NoReason => ("reason", say.say("casework-search-no-reason")),
        };
        let name = name.to_owned();
        Some(FieldError { name, message })
    });
    let told = |name: &str| {
        let error = error.as_ref().filter(|error| error.name == name);
        error.map(|error| error.message.clone())
    };
    let typed = |text: &str| -> String {
        let kept = text.chars().filter(|c| !c.is_control());
        kept.take(search::TERM_CHARACTERS_MAX).collect()
    };
    let term = Asked::new(&say, "q", say.say("casework-search-term"))
        .hint(say.say("casework-search-term-hint"))
        .error(told("q"));
    let reason = Asked::new(&say, "reason", say.say("casework-search-reason"))
        .hint(say.say("casework-search-reason-hint"))
        .error(told("reason"));
    let title = say.say("casework-search-title");
    SearchPage {
        f: front
            .staff_frame(visit, signed, title)
            .with_errors(error.is_some()),
        term: TextField::new(term, Kind::Text, typed(&sought.q)),
        reason: TextField::new(reason, Kind::Text, typed(&sought.reason)),
        errors: ErrorSummary::new(&say, error.into_iter().collect()),
        go: Button::primary(say.say("casework-search-go")),
        me: signed.actor.id.clone(),
        found: None,
    }
}
