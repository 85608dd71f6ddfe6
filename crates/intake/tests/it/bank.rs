//! The letter to the bank: offered while a payment is recent, made of the answers, the victim's own; on
//! the draft, on the receipt and in the space, and to nobody else.

use crate::operations_kit::filed;
use crate::pages_browser::{Browser as Public, only_intake};
use crate::pages_journey::{IDENTITY, SHOP, answer_all, begin, declare, follow_up, reference};
use axum::http::{StatusCode, header};
use faisceau_documents::verify_file;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

/// The day after the payments of the journeys of these tests.
const NEXT_DAY: &str = "2026-03-15T18:00:00Z";

/// When the payment of these tests was made: the journeys leave it out.
const PAID_AT: &[(&str, &[(&str, &str)])] = &[(
    "payment-1",
    &[
        ("payment[0].date.day", "14"),
        ("payment[0].date.month", "3"),
        ("payment[0].date.year", "2026"),
        ("payment[0].date:time", "21 h 05"),
    ],
)];

on_both!(
    the_letter_to_the_bank_is_made_of_the_answers_while_a_payment_is_recent,
    only_intake(),
    async |kit: Kit| {
        kit.world.clock.set(NEXT_DAY.parse().unwrap());
        let mut browser = Public::new(&kit);
        begin(&mut browser, "fake_shop").await;
        answer_all(&mut browser, &[PAID_AT, SHOP, IDENTITY]).await;
        browser.says("Préparer la lettre à ma banque");
        browser.open("/plainte/banque").await;
        for said in [
            "Demande urgente de rappel d’un virement",
            "320,00 €",
            "Paiement fait il y a 21 h 55 min",
            "LT12 1000 0111 0100 1000",
            "BOIS DE CHAUFFE SARL",
            "Martin",
            "Je demande son rappel immédiat",
            "Votre banque décide seule de la suite",
        ] {
            browser.says(said);
        }
        assert!(!browser.page.body.contains("FSC-2026"), "not filed yet");
        let letter = browser.open("/plainte/banque/0").await;
        assert_eq!(letter.status, StatusCode::OK);
        assert!(letter.bytes.starts_with(b"%PDF-1.7"));
        assert!(verify_file(&letter.bytes, &[]).is_err(), "nobody signs it");
        let named = letter.headers[header::CONTENT_DISPOSITION]
            .to_str()
            .unwrap();
        assert_eq!(named, "attachment; filename=\"lettre-1.pdf\"");
        for absent in ["7", "-1", "x"] {
            let seen = browser.open(&format!("/plainte/banque/{absent}")).await;
            assert_eq!(seen.status, StatusCode::NOT_FOUND, "{absent}");
        }

        browser.open("/plainte/verifier").await;
        declare(&mut browser, "complaint").await;
        browser.says("Votre argent : la lettre à la banque");
        let (dossier, code) = (reference(&browser), follow_up(&browser));
        browser.open("/plainte/banque").await;
        browser.says(&format!(
            "J’ai déposé ces faits sous la référence {dossier}"
        ));
        let mut space = browser.another();
        space.open("/suivi/banque").await;
        space.is_at("/suivi");
        let form = [("reference", dossier.as_str()), ("code", code.as_str())];
        space.post("/suivi", &form).await;
        space.says("Préparer la lettre à ma banque");
        space.open("/suivi/banque").await;
        space.says("LT12 1000 0111 0100 1000");
        let letter = space.open("/suivi/banque/0").await;
        assert!(letter.bytes.starts_with(b"%PDF-1.7"));
        assert_eq!(
            space.open("/suivi/banque/9").await.status,
            StatusCode::NOT_FOUND
        );
        let mut tx = kit.world.db.read().await.unwrap();
        let row = tx.one(
            &crate::store::COUNT_DEED,
            faisceau_platform::binds!["freeze.sheet_made"],
        );
        assert_eq!(row.await.unwrap().get::<i64>("n").unwrap(), 2);
        tx.rollback().await.unwrap();

        // Ten days later the ordinary ways of the bank are left.
        kit.world.clock.advance_millis(10 * 24 * 3_600_000);
        space.open("/suivi/dossier").await;
        assert!(
            !space.page.body.contains("/suivi/banque"),
            "{}",
            space.page.body
        );
        space.open("/suivi/banque").await;
        space.says("Aucun paiement de moins de dix jours");
        assert_eq!(
            space.open("/suivi/banque/0").await.status,
            StatusCode::NOT_FOUND
        );
    }
);

on_both!(
    an_old_payment_and_a_stranger_get_no_letter,
    only_intake(),
    async |kit: Kit| {
        filed(&kit).await;
        let mut nobody = Public::new(&kit);
        for path in ["/plainte/banque", "/plainte/banque/0"] {
            nobody.open(path).await;
            nobody.is_at("/reprendre");
        }
        for path in ["/suivi/banque", "/suivi/banque/0"] {
            nobody.open(path).await;
            nobody.is_at("/suivi");
        }
        let mut browser = Public::new(&kit);
        begin(&mut browser, "fake_shop").await;
        answer_all(&mut browser, &[PAID_AT, SHOP, IDENTITY]).await;
        assert!(
            !browser.page.body.contains("/plainte/banque"),
            "eight months ago"
        );
    }
);
