//! Whom the pages of a telephone let in: its own cookie, nobody else's; the screen at the counter, the officer
//! in charge; and how many codes one draft is shown.

use super::codes_stored::everything;
use super::operations_kit::{officer, staff};
use super::pages_browser::{Browser, only_intake, text};
use super::pages_files::at_exhibits;
use super::telephone::{FILES, PNG, SCREEN, code, connected, give, shown};
use super::{space_browser, store};
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_intake::capability;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use std::collections::BTreeSet;

on_both!(
    each_page_of_a_telephone_opens_to_its_own_cookie_only,
    only_intake(),
    async |kit: Kit| {
        let mut browser = at_exhibits(&kit).await;
        let mut telephone = connected(&mut browser).await;
        // The cookie of a telephone opens no page of the draft, under any name.
        let held = telephone.jar["telephone"].clone();
        for path in [
            "/plainte/verifier",
            "/plainte/q/exhibits",
            "/plainte/a-emporter",
            SCREEN,
        ] {
            telephone.open(path).await;
            telephone.is_at("/reprendre");
        }
        telephone.jar.insert("draft".to_owned(), held.clone());
        telephone.open("/plainte/verifier").await;
        telephone.is_at("/reprendre");
        // Nor does the code of the draft open a telephone's pages.
        let draft = browser.jar["draft"].clone();
        browser.jar.insert("telephone".to_owned(), draft);
        browser.open(FILES).await;
        browser.is_at("/apporter");
        let mut stranger = browser.another();
        stranger.open(FILES).await;
        stranger.is_at("/apporter");
        stranger.jar.insert("telephone".to_owned(), "x".repeat(20));
        stranger.open(FILES).await;
        stranger.is_at("/apporter");
        // The screen is the holder's.
        stranger.open(SCREEN).await;
        stranger.is_at("/reprendre");
        // Each gesture is journaled on the draft, and the code is nowhere.
        let told = store::actions_on(&kit, store::a_draft(&kit).await).await;
        let told: BTreeSet<&str> = told
            .iter()
            .map(String::as_str)
            .filter(|deed| deed.starts_with("telephone"))
            .collect();
        assert_eq!(
            told,
            BTreeSet::from(["telephone.invited", "telephone.opened"])
        );
        for (place, bytes) in everything(&kit).await {
            let read = String::from_utf8_lossy(&bytes);
            assert!(!read.contains(&held), "{place}");
        }
    }
);

on_both!(
    too_many_codes_of_one_draft_are_refused,
    only_intake(),
    async |kit: Kit| {
        let mut browser = at_exhibits(&kit).await;
        for _ in 0..faisceau_intake::telephone::PASSES_MAX {
            shown(&mut browser).await;
        }
        browser.post(SCREEN, &[("do", "montrer")]).await;
        assert_eq!(browser.page.status, StatusCode::UNPROCESSABLE_ENTITY);
        browser.says("Plus de 30 codes ont été montrés");
    }
);

on_both!(
    an_officer_shows_a_code_and_sees_what_comes,
    vec![capability()],
    async |kit: Kit| {
        officer(&kit).await;
        staff(&kit, "durand", Role::Officer, Purpose::Intake).await;
        staff(&kit, "analyste", Role::Analyst, Purpose::Linkage).await;
        let all = [capability()];
        let mut desk = space_browser::Browser::new(&kit, &all);
        desk.sign_in("lefort", "intake").await;
        let at = desk
            .post("/guichet", &[("type", "fake_shop")])
            .await
            .location;
        let screen = format!("{at}/telephone");
        assert!(desk.get(&at).await.body.contains(&screen));
        let seen = desk.get(&screen).await;
        assert_eq!(seen.status, StatusCode::OK, "{}", seen.body);
        let seen = desk.post(&screen, &[("do", "montrer")]).await;
        assert_eq!(seen.location, screen);
        let seen = desk.get(&screen).await;
        assert!(seen.body.contains("<svg"));
        let code = code(&seen.body);
        let mut telephone = Browser::new(&kit);
        telephone.open("/apporter").await;
        telephone.post("/apporter", &[("code", &code)]).await;
        telephone.is_at(FILES);
        give(&mut telephone, &[("facture.png", PNG)]).await;
        let seen = desk.get(&screen).await;
        assert!(seen.body.contains("facture.png") && text(&seen.body).contains("1 fichier reçu."));
        assert!(!seen.body.contains("<svg"));
        // Nobody but the officer in charge sees it or ends it.
        let mut other = space_browser::Browser::new(&kit, &all);
        other.sign_in("durand", "intake").await;
        assert_eq!(other.get(&screen).await.status, StatusCode::NOT_FOUND);
        let refused = other.post(&screen, &[("do", "terminer")]).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let mut analyst = space_browser::Browser::new(&kit, &all);
        analyst.sign_in("analyste", "linkage").await;
        assert_eq!(analyst.get(&screen).await.status, StatusCode::FORBIDDEN);
        let mut stranger = space_browser::Browser::new(&kit, &all);
        let seen = stranger.get(&screen).await;
        assert!(seen.location.starts_with("/connexion"), "{}", seen.location);
        desk.get(&screen).await;
        desk.post(&screen, &[("do", "terminer")]).await;
        telephone.open(FILES).await;
        telephone.is_at("/apporter");
        // Where no file is taken, no code.
        let seen = desk.post("/guichet", &[("type", "illegal_content")]).await;
        let screen = format!("{}/telephone", seen.location);
        let seen = desk.get(&screen).await;
        let said = text(&seen.body);
        assert!(said.contains("aucun code n’est montré"), "{said}");
        let refused = desk.post(&screen, &[("do", "montrer")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!refused.body.contains("<svg"));
    }
);
