//! Keeps the order of complaints up to date: what one weighs by itself when it is filed ([`own`]), what
//! its series adds when that changes ([`series`]), what a clock takes away when it runs out
//! ([`run_out`]), everything when the weights change ([`refresh`]). It sorts and says why; it hides,
//! rejects and decides nothing.

pub mod store;

use crate::index_words;
use faisceau_domain::alarm::Seen;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::priority::{OfSeries, Own, Priority, Reason};
use faisceau_domain::urgency::Urgency;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use faisceau_platform::jobs::{self, NewJob, Priority as Turn};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// The job of a clock that runs out.
pub(crate) const CLOCK: &str = "casework.clock_runs_out";
/// Complaints of a series weighed anew in one transaction; the rest at the next look.
const SPREAD_ROWS: i64 = 200;
/// A series that grows is looked at again after this, though nothing comes: growth ends by itself.
const AGAIN: SignedDuration = SignedDuration::from_hours(24);
/// Complaints weighed anew in one transaction when the weights changed: filings wait behind it.
const STALE_ROWS: i64 = 25;

/// What a complaint is by itself.
pub(crate) struct Facts<'a> {
    pub(crate) id: ComplaintId,
    pub(crate) urgency: Option<&'a Urgency>,
    pub(crate) loss: Option<(i64, &'a str)>,
    pub(crate) filed_at: Timestamp,
}

/// Writes what an open complaint weighs.
pub(crate) async fn own(cx: &Cx, tx: &mut Tx, facts: &Facts<'_>) -> Result<(), Fault> {
    let now = cx.world.clock.now();
    let weights = &cx.world.weights;
    let current = facts.urgency.cloned().and_then(|urgency| urgency.at(now));
    let own = weights.own(Own {
        urgency: current.as_ref(),
        loss: facts.loss,
    });
    let until = current.and_then(|urgency| urgency.until);
    let clock = own
        .0
        .iter()
        .find(|weighed| weighed.reason == Reason::Recall);
    let clock = clock.map_or(0, |weighed| i64::from(weighed.points));
    let lasting = i64::from(own.points()) - clock;
    let added = tx.optional(&store::ADDED, binds![facts.id]).await?;
    let (series, points, weighed) = match &added {
        Some(row) => (
            Some(row.get::<Uuid>("series_id")?),
            row.get::<i64>("points")?,
            row.get::<String>("weighed")?,
        ),
        None => (None, 0, String::new()),
    };
    let row = binds![
        facts.id,
        lasting + clock + points,
        lasting + points,
        lasting,
        clock,
        until,
        series,
        points,
        own.written(),
        weighed,
        &weights.version,
        facts.filed_at,
    ];
    tx.execute(&store::KEEP, row).await?;
    let Some(until) = until else { return Ok(()) };
    let job = NewJob {
        kind: CLOCK,
        subject: Some(facts.id.0),
        payload: "{}".to_owned(),
        priority: Turn::Soon,
        run_at: until,
    };
    jobs::enqueue(&cx.world, tx, &[job]).await
}

/// A clock ran out: the complaint keeps its other reasons.
pub(crate) async fn run_out(cx: &Cx, tx: &mut Tx, id: Uuid) -> Result<(), Fault> {
    let now = cx.world.clock.now();
    tx.execute(&store::RUN_OUT, binds![id, now]).await?;
    Ok(())
}

/// What a series weighs, and some of those who do not weigh that yet.
#[derive(Debug, Clone)]
pub(crate) struct Spread {
    series: Uuid,
    points: i64,
    weighed: String,
    growing: bool,
    /// Its complaints that weigh something else.
    joined: Vec<Uuid>,
    /// Complaints that left it.
    left: Vec<Uuid>,
}

/// Weighs a series as it was just counted, and finds whom that concerns, some at a time.
pub(crate) async fn spread(
    cx: &Cx,
    tx: &mut Tx,
    (series, seen): (Uuid, &Seen),
) -> Result<Spread, Fault> {
    let growing = cx.world.thresholds.grows(seen);
    let weighed = cx.world.weights.series(&OfSeries {
        complaints: seen.complaints,
        growing,
    });
    let (points, weighed) = (i64::from(weighed.points()), weighed.written());
    let asked = binds![series, points, &weighed, SPREAD_ROWS];
    let joined = tx.all(&store::UNLIKE, asked).await?;
    let left = tx.all(&store::LEFT, binds![series, SPREAD_ROWS]).await?;
    let id = |row: &Row| row.get("complaint_id");
    Ok(Spread {
        series,
        points,
        weighed,
        growing,
        joined: joined.iter().map(id).collect::<Result<_, Fault>>()?,
        left: left.iter().map(id).collect::<Result<_, Fault>>()?,
    })
}

/// Gives a series' weight to its complaints, some at a time; `true` when more are left.
pub(crate) async fn series(
    cx: &Cx,
    tx: &mut Tx,
    spread: &Spread,
    look: &'static str,
) -> Result<bool, Fault> {
    let (id, points, written) = (spread.series, spread.points, &spread.weighed);
    let now = cx.world.clock.now();
    let known = tx.optional(&store::PULSE, binds![id]).await?;
    let waits: Option<Timestamp> = match &known {
        Some(row) => row.get("again_at")?,
        None => None,
    };
    let mut again = waits.filter(|at| *at > now);
    if spread.growing && again.is_none() {
        let job = NewJob {
            kind: look,
            subject: Some(id),
            payload: "{}".to_owned(),
            priority: Turn::Later,
            run_at: now + AGAIN,
        };
        jobs::enqueue(&cx.world, tx, &[job]).await?;
        again = Some(now + AGAIN);
    }
    let pulse = binds![id, points, written, again];
    tx.execute(&store::KEEP_PULSE, pulse).await?;
    for complaint in &spread.joined {
        let row = binds![id, points, written, *complaint];
        tx.execute(&store::SPREAD, row).await?;
    }
    for complaint in &spread.left {
        tx.execute(&store::LEAVE, binds![id, *complaint]).await?;
    }
    let most = usize::try_from(SPREAD_ROWS).unwrap_or(usize::MAX);
    Ok(spread.joined.len() >= most || spread.left.len() >= most)
}

/// Weighs anew the open complaints that were weighed with other weights, or never; returns how many.
///
/// # Errors
/// When the database fails; what was weighed stays so.
pub async fn refresh(cx: &Cx) -> Result<usize, Fault> {
    let (mut last, mut done) = (Uuid::nil(), 0);
    while let Some((end, weighed)) = refresh_some(cx, last).await? {
        (last, done) = (end, done + weighed);
    }
    Ok(done)
}

/// The same for some of those after an id: the last of them and how many, or `None` at the end. After
/// an import there are many: whoever goes on may be told to stop between two calls.
///
/// # Errors
/// When the database fails.
pub async fn refresh_some(cx: &Cx, after: Uuid) -> Result<Option<(Uuid, usize)>, Fault> {
    let mut tx = cx.world.db.read().await?;
    let asked = binds![&cx.world.weights.version, after, STALE_ROWS];
    let rows = tx.all(&store::STALE, asked).await?;
    tx.rollback().await?;
    let ids: Result<Vec<Uuid>, Fault> = rows.iter().map(|row| row.get("id")).collect();
    let ids = ids?;
    let Some(end) = ids.last() else {
        return Ok(None);
    };
    let mut tx = cx.world.db.write_behind().await?;
    for id in &ids {
        index_words::weigh(cx, &mut tx, ComplaintId(*id)).await?;
    }
    tx.commit().await?;
    Ok(Some((*end, ids.len())))
}

/// The reasons of a complaint that count now, its own and those of its series, heaviest first.
#[must_use]
pub fn reasons(own: &str, series: &str, until: Option<Timestamp>, now: Timestamp) -> Priority {
    let mut all = Priority::read(own).0;
    let over = until.is_none_or(|until| until <= now);
    all.retain(|weighed| weighed.reason != Reason::Recall || !over);
    all.extend(Priority::read(series).0);
    all.sort_by_key(|weighed| (std::cmp::Reverse(weighed.points), weighed.reason));
    Priority(all)
}
