//! The victim's space by requests: the door, the page, messages, exhibits, papers, and what it
//! never shows.

use crate::operations_kit::{filed, filed_for_a_minor, officer, stored};
use crate::space_browser::{Browser, Seen};
use axum::http::{StatusCode, header};
use faisceau_domain::form::Mode;
use faisceau_intake::file::Filed;
use faisceau_intake::{ask, capability, reject, validate};
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, plain};

fn browser(kit: &Kit) -> Browser {
    Browser::new(kit, &[capability()])
}

async fn enter(browser: &mut Browser, reference: &str, code: &str) -> Seen {
    browser.get("/suivi").await;
    let form = [("reference", reference), ("code", code)];
    browser.post("/suivi", &form).await
}

pub(crate) async fn opened(kit: &Kit, filed: &Filed) -> (Browser, Seen) {
    let mut browser = browser(kit);
    let reference = stored(kit, filed.complaint).await.reference;
    let seen = enter(&mut browser, &reference, &filed.follow_up.grouped()).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
    assert_eq!(seen.location, "/suivi/dossier");
    let seen = browser.get("/suivi/dossier").await;
    assert_eq!(seen.status, StatusCode::OK);
    (browser, seen)
}

on_both!(
    the_door_says_the_same_of_a_wrong_reference_and_a_wrong_code,
    vec![capability()],
    async |kit: Kit| {
        let mine = filed(&kit).await;
        let other = filed(&kit).await;
        let reference = stored(&kit, mine.complaint).await.reference;
        let stranger = stored(&kit, other.complaint).await.reference;
        let mut browser = browser(&kit);
        let absent = "FSC-2031-000001";
        let absent = ('0'..='9')
            .chain('A'..='Z')
            .map(|check| format!("{absent}-{check}"))
            .find(|typed| faisceau_domain::reference::Reference::parse(typed).is_some())
            .unwrap();
        let code = mine.follow_up.grouped();
        let mut said = Vec::new();
        for (reference, code) in [
            (stranger.as_str(), code.as_str()),
            (absent.as_str(), code.as_str()),
            (reference.as_str(), &other.follow_up.grouped()),
        ] {
            let seen = enter(&mut browser, reference, code).await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(seen.body.contains("n’ouvrent aucun dossier"));
            assert!(
                seen.headers
                    .get_all(header::SET_COOKIE)
                    .iter()
                    .all(|line| { !line.to_str().unwrap().starts_with("follow=") })
            );
            said.push(seen.body.replace(reference, "").replace(code, ""));
        }
        assert!(said.iter().all(|page| page == &said[0]));
        let malformed = enter(&mut browser, &reference, "7Q2K-M9PX").await;
        assert_eq!(malformed.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(malformed.body.contains("il n’y a ni I, ni L, ni O, ni U"));
        let malformed = enter(&mut browser, "FSC", &code).await;
        assert!(malformed.body.contains("Vérifiez la référence"));
    }
);

on_both!(
    the_space_opens_with_both_and_closes,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let (mut browser, seen) = opened(&kit, &filed).await;
        let reference = stored(&kit, filed.complaint).await.reference;
        for words in [
            reference.as_str(),
            "Faux site de vente",
            "Reçue",
            "Nous avons bien reçu votre plainte le 22 novembre 2026",
            "« Pas de nouvelle » ne veut pas dire « abandonné ».",
            "faux policiers",
            "Nous ne vous demanderons jamais votre code",
            "Accusé d’enregistrement (PDF, ",
            "type=\"file\"",
        ] {
            assert!(plain(&seen.body).contains(words), "{words}");
        }
        // Neither the narrative nor the code is on the page.
        assert!(!seen.body.contains(filed.follow_up.bare()));
        assert!(!seen.body.contains("Quelques mots"));
        let seen = browser.post("/suivi/sortir", &[]).await;
        assert_eq!(seen.location, "/suivi");
        let seen = browser.get("/suivi/dossier").await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER);
        assert!(seen.location.starts_with("/suivi?retour="));
        // A cookie made by hand opens nothing, and is taken back.
        browser.hold("follow", &format!("{reference}.00000000000000000000"));
        let seen = browser.get("/suivi/dossier").await;
        assert_eq!(seen.location, "/suivi");
    }
);

on_both!(
    messages_go_both_ways_and_nobody_is_named,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let officer = officer(&kit).await;
        ask::ask(&officer, filed.complaint, "Envoyez l’e-mail d’origine.")
            .await
            .unwrap();
        let (mut browser, seen) = opened(&kit, &filed).await;
        for words in [
            "Nous avons besoin de vous",
            "Envoyez l’e-mail d’origine.",
            "Un agent",
            "Je ne l’ai pas",
        ] {
            assert!(seen.body.contains(words), "{words}");
        }
        assert!(!seen.body.contains("lefort"));
        // New at the first reading, and no more after it.
        assert!(seen.body.contains("Nouveau"));
        kit.world.clock.advance_millis(1_000);
        let seen = browser.get("/suivi/dossier").await;
        assert!(!seen.body.contains("Nouveau"));
        let empty = browser.post("/suivi/message", &[("message", "  ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.body.contains("Écrivez votre message"));
        let long = "é".repeat(5_001);
        let refused = browser.post("/suivi/message", &[("message", &long)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Il y en a 5001"));
        assert!(refused.body.contains(&long), "what was typed is kept");
        let seen = browser
            .post("/suivi/message", &[("reponse", "absent")])
            .await;
        assert_eq!(seen.location, "/suivi/dossier?fait=message#messages");
        let seen = browser.get("/suivi/dossier?fait=message").await;
        assert!(seen.body.contains("Votre message est envoyé"));
        assert!(seen.body.contains("Je ne l’ai pas."));
        assert_eq!(stored(&kit, filed.complaint).await.state.code(), "filed");
        let hostile = "<script>\u{202e}gpj.exe 🎂 中文";
        let typed = [("message", hostile)];
        assert_eq!(
            browser.post("/suivi/message", &typed).await.status,
            StatusCode::SEE_OTHER
        );
        let seen = browser.get("/suivi/dossier").await;
        assert!(!seen.body.contains("<script>\u{202e}"));
        assert!(seen.body.contains("⟨U+202E⟩gpj.exe 🎂 中文"));
    }
);

on_both!(
    exhibits_are_added_and_listed,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let (mut browser, _) = opened(&kit, &filed).await;
        let none = browser.upload("/suivi/pieces", &[("", b"")]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(none.body.contains("Choisissez un fichier"));
        let empty = browser.upload("/suivi/pieces", &[("vide.txt", b"")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.body.contains("vide.txt est vide"));
        let files: [(&str, &[u8]); 2] = [
            ("relevé.jpg", b"%PDF-1.7 a paper under a false name"),
            ("notes.txt", b"le 14 mars"),
        ];
        let seen = browser.upload("/suivi/pieces", &files).await;
        assert_eq!(seen.location, "/suivi/dossier?fait=pieces#pieces");
        let seen = browser.get("/suivi/dossier?fait=pieces").await;
        for words in ["Vos pièces sont reçues", "2 pièces reçues", "relevé.jpg"] {
            assert!(seen.body.contains(words), "{words}");
        }
        let mut tx = kit.world.db.read().await.unwrap();
        let kept = faisceau_platform::deposit::files_of(&mut tx, filed.complaint.0).await;
        let kept = kept.unwrap();
        let paper = kept.iter().find(|file| file.name == "relevé.jpg").unwrap();
        assert_eq!(paper.media_type, "application/pdf", "the bytes tell");
        browser.token = "forged".to_owned();
        let refused = browser.upload("/suivi/pieces", &files).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN);
    }
);

on_both!(
    a_victim_sets_a_file_aside_and_sees_it_no_more,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let (mut browser, seen) = opened(&kit, &filed).await;
        assert!(
            !seen.body.contains("/suivi/pieces/ecarter"),
            "there is no file yet"
        );
        let photo: &[u8] = b"\x89PNG\r\n\x1a\n et des points";
        browser
            .upload("/suivi/pieces", &[("capture.png", photo)])
            .await;
        let seen = browser.get("/suivi/dossier").await;
        assert!(seen.body.contains("action=\"/suivi/pieces/ecarter\""));
        let mut tx = kit.world.db.read().await.unwrap();
        let kept = faisceau_platform::deposit::files_of(&mut tx, filed.complaint.0).await;
        let file = kept.unwrap()[0].id.to_string();
        drop(tx);
        let none = browser
            .post("/suivi/pieces/ecarter", &[("piece", "")])
            .await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(none.body.contains("Choisissez la pièce."));
        // Nobody else's door: another victim does not reach it.
        let other = crate::operations_kit::filed(&kit).await;
        let (mut stranger, _) = opened(&kit, &other).await;
        let crossed = stranger
            .post("/suivi/pieces/ecarter", &[("piece", &file)])
            .await;
        assert_eq!(crossed.status, StatusCode::NOT_FOUND);
        let seen = browser
            .post("/suivi/pieces/ecarter", &[("piece", &file)])
            .await;
        assert_eq!(seen.location, "/suivi/dossier?fait=ecart#pieces");
        let seen = browser.get("/suivi/dossier?fait=ecart").await;
        for words in ["Le fichier est mis à l’écart", "1 pièce mise à l’écart"] {
            assert!(plain(&seen.body).contains(words), "{words}");
        }
        assert!(!seen.body.contains("capture.png"));
        let again = browser
            .upload("/suivi/pieces", &[("autre.png", photo)])
            .await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.body.contains("autre.png a été mis à l’écart"));
        let told = crate::store::actions_on(&kit, filed.complaint.0).await;
        assert!(told.contains(&"exhibit.set_aside".to_owned()), "{told:?}");
    }
);

on_both!(
    no_file_is_taken_where_minors_are_shown,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed_for_a_minor(&kit).await;
        let complaint = stored(&kit, filed.complaint).await;
        assert_eq!(complaint.filing_mode, Mode::ReportOnly.code());
        let (mut browser, seen) = opened(&kit, &filed).await;
        assert!(!seen.body.contains("type=\"file\""));
        assert!(!seen.body.contains("multipart"));
        for words in ["Aucun fichier n’est accepté", "3018", "119"] {
            assert!(seen.body.contains(words), "{words}");
        }
        // The quick exit, and a page that says nothing of the subject.
        assert!(seen.body.contains("data-exit="));
        assert!(seen.body.contains("<title>Formulaire</title>"));
        assert!(!seen.body.contains("sextorsion"));
        let refused = browser
            .upload("/suivi/pieces", &[("image.png", b"\x89PNG\r\n\x1a\n")])
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let mut tx = kit.world.db.read().await.unwrap();
        let kept = faisceau_platform::deposit::files_of(&mut tx, filed.complaint.0).await;
        assert!(kept.unwrap().is_empty());
        // Addresses are told in a message.
        let typed = [("message", "https://exemple.fr/page")];
        let seen = browser.post("/suivi/message", &typed).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER);
    }
);

on_both!(
    papers_are_downloaded_once_they_exist,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let (mut browser, seen) = opened(&kit, &filed).await;
        assert!(!seen.body.contains("/suivi/documents/recepisse"));
        let absent = browser.get("/suivi/documents/recepisse").await;
        assert_eq!(absent.status, StatusCode::NOT_FOUND);
        let absent = browser.get("/suivi/documents/autre").await;
        assert_eq!(absent.status, StatusCode::NOT_FOUND);
        let paper = browser.get("/suivi/documents/acknowledgement").await;
        assert_eq!(paper.status, StatusCode::OK);
        let disposition = paper.headers[header::CONTENT_DISPOSITION].to_str().unwrap();
        assert!(disposition.starts_with("attachment; filename=\"FSC-2026-"));
        assert!(paper.bytes.starts_with(b"%PDF-"));
        let seen = browser.get("/suivi/dossier").await;
        assert!(seen.body.contains("ko, Français)"), "the size is told");
        let officer = officer(&kit).await;
        let offences = ["Escroquerie".to_owned()];
        validate::validate(&officer, filed.complaint, &offences)
            .await
            .unwrap();
        let seen = browser.get("/suivi/dossier").await;
        assert!(seen.body.contains("Récépissé de plainte (PDF"));
        let paper = browser.get("/suivi/documents/recepisse").await;
        assert!(paper.bytes.starts_with(b"%PDF-"));
    }
);

on_both!(
    a_closed_case_gives_its_reason,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let officer = officer(&kit).await;
        let reason = "Le colis est arrivé, le litige est commercial.";
        reject::reject(&officer, filed.complaint, reason)
            .await
            .unwrap();
        let (_, seen) = opened(&kit, &filed).await;
        for words in ["Fermée", reason, "Vous pouvez encore nous écrire"] {
            assert!(seen.body.contains(words), "{words}");
        }
        assert!(!seen.body.contains("En enquête"));
    }
);
