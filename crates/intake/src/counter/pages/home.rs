//! The counter's first page: the files one holds, those of the unit's colleagues, and how one is opened.

use super::hold::failure;
use crate::counter::{self, CounterFile, Held, Refused};
use crate::pages::shown::{Pairs, first, shown_as};
use crate::{file, receipt};
use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::{Say, dates};
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::id::{AccountId, DraftId};
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::accounts;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::{
    Asked, Button, Choice, ErrorSummary, FieldError, Kind, Select, TextField,
};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A file one holds.
struct Mine {
    href: String,
    label: String,
    since: String,
    missing: usize,
    note: String,
}

/// A file of a colleague.
struct Other {
    id: String,
    who: String,
    since: String,
    reason: TextField,
}

/// A gesture that was refused: the input it is about, and what was typed there.
struct Told<'a> {
    why: &'a Refused,
    field: String,
    typed: &'a str,
}

#[derive(Template)]
#[template(path = "counter/home.html")]
struct Home {
    f: Frame,
    errors: ErrorSummary,
    mine: Vec<Mine>,
    others: Vec<Other>,
    kind: Select,
    code: TextField,
    open: Button,
    take: Button,
}

/// The input of the reason why a colleague's file is taken.
fn reason_of(id: DraftId) -> String {
    format!("reason-{id}")
}

/// What is open, and how to open.
pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Response, Failure> {
    show(&front, &visit, &signed, None).await
}

async fn show(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    refused: Option<&Told<'_>>,
) -> Result<Response, Failure> {
    let (cx, say) = (&signed.cx, visit.say());
    let lists = counter::lists(cx).await.map_err(failure)?;
    let names = names(cx).await?;
    let error = refused.map(|told| FieldError {
        name: told.field.clone(),
        message: say.say(&format!("counter-refused-{}", told.why.code())),
    });
    let typed = |name: &str| {
        let told = refused.filter(|told| told.field == name);
        told.map_or("", |told| told.typed)
    };
    let asked = |name: &str, key: &str| {
        let told = error.as_ref().filter(|error| error.name == name);
        Asked::new(&say, name, say.say(key)).error(told.map(|error| error.message.clone()))
    };
    let kinds = front.world.forms.open_on(file::today(cx)).into_iter();
    let kinds = kinds.map(|kind| {
        let chosen = kind.code == typed("type");
        Choice::new(&kind.code, kind.label.get(visit.lang)).chosen(chosen)
    });
    let code = asked("code", "counter-code").hint(say.say("counter-code-hint"));
    let reason = |id: DraftId| {
        let name = reason_of(id);
        let asked = asked(&name, "counter-take-reason");
        TextField::new(asked, Kind::Text, typed(&name))
    };
    let page = Home {
        f: front
            .staff_frame(visit, signed, say.say("counter-title"))
            .with_errors(error.is_some()),
        mine: lists.mine.iter().map(|file| mine(cx, &say, file)).collect(),
        others: lists
            .others
            .iter()
            .map(|held| other(&say, held, &names, reason(held.id)))
            .collect(),
        kind: Select::new(&say, asked("type", "counter-type"), kinds.collect()),
        code: TextField::new(code, Kind::Code, typed("code")),
        open: Button::primary(say.say("counter-open")),
        take: Button::secondary(say.say("counter-open-code")),
        errors: ErrorSummary::new(&say, error.into_iter().collect()),
    };
    let status = match refused {
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
        None => StatusCode::OK,
    };
    shown_as(status, &page)
}

async fn names(cx: &Cx) -> Result<BTreeMap<AccountId, String>, Fault> {
    let mut tx = cx.world.db.read().await?;
    let staff = accounts::list(&mut tx).await?;
    Ok(staff
        .into_iter()
        .map(|one| (one.id, one.display_name))
        .collect())
}

fn since(say: &Say, held: &Held) -> String {
    dates::moment(say, &held.opened_at.to_zoned(receipt::zone()))
}

fn mine(cx: &Cx, say: &Say, file: &CounterFile) -> Mine {
    let journey = file.draft.journey(&cx.world.forms);
    Mine {
        href: format!("/guichet/{}", file.held.id),
        label: journey.kind().label.get(say.lang).to_owned(),
        since: since(say, &file.held),
        missing: journey.missing().len(),
        note: file.held.handed_note.clone(),
    }
}

fn other(say: &Say, held: &Held, names: &BTreeMap<AccountId, String>, reason: TextField) -> Other {
    Other {
        id: held.id.to_string(),
        who: names.get(&held.officer).cloned().unwrap_or_default(),
        since: since(say, held),
        reason,
    }
}

/// Whether this officer takes complaints in the unit.
pub(super) fn may_open(front: &Front, signed: &Signed) -> Result<(), Failure> {
    let unit = signed.cx.staff.as_ref().map(|staff| staff.unit.clone());
    let here = Resource::complaint("new").of_units(unit);
    front.allow(signed, Action::ComplaintFile, &here)
}

/// Opens a new file.
pub(super) async fn open(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    may_open(&front, &signed)?;
    let typed = first(&pairs, "type");
    let opened = counter::open(&signed.cx, typed).await;
    led(&front, &visit, &signed, opened, ("type", typed)).await
}

/// Opens the draft whose code a visitor brings.
pub(super) async fn brought(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    may_open(&front, &signed)?;
    let typed: String = first(&pairs, "code").chars().take(64).collect();
    let opened = match Code::parse(CodeKind::Resume, &typed) {
        Ok(code) => counter::open_with_code(&signed.cx, &code).await,
        Err(_) => Err(Error::Refused(Refused::NoDraft)),
    };
    led(&front, &visit, &signed, opened, ("code", &typed)).await
}

/// To the file, or to this page with what is wrong.
async fn led(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    opened: Result<CounterFile, Error<Refused>>,
    (field, typed): (&str, &str),
) -> Result<Response, Failure> {
    match opened {
        Ok(file) => {
            let to = format!("/guichet/{}", file.held.id);
            Ok(Redirect::to(&to).into_response())
        }
        Err(Error::Refused(why)) => {
            let told = Told {
                why: &why,
                field: field.to_owned(),
                typed,
            };
            show(front, visit, signed, Some(&told)).await
        }
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}

/// Takes a file that a colleague holds, with a reason.
pub(super) async fn take_over(
    State(front): State<Arc<Front>>,
    Path(id): Path<DraftId>,
    visit: Visit,
    signed: Signed,
    axum_extra::extract::Form(pairs): Pairs,
) -> Result<Response, Failure> {
    may_open(&front, &signed)?;
    let field = reason_of(id);
    let typed = first(&pairs, &field);
    let cx = signed.cx.clone().because(typed);
    match counter::take_over(&cx, id).await {
        Ok(()) => Ok(Redirect::to(&format!("/guichet/{id}")).into_response()),
        Err(Error::Refused(why @ (Refused::NoReason | Refused::TooMany))) => {
            let told = Told {
                why: &why,
                field,
                typed,
            };
            show(&front, &visit, &signed, Some(&told)).await
        }
        Err(other) => Err(failure(other)),
    }
}
