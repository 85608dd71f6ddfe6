//! The pages by which a victim completes, corrects and withdraws, by requests; and what staff see of it.

use crate::operations_kit::{Says, filed, filed_with_code, officer, stored};
use crate::panels::{panel, panels};
use crate::space_browser::{Browser, Seen};
use axum::http::StatusCode;
use faisceau_intake::capability;
use faisceau_intake::file::{Filed, Nature};
use faisceau_platform::access::Action;
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, plain};

pub(crate) async fn opened(kit: &Kit, filed: &Filed) -> Browser {
    let mut browser = Browser::new(kit, &[capability()]);
    let reference = stored(kit, filed.complaint).await.reference;
    browser.get("/suivi").await;
    let code = filed.follow_up.grouped();
    let seen = browser
        .post("/suivi", &[("reference", &reference), ("code", &code)])
        .await;
    assert_eq!(seen.location, "/suivi/dossier");
    browser
}

const REPLY: &str = "/suivi/corriger/q/reply";

/// How to answer the page of contact, with an address of its own.
fn reply(email: &str) -> Vec<(&str, &str)> {
    vec![
        ("victim.email", email),
        ("victim.phone", "06 39 98 00 01"),
        ("victim.contact_safe", "email"),
        ("victim.language", "fr"),
        ("declare.notify", "email"),
    ]
}

async fn sent(browser: &mut Browser, email: &str) -> Seen {
    browser.get(REPLY).await;
    let seen = browser.post(REPLY, &reply(email)).await;
    assert_eq!(seen.location, "/suivi/corriger/verifier", "{}", seen.body);
    browser.get("/suivi/corriger/verifier").await;
    let declared = [("declare.truth", "yes")];
    browser.post("/suivi/corriger/envoyer", &declared).await
}

on_both!(
    a_correction_is_read_again_declared_and_sent,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let mut browser = opened(&kit, &filed).await;
        let seen = browser.get("/suivi/dossier").await;
        for link in ["/suivi/corriger\"", REPLY, "/suivi/retrait"] {
            assert!(seen.body.contains(link), "{link}");
        }
        let seen = browser.get("/suivi/corriger").await;
        assert_eq!(seen.status, StatusCode::OK);
        assert!(seen.body.contains("Martin") && seen.body.contains(REPLY));
        assert!(!seen.body.contains("Une correction est commencée"));
        // Nothing to read again yet.
        let seen = browser.get("/suivi/corriger/verifier").await;
        assert_eq!(seen.location, "/suivi/corriger");
        let seen = browser.get(REPLY).await;
        assert!(
            seen.body.contains("contact@exemple.fr"),
            "as it was answered"
        );
        let wrong = browser.post(REPLY, &reply("pas une adresse")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            wrong.body.contains("pas une adresse"),
            "what was typed is kept"
        );
        let seen = browser.post(REPLY, &reply("nouvelle@exemple.fr")).await;
        assert_eq!(seen.location, "/suivi/corriger/verifier");
        let seen = browser.get("/suivi/corriger/verifier").await;
        for words in [
            "contact@exemple.fr",
            "nouvelle@exemple.fr",
            "Avant",
            "Maintenant",
        ] {
            assert!(seen.body.contains(words), "{words}");
        }
        let not_declared = browser.post("/suivi/corriger/envoyer", &[]).await;
        assert_eq!(not_declared.status, StatusCode::UNPROCESSABLE_ENTITY);
        let seen = browser.get("/suivi/corriger").await;
        assert!(seen.body.contains("Une correction est commencée"));
        let seen = sent(&mut browser, "nouvelle@exemple.fr").await;
        assert_eq!(
            seen.location, "/suivi/dossier?fait=corrige",
            "{}",
            seen.body
        );
        let seen = browser.get(&seen.location).await;
        assert!(seen.body.contains("Votre correction est envoyée"));
        assert!(plain(&seen.body).contains("Corrigée"));
        assert_eq!(stored(&kit, filed.complaint).await.version, 2);
        let again = browser
            .post("/suivi/corriger/envoyer", &[("declare.truth", "yes")])
            .await;
        assert_eq!(
            again.location, "/suivi/corriger",
            "there is nothing left to send"
        );
    }
);

on_both!(
    a_correction_given_up_changes_nothing,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let mut browser = opened(&kit, &filed).await;
        browser.get(REPLY).await;
        browser.post(REPLY, &reply("nouvelle@exemple.fr")).await;
        let seen = browser.post("/suivi/corriger/abandonner", &[]).await;
        assert_eq!(seen.location, "/suivi/dossier?fait=abandonne");
        let seen = browser.get(REPLY).await;
        assert!(!seen.body.contains("nouvelle@exemple.fr"));
        assert_eq!(stored(&kit, filed.complaint).await.version, 1);
    }
);

on_both!(
    staff_see_both_versions_with_what_their_right_opens,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let mut browser = opened(&kit, &filed).await;
        sent(&mut browser, "nouvelle@exemple.fr").await;
        let officer = officer(&kit).await;
        let id = filed.complaint;
        let facts = panels(&kit, &officer, id, |action| action == Action::ComplaintRead).await;
        let html = panel(&facts, "faits");
        assert!(html.contains("Version 2, corrigée par la victime"));
        assert!(html.contains("Corrigé. À lire plus bas"));
        assert!(!html.contains("exemple.fr\u{a0}/") && !html.contains("nouvelle@exemple.fr"));
        let all = panels(&kit, &officer, id, |_| true).await;
        let html = plain(panel(&all, "identite"));
        assert!(html.contains("Avant : contact@exemple.fr"), "{html}");
        assert!(html.contains("Maintenant : nouvelle@exemple.fr"));
        assert!(!panel(&all, "recit").contains("Version 2"));
    }
);

on_both!(
    withdrawing_says_what_it_does_and_closes_the_doors,
    vec![capability()],
    async |kit: Kit| {
        let filed = filed(&kit).await;
        let mut browser = opened(&kit, &filed).await;
        let seen = browser.get("/suivi/retrait").await;
        for words in [
            "Voulez-vous retirer votre plainte ?",
            "n’est pas effacé",
            "la suite appartient au procureur",
        ] {
            assert!(plain(&seen.body).contains(words), "{words}");
        }
        // The law pack is not confirmed there: no article is quoted to a victim.
        assert!(!seen.body.contains("code de procédure pénale"));
        let seen = browser.post("/suivi/retrait", &[]).await;
        assert_eq!(seen.location, "/suivi/dossier?fait=retire");
        let seen = browser.get(&seen.location).await;
        assert!(seen.body.contains("Vous avez retiré ce dossier"));
        assert!(!seen.body.contains("/suivi/retrait") && !seen.body.contains("/suivi/corriger"));
        for path in [
            "/suivi/retrait",
            "/suivi/corriger",
            REPLY,
            "/suivi/corriger/verifier",
        ] {
            let seen = browser.get(path).await;
            assert_eq!(seen.location, "/suivi/dossier", "{path}");
        }
        for path in ["/suivi/retrait", REPLY, "/suivi/corriger/envoyer"] {
            let seen = browser.post(path, &reply("autre@exemple.fr")).await;
            assert_eq!(seen.location, "/suivi/dossier", "{path}");
        }
    }
);

on_both!(
    a_stranger_changes_nothing,
    vec![capability()],
    async |kit: Kit| {
        filed_with_code(&kit, "other", &Says::new(), Nature::Report).await;
        let mut browser = Browser::new(&kit, &[capability()]);
        for path in [
            "/suivi/corriger",
            REPLY,
            "/suivi/corriger/verifier",
            "/suivi/retrait",
        ] {
            let seen = browser.get(path).await;
            assert_eq!(seen.status, StatusCode::SEE_OTHER, "{path}");
            assert!(seen.location.starts_with("/suivi"), "{}", seen.location);
        }
        browser.get("/suivi").await;
        for path in [
            REPLY,
            "/suivi/corriger/envoyer",
            "/suivi/corriger/abandonner",
            "/suivi/retrait",
        ] {
            let seen = browser.post(path, &reply("x@exemple.fr")).await;
            assert_ne!(seen.status, StatusCode::OK, "{path}");
            assert!(!seen.location.contains("fait="), "{path}");
        }
    }
);
