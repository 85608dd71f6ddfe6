//! Counters and latencies of requests, by route pattern: never by path, which holds references.

use std::time::Duration;

use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};

/// Upper bounds, in seconds, of the latency histogram: around the aims of `docs/measures.md`.
const LATENCY_SECONDS: [f64; 11] = [
    0.005, 0.01, 0.025, 0.05, 0.1, 0.15, 0.25, 0.5, 1.0, 2.5, 10.0,
];

/// Installs the recorder of the process and returns what `/metrics` prints.
///
/// # Errors
/// When a recorder is already installed.
pub fn install() -> Result<PrometheusHandle, BuildError> {
    PrometheusBuilder::new()
        .set_buckets_for_metric(
            Matcher::Full("http_request_seconds".to_owned()),
            &LATENCY_SECONDS,
        )?
        .install_recorder()
}

/// Counts one answered request.
pub(crate) fn answered(method: &str, route: &str, status: u16, took: Duration) {
    let labels = [
        ("method", method.to_owned()),
        ("route", route.to_owned()),
        ("status", status.to_string()),
    ];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_seconds", "route" => route.to_owned())
        .record(took.as_secs_f64());
}

/// Counts one request refused for coming too often.
pub(crate) fn limited(rate: &'static str) {
    metrics::counter!("http_limited_total", "gesture" => rate).increment(1);
}
