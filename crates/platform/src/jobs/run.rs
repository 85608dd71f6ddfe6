//! The worker: claims due jobs, runs them side by side, and records how each ended. Knows no kind
//! of job by name.

use super::{ATTEMPTS_MAX, Done, Job, claim, retry_delay, store};
use crate::binds;
use crate::cx::Cx;
use crate::db::{Acting, Tx, acting};
use crate::fault::Fault;
use crate::world::World;
use futures_util::future::join_all;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Jobs taken at once: enough to fill the cores and to be worth a turn of the writer, few enough to
/// be handed over when a worker dies.
const BATCH: i64 = 48;
/// Jobs ended in one transaction of SQLite: whoever files meanwhile waits for so many, about a
/// hundredth of a second. PostgreSQL has a writer for each.
const ENDED_AT_ONCE: usize = 8;
/// Pause when nothing is due.
const IDLE: Duration = Duration::from_millis(200);
/// Pause after a fault of the database.
const TROUBLED: Duration = Duration::from_secs(2);
/// Characters of a fault kept with a dead job.
const ERROR_CHARACTERS_MAX: usize = 500;

/// Works until told to stop; jobs in hand are finished first.
pub async fn work(world: Arc<World>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        let pause = match work_once(&world).await {
            Ok(0) => IDLE,
            Ok(_) => Duration::ZERO,
            Err(fault) => {
                tracing::error!(%fault, "jobs cannot be taken");
                TROUBLED
            }
        };
        if !pause.is_zero() {
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                _ = stop.changed() => {}
            }
        }
    }
}

/// Runs the jobs due now, one batch; returns how many were taken.
///
/// # Errors
/// When the database fails. A job that fails is not an error: it is recorded.
pub async fn work_once(world: &Arc<World>) -> Result<usize, Fault> {
    let jobs = claim(&world.db, world.clock.now(), BATCH).await?;
    if jobs.is_empty() {
        return Ok(0);
    }
    let ends = join_all(jobs.iter().map(|job| {
        let (world, job) = (world.clone(), job.clone());
        // A task of its own, so that a panic ends this job only.
        tokio::spawn(async move { acting(Acting::Platform, run_one(&world, &job)).await })
    }))
    .await;
    let ends: Vec<End> = ends
        .into_iter()
        .map(|end| end.unwrap_or_else(|panic| Err(Fault::from(panic))))
        .collect();
    let at_once = match world.db.is_postgres() {
        true => jobs.len(),
        false => ENDED_AT_ONCE,
    };
    for (jobs, ends) in jobs.chunks(at_once).zip(ends.chunks(at_once)) {
        if let Err(fault) = end_together(world, jobs, ends).await {
            tracing::warn!(%fault, "jobs cannot be ended together: each by itself");
            for (job, end) in jobs.iter().zip(ends) {
                end_alone(world, job, end).await?;
            }
        }
    }
    Ok(jobs.len())
}

/// How a job ended.
type End = Result<Done, Fault>;

/// Writes what the jobs left and how each ended, in one transaction.
async fn end_together(world: &Arc<World>, jobs: &[Job], ends: &[End]) -> Result<(), Fault> {
    let mut tx = world.db.write_behind().await?;
    for (job, end) in jobs.iter().zip(ends) {
        write_end(world, &mut tx, job, end).await?;
    }
    tx.commit().await
}

/// The same for one job; when what it left cannot be written, that is how it failed.
async fn end_alone(world: &Arc<World>, job: &Job, end: &End) -> Result<(), Fault> {
    let alone = end_together(world, std::slice::from_ref(job), std::slice::from_ref(end)).await;
    let (Err(fault), Ok(_)) = (&alone, end) else {
        return alone;
    };
    let mut tx = world.db.write_behind().await?;
    tx.execute(&store::FAILED, failed(world, job, fault))
        .await?;
    tx.commit().await
}

async fn write_end(world: &Arc<World>, tx: &mut Tx, job: &Job, end: &End) -> Result<(), Fault> {
    match end {
        Ok(done) => {
            if let Done::ToWrite(write) = done {
                write(&Cx::platform(world), tx).await?;
            }
            tx.execute(&store::DONE, binds![job.id]).await?;
        }
        Err(fault) => {
            tx.execute(&store::FAILED, failed(world, job, fault))
                .await?;
        }
    }
    Ok(())
}

/// Runs until no job is due: tests, the demonstration's preparation, and `import`.
///
/// # Errors
/// When the database fails.
pub async fn work_until_idle(world: &Arc<World>) -> Result<usize, Fault> {
    let mut done = 0;
    loop {
        match work_once(world).await? {
            0 => return Ok(done),
            n => done += n,
        }
    }
}

async fn run_one(world: &Arc<World>, job: &Job) -> End {
    let kind = world
        .job_kinds
        .iter()
        .find(|kind| kind.name == job.kind)
        .ok_or_else(|| Fault::new(format!("no code does jobs of kind `{}`", job.kind)))?;
    (kind.run)(&Cx::platform(world), job).await
}

fn failed(world: &World, job: &Job, fault: &Fault) -> Vec<crate::db::Bind> {
    let dead = job.attempts >= ATTEMPTS_MAX;
    if dead {
        tracing::error!(job = %job.id, kind = job.kind, %fault, "job given up");
    } else {
        tracing::warn!(job = %job.id, kind = job.kind, %fault, "job failed, to be tried again");
    }
    let told: String = fault
        .to_string()
        .chars()
        .take(ERROR_CHARACTERS_MAX)
        .collect();
    let next = world.clock.now() + retry_delay(job.attempts);
    binds![job.id, if dead { "dead" } else { "due" }, next, told]
}
