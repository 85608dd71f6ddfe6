//! What machines of the operator ask: alive, ready, what is wrong, measures, the description of the interface.
//! Says nothing of any complaint.

mod look;
pub mod store;

pub use look::{Look, Looked, look, servers, settled, stored};

use crate::db::{Tx, dialect};
use crate::fault::Fault;
use crate::jobs;
use crate::web::{Answers, Audience, Failure, Front, Problem, Refusals, Route, Routes, measure};
use crate::world::{Capability, World};
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::future::BoxFuture;
use metrics_exporter_prometheus::PrometheusHandle;
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use utoipa::OpenApi;

/// A supervisor is answered within this, whatever the database waits for.
const READY_WITHIN: Duration = Duration::from_secs(3);

/// A number that a capability tells machines of the operator.
#[derive(Clone, Copy)]
pub struct Gauge {
    /// Its name among the measures.
    pub name: &'static str,
    /// Reads it.
    pub read: for<'a> fn(&'a mut Tx) -> BoxFuture<'a, Result<i64, Fault>>,
}

/// The routes every installation has.
#[must_use]
pub fn capability() -> Capability {
    Capability {
        name: "platform",
        statements: crate::statements::all(),
        routes: Some(routes),
        openapi: Some(Description::openapi),
        ..Capability::default()
    }
}

fn routes() -> Routes<Arc<Front>> {
    let text = |path| {
        Route::get(path, Audience::Public)
            .answering(Answers::Text)
            .uncounted()
    };
    Routes::new("platform")
        .with(text("/healthz"), alive)
        .with(text("/readyz"), ready)
        .with(
            Route::get("/readyz/findings", Audience::System).answering(Answers::Json),
            wrong,
        )
        .with(
            Route::get("/metrics", Audience::System).answering(Answers::Text),
            measures,
        )
        .with(
            Route::get("/api/v1/openapi.json", Audience::Public).answering(Answers::Json),
            description,
        )
}

/// The process answers: nothing else is looked at.
async fn alive() -> &'static str {
    "alive"
}

/// The database and the files answer, and there is room to write.
async fn ready(State(front): State<Arc<Front>>) -> Response {
    let looked = tokio::time::timeout(READY_WITHIN, check(&front.world));
    let found = looked.await.unwrap_or_else(|_| {
        let told = format!("the database and the files did not answer within {READY_WITHIN:?}");
        Err(Fault::new(told))
    });
    match found {
        Ok(()) => "ready".into_response(),
        Err(fault) => {
            tracing::warn!(%fault, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready").into_response()
        }
    }
}

/// A finding, as a machine reads it.
#[derive(Serialize)]
struct Told {
    code: &'static str,
    severity: &'static str,
    values: BTreeMap<&'static str, String>,
}

/// What is wrong with the installation, for the supervisor on this machine: the findings of the page of health.
async fn wrong(State(front): State<Arc<Front>>) -> Result<Response, Failure> {
    let found = look(&front.world).await?;
    let told = found.into_iter().map(|finding| Told {
        code: finding.code,
        severity: finding.severity.code(),
        values: finding.told.into_iter().collect(),
    });
    Ok(axum::Json(told.collect::<Vec<_>>()).into_response())
}

async fn check(world: &World) -> Result<(), Fault> {
    let mut tx: Tx = world.db.read().await?;
    // A transaction that asks nothing touches no page of a SQLite file.
    tx.one(&dialect::VERSION, vec![]).await?;
    tx.rollback().await?;
    world.deposit.check().await?;
    let (free, least) = (room(world).await?, world.config.limits.free_bytes_min);
    if free < least {
        return Err(Fault::new(format!(
            "{free} bytes are left on the disk of the data folder, {least} are wanted"
        )));
    }
    Ok(())
}

/// Bytes that may still be written on the disk of the data folder. Nothing is written to know it:
/// anybody may ask whether the instance is ready.
async fn room(world: &World) -> Result<u64, Fault> {
    let folder = world.config.data_dir.clone();
    tokio::task::spawn_blocking(move || look::room(&folder)).await?
}

/// The recorder of this process, installed at the first need: there can be only one.
fn recorder() -> Option<&'static PrometheusHandle> {
    static HANDLE: OnceLock<Option<PrometheusHandle>> = OnceLock::new();
    HANDLE
        .get_or_init(|| match measure::install() {
            Ok(handle) => Some(handle),
            Err(error) => {
                tracing::warn!(%error, "measures are not recorded");
                None
            }
        })
        .as_ref()
}

/// Starts recording measures in this process.
pub fn record() {
    let _ = recorder();
}

/// OpenMetrics: requests, latencies, and how deep the queues are.
async fn measures(State(front): State<Arc<Front>>) -> Result<Response, Failure> {
    let depth = jobs::depth(&front.world.db)
        .await
        .map_err(|fault| Failure::fault(&fault))?;
    let unsealed = crate::journal::unsealed(&front.world.db)
        .await
        .map_err(|fault| Failure::fault(&fault))?;
    for (state, n) in [
        ("due", depth.due),
        ("leased", depth.leased),
        ("dead", depth.dead),
    ] {
        metrics::gauge!("jobs", "state" => state).set(gauge(n));
    }
    metrics::gauge!("journal_unsealed_rows").set(gauge(unsealed));
    let free = room(&front.world).await;
    let free = free.map_err(|fault| Failure::fault(&fault))?;
    metrics::gauge!("data_free_bytes").set(gauge(i64::try_from(free).unwrap_or(i64::MAX)));
    told(&front.world)
        .await
        .map_err(|fault| Failure::fault(&fault))?;
    let text = recorder().map(|measures| {
        measures.run_upkeep();
        measures.render()
    });
    let text = text.unwrap_or_default();
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}

/// What the capabilities tell.
async fn told(world: &World) -> Result<(), Fault> {
    let mut tx = world.db.read().await?;
    for told in &world.gauges {
        metrics::gauge!(told.name).set(gauge((told.read)(&mut tx).await?));
    }
    tx.rollback().await
}

#[expect(
    clippy::cast_precision_loss,
    reason = "queues and disks stay far below 2^52"
)]
fn gauge(n: i64) -> f64 {
    n as f64
}

#[derive(OpenApi)]
#[openapi(paths(description), components(schemas(Problem)))]
struct Description;

/// This description, made from the code.
#[utoipa::path(
    get, path = "/api/v1/openapi.json", operation_id = "read_description",
    responses((status = 200, description = "OpenAPI 3.1", body = serde_json::Value), Refusals)
)]
async fn description(State(front): State<Arc<Front>>) -> Response {
    axum::Json(front.world.openapi.clone()).into_response()
}
