//! What a series comes to. Losses are summed by the linker in the transaction that moves members;
//! the values that a large series shares are counted behind, by a job, and shown with the instant
//! of that count: counting them at each look would take longer than a reader waits. Never decides
//! what links.

pub(crate) mod dialect;
pub(crate) mod store;

use crate::catalogue;
use crate::store as series;
use faisceau_domain::event::Event;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::events::Reaction;
use faisceau_platform::fault::Fault;
use faisceau_platform::jobs::{self, Done, Job, JobKind, NewJob, Priority};
use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// Complaints of a series up to which its values are counted at each look: a few thousandths of a
/// second.
pub const COUNTED_LIVE_MAX: i64 = 2_000;
/// Most values of a series that are told; those that link come first.
pub const VALUES_MAX: i64 = 200;
/// A series that changes changes again soon: the count waits a little for that.
const WAIT: SignedDuration = SignedDuration::from_secs(2);
/// A count that takes long is made again after so many times as long: a tenth of one core at most.
const REST: i32 = 10;

const COUNT: &str = "series.count_values";

/// A count of values that was made behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counted {
    /// When.
    pub at: Timestamp,
    /// How many complaints the series had then.
    pub complaints: i64,
}

/// How the values of a series are known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Count {
    /// Counted at each look: the series is small.
    #[default]
    AtOnce,
    /// Counted behind, the last time then.
    Behind(Counted),
    /// The first count of a large series is not made yet. Asked for at this instant; `None`: it is
    /// being made, or nobody asked.
    Awaited(Option<Timestamp>),
}

impl Count {
    /// The count made behind, if this is one.
    #[must_use]
    pub fn behind(self) -> Option<Counted> {
        match self {
            Count::Behind(counted) => Some(counted),
            Count::AtOnce | Count::Awaited(_) => None,
        }
    }

    /// Whether nothing can be said yet of what the complaints share.
    #[must_use]
    pub fn is_awaited(self) -> bool {
        matches!(self, Count::Awaited(_))
    }

    /// The stable word of the JSON interface.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Count::AtOnce => "at_once",
            Count::Behind(_) => "behind",
            Count::Awaited(_) => "awaited",
        }
    }
}

/// How the values of a series are known now.
///
/// # Errors
/// When the database fails.
pub async fn count_of(tx: &mut Tx, series: Uuid) -> Result<Count, Fault> {
    let row = tx.optional(&store::COUNT_OF, binds![series]).await?;
    let Some(row) = row else {
        return Ok(Count::AtOnce);
    };
    if row.get::<i64>("size")? <= COUNTED_LIVE_MAX {
        return Ok(Count::AtOnce);
    }
    Ok(match row.get("counted_at")? {
        None => Count::Awaited(row.get("asked_at")?),
        Some(at) => Count::Behind(Counted {
            at,
            complaints: row.get("complaints")?,
        }),
    })
}

/// The same for who looks: a first count that nobody asked for, as after a restore or a job that
/// failed, is asked for now.
///
/// # Errors
/// When the database fails.
pub(crate) async fn looked_at(cx: &Cx, tx: &mut Tx, series: Uuid) -> Result<Count, Fault> {
    let known = count_of(tx, series).await?;
    if known == Count::Awaited(None) {
        ask(cx, tx, series).await?;
        return Ok(Count::Awaited(Some(cx.world.clock.now())));
    }
    Ok(known)
}

/// The count of a large series that changed is asked for, once however often it changes; a member
/// that a unit took in charge is read again by whoever links.
pub(crate) fn reactions() -> [Reaction; 2] {
    [
        Reaction::InTransaction {
            on: "series_changed",
            run: changed,
        },
        Reaction::InTransaction {
            on: "complaint_decided",
            run: taken_in_charge,
        },
    ]
}

/// The job that counts.
pub(crate) fn kinds() -> Vec<JobKind> {
    vec![JobKind {
        name: COUNT,
        run: count,
    }]
}

fn changed<'a>(cx: &'a Cx, tx: &'a mut Tx, event: &'a Event) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        let Event::SeriesChanged(changed) = event else {
            return Ok(());
        };
        if i64::try_from(changed.size)? <= COUNTED_LIVE_MAX {
            return Ok(());
        }
        ask(cx, tx, changed.series.0).await
    })
}

fn taken_in_charge<'a>(
    cx: &'a Cx,
    tx: &'a mut Tx,
    event: &'a Event,
) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        if let Event::ComplaintDecided(decided) = event {
            let row = binds![decided.complaint, cx.world.clock.now()];
            tx.execute(&store::MARK_CHARGED, row).await?;
            tx.rings(&cx.world.linking);
        }
        Ok(())
    })
}

async fn ask(cx: &Cx, tx: &mut Tx, series: Uuid) -> Result<(), Fault> {
    let now = cx.world.clock.now();
    if tx.execute(&store::ASK, binds![series, now]).await? == 0 {
        return Ok(());
    }
    let row = tx.one(&store::TOOK, binds![series]).await?;
    let took = SignedDuration::from_millis(row.get("took_ms")?);
    let job = NewJob {
        kind: COUNT,
        subject: Some(series),
        payload: "{}".to_owned(),
        // Until it is done, the page shows members and sums without what they share.
        priority: Priority::Ahead,
        run_at: now + WAIT.max(took * REST),
    };
    jobs::enqueue(&cx.world, tx, &[job]).await
}

/// Counts in a transaction that only reads; what is found is written in the one that ends the job.
fn count<'a>(cx: &'a Cx, job: &'a Job) -> BoxFuture<'a, Result<Done, Fault>> {
    Box::pin(async move {
        let id = job
            .subject
            .ok_or_else(|| Fault::new("the job names no series"))?;
        // First: what changes from here on asks again.
        let mut tx = cx.world.db.write_behind().await?;
        tx.execute(&store::TAKE, binds![id]).await?;
        tx.commit().await?;
        let from = cx.world.clock.now();
        let mut tx = cx.world.db.read().await?;
        let found = catalogue::one(&mut tx, id).await?;
        let Some(found) = found.filter(|series| series.ended_at.is_none()) else {
            return Ok(Done::Written);
        };
        let rows = tx.all(&series::EVIDENCE, binds![id, VALUES_MAX]).await?;
        tx.rollback().await?;
        let mut values = Vec::with_capacity(rows.len());
        for row in &rows {
            let (here, first): (i64, i64) = (row.get("here")?, row.get("first_at")?);
            let key: Uuid = row.get("key_id")?;
            values.push(binds![id, key, here, first, row.get::<i64>("last_at")?]);
        }
        let took = cx.world.clock.now().duration_since(from).as_millis();
        let counted = binds![id, from, found.size, i64::try_from(took)?];
        Ok(Done::ToWrite(Box::new(move |_, tx| {
            let (counted, values) = (counted.clone(), values.clone());
            Box::pin(async move {
                if tx.execute(&store::KEEP_COUNT, counted).await? == 0 {
                    return Ok(());
                }
                tx.execute(&store::FORGET_VALUES, binds![id]).await?;
                tx.insert_many(&store::KEEP_VALUE, values).await?;
                Ok(())
            })
        })))
    })
}

/// Forgets what was counted of a series that ends.
pub(crate) async fn forget(tx: &mut Tx, series: Uuid) -> Result<(), Fault> {
    tx.execute(&store::FORGET_VALUES, binds![series]).await?;
    tx.execute(&store::FORGET_COUNT, binds![series]).await?;
    Ok(())
}
