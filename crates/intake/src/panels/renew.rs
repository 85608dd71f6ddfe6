//! A new follow-up code at the counter, for the person whose identity the officer saw: shown once, on a page
//! of its own, kept nowhere.

use super::resource::allowed;
use crate::recover::{self, Identity, Refused};
use crate::space::worded::piece;
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::response::{Html, IntoResponse, Response};
use faisceau_domain::id::ComplaintId;
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::{Button, Check};
use faisceau_platform::web::{Failure, Frame, Front, Markup, Signed, Visit};
use futures_util::future::BoxFuture;
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

#[derive(Deserialize)]
pub(super) struct Typed {
    #[serde(default)]
    identity_seen: String,
}

#[derive(Template)]
#[template(path = "panels/renew.html")]
struct Panel {
    action: String,
    csrf: String,
    note: String,
    error: Option<String>,
    seen: Check,
    send: Button,
}

#[derive(Template)]
#[template(path = "panels/renewed.html")]
struct Renewed {
    f: Frame,
    reference: String,
    code: String,
}

pub(super) fn panel(cx: &Cx, id: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move { piece(&form(cx, id, false)) })
}

fn form(cx: &Cx, id: Uuid, not_seen: bool) -> Panel {
    let say = cx.say();
    Panel {
        action: format!("/dossier/{id}/code"),
        csrf: cx.form_token.clone(),
        note: say.say("after-renew-note"),
        error: not_seen.then(|| say.say("after-renew-not-seen")),
        seen: Check {
            name: "identity_seen".to_owned(),
            value: "1".to_owned(),
            label: say.say("after-renew-seen"),
            ticked: false,
        },
        send: Button::danger(say.say("after-renew-send")),
    }
}

/// Gives the code.
pub(super) async fn post(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<Uuid>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let complaint = allowed(&front, &signed, id, Action::IdentityRead).await?;
    allowed(&front, &signed, id, Action::ComplaintAsk).await?;
    let identity = match typed.identity_seen.as_str() {
        "1" => Identity::Seen,
        _ => Identity::NotSeen,
    };
    let say = visit.say();
    let code = match recover::renew(&signed.cx, ComplaintId(id), identity).await {
        Ok(code) => code,
        Err(Error::Fault(fault)) => return Err(fault.into()),
        Err(Error::Refused(Refused::NoComplaint)) => return Err(Failure::not_found()),
        Err(Error::Refused(Refused::IdentityNotSeen)) => {
            let wrong = ("identity_seen", say.say("after-renew-not-seen"));
            let mut page = form(&signed.cx, id, true);
            page.csrf.clone_from(&visit.csrf);
            return super::decide::again(&front, &visit, &signed, id, "after-renew", wrong, &page);
        }
    };
    let page = Renewed {
        f: front
            .staff_frame(&visit, &signed, say.say("after-renew"))
            .back_to(format!("/dossier/{id}")),
        reference: complaint.reference,
        code: code.grouped(),
    };
    Ok(Html(piece(&page)?.to_string()).into_response())
}
