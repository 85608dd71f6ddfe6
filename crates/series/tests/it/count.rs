//! What series come to: sums that follow their members wherever they go, units as they are now, and
//! the values of a large series counted behind, with the instant of the count.

use crate::desk::{Desk, sign_in, the_series};
use crate::store;
use crate::world::{Chance, Filed, file, linked};
use axum::http::StatusCode;
use faisceau_domain::access::{Purpose, Role};
use faisceau_domain::event::{Change, ComplaintDecided, Decision, Event, SeriesChanged};
use faisceau_domain::id::{ComplaintId, SeriesId};
use faisceau_platform::cx::Cx;
use faisceau_platform::jobs::run::work_until_idle;
use faisceau_platform::jobs::{self, NewJob, Priority};
use faisceau_platform::testkit::{Kit, plain};
use faisceau_platform::{binds, on_both};
use faisceau_series::catalogue::figures;
use faisceau_series::count::COUNTED_LIVE_MAX;
use faisceau_series::evidence::evidence;
use faisceau_series::run::link_until_idle;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Says what is kept of members and of series that their complaints do not say.
async fn drifted(kit: &Kit) -> Vec<String> {
    let mut tx = kit.world.db.read().await.unwrap();
    let mut wrong = Vec::new();
    for statement in [&store::DRIFTED_MEMBERS, &store::DRIFTED_LOSSES] {
        for row in tx.all(statement, binds![]).await.unwrap() {
            wrong.push(format!("{}: {:?}", statement.name, row.get::<Uuid>("id")));
        }
    }
    wrong
}

on_both!(
    sums_follow_members_wherever_they_go,
    crate::capabilities(),
    async |kit: Kit| {
        let mut chance = Chance(0x5EED_0053);
        let cx = Cx::platform(&kit.world);
        let mut alive: Vec<Filed> = Vec::new();
        let (mut sizes, mut losses) = (BTreeSet::new(), 0);
        for n in 0..90 {
            // Few addresses: groups grow, merge, and part when who held them together goes.
            let said = [chance.below(16), chance.below(16)].map(|mail| format!("a{mail}"));
            let said: Vec<&str> = said.iter().map(String::as_str).collect();
            let both = 1 + usize::from(chance.below(4) == 0);
            let filed = Filed::with_emails(n, &said[..both]);
            file(&kit, &filed).await;
            let mut tx = kit.world.db.write().await.unwrap();
            if chance.below(3) > 0 {
                let lost = i64::try_from(100 * (1 + chance.below(50))).unwrap();
                let currency = ["EUR", "USD"][chance.below(2)];
                let row = binds![filed.id, "{}", "import", lost, currency];
                tx.execute(&store::TELL, row).await.unwrap();
            }
            alive.push(filed);
            if chance.below(4) == 0 {
                let gone = alive.swap_remove(chance.below(alive.len()));
                tx.execute(&store::ERASE, binds![gone.id]).await.unwrap();
                faisceau_series::forget::forget(&cx, &mut tx, gone.id)
                    .await
                    .unwrap();
            }
            tx.commit().await.unwrap();
            if chance.below(3) == 0 {
                link_until_idle(&kit.world).await.unwrap();
                assert_eq!(drifted(&kit).await, Vec::<String>::new(), "after {n}");
                let mut tx = kit.world.db.read().await.unwrap();
                for row in tx.all(&store::SERIES, binds![]).await.unwrap() {
                    sizes.insert(row.get::<i64>("size").unwrap());
                    let of = figures(&mut tx, row.get("id").unwrap()).await.unwrap();
                    losses += of.losses.len();
                }
            }
        }
        assert!(sizes.contains(&0), "some series ended: {sizes:?}");
        assert!(sizes.len() > 4 && losses > 20, "{sizes:?} {losses}");
    }
);

on_both!(
    who_takes_a_complaint_in_charge_opens_its_series,
    crate::capabilities(),
    async |kit: Kit| {
        let world: Vec<Filed> = (0..3).map(|n| Filed::with_emails(n, &["a"])).collect();
        linked(&kit, &world).await;
        let desk = Desk::of(&kit);
        let (id, _) = the_series(&kit).await;
        let path = format!("/series/{id}");
        let person = sign_in(&kit, Role::Investigator, Purpose::Inquiry, "brest").await;
        assert_eq!(desk.get(&person, &path).await.status, StatusCode::NOT_FOUND);
        let mut tx = kit.world.db.write().await.unwrap();
        tx.execute(&store::TAKE_CHARGE, binds![world[1].id, "brest"])
            .await
            .unwrap();
        let decided = Event::ComplaintDecided(ComplaintDecided {
            complaint: ComplaintId(world[1].id),
            decision: Decision::Validated,
        });
        let cx = Cx::platform(&kit.world);
        cx.emit(&mut tx, &decided).await.unwrap();
        tx.commit().await.unwrap();
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(drifted(&kit).await, Vec::<String>::new());
        assert_eq!(desk.get(&person, &path).await.status, StatusCode::OK);
    }
);

on_both!(
    a_count_waits_behind_no_look_asked_for_before,
    crate::capabilities(),
    async |kit: Kit| {
        let world: Vec<Filed> = (0..2).map(|n| Filed::with_emails(n, &["a"])).collect();
        linked(&kit, &world).await;
        let (id, _) = the_series(&kit).await;
        let look = NewJob {
            kind: "test.look",
            subject: Some(id),
            payload: "{}".to_owned(),
            priority: Priority::First,
            run_at: kit.world.clock.now(),
        };
        let mut tx = kit.world.db.write().await.unwrap();
        let looks = vec![look; 50];
        jobs::enqueue(&kit.world, &mut tx, &looks).await.unwrap();
        let changed = Event::SeriesChanged(SeriesChanged {
            series: SeriesId(id),
            change: Change::Grew,
            size: usize::try_from(COUNTED_LIVE_MAX).unwrap() + 1,
        });
        let cx = Cx::platform(&kit.world);
        cx.emit(&mut tx, &changed).await.unwrap();
        tx.commit().await.unwrap();
        kit.world.clock.advance_millis(3_000);
        let now = kit.world.clock.now();
        let first = jobs::claim(&kit.world.db, now, 1).await.unwrap();
        assert_eq!(first[0].kind, "series.count_values");
        assert_eq!(first[0].subject, Some(id));
    }
);

/// What pages, interface, export and file say of a large series that is not counted yet: its
/// complaints, and that the rest is awaited since an instant; nothing that would pass for a count.
async fn awaited_everywhere(kit: &Kit, id: Uuid) {
    let desk = Desk::of(kit);
    let person = sign_in(kit, Role::Analyst, Purpose::Linkage, "lyon").await;
    let path = format!("/series/{id}");
    let page = desk.get(&person, &path).await;
    let said = plain(&page.body);
    assert_eq!(page.status, StatusCode::OK, "{said}");
    for expected in [
        "Décompte des indices en cours, demandé le",
        "2001 plaintes",
        "Les plaintes, les pertes et la période sont déjà là",
    ] {
        assert!(said.contains(expected), "{expected}\n{said}");
    }
    for absent in [
        "a[.]exemple",
        "Rien à dessiner",
        "id=\"evidence\"",
        "/export\"",
    ] {
        assert!(!page.body.contains(absent), "{absent}\n{}", page.body);
    }
    let seen = desk.get(&person, &format!("/api/v1{path}")).await;
    let seen: serde_json::Value = serde_json::from_str(&seen.body).unwrap();
    assert_eq!(seen["evidence_state"], "awaited");
    assert!(seen["evidence_asked_at"].is_string(), "{seen}");
    assert_eq!(seen["evidence_counted_at"], serde_json::Value::Null);
    assert_eq!(seen["evidence"], serde_json::json!([]));
    assert!(!seen["members"].as_array().unwrap().is_empty());
    let graph = desk.get(&person, &format!("/api/v1{path}/graph")).await;
    let graph: serde_json::Value = serde_json::from_str(&graph.body).unwrap();
    assert_eq!(graph["awaited"], true);
    let told = graph["said"].as_str().unwrap();
    assert!(told.contains("Décompte des indices en cours"), "{told}");
    let export = format!("{path}/export");
    let taken = desk.post(&person, &export, "format=csv&raison=Saisine", true);
    assert_eq!(taken.await.status, StatusCode::CONFLICT);
    let inquiry = sign_in(kit, Role::Investigator, Purpose::Inquiry, "lille").await;
    let form = "motif=Saisine+du+parquet&langue=fr";
    let asked = desk
        .post(&inquiry, &format!("{path}/file"), form, true)
        .await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    let said = plain(&asked.body);
    assert!(
        said.contains("un dossier ou un export sans eux tromperait"),
        "{said}"
    );
    assert!(
        said.contains("Saisine du parquet"),
        "what was typed is kept"
    );
}

on_both!(
    a_large_series_that_nobody_asked_to_count_is_asked_for_by_who_looks,
    crate::capabilities(),
    async |kit: Kit| {
        let world: Vec<Filed> = (0..2).map(|n| Filed::with_emails(n, &["a", "b"])).collect();
        linked(&kit, &world).await;
        let (id, _) = the_series(&kit).await;
        let mut tx = kit.world.db.write().await.unwrap();
        tx.execute(&store::SWELL, binds![id, COUNTED_LIVE_MAX + 1])
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let desk = Desk::of(&kit);
        let person = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let page = desk.get(&person, &format!("/series/{id}")).await;
        let said = plain(&page.body);
        assert!(
            said.contains("Décompte des indices en cours, demandé le"),
            "{said}"
        );
        kit.world.clock.advance_millis(3_000);
        work_until_idle(&kit.world).await.unwrap();
        let mut tx = kit.world.db.read().await.unwrap();
        let found = evidence(&mut tx, id).await.unwrap();
        let here: Vec<i64> = found.values.iter().map(|value| value.here).collect();
        assert_eq!(here, [2, 2], "each value they share");
        assert!(found.count.behind().is_some());
    }
);

on_both!(
    values_of_a_large_series_are_counted_behind_and_the_page_says_when,
    crate::capabilities(),
    async |kit: Kit| {
        let large = u32::try_from(COUNTED_LIVE_MAX).unwrap() + 1;
        for n in 0..large {
            file(&kit, &Filed::with_emails(n, &["a"]).in_unit("lille")).await;
        }
        link_until_idle(&kit.world).await.unwrap();
        let (id, _) = the_series(&kit).await;
        let here = async || {
            let mut tx = kit.world.db.read().await.unwrap();
            let found = evidence(&mut tx, id).await.unwrap();
            let here = found.values.first().map(|value| value.here);
            (here, found.count.behind().map(|counted| counted.complaints))
        };
        assert_eq!(here().await, (None, None), "never counted at a look");
        awaited_everywhere(&kit, id).await;
        kit.world.clock.advance_millis(3_000);
        work_until_idle(&kit.world).await.unwrap();
        let all = i64::from(large);
        assert_eq!(here().await, (Some(all), Some(all)));
        // One more comes: it is a member at once, and counted by the next count.
        file(&kit, &Filed::with_emails(large, &["a"])).await;
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(here().await, (Some(all), Some(all)));
        let desk = Desk::of(&kit);
        let person = sign_in(&kit, Role::Analyst, Purpose::Linkage, "nice").await;
        let page = desk.get(&person, &format!("/series/{id}")).await;
        let said = plain(&page.body);
        assert_eq!(page.status, StatusCode::OK, "{said}");
        for expected in [
            format!("sur {all} plaintes"),
            "1 plainte arrivée depuis n’y est pas comptée".to_owned(),
            "Seules les".to_owned(),
            format!("sur {} dans la série", all + 1),
        ] {
            assert!(said.contains(&expected), "{expected}\n{said}");
        }
        kit.world.clock.advance_millis(3_000);
        work_until_idle(&kit.world).await.unwrap();
        assert_eq!(here().await, (Some(all + 1), Some(all + 1)));
        assert_eq!(drifted(&kit).await, Vec::<String>::new());
    }
);
