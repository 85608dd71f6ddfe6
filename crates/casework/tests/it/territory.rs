//! A territory opens what its units hold to who directs inquiries there, and to nobody else; what is sensitive stays with its
//! unit and those named for it, and who would otherwise open it is told why.

use crate::alerts::series;
use crate::exceptions::joins;
use crate::store;
use crate::world::{Browser, Seed, colleague, complaint, told};
use axum::http::StatusCode;
use faisceau_casework::capability;
use faisceau_domain::access::Role;
use faisceau_platform::binds;
use faisceau_platform::config::Config;
use faisceau_platform::territories::Territories;
use faisceau_platform::testkit::{Kit, On, kit_with, plain};
use uuid::Uuid;

/// Lille and Douai are one territory, Brest and Quimper another.
async fn kit(on: On) -> Kit {
    let units = |names: [&str; 2]| names.map(str::to_owned).to_vec();
    let named = [
        ("Nord".to_owned(), units(["lille", "douai"])),
        ("Ouest".to_owned(), units(["brest", "quimper"])),
    ];
    let config = Config {
        controller: Some("Association d'essai".into()),
        legal_regime: Some(faisceau_documents::Regime::Authority),
        territories: Territories::of(named.into()),
        ..Config::default()
    };
    kit_with(on, vec![capability()], config).await
}

async fn of(kit: &Kit, number: i64, unit: &'static str) -> Uuid {
    let seed = Seed {
        unit,
        ..Seed::default()
    };
    complaint(kit, number, seed).await.0.0
}

async fn mark(kit: &Kit, complaint: Uuid) {
    let mut tx = kit.world.db.write().await.unwrap();
    tx.execute(&store::SENSITIVE, binds![complaint])
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn a_territory_opens_to_who_directs_inquiries_there(on: On) {
    let kit = kit(on).await;
    let beside = of(&kit, 1, "douai").await;
    let elsewhere = of(&kit, 2, "brest").await;
    let queue = of(&kit, 3, "").await;
    let page = |id: Uuid| format!("/dossier/{id}");
    for role in [Role::Prosecutor, Role::Investigator, Role::Officer] {
        colleague(&kit, role, "lille").await;
    }
    let mut prosecutor = Browser::signed_in(&kit, Role::Prosecutor, "lille").await;
    assert_eq!(prosecutor.get(&page(beside)).await.status, StatusCode::OK);
    for id in [elsewhere, queue] {
        let seen = prosecutor.get(&page(id)).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND);
    }
    let list = prosecutor.get("/agent/boite").await.body;
    assert!(list.contains(&beside.to_string()), "{list}");
    assert!(!list.contains(&elsewhere.to_string()) && !list.contains(&queue.to_string()));
    // Read, and nothing more.
    let given = prosecutor
        .post(&format!("{}/affecter", page(beside)), "to=")
        .await;
    assert_eq!(given.status, StatusCode::FORBIDDEN);
    for role in [Role::Investigator, Role::Officer] {
        let mut browser = Browser::signed_in(&kit, role, "lille").await;
        let seen = browser.get(&page(beside)).await;
        assert_eq!(seen.status, StatusCode::NOT_FOUND, "{role:?}");
    }
}

async fn what_is_sensitive_stays_with_its_unit_and_says_so_to_who_would_open_it(on: On) {
    let kit = kit(on).await;
    let beside = of(&kit, 1, "douai").await;
    let elsewhere = of(&kit, 2, "brest").await;
    for id in [beside, elsewhere] {
        mark(&kit, id).await;
    }
    let page = |id: Uuid| format!("/dossier/{id}");
    for role in [Role::Prosecutor, Role::Analyst] {
        colleague(&kit, role, "lille").await;
    }
    colleague(&kit, Role::Officer, "douai").await;
    let mut prosecutor = Browser::signed_in(&kit, Role::Prosecutor, "lille").await;
    let seen = prosecutor.get(&page(beside)).await;
    assert_eq!(seen.status, StatusCode::FORBIDDEN);
    let words = plain(&seen.body);
    assert!(words.contains("Ce dossier est sensible"), "{words}");
    for path in [
        format!("{}/deport", page(beside)),
        format!("{}/deport?x=1", page(beside)),
    ] {
        let seen = prosecutor.get(&path).await;
        assert_eq!(seen.status, StatusCode::FORBIDDEN, "{path}");
    }
    let given = prosecutor
        .post(
            &format!("{}/raison", page(beside)),
            "reason=Controle+du+dossier",
        )
        .await;
    assert_eq!(given.status, StatusCode::NOT_FOUND);
    assert!(
        !prosecutor
            .get("/agent/boite")
            .await
            .body
            .contains(&beside.to_string())
    );
    assert_eq!(told(&kit, "complaint.read_refused").await.len(), 3);
    // Whom it would not open to learns nothing.
    let seen = prosecutor.get(&page(elsewhere)).await;
    assert_eq!(seen.status, StatusCode::NOT_FOUND);
    // Its unit treats it; who brings complaints together reads that it exists.
    let mut officer = Browser::signed_in(&kit, Role::Officer, "douai").await;
    assert_eq!(officer.get(&page(beside)).await.status, StatusCode::OK);
    let mut analyst = Browser::signed_in(&kit, Role::Analyst, "lille").await;
    assert_eq!(analyst.get(&page(beside)).await.status, StatusCode::OK);
}

async fn a_task_force_opens_what_is_sensitive_in_its_series(on: On) {
    let kit = kit(on).await;
    let known = series(&kit, 1, &["brest", "brest"], 10_000).await;
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::MEMBERS, binds![known]).await.unwrap();
    tx.rollback().await.unwrap();
    let id: Uuid = rows[0].get("complaint_id").unwrap();
    mark(&kit, id).await;
    let member = colleague(&kit, Role::Investigator, "lille").await;
    let mut browser = Browser::signed_in(&kit, Role::Investigator, "lille").await;
    let page = format!("/dossier/{id}");
    assert_eq!(browser.get(&page).await.status, StatusCode::NOT_FOUND);
    joins(&kit, known, member).await;
    assert_eq!(browser.get(&page).await.status, StatusCode::OK);
}

macro_rules! on_each {
    ($($name:ident: $sqlite:ident, $postgres:ident;)*) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $sqlite() {
            $name(On::Sqlite).await;
        }

        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        #[cfg_attr(not(has_postgres), ignore = "PostgreSQL not found")]
        async fn $postgres() {
            $name(On::Postgres).await;
        }
    )*};
}

on_each! {
    a_territory_opens_to_who_directs_inquiries_there: territory_on_sqlite, territory_on_postgres;
    what_is_sensitive_stays_with_its_unit_and_says_so_to_who_would_open_it: sensitive_on_sqlite, sensitive_on_postgres;
    a_task_force_opens_what_is_sensitive_in_its_series: sensitive_to_a_force_on_sqlite, sensitive_to_a_force_on_postgres;
}
