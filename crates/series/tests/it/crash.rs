//! A linker cut short leaves nothing that its successor does not put right.

use crate::store;
use crate::world::{Filed, expected, file, linked, partition};
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use faisceau_series::run::{self, link_until_idle};
use std::time::Duration;
use tokio::sync::watch;

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
