//! The JSON interface by requests: what a stranger learns of a paper, what staff reads, and what
//! the description promises.

use crate::operations_kit::{filed, officer, staff, victim};
use crate::space_browser::Browser;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::event::Side;
use faisceau_intake::{api, capability, post_message};
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use serde_json::{Value, json};

fn browser(kit: &Kit) -> Browser {
    Browser::new(kit, &[capability()])
}

async fn verify(browser: &mut Browser, body: &str) -> (StatusCode, Value) {
    let kind = "application/json";
    let request = Request::post("/api/v1/verify").header(header::CONTENT_TYPE, kind);
    let seen = browser.send(request, Body::from(body.to_owned())).await;
    (seen.status, serde_json::from_str(&seen.body).unwrap())
}

on_both!(
    anyone_learns_whether_a_paper_is_authentic_and_nothing_else,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let mut browser = browser(&kit);
        let code = filed.receipt.read_payload().unwrap().verification_code;
        let asked = json!({ "code": code }).to_string();
        let (status, answer) = verify(&mut browser, &asked).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(answer["authentic"], true);
        assert_eq!(answer["document"], "acknowledgement");
        let known: Vec<&String> = answer.as_object().unwrap().keys().collect();
        let told = [
            "authentic",
            "document",
            "issued_at",
            "pages",
            "pdf_sha256",
            "replaced_at",
        ];
        assert!(known.iter().all(|key| told.contains(&key.as_str())));
        for code in ["0000-0000-0000-0000", "", "🎂"] {
            let asked = json!({ "code": code }).to_string();
            let (status, answer) = verify(&mut browser, &asked).await;
            assert_eq!(
                (status, &answer["authentic"]),
                (StatusCode::OK, &json!(false))
            );
        }
        let (status, problem) = verify(&mut browser, "{\"code\"").await;
        assert_eq!(status, StatusCode::BAD_REQUEST);
        assert_eq!(problem["status"], 400);
        assert_eq!(problem["code"], "bad_request");
        let (status, problem) = verify(&mut browser, "{\"codes\":[]}").await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(problem["code"], "unprocessable");
    }
);

on_both!(
    staff_reads_a_complaint_and_its_messages_within_its_rights,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let id = filed.complaint;
        let words = "Une précision : 🎂";
        post_message::post_message(&victim(&kit), id, Side::Victim, words)
            .await
            .unwrap();
        let path = format!("/api/v1/complaints/{}", id.0);
        let mut browser = browser(&kit);
        let stranger = browser.get(&path).await;
        assert_eq!(stranger.status, StatusCode::UNAUTHORIZED);
        assert_eq!(
            stranger.headers[header::CONTENT_TYPE],
            "application/problem+json"
        );
        let problem: Value = serde_json::from_str(&stranger.body).unwrap();
        assert_eq!(problem["code"], "signed_out");
        officer(&kit).await;
        browser.sign_in("lefort", "intake").await;
        // What is no id is a complaint that is not there, as everywhere else.
        for wrong in ["/api/v1/complaints/1", "/api/v1/complaints/1/messages"] {
            let seen = browser.get(wrong).await;
            let problem: Value = serde_json::from_str(&seen.body).unwrap();
            assert_eq!(problem["code"], "not_found", "{wrong}");
        }
        let seen = browser.get(&path).await;
        let complaint: Value = serde_json::from_str(&seen.body).unwrap();
        let reference = filed.receipt.read_payload().unwrap().reference;
        assert_eq!(complaint["reference"], reference);
        assert_eq!(complaint["state"], "filed");
        assert!(!seen.body.contains("Martin") && !seen.body.contains("Quelques mots"));
        let seen = browser.get(&format!("{path}/messages")).await;
        let messages: Value = serde_json::from_str(&seen.body).unwrap();
        assert_eq!(messages[0]["body"], words);
        assert_eq!(messages[0]["from"], "victim");
        let journal = crate::store::actions_on(&kit, id.0).await;
        for action in ["complaint.read", "message.read"] {
            assert!(journal.contains(&action.to_owned()), "{action}");
        }
        // An investigator has no right on the central queue: it does not exist there.
        staff(&kit, "enquete", Role::Investigator, Purpose::Inquiry).await;
        browser.sign_in("enquete", "inquiry").await;
        for path in [path.clone(), format!("{path}/messages")] {
            assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
        }
        // The analyst compares facts, and does not read what the victim writes.
        staff(&kit, "analyste", Role::Analyst, Purpose::Linkage).await;
        browser.sign_in("analyste", "linkage").await;
        assert_eq!(browser.get(&path).await.status, StatusCode::OK);
        let seen = browser.get(&format!("{path}/messages")).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
        let nobody = format!("/api/v1/complaints/{}", uuid::Uuid::nil());
        assert_eq!(browser.get(&nobody).await.status, StatusCode::NOT_FOUND);
    }
);

on_both!(
    the_schema_of_a_line_is_published,
    vec![capability()],
    async |kit: Kit| {
        let seen = browser(&kit).get("/api/v1/import.schema.json").await;
        assert_eq!(seen.status, StatusCode::OK);
        let schema: Value = serde_json::from_str(&seen.body).unwrap();
        let required = schema["required"].as_array().unwrap();
        for field in ["id", "received_at", "occurred_at", "kind"] {
            assert!(required.contains(&json!(field)), "{field}");
        }
        assert!(!required.contains(&json!("text")));
    }
);

#[test]
fn every_json_route_is_described_and_nothing_else_is() {
    let described: Vec<String> = api::openapi().paths.paths.into_keys().collect();
    let routes = (capability().routes.unwrap())();
    let served: Vec<String> = routes
        .list()
        .map(|route| route.path.to_owned())
        .filter(|path| path.starts_with("/api/"))
        .collect();
    assert_eq!(served.len(), described.len());
    for path in &served {
        assert!(described.contains(path), "{path}");
    }
}
