//! Figures estimated again from decisions, as work done apart: asked for by a person on the page of the
//! figures, or because a complaint that had taught something was erased. It ends with a proposal or
//! with why there is none; nothing is applied.

use super::learn::{self, learn};
use super::propose::Origin;
use super::{State, store};
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::{Error, Fault, Outcome};
use faisceau_platform::jobs::{self, Done, Job, JobKind, NewJob, Priority};
use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// Estimates the figures.
pub(crate) const ESTIMATE: &str = "series.estimate";

/// How long one may take: a million complaints are linked again within a minute or two. Beyond, whoever
/// was at it is dead, and the estimate begins again.
const LONGEST: SignedDuration = SignedDuration::from_mins(15);

/// The jobs of the figures.
pub(crate) fn kinds() -> Vec<JobKind> {
    vec![JobKind {
        name: ESTIMATE,
        run: job,
    }]
}

/// Why an estimate was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// A person asked.
    Asked,
    /// A complaint that had taught something was erased.
    Erased,
}

impl Cause {
    /// The stored word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Cause::Asked => "asked",
            Cause::Erased => "erased",
        }
    }

    fn from_code(code: &str) -> Option<Cause> {
        [Cause::Asked, Cause::Erased]
            .into_iter()
            .find(|cause| cause.code() == code)
    }
}

/// What came of an estimate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Figures were proposed.
    Proposed(Uuid),
    /// No decision in force says anything of a shared value.
    NothingJudged,
    /// Decisions give the figures in force.
    NothingChanges,
    /// The figures were refused before they were proposed: others came in force meanwhile.
    Refused,
}

impl End {
    /// The stored word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            End::Proposed(_) => "proposed",
            End::NothingJudged => "nothing_judged",
            End::NothingChanges => "nothing_changes",
            End::Refused => "refused",
        }
    }

    fn read(outcome: &str, proposal: Option<Uuid>) -> Option<End> {
        match (outcome, proposal) {
            ("proposed", Some(proposal)) => Some(End::Proposed(proposal)),
            ("nothing_judged", None) => Some(End::NothingJudged),
            ("nothing_changes", None) => Some(End::NothingChanges),
            ("refused", None) => Some(End::Refused),
            _ => None,
        }
    }
}

/// An estimate asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Estimate {
    /// Its id.
    pub id: Uuid,
    /// Why it was asked for.
    pub cause: Cause,
    /// When.
    pub asked_at: Timestamp,
    /// What came of it, and when; `None`: it waits or is at work.
    pub end: Option<(Timestamp, End)>,
}

/// Why no estimate is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// One waits already, or is at work.
    UnderWay,
}

/// The estimate asked for last.
///
/// # Errors
/// When the database fails.
pub async fn latest(tx: &mut Tx) -> Result<Option<Estimate>, Fault> {
    let row = tx.optional(&store::LATEST_ESTIMATE, binds![]).await?;
    row.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<Estimate, Fault> {
    let ended: Option<Timestamp> = row.get("ended_at")?;
    let outcome: Option<String> = row.get("outcome")?;
    let proposal: Option<Uuid> = row.get("proposal_id")?;
    let end = outcome.map(|outcome| {
        let end = End::read(&outcome, proposal);
        end.ok_or_else(|| Fault::new(format!("unknown end `{outcome}` of an estimate")))
    });
    Ok(Estimate {
        id: row.get("id")?,
        cause: row.word("cause", Cause::from_code)?,
        asked_at: row.get("asked_at")?,
        end: ended.zip(end.transpose()?),
    })
}

/// Asks for an estimate; one at a time.
///
/// # Errors
/// See [`Refused`].
pub async fn ask(cx: &Cx) -> Outcome<Uuid, Refused> {
    let mut tx = cx.world.db.write().await?;
    let open: i64 = tx.one(&store::OPEN_ESTIMATES, binds![]).await?.get("n")?;
    if open > 0 {
        return Err(Error::Refused(Refused::UnderWay));
    }
    let id = enqueue(cx, &mut tx, Cause::Asked).await?;
    tx.commit().await?;
    Ok(id)
}

/// What an erased complaint taught is unlearned: proposals learned with it can no longer be adopted, and
/// figures learned with it are estimated again without it. In the transaction that erases it.
///
/// # Errors
/// When the database fails.
pub(crate) async fn unlearn(cx: &Cx, tx: &mut Tx, complaint: Uuid) -> Result<(), Fault> {
    let learned = Origin::Learned.code();
    let taught = tx
        .one(
            &store::TAUGHT,
            binds![complaint, learned, State::Refused.code()],
        )
        .await?;
    if taught.get::<i64>("n")? == 0 {
        return Ok(());
    }
    let now = cx.world.clock.now();
    let (open, over) = (State::Open.code(), State::Overtaken.code());
    let gone = tx
        .execute(&store::OVERTAKE, binds![learned, open, over, now])
        .await?;
    if gone > 0 {
        let detail = format!("{{\"proposals\":{gone}}}");
        cx.journal(tx, Deed::ParametersOvertaken, "parameters", None, &detail)
            .await?;
    }
    // One that waits reads what is left when it begins; one at work may have read the complaint.
    let waiting: i64 = tx
        .one(&store::WAITING_ESTIMATES, binds![])
        .await?
        .get("n")?;
    if waiting == 0 {
        enqueue(cx, tx, Cause::Erased).await?;
    }
    Ok(())
}

async fn enqueue(cx: &Cx, tx: &mut Tx, cause: Cause) -> Result<Uuid, Fault> {
    let now = cx.world.clock.now();
    let id = cx.world.dice.uuid(now);
    let by = cx.actor.account().filter(|_| cause == Cause::Asked);
    tx.execute(&store::ASK_ESTIMATE, binds![id, cause.code(), now, by])
        .await?;
    let detail = format!("{{\"cause\":\"{}\"}}", cause.code());
    cx.journal(tx, Deed::ParametersAsked, "parameters", Some(id), &detail)
        .await?;
    jobs::enqueue(&cx.world, tx, &[new_job(id, now)]).await?;
    Ok(id)
}

fn new_job(id: Uuid, run_at: Timestamp) -> NewJob {
    NewJob {
        kind: ESTIMATE,
        subject: Some(id),
        payload: "{}".to_owned(),
        priority: Priority::Later,
        run_at,
    }
}

fn job<'a>(cx: &'a Cx, job: &'a Job) -> BoxFuture<'a, Result<Done, Fault>> {
    Box::pin(async move {
        let id = job.subject;
        let id = id.ok_or_else(|| Fault::new("the job names no estimate"))?;
        run(cx, id).await?;
        Ok(Done::Written)
    })
}

/// Makes an estimate that waits. One that another process makes is left to it, and looked at again once
/// that process must be dead.
async fn run(cx: &Cx, id: Uuid) -> Result<(), Fault> {
    let now = cx.world.clock.now();
    let mut tx = cx.world.db.write().await?;
    let begun = tx
        .execute(&store::BEGIN_ESTIMATE, binds![id, now, now - LONGEST])
        .await?;
    if begun == 0 {
        let left = tx.optional(&store::UNENDED_ESTIMATE, binds![id]).await?;
        if left.is_some() {
            jobs::enqueue(&cx.world, &mut tx, &[new_job(id, now + LONGEST)]).await?;
        }
        return tx.commit().await;
    }
    tx.commit().await?;
    let end = match learn(cx).await {
        Ok((_, proposed)) => End::Proposed(proposed.id),
        Err(Error::Refused(learn::Refused::NothingJudged)) => End::NothingJudged,
        Err(Error::Refused(learn::Refused::NothingChanges)) => End::NothingChanges,
        Err(Error::Refused(learn::Refused::Figures(_))) => End::Refused,
        Err(Error::Fault(fault)) => {
            // Tried again as jobs are: it waits once more.
            let mut tx = cx.world.db.write().await?;
            tx.execute(&store::PUT_BACK_ESTIMATE, binds![id]).await?;
            tx.commit().await?;
            return Err(fault);
        }
    };
    let proposal = match end {
        End::Proposed(proposal) => Some(proposal),
        _ => None,
    };
    let mut tx = cx.world.db.write().await?;
    let row = binds![id, cx.world.clock.now(), end.code(), proposal];
    tx.execute(&store::END_ESTIMATE, row).await?;
    tx.commit().await
}
