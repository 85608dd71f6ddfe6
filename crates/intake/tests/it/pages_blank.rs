//! Blank forms for everybody: listed, made once, sent as files that a browser keeps while they are the same.

use super::pages_browser::{Browser, only_intake};
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use faisceau_documents::{NotAForm, read_filled};
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

on_both!(
    every_type_has_its_forms_and_they_are_files_of_nobody,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        browser.open("/").await;
        assert!(browser.page.body.contains("href=\"/formulaires\""));
        browser.open("/formulaires").await;
        for kind in kit.world.forms.kinds() {
            let link = format!("href=\"/formulaires/{}\"", kind.code);
            assert!(browser.page.body.contains(&link), "{link}");
        }
        assert!(!browser.page.body.contains('⟦'));
        // The shortest form.
        browser.open("/formulaires/illegal_content").await;
        assert_eq!(browser.page.status, StatusCode::OK);
        assert!(!browser.page.body.contains('⟦'));
        for file in ["print-fr", "print-en", "fill-fr", "fill-en"] {
            let link = format!("/formulaires/illegal_content/{file}.pdf");
            assert!(browser.page.body.contains(&link), "{link}");
            let page = browser.page.body.clone();
            let seen = browser.open(&link).await.clone();
            browser.page.body = page;
            assert_eq!(seen.status, StatusCode::OK, "{link}");
            assert_eq!(seen.headers[header::CONTENT_TYPE], "application/pdf");
            let sent = seen.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
            assert_eq!(
                sent,
                format!("attachment; filename=\"illegal_content-{file}.pdf\"")
            );
            let form = read_filled(seen.bytes);
            match file.starts_with("fill") {
                true => assert_eq!(form.unwrap().code, "illegal_content"),
                false => assert_eq!(form, Err(NotAForm::NoFields)),
            }
        }
    }
);

on_both!(
    a_form_is_sent_again_only_when_it_changed_and_never_kept_on_a_path_of_quick_exit,
    only_intake(),
    async |kit: Kit| {
        let mut browser = Browser::new(&kit);
        let path = "/formulaires/illegal_content/fill-fr.pdf";
        let first = browser.open(path).await.clone();
        let tag = first.headers[header::ETAG].clone();
        let request = Request::get(path)
            .header(header::IF_NONE_MATCH, &tag)
            .body(Body::empty());
        let again = browser.send(request.unwrap()).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
        assert!(again.bytes.is_empty());
        let quick = |code: &str| kit.world.forms.kind(code).unwrap().exit_button;
        assert!(!quick("illegal_content") && quick("sextortion"));
        assert_ne!(first.headers[header::CACHE_CONTROL], "no-store");
        let secret = browser.open("/formulaires/sextortion/print-fr.pdf").await;
        assert_eq!(secret.status, StatusCode::OK);
        assert_eq!(secret.headers[header::CACHE_CONTROL], "no-store");
        for path in [
            "/formulaires/inconnu",
            "/formulaires/inconnu/fill-fr.pdf",
            "/formulaires/illegal_content/fill-de.pdf",
            "/formulaires/illegal_content/..",
        ] {
            browser.open(path).await;
            assert_eq!(browser.page.status, StatusCode::NOT_FOUND, "{path}");
        }
    }
);
