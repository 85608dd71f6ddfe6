//! The page of alerts: the latest first, read or not, and the series a person wants to hear no more of.
//! Reading it is journaled; it holds no rule.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Form, Query, State};
use axum::response::{Html, Redirect};
use faisceau_documents::words::Say;
use faisceau_platform::access::Action;
use faisceau_platform::fault::Error;
use faisceau_platform::web::parts::{Asked, Button, Kind, Pagination, Tag, TextField, Tone};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use serde::Deserialize;
use uuid::Uuid;

use super::{word, written};
use crate::alert::list::{self, Alert, PAGE_ROWS};
use crate::alert::mute::{self, Muted, Refused};
use crate::alert::read;
use crate::alert::words::{self, Told};
use crate::desk::Desk;
use crate::shown;

#[derive(Debug, Default, Deserialize)]
pub(super) struct Params {
    #[serde(default)]
    tout: String,
    #[serde(default)]
    apres: String,
}

/// An alert as the page shows it.
pub(super) struct Line {
    pub(super) id: String,
    pub(super) when: String,
    pub(super) state: Option<Tag>,
    pub(super) told: Told,
    pub(super) ended: bool,
}

#[derive(Template)]
#[template(path = "alerts.html")]
struct AlertsPage {
    f: Frame,
    all: bool,
    watches: bool,
    lines: Vec<Line>,
    reason: TextField,
    read: Button,
    mute: Button,
    muted: Vec<(Muted, String)>,
    pages: Pagination,
}

pub(super) async fn alerts(
    State(front): State<Arc<Front>>,
    Query(params): Query<Params>,
    visit: Visit,
    signed: Signed,
) -> Result<Html<String>, Failure> {
    let cx = &signed.cx;
    let say = visit.say();
    let desk = Desk::of(&front, &signed);
    let all = params.tout == "1";
    let mut tx = cx.world.db.read().await?;
    let asked = (!all, list::read_place(&params.apres));
    let page = list::list(&mut tx, cx, &desk, asked, PAGE_ROWS).await?;
    let muted = mute::muted(&mut tx, cx.actor.account().unwrap_or(Uuid::nil())).await?;
    tx.rollback().await?;
    list::journal(cx, page.alerts.len()).await?;
    let next = page.next.map(|place| {
        let all = if all { "tout=1&" } else { "" };
        format!("/alerts?{all}apres={}", list::write_place(place))
    });
    let asked = Asked::new(&say, "reason", say.say("alerts-mute-reason"))
        .hint(say.say("alerts-mute-reason-hint"));
    written(&AlertsPage {
        f: front.staff_frame(&visit, &signed, say.say("alerts-title")),
        all,
        watches: front
            .authority
            .offers(&signed.actor, Action::IdentifierWatch, signed.purpose),
        lines: page.alerts.iter().map(|a| line(&front, &say, a)).collect(),
        reason: TextField::new(asked, Kind::Text, ""),
        read: Button::primary(say.say("alerts-read")).sending("geste", "lire"),
        mute: Button::secondary(say.say("alerts-mute")).sending("geste", "taire"),
        muted: muted
            .into_iter()
            .map(|muted| {
                let since = shown::when(&say, muted.since);
                (muted, since)
            })
            .collect(),
        pages: Pagination::new(&say, None, next),
    })
}

pub(super) fn line(front: &Front, say: &Say, alert: &Alert) -> Line {
    Line {
        id: alert.id.to_string(),
        when: shown::when(say, alert.raised_at),
        state: (!alert.read).then(|| Tag {
            label: say.say("alerts-unread"),
            tone: Tone::Info,
        }),
        told: words::told(&front.world, say, alert),
        ended: alert.series.as_ref().is_some_and(|series| series.ended),
    }
}

/// Marks the alerts ticked as read, or mutes their series.
pub(super) async fn gesture(
    State(front): State<Arc<Front>>,
    signed: Signed,
    Form(fields): Form<Vec<(String, String)>>,
) -> Result<Redirect, Failure> {
    let of = |wanted: &str| {
        let found = fields.iter().find(|(name, _)| name == wanted);
        found.map_or("", |(_, value)| value.as_str())
    };
    let chosen = fields.iter().filter(|(name, _)| name == "alerte");
    let chosen: Result<Vec<Uuid>, _> = chosen.map(|(_, id)| id.parse()).collect();
    let chosen = chosen.map_err(|_| Failure::bad_request())?;
    let say = signed.cx.say();
    if chosen.is_empty() {
        return Err(Failure::unprocessable().saying(say.say("alerts-none-ticked")));
    }
    let desk = Desk::of(&front, &signed);
    match of("geste") {
        "lire" => {
            read::read(&signed.cx, &desk, &chosen).await?;
        }
        "taire" => {
            let reason = word(Some(of("reason"))).unwrap_or_default();
            let cx = signed.cx.clone().because(&reason);
            let muted = mute::mute(&cx, &desk, &chosen).await;
            muted.map_err(|error| match error {
                Error::Fault(fault) => Failure::fault(&fault),
                Error::Refused(why) => Failure::unprocessable().saying(not_muted(&say, why)),
            })?;
        }
        _ => return Err(Failure::bad_request()),
    }
    Ok(Redirect::to("/alerts"))
}

/// Why no series was muted.
pub(crate) fn not_muted(say: &Say, why: Refused) -> String {
    say.say(match why {
        Refused::NoReason => "alerts-mute-no-reason",
        Refused::NoSeries => "alerts-mute-no-series",
    })
}

#[derive(Deserialize)]
pub(super) struct Heard {
    #[serde(default)]
    serie: String,
}

/// The person hears of a series again.
pub(super) async fn unmute(signed: Signed, Form(heard): Form<Heard>) -> Result<Redirect, Failure> {
    let series = heard.serie.parse().map_err(|_| Failure::unprocessable())?;
    match mute::unmute(&signed.cx, series).await? {
        true => Ok(Redirect::to("/alerts")),
        false => Err(Failure::not_found()),
    }
}
