//! From a report to a complaint on the pages of the victim's space, by requests; what others are told
//! at the same doors.

use crate::operations_kit::{Says, filed, filed_for_a_minor, filed_with_code, stored};
use crate::space_browser::Browser;
use crate::space_change::opened;
use axum::http::StatusCode;
use faisceau_intake::capability;
use faisceau_intake::file::Nature;
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, plain};

const IDENTITY: &[(&str, &str)] = &[
    ("victim.civil:birth_name", "Brindelune"),
    ("victim.civil:first_names", "Alix"),
    ("victim.civil:born_on.day", "4"),
    ("victim.civil:born_on.month", "5"),
    ("victim.civil:born_on.year", "1988"),
    ("victim.address:lines", "12 rue des Exemples"),
    ("victim.address:town", "Lille"),
];

on_both!(
    a_report_is_made_a_complaint_from_the_space,
    vec![capability()],
    async |kit: Kit| {
        let says = Says::from([("declare.mode", "report"), ("filer.role", "victim")]);
        let (filed, _) = filed_with_code(&kit, "fake_shop", &says, Nature::Report).await;
        let mut browser = opened(&kit, &filed).await;
        let seen = browser.get("/suivi/dossier").await;
        assert!(seen.body.contains("href=\"/suivi/plainte\""));
        let seen = browser.get("/suivi/plainte").await;
        let said = plain(&seen.body);
        for words in [
            "vous ne récrivez rien",
            "Votre dossier garde sa référence",
            "votre identité",
        ] {
            assert!(said.contains(words), "{words}");
        }
        // Not begun: the declaration leads back to what is told first.
        let seen = browser.get("/suivi/plainte/declaration").await;
        assert_eq!(seen.location, "/suivi/plainte");
        browser.get("/suivi/plainte").await;
        let seen = browser.post("/suivi/plainte", &[]).await;
        assert_eq!(seen.location, "/suivi/corriger/q/identity", "{}", seen.body);
        // Meanwhile the declaration asks for what lacks.
        let seen = browser.get("/suivi/plainte/declaration").await;
        assert_eq!(seen.location, "/suivi/corriger/q/identity");
        browser.get("/suivi/corriger/q/identity").await;
        let seen = browser.post("/suivi/corriger/q/identity", IDENTITY).await;
        assert_eq!(seen.location, "/suivi/corriger/verifier", "{}", seen.body);
        let seen = browser.get("/suivi/corriger/verifier").await;
        assert_eq!(seen.location, "/suivi/plainte/declaration");
        let seen = browser.get("/suivi/plainte/declaration").await;
        assert_eq!(seen.status, StatusCode::OK);
        let said = plain(&seen.body);
        assert!(said.contains("Dire volontairement des faits faux est un délit."));
        assert!(said.contains("Brindelune") && said.contains("Je dépose plainte pour ces faits"));
        let seen = browser.post("/suivi/plainte/declaration", &[]).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(plain(&seen.body).contains("confirmez que ce que vous avez écrit est vrai"));
        let declared = [("declare.truth", "yes")];
        let seen = browser.post("/suivi/plainte/declaration", &declared).await;
        assert_eq!(
            seen.location, "/suivi/dossier?fait=plainte",
            "{}",
            seen.body
        );
        let seen = browser.get("/suivi/dossier?fait=plainte").await;
        let said = plain(&seen.body);
        assert!(said.contains("Votre plainte est enregistrée."));
        assert!(said.contains("Accusé d’enregistrement de la plainte"));
        assert!(!seen.body.contains("href=\"/suivi/plainte\""));
        for document in ["acknowledgement", "acknowledgement-complaint"] {
            let seen = browser.get(&format!("/suivi/documents/{document}")).await;
            assert_eq!(seen.status, StatusCode::OK, "{document}");
        }
        assert_eq!(stored(&kit, filed.complaint).await.nature, "complaint");
        // Done: the page of before leads to the case.
        let seen = browser.get("/suivi/plainte").await;
        assert_eq!(seen.location, "/suivi/dossier");
    }
);

on_both!(
    what_stays_a_report_says_where_to_go_and_a_stranger_finds_the_door,
    vec![capability()],
    async |kit: Kit| {
        let minor = filed_for_a_minor(&kit).await;
        let mut browser = opened(&kit, &minor).await;
        browser.get("/suivi/plainte").await;
        let seen = browser.post("/suivi/plainte", &[]).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        let said = plain(&seen.body);
        assert!(said.contains("ne peuvent pas devenir une plainte ici"));
        assert!(said.contains("3018") && said.contains("Commissariat ou gendarmerie"));
        assert!(seen.body.contains("<title>Formulaire</title>"));
        let complaint = filed(&kit).await;
        let mut browser = opened(&kit, &complaint).await;
        assert!(
            !browser
                .get("/suivi/dossier")
                .await
                .body
                .contains("/suivi/plainte")
        );
        assert_eq!(
            browser.get("/suivi/plainte").await.location,
            "/suivi/dossier"
        );
        let mut stranger = Browser::new(&kit, &[capability()]);
        for path in ["/suivi/plainte", "/suivi/plainte/declaration"] {
            let seen = stranger.get(path).await;
            assert!(
                seen.location.starts_with("/suivi"),
                "{path}: {}",
                seen.location
            );
        }
    }
);
