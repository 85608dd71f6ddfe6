//! The order of the inbox: what a complaint weighs by itself, through its series, until its clock runs
//! out; the same on the page, in the interface and in the list; and nothing rejected.

use axum::http::StatusCode;
use faisceau_casework::capability;
use faisceau_casework::index_words::index_words;
use faisceau_casework::weigh::refresh;
use faisceau_domain::access::Role;
use faisceau_domain::event::{Change, ComplaintDecided, Decision, Event};
use faisceau_domain::id::ComplaintId;
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::{binds, on_both};
use jiff::SignedDuration;
use serde_json::json;
use uuid::Uuid;

use crate::alerts::{changed, looked, member, series};
use crate::store;
use crate::world::{Browser, Seed, colleague, complaint};

/// Each complaint in order, with its points and its reasons.
async fn order(kit: &Kit) -> Vec<(Uuid, i64, String)> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::PRIORITIES, binds![]).await.unwrap();
    let row = |row: &faisceau_platform::db::Row| {
        let own: String = row.get("own_weighed").unwrap();
        let series: String = row.get("series_weighed").unwrap();
        let points = row.get("points").unwrap();
        (
            row.get("complaint_id").unwrap(),
            points,
            format!("{own}+{series}"),
        )
    };
    rows.iter().map(row).collect()
}

async fn filed(kit: &Kit, number: i64, loss: i64) -> ComplaintId {
    let seed = Seed {
        unit: "lille",
        amount: Some(loss),
        ..Seed::default()
    };
    let (id, _) = complaint(kit, number, seed).await;
    index_words(&Cx::platform(&kit.world), id).await.unwrap();
    id
}

/// A transfer of that day, to a fake shop.
fn transfer(day: &str) -> String {
    let choice = |code: &str| json!({"state": "value", "value": {"type": "choice", "is": code}});
    let form = json!({"code": "fake_shop", "version": 1, "hash": "0".repeat(64)});
    let moment = json!({"date": day, "time": null, "zone": "Europe/Paris"});
    let answers = json!({
        "payment[0].method": choice("transfer"),
        "payment[0].status": choice("done"),
        "payment[0].date": {"state": "value", "value": {"type": "moment", "is": moment}},
    });
    json!({"v": 1, "form": form, "answers": answers}).to_string()
}

on_both!(
    what_weighs_most_comes_first_with_its_reasons_everywhere,
    vec![capability()],
    async |kit: Kit| {
        colleague(&kit, Role::Officer, "lille").await;
        let large = filed(&kit, 1, 6_000_000).await;
        let small = filed(&kit, 2, 300_000).await;
        let nothing = filed(&kit, 3, 100).await;
        let all = order(&kit).await;
        assert_eq!(all[0], (large.0, 200, "loss:200+".to_owned()));
        assert_eq!(all[1], (small.0, 60, "loss:60+".to_owned()));
        assert_eq!(all[2], (nothing.0, 0, "+".to_owned()));
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        let page = plain(&officer.get("/agent/boite").await.body);
        let at = |id: ComplaintId| page.find(&id.to_string()).unwrap();
        assert!(
            at(large) < at(small) && at(small) < at(nothing),
            "none is left out"
        );
        assert!(page.contains("Priorité 200 : perte (200)"), "{page}");
        let page = plain(&officer.get(&format!("/dossier/{small}")).await.body);
        assert!(page.contains("Priorité 60 : perte (60)"), "{page}");
        assert!(page.contains("ne décident de rien"));
        let listed = officer.get("/api/v1/complaints?order=urgent").await;
        let listed: serde_json::Value = serde_json::from_str(&listed.body).unwrap();
        let first = &listed["complaints"][0];
        assert_eq!(first["priority"], 200);
        let reasons = json!([{"reason": "loss", "points": 200}]);
        assert_eq!(first["priority_reasons"], reasons);
        assert_eq!(listed["complaints"].as_array().unwrap().len(), 3);

        // Decided, it is put in order no more, and stays in the list.
        let cx = Cx::platform(&kit.world);
        let mut tx = kit.world.db.write().await.unwrap();
        let event = ComplaintDecided {
            complaint: large,
            decision: Decision::Validated,
        };
        cx.emit(&mut tx, &Event::ComplaintDecided(event))
            .await
            .unwrap();
        tx.commit().await.unwrap();
        assert_eq!(order(&kit).await.len(), 2);
        assert_eq!(
            officer.get(&format!("/dossier/{large}")).await.status,
            StatusCode::OK
        );
    }
);

on_both!(
    a_series_adds_to_its_complaints_and_takes_it_back_when_they_leave,
    vec![capability()],
    async |kit: Kit| {
        let id = series(&kit, 1, &["lille"; 2], 0).await;
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::OF_UNIT, binds!["lille"]).await.unwrap();
        drop(tx);
        let cx = Cx::platform(&kit.world);
        for row in &rows {
            let id: ComplaintId = row.get("id").unwrap();
            index_words(&cx, id).await.unwrap();
        }
        changed(&kit, id, Change::Formed { from: Vec::new() }).await;
        looked(&kit).await;
        let weighed = |all: &[(Uuid, i64, String)]| -> Vec<(i64, String)> {
            all.iter()
                .map(|(_, points, why)| (*points, why.clone()))
                .collect()
        };
        let small = (20, "+series:20".to_owned());
        assert_eq!(weighed(&order(&kit).await), [small.clone(), small]);
        for n in 10..13 {
            member(&kit, id, n, "brest", 0).await;
        }
        changed(&kit, id, Change::Grew).await;
        looked(&kit).await;
        let larger = (60, "+series:60".to_owned());
        assert_eq!(weighed(&order(&kit).await), [larger.clone(), larger]);
        // One filed later takes what the series adds at once.
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::OF_UNIT, binds!["brest"]).await.unwrap();
        drop(tx);
        let late: ComplaintId = rows[0].get("id").unwrap();
        index_words(&cx, late).await.unwrap();
        assert_eq!(order(&kit).await[2].1, 60);

        let mut tx = kit.world.db.write().await.unwrap();
        tx.execute(&store::END_SERIES, binds![id]).await.unwrap();
        tx.commit().await.unwrap();
        changed(&kit, id, Change::Dissolved).await;
        looked(&kit).await;
        assert!(order(&kit).await.iter().all(|(_, points, _)| *points == 0));

        // Other weights: everything open is weighed anew, once, what was never weighed too.
        let mut tx = kit.world.db.write().await.unwrap();
        tx.execute(&store::OLD_WEIGHTS, binds![]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(refresh(&cx).await.unwrap(), 5);
        assert_eq!(refresh(&cx).await.unwrap(), 0);
    }
);

on_both!(
    a_clock_weighs_as_long_as_it_runs,
    vec![capability()],
    async |kit: Kit| {
        let seed = |amount, answers| Seed {
            unit: "lille",
            amount: Some(amount),
            answers,
            ..Seed::default()
        };
        let cx = Cx::platform(&kit.world);
        let (fresh, _) = complaint(&kit, 1, seed(300_000, transfer("2026-11-22"))).await;
        let (old, _) = complaint(&kit, 2, seed(6_000_000, transfer("2026-09-01"))).await;
        for id in [fresh, old] {
            index_words(&cx, id).await.unwrap();
        }
        let all = order(&kit).await;
        assert_eq!(all[0], (fresh.0, 560, "recall:500|loss:60+".to_owned()));
        assert_eq!(all[1], (old.0, 200, "loss:200+".to_owned()));
        kit.world
            .clock
            .set(kit.world.clock.now() + SignedDuration::from_hours(80));
        looked(&kit).await;
        let all = order(&kit).await;
        assert_eq!((all[0].0, all[0].1), (old.0, 200));
        assert_eq!((all[1].0, all[1].1), (fresh.0, 60));
        colleague(&kit, Role::Officer, "lille").await;
        let mut officer = Browser::signed_in(&kit, Role::Officer, "lille").await;
        let page = plain(&officer.get("/agent/boite").await.body);
        assert!(page.contains("Priorité 60 : perte (60)"), "{page}");
        assert!(!page.contains("rappel bancaire encore possible"));
    }
);
