//! Files on the pages that ask for them, and no file where none may be given, on both databases.

use super::pages_browser::{Browser, inputs, only_intake, pairs, text};
use super::pages_journey::{IDENTITY, SHOP, answer_all, begin, declare};
use axum::http::StatusCode;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

/// A draft on its page of exhibits.
pub(crate) async fn at_exhibits(kit: &Kit) -> Browser {
    let mut browser = Browser::new(kit);
    begin(&mut browser, "fake_shop").await;
    browser.open("/plainte/pieces").await;
    browser.is_at("/plainte/q/exhibits");
    browser
}

fn remove_buttons(browser: &Browser) -> Vec<String> {
    let inputs = inputs(&browser.page.body).into_iter();
    inputs
        .filter(|input| input.name == "remove")
        .map(|input| input.value)
        .collect()
}

on_both!(
    files_are_received_listed_taken_back_and_filed,
    only_intake(),
    async |kit: Kit| {
        let mut browser = at_exhibits(&kit).await;
        let photo = [&b"\x89PNG\r\n\x1a\n"[..], &[7; 3000]].concat();
        browser
            .add(&[
                ("evidence.files", "capture.png", &photo),
                ("evidence.files", "relevé.jpg", PDF),
                ("evidence.files", "", b""),
            ])
            .await;
        assert_eq!(browser.page.status, StatusCode::OK);
        browser.says("2 fichiers sont bien reçus.");
        browser.says("capture.png");
        // What the bytes are, whatever the name says.
        browser.says("application/pdf");
        browser.says(&hex::encode(<sha2::Sha256 as sha2::Digest>::digest(PDF)));
        let ids = remove_buttons(&browser);
        assert_eq!(ids.len(), 2);

        let mut texts = pairs(&[("csrf", &browser.token()), ("page", "exhibits")]);
        // Files of one instant are listed in no order that is promised.
        let place = |name: &str| browser.page.body.find(name).unwrap();
        let capture = usize::from(place("capture.png") > place("relevé.jpg"));
        texts.push(("remove".to_owned(), ids[capture].clone()));
        let seen = browser.post_parts("/plainte/pieces", &texts, &[]).await;
        assert_eq!(seen.status, StatusCode::OK);
        assert!(!text(&seen.body).contains("capture.png"));
        assert!(text(&seen.body).contains("relevé.jpg"));

        browser.open("/plainte/q/when-where").await;
        answer_all(&mut browser, &[SHOP, IDENTITY]).await;
        browser.says("relevé.jpg");
        declare(&mut browser, "complaint").await;
        browser.says("relevé.jpg");
        assert!(!text(&browser.page.body).contains("capture.png"));
    }
);

on_both!(
    what_is_typed_beside_files_is_kept_when_files_are_added,
    only_intake(),
    async |kit: Kit| {
        let mut browser = at_exhibits(&kit).await;
        let texts = pairs(&[
            ("csrf", &browser.token()),
            ("page", "exhibits"),
            ("evidence.witness", "Ma voisine a vu le site"),
            ("do", "add"),
        ]);
        let files: &[(&str, &str, &[u8])] = &[("evidence.files", "a.txt", b"un")];
        let seen = browser.post_parts("/plainte/pieces", &texts, files).await;
        assert!(seen.body.contains("Ma voisine a vu le site"));
        browser.open("/plainte/q/exhibits").await;
        assert!(browser.page.body.contains("Ma voisine a vu le site"));
    }
);

on_both!(
    an_empty_file_and_a_file_nobody_asked_for_are_not_kept,
    only_intake(),
    async |kit: Kit| {
        let mut browser = at_exhibits(&kit).await;
        browser.add(&[("evidence.files", "vide.txt", b"")]).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.says("vide.txt est vide");
        browser
            .add(&[("shop.product", "a.txt", b"un"), ("x", "b.txt", b"deux")])
            .await;
        assert_eq!(browser.page.status, StatusCode::OK);
        assert_eq!(remove_buttons(&browser), Vec::<String>::new());
        browser.open("/plainte/verifier").await;
        assert!(!text(&browser.page.body).contains("a.txt"));
    }
);
