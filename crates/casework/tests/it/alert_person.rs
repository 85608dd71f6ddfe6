//! What an alert says of the person behind a watched value: what who filed declares, what staff say
//! instead, and nothing to who sees the value masked.

use crate::store;
use crate::watches::{FORM, bearing, watch};
use crate::world::{Browser, colleague};
use axum::http::StatusCode;
use faisceau_casework::capability;
use faisceau_domain::access::Role;
use faisceau_identifiers::Role as Said;
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::{binds, on_both};
use serde_json::Value;
use uuid::Uuid;

async fn read(browser: &mut Browser) -> (String, Value) {
    let page = plain(&browser.get("/alerts").await.body);
    let seen = browser.get("/api/v1/alerts").await.body;
    let seen: Value = serde_json::from_str(&seen).unwrap();
    (page, seen["alerts"][0]["person"].clone())
}

async fn said(kit: &Kit, place: i64, quality: &str, ground: Option<&str>) {
    let mut tx = kit.world.db.write().await.unwrap();
    let row = binds![Uuid::from_u128(place as u128), place, quality, ground];
    tx.execute(&store::QUALITY, row).await.unwrap();
    tx.commit().await.unwrap();
}

on_both!(
    an_alert_says_in_what_quality_the_person_behind_the_value_is_known,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Investigator, "lille").await;
        let mut lille = Browser::signed_in(&kit, Role::Investigator, "lille").await;
        assert_eq!(watch(&mut lille, FORM).await.status, StatusCode::SEE_OTHER);
        bearing(&kit, 1, "lille", Said::Offender).await;
        // That the other side used it makes its holder nothing.
        let (page, person) = read(&mut lille).await;
        assert!(
            page.contains("Non établie (déclaration de qui a déposé"),
            "{page}"
        );
        assert_eq!(person["quality"], "unknown");
        assert_eq!(
            (&person["ground"], &person["by"]),
            (&"statement".into(), &"filer".into())
        );
        // What staff say prevails, with whom they have it from and their name.
        said(&kit, 1, "impersonated", Some("fact")).await;
        let (page, person) = read(&mut lille).await;
        assert!(
            page.contains("Usurpée (fait, d’après Banque Exemple ; dit par"),
            "{page}"
        );
        assert!(!page.contains("déclaration de qui a déposé"), "{page}");
        assert_eq!(
            (&person["quality"], &person["ground"]),
            (&"impersonated".into(), &"fact".into())
        );
        assert!(person["by"].as_str().unwrap().starts_with("staff:"));
        let today = plain(&lille.get("/agent").await.body);
        assert!(today.contains("Usurpée (fait"), "{today}");
        // Taken back, what was declared is told again.
        said(&kit, 2, "unknown", None).await;
        let (page, person) = read(&mut lille).await;
        assert!(
            page.contains("déclaration de qui a déposé") && !page.contains("Usurpée"),
            "{page}"
        );
        assert_eq!(person["by"], "filer");
    }
);

on_both!(
    who_may_not_open_the_complaint_learns_nothing_of_the_person,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Investigator, "lille").await;
        let mut lille = Browser::signed_in(&kit, Role::Investigator, "lille").await;
        assert_eq!(watch(&mut lille, FORM).await.status, StatusCode::SEE_OTHER);
        bearing(&kit, 1, "brest", Said::Victim).await;
        let (page, person) = read(&mut lille).await;
        assert!(
            page.contains("Une plainte que vos droits n’ouvrent pas"),
            "{page}"
        );
        assert_eq!(person, Value::Null);
        assert!(!page.contains("Personne derrière la valeur"), "{page}");
    }
);
