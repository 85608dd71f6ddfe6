//! The questionnaires as other programs read them: the list, one of them, and their schemas; open to
//! all, and the same as the pack in force.

use crate::space_browser::Browser;
use axum::http::{StatusCode, header};
use faisceau_intake::capability;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use serde_json::Value;

async fn read(browser: &mut Browser, path: &str) -> (String, Value) {
    let seen = browser.get(path).await;
    assert_eq!(seen.status, StatusCode::OK, "{path}");
    let kind = seen.headers[header::CONTENT_TYPE].to_str().unwrap();
    (kind.to_owned(), serde_json::from_str(&seen.body).unwrap())
}

on_both!(
    programs_read_the_questionnaires_and_their_schemas,
    vec![capability()],
    async |kit: Kit| {
        let forms = &kit.world.forms;
        let mut browser = Browser::new(&kit, &[capability()]);
        let (_, list) = read(&mut browser, "/api/v1/forms").await;
        let list = list.as_array().unwrap();
        assert_eq!(list.len(), forms.kinds().count());
        for listed in list {
            let code = listed["code"].as_str().unwrap();
            let kind = forms.kind(code).unwrap();
            assert_eq!(listed["hash"], kind.hash);
            let (_, form) = read(&mut browser, &format!("/api/v1/forms/{code}")).await;
            assert_eq!(Some(form), forms.published(code));
            let path = format!("/api/v1/forms/{code}/answers.schema.json");
            let (media, schema) = read(&mut browser, &path).await;
            assert_eq!(media, "application/schema+json");
            assert_eq!(Some(schema), forms.schema_of_answers(code));
        }
        let (media, schema) = read(&mut browser, "/api/v1/forms.schema.json").await;
        assert_eq!(media, "application/schema+json");
        assert_eq!(schema, faisceau_domain::form::schema_of_forms());
        for path in [
            "/api/v1/forms/fake_stall",
            "/api/v1/forms/fake_stall/answers.schema.json",
        ] {
            let seen = browser.get(path).await;
            assert_eq!(seen.status, StatusCode::NOT_FOUND, "{path}");
            let problem: Value = serde_json::from_str(&seen.body).unwrap();
            assert_eq!(problem["code"], "not_found");
        }
    }
);
