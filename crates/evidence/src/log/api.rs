//! The JSON interface of the log under `/api/v1/log`: where it stands, and where a paper stands in it with its proof.
//! Holds no rule.

use super::pages::anybody;
use super::prove::{Standing, prove};
use super::publish;
use axum::Json;
use axum::extract::{Path, State};
use faisceau_platform::web::{
    Answers, Audience, Failure, Front, NotThere, Problem, Refusals, Route, Routes, Visit,
};
use serde::Serialize;
use std::sync::Arc;
use utoipa::{OpenApi, ToSchema};

/// The routes of the interface.
pub(crate) fn routes() -> Routes<Arc<Front>> {
    let get = |path| Route::get(path, Audience::Public).answering(Answers::Json);
    Routes::new("evidence")
        .with(get("/api/v1/log"), state)
        .with(get("/api/v1/log/proofs/{record}"), paper)
}

/// The description of the interface, made from the code.
#[must_use]
pub(crate) fn openapi() -> utoipa::openapi::OpenApi {
    Description::openapi()
}

#[derive(OpenApi)]
#[openapi(paths(state, paper), components(schemas(Problem)))]
struct Description;

/// The last checkpoint of the public log.
#[derive(Serialize, ToSchema)]
struct LogState {
    /// The name of the log.
    origin: String,
    /// How many entries it has.
    size: u64,
    /// The root over them, in hexadecimal.
    root: String,
    /// The signed checkpoint, with the lines of witnesses (C2SP tlog-checkpoint).
    checkpoint: String,
}

/// Where a paper stands in the public log. Never a name, a fact or an amount.
#[derive(Serialize, ToSchema)]
struct Entry {
    /// Whether it is an entry of the last checkpoint; if not, it will be, or it is not from here.
    logged: bool,
    /// Which entry, from 1.
    number: Option<u64>,
    /// Entries of the log.
    of: Option<u64>,
    /// The file that proves it (C2SP tlog-proof).
    proof: Option<String>,
}

/// Where the log stands.
#[utoipa::path(
    get, path = "/api/v1/log",
    responses((status = 200, description = "The last checkpoint", body = LogState), Refusals, NotThere)
)]
async fn state(State(front): State<Arc<Front>>, visit: Visit) -> Result<Json<LogState>, Failure> {
    let mut tx = front.world.db.read().await?;
    let last = publish::last(&anybody(&front, &visit), &mut tx).await?;
    let last = last.ok_or_else(Failure::not_found)?;
    Ok(Json(LogState {
        origin: last.checkpoint.origin.clone(),
        size: last.checkpoint.size,
        root: hex::encode(last.checkpoint.root),
        checkpoint: last.note.whole(),
    }))
}

/// Where the paper stands whose payload has this SHA-256.
#[utoipa::path(
    get, path = "/api/v1/log/proofs/{record}",
    params(("record" = String, Path, description = "SHA-256 of the payload attached to the PDF, in hexadecimal")),
    responses((status = 200, description = "Where it stands", body = Entry), Refusals, NotThere)
)]
async fn paper(
    State(front): State<Arc<Front>>,
    visit: Visit,
    Path(record): Path<String>,
) -> Result<Json<Entry>, Failure> {
    let mut bytes = [0; 32];
    hex::decode_to_slice(&record, &mut bytes).map_err(|_| Failure::not_found())?;
    let told = match prove(&anybody(&front, &visit), &bytes).await? {
        Standing::Soon => None,
        Standing::Entry { number, of, proof } => Some((number, of, proof)),
    };
    Ok(Json(Entry {
        logged: told.is_some(),
        number: told.as_ref().map(|told| told.0),
        of: told.as_ref().map(|told| told.1),
        proof: told.map(|told| told.2.text()),
    }))
}
