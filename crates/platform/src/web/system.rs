//! What machines of the operator ask: is it alive, is it ready, how much did it do. Says nothing
//! of any person, and nothing of versions to strangers.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use metrics_exporter_prometheus::PrometheusHandle;

use super::front::Front;
use super::route::{Answers, Audience, Route, Routes};

/// The media type of OpenMetrics' text form, as scrapers expect it.
const METRICS_TYPE: &str = "text/plain; version=0.0.4; charset=utf-8";

/// `/healthz` and `/readyz`, open to the balancer in front; `/metrics`, for this machine only,
/// when measures are kept.
#[must_use]
pub fn routes(measures: Option<PrometheusHandle>) -> Routes<Arc<Front>> {
    let machine = |path, audience| {
        Route::get(path, audience)
            .answering(Answers::Text)
            .uncounted()
    };
    let routes = Routes::new("platform")
        .with(machine("/healthz", Audience::Public), async || "alive")
        .with(machine("/readyz", Audience::Public), ready);
    let Some(measures) = measures else {
        return routes;
    };
    routes.with(machine("/metrics", Audience::System), async move || {
        measures.run_upkeep();
        ([(header::CONTENT_TYPE, METRICS_TYPE)], measures.render())
    })
}

/// Ready when the database answers: what a page needs before anything else.
async fn ready(State(front): State<Arc<Front>>) -> Response {
    let answer = async { front.world.db.read().await?.rollback().await };
    match answer.await {
        Ok(()) => "ready".into_response(),
        Err(cause) => {
            tracing::warn!(%cause, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready").into_response()
        }
    }
}
