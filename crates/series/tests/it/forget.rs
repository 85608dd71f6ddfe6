//! An erased complaint leaves the linker, its series and its values at the next turn; a corrected one
//! goes where its new values lead.

use crate::store;
use crate::world::{Filed, expected, file, partition};
use faisceau_domain::event::{ComplaintAmended, ComplaintErased, Event};
use faisceau_domain::id::ComplaintId;
use faisceau_platform::cx::Cx;
use faisceau_platform::testkit::Kit;
use faisceau_platform::{binds, on_both};
use faisceau_series::run::Worker;
use std::collections::BTreeSet;

on_both!(
    an_erased_complaint_leaves_its_series_and_its_values,
    crate::capabilities(),
    async |kit: Kit| {
        let mut world: Vec<Filed> = (0..5).map(|n| Filed::with_emails(n, &["a", "b"])).collect();
        world.push(Filed::with_emails(5, &["c"]));
        world.push(Filed::with_emails(6, &["c"]));
        for filed in &world {
            file(&kit, filed).await;
        }
        let mut worker = Worker::new(&kit.world);
        worker.until_idle().await.unwrap();
        assert_eq!(partition(&kit).await.len(), 2);
        let cx = Cx::platform(&kit.world);
        let mut tx = kit.world.db.write().await.unwrap();
        for gone in [world.remove(0), world.pop().unwrap()] {
            tx.execute(&store::ERASE, binds![gone.id]).await.unwrap();
            let complaint = ComplaintId(gone.id);
            let erased = Event::ComplaintErased(ComplaintErased { complaint });
            cx.emit(&mut tx, &erased).await.unwrap();
        }
        tx.commit().await.unwrap();
        assert_eq!(worker.until_idle().await.unwrap(), 2, "both were marked");
        let mut tx = kit.world.db.read().await.unwrap();
        for gone in [0, 6] {
            let id = Filed::with_emails(gone, &[]).id;
            let uses = tx.all(&store::USES, binds![id]).await.unwrap();
            assert!(uses.is_empty(), "nothing is left of its identifiers");
        }
        drop(tx);
        assert_eq!(partition(&kit).await, expected(&world));
        let mut tx = kit.world.db.read().await.unwrap();
        let rows = tx.all(&store::CLASSES, binds![]).await.unwrap();
        let kept: BTreeSet<i64> = rows.iter().map(|row| row.get("users").unwrap()).collect();
        assert_eq!(
            kept,
            BTreeSet::from([4]),
            "who used each value, and no one value alone"
        );
    }
);

on_both!(
    a_corrected_complaint_follows_its_new_values,
    crate::capabilities(),
    async |kit: Kit| {
        let mut world: Vec<Filed> = (0..3).map(|n| Filed::with_emails(n, &["a", "b"])).collect();
        world.extend((3..6).map(|n| Filed::with_emails(n, &["c", "d"])));
        world.push(Filed::with_emails(6, &["a", "b"]));
        for filed in &world {
            file(&kit, filed).await;
        }
        let mut worker = Worker::new(&kit.world);
        worker.until_idle().await.unwrap();
        assert_eq!(partition(&kit).await, expected(&world));
        // The seventh had mistaken both addresses; then it says that it knows none.
        for emails in [&["c", "d"][..], &[]] {
            world[6] = Filed::with_emails(6, emails);
            let amended = ComplaintAmended {
                complaint: ComplaintId(world[6].id),
                version: 2,
            };
            let told = [
                Event::ComplaintAmended(amended),
                Event::IdentifiersFound(world[6].found()),
            ];
            let cx = Cx::platform(&kit.world);
            let mut tx = kit.world.db.write().await.unwrap();
            cx.emit_all(&mut tx, &told).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(worker.until_idle().await.unwrap(), 1);
            assert_eq!(partition(&kit).await, expected(&world));
            let mut tx = kit.world.db.read().await.unwrap();
            let uses = tx.all(&store::USES, binds![world[6].id]).await.unwrap();
            assert_eq!(uses.len(), emails.len(), "none of the values before");
        }
    }
);
