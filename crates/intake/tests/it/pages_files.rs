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
    at_exhibits_of(&mut browser, "fake_shop").await;
    browser
}

/// The same, of a type of complaint and in this browser.
pub(crate) async fn at_exhibits_of(browser: &mut Browser, kind: &str) {
    begin(browser, kind).await;
    browser.open("/plainte/pieces").await;
    browser.is_at("/plainte/q/exhibits");
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

on_both!(
    what_telephones_give_is_received_as_it_is,
    only_intake(),
    async |kit: Kit| {
        let mut browser = at_exhibits(&kit).await;
        let photo: &[u8] = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic et des points";
        let film: &[u8] = b"\0\0\0\x18ftypisom\0\0\0\0isommp42 et des points";
        let archive: &[u8] = b"PK\x03\x04\x14\0\0\0_chat.txt";
        let chat = "[12/03/2026, 21:14:03] Léa : tu as payé ?\n".repeat(400);
        let mail = b"Return-Path: <a@exemple.fr>\r\nFrom: a@exemple.fr\r\n\r\nBonjour";
        browser
            .add(&[
                ("evidence.files", "IMG_0042.JPG", photo),
                ("evidence.files", "écran", film),
                ("evidence.files", "discussion.zip", archive),
                ("evidence.files", "discussion.txt", chat.as_bytes()),
                ("evidence.files", "origine.eml", mail),
            ])
            .await;
        assert_eq!(browser.page.status, StatusCode::OK);
        browser.says("5 fichiers sont bien reçus.");
        for kind in [
            "image/heif",
            "video/mp4",
            "application/zip",
            "text/plain",
            "message/rfc822",
        ] {
            browser.says(kind);
        }
    }
);

on_both!(
    a_file_that_may_show_a_minor_is_set_aside_and_not_taken_again,
    only_intake(),
    async |kit: Kit| {
        let mut browser = at_exhibits(&kit).await;
        let photo: &[u8] = b"\x89PNG\r\n\x1a\n et des points";
        let files = [
            ("evidence.files", "capture.png", photo),
            ("evidence.files", "a.txt", b"un"),
        ];
        browser.add(&files).await;
        let body = &browser.page.body;
        assert!(body.contains("name=\"ecarter\""));
        let ids = remove_buttons(&browser);
        let place = |name: &str| body.find(name).unwrap();
        let capture = usize::from(place("capture.png") > place("a.txt"));
        let mut texts = pairs(&[("csrf", &browser.token()), ("page", "exhibits")]);
        texts.push(("ecarter".to_owned(), ids[capture].clone()));
        let seen = browser.post_parts("/plainte/pieces", &texts, &[]).await;
        assert_eq!(seen.status, StatusCode::OK);
        let said = text(&seen.body);
        assert!(said.contains("Le fichier est mis à l’écart"), "{said}");
        assert!(!said.contains("capture.png") && said.contains("a.txt"));
        // The same picture under another name.
        browser.open("/plainte/q/exhibits").await;
        browser.add(&[("evidence.files", "autre.png", photo)]).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.says("autre.png a été mis à l’écart. Ne l’envoyez pas de nouveau");
        browser.open("/plainte/q/when-where").await;
        answer_all(&mut browser, &[SHOP, IDENTITY]).await;
        declare(&mut browser, "complaint").await;
        browser.says("a.txt");
        assert!(!text(&browser.page.body).contains("capture.png"));
    }
);
