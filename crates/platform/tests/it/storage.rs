//! Both databases, statements, transactions, the journal and its seal, leases, jobs and files.

use faisceau_domain::journal::Actor;
use faisceau_domain::journal::Deed;
use faisceau_platform::cx::Cx;
use faisceau_platform::jobs::{self, Done, Job, JobKind, NewJob, Priority, run};
use faisceau_platform::journal::seal::{Verified, seal_batch, verify};
use faisceau_platform::lease::Lease;
use faisceau_platform::testkit::{self, Kit, On};
use faisceau_platform::world::Capability;
use faisceau_platform::{binds, deposit, on_both};
use futures_util::future::BoxFuture;
use jiff::SignedDuration;
use uuid::Uuid;

use crate::store::{ANY_JOURNAL, COUNT_JOURNAL, FLIP, FORGET, NO_MORE_PAGES, TAMPER};

on_both!(every_statement_prepares, vec![], async |kit: Kit| {
    for list in faisceau_platform::statements::all() {
        for statement in list {
            kit.world
                .db
                .prepare(statement)
                .await
                .unwrap_or_else(|e| panic!("{}: {e}", statement.name));
        }
    }
});

/// SQLite ends a transaction by itself when there is no room; the writer is not lost with it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_is_told_and_once_there_is_room_everything_is_written_again() {
    let kit = testkit::kit(On::Sqlite, vec![]).await;
    let cx = Cx::anyone(&kit.world, Actor::Stranger, Default::default());
    let long = format!("{{\"text\":\"{}\"}}", "x".repeat(40_000));
    let mut tx = kit.world.db.write().await.unwrap();
    // No page more than now, for this connection.
    tx.all(&NO_MORE_PAGES, binds![]).await.unwrap();
    let mut written = Ok(());
    for _ in 0..1_000 {
        let row = cx.journal(&mut tx, Deed::JobGivenUp, "job", None, &long);
        written = row.await.map(drop);
        if written.is_err() {
            break;
        }
    }
    let fault = written.unwrap_err();
    assert!(fault.is_full(), "{fault}");
    drop(tx);
    let mut tx = kit.world.db.write().await.unwrap();
    let n = tx.one(&COUNT_JOURNAL, binds![]).await.unwrap();
    assert_eq!(n.get::<i64>("n").unwrap(), 0, "nothing by half");
    cx.journal(&mut tx, Deed::JobGivenUp, "job", None, &long)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

on_both!(
    a_dropped_transaction_changes_nothing,
    vec![],
    async |kit: Kit| {
        let cx = Cx::anyone(&kit.world, Actor::Stranger, Default::default());
        let mut tx = kit.world.db.write().await.unwrap();
        cx.journal(&mut tx, Deed::JobGivenUp, "job", None, "{}")
            .await
            .unwrap();
        drop(tx);
        let mut tx = kit.world.db.write().await.unwrap();
        let n: i64 = tx
            .one(&COUNT_JOURNAL, binds![])
            .await
            .unwrap()
            .get("n")
            .unwrap();
        assert_eq!(n, 0);
        let flip: bool = tx
            .one(&FLIP, binds![true])
            .await
            .unwrap()
            .get("flip")
            .unwrap();
        assert!(flip);
    }
);

async fn write_rows(kit: &Kit, count: usize) {
    let cx = Cx::platform(&kit.world);
    let mut tx = kit.world.db.write().await.unwrap();
    for _ in 0..count {
        cx.journal(&mut tx, Deed::JobRetried, "job", None, "{}")
            .await
            .unwrap();
    }
    tx.commit().await.unwrap();
}

async fn take(kit: &Kit, name: &'static str, holder: u128) -> Option<Lease> {
    let now = kit.world.clock.now();
    Lease::take(
        &kit.world.db,
        name,
        Uuid::from_u128(holder),
        now,
        SignedDuration::from_secs(10),
    )
    .await
    .unwrap()
}

on_both!(
    the_sealer_chains_every_row_once,
    vec![],
    async |kit: Kit| {
        let lease = take(&kit, "sealer", 1).await.unwrap();
        let now = kit.world.clock.now();
        for _ in 0..3 {
            write_rows(&kit, 37).await;
            assert_eq!(seal_batch(&kit.world.db, &lease, now).await.unwrap(), 37);
            assert_eq!(seal_batch(&kit.world.db, &lease, now).await.unwrap(), 0);
        }
        let whole = verify(&kit.world.db).await.unwrap();
        assert!(
            matches!(whole, Verified::Whole { rows: 111, .. }),
            "{whole:?}"
        );
    }
);

on_both!(an_altered_row_is_found, vec![], async |kit: Kit| {
    write_rows(&kit, 5).await;
    let lease = take(&kit, "sealer", 1).await.unwrap();
    seal_batch(&kit.world.db, &lease, kit.world.clock.now())
        .await
        .unwrap();
    for statement in [&TAMPER, &FORGET] {
        let mut tx = kit.world.db.write().await.unwrap();
        let row = tx.one(&ANY_JOURNAL, binds![]).await.unwrap();
        let id: Uuid = row.get("id").unwrap();
        tx.execute(statement, binds![id]).await.unwrap();
        tx.commit().await.unwrap();
        let found = verify(&kit.world.db).await.unwrap();
        assert!(matches!(found, Verified::Broken { .. }), "{found:?}");
    }
});

on_both!(
    a_lease_has_one_holder_and_fences_the_old_one,
    vec![],
    async |kit: Kit| {
        let old = take(&kit, "work", 1).await.unwrap();
        assert!(take(&kit, "work", 2).await.is_none());
        kit.world.clock.advance_millis(11_000);
        let new = take(&kit, "work", 2).await.unwrap();
        assert!(new.fence() > old.fence());
        let mut tx = kit.world.db.write().await.unwrap();
        assert!(old.check(&mut tx).await.is_err());
        assert!(new.check(&mut tx).await.is_ok());
        tx.rollback().await.unwrap();
        assert!(
            !old.renew(&kit.world.db, kit.world.clock.now())
                .await
                .unwrap()
        );
        new.give_back(&kit.world.db).await.unwrap();
        assert!(take(&kit, "work", 3).await.is_some());
    }
);

fn fails<'a>(
    _: &'a Cx,
    job: &'a Job,
) -> BoxFuture<'a, Result<Done, faisceau_platform::fault::Fault>> {
    Box::pin(async move {
        assert!(job.attempts != 2, "the second try panics");
        Err(faisceau_platform::fault::Fault::new(
            "the printer is on fire",
        ))
    })
}

fn succeeds<'a>(
    _: &'a Cx,
    _: &'a Job,
) -> BoxFuture<'a, Result<Done, faisceau_platform::fault::Fault>> {
    Box::pin(async { Ok(Done::Written) })
}

fn with_jobs() -> Vec<Capability> {
    vec![Capability {
        name: "test",
        jobs: vec![
            JobKind {
                name: "test.fails",
                run: fails,
            },
            JobKind {
                name: "test.succeeds",
                run: succeeds,
            },
        ],
        ..Capability::default()
    }]
}

on_both!(
    a_job_is_retried_later_then_kept_in_sight,
    with_jobs(),
    async |kit: Kit| {
        let now = kit.world.clock.now();
        let job = |kind| NewJob {
            kind,
            subject: None,
            payload: "{}".into(),
            priority: Priority::Soon,
            run_at: now,
        };
        let mut tx = kit.world.db.write().await.unwrap();
        jobs::enqueue(
            &kit.world,
            &mut tx,
            &[job("test.fails"), job("test.succeeds")],
        )
        .await
        .unwrap();
        tx.commit().await.unwrap();
        for tries in 1..=jobs::ATTEMPTS_MAX {
            let taken = run::work_once(&kit.world).await.unwrap();
            assert_eq!(taken, if tries == 1 { 2 } else { 1 }, "try {tries}");
            assert_eq!(
                run::work_once(&kit.world).await.unwrap(),
                0,
                "it waits before the next try"
            );
            kit.world
                .clock
                .advance_millis(jobs::retry_delay(tries).as_millis() as i64);
        }
        let depth = jobs::depth(&kit.world.db).await.unwrap();
        assert_eq!(
            depth,
            jobs::Depth {
                due: 0,
                leased: 0,
                dead: 1
            }
        );
        let dead = jobs::dead(&kit.world.db, 10).await.unwrap();
        assert!(dead[0].last_error.contains("printer"), "{dead:?}");
    }
);

on_both!(
    a_dead_workers_job_is_taken_again,
    with_jobs(),
    async |kit: Kit| {
        let now = kit.world.clock.now();
        let mut tx = kit.world.db.write().await.unwrap();
        let job = NewJob {
            kind: "test.succeeds",
            subject: None,
            payload: "{}".into(),
            priority: Priority::Later,
            run_at: now,
        };
        jobs::enqueue(&kit.world, &mut tx, &[job]).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(jobs::claim(&kit.world.db, now, 5).await.unwrap().len(), 1);
        assert_eq!(jobs::claim(&kit.world.db, now, 5).await.unwrap().len(), 0);
        let later = now + jobs::LEASE + SignedDuration::from_secs(1);
        assert_eq!(jobs::claim(&kit.world.db, later, 5).await.unwrap().len(), 1);
    }
);

on_both!(
    a_file_is_hashed_bounded_and_kept_once,
    vec![],
    async |kit: Kit| {
        let world = &kit.world;
        let case = world.dice.uuid(world.clock.now());
        let chunks = |n: usize| {
            futures_util::stream::iter(
                (0..n).map(|_| Ok::<_, String>(bytes::Bytes::from_static(b"abcd"))),
            )
        };
        let staging = || world.dice.uuid(world.clock.now());
        let too_large = world.deposit.receive(staging(), chunks(5), 16).await;
        assert!(matches!(
            too_large,
            Err(deposit::NotReceived::TooLarge {
                bytes: 20,
                bytes_max: 16
            })
        ));
        let empty = world.deposit.receive(staging(), chunks(0), 16).await;
        assert!(matches!(empty, Err(deposit::NotReceived::Empty)));
        for _ in 0..2 {
            let received = world
                .deposit
                .receive(staging(), chunks(4), 16)
                .await
                .unwrap();
            assert_eq!(received.media_type, "text/plain");
            let mut tx = world.db.write().await.unwrap();
            deposit::keep(world, &mut tx, case, &received, "été.txt")
                .await
                .unwrap();
            tx.commit().await.unwrap();
        }
        let mut tx = world.db.read().await.unwrap();
        let files = deposit::files_of(&mut tx, case).await.unwrap();
        assert_eq!(files.len(), 2);
        assert_eq!(
            world.deposit.get(&files[0].key()).await.unwrap(),
            b"abcdabcdabcdabcd"
        );
        let other = world.deposit.put(&files[0].key(), b"other".to_vec()).await;
        assert!(other.is_err(), "a kept file is never replaced");
    }
);

on_both!(
    a_file_attached_to_nothing_is_swept,
    vec![],
    async |kit: Kit| {
        let world = &kit.world;
        let one = || futures_util::stream::iter([Ok::<_, String>(bytes::Bytes::from_static(b"x"))]);
        let staging = || world.dice.uuid(world.clock.now());
        world.deposit.receive(staging(), one(), 16).await.unwrap();
        let kept = world.deposit.receive(staging(), one(), 16).await.unwrap();
        let case = staging();
        let mut tx = world.db.write().await.unwrap();
        deposit::keep(world, &mut tx, case, &kept, "x.txt")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        let past: jiff::Timestamp = "2020-01-01T00:00:00Z".parse().unwrap();
        assert_eq!(world.deposit.sweep(past).await.unwrap(), 0);
        let future: jiff::Timestamp = "2100-01-01T00:00:00Z".parse().unwrap();
        assert_eq!(world.deposit.sweep(future).await.unwrap(), 1);
        let mut tx = world.db.read().await.unwrap();
        let files = deposit::files_of(&mut tx, case).await.unwrap();
        assert_eq!(world.deposit.get(&files[0].key()).await.unwrap(), b"x");
    }
);
