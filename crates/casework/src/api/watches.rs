//! Watch-lists in the JSON interface: the values a person wants to be told of. The same operations,
//! rights and journal as the page; a value travels in a body, never in an address.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Path, State};
use faisceau_platform::access::Action;
use faisceau_platform::fault::Error;
use faisceau_platform::web::{
    Answers, Audience, BodyRefusals, Failure, Front, NotThere, Problem, Refusals, Route, Routes,
    Signed, StaffRefusals, Visit,
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoResponses, OpenApi, ToSchema};
use uuid::Uuid;

use crate::desk::Desk;
use crate::pages::{watches as page, word};
use crate::watch::add::{self, Refused, Wanted};
use crate::watch::{self, Watch, remove};

pub(super) fn routes() -> Routes<Arc<Front>> {
    let watching = Audience::Staff(Action::IdentifierWatch);
    let json = |route: Route| route.answering(Answers::Json);
    Routes::new("casework")
        .with(json(Route::get("/api/v1/watches", watching)), watches)
        .with(json(Route::post("/api/v1/watches", watching)), watch_value)
        .with(
            Route::delete("/api/v1/watches/{id}", watching),
            stop_watching,
        )
}

#[derive(OpenApi)]
#[openapi(
    paths(watches, watch_value, stop_watching),
    components(schemas(Problem))
)]
pub(super) struct Description;

#[derive(IntoResponses)]
#[expect(dead_code, reason = "describes what the operation answers")]
enum NotWatched {
    /// `conflict`: this person watches it already, or as many as one may.
    #[response(status = 409, content_type = "application/problem+json")]
    Already(Problem),
}

/// The values a person watches.
#[derive(Serialize, ToSchema)]
struct Watches {
    /// The latest first.
    watches: Vec<WatchSeen>,
}

/// A value watched.
#[derive(Serialize, ToSchema)]
struct WatchSeen {
    /// The watch.
    id: Uuid,
    /// `iban`, `phone`, `email`, `url`…
    kind: String,
    /// To be shown: masked unless this person typed it, and never a link to follow.
    shown: String,
    /// Why it is watched.
    reason: String,
    /// Since when (RFC 3339).
    since: String,
    /// Until when (RFC 3339).
    until: String,
}

/// What is to be watched: `kind` and `value`, or `identifier` alone.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ToWatch {
    /// `iban`, `phone`, `email`, `url`…
    kind: Option<String>,
    /// The value as it is known.
    value: Option<String>,
    /// An identifier met in the interface: it stays masked.
    identifier: Option<Uuid>,
    /// For how many days.
    days: u32,
    /// Why, in five characters at least: the journal keeps it.
    reason: String,
}

/// What happened.
#[derive(Serialize, ToSchema)]
struct NowWatched {
    /// The watch.
    id: Uuid,
    /// Alerts raised at once, of what was there already.
    told: usize,
}

/// A watch that was removed.
#[derive(Serialize, ToSchema)]
struct Unwatched {
    /// The watch.
    id: Uuid,
}

/// The values this person watches. The reading is journaled.
#[utoipa::path(
    get, path = "/api/v1/watches", operation_id = "list_watches",
    responses((status = 200, description = "All of them", body = Watches), Refusals, StaffRefusals)
)]
async fn watches(
    State(front): State<Arc<Front>>,
    signed: Signed,
) -> Result<Json<Watches>, Failure> {
    let cx = &signed.cx;
    let most = i64::from(front.world.thresholds.watch.each_max);
    let mut tx = cx.world.db.write().await?;
    let account = cx.actor.account().unwrap_or(Uuid::nil());
    let held = watch::of_account(&mut tx, account, most).await?;
    watch::journal(cx, &mut tx, held.len()).await?;
    tx.commit().await?;
    let watches = held.iter().map(|watch: &Watch| WatchSeen {
        id: watch.id,
        kind: watch.kind.clone(),
        shown: watch.shown(),
        reason: watch.reason.clone(),
        since: watch.created_at.to_string(),
        until: watch.expires_at.to_string(),
    });
    Ok(Json(Watches {
        watches: watches.collect(),
    }))
}

/// Watches a value for so many days. The reason is journaled, the value is not.
#[utoipa::path(
    post, path = "/api/v1/watches", operation_id = "watch_value", request_body = ToWatch,
    responses(
        (status = 200, description = "Watched", body = NowWatched),
        NotWatched, Refusals, StaffRefusals, BodyRefusals
    )
)]
async fn watch_value(
    State(front): State<Arc<Front>>,
    visit: Visit,
    signed: Signed,
    body: Result<Json<ToWatch>, JsonRejection>,
) -> Result<Json<NowWatched>, Failure> {
    let Json(asked) = body.map_err(|refusal| Failure::from_status(refusal.status()))?;
    let reason = word(Some(&asked.reason)).unwrap_or_default();
    let cx = signed.cx.clone().because(&reason);
    let desk = Desk::of(&front, &signed);
    let wanted = match (asked.kind, asked.value, asked.identifier) {
        (Some(kind), Some(text), None) => Wanted::Typed { kind, text },
        (None, None, Some(id)) => Wanted::Met(id),
        _ => {
            let said = visit.say().say("richer-watch-one-way");
            return Err(Failure::unprocessable().saying(said));
        }
    };
    let added = add::add(&cx, &desk, &wanted, Some(asked.days)).await;
    let added = added.map_err(|error| match error {
        Error::Fault(fault) => Failure::fault(&fault),
        Error::Refused(Refused::NotAllowed) => Failure::forbidden(),
        Error::Refused(why) => {
            let days_max = front.world.thresholds.watch.days_max;
            let said = page::error(&visit.say(), why, days_max).message;
            match why {
                Refused::Already | Refused::TooMany => Failure::conflict().saying(said),
                _ => Failure::unprocessable().saying(said),
            }
        }
    })?;
    let (id, told) = (added.watch, added.told);
    Ok(Json(NowWatched { id, told }))
}

/// Watches a value no more: it goes, with what was told of it.
#[utoipa::path(
    delete, path = "/api/v1/watches/{id}", operation_id = "stop_watching",
    params(("id" = Uuid, Path, description = "The watch")),
    responses(
        (status = 200, description = "Watched no more", body = Unwatched),
        Refusals, StaffRefusals, NotThere
    )
)]
async fn stop_watching(signed: Signed, Path(id): Path<String>) -> Result<Json<Unwatched>, Failure> {
    let id: Uuid = id.parse().map_err(|_| Failure::not_found())?;
    match remove::remove(&signed.cx, id).await? {
        true => Ok(Json(Unwatched { id })),
        false => Err(Failure::not_found()),
    }
}
