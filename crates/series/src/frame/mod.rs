//! Puts the legal frame of linkage in force: writes what it leaves out where `v_linkable` reads it,
//! and marks the complaints that it touches, so that the linker takes them out or back. Called by
//! whoever holds the linker's lease, before it links and every hour: a period runs out by itself.
//! Decides nothing: the frame is `domain`'s, out of the configuration and the law pack.

pub(crate) mod store;

use faisceau_domain::event::{Decision, Event};
use faisceau_domain::frame::{Frame, LeftOut};
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::events::Reaction;
use faisceau_platform::fault::Fault;
use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// How often what has run out is looked for.
pub(crate) const EVERY: SignedDuration = SignedDuration::from_hours(1);
/// Complaints marked in one transaction.
const SLICE_ROWS: i64 = 1_000;

/// The frame as it was last put in force.
#[derive(Debug, Clone, PartialEq, Eq)]
struct InForce {
    basis: String,
    leaves_when_closed: bool,
    kept_since: Option<Timestamp>,
    by_penalty: bool,
    types: Vec<String>,
    /// Whether every complaint it touches was marked.
    marked: bool,
}

impl InForce {
    fn of(frame: &Frame, now: Timestamp) -> InForce {
        InForce {
            basis: frame.basis.code().to_owned(),
            leaves_when_closed: frame.leaves_when_closed,
            kept_since: frame.kept_since(now),
            by_penalty: frame.penalty_years.is_some(),
            types: frame.types.iter().cloned().collect(),
            marked: true,
        }
    }

    fn filters(&self) -> bool {
        self.leaves_when_closed || self.kept_since.is_some() || self.by_penalty
    }

    /// Whether the same complaints stay out under both, but for what time alone takes out.
    fn asks_as(&self, other: &InForce) -> bool {
        let plain = |frame: &InForce| InForce {
            basis: String::new(),
            kept_since: frame.kept_since.map(|_| Timestamp::UNIX_EPOCH),
            types: match frame.by_penalty {
                true => frame.types.clone(),
                false => Vec::new(),
            },
            ..frame.clone()
        };
        plain(self) == plain(other)
    }
}

/// Puts the frame of this installation in force; returns how many complaints were marked.
///
/// # Errors
/// When the database fails; what was marked stays marked, and the next call goes on.
pub async fn apply(cx: &Cx) -> Result<usize, Fault> {
    let now = cx.world.clock.now();
    let wanted = InForce::of(&cx.world.frame, now);
    let mut tx = cx.world.db.read().await?;
    let stored = load(&mut tx).await?;
    tx.rollback().await?;
    if stored.as_ref() == Some(&wanted) {
        return Ok(0);
    }
    let (window, deed) = match &stored {
        Some(stored) if stored.asks_as(&wanted) => {
            let ran_out = stored.kept_since.zip(wanted.kept_since);
            (ran_out, Deed::LinkagePurged)
        }
        None if !wanted.filters() => (None, Deed::LinkageFrameApplied),
        _ => (
            Some((Timestamp::MIN, Timestamp::MAX)),
            Deed::LinkageFrameApplied,
        ),
    };
    // First what is left out, so that whoever links meanwhile leaves it out; a row not yet marked
    // tells who comes after a crash to mark everything again.
    let unmarked = InForce {
        marked: false,
        ..wanted.clone()
    };
    write(cx, &unmarked).await?;
    let marked = match window {
        Some((after, until)) => mark(cx, after, until).await?,
        None => 0,
    };
    write(cx, &wanted).await?;
    let changed = stored.is_none_or(|stored| stored.basis != wanted.basis);
    if changed || marked > 0 {
        let mut tx = cx.world.db.write().await?;
        let detail = format!("{{\"basis\":\"{}\",\"marked\":{marked}}}", wanted.basis);
        cx.journal(&mut tx, deed, "installation", None, &detail)
            .await?;
        tx.commit().await?;
    }
    Ok(marked)
}

async fn load(tx: &mut Tx) -> Result<Option<InForce>, Fault> {
    let Some(row) = tx.optional(&store::FRAME, binds![]).await? else {
        return Ok(None);
    };
    let types = tx.all(&store::FRAME_TYPES, binds![]).await?;
    let types: Result<Vec<String>, Fault> = types.iter().map(|row| row.get("form_type")).collect();
    Ok(Some(InForce {
        basis: row.get("basis")?,
        leaves_when_closed: row.get::<i64>("leaves_when_closed")? == 1,
        kept_since: row.get("kept_since")?,
        by_penalty: row.get::<i64>("by_penalty")? == 1,
        types: types?,
        marked: row.get::<i64>("marked")? == 1,
    }))
}

async fn write(cx: &Cx, wanted: &InForce) -> Result<(), Fault> {
    let mut tx = cx.world.db.write().await?;
    let row = binds![
        &wanted.basis,
        cx.world.clock.now(),
        wanted.leaves_when_closed,
        wanted.kept_since,
        wanted.by_penalty,
        wanted.marked,
    ];
    tx.execute(&store::KEEP_FRAME, row).await?;
    tx.execute(&store::FORGET_TYPES, binds![]).await?;
    let types = wanted.types.iter().map(|form_type| binds![form_type]);
    tx.insert_many(&store::KEEP_TYPE, types.collect()).await?;
    tx.commit().await
}

/// Marks the complaints recorded in a window, some at a time.
async fn mark(cx: &Cx, after: Timestamp, until: Timestamp) -> Result<usize, Fault> {
    let (mut marked, mut last) = (0, Uuid::nil());
    loop {
        let mut tx = cx.world.db.write_behind().await?;
        let asked = binds![after, until, last, SLICE_ROWS];
        let rows = tx.all(&store::RECORDED_BETWEEN, asked).await?;
        let ids: Result<Vec<Uuid>, Fault> = rows.iter().map(|row| row.get("id")).collect();
        let ids = ids?;
        let Some(end) = ids.last() else {
            return Ok(marked);
        };
        (last, marked) = (*end, marked + ids.len());
        let now = cx.world.clock.now();
        let rows = ids.iter().map(|id| binds![*id, now, 1_i64]);
        tx.insert_many(&store::MARK_ALL_PENDING, rows.collect())
            .await?;
        tx.commit().await?;
    }
}

/// What `series` does when a complaint is decided: one that is closed leaves linkage where the frame
/// says so.
pub(crate) fn reaction() -> Reaction {
    Reaction::InTransaction {
        on: "complaint_decided",
        run: closed,
    }
}

fn closed<'a>(cx: &'a Cx, tx: &'a mut Tx, event: &'a Event) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        let Event::ComplaintDecided(decided) = event else {
            return Ok(());
        };
        let ends = matches!(decided.decision, Decision::Rejected | Decision::Withdrawn);
        if ends && cx.world.frame.leaves_when_closed {
            let row = binds![decided.complaint, cx.world.clock.now()];
            tx.execute(&store::MARK_PENDING, row).await?;
            tx.rings(&cx.world.linking);
        }
        Ok(())
    })
}

/// Why a complaint stays out of linkage now; `None` when it does not, or is gone.
///
/// # Errors
/// When the database fails.
pub async fn left_out(cx: &Cx, tx: &mut Tx, complaint: Uuid) -> Result<Option<LeftOut>, Fault> {
    if !cx.world.frame.filters() {
        return Ok(None);
    }
    let row = tx.optional(&store::FRAMED, binds![complaint]).await?;
    let told = |row: &Row| -> Result<Option<LeftOut>, Fault> {
        let (form_type, state): (String, String) = (row.get("form_type")?, row.get("state")?);
        let now = cx.world.clock.now();
        let filed_at = row.get("filed_at")?;
        Ok(cx.world.frame.left_out(&form_type, &state, filed_at, now))
    };
    row.as_ref().map_or(Ok(None), told)
}
