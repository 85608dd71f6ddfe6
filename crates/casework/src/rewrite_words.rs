//! Writes the index of words anew after an erasure. On SQLite an index without content only marks what is taken out
//! of it: the words themselves stay on their pages until these are merged. A hundred pages a transaction, so that
//! a filing waits for none. PostgreSQL holds the words in rows, which go with the next vacuum.

use crate::dialect;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::jobs::{self, Done, Job, NewJob, Priority};
use futures_util::future::BoxFuture;

/// The kind of its job.
pub(crate) const REWRITE: &str = "casework.rewrite_words";
/// Turns of one job: an index of ten million pages.
const TURNS_MAX: usize = 100_000;
/// Rows that a turn writes even when nothing is left to do.
const IDLE_ROWS: i64 = 2;

/// Asks for it, in the transaction of the erasure; once for as many as come before it runs.
pub(crate) async fn ask(cx: &Cx, tx: &mut Tx) -> Result<(), Fault> {
    if cx.world.db.is_postgres() || jobs::waits(tx, REWRITE).await? {
        return Ok(());
    }
    let job = NewJob {
        kind: REWRITE,
        subject: None,
        payload: "{}".to_owned(),
        priority: Priority::Later,
        run_at: cx.world.clock.now(),
    };
    jobs::enqueue(&cx.world, tx, &[job]).await
}

pub(crate) fn run<'a>(cx: &'a Cx, _: &'a Job) -> BoxFuture<'a, Result<Done, Fault>> {
    Box::pin(async move {
        rewrite(cx).await?;
        Ok(Done::Written)
    })
}

/// Merges the pages of the index until none is left that marks what was taken out.
///
/// # Errors
/// When the database fails.
pub async fn rewrite(cx: &Cx) -> Result<(), Fault> {
    if cx.world.db.is_postgres() {
        return Ok(());
    }
    for turn in 0..TURNS_MAX {
        let mut tx = cx.world.db.write_behind().await?;
        let before = written(&mut tx).await?;
        let statement = match turn {
            0 => &dialect::REWRITE,
            _ => &dialect::REWRITE_MORE,
        };
        tx.execute(statement, binds![]).await?;
        let wrote = written(&mut tx).await? - before;
        tx.commit().await?;
        if wrote < IDLE_ROWS {
            break;
        }
    }
    cx.world.db.empty_write_ahead().await?;
    Ok(())
}

async fn written(tx: &mut Tx) -> Result<i64, Fault> {
    tx.one(&dialect::WRITTEN, binds![]).await?.get("n")
}
