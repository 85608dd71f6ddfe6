//! Alerts in the JSON interface: the list, what was read, the series a person wants to hear no more
//! of. The same operations, rights, sentences and journal as the page; no rule.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use faisceau_documents::words::Say;
use faisceau_platform::access::Action;
use faisceau_platform::fault::Error;
use faisceau_platform::web::{
    Answers, Audience, BodyRefusals, Failure, Front, NotThere, Problem, Refusals, Route, Routes,
    Signed, StaffRefusals, Visit,
};
use faisceau_platform::world::World;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, OpenApi, ToSchema};
use uuid::Uuid;

use crate::alert::list::{self, Alert, OfComplaint, PAGE_ROWS};
use crate::alert::mute::{self, Muted};
use crate::alert::read::{self, AT_ONCE_MAX};
use crate::alert::words;
use crate::desk::Desk;
use crate::pages::{alerts as page, word};

pub(super) fn routes() -> Routes<Arc<Front>> {
    let told = Audience::Staff(Action::AlertRead);
    let json = |route: Route| route.answering(Answers::Json);
    Routes::new("casework")
        .with(json(Route::get("/api/v1/alerts", told)), alerts)
        .with(json(Route::post("/api/v1/alerts/read", told)), mark_read)
        .with(json(Route::get("/api/v1/alerts/muted", told)), muted)
        .with(json(Route::post("/api/v1/alerts/muted", told)), mute_series)
        .with(
            Route::delete("/api/v1/alerts/muted/{series}", told),
            hear_again,
        )
}

#[derive(OpenApi)]
#[openapi(
    paths(alerts, mark_read, muted, mute_series, hear_again),
    components(schemas(Problem))
)]
pub(super) struct Description;

/// Which alerts, from where on.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct Which {
    /// `true`: those this person has not read. Otherwise all.
    #[serde(default)]
    unread: bool,
    /// `next` of the page before.
    after: Option<String>,
}

/// Alerts, the latest first.
#[derive(Serialize, ToSchema)]
struct Alerts {
    /// Those this person may know of. A page may be shorter than the others, or empty.
    alerts: Vec<AlertSeen>,
    /// `after` of the next page; null: this is the last.
    next: Option<String>,
}

/// An alert: ids and counts, never a name; a value only to who watches it.
#[derive(Serialize, ToSchema)]
struct AlertSeen {
    /// The alert.
    id: Uuid,
    /// `series_born`, `series_growing`, `series_loss`, `series_units`, `watch_hit`, `watch_unit` or
    /// `value_unit`.
    kind: &'static str,
    /// When it was raised (RFC 3339).
    raised_at: String,
    /// Whether this person read it.
    read: bool,
    /// What it tells, in the reader's language, as the page says it.
    text: String,
    /// Complaints, or those received lately.
    complaints: Option<u32>,
    /// Complaints received in the windows before.
    before: Option<u32>,
    /// How many windows these were.
    windows: Option<u32>,
    /// A loss, in minor units.
    loss_minor: Option<i64>,
    /// Its currency (ISO 4217).
    currency: Option<String>,
    /// Other units that have the same.
    units: Vec<String>,
    /// Its series.
    series: Option<SeriesNamed>,
    /// The complaint that came, when this person may open it.
    complaint: Option<ComplaintNamed>,
    /// The unit of a complaint this person may not open; empty: the central queue.
    closed_unit: Option<String>,
    /// The value watched, as this person sees it.
    value: Option<ValueWatched>,
    /// What is known of the person behind that value; null: nothing, or not for this person.
    person: Option<PersonKnown>,
    /// The identifier whose page says more.
    identifier: Option<Uuid>,
}

/// A series by its reference.
#[derive(Serialize, ToSchema)]
struct SeriesNamed {
    /// The series.
    id: Uuid,
    /// Its public reference.
    reference: String,
    /// Whether it ended.
    ended: bool,
}

/// A complaint by its reference.
#[derive(Serialize, ToSchema)]
struct ComplaintNamed {
    /// The complaint.
    id: Uuid,
    /// Its printed reference.
    reference: String,
}

/// A value watched.
#[derive(Serialize, ToSchema)]
struct ValueWatched {
    /// `iban`, `phone`, `email`, `url`…
    kind: String,
    /// To be shown: masked unless this person typed it, and never a link to follow.
    shown: String,
}

/// What is known of the person behind a value.
#[derive(Serialize, ToSchema)]
struct PersonKnown {
    /// `suspect`, `victim`, `witness`, `impersonated`, `holder-not-suspected` or `unknown`.
    quality: &'static str,
    /// `fact`, `statement` or `inference`.
    ground: &'static str,
    /// `filer`, `source`, or `staff:` and the account.
    by: String,
    /// From whom staff have it; empty for what a complaint declares.
    origin: String,
    /// Since when (RFC 3339).
    since: String,
}

/// Which alerts.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Chosen {
    /// Their ids: at most 50.
    alerts: Vec<Uuid>,
}

/// How many alerts were marked.
#[derive(Serialize, ToSchema)]
struct Marked {
    /// Those this person may know of, among the ones sent.
    read: usize,
}

/// The series of which alerts, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ToMute {
    /// Alerts about these series: at most 50.
    alerts: Vec<Uuid>,
    /// Why, in five characters at least: the journal keeps it.
    reason: String,
}

/// How many series were muted.
#[derive(Serialize, ToSchema)]
struct NowMuted {
    /// Series this person hears no more of.
    muted: usize,
}

/// The series a person wants to hear no more of.
#[derive(Serialize, ToSchema)]
struct MutedSeries {
    /// The latest muted first.
    muted: Vec<MutedSeen>,
}

/// A series a person wants to hear no more of.
#[derive(Serialize, ToSchema)]
struct MutedSeen {
    /// The series.
    series: Uuid,
    /// Its public reference.
    reference: String,
    /// Why.
    reason: String,
    /// Since when (RFC 3339).
    since: String,
}

/// A series that was muted.
#[derive(Serialize, ToSchema)]
struct HeardAgain {
    /// The series.
    series: Uuid,
}

/// The alerts this person may know of. The reading is journaled.
#[utoipa::path(
    get, path = "/api/v1/alerts", operation_id = "list_alerts", params(Which),
    responses((status = 200, description = "One page", body = Alerts), Refusals, StaffRefusals)
)]
async fn alerts(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    which: Result<Query<Which>, QueryRejection>,
) -> Result<Json<Alerts>, Failure> {
    let Query(which) = which.map_err(|refusal| Failure::from_status(refusal.status()))?;
    let after = which.after.as_deref().map(|text| {
        let place = list::read_place(text);
        place.ok_or_else(Failure::bad_request)
    });
    let asked = (which.unread, after.transpose()?);
    let cx = &signed.cx;
    let desk = Desk::of(&front, &signed);
    let mut tx = cx.world.db.read().await?;
    let found = list::list(&mut tx, cx, &desk, asked, PAGE_ROWS).await?;
    tx.rollback().await?;
    list::journal(cx, found.alerts.len()).await?;
    let say = visit.say();
    let alerts = found.alerts.into_iter();
    Ok(Json(Alerts {
        alerts: alerts.map(|one| seen(&front.world, &say, one)).collect(),
        next: found.next.map(list::write_place),
    }))
}

/// Marks alerts as read by this person.
#[utoipa::path(
    post, path = "/api/v1/alerts/read", operation_id = "read_alerts", request_body = Chosen,
    responses(
        (status = 200, description = "Marked", body = Marked),
        Refusals, StaffRefusals, BodyRefusals
    )
)]
async fn mark_read(
    State(front): State<Arc<Front>>,
    signed: Signed,
    body: Result<Json<Chosen>, JsonRejection>,
) -> Result<Json<Marked>, Failure> {
    let Json(chosen) = body.map_err(|refusal| Failure::from_status(refusal.status()))?;
    bounded(&signed, &chosen.alerts)?;
    let desk = Desk::of(&front, &signed);
    let read = read::read(&signed.cx, &desk, &chosen.alerts).await?;
    Ok(Json(Marked { read }))
}

/// What is sent holds some alerts, and no more than may be treated at once: none is left out unsaid.
fn bounded(signed: &Signed, alerts: &[Uuid]) -> Result<(), Failure> {
    let say = signed.cx.say();
    match alerts.len() {
        0 => Err(Failure::unprocessable().saying(say.say("alerts-none-ticked"))),
        1..=AT_ONCE_MAX => Ok(()),
        _ => {
            let most = i64::try_from(AT_ONCE_MAX).unwrap_or(i64::MAX);
            Err(Failure::unprocessable().saying(say.number("richer-alerts-at-once", most)))
        }
    }
}

/// The series this person wants to hear no more of.
#[utoipa::path(
    get, path = "/api/v1/alerts/muted", operation_id = "list_muted_series",
    responses((status = 200, description = "All of them", body = MutedSeries), Refusals, StaffRefusals)
)]
async fn muted(signed: Signed) -> Result<Json<MutedSeries>, Failure> {
    let cx = &signed.cx;
    let mut tx = cx.world.db.read().await?;
    let found = mute::muted(&mut tx, cx.actor.account().unwrap_or(Uuid::nil())).await?;
    tx.rollback().await?;
    list::journal(cx, found.len()).await?;
    let muted = found.into_iter().map(|muted: Muted| MutedSeen {
        series: muted.series,
        reference: muted.reference,
        reason: muted.reason,
        since: muted.since.to_string(),
    });
    Ok(Json(MutedSeries {
        muted: muted.collect(),
    }))
}

/// Hides from this person the alerts of some series. The reason is journaled.
#[utoipa::path(
    post, path = "/api/v1/alerts/muted", operation_id = "mute_series", request_body = ToMute,
    responses(
        (status = 200, description = "Muted", body = NowMuted),
        Refusals, StaffRefusals, BodyRefusals
    )
)]
async fn mute_series(
    State(front): State<Arc<Front>>,
    signed: Signed,
    body: Result<Json<ToMute>, JsonRejection>,
) -> Result<Json<NowMuted>, Failure> {
    let Json(asked) = body.map_err(|refusal| Failure::from_status(refusal.status()))?;
    bounded(&signed, &asked.alerts)?;
    let reason = word(Some(&asked.reason)).unwrap_or_default();
    let cx = signed.cx.clone().because(&reason);
    let desk = Desk::of(&front, &signed);
    match mute::mute(&cx, &desk, &asked.alerts).await {
        Ok(muted) => Ok(Json(NowMuted { muted })),
        Err(Error::Fault(fault)) => Err(Failure::fault(&fault)),
        Err(Error::Refused(why)) => {
            let said = page::not_muted(&signed.cx.say(), why);
            Err(Failure::unprocessable().saying(said))
        }
    }
}

/// This person hears of a series again.
#[utoipa::path(
    delete, path = "/api/v1/alerts/muted/{series}", operation_id = "hear_of_series",
    params(("series" = Uuid, Path, description = "The series")),
    responses(
        (status = 200, description = "Heard of again", body = HeardAgain),
        Refusals, StaffRefusals, NotThere
    )
)]
async fn hear_again(
    signed: Signed,
    Path(series): Path<String>,
) -> Result<Json<HeardAgain>, Failure> {
    let series: Uuid = series.parse().map_err(|_| Failure::not_found())?;
    match mute::unmute(&signed.cx, series).await? {
        true => Ok(Json(HeardAgain { series })),
        false => Err(Failure::not_found()),
    }
}

fn seen(world: &World, say: &Say, alert: Alert) -> AlertSeen {
    let text = words::told(world, say, &alert).text;
    let (complaint, closed_unit) = match alert.complaint {
        Some(OfComplaint::Open(id, reference)) => (Some(ComplaintNamed { id, reference }), None),
        Some(OfComplaint::Closed(unit)) => (None, Some(unit)),
        None => (None, None),
    };
    let figures = alert.figures;
    AlertSeen {
        id: alert.id,
        kind: alert.kind.code(),
        raised_at: alert.raised_at.to_string(),
        read: alert.read,
        text,
        complaints: figures.complaints,
        before: figures.before,
        windows: figures.windows,
        loss_minor: figures.minor,
        currency: figures.currency,
        units: figures.units,
        series: alert.series.map(|series| SeriesNamed {
            id: series.id,
            reference: series.reference,
            ended: series.ended,
        }),
        complaint,
        closed_unit,
        value: alert
            .value
            .map(|(kind, shown)| ValueWatched { kind, shown }),
        person: alert.person.map(|known| PersonKnown {
            quality: known.link.quality.code(),
            ground: known.link.ground.code(),
            by: known.link.by.code(),
            origin: known.origin,
            since: known.link.since.to_string(),
        }),
        identifier: alert.identifier,
    }
}
