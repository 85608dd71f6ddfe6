//! Linking through the database: the same groups as the pure rule, in whatever order complaints
//! come, and a history of what happened to each series.

use crate::store;
use crate::world::{Chance, Filed, day, expected, file, grouped, linked, partition};
use faisceau_identifiers::{Kind, Role};
use faisceau_linkage::Reason;
use faisceau_platform::cx::Cx;
use faisceau_platform::lease::Lease;
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use faisceau_series::link::link_pending;
use faisceau_series::run::{LEASE, link_until_idle};
use jiff::SignedDuration;
use std::collections::BTreeSet;
use uuid::Uuid;

async fn lease(kit: &Kit, holder: u128) -> Option<Lease> {
    let (now, length) = (kit.world.clock.now(), SignedDuration::from_secs(10));
    let holder = Uuid::from_u128(holder);
    let taken = Lease::take(&kit.world.db, LEASE, holder, now, length).await;
    taken.unwrap()
}

async fn told(kit: &Kit) -> Vec<String> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::EVENTS, binds![]).await.unwrap();
    rows.iter().map(|row| row.get("payload").unwrap()).collect()
}

/// Complaints over a few dozen values, some used by one, most by a few, one by too many.
fn random_world(chance: &mut Chance, number: u32) -> Vec<Filed> {
    let complaints = 30 + chance.below(40);
    (0..complaints)
        .map(|n| {
            let n = u32::try_from(n).unwrap();
            let mut filed = Filed::with_emails(number * 1_000 + n, &[]);
            filed.received_at = day(u32::try_from(chance.below(60)).unwrap());
            for _ in 0..chance.below(4) {
                let value = chance.below(6) * chance.below(12) + chance.below(9);
                let raw = format!("w{number}v{value}@exemple.fr");
                let role = if chance.below(8) == 0 {
                    Role::Victim
                } else {
                    Role::Offender
                };
                filed = filed.and(Kind::Email, &raw, role);
            }
            if chance.below(5) == 0 {
                let raw = format!("instagram:pseudo{number}x{}", chance.below(5));
                filed = filed.and(Kind::Handle, &raw, Role::Unknown);
            }
            if chance.below(2) == 0 {
                let raw = format!("partout{number}@exemple.fr");
                filed = filed.and(Kind::Email, &raw, Role::Unknown);
            }
            filed
        })
        .collect()
}

async fn classes(kit: &Kit) -> BTreeSet<(String, String, String, i64)> {
    let mut tx = kit.world.db.read().await.unwrap();
    let rows = tx.all(&store::CLASSES, binds![]).await.unwrap();
    let read = rows.iter().map(|row| {
        (
            row.get("link_key").unwrap(),
            row.get("class").unwrap(),
            row.get("reason").unwrap(),
            row.get("users").unwrap(),
        )
    });
    read.collect()
}

on_both!(
    any_order_gives_the_groups_of_the_whole,
    crate::capabilities(),
    async |kit: Kit| {
        let mut chance = Chance(0x5EED_0001);
        let mut everything: Vec<Filed> = Vec::new();
        for number in 0..8 {
            let mut world = random_world(&mut chance, number);
            chance.shuffle(&mut world);
            let lease = lease(&kit, u128::from(number)).await.unwrap();
            for filed in &world {
                file(&kit, filed).await;
                // Sometimes one by one, sometimes several at once, never in order of arrival.
                if chance.below(3) == 0 {
                    let limit = i64::try_from(1 + chance.below(9)).unwrap();
                    let cx = Cx::platform(&kit.world);
                    link_pending(&cx, &lease, limit).await.unwrap();
                }
            }
            lease.give_back(&kit.world.db).await.unwrap();
            link_until_idle(&kit.world).await.unwrap();
            everything.extend(world);
        }
        assert_eq!(partition(&kit).await, expected(&everything));
        let values = grouped(&everything).values.into_iter().map(|weighed| {
            (
                weighed.value.key.to_string(),
                weighed.class.code().to_owned(),
                weighed.reason.code().to_owned(),
                i64::try_from(weighed.tally.users).unwrap(),
            )
        });
        assert_eq!(classes(&kit).await, values.collect());
        let shared = grouped(&everything).values;
        let over = |reason: &Reason| matches!(reason, Reason::OverCap { .. });
        assert!(shared.iter().any(|weighed| over(&weighed.reason)));
    }
);

on_both!(
    a_series_forms_grows_and_keeps_its_reference,
    crate::capabilities(),
    async |kit: Kit| {
        linked(&kit, &[Filed::with_emails(1, &["a"])]).await;
        assert!(
            partition(&kit).await.is_empty(),
            "one complaint is no series"
        );
        linked(&kit, &[Filed::with_emails(2, &["a", "b"])]).await;
        linked(&kit, &[Filed::with_emails(3, &["b"])]).await;
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::SERIES, binds![]).await.unwrap();
        assert_eq!(rows.len(), 1);
        assert_eq!(rows[0].get::<i64>("size").unwrap(), 3);
        let reference: String = rows[0].get("reference").unwrap();
        assert!(reference.starts_with("SER-2026-"), "{reference}");
        let told = told(&kit).await;
        assert_eq!(told.len(), 2, "{told:?}");
        assert!(told[0].contains("\"formed\"") && told[0].contains("\"size\":2"));
        assert!(told[1].contains("\"grew\"") && told[1].contains("\"size\":3"));
        let journal = tx.all(&store::JOURNAL, binds!["series"]).await.unwrap();
        let actions: Vec<String> = journal.iter().map(|r| r.get("action").unwrap()).collect();
        assert_eq!(actions, ["series.formed", "series.grew"]);
    }
);

on_both!(
    the_smaller_series_ends_in_the_larger,
    crate::capabilities(),
    async |kit: Kit| {
        let small = [1, 2].map(|n| Filed::with_emails(n, &["a"]));
        linked(&kit, &small).await;
        let large = [3, 4, 5].map(|n| Filed::with_emails(n, &["b"]));
        linked(&kit, &large).await;
        linked(&kit, &[Filed::with_emails(6, &["a", "b"])]).await;
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::SERIES, binds![]).await.unwrap();
        assert_eq!(rows.len(), 2);
        let (first, second) = (&rows[0], &rows[1]);
        assert_eq!(first.get::<i64>("size").unwrap(), 0);
        assert_eq!(second.get::<i64>("size").unwrap(), 6);
        assert!(first.get::<Option<i64>>("ended_at").unwrap().is_some());
        assert_eq!(
            first.get::<Option<Uuid>>("successor").unwrap(),
            Some(second.get("id").unwrap())
        );
        let told = told(&kit).await;
        assert!(
            told.iter().any(|event| event.contains("\"merged\"")),
            "{told:?}"
        );
    }
);

on_both!(
    a_value_that_crosses_its_cap_splits_again,
    crate::capabilities(),
    async |kit: Kit| {
        let mut world: Vec<Filed> = (0..20)
            .map(|n| {
                let own = format!("paire{}", n / 2);
                Filed::with_emails(n, &["partout", &own])
            })
            .collect();
        linked(&kit, &world).await;
        assert_eq!(partition(&kit).await.len(), 1, "at the cap, one series");
        let more = Filed::with_emails(20, &["partout"]);
        linked(&kit, std::slice::from_ref(&more)).await;
        world.push(more);
        let now = partition(&kit).await;
        assert_eq!(now, expected(&world));
        assert_eq!(
            now.len(),
            10,
            "beyond it, the pairs that something else joins"
        );
        let told = told(&kit).await;
        assert!(
            told.iter().any(|event| event.contains("\"split\"")),
            "{told:?}"
        );
    }
);

on_both!(
    a_linker_that_lost_its_lease_writes_nothing,
    crate::capabilities(),
    async |kit: Kit| {
        let old = lease(&kit, 1).await.unwrap();
        for n in 1..3 {
            file(&kit, &Filed::with_emails(n, &["a"])).await;
        }
        assert!(lease(&kit, 2).await.is_none(), "one linker at a time");
        kit.world.clock.advance_millis(10_001);
        let new = lease(&kit, 2).await.unwrap();
        let cx = Cx::platform(&kit.world);
        assert!(link_pending(&cx, &old, 10).await.is_err());
        assert!(partition(&kit).await.is_empty());
        assert_eq!(link_pending(&cx, &new, 10).await.unwrap(), 2);
        assert_eq!(partition(&kit).await.len(), 1);
    }
);
