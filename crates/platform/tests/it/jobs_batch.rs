//! Jobs of one batch end in one transaction; one that cannot be written fails alone. And the
//! threads that typeset: a panic costs one paper, never a thread.

use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::jobs::{self, Depth, Done, Job, JobKind, NewJob, Priority, run};
use faisceau_platform::on_both;
use faisceau_platform::testkit::Kit;
use faisceau_platform::typesetters::Typesetters;
use faisceau_platform::world::Capability;
use futures_util::future::BoxFuture;

use crate::store::COUNT_JOURNAL;

fn journals<'a>(_: &'a Cx, _: &'a Job) -> BoxFuture<'a, Result<Done, Fault>> {
    Box::pin(async {
        Ok(Done::ToWrite(Box::new(|cx, tx| {
            Box::pin(async move {
                let (about, detail) = ("test", "{}");
                cx.journal(tx, Deed::JobRetried, about, None, detail).await
            })
        })))
    })
}

fn cannot_be_written<'a>(_: &'a Cx, _: &'a Job) -> BoxFuture<'a, Result<Done, Fault>> {
    Box::pin(async {
        Ok(Done::ToWrite(Box::new(|_, _| {
            Box::pin(async { Err(Fault::new("the ink is dry")) })
        })))
    })
}

fn with_jobs() -> Vec<Capability> {
    let kind = |name, run| JobKind { name, run };
    vec![Capability {
        name: "test",
        jobs: vec![
            kind("test.journals", journals),
            kind("test.cannot_be_written", cannot_be_written),
        ],
        ..Capability::default()
    }]
}

async fn journal_rows(kit: &Kit) -> i64 {
    let mut tx = kit.world.db.read().await.unwrap();
    let row = tx.one(&COUNT_JOURNAL, binds![]).await.unwrap();
    row.get("n").unwrap()
}

on_both!(
    what_jobs_left_is_written_once_even_beside_one_that_cannot_be,
    with_jobs(),
    async |kit: Kit| {
        let rows_before = journal_rows(&kit).await;
        let job = |kind| NewJob {
            kind,
            subject: None,
            payload: "{}".into(),
            priority: Priority::Soon,
            run_at: kit.world.clock.now(),
        };
        let (good, bad) = ("test.journals", "test.cannot_be_written");
        let batch = [job(good), job(bad), job(good), job(good)];
        let mut tx = kit.world.db.write().await.unwrap();
        jobs::enqueue(&kit.world, &mut tx, &batch).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(run::work_once(&kit.world).await.unwrap(), batch.len());
        assert_eq!(journal_rows(&kit).await - rows_before, 3);
        let left = jobs::depth(&kit.world.db).await.unwrap();
        let only_the_bad_one = Depth {
            due: 1,
            leased: 0,
            dead: 0,
        };
        assert_eq!(left, only_the_bad_one);
        assert_eq!(run::work_once(&kit.world).await.unwrap(), 0, "it waits");
    }
);

#[tokio::test]
async fn a_paper_that_panics_costs_no_thread() {
    let typesetters = Typesetters::start(2).unwrap();
    for _ in 0..4 {
        let panicked = typesetters.run(|| -> u8 { panic!("on purpose") }).await;
        assert!(panicked.is_err());
    }
    let papers = (0..8_u8).map(|n| typesetters.run(move || n * 2));
    let made = futures_util::future::try_join_all(papers).await.unwrap();
    assert_eq!(made, [0, 2, 4, 6, 8, 10, 12, 14]);
}
