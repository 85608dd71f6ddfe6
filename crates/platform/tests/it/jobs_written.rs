//! A job lives and dies with its cause: written in the same transaction, or never.

use faisceau_platform::jobs::{self, Depth, NewJob, Priority};
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;

on_both!(
    a_job_of_a_dropped_transaction_never_was,
    vec![],
    async |kit: Kit| {
        let due = |due| Depth {
            due,
            leased: 0,
            dead: 0,
        };
        for (commits, expected) in [(false, 0), (true, 1)] {
            let mut tx = kit.world.db.write().await.unwrap();
            let job = NewJob {
                kind: "test.any",
                subject: None,
                payload: "{}".into(),
                priority: Priority::Soon,
                run_at: kit.world.clock.now(),
            };
            jobs::enqueue(&kit.world, &mut tx, &[job]).await.unwrap();
            match commits {
                true => tx.commit().await.unwrap(),
                false => drop(tx),
            }
            let depth = jobs::depth(&kit.world.db).await.unwrap();
            assert_eq!(depth, due(expected));
        }
    }
);
