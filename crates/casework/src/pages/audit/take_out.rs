//! What is taken out of the journal for the supervisory authority: the form, what was taken out so far, and the files. It holds
//! no rule.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use faisceau_documents::words::Say;
use faisceau_domain::id::AccountId;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::fault::Error;
use faisceau_platform::web::parts::{
    Asked, Button, Choice, ErrorSummary, FieldError, Kind, Row, Select, SummaryList, TextField,
};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use serde::Deserialize;
use uuid::Uuid;

use super::draws::{reason, settled};
use super::period::{self, Chosen};
use super::{in_error, told};
use crate::audit::take_out::{self, Asked as Wanted, ENTRIES_MAX, Export, File, Refused};
use crate::audit::words;
use crate::pages::written;
use crate::shown::{self, Names};

/// Where the page is.
pub(super) const PAGE: &str = "/agent/controle/extraits";
/// The files of each.
const FILES: [&str; 3] = ["journal.csv", "journal.json", "manifest.json"];

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(flatten)]
    chosen: Chosen,
    #[serde(default)]
    compte: String,
    #[serde(default)]
    sujet: String,
    #[serde(default)]
    motif: String,
}

#[derive(Template)]
#[template(path = "audit_exports.html")]
struct ExportsPage {
    f: Frame,
    errors: ErrorSummary,
    days: Select,
    end: TextField,
    account: Select,
    subject: TextField,
    reason: TextField,
    go: Button,
    exports: Vec<Shown>,
}

struct Shown {
    list: SummaryList,
    files: Vec<(String, &'static str)>,
}

pub(crate) async fn list(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    front.allow(&signed, Action::JournalRead, &Resource::journal())?;
    written(&page(&front, &visit, &signed, &Typed::default(), None).await?)
}

/// An id that may be left empty.
fn id(text: &str) -> Result<Option<Uuid>, ()> {
    match text.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| ()),
    }
}

pub(crate) async fn take_out(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    front.allow(&signed, Action::JournalRead, &Resource::journal())?;
    let say = visit.say();
    let reason = words(&typed.motif).unwrap_or_default();
    let cx = signed.cx.clone().because(&reason);
    let now = cx.world.clock.now();
    let account = id(&typed.compte).map_err(|()| Failure::bad_request())?;
    let error = match (typed.chosen.period(now), id(&typed.sujet)) {
        (Err(()), _) => period::error(&say),
        (_, Err(())) => FieldError {
            name: "sujet".to_owned(),
            message: say.say("audit-subject-error"),
        },
        (Ok(period), Ok(subject)) => {
            let period = settled(period, typed.chosen.days(), now);
            let wanted = Wanted {
                period,
                account,
                subject,
            };
            match take_out::take_out(&cx, wanted).await {
                Ok(_) => return Ok(Redirect::to(PAGE).into_response()),
                Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
                Err(Error::Refused(why)) => refusal(&say, why),
            }
        }
    };
    in_error(&page(&front, &visit, &signed, &typed, Some(error)).await?)
}

fn refusal(say: &Say, why: Refused) -> FieldError {
    let (name, message) = match why {
        Refused::NoReason => ("motif", say.say("audit-reason-error")),
        Refused::TooMany => ("jours", say.number("audit-too-many", ENTRIES_MAX)),
        Refused::Period | Refused::NoExport | Refused::Altered => {
            ("fin", say.say("audit-end-error"))
        }
    };
    FieldError {
        name: name.to_owned(),
        message,
    }
}

pub(crate) async fn file(
    State(front): State<Arc<Front>>,
    Path((id, name)): Path<(Uuid, String)>,
    visit: Visit,
    signed: Signed,
) -> Result<Response, Failure> {
    front.allow(&signed, Action::JournalRead, &Resource::journal())?;
    let file = File::named(&name).ok_or_else(Failure::not_found)?;
    let bytes = match take_out::file(&signed.cx, id, file).await {
        Ok(bytes) => bytes,
        Err(Error::Fault(fault)) => return Err(Failure::fault(&fault)),
        Err(Error::Refused(Refused::Altered)) => {
            return Err(Failure::conflict().saying(visit.say().say("audit-altered")));
        }
        Err(Error::Refused(_)) => return Err(Failure::not_found()),
    };
    let media = match file {
        File::Csv => "text/csv; charset=utf-8",
        File::Json | File::Manifest => "application/json",
    };
    let attached = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let attached = attached.map_err(|error| Failure::fault(&error.into()))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (header::CONTENT_DISPOSITION, attached),
    ];
    Ok((headers, bytes).into_response())
}

async fn page(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    typed: &Typed,
    error: Option<FieldError>,
) -> Result<ExportsPage, Failure> {
    let say = visit.say();
    let mut tx = front.world.db.write().await?;
    let exports = take_out::list(&mut tx).await?;
    let names = Names::load(&mut tx).await?;
    signed
        .cx
        .journal(&mut tx, Deed::JournalRead, "export", None, "{}")
        .await?;
    tx.commit().await?;
    let message = |name: &str| {
        let error = error.as_ref().filter(|error| error.name == name);
        error.map(|error| error.message.clone())
    };
    let mut days = period::days(&say, &typed.chosen);
    days.asked.error = message("jours");
    let subject = Asked::new(&say, "sujet", say.say("audit-subject"))
        .hint(say.say("audit-subject-hint"))
        .error(message("sujet"));
    let kept: String = typed
        .sujet
        .chars()
        .filter(|c| !c.is_control())
        .take(36)
        .collect();
    Ok(ExportsPage {
        f: front
            .staff_frame(visit, signed, say.say("audit-exports-title"))
            .with_errors(error.is_some())
            .back_to(super::PAGE),
        days,
        end: period::end(&say, &typed.chosen, error.as_ref()),
        account: account(&say, &names, &typed.compte),
        subject: TextField::new(subject, Kind::Text, kept).wide(36),
        reason: reason(&say, &typed.motif, message("motif")),
        go: Button::primary(say.say("audit-export-go")),
        exports: exports.iter().map(|one| shown(&say, &names, one)).collect(),
        errors: ErrorSummary::new(&say, error.into_iter().collect()),
    })
}

fn account(say: &Say, names: &Names, chosen: &str) -> Select {
    let choices = names.iter().map(|staff| {
        let id = staff.id.to_string();
        let is = id == chosen;
        Choice::new(id, names.name(say, staff.id)).chosen(is)
    });
    let asked = Asked::new(say, "compte", say.say("casework-journal-who"));
    let mut select = Select::new(say, asked, choices.collect());
    select.empty = say.say("casework-filter-any");
    select
}

fn shown(say: &Say, names: &Names, one: &Export) -> Shown {
    let mut rows = vec![
        Row::new(say.say("audit-by"), names.name(say, AccountId(one.made_by))),
        Row::new(say.say("audit-reason"), one.reason.clone()),
        Row::new(say.say("audit-period-label"), told(say, one.asked.period)),
        Row::new(say.say("audit-entries"), one.entries.to_string()),
    ];
    if let Some(account) = one.asked.account {
        let name = names.name(say, AccountId(account));
        rows.push(Row::new(say.say("casework-journal-who"), name));
    }
    if let Some(subject) = one.asked.subject {
        rows.push(Row::new(say.say("audit-subject"), subject.to_string()).exact());
    }
    rows.push(Row::new("journal.csv, SHA-256", &one.csv_sha256).exact());
    rows.push(Row::new("journal.json, SHA-256", &one.json_sha256).exact());
    let made = shown::when(say, one.made_at);
    let files = FILES.map(|file| (format!("{PAGE}/{}/{file}", one.id), file));
    Shown {
        list: SummaryList::new(say, made, rows),
        files: files.to_vec(),
    }
}
