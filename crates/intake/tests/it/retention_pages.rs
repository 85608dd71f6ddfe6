//! The pages of staff on retention: who reaches them, a hold placed and lifted, an erasure proposed by one person and
//! confirmed by another, the certificate that stays, and each refusal in words, on both databases.

use crate::operations_kit::{filed, officer, staff};
use crate::operations_words::{close, pages};
use crate::panels::{panel, panels};
use crate::space_browser::Browser;
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::erasure;
use faisceau_domain::id::ComplaintId;
use faisceau_intake::{ask, capability, receipt, retention};
use faisceau_platform::access::Action;
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

use std::io::Write as _;

const WHY: &str = "demande écrite";

/// A complaint of a unit, with an officer and a prosecutor of that unit signed in.
async fn desk(kit: &Kit) -> (ComplaintId, Browser, Browser) {
    let id = filed(kit).await.complaint;
    let cx = officer(kit).await;
    ask::ask(&cx, id, "Envoyez le relevé du mois de mars.")
        .await
        .unwrap();
    let shown = panels(kit, &cx, id, |action| action == Action::ErasureAsk).await;
    let told = panel(&shown, "conservation");
    assert!(told.contains("Gardée jusqu’au"), "{told}");
    staff(kit, "parquet", Role::Prosecutor, Purpose::Inquiry).await;
    let mut officer = Browser::new(kit, &[capability()]);
    officer.sign_in("lefort", "intake").await;
    let mut prosecutor = Browser::new(kit, &[capability()]);
    prosecutor.sign_in("parquet", "inquiry").await;
    (id, officer, prosecutor)
}

async fn refused(browser: &mut Browser, path: &str, form: &[(&str, &str)], words: &str) {
    let seen = browser.post(path, form).await;
    assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
    assert!(seen.body.contains(words), "{form:?}: {}", seen.body);
}

async fn done(browser: &mut Browser, path: &str, form: &[(&str, &str)]) -> String {
    let seen = browser.post(path, form).await;
    assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
    seen.location
}

/// Places a hold, which blocks the erasure, and lifts it.
async fn held(kit: &Kit, id: ComplaintId, officer: &mut Browser, path: &str) {
    let short = [("gesture", "place"), ("hold_reason", "non")];
    refused(officer, path, &short, "Écrivez un motif d’au moins").await;
    done(officer, path, &[("gesture", "place"), ("hold_reason", WHY)]).await;
    let page = officer.get(path).await;
    assert!(page.body.contains("rien n’est effacé"), "{}", page.body);
    assert!(page.body.contains("Capitaine lefort"), "{}", page.body);
    assert!(!page.body.contains("Proposer l’effacement"));
    let blocked = [
        ("gesture", "propose"),
        ("ground", "request"),
        ("erase_reason", WHY),
    ];
    refused(officer, path, &blocked, "levez-la d’abord").await;
    let mut tx = kit.world.db.read().await.unwrap();
    let placed = retention::holds(&mut tx, id).await.unwrap();
    tx.rollback().await.unwrap();
    let number = placed[0].id.to_string();
    let lift = [
        ("gesture", "lift"),
        ("hold", number.as_str()),
        ("hold_reason", WHY),
    ];
    done(officer, path, &lift).await;
    refused(officer, path, &lift, "Il n’y a rien à décider").await;
    let unread = officer
        .post(path, &[("gesture", "lift"), ("hold", "x")])
        .await;
    assert_eq!(unread.status, StatusCode::BAD_REQUEST);
    let unknown = officer.post(path, &[("gesture", "burn")]).await;
    assert_eq!(unknown.status, StatusCode::BAD_REQUEST);
}

/// What is proposed in the wrong way is refused in words; then it is proposed.
async fn proposed(officer: &mut Browser, path: &str) {
    let propose = |ground, why| {
        [
            ("gesture", "propose"),
            ("ground", ground),
            ("erase_reason", why),
        ]
    };
    refused(officer, path, &propose("", WHY), "Choisissez un fondement").await;
    refused(officer, path, &propose("clock", WHY), "n’est pas terminé").await;
    refused(officer, path, &propose("order", ""), "Écrivez un motif").await;
    done(officer, path, &propose("request", WHY)).await;
    refused(officer, path, &propose("order", WHY), "déjà proposé").await;
    let page = officer.get(path).await;
    assert!(page.body.contains("une autre personne doit décider"));
    assert!(!page.body.contains("Effacer définitivement"));
    let alone = officer
        .post(path, &[("gesture", "confirm"), ("erase_reason", WHY)])
        .await;
    assert_eq!(alone.status, StatusCode::FORBIDDEN);
}

on_both!(
    two_persons_erase_a_complaint_on_its_page_and_the_certificate_stays,
    vec![capability()],
    async |kit: Kit| {
        let (id, mut officer, mut prosecutor) = desk(&kit).await;
        let path = format!("/dossier/{}/conservation", id.0);
        let page = officer.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert!(page.body.contains("deux personnes décident"));
        held(&kit, id, &mut officer, &path).await;
        proposed(&mut officer, &path).await;

        let list = prosecutor.get("/agent/effacements").await;
        assert!(list.body.contains(&path), "{}", list.body);
        let page = prosecutor.get(&path).await;
        assert!(page.body.contains("Effacer définitivement"));
        let decline = [("gesture", "decline"), ("erase_reason", WHY)];
        done(&mut prosecutor, &path, &decline).await;
        refused(&mut prosecutor, &path, &decline, "Il n’y a rien à décider").await;
        proposed_again(&mut officer, &path).await;
        let confirm = [("gesture", "confirm"), ("erase_reason", WHY)];
        let certificate = done(&mut prosecutor, &path, &confirm).await;

        let gone = officer.get(&path).await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        let mut tx = kit.world.db.read().await.unwrap();
        assert!(receipt::complaint(&mut tx, id).await.unwrap().is_none());
        tx.rollback().await.unwrap();
        let paper = officer.get(&certificate).await;
        assert_eq!(paper.status, StatusCode::OK, "{}", paper.body);
        assert!(paper.body.contains("La personne le demande"));
        assert!(!paper.body.contains("retention-"), "{}", paper.body);
        let file = officer.get(&format!("{certificate}/certificat.json")).await;
        let read = erasure::read(&file.body, &kit.world.keys().verifying()).unwrap();
        assert_eq!(
            (read.ground.as_str(), read.by.as_str()),
            ("request", "two_persons")
        );
        printed(&kit, &mut officer, &certificate, &read).await;
        let list = officer.get("/agent/effacements").await;
        assert!(list.body.contains(&certificate), "{}", list.body);
    }
);

/// The paper says what the signed file says, that it is no paper of the State, and nothing else.
async fn printed(kit: &Kit, officer: &mut Browser, certificate: &str, read: &erasure::Certificate) {
    let paper = officer.get(&format!("{certificate}/certificat.pdf")).await;
    assert_eq!(paper.status, StatusCode::OK);
    assert!(paper.bytes.starts_with(b"%PDF-1.7"));
    if !cfg!(has_poppler) {
        let _ = writeln!(
            std::io::stderr(),
            "SKIPPED: pdftotext is not installed, what the paper says is not read"
        );
        return;
    }
    let said = close(&pages(kit, &paper.bytes).concat());
    let kept: erasure::Kept = {
        let file = officer.get(&format!("{certificate}/certificat.json")).await;
        serde_json::from_str(&file.body).unwrap()
    };
    for told in [
        &read.id,
        &read.controller,
        &kept.signature,
        &kept.key_id,
        &read.papers[0].commitment,
        "Cen’estpasundocumentofficieldel’État",
        "Lapersonneledemande",
    ] {
        assert!(said.contains(&close(told)), "{told}: {said}");
    }
    assert!(!said.contains("FSC-"), "no reference: {said}");
}

async fn proposed_again(officer: &mut Browser, path: &str) {
    let propose = [
        ("gesture", "propose"),
        ("ground", "request"),
        ("erase_reason", WHY),
    ];
    done(officer, path, &propose).await;
}

on_both!(
    a_prosecutor_who_proposed_does_not_confirm_and_strangers_reach_nothing,
    vec![capability()],
    async |kit: Kit| {
        let (id, _, mut prosecutor) = desk(&kit).await;
        let path = format!("/dossier/{}/conservation", id.0);
        proposed_again(&mut prosecutor, &path).await;
        let page = prosecutor.get(&path).await;
        assert!(!page.body.contains("Effacer définitivement"));
        let confirm = [("gesture", "confirm"), ("erase_reason", WHY)];
        refused(&mut prosecutor, &path, &confirm, "une autre personne doit").await;

        let lists = ["/agent/effacements".to_owned(), path.clone()];
        for address in &lists {
            let seen = Browser::new(&kit, &[capability()]).get(address).await;
            assert_eq!(seen.status, StatusCode::SEE_OTHER, "to the sign-in page");
        }
        for (role, purpose, list) in [
            (Role::Analyst, Purpose::Linkage, StatusCode::FORBIDDEN),
            (Role::Custodian, Purpose::Inquiry, StatusCode::FORBIDDEN),
            (Role::Auditor, Purpose::Audit, StatusCode::OK),
            (Role::Administrator, Purpose::Administration, StatusCode::OK),
        ] {
            let login = role.code();
            staff(&kit, login, role, purpose).await;
            let mut other = Browser::new(&kit, &[capability()]);
            other.sign_in(login, purpose.code()).await;
            let seen = other.get(&lists[0]).await;
            assert_eq!(seen.status, list, "{login}");
            assert!(!seen.body.contains(&path), "{login}: {}", seen.body);
            let seen = other.get(&path).await;
            assert!(seen.status.is_client_error(), "{login}: {}", seen.status);
            let tried = other.post(&path, &confirm).await;
            assert!(tried.status.is_client_error(), "{login}: {}", tried.status);
        }
        let none = prosecutor
            .get("/agent/effacements/00000000-0000-0000-0000-000000000007")
            .await;
        assert_eq!(none.status, StatusCode::NOT_FOUND);
        let mut tx = kit.world.db.read().await.unwrap();
        assert!(receipt::complaint(&mut tx, id).await.unwrap().is_some());
    }
);
