//! What was searched: kept sealed under the key of its day, read by an auditor who says why, gone with the day and with
//! what it found.

use axum::http::StatusCode;
use faisceau_casework::capability;
use faisceau_domain::Lang;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::event::{ComplaintErased, Event};
use faisceau_platform::accounts;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Error;
use faisceau_platform::searched::{self, Refused, Searched};
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::{binds, on_both};
use jiff::civil::date;

use crate::search::{answers, told_in};
use crate::store;
use crate::world::{Browser, colleague, told};

const DAY: i64 = 24 * 3600 * 1000;
const PAGE: &str = "/agent/controle/recherches";

async fn search(kit: &Kit, term: &str) {
    let mut browser = Browser::signed_in(kit, Role::Officer, "lille").await;
    let escaped = faisceau_platform::web::lang::escaped(term);
    let form = format!("q={escaped}&reason=Affaire+2026%2F12");
    let page = browser.post("/recherche", &form).await;
    assert_eq!(page.status, StatusCode::OK, "{term}");
    kit.world.clock.advance_millis(1);
}

/// An auditor, who says why.
async fn auditor(kit: &Kit) -> Cx {
    let id = colleague(kit, Role::Auditor, "lille").await;
    let mut tx = kit.world.db.read().await.unwrap();
    let staff = accounts::load(&mut tx, id).await.unwrap().unwrap();
    tx.rollback().await.unwrap();
    Cx::staff(&kit.world, staff, Purpose::Audit, Lang::Fr).because("Plainte d’une personne")
}

/// What is read of the first day of these tests, the earliest first.
async fn read(cx: &Cx) -> Vec<Searched> {
    let mut all = searched::read(cx, date(2026, 11, 22)).await.unwrap();
    all.reverse();
    all
}

fn terms(all: &[Searched]) -> Vec<Option<&str>> {
    let one = |one: &Searched| one.terms.as_ref().map(|terms| terms[0].clone());
    let all: Vec<Option<String>> = all.iter().map(one).collect();
    all.into_iter()
        .map(|term| term.map(|term| &*term.leak()))
        .collect()
}

async fn sealed(kit: &Kit) -> Vec<Vec<u8>> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::SEALED_TERMS, binds![]).await.unwrap();
    rows.iter().map(|row| row.get("sealed").unwrap()).collect()
}

on_both!(
    terms_are_sealed_read_for_a_reason_and_gone_with_their_day,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Officer, "lille").await;
        for term in [
            "Lemaître 1980",
            "Lemaître 1980",
            "FR7630006000011234567890189",
        ] {
            search(&kit, term).await;
        }
        let kept = sealed(&kit).await;
        assert_eq!(kept.len(), 3);
        assert_ne!(kept[0], kept[1], "the same words are not seen to be");
        let clear = |bytes: &Vec<u8>| {
            bytes
                .windows(4)
                .any(|part| part == b"1980" || part == b"FR76")
        };
        assert!(!kept.iter().any(clear));
        for row in told(&kit, "search.run").await {
            assert!(
                row.subject.is_some() && !row.detail.contains("1980"),
                "{}",
                row.detail
            );
        }

        let cx = auditor(&kit).await;
        let silent = cx.clone().because("");
        let refused = searched::read(&silent, date(2026, 11, 22)).await;
        assert!(matches!(refused, Err(Error::Refused(Refused::NoReason))));
        assert!(told(&kit, "search.terms_read").await.is_empty());
        let all = read(&cx).await;
        let iban = "FR7630006000011234567890189";
        assert_eq!(
            terms(&all),
            [Some("Lemaître 1980"), Some("Lemaître 1980"), Some(iban)]
        );
        assert!(
            all.iter()
                .all(|one| one.reason == "Affaire 2026/12" && one.account.is_some())
        );
        let journaled = told(&kit, "search.terms_read").await;
        assert_eq!(journaled.len(), 1);
        assert_eq!(journaled[0].reason, "Plainte d’une personne");
        assert_eq!(journaled[0].detail, r#"{"day":"2026-11-22","read":3}"#);

        // Ninety days on they are read; the next turn after that, by nobody.
        kit.world.clock.advance_millis(90 * DAY);
        let platform = Cx::platform(&kit.world);
        assert_eq!(searched::fall(&platform).await.unwrap(), 0);
        assert_eq!(read(&cx).await.len(), 3);
        kit.world.clock.advance_millis(DAY);
        assert_eq!(searched::fall(&platform).await.unwrap(), 1);
        assert_eq!(searched::fall(&platform).await.unwrap(), 0);
        assert!(read(&cx).await.is_empty() && sealed(&kit).await.is_empty());
        let folder = kit.folder.path().join("day-keys");
        assert_eq!(std::fs::read_dir(folder).unwrap().count(), 0);
        assert_eq!(
            told(&kit, "search.run").await.len(),
            3,
            "that it was searched, and why, stays"
        );
    }
);

on_both!(
    without_the_key_of_the_day_its_rows_say_nothing,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Officer, "lille").await;
        search(&kit, "Lemaître").await;
        let key = kit.folder.path().join("day-keys/2026-11-22.key");
        let held = std::fs::read_to_string(&key).unwrap();
        let cx = auditor(&kit).await;
        std::fs::remove_file(&key).unwrap();
        assert_eq!(terms(&read(&cx).await), [None]);
        std::fs::write(&key, "00".repeat(32)).unwrap();
        assert_eq!(terms(&read(&cx).await), [None], "another key");
        std::fs::write(&key, &held).unwrap();
        assert_eq!(terms(&read(&cx).await), [Some("Lemaître")]);
        // A row moved to another search opens there no more.
        let mut tx = kit.world.db.write().await.unwrap();
        let other = kit.world.dice.uuid(kit.world.clock.now());
        tx.execute(&store::MOVE_TERMS, binds![other]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(terms(&read(&cx).await), [None]);
    }
);

on_both!(
    an_erased_complaint_takes_the_terms_that_found_it,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Officer, "lille").await;
        let (gone, reference) =
            told_in(&kit, 1, "lille", answers("un colis", "Lemaître", "Boîte")).await;
        let (_, _) = told_in(&kit, 2, "lille", answers("un virement", "Durand", "Caisse")).await;
        let (apart, elsewhere) =
            told_in(&kit, 3, "brest", answers("un vol", "Petit", "Bateau")).await;
        for term in ["lemaitre", "durand", &reference, "nobody", &elsewhere] {
            search(&kit, term).await;
        }
        let cx = auditor(&kit).await;
        assert_eq!(read(&cx).await.len(), 5);
        erased(&kit, gone).await;
        let left = read(&cx).await;
        assert_eq!(
            terms(&left),
            [Some("durand"), Some("nobody"), Some(&elsewhere)]
        );
        // A reference goes with its complaint whoever might not read that.
        erased(&kit, apart).await;
        let left = read(&cx).await;
        assert_eq!(terms(&left), [Some("durand"), Some("nobody")]);
        assert_eq!(told(&kit, "search.run").await.len(), 5);
    }
);

async fn erased(kit: &Kit, complaint: faisceau_domain::id::ComplaintId) {
    let cx = Cx::platform(&kit.world);
    let mut tx = kit.world.db.write().await.unwrap();
    let event = Event::ComplaintErased(ComplaintErased { complaint });
    cx.emit(&mut tx, &event).await.unwrap();
    tx.commit().await.unwrap();
}

on_both!(
    the_page_of_terms_is_the_auditor_s_asks_why_and_says_what_is_wrong,
    vec![capability()],
    async |kit: Kit| {
        for role in [Role::Officer, Role::Auditor, Role::Administrator] {
            colleague(&kit, role, "lille").await;
        }
        let mut auditor = Browser::signed_in(&kit, Role::Auditor, "lille").await;
        let page = auditor.get(PAGE).await;
        assert!(
            plain(&page.body).contains("Aucune recherche n’est gardée"),
            "{}",
            page.body
        );
        search(&kit, "Lemaître <b>").await;
        let page = auditor.get(PAGE).await;
        assert!(
            plain(&page.body).contains("2026-11-22 (recherches : 1)"),
            "{}",
            page.body
        );
        assert!(plain(&page.body).contains("Passé 90 jours"));
        assert!(
            !page.body.contains("Lema"),
            "nothing is read before a reason is given"
        );
        for (form, words) in [
            ("jour=2026-11-22&motif=", "Écrivez le motif"),
            ("jour=2026-11-22&motif=++", "Écrivez le motif"),
            ("jour=&motif=Essai", "Choisissez un jour"),
            ("jour=hier&motif=Essai", "Choisissez un jour"),
        ] {
            let page = auditor.post(PAGE, form).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
            assert!(
                plain(&page.body).contains(words) && !page.body.contains("Lema"),
                "{form}"
            );
        }
        let page = auditor.post(PAGE, "jour=2026-11-22&motif=Essai").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Lemaître &#60;b&#62;"), "{}", page.body);
        assert!(page.body.contains("Camille officer") && page.body.contains("Affaire 2026/12"));
        for role in [Role::Officer, Role::Administrator] {
            let mut other = Browser::signed_in(&kit, role, "lille").await;
            assert_eq!(other.get(PAGE).await.status, StatusCode::FORBIDDEN);
            let page = other.post(PAGE, "jour=2026-11-22&motif=Essai").await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{role:?}");
        }
    }
);

#[tokio::test]
async fn an_installation_that_keeps_no_term_keeps_none() {
    use faisceau_platform::config::Config;
    use faisceau_platform::testkit::{On, kit_with};
    let mut config = Config::default();
    config.limits.search_terms_days = 0;
    let kit = kit_with(On::Sqlite, vec![capability()], config).await;
    colleague(&kit, Role::Officer, "lille").await;
    search(&kit, "Lemaître").await;
    assert!(sealed(&kit).await.is_empty());
    assert!(!kit.folder.path().join("day-keys").exists());
    assert_eq!(told(&kit, "search.run").await[0].subject, None);
}
