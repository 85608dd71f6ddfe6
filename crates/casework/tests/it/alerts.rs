//! Alerts: what is told of series, to whom, once; read, muted, carried over when series merge.

use axum::http::StatusCode;
use faisceau_casework::alert::look::{look, tell};
use faisceau_casework::capability;
use faisceau_domain::access::Role;
use faisceau_domain::event::{Change, Event, SeriesChanged};
use faisceau_domain::id::SeriesId;
use faisceau_domain::reference::Reference;
use faisceau_platform::cx::Cx;
use faisceau_platform::jobs::run::work_until_idle;
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::{binds, on_both};
use jiff::SignedDuration;
use uuid::Uuid;

use crate::store;
use crate::world::{Browser, Seed, colleague, complaint, told};

/// A series of so many complaints of a unit, each with this loss.
pub(crate) async fn series(kit: &Kit, first: i64, units: &[&'static str], loss: i64) -> Uuid {
    let id = kit.world.dice.uuid(kit.world.clock.now());
    let now = kit.world.clock.now();
    let reference = Reference::new("SER", 2026, first).to_string();
    let mut tx = kit.world.db.write().await.unwrap();
    let row = binds![id, reference, now, 0_i64];
    tx.execute(&store::SERIES, row).await.unwrap();
    tx.commit().await.unwrap();
    for (n, unit) in (first..).zip(units) {
        member(kit, id, n, unit, loss).await;
    }
    id
}

pub(crate) async fn member(kit: &Kit, series: Uuid, number: i64, unit: &'static str, loss: i64) {
    let seed = Seed {
        unit,
        amount: Some(loss),
        ..Seed::default()
    };
    let (id, _) = complaint(kit, number, seed).await;
    let mut tx = kit.world.db.write().await.unwrap();
    let row = binds![id, series, kit.world.clock.now()];
    tx.execute(&store::MEMBER, row).await.unwrap();
    for sum in [&store::GROW, &store::LOSE] {
        let row = binds![series, id];
        tx.execute(sum, row).await.unwrap();
    }
    tx.commit().await.unwrap();
}

pub(crate) async fn changed(kit: &Kit, series: Uuid, change: Change) {
    let mut tx = kit.world.db.write().await.unwrap();
    let event = SeriesChanged {
        series: SeriesId(series),
        change,
        size: 3,
    };
    let cx = Cx::platform(&kit.world);
    cx.emit(&mut tx, &Event::SeriesChanged(event))
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

/// Does the looks that wait; returns how many jobs there were.
pub(crate) async fn looked(kit: &Kit) -> usize {
    kit.world.clock.advance_millis(3_000);
    work_until_idle(&kit.world).await.unwrap()
}

async fn raised(kit: &Kit) -> Vec<(String, Option<Uuid>, Option<String>)> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::ALERTS, binds![]).await.unwrap();
    let row = |row: &faisceau_platform::db::Row| {
        let kind: String = row.get("kind").unwrap();
        (
            kind,
            row.get("series_id").unwrap(),
            row.get("to_unit").unwrap(),
        )
    };
    rows.iter().map(row).collect()
}

fn kinds(raised: &[(String, Option<Uuid>, Option<String>)]) -> Vec<&str> {
    raised.iter().map(|(kind, ..)| kind.as_str()).collect()
}

on_both!(
    a_series_is_told_of_once_however_often_it_changes,
    vec![capability()],
    async |kit: Kit| {
        let small = series(&kit, 1, &["lille"; 2], 100).await;
        let born = series(&kit, 10, &["lille"; 4], 400_000).await;
        for _ in 0..3 {
            changed(&kit, small, Change::Grew).await;
            changed(&kit, born, Change::Grew).await;
        }
        let mut tx = kit.world.db.read().await.unwrap();
        let waiting = tx.all(&store::LOOKS, binds![]).await.unwrap().len();
        drop(tx);
        assert_eq!(waiting, 2, "however often a series changes, one look waits");
        looked(&kit).await;
        let all = raised(&kit).await;
        assert_eq!(kinds(&all), ["series_born", "series_loss"]);
        assert!(all.iter().all(|(_, series, _)| *series == Some(born)));
        changed(&kit, born, Change::Grew).await;
        looked(&kit).await;
        assert_eq!(raised(&kit).await, all, "nothing is told twice");

        // Eight weeks later it grows: five within a week, against four in all before.
        let weeks = SignedDuration::from_hours(24 * 60);
        kit.world.clock.set(kit.world.clock.now() + weeks);
        for n in 20..25 {
            member(&kit, born, n, "lille", 0).await;
        }
        changed(&kit, born, Change::Grew).await;
        looked(&kit).await;
        let all = raised(&kit).await;
        assert_eq!(
            kinds(&all),
            ["series_born", "series_growing", "series_loss"]
        );
    }
);

on_both!(
    a_merge_carries_alerts_over_and_tells_nothing_twice,
    vec![capability()],
    async |kit: Kit| {
        let kept = series(&kit, 1, &["lille"; 3], 400_000).await;
        let gone = series(&kit, 10, &["lille"; 3], 2_000_000).await;
        for id in [kept, gone] {
            changed(&kit, id, Change::Formed { from: Vec::new() }).await;
        }
        looked(&kit).await;
        assert_eq!(raised(&kit).await.len(), 4);
        let absorbed = vec![SeriesId(gone)];
        changed(&kit, kept, Change::Merged { absorbed }).await;
        let all = raised(&kit).await;
        // Both were born and crossed a threshold: one birth stays, and two different thresholds.
        assert_eq!(kinds(&all), ["series_born", "series_loss", "series_loss"]);
        assert!(all.iter().all(|(_, series, _)| *series == Some(kept)));
    }
);

on_both!(
    each_unit_of_a_series_is_told_that_others_have_it_and_nothing_else,
    vec![capability()],
    async |kit: Kit| {
        let id = series(&kit, 1, &["lille", "lille", "brest"], 100).await;
        let cx = Cx::platform(&kit.world);
        let seen = look(&cx, id).await.unwrap();
        let mut tx = kit.world.db.write().await.unwrap();
        tell(&cx, &mut tx, &seen).await.unwrap();
        tx.commit().await.unwrap();
        let all = raised(&kit).await;
        assert_eq!(kinds(&all), ["series_born", "series_units", "series_units"]);
        colleague(&kit, Role::Officer, "lille").await;
        colleague(&kit, Role::Officer, "lyon").await;
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        let page = plain(&officer.get("/alerts").await.body);
        assert!(page.contains("Autre service"), "{page}");
        assert!(page.contains("brest : contact non renseigné"), "{page}");
        // Not the complaint of Brest, nor what it says.
        let mut tx = kit.world.db.read().await.unwrap();
        let row = tx.one(&store::OF_UNIT, binds!["brest"]).await.unwrap();
        let (hidden, reference): (Uuid, String) =
            (row.get("id").unwrap(), row.get("reference").unwrap());
        drop(tx);
        assert!(!page.contains(&hidden.to_string()) && !page.contains(&reference));
        // Who has no complaint of it is told nothing at all.
        let mut other = Browser::signed_in(&kit, Role::Officer, "lyon").await;
        let page = other.get("/alerts").await.body;
        assert!(page.contains("Aucune alerte"), "{page}");
        assert!(!page.contains("SER-2026"));

        // Read, then told again when one more unit has it, and not when one less does.
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::ALERTS, binds![]).await.unwrap();
        let ids: Vec<String> = rows
            .iter()
            .map(|row| row.get::<Uuid>("id").unwrap().to_string())
            .collect();
        drop(tx);
        officer.get("/alerts").await;
        let ticked: String = ids.iter().map(|id| format!("alerte={id}&")).collect();
        let done = officer
            .post("/alerts", &format!("{ticked}geste=lire"))
            .await;
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        assert!(officer.get("/alerts").await.body.contains("Aucune alerte"));
        assert_eq!(told(&kit, "alert.read").await[0].detail, "{\"shown\":2}");
        let again = officer.get("/alerts?tout=1").await.body;
        assert!(!again.contains("Non lue") && again.contains("Série née"));
        member(&kit, id, 40, "nantes", 0).await;
        changed(&kit, id, Change::Grew).await;
        looked(&kit).await;
        let page = plain(&officer.get("/alerts").await.body);
        assert!(
            page.contains("brest, nantes") && !page.contains("Série née"),
            "{page}"
        );
    }
);

on_both!(
    a_series_is_muted_with_a_reason_for_one_person_and_told_again,
    vec![capability()],
    async |kit: Kit| {
        let id = series(&kit, 1, &["lille"; 3], 100).await;
        changed(&kit, id, Change::Formed { from: Vec::new() }).await;
        looked(&kit).await;
        for role in [Role::Officer, Role::Analyst] {
            colleague(&kit, role, "lille").await;
        }
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        let mut analyst = Browser::signed_in(&kit, Role::Analyst, "lille").await;
        let mut tx = kit.world.db.read().await.unwrap();
        let alert: Uuid = tx
            .one(&store::ALERTS, binds![])
            .await
            .unwrap()
            .get("id")
            .unwrap();
        drop(tx);
        assert!(
            officer
                .get("/agent")
                .await
                .body
                .contains("Alertes non lues")
        );
        officer.get("/alerts").await;
        let form = format!("alerte={alert}&geste=taire&reason=");
        let refused = officer.post("/alerts", &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Écrivez pourquoi"));
        let refused = officer
            .post("/alerts", "geste=taire&reason=Traitée+ailleurs")
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        officer.get("/alerts").await;
        let form = format!("alerte={alert}&geste=taire&reason=Traitée+ailleurs");
        let done = officer.post("/alerts", &form).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        let page = officer.get("/alerts").await.body;
        assert!(page.contains("Aucune alerte") && page.contains("Traitée ailleurs"));
        assert!(
            !officer
                .get("/agent")
                .await
                .body
                .contains("Alertes non lues")
        );
        assert!(analyst.get("/alerts").await.body.contains("Série née"));
        let row = told(&kit, "alert.muted").await.remove(0);
        assert_eq!(
            (row.subject, row.reason.as_str()),
            (Some(id), "Traitée ailleurs")
        );
        officer.get("/alerts").await;
        let back = officer
            .post("/alerts/reprendre", &format!("serie={id}"))
            .await;
        assert_eq!(back.status, StatusCode::SEE_OTHER);
        assert!(officer.get("/alerts").await.body.contains("Série née"));
        let none = officer
            .post("/alerts/reprendre", &format!("serie={id}"))
            .await;
        assert_eq!(none.status, StatusCode::NOT_FOUND);
    }
);
