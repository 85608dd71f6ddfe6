//! The antivirus, a real `clamd` with one signature of our own: what it finds is kept apart, what it did not
//! see is in quarantine, and nothing of either is shown.

use crate::previews::{src, states, told};
use crate::store;
use crate::world::{Person, answers, complaint, given, png};
use axum::http::StatusCode;
use faisceau_domain::access::Role;
use faisceau_domain::scan::Scan;
use faisceau_evidence::scan::check;
use faisceau_platform::binds;
use faisceau_platform::config::Config;
use faisceau_platform::cx::Cx;
use faisceau_platform::jobs::run::work_until_idle;
use faisceau_platform::testkit::clamd::{Clamd, eicar};
use faisceau_platform::testkit::{Kit, On, kit_with, plain};
use uuid::Uuid;

/// The program, where there is one.
const CLAMD: &str = env!("FAISCEAU_TEST_CLAMD");

async fn kit(on: On, clamd: &str) -> Kit {
    let config = Config {
        controller: Some("Association d'essai".into()),
        legal_regime: Some(faisceau_documents::Regime::Authority),
        clamd: Some(clamd.to_owned()),
        ..Config::default()
    };
    kit_with(on, crate::capabilities(), config).await
}

async fn known(kit: &Kit, file: Uuid) -> Scan {
    let mut tx = kit.world.db.read().await.unwrap();
    check::known(&Cx::platform(&kit.world), &mut tx, file)
        .await
        .unwrap()
        .0
}

async fn finds_and_keeps_apart(on: On) {
    let clamd = Clamd::on_a_path(CLAMD);
    let kit = kit(on, &clamd.address).await;
    let id = complaint(&kit, 1, "lille", &answers("adult")).await;
    let clean = given(&kit, id, "a.png", &png(60, 40)).await;
    let found = given(&kit, id, "facture.pdf", &eicar()).await;
    assert_eq!(known(&kit, found).await, Scan::NotScanned);
    let officer = Person::of(&kit, Role::Officer, "lille").await;
    // Before the antivirus looked, no preview is shown, and none is made.
    let seen = officer.get(&src(id, clean)).await;
    assert_eq!(seen.status, StatusCode::NOT_FOUND);
    assert!(
        plain(&seen.body()).contains("n’a pas encore examiné"),
        "{}",
        seen.body()
    );
    assert_eq!(states(&kit).await, []);
    work_until_idle(&kit.world).await.unwrap();
    assert_eq!(known(&kit, clean).await, Scan::Clean);
    assert_eq!(known(&kit, found).await, Scan::Infected);
    assert_eq!(officer.get(&src(id, clean)).await.status, StatusCode::OK);
    let mut tx = kit.world.db.read().await.unwrap();
    let row = tx.one(&store::SCAN, binds![found]).await.unwrap();
    let name: String = row.get("signature").unwrap();
    assert!(name.starts_with("Essai-Eicar"), "{name}");
    drop(tx);
    assert_eq!(told(&kit, "exhibit.scanned").await.len(), 2);
    // What is known is not asked again.
    check::all(&Cx::platform(&kit.world), id).await.unwrap();
    assert_eq!(told(&kit, "exhibit.scanned").await.len(), 2);
    assert_eq!(check::again(&Cx::platform(&kit.world)).await.unwrap(), 0);
}

async fn says_what_it_could_not_scan(on: On) {
    let clamd = Clamd::on_a_port(CLAMD);
    let kit = kit(on, &clamd.address).await;
    let id = complaint(&kit, 1, "lille", &answers("adult")).await;
    let long = given(&kit, id, "film.mp4", &vec![7; 3 << 20]).await;
    let found = given(&kit, id, "a.txt", &eicar()).await;
    let cx = Cx::platform(&kit.world);
    check::all(&cx, id).await.unwrap();
    assert_eq!(known(&kit, long).await, Scan::Failed);
    assert_eq!(known(&kit, found).await, Scan::Infected);
    // It is looked at again, and its job is put back to work.
    assert_eq!(check::again(&cx).await.unwrap(), 1);
    drop(clamd);
    let late = given(&kit, id, "b.txt", b"bonjour").await;
    assert!(check::all(&cx, id).await.is_err(), "nobody answers");
    assert_eq!(known(&kit, found).await, Scan::Infected);
    assert_ne!(known(&kit, late).await, Scan::Clean);
}

macro_rules! with_clamd {
    ($name:ident, $run:ident) => {
        mod $name {
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            #[cfg_attr(not(has_clamd), ignore = "clamd not found")]
            async fn on_sqlite() {
                super::$run(super::On::Sqlite).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            #[cfg_attr(
                not(all(has_clamd, has_postgres)),
                ignore = "clamd or PostgreSQL not found"
            )]
            async fn on_postgres() {
                super::$run(super::On::Postgres).await;
            }
        }
    };
}

with_clamd!(
    what_is_found_is_kept_apart_and_what_is_not_seen_waits,
    finds_and_keeps_apart
);
with_clamd!(
    what_cannot_be_scanned_is_said_and_tried_again,
    says_what_it_could_not_scan
);
