//! What a turn writes: few rows at a time, only what moved, and who came from where.

use crate::store;
use crate::world::{Filed, expected, file, linked, partition, turned};
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use faisceau_series::hold::Held;
use faisceau_series::link::Linking;
use faisceau_series::run::link_until_idle;
use uuid::Uuid;

async fn hold(kit: &Kit, holder: u128) -> Held {
    let holder = Uuid::from_u128(holder);
    Held::take(&kit.world, holder).await.unwrap().unwrap()
}

/// The payloads of what was told of series, the earliest first.
async fn told(kit: &Kit) -> Vec<serde_json::Value> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::EVENTS, binds![]).await.unwrap();
    let payloads = rows.iter().map(|row| row.get::<String>("payload").unwrap());
    payloads
        .map(|p| serde_json::from_str(&p).unwrap())
        .collect()
}

on_both!(
    no_transaction_holds_more_than_a_thousand_rows,
    crate::capabilities(),
    async |kit: Kit| {
        // A series of 2,300 complaints and one of 700, which one more complaint joins.
        let world: Vec<Filed> = (0..3_000)
            .map(|n| Filed::with_emails(n, &[if n < 2_300 { "a" } else { "b" }]))
            .collect();
        for filed in &world {
            file(&kit, filed).await;
        }
        let cx = Cx::platform(&kit.world);
        let mut held = hold(&kit, 1).await;
        let (linking, _) = Linking::load(&cx, &mut held).await.unwrap();
        // Two values, two series, 3,000 members and as many marks.
        let written = linking.written();
        assert!(written.rows > 6_000, "{written:?}");
        assert!(written.most <= 1_000, "{written:?}");
        assert_eq!(partition(&kit).await.len(), 2);
        file(&kit, &Filed::with_emails(3_000, &["a", "b"])).await;
        let (linking, _) = turned(linking, &cx, &mut held, 10).await.unwrap();
        // The 700 leave and are placed, with the newcomer; the 2,300 are not written again.
        let written = linking.written();
        assert!((1_401..1_420).contains(&written.rows), "{written:?}");
        assert!(written.most <= 1_000, "{written:?}");
        assert_eq!(partition(&kit).await.len(), 1);
        held.give_back(&kit.world).await.unwrap();
    }
);

on_both!(
    a_series_formed_of_parts_of_another_names_it,
    crate::capabilities(),
    async |kit: Kit| {
        // Two groups that two complaints hold together; these go, and the smaller is a series of
        // its own.
        let mut world: Vec<Filed> = (0..4).map(|n| Filed::with_emails(n, &["a"])).collect();
        world.extend((4..7).map(|n| Filed::with_emails(n, &["b"])));
        let between = [7, 8].map(|n| Filed::with_emails(n, &["a", "b"]));
        let mut all = world.clone();
        all.extend(between.clone());
        linked(&kit, &all).await;
        assert_eq!(partition(&kit).await.len(), 1);
        let whole = told(&kit).await[0]["series"].clone();
        let cx = Cx::platform(&kit.world);
        let mut tx = kit.world.db.write().await.unwrap();
        for gone in between {
            tx.execute(&store::ERASE, binds![gone.id]).await.unwrap();
            faisceau_series::forget::forget(&cx, &mut tx, gone.id)
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(partition(&kit).await, expected(&world));
        let after = told(&kit).await;
        // What is told of the two who went names no other series.
        let change = |name: &str, list: &str| {
            let named = |event: &&serde_json::Value| {
                event["change"][name][list]
                    .as_array()
                    .is_some_and(|ids| !ids.is_empty())
            };
            after.iter().find(named).unwrap()
        };
        let formed = change("formed", "from");
        assert_eq!(
            formed["change"]["formed"]["from"],
            serde_json::json!([whole])
        );
        let split = change("split", "into");
        assert_eq!(split["series"], whole);
        assert_eq!(
            split["change"]["split"]["into"],
            serde_json::json!([formed["series"]])
        );
    }
);
