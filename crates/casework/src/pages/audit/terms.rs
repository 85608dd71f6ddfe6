//! What was searched on a day, for an auditor who says why: the form that chooses the day, and what its key opens. It holds
//! no rule.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, State};
use axum::response::{Html, IntoResponse, Response};
use faisceau_documents::words::Say;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::fault::Error;
use faisceau_platform::searched::{self, Refused, Searched};
use faisceau_platform::web::parts::{
    Asked, Button, Cell, Choice, Column, DataTable, ErrorSummary, FieldError, Select, TextField,
};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use jiff::civil::Date;
use serde::Deserialize;

use super::draws::reason;
use super::in_error;
use crate::audit::words;
use crate::pages::written;
use crate::shown::{self, Names};

/// Where the page is.
pub(super) const PAGE: &str = "/agent/controle/recherches";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Typed {
    jour: String,
    motif: String,
}

#[derive(Template)]
#[template(path = "audit_terms.html")]
struct TermsPage {
    f: Frame,
    errors: ErrorSummary,
    kept: String,
    table: Option<DataTable>,
    day: Option<Select>,
    reason: TextField,
    go: Button,
}

pub(crate) async fn days(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    front.allow(&signed, Action::JournalRead, &Resource::journal())?;
    let mut tx = front.world.db.write().await?;
    signed
        .cx
        .journal(&mut tx, Deed::JournalRead, "search", None, "{}")
        .await?;
    tx.commit().await?;
    written(&page(&front, &visit, &signed, &Typed::default(), (None, None)).await?)
}

pub(crate) async fn read(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    front.allow(&signed, Action::JournalRead, &Resource::journal())?;
    let say = visit.say();
    let wrong = |name: &str, key: &str| FieldError {
        name: name.to_owned(),
        message: say.say(key),
    };
    let cx = signed
        .cx
        .clone()
        .because(&words(&typed.motif).unwrap_or_default());
    let error = match typed.jour.parse::<Date>() {
        Err(_) => wrong("jour", "audit-terms-day-error"),
        Ok(day) => match searched::read(&cx, day).await {
            Ok(read) => {
                let table = table(&front, &say, day, &read).await?;
                let page = page(&front, &visit, &signed, &typed, (Some(table), None)).await?;
                return Ok(written(&page)?.into_response());
            }
            Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
            Err(Error::Refused(Refused::NoReason)) => wrong("motif", "audit-reason-error"),
        },
    };
    in_error(&page(&front, &visit, &signed, &typed, (None, Some(error))).await?)
}

async fn page(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    typed: &Typed,
    (table, error): (Option<DataTable>, Option<FieldError>),
) -> Result<TermsPage, Failure> {
    let say = visit.say();
    let mut tx = front.world.db.read().await?;
    let days = searched::days(&mut tx).await?;
    tx.rollback().await?;
    let message = |name: &str| {
        let error = error.as_ref().filter(|error| error.name == name);
        error.map(|error| error.message.clone())
    };
    let choices: Vec<Choice> = days
        .iter()
        .map(|(day, searches)| {
            let day = day.to_string();
            let args = [("day", day.as_str()), ("n", &searches.to_string())];
            Choice::new(&day, say.with("audit-terms-day-of", &args)).chosen(day == typed.jour)
        })
        .collect();
    let asked = Asked::new(&say, "jour", say.say("audit-terms-day"))
        .hint(say.say("audit-terms-day-hint"))
        .error(message("jour"));
    let kept = i64::from(front.world.config.limits.search_terms_days);
    Ok(TermsPage {
        f: front
            .staff_frame(visit, signed, say.say("audit-terms-title"))
            .with_errors(error.is_some())
            .back_to(super::PAGE),
        kept: say.number("audit-terms-kept", kept),
        table,
        day: (!choices.is_empty()).then(|| Select::new(&say, asked, choices)),
        reason: reason(&say, &typed.motif, message("motif")),
        go: Button::primary(say.say("audit-terms-go")),
        errors: ErrorSummary::new(&say, error.into_iter().collect()),
    })
}

async fn table(
    front: &Front,
    say: &Say,
    day: Date,
    read: &[Searched],
) -> Result<DataTable, Failure> {
    let mut tx = front.world.db.read().await?;
    let names = Names::load(&mut tx).await?;
    tx.rollback().await?;
    let rows = read.iter().map(|one| {
        let by = one.account.map(|account| names.name(say, account));
        let terms = one.terms.as_ref().map(|terms| terms.join(" · "));
        vec![
            Cell::text(shown::when(say, one.at)),
            Cell::text(by.unwrap_or_default()),
            Cell::text(terms.unwrap_or_else(|| say.say("audit-terms-unread"))),
            Cell::text(one.reason.clone()),
        ]
    });
    let columns = ["audit-terms-at", "audit-by", "audit-terms", "audit-reason"];
    let columns = columns.map(|key| Column::new(say.say(key))).to_vec();
    let caption = say.with("audit-terms-caption", &[("day", &day.to_string())]);
    Ok(DataTable::new(
        say,
        "terms",
        caption,
        columns,
        rows.collect(),
    ))
}
