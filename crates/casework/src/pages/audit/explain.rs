//! The page where members of staff explain accesses that were drawn, on their own desk. Nobody sees another's.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use faisceau_documents::words::Say;
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::{
    Asked, Button, ErrorSummary, FieldError, Notice, SummaryList, TextArea, Tone,
};
use faisceau_platform::web::{Failure, Frame, Front, Markup, Panel, Place, Signed, Visit};
use futures_util::future::BoxFuture;
use serde::Deserialize;
use uuid::Uuid;

use super::draws::sample_rows;
use super::in_error;
use crate::audit::explain::{self, Refused, Sample};
use crate::pages::written;

/// Where the page is.
pub(super) const PAGE: &str = "/agent/explications";

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Typed {
    #[serde(default)]
    acces: String,
    /// The words, under a name of their own for each access: a page may hold many.
    #[serde(flatten)]
    rest: BTreeMap<String, String>,
}

#[derive(Template)]
#[template(path = "audit_explain.html")]
struct ExplainPage {
    f: Frame,
    errors: ErrorSummary,
    samples: Vec<Shown>,
}

struct Shown {
    id: String,
    list: SummaryList,
    form: Option<(TextArea, Button)>,
}

pub(crate) async fn asked(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    written(&page(&front, &visit, &signed, None).await?)
}

pub(crate) async fn explain(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let id: Uuid = typed.acces.parse().map_err(|_| Failure::bad_request())?;
    let words = typed.rest.get(&field(id)).map_or("", String::as_str);
    match explain::explain(&signed.cx, id, words).await {
        Ok(()) => Ok(Redirect::to(PAGE).into_response()),
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
        Err(Error::Refused(Refused::NotAsked)) => Err(Failure::not_found()),
        Err(Error::Refused(Refused::Already)) => {
            Err(Failure::conflict().saying(visit.say().say("audit-explained-already")))
        }
        Err(Error::Refused(Refused::NoWords)) => {
            in_error(&page(&front, &visit, &signed, Some(id)).await?)
        }
    }
}

fn field(id: Uuid) -> String {
    format!("explication-{id}")
}

async fn page(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    empty: Option<Uuid>,
) -> Result<ExplainPage, Failure> {
    let say = visit.say();
    let account = signed.cx.actor.account().unwrap_or(Uuid::nil());
    let mut tx = front.world.db.read().await?;
    let samples = explain::asked_of(&mut tx, account).await?;
    tx.rollback().await?;
    let error = empty.map(|id| FieldError {
        name: field(id),
        message: say.say("audit-explain-error"),
    });
    let shown = samples.iter().map(|sample| {
        let error = error.as_ref().filter(|_| empty == Some(sample.id));
        Shown {
            id: sample.id.to_string(),
            list: SummaryList::new(&say, "", sample_rows(&say, sample)),
            form: sample.answer.is_none().then(|| form(&say, sample, error)),
        }
    });
    Ok(ExplainPage {
        samples: shown.collect(),
        f: front
            .staff_frame(visit, signed, say.say("audit-explain-title"))
            .with_errors(error.is_some()),
        errors: ErrorSummary::new(&say, error.into_iter().collect()),
    })
}

fn form(say: &Say, sample: &Sample, error: Option<&FieldError>) -> (TextArea, Button) {
    let asked = Asked::new(say, field(sample.id), say.say("audit-explain"))
        .hint(say.say("audit-explain-hint"))
        .error(error.map(|error| error.message.clone()));
    (
        TextArea::new(asked, ""),
        Button::primary(say.say("audit-explain-go")),
    )
}

/// What the first page says to who has accesses to explain.
pub(crate) fn panel() -> Panel<Cx> {
    Panel {
        place: Place::Day,
        order: 6,
        name: "explications",
        title_key: "audit-explain-title",
        permission: Some(Action::PurposeDeclare),
        render: Arc::new(waiting),
    }
}

#[derive(Template)]
#[template(path = "audit_waiting_panel.html")]
struct Waiting {
    notice: Notice,
    more: String,
}

fn waiting(cx: &Cx, _: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let Some(account) = cx.actor.account() else {
            return Ok(Markup::default());
        };
        let mut tx = cx.world.db.read().await?;
        let n = explain::waiting_of(&mut tx, account).await?;
        tx.rollback().await?;
        if n == 0 {
            return Ok(Markup::default());
        }
        let say = cx.say();
        let title = say.say("audit-explain-title");
        Ok(Markup::of(&Waiting {
            notice: Notice::new(Tone::Warn, title, say.number("audit-waiting", n)),
            more: say.say("audit-waiting-more"),
        })?)
    })
}
