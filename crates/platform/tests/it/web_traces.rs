//! What requests leave behind: one line of log and a few counts, never a path, a query or a body.

use std::io::Write;
use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::http::header;
use faisceau_platform::web::{Audience, Failure, Route, Routes};
use metrics_exporter_prometheus::PrometheusBuilder;

use super::web::{App, guard, key, post};

/// Text kept in memory.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn app() -> App {
    let routes = Routes::new("essai")
        .with(
            Route::get("/dossier/{reference}", Audience::Public),
            async || "page",
        )
        .with(
            Route::post("/dossier/{reference}", Audience::Public),
            async || Failure::conflict(),
        );
    App::new(guard(), routes)
}

#[tokio::test]
async fn logs_and_counts_hold_the_pattern_of_the_route_and_nothing_said() {
    let kept = Kept::default();
    let writer = kept.clone();
    let subscriber = tracing_subscriber::fmt()
        .json()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    // Without a subscriber for the whole program, a test that logs first on another thread would
    // switch these lines off for all.
    let _ = tracing::subscriber::set_global_default(tracing_subscriber::registry());
    let _log = tracing::subscriber::set_default(subscriber);
    let recorder = PrometheusBuilder::new().build_recorder();
    let handle = recorder.handle();
    let _counts = metrics::set_default_local_recorder(&recorder);

    let answer = app().get("/dossier/FSC-2026-004127-K?q=dupont").await;
    let form = post("/dossier/FSC-2026-004127-K?q=dupont")
        .header(header::COOKIE, "visit=the-cookie")
        .body(Body::from(format!(
            "csrf={}&name=martin",
            key().token("the-cookie", "public")
        )))
        .unwrap();
    app().ask(form).await;
    app().get("/nulle-part/durand").await;

    let log = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
    let counts = handle.render();
    for trace in [&log, &counts] {
        for said in [
            "004127",
            "dupont",
            "martin",
            "the-cookie",
            "durand",
            "198.51.100",
        ] {
            assert!(!trace.contains(said), "{said} in {trace}");
        }
        assert!(trace.contains("/dossier/{reference}"), "{trace}");
    }
    let lines: Vec<serde_json::Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .filter(|line: &serde_json::Value| line["fields"]["message"] == "answered")
        .collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["fields"]["status"], 200);
    assert_eq!(
        lines[0]["fields"]["request_id"],
        answer.header("x-request-id")
    );
    assert_eq!(lines[1]["fields"]["status"], 409);
    assert_eq!(lines[2]["fields"]["route"], "-");
    assert!(counts.contains("http_requests_total{method=\"POST\""));
    assert!(counts.contains("http_request_seconds"));
}

#[tokio::test]
async fn an_address_that_is_not_text_is_told_so() {
    for path in ["/langue/%FF", "/langue/%00", "/langue/%E2%80%AE"] {
        let answer = app().get(path).await;
        assert!(answer.status.is_client_error(), "{path}: {}", answer.status);
        assert!(answer.body.contains("<main"), "{path}");
        assert!(!answer.body.contains('\u{202e}'), "{path}");
    }
}
