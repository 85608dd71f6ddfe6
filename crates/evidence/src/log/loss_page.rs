//! The staff's page of the public log: where it stands, why it signs nothing if so, and the two gestures by which two persons
//! declare that entries are lost. A panel of the first page says it to who runs the installation. They hold no rule.

use super::loss::{self, Closed, Standing};
use super::publish::{self, Known, Refused as NotSigned};
use super::{memory, origin};
use crate::custody::said::{Names, when};
use askama::Template;
use axum::extract::{Form, State};
use axum::response::{Html, Redirect};
use faisceau_documents::words::Say;
use faisceau_domain::journal::Deed;
use faisceau_domain::merkle::checkpoint::Signed as Checkpoint;
use faisceau_domain::merkle::lineage;
use faisceau_domain::merkle::loss::{Proposal, Refused};
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::web::parts::{
    Asked, Button, ErrorSummary, FieldError, Notice, Row, SummaryList, TextArea, Tone,
};
use faisceau_platform::web::{
    Audience, Failure, Frame, Front, Markup, NavEntry, Panel, Place, Route, Routes, Signed, Visit,
};
use futures_util::future::BoxFuture;
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;

/// Where the page is.
const PAGE: &str = "/agent/journal-public";

/// The routes of the page.
pub(super) fn routes() -> Routes<Arc<Front>> {
    let reads = Audience::Staff(Action::InstallationRead);
    let loses = Audience::Staff(Action::LogLose);
    Routes::new("evidence")
        .with(Route::get(PAGE, reads), page)
        .with(
            Route::post("/agent/journal-public/perte", loses).sensitive(),
            declare,
        )
        .with_nav(NavEntry {
            order: 92,
            href: PAGE,
            key: "log-staff-title",
            needs: Action::InstallationRead,
        })
}

/// What the first page says when nothing is signed.
pub(super) fn panel() -> Panel<Cx> {
    Panel {
        place: Place::Day,
        order: 5,
        name: "journal-public",
        title_key: "log-staff-title",
        permission: Some(Action::InstallationRead),
        render: Arc::new(told),
    }
}

fn told(cx: &Cx, _: Uuid) -> BoxFuture<'_, Result<Markup, Fault>> {
    Box::pin(async move {
        let standing = loss::standing(cx).await?;
        let say = cx.say();
        match standing.refused {
            None => Ok(Markup::default()),
            Some(why) => Ok(Markup::of(&First {
                notice: notice(&say, &why),
                href: PAGE,
                more: say.say("log-staff-more"),
            })?),
        }
    })
}

#[derive(Template)]
#[template(path = "log_refused_panel.html")]
struct First {
    notice: Notice,
    href: &'static str,
    more: String,
}

#[derive(Template)]
#[template(path = "log_staff.html")]
struct Page {
    f: Frame,
    errors: ErrorSummary,
    state: SummaryList,
    refused: Option<Notice>,
    proposal: Option<SummaryList>,
    /// Said when the person who reads proposed it, and cannot agree.
    waits: Option<String>,
    form: Option<LossForm>,
    closed: Vec<SummaryList>,
}

/// The form of either gesture.
struct LossForm {
    lead: String,
    motive: TextArea,
    send: Button,
}

#[derive(Deserialize)]
struct Sent {
    #[serde(default)]
    gesture: String,
    #[serde(default)]
    motif: String,
}

async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    front.allow(&signed, Action::InstallationRead, &Resource::installation())?;
    shown(&front, &visit, &signed, "", None).await
}

async fn declare(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Form(sent): Form<Sent>,
) -> Result<Result<Redirect, Html<String>>, Failure> {
    front.allow(&signed, Action::LogLose, &Resource::installation())?;
    let cx = signed.cx.clone().because(&sent.motif);
    let done = match sent.gesture.as_str() {
        "propose" => loss::propose(&cx).await.map(|_| ()),
        "agree" => loss::agree(&cx).await.map(|_| ()),
        _ => return Err(Failure::bad_request()),
    };
    match done {
        Ok(()) => Ok(Ok(Redirect::to(PAGE))),
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
        Err(Error::Refused(Refused::Motive)) => {
            let again = shown(&front, &visit, &signed, &sent.motif, Some(Refused::Motive));
            Ok(Err(again.await?))
        }
        Err(Error::Refused(why)) => Err(Failure::conflict().saying(visit.say().say(refusal(why)))),
    }
}

/// The key of what a refusal says.
fn refusal(why: Refused) -> &'static str {
    match why {
        Refused::NothingLost => "log-loss-nothing",
        Refused::Motive => "log-loss-motive-short",
        Refused::Open => "log-loss-open",
        Refused::NoProposal => "log-loss-none",
        Refused::SamePerson => "log-loss-same",
    }
}

async fn shown(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    motive: &str,
    error: Option<Refused>,
) -> Result<Html<String>, Failure> {
    let (say, cx) = (visit.say(), &signed.cx);
    let standing = loss::standing(cx).await?;
    let mut tx = front.world.db.write().await?;
    cx.journal(&mut tx, Deed::LogRead, "installation", None, "{}")
        .await?;
    let last = publish::last(cx, &mut tx).await?;
    let names = Names::load(&mut tx).await?;
    tx.commit().await?;
    let may = front
        .allow(signed, Action::LogLose, &Resource::installation())
        .is_ok();
    let mine = standing
        .proposed
        .as_ref()
        .is_some_and(|one| Some(one.by.0) == cx.actor.account());
    let asks = may && standing.refused.is_some() && !mine;
    let told = error.map(|why| say.say(refusal(why)));
    let mut frame = front.staff_frame(visit, signed, say.say("log-staff-title"));
    frame.in_error = told.is_some();
    let page = Page {
        f: frame,
        errors: ErrorSummary::new(
            &say,
            told.iter()
                .map(|told| FieldError {
                    name: "motif".to_owned(),
                    message: told.clone(),
                })
                .collect(),
        ),
        state: state(&say, cx, last.as_ref()),
        refused: standing.refused.as_ref().map(|why| notice(&say, why)),
        proposal: standing
            .proposed
            .as_ref()
            .map(|one| proposal(&say, &names, one)),
        waits: mine.then(|| say.say("log-loss-same")),
        form: asks.then(|| form(&say, &standing, motive, told)),
        closed: standing
            .closed
            .iter()
            .map(|one| closed(&say, cx, &names, one))
            .collect(),
    };
    page.render()
        .map(Html)
        .map_err(|error| Failure::fault(&Fault::from(error)))
}

fn state(say: &Say, cx: &Cx, last: Option<&Checkpoint>) -> SummaryList {
    let name = last.map_or_else(
        || origin(&cx.world.config),
        |last| last.checkpoint.origin.clone(),
    );
    let size = last.map_or(0, |last| last.checkpoint.size);
    let rows = vec![
        Row::new(say.say("log-staff-name"), name).exact(),
        Row::new(say.say("log-staff-entries"), size.to_string()),
    ];
    SummaryList::new(say, say.say("log-staff-last"), rows)
}

/// Why nothing is signed, in words.
fn notice(say: &Say, why: &NotSigned) -> Notice {
    let place = |known: &Known| match known {
        Known::Remembered => say.say("log-known-remembered"),
        Known::Published => say.say("log-known-published"),
        Known::Outside(name) => say.with("log-known-outside", &[("name", name)]),
    };
    let told = match why {
        NotSigned::Behind { here, size, known } => {
            let (here, size) = (here.to_string(), size.to_string());
            let args = [("here", &*here), ("size", &*size), ("known", &place(known))];
            say.with("log-refused-behind", &args)
        }
        NotSigned::Forked { size, known } => {
            let size = size.to_string();
            let args = [("size", &*size), ("known", &place(known))];
            say.with("log-refused-forked", &args)
        }
        NotSigned::Later { name, known } => {
            let args = [("name", &**name), ("known", &place(known))];
            say.with("log-refused-later", &args)
        }
        NotSigned::Denied(witness) => say.with("log-refused-denied", &[("witness", witness)]),
    };
    Notice::new(Tone::Danger, say.say("log-refused"), told)
}

fn proposal(say: &Say, names: &Names, one: &Proposal) -> SummaryList {
    let rows = vec![
        Row::new(say.say("log-loss-by"), names.of(say, one.by.0)),
        Row::new(say.say("log-loss-at"), when(say, one.at)),
        Row::new(say.say("log-loss-motive"), one.motive.clone()),
        Row::new(say.say("log-loss-until"), when(say, one.until())),
    ];
    SummaryList::new(say, say.say("log-loss-proposed"), rows)
}

fn form(say: &Say, standing: &Standing, motive: &str, error: Option<String>) -> LossForm {
    let gesture = match standing.proposed {
        None => "propose",
        Some(_) => "agree",
    };
    let asked = Asked::new(say, "motif", say.say("log-loss-motive"))
        .hint(say.say("log-loss-motive-hint"))
        .error(error);
    LossForm {
        lead: say.say(&format!("log-loss-{gesture}-lead")),
        motive: TextArea::new(asked, motive),
        send: Button::danger(say.say(&format!("log-loss-{gesture}"))).sending("gesture", gesture),
    }
}

fn closed(say: &Say, cx: &Cx, names: &Names, one: &Closed) -> SummaryList {
    let read = memory::known(&cx.world, &one.note).ok();
    let (name, size) = read.map_or_else(
        || (String::new(), 0),
        |read| (read.checkpoint.origin, read.checkpoint.size),
    );
    let next = lineage::origin(&origin(&cx.world.config), one.generation);
    let rows = vec![
        Row::new(say.say("log-closed-entries"), size.to_string()),
        Row::new(say.say("log-closed-kept"), one.kept.to_string()),
        Row::new(say.say("log-closed-next"), next).exact(),
        Row::new(say.say("log-closed-at"), when(say, one.at)),
        Row::new(
            say.say("log-closed-by"),
            format!("{} — {}", names.of(say, one.proposed.0.0), one.proposed.1),
        ),
        Row::new(
            say.say("log-closed-agreed"),
            format!("{} — {}", names.of(say, one.agreed.0.0), one.agreed.1),
        ),
    ];
    SummaryList::new(say, say.with("log-closed", &[("name", &name)]), rows)
}
