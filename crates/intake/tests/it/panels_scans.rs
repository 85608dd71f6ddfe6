//! What the antivirus said decides who opens an exhibit: in quarantine and said so, kept apart under a right
//! of its own with a reason, not yet opened where it has not looked.

use crate::operations_kit::{filed, officer, received, staff, victim};
use crate::panels::{panel, panels};
use crate::space_browser::Browser;
use crate::store;
use axum::http::StatusCode;
use faisceau_documents::Regime;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::id::{ComplaintId, ExhibitId};
use faisceau_intake::{ask, attach, capability};
use faisceau_platform::config::Config;
use faisceau_platform::testkit::{Kit, On, kit_with, plain};
use faisceau_platform::{binds, on_both};

/// A complaint of the officer's unit with one file.
async fn with_a_file(kit: &Kit) -> (ComplaintId, ExhibitId) {
    let id = filed(kit).await.complaint;
    let bytes = received(kit, b"un fichier").await;
    let file = attach::to_complaint(&victim(kit), id, &bytes, "a.txt")
        .await
        .unwrap();
    let officer = officer(kit).await;
    ask::ask(&officer, id, "Envoyez le relevé du mois de mars.")
        .await
        .unwrap();
    (id, file)
}

async fn said(kit: &Kit, id: ComplaintId, file: ExhibitId, state: &str, signature: Option<&str>) {
    let mut tx = kit.world.db.write().await.unwrap();
    let row = binds![file, id, state, signature, kit.world.clock.now()];
    tx.execute(&store::SCANNED, row).await.unwrap();
    tx.commit().await.unwrap();
}

fn browser(kit: &Kit) -> Browser {
    Browser::new(kit, &[capability()])
}

on_both!(
    without_antivirus_an_exhibit_is_in_quarantine_and_said_so,
    vec![capability()],
    async |kit: Kit| {
        let (id, file) = with_a_file(&kit).await;
        let mut browser = browser(&kit);
        browser.sign_in("lefort", "intake").await;
        let cx = staff(&kit, "enqueteur", Role::Investigator, Purpose::Inquiry).await;
        let html = panels(&kit, &cx, id, |_| true).await;
        let html = plain(panel(&html, "pieces"));
        assert!(html.contains("Quarantaine : aucun antivirus"), "{html}");
        let path = format!("/dossier/{}/pieces/{}", id.0, file.0);
        assert_eq!(browser.get(&path).await.status, StatusCode::OK);
        // Nothing is kept apart: that door gives nothing.
        browser.sign_in("enqueteur", "inquiry").await;
        let sent = browser
            .post(&format!("{path}/a-part"), &[("raison", "Expertise")])
            .await;
        assert_eq!(sent.status, StatusCode::NOT_FOUND);
    }
);

on_both!(
    a_dangerous_file_is_kept_apart_under_a_right_and_a_reason,
    vec![capability()],
    async |kit: Kit| {
        let (id, file) = with_a_file(&kit).await;
        said(&kit, id, file, "infected", Some("Essai-Eicar")).await;
        let cx = staff(&kit, "enqueteur", Role::Investigator, Purpose::Inquiry).await;
        let html = panels(&kit, &cx, id, |_| true).await;
        let html = plain(panel(&html, "pieces"));
        assert!(html.contains("programme dangereux (Essai-Eicar)"), "{html}");
        assert!(!html.contains("class=\"download\""), "{html}");
        let path = format!("/dossier/{}/pieces/{}", id.0, file.0);
        let apart = format!("{path}/a-part");
        let mut browser = browser(&kit);
        let reason = [("raison", "Expertise du programme")];
        assert_ne!(browser.post(&apart, &reason).await.status, StatusCode::OK);
        browser.sign_in("lefort", "intake").await;
        let seen = browser.get(&path).await;
        assert_eq!(seen.status, StatusCode::FORBIDDEN);
        assert!(plain(&seen.body).contains("L’antivirus garde cette pièce à part"));
        let sent = browser.post(&apart, &reason).await;
        assert_eq!(sent.status, StatusCode::FORBIDDEN);
        browser.sign_in("enqueteur", "inquiry").await;
        assert_eq!(browser.get(&path).await.status, StatusCode::FORBIDDEN);
        let sent = browser.post(&apart, &[("raison", "oui")]).await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
        let sent = browser.post(&apart, &reason).await;
        assert_eq!(
            (sent.status, sent.bytes.as_slice()),
            (StatusCode::OK, &b"un fichier"[..])
        );
        assert_eq!(sent.headers["content-type"], "application/octet-stream");
        let journal = store::actions_on(&kit, id.0).await;
        let told = |deed: &str| journal.iter().filter(|known| *known == deed).count();
        assert_eq!(
            (told("exhibit.kept_apart_read"), told("exhibit.read")),
            (1, 0)
        );
    }
);

async fn waits_for_the_antivirus(on: On) {
    let config = Config {
        controller: Some("Association d'essai".into()),
        legal_regime: Some(Regime::Authority),
        clamd: Some("tcp://127.0.0.1:1".to_owned()),
        ..Config::default()
    };
    let kit = kit_with(on, vec![capability()], config).await;
    let (id, file) = with_a_file(&kit).await;
    let path = format!("/dossier/{}/pieces/{}", id.0, file.0);
    let mut browser = browser(&kit);
    browser.sign_in("lefort", "intake").await;
    let seen = browser.get(&path).await;
    assert_eq!(seen.status, StatusCode::CONFLICT);
    assert!(plain(&seen.body).contains("n’a pas encore examiné cette pièce"));
    for (state, status) in [("clean", StatusCode::OK), ("failed", StatusCode::FORBIDDEN)] {
        said(&kit, id, file, state, None).await;
        assert_eq!(browser.get(&path).await.status, status, "{state}");
    }
}

mod where_there_is_an_antivirus_what_it_did_not_see_is_not_opened {
    use super::{On, waits_for_the_antivirus};

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn on_sqlite() {
        waits_for_the_antivirus(On::Sqlite).await;
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    #[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
    async fn on_postgres() {
        waits_for_the_antivirus(On::Postgres).await;
    }
}
