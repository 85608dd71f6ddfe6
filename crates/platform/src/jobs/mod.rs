//! Work to be done once, after its cause is durable: a job is a row written in the transaction of
//! its cause, leased, retried with growing delays, and kept in sight when it is given up. Never a
//! queue server; never exactly once, so every job must bear being run twice.

pub mod run;
pub mod store;

use crate::binds;
use crate::cx::Cx;
use crate::db::{Db, Tx, dialect};
use crate::fault::Fault;
use crate::world::World;
use faisceau_domain::journal::Deed;
use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// Tries before a job is given up and shown as dead.
pub const ATTEMPTS_MAX: i64 = 8;
/// How long a worker may hold a job before another may take it.
pub const LEASE: SignedDuration = SignedDuration::from_secs(120);

/// A job as given to the code that does it.
#[derive(Debug, Clone)]
pub struct Job {
    /// The job.
    pub id: Uuid,
    /// Which code does it.
    pub kind: String,
    /// The thing it is about.
    pub subject: Option<Uuid>,
    /// What else it needs, as JSON; ids only.
    pub payload: String,
    /// This try included.
    pub attempts: i64,
}

impl Job {
    /// The thing it is about.
    ///
    /// # Errors
    /// When it names none.
    pub fn about(&self) -> Result<Uuid, Fault> {
        let unnamed = || Fault::new(format!("a job `{}` names nothing", self.kind));
        self.subject.ok_or_else(unnamed)
    }
}

/// What a job leaves to be written.
pub type Write =
    Box<dyn for<'a> Fn(&'a Cx, &'a mut Tx) -> BoxFuture<'a, Result<(), Fault>> + Send + Sync>;

/// How a job ended well.
pub enum Done {
    /// Nothing is left to write.
    Written,
    /// To be written in the transaction that ends the job, shared with others of its batch: one turn
    /// of the writer and one durable commit for all of them. Made again when that transaction
    /// fails.
    ToWrite(Write),
}

/// The code that does a kind of job.
pub type JobFn = for<'a> fn(&'a Cx, &'a Job) -> BoxFuture<'a, Result<Done, Fault>>;

/// A kind of job, as a capability registers it.
#[derive(Clone, Copy)]
pub struct JobKind {
    /// The stored word: `intake.render_receipt`.
    pub name: &'static str,
    /// The code.
    pub run: JobFn,
}

/// Which jobs go first: lower goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Priority {
    /// Few at any time, each a fraction of a second, and every look at a page costs as much until
    /// it is done: never behind the looks that a rebuild asks for by tens of thousands.
    Ahead = -20,
    /// Short, and somebody may be in danger: before the papers of a whole day.
    First = -10,
    /// A person waits.
    Soon = 0,
    /// Everything else.
    Later = 10,
}

/// A job to be written.
#[derive(Debug, Clone)]
pub struct NewJob {
    /// Which code does it.
    pub kind: &'static str,
    /// The thing it is about.
    pub subject: Option<Uuid>,
    /// What else it needs, as JSON; ids only.
    pub payload: String,
    /// Which go first.
    pub priority: Priority,
    /// Not before.
    pub run_at: Timestamp,
}

/// Writes jobs in the transaction of their cause.
///
/// # Errors
/// When the database fails.
pub async fn enqueue(world: &World, tx: &mut Tx, jobs: &[NewJob]) -> Result<(), Fault> {
    if jobs.is_empty() {
        return Ok(());
    }
    let now = world.clock.now();
    let rows = jobs
        .iter()
        .map(|job| {
            binds![
                world.dice.uuid(now),
                job.kind,
                job.subject,
                &job.payload,
                job.priority as i32,
                job.run_at,
                now,
            ]
        })
        .collect();
    tx.insert_many(&store::INSERT, rows).await?;
    Ok(())
}

/// Takes away the jobs about something that is erased, in the transaction that erases it. Returns how many.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, subject: Uuid) -> Result<u64, Fault> {
    tx.execute(&store::FORGET, binds![subject]).await
}

/// Whether a job of this kind waits that nobody took yet: what was written since it was asked for is treated by it.
///
/// # Errors
/// When the database fails.
pub async fn waits(tx: &mut Tx, kind: &str) -> Result<bool, Fault> {
    Ok(tx.optional(&store::WAITS, binds![kind]).await?.is_some())
}

/// Takes up to `limit` due jobs for this worker.
///
/// # Errors
/// When the database fails.
pub async fn claim(db: &Db, now: Timestamp, limit: i64) -> Result<Vec<Job>, Fault> {
    let mut tx = db.write_behind().await?;
    let rows = tx
        .all(&dialect::CLAIM_JOBS, binds![now + LEASE, now, limit])
        .await?;
    let jobs = rows
        .iter()
        .map(|row| {
            Ok(Job {
                id: row.get("id")?,
                kind: row.get("kind")?,
                subject: row.get("subject")?,
                payload: row.get("payload")?,
                attempts: row.get("attempts")?,
            })
        })
        .collect::<Result<Vec<Job>, Fault>>()?;
    tx.commit().await?;
    Ok(jobs)
}

/// When the next try may start: 1 s, 4 s, 16 s… up to six hours.
#[must_use]
pub fn retry_delay(attempts: i64) -> SignedDuration {
    let exponent = u32::try_from(attempts.clamp(1, 8) - 1).unwrap_or(0);
    SignedDuration::from_secs(4_i64.pow(exponent).min(6 * 3_600))
}

/// How many jobs wait, run, and are dead.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Depth {
    /// Waiting for their time or for a worker.
    pub due: i64,
    /// Held by a worker.
    pub leased: i64,
    /// Given up: somebody must look.
    pub dead: i64,
}

/// Counts the jobs by state.
///
/// # Errors
/// When the database fails.
pub async fn depth(db: &Db) -> Result<Depth, Fault> {
    depth_in(&mut db.read().await?).await
}

/// The same in the caller's transaction.
///
/// # Errors
/// When the database fails.
pub async fn depth_in(tx: &mut Tx) -> Result<Depth, Fault> {
    let mut depth = Depth::default();
    for row in tx.all(&store::COUNT, binds![]).await? {
        let n: i64 = row.get("n")?;
        match row.get::<String>("state")?.as_str() {
            "due" => depth.due = n,
            "leased" => depth.leased = n,
            _ => depth.dead = n,
        }
    }
    Ok(depth)
}

/// A job given up, as shown to who runs the installation.
#[derive(Debug, Clone)]
pub struct DeadJob {
    /// The job.
    pub id: Uuid,
    /// Which code failed.
    pub kind: String,
    /// Tries made.
    pub attempts: i64,
    /// The last fault, shortened.
    pub last_error: String,
}

/// The jobs given up, newest first.
///
/// # Errors
/// When the database fails.
pub async fn dead(db: &Db, limit: i64) -> Result<Vec<DeadJob>, Fault> {
    let mut tx = db.read().await?;
    let rows = tx.all(&store::DEAD, binds![limit]).await?;
    rows.iter()
        .map(|row| {
            Ok(DeadJob {
                id: row.get("id")?,
                kind: row.get("kind")?,
                attempts: row.get("attempts")?,
                last_error: row.get::<Option<String>>("last_error")?.unwrap_or_default(),
            })
        })
        .collect()
}

/// What is decided of a job given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It gets all its tries again, from now.
    Retry,
    /// It is removed; the journal keeps that it was.
    GiveUp,
}

/// Settles a dead job and journals it. `false`: no dead job has this id, nothing is changed.
///
/// # Errors
/// When the database fails.
pub async fn settle(cx: &Cx, id: Uuid, verdict: Verdict) -> Result<bool, Fault> {
    let mut tx = cx.world.db.write().await?;
    let (changed, action) = match verdict {
        Verdict::Retry => {
            let binds = binds![id, cx.world.clock.now()];
            (tx.execute(&store::REVIVE, binds).await?, Deed::JobRetried)
        }
        Verdict::GiveUp => (
            tx.execute(&store::GIVE_UP, binds![id]).await?,
            Deed::JobGivenUp,
        ),
    };
    if changed == 0 {
        return Ok(false);
    }
    cx.journal(&mut tx, action, "job", Some(id), "{}").await?;
    tx.commit().await?;
    Ok(true)
}
