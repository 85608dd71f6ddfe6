//! What was exchanged with the victim, and a message to write. Refused, it is shown again with
//! its words kept.

use super::decide::again;
use super::resource::{allowed, read};
use crate::post_message::{self, Refused};
use crate::space::worded::{self, piece};
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::Say;
use faisceau_domain::event::Side;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::{Asked, Button, TextArea};
use faisceau_platform::web::{Failure, Front, Markup, Signed, Visit};
use futures_util::future::BoxFuture;
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    message: String,
}

/// A form of one box and one button.
#[derive(Template)]
#[template(path = "panels/words.html")]
pub(super) struct Words {
    pub(super) action: String,
    pub(super) csrf: String,
    pub(super) note: String,
    pub(super) area: TextArea,
    pub(super) send: Button,
}

/// The exchange; the victim's messages are read from now on.
pub(super) fn panel(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let since = cx.world.clock.now();
        let (mut tx, complaint) = read(cx, id, Some(Deed::MessageRead)).await?;
        let messages = post_message::read_messages(cx, &mut tx, complaint.id, Side::Staff).await?;
        tx.commit().await?;
        piece(&worded::thread(&cx.say(), messages, Side::Staff, since))
    })
}

/// The form.
pub(super) fn form(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move { piece(&words(&cx.say(), &cx.form_token, id, "", None)) })
}

fn words(say: &Say, csrf: &str, id: Uuid, typed: &str, error: Option<String>) -> Words {
    let asked = Asked::new(say, "message", say.say("space-write-label"))
        .hint(say.say("space-write-hint"))
        .error(error);
    let mut area = TextArea::new(asked, typed);
    area.rows = 4;
    Words {
        action: format!("/dossier/{id}/message"),
        csrf: csrf.to_owned(),
        note: String::new(),
        area,
        send: Button::primary(say.say("space-send")),
    }
}

/// Posts a message to the victim.
pub(super) async fn post(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<Uuid>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    allowed(&front, &signed, id, Action::MessageWrite).await?;
    let posted =
        post_message::post_message(&signed.cx, ComplaintId(id), Side::Staff, &typed.message).await;
    let say = visit.say();
    let error = match posted {
        Ok(_) => return Ok(Redirect::to(&format!("/dossier/{id}#messages")).into_response()),
        Err(Error::Fault(fault)) => return Err(fault.into()),
        Err(Error::Refused(Refused::NoComplaint)) => return Err(Failure::gone()),
        Err(Error::Refused(Refused::Empty)) => say.say("space-message-empty"),
        Err(Error::Refused(Refused::TooLong { max, found })) => {
            let (max, found) = (max.to_string(), found.to_string());
            say.with("space-message-long", &[("max", &max), ("found", &found)])
        }
    };
    let form = words(&say, &visit.csrf, id, &typed.message, Some(error.clone()));
    again(
        &front,
        &visit,
        &signed,
        id,
        "space-write",
        ("message", error),
        &form,
    )
}
