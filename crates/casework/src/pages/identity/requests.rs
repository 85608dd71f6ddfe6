//! What custodians are asked, and what they answer: who asks, why, who agreed. An auditor reads it too. The complaint is
//! told by its reference alone.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, State};
use axum::response::{Html, Redirect};
use faisceau_domain::journal::Deed;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::accounts::identities;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::{Notice, SummaryList, Tone};
use faisceau_platform::web::{Failure, Frame, Front, Markup, Signed, Visit};
use futures_util::future::BoxFuture;
use serde::Deserialize;
use uuid::Uuid;

use super::one::LASTING;
use super::{REQUESTS, needed, told};
use crate::case;
use crate::desk::Desk;
use crate::identity::{Refused, approve};
use crate::pages::written;
use crate::shown::Names;

struct Line {
    reference: String,
    told: SummaryList,
    id: String,
    /// Whether the reader may agree: the rule is asked again then.
    agrees: bool,
}

#[derive(Template)]
#[template(path = "identity_requests.html")]
struct RequestsPage {
    f: Frame,
    action: &'static str,
    lead: String,
    lines: Vec<Line>,
}

pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    let (say, cx) = (visit.say(), &signed.cx);
    let now = cx.world.clock.now();
    let desk = Desk::of(&front, &signed);
    let mut tx = cx.world.db.write().await?;
    // A reference alone is told of complaints of any unit.
    tx.over_units().await?;
    let names = Names::load(&mut tx).await?;
    let mut lines = Vec::new();
    for one in identities::newest(&mut tx).await? {
        let reference = case::load(&mut tx, one.complaint).await?;
        let resource = Resource::complaint(one.complaint.to_string());
        let mine = Some(one.by.0) == cx.actor.account();
        lines.push(Line {
            reference: reference.map_or_else(String::new, |case| case.reference),
            told: told(&say, &names, &one, (needed(cx), now)),
            id: one.id.to_string(),
            agrees: one.waits(now) && !mine && desk.may(Action::IdentityApprove, &resource),
        });
    }
    tx.within_units().await?;
    cx.journal(&mut tx, Deed::IdentityListed, "list", None, "{}")
        .await?;
    tx.commit().await?;
    let [hours, waits] = LASTING.map(|hours| hours.to_string());
    let lead = [("hours", hours.as_str()), ("waits", waits.as_str())];
    written(&RequestsPage {
        f: front
            .staff_frame(&visit, &signed, say.say("sealed-requests"))
            .back_to("/agent"),
        action: REQUESTS,
        lead: say.with("sealed-requests-lead", &lead),
        lines,
    })
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Sent {
    demande: String,
}

pub(super) async fn approve(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Form(sent): Form<Sent>,
) -> Result<Redirect, Failure> {
    // What names no request is no request.
    let id = sent.demande.parse().unwrap_or(Uuid::nil());
    let desk = Desk::of(&front, &signed);
    match approve::approve(&signed.cx, &desk, id).await {
        Ok(_) => Ok(Redirect::to(REQUESTS)),
        Err(Error::Refused(Refused::NotAllowed)) => Err(Failure::forbidden()),
        Err(Error::Refused(Refused::NoRequest)) => Err(Failure::unprocessable()),
        Err(Error::Refused(why)) => {
            let key = format!("sealed-refused-{}", why.code());
            Err(Failure::conflict().saying(signed.cx.say().say(&key)))
        }
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
    }
}

#[derive(Template)]
#[template(path = "identity_day.html")]
struct Day {
    notice: Notice,
    href: &'static str,
    see: String,
}

/// On the first page of custodians and auditors: requests that wait, identities that are open; nothing when there is none.
pub(super) fn day(cx: &Cx, _: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let say = cx.say();
        let now = cx.world.clock.now();
        let mut tx = cx.world.db.read().await?;
        let (waiting, open) = identities::counts(&mut tx, now).await?;
        tx.rollback().await?;
        if waiting + open == 0 {
            return Ok(Markup::default());
        }
        let (waiting, open) = (
            say.number("sealed-day-waiting", waiting),
            say.number("sealed-day-open", open),
        );
        let notice = Notice::new(Tone::Warn, waiting, open);
        let see = say.say("sealed-requests");
        let href = REQUESTS;
        Ok(Markup::of(&Day { notice, href, see })?)
    })
}
