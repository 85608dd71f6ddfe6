//! A linker cut short leaves nothing that its successor does not put right.

use crate::store;
use crate::world::{Filed, expected, file, found_later, linked, partition, turned};
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use faisceau_series::hold::Held;
use faisceau_series::link::Linking;
use faisceau_series::run::{self, link_until_idle};
use std::time::Duration;
use tokio::sync::watch;
use uuid::Uuid;

on_both!(
    treating_everything_again_changes_nothing,
    crate::capabilities(),
    async |kit: Kit| {
        let world: Vec<Filed> = (0..24)
            .map(|n| Filed::with_emails(n, &["partout", &format!("p{}", n / 3)]))
            .collect();
        linked(&kit, &world).await;
        let before = partition(&kit).await;
        let mut tx = kit.world.db.write().await.unwrap();
        let marked = tx.execute(&store::MARK_ALL, binds![]).await.unwrap();
        assert_eq!(marked, 24);
        let told = tx.all(&store::EVENTS, binds![]).await.unwrap().len();
        tx.commit().await.unwrap();
        assert_eq!(link_until_idle(&kit.world).await.unwrap(), 24);
        assert_eq!(partition(&kit).await, before);
        let mut tx = kit.world.db.read().await.unwrap();
        assert_eq!(tx.all(&store::EVENTS, binds![]).await.unwrap().len(), told);
        assert!(tx.all(&store::PENDING, binds![]).await.unwrap().is_empty());
    }
);

on_both!(
    members_lost_half_way_come_back,
    crate::capabilities(),
    async |kit: Kit| {
        let mut world: Vec<Filed> = (0..6).map(|n| Filed::with_emails(n, &["a"])).collect();
        linked(&kit, &world).await;
        let late = Filed::with_emails(6, &["a"]);
        file(&kit, &late).await;
        let mut tx = kit.world.db.write().await.unwrap();
        for filed in &world[1..4] {
            tx.execute(&store::LOSE_MEMBERS, binds![filed.id])
                .await
                .unwrap();
        }
        tx.commit().await.unwrap();
        link_until_idle(&kit.world).await.unwrap();
        world.push(late);
        assert_eq!(partition(&kit).await, expected(&world));
    }
);

on_both!(
    the_task_links_what_arrives_and_stops_when_told,
    crate::capabilities(),
    async |kit: Kit| {
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(run::run(kit.world.clone(), stopped));
        for n in 0..4 {
            file(&kit, &Filed::with_emails(n, &["a"])).await;
        }
        let whole = async {
            while partition(&kit).await.iter().map(|s| s.len()).sum::<usize>() < 4 {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), whole)
            .await
            .unwrap();
        stop.send(true).unwrap();
        tokio::time::timeout(Duration::from_secs(20), task)
            .await
            .unwrap()
            .unwrap();
    }
);

on_both!(
    values_found_while_the_linker_works_are_not_lost,
    crate::capabilities(),
    async |kit: Kit| {
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(run::run(kit.world.clone(), stopped));
        let mut world: Vec<Filed> = Vec::new();
        for n in 0..60 {
            let filed = Filed::with_emails(n, &[&format!("a{}", n / 3)]);
            file(&kit, &filed).await;
            world.push(filed);
            // An exhibit of an earlier complaint is read meanwhile, and says one more address.
            let earlier = usize::try_from(n / 2).unwrap();
            let more = format!("b{}", n / 6);
            let mut tx = kit.world.db.write().await.unwrap();
            found_later(&kit, &mut tx, &mut world[earlier], &more).await;
            tx.commit().await.unwrap();
        }
        let waits = async {
            loop {
                let mut tx = kit.world.db.read().await.unwrap();
                if tx.all(&store::PENDING, binds![]).await.unwrap().is_empty() {
                    return;
                }
                drop(tx);
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(30), waits)
            .await
            .unwrap();
        stop.send(true).unwrap();
        task.await.unwrap();
        assert_eq!(partition(&kit).await, expected(&world));
    }
);

on_both!(
    a_mark_set_between_the_reading_and_the_writing_stays,
    crate::capabilities(),
    async |kit: Kit| {
        let mut world =
            [(1, "a"), (2, "a"), (3, "b")].map(|(n, mail)| Filed::with_emails(n, &[mail]));
        let held = Held::take(&kit.world, Uuid::from_u128(1)).await;
        let mut held = held.unwrap().unwrap();
        let cx = Cx::platform(&kit.world);
        let (linking, _) = Linking::load(&cx, &mut held).await.unwrap();
        for filed in &world {
            file(&kit, filed).await;
        }
        // Not committed yet: the linker reads the complaint without its second address, and can
        // only take its mark off once this is committed. (On a machine so slow that it reads
        // later than that, it sees the address itself, and nothing is tried.)
        let mut tx = kit.world.db.write().await.unwrap();
        found_later(&kit, &mut tx, &mut world[0], "b").await;
        let linker = tokio::spawn(async move {
            let (_, treated) = turned(linking, &cx, &mut held, 10).await.unwrap();
            (held, treated)
        });
        tokio::time::sleep(Duration::from_millis(400)).await;
        tx.commit().await.unwrap();
        let (held, treated) = linker.await.unwrap();
        assert_eq!(treated, 3);
        held.give_back(&kit.world).await.unwrap();
        link_until_idle(&kit.world).await.unwrap();
        assert_eq!(partition(&kit).await, expected(&world));
    }
);

on_both!(
    a_successor_links_once_the_lease_of_the_dead_is_over,
    crate::capabilities(),
    async |kit: Kit| {
        // Killed: it neither gives its lease back nor renews it.
        let dead = Held::take(&kit.world, Uuid::from_u128(1)).await.unwrap();
        assert!(dead.is_some());
        let world: Vec<Filed> = (0..3).map(|n| Filed::with_emails(n, &["a"])).collect();
        for filed in &world {
            file(&kit, filed).await;
        }
        let (stop, stopped) = watch::channel(false);
        let task = tokio::spawn(run::run(kit.world.clone(), stopped));
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        assert!(partition(&kit).await.is_empty(), "the lease still runs");
        // One second less than ten: the pause of who stands by.
        kit.world.clock.advance_millis(9_001);
        let linked = async {
            while partition(&kit).await != expected(&world) {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), linked)
            .await
            .unwrap();
        stop.send(true).unwrap();
        task.await.unwrap();
    }
);
