//! The task force of a series: who belongs to it, who did, and, for who may say so, the form by which somebody joins and
//! the buttons by which one leaves. Holds no rule.

use super::series::opened;
use super::written;
use crate::catalogue::SeriesRow;
use crate::force::join::{could_read, join};
use crate::force::leave::leave;
use crate::force::{REASON_MIN, Refused};
use crate::words;
use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use faisceau_documents::words::Say;
use faisceau_domain::id::{AccountId, SeriesId};
use faisceau_domain::journal::Deed;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::accounts::forces::{self, LONGEST, Member};
use faisceau_platform::accounts::{self, Staff};
use faisceau_platform::fault::{Error, Outcome};
use faisceau_platform::web::parts::{
    Asked, Button, Choice, ErrorSummary, FieldError, Kind, Select, TextArea, TextField,
};
use faisceau_platform::web::{Failure, Frame, Front, Signed, Visit};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

/// Memberships shown, now and before.
const SHOWN_MAX: i64 = 200;

struct Line {
    id: String,
    name: String,
    since: String,
    until: String,
    reason: String,
    left: Option<String>,
    is_in: bool,
}

/// What who may say so is offered.
struct Offer {
    who: Select,
    until: TextField,
    reason: TextArea,
    join: Button,
}

#[derive(Template)]
#[template(path = "series/force.html")]
struct Page {
    f: Frame,
    title: String,
    errors: ErrorSummary,
    action: String,
    lines: Vec<Line>,
    offer: Option<Offer>,
}

/// What either form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    qui: String,
    jusque: String,
    motif: String,
    membre: String,
}

type Wrong = (&'static str, String);

pub(super) async fn page(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<Uuid>,
) -> Result<Response, Failure> {
    let (series, resource) = read(&front, &signed, id).await?;
    let typed = Typed::default();
    shown(&front, &visit, &signed, (&series, &resource), (typed, None)).await
}

pub(super) async fn gesture(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    Path(id): Path<Uuid>,
    Form(typed): Form<Typed>,
) -> Result<Response, Failure> {
    let (series, resource) = read(&front, &signed, id).await?;
    front.allow(&signed, Action::SeriesAssign, &resource)?;
    let why = match done(&front, &signed, SeriesId(id), &typed).await {
        Ok(()) => return Ok(Redirect::to(&address(id)).into_response()),
        Err(Error::Fault(fault)) => return Err(fault.into()),
        Err(Error::Refused(Refused::NotAllowed)) => return Err(Failure::forbidden()),
        Err(Error::Refused(why)) => why,
    };
    let field = match why {
        Refused::NoReason => "motif",
        Refused::NoDay => "jusque",
        _ => "qui",
    };
    let say = visit.say();
    let min = REASON_MIN.to_string();
    let days = (LONGEST.as_hours() / 24).to_string();
    let key = format!("force-refused-{}", why.code());
    let told = say.with(&key, &[("min", &min), ("days", &days)]);
    shown(
        &front,
        &visit,
        &signed,
        (&series, &resource),
        (typed, Some((field, told))),
    )
    .await
}

/// One leaves, or one joins.
async fn done(
    front: &Front,
    signed: &Signed,
    series: SeriesId,
    typed: &Typed,
) -> Outcome<(), Refused> {
    if !typed.membre.is_empty() {
        let membership = typed.membre.parse().unwrap_or(Uuid::nil());
        return leave(&signed.cx, true, (series, membership)).await;
    }
    let cx = signed.cx.clone().because(typed.motif.trim());
    let who = AccountId(typed.qui.parse().unwrap_or(Uuid::nil()));
    let until = evening(typed.jusque.trim()).unwrap_or(Timestamp::UNIX_EPOCH);
    join(&cx, (&front.authority, true), (series, who), until).await
}

/// The end of a day as people write it, where the installation is.
fn evening(day: &str) -> Option<Timestamp> {
    let day: Date = day.parse().ok()?;
    let next = day.tomorrow().ok()?;
    let zoned = next.to_zoned(faisceau_platform::world::zone()).ok()?;
    Some(zoned.timestamp())
}

/// Where the task force of a series is shown.
pub(super) fn address(series: Uuid) -> String {
    format!("/series/{series}/mission")
}

async fn read(front: &Front, signed: &Signed, id: Uuid) -> Result<(SeriesRow, Resource), Failure> {
    let mut tx = front.world.db.read().await?;
    let opened = opened(front, signed, &mut tx, id).await?;
    tx.rollback().await?;
    Ok(opened)
}

async fn shown(
    front: &Front,
    visit: &Visit,
    signed: &Signed,
    (series, resource): (&SeriesRow, &Resource),
    (typed, wrong): (Typed, Option<Wrong>),
) -> Result<Response, Failure> {
    let (say, cx) = (visit.say(), &signed.cx);
    let now = cx.world.clock.now();
    let mut tx = cx.world.db.write().await?;
    let members = forces::members(&mut tx, SeriesId(series.id), SHOWN_MAX).await?;
    let names = accounts::names(&mut tx).await?;
    let staff = accounts::list(&mut tx).await?;
    let deed = Deed::SeriesRead;
    cx.journal(&mut tx, deed, "series", Some(series.id), "{}")
        .await?;
    tx.commit().await?;
    let title = say.with("force-title", &[("reference", &series.reference)]);
    let frame = front.staff_frame(visit, signed, title.clone());
    let errors = wrong.iter().map(|(name, message)| FieldError {
        name: (*name).to_owned(),
        message: message.clone(),
    });
    let may = front.allow(signed, Action::SeriesAssign, resource).is_ok();
    let could = |one: &&Staff| could_read(&front.authority, one, SeriesId(series.id));
    let page = Page {
        f: frame
            .back_to(format!("/series/{}", series.id))
            .with_errors(wrong.is_some()),
        title,
        errors: ErrorSummary::new(&say, errors.collect()),
        action: address(series.id),
        lines: members
            .iter()
            .map(|one| line(&say, &names, one, now))
            .collect(),
        offer: may.then(|| {
            let staff: Vec<&Staff> = staff.iter().filter(could).collect();
            offer(&say, &staff, &typed, wrong.as_ref())
        }),
    };
    let status = match wrong {
        None => StatusCode::OK,
        Some(_) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    Ok((status, written(&page)?).into_response())
}

fn line(say: &Say, names: &BTreeMap<Uuid, String>, one: &Member, now: Timestamp) -> Line {
    let name = |account: AccountId| names.get(&account.0).cloned().unwrap_or_default();
    Line {
        id: one.id.to_string(),
        name: name(one.account),
        since: words::day(say, one.since),
        // The day it lasts to the end of, not the midnight after.
        until: words::day(say, one.until - SignedDuration::from_millis(1)),
        reason: one.reason.clone(),
        left: one.ended.map(|(at, by)| {
            let (at, by) = (words::day(say, at), name(by));
            say.with("force-left", &[("at", &at), ("by", &by)])
        }),
        is_in: one.is_in(now),
    }
}

fn offer(say: &Say, staff: &[&Staff], typed: &Typed, wrong: Option<&Wrong>) -> Offer {
    let error = |name: &str| {
        let here = wrong.filter(|(field, _)| *field == name);
        here.map(|(_, told)| told.clone())
    };
    let choices = staff.iter().map(|one| {
        let args = [("name", one.display_name.as_str()), ("unit", &one.unit)];
        let id = one.id.to_string();
        let chosen = typed.qui == id;
        Choice::new(id, say.with("casework-colleague", &args)).chosen(chosen)
    });
    let who = Asked::new(say, "qui", say.say("force-who")).error(error("qui"));
    let until = Asked::new(say, "jusque", say.say("force-until"))
        .hint(say.say("force-until-hint"))
        .error(error("jusque"));
    let reason = Asked::new(say, "motif", say.say("force-reason")).error(error("motif"));
    Offer {
        who: Select::new(say, who, choices.collect()),
        until: TextField::new(until, Kind::Text, &typed.jusque),
        reason: TextArea::new(reason, &typed.motif),
        join: Button::primary(say.say("force-join")),
    }
}
