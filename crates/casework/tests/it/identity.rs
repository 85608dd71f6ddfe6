//! Who a victim is: an analyst finds values and no name until they say why; a seal closes it to everybody until enough
//! custodians agree, and opens it to one person for some hours.

use axum::http::StatusCode;
use faisceau_casework::capability;
use faisceau_domain::access::Role;
use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_platform::binds;
use faisceau_platform::on_both;
use faisceau_platform::testkit::{Kit, plain};

use crate::search::{answers, told_in};
use crate::store;
use crate::world::{Browser, Seen, colleague, told};

const SEALED: &str = "Elle est protégée";
const WHY: &str = "Une+personne+menacee";

/// Whether this browser finds the complaint by the name of its victim, which only who reads identities does.
async fn knows(browser: &mut Browser, id: ComplaintId) -> bool {
    let page = browser
        .post("/recherche", "q=Lemaitre&reason=Affaire+12")
        .await;
    assert_eq!(page.status, StatusCode::OK);
    let found = page.body.contains(&format!("/dossier/{id}"));
    let page = browser.get(&format!("/dossier/{id}/identite")).await;
    let told = plain(&page.body).contains("Vous pouvez lire cette identité");
    assert_eq!(found, told, "the page says what is: {}", page.body);
    found
}

async fn filed(kit: &Kit) -> (ComplaintId, String) {
    let told = answers("Le colis n’est pas venu", "Lemaître", "Boîte à Merveilles");
    told_in(kit, 1, "lille", told).await
}

on_both!(
    an_analyst_reads_values_and_learns_who_the_victim_is_with_a_motive_for_some_hours,
    vec![capability()],
    async |kit: Kit| {
        let analyst = colleague(&kit, Role::Analyst, "lille").await;
        colleague(&kit, Role::Officer, "lille").await;
        colleague(&kit, Role::Officer, "brest").await;
        let (id, _) = filed(&kit).await;
        let page = format!("/dossier/{id}/identite");
        let mut browser = Browser::signed_in(&kit, Role::Analyst, "lille").await;
        assert!(!knows(&mut browser, id).await);
        // In charge of it, no more than before.
        let mut tx = kit.world.db.write().await.unwrap();
        let row = binds![id, analyst, kit.world.clock.now()];
        tx.execute(&store::ASSIGNMENT, row).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!knows(&mut browser, id).await);
        let short = browser.post(&page, "motif=non").await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(plain(&short.body).contains("Dites pourquoi"));
        let given = browser.post(&page, "motif=Verifier+un+homonyme").await;
        assert_eq!(given.location, format!("/dossier/{id}"));
        assert!(knows(&mut browser, id).await);
        let again = browser.post(&page, "motif=Verifier+un+homonyme").await;
        assert!(plain(&again.body).contains("Vous lisez déjà"));
        let kept = told(&kit, "identity.motive").await;
        assert_eq!(kept.len(), 1);
        assert_eq!(kept[0].subject, Some(id.0));
        // For that complaint alone, and for that person.
        let told = answers("Autre chose", "Lemaître", "Autre boutique");
        let (other, _) = told_in(&kit, 2, "lille", told).await;
        assert!(!knows(&mut browser, other).await);
        // Who handles the file inherits the motive of handling it; another unit reads nothing.
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        assert!(knows(&mut officer, id).await);
        let mut stranger = Browser::signed_in(&kit, Role::Officer, "brest").await;
        let closed = stranger.post(&page, "motif=Verifier+un+homonyme").await;
        assert_eq!(closed.status, StatusCode::NOT_FOUND);
        kit.world.clock.advance_millis(8 * 3_600_000);
        let mut browser = Browser::signed_in(&kit, Role::Analyst, "lille").await;
        assert!(!knows(&mut browser, id).await, "it ends by itself");
    }
);

/// What this browser sends about the seal.
async fn asks(browser: &mut Browser, id: ComplaintId, gesture: &str, why: &str) -> Seen {
    let form = format!("geste={gesture}&scelle={why}");
    browser
        .post(&format!("/dossier/{id}/identite/scelle"), &form)
        .await
}

/// The request that the list of custodians shows first.
async fn shown(browser: &mut Browser) -> String {
    let page = browser.get("/agent/identites").await.body;
    let rest = page.split("name=\"demande\" value=\"").nth(1);
    rest.unwrap_or_else(|| panic!("no request: {page}"))
        .split('"')
        .next()
        .unwrap()
        .to_owned()
}

async fn agrees(browser: &mut Browser, request: &str) -> Seen {
    let form = format!("demande={request}");
    browser.post("/agent/identites", &form).await
}

/// Three custodians, an officer, another, an analyst, an auditor.
async fn people(kit: &Kit) -> AccountId {
    let custodian = colleague(kit, Role::Custodian, "lille").await;
    colleague(kit, Role::Custodian, "brest").await;
    colleague(kit, Role::Custodian, "nantes").await;
    colleague(kit, Role::Officer, "lille").await;
    colleague(kit, Role::Prosecutor, "lille").await;
    colleague(kit, Role::Analyst, "lille").await;
    colleague(kit, Role::Auditor, "lille").await;
    custodian
}

on_both!(
    what_is_sealed_is_opened_to_one_person_when_enough_custodians_agree,
    vec![capability()],
    async |kit: Kit| {
        let near = people(&kit).await;
        let (id, reference) = filed(&kit).await;
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        let mut prosecutor = Browser::signed_in(&kit, Role::Prosecutor, "lille").await;
        let mut analyst = Browser::signed_in(&kit, Role::Analyst, "lille").await;
        assert!(knows(&mut officer, id).await && knows(&mut prosecutor, id).await);
        let motive = format!("/dossier/{id}/identite");
        analyst.post(&motive, "motif=Verifier+un+homonyme").await;
        assert!(knows(&mut analyst, id).await);
        for (gesture, why, told) in [
            ("sceller", "non", "Dites pourquoi"),
            ("ouvrir", WHY, "n’est pas protégée"),
            ("lever", WHY, "n’est pas protégée"),
            ("reprendre", WHY, "n’est pas la vôtre"),
        ] {
            let seen = asks(&mut officer, id, gesture, why).await;
            assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY, "{gesture}");
            assert!(plain(&seen.body).contains(told), "{gesture}: {}", seen.body);
        }
        let seals = asks(&mut analyst, id, "sceller", WHY).await;
        assert_eq!(
            seals.status,
            StatusCode::FORBIDDEN,
            "an analyst seals nothing"
        );
        asks(&mut officer, id, "sceller", WHY).await;
        let page = plain(&officer.get(&motive).await.body);
        assert!(
            page.contains(SEALED) && page.contains("2 dépositaires"),
            "{page}"
        );
        // Closed to everybody: who sealed it, who gave a motive before, and who would give one now.
        for browser in [&mut officer, &mut prosecutor, &mut analyst] {
            assert!(!knows(browser, id).await);
        }
        let seen = analyst.post(&motive, "motif=Verifier+un+homonyme").await;
        assert!(plain(&seen.body).contains("est protégée"), "{}", seen.body);
        let twice = asks(&mut officer, id, "sceller", WHY).await;
        assert!(plain(&twice.body).contains("est protégée"));

        asks(&mut officer, id, "ouvrir", WHY).await;
        let again = asks(&mut officer, id, "ouvrir", WHY).await;
        assert!(plain(&again.body).contains("n’ont pas encore répondu"));
        let mut lille = Browser::signed_in(&kit, Role::Custodian, "lille").await;
        let mut brest = Browser::signed_in(&kit, Role::Custodian, "brest").await;
        let mut nantes = Browser::signed_in(&kit, Role::Custodian, "nantes").await;
        let first = plain(&brest.get("/agent").await.body);
        assert!(
            first.contains("Une demande attend les dépositaires"),
            "{first}"
        );
        let list = plain(&brest.get("/agent/identites").await.body);
        assert!(list.contains(&reference) && list.contains("Une personne menacee"));
        assert!(!list.contains("Lemaître"), "a custodian reads no identity");
        let request = shown(&mut brest).await;
        // Custodians alone; not who is near; once each; what is asked for.
        assert_eq!(
            agrees(&mut officer, &request).await.status,
            StatusCode::FORBIDDEN
        );
        let mut auditor = Browser::signed_in(&kit, Role::Auditor, "lille").await;
        assert_eq!(
            agrees(&mut auditor, &request).await.status,
            StatusCode::FORBIDDEN
        );
        let mut tx = kit.world.db.write().await.unwrap();
        let ground = faisceau_domain::exception::NearGround::Relative;
        let now = kit.world.clock.now();
        faisceau_platform::accounts::exceptions::recuse(&mut tx, id, near, ground, now)
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(
            agrees(&mut lille, &request).await.status,
            StatusCode::CONFLICT
        );
        let nothing = agrees(&mut brest, "x").await;
        assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(
            agrees(&mut brest, &request).await.location,
            "/agent/identites"
        );
        assert!(!knows(&mut officer, id).await, "one is not enough");
        assert_eq!(
            agrees(&mut brest, &request).await.status,
            StatusCode::CONFLICT
        );
        assert_eq!(
            agrees(&mut nantes, &request).await.location,
            "/agent/identites"
        );
        // Open to who asked, and to nobody else; seen at once.
        assert!(knows(&mut officer, id).await);
        assert!(!knows(&mut prosecutor, id).await && !knows(&mut analyst, id).await);
        let first = plain(&auditor.get("/agent").await.body);
        assert!(
            first.contains("Une identité protégée est ouverte"),
            "{first}"
        );
        assert_eq!(
            agrees(&mut nantes, &request).await.status,
            StatusCode::CONFLICT
        );
        for (deed, times) in [
            ("identity.sealed", 1),
            ("identity.asked", 1),
            ("identity.approved", 2),
            ("identity.opened", 1),
        ] {
            assert_eq!(told(&kit, deed).await.len(), times, "{deed}");
        }
        kit.world.clock.advance_millis(8 * 3_600_000);
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        assert!(!knows(&mut officer, id).await, "it ends by itself");
    }
);

on_both!(
    a_request_is_taken_back_ends_by_itself_and_a_seal_is_lifted_as_it_is_opened,
    vec![capability()],
    async |kit: Kit| {
        people(&kit).await;
        let (id, _) = filed(&kit).await;
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        let mut prosecutor = Browser::signed_in(&kit, Role::Prosecutor, "lille").await;
        asks(&mut officer, id, "sceller", WHY).await;
        asks(&mut officer, id, "ouvrir", WHY).await;
        let mut brest = Browser::signed_in(&kit, Role::Custodian, "brest").await;
        let request = shown(&mut brest).await;
        let scelle = format!("/dossier/{id}/identite/scelle");
        let back = format!("geste=reprendre&demande={request}");
        let others = prosecutor.post(&scelle, &back).await;
        assert_eq!(
            others.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "somebody else's"
        );
        let taken = officer.post(&scelle, &back).await;
        assert_eq!(taken.location, format!("/dossier/{id}/identite"));
        assert_eq!(
            agrees(&mut brest, &request).await.status,
            StatusCode::CONFLICT
        );
        // Too late.
        asks(&mut officer, id, "lever", WHY).await;
        let late = shown(&mut brest).await;
        kit.world.clock.advance_millis(72 * 3_600_000);
        let mut brest = Browser::signed_in(&kit, Role::Custodian, "brest").await;
        assert_eq!(agrees(&mut brest, &late).await.status, StatusCode::CONFLICT);
        // Lifted by two.
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        asks(&mut officer, id, "lever", WHY).await;
        let request = shown(&mut brest).await;
        agrees(&mut brest, &request).await;
        assert!(!knows(&mut officer, id).await);
        let mut nantes = Browser::signed_in(&kit, Role::Custodian, "nantes").await;
        agrees(&mut nantes, &request).await;
        assert!(knows(&mut officer, id).await);
        let mut prosecutor = Browser::signed_in(&kit, Role::Prosecutor, "lille").await;
        assert!(knows(&mut prosecutor, id).await);
        assert_eq!(told(&kit, "identity.seal_lifted").await.len(), 1);
        assert_eq!(told(&kit, "identity.withdrawn").await.len(), 1);
        assert_eq!(kit.world.words.missing(), []);
    }
);

on_both!(
    nothing_is_sealed_that_could_not_be_opened,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Officer, "lille").await;
        colleague(&kit, Role::Custodian, "lille").await;
        let (id, _) = filed(&kit).await;
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        let seen = asks(&mut officer, id, "sceller", WHY).await;
        assert_eq!(seen.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            plain(&seen.body).contains("pas assez de dépositaires"),
            "{}",
            seen.body
        );
        let strange = asks(&mut officer, id, "autre", WHY).await;
        assert_eq!(strange.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(knows(&mut officer, id).await);
        // Erased with its complaint.
        colleague(&kit, Role::Custodian, "brest").await;
        asks(&mut officer, id, "sceller", WHY).await;
        asks(&mut officer, id, "ouvrir", WHY).await;
        let mut tx = kit.world.db.write_behind().await.unwrap();
        faisceau_platform::accounts::identities::forget(&mut tx, id)
            .await
            .unwrap();
        let left = tx.one(&store::OF_IDENTITIES, binds![id]).await.unwrap();
        assert_eq!(left.get::<i64>("n").unwrap(), 0);
        tx.commit().await.unwrap();
    }
);
