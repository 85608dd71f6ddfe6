//! Answers the questions put to the linker, by the process that holds it and under its fencing
//! number; sweeps those that nobody came back for. Changes nothing of what is linked.

use crate::ask::TOGETHER;
use crate::hold::Held;
use crate::link::Linking;
use crate::said::Kept;
use crate::store;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// A question older than this is nobody's any more: its asker waits two seconds.
const FORGOTTEN_AFTER: SignedDuration = SignedDuration::from_secs(60);

/// Questions read and not yet answered.
#[derive(Debug)]
pub(crate) struct Asked {
    open: Vec<(Uuid, Vec<Uuid>)>,
    /// Whether some are nobody's any more.
    forgotten: bool,
    at: Timestamp,
}

/// What is asked now; `None` when nothing is.
///
/// # Errors
/// When the database fails.
pub(crate) async fn asked(cx: &Cx) -> Result<Option<Asked>, Fault> {
    let now = cx.world.clock.now();
    let mut tx = cx.world.db.read().await?;
    let rows = tx
        .all(&store::QUESTIONS, binds![i64::try_from(TOGETHER)?])
        .await?;
    tx.rollback().await?;
    let (mut open, mut forgotten) = (Vec::new(), false);
    for row in &rows {
        forgotten |= now.duration_since(row.get("asked_at")?) >= FORGOTTEN_AFTER;
        if row.get::<Option<Timestamp>>("answered_at")?.is_none() {
            let id: Uuid = row.get("id")?;
            let about: Vec<Uuid> = std::iter::once(row.get("one")?)
                .chain(row.get::<Option<Uuid>>("other")?)
                .collect();
            open.push((id, about));
        }
    }
    let asked = !open.is_empty() || forgotten;
    Ok(asked.then_some(Asked {
        open,
        forgotten,
        at: now,
    }))
}

/// Answers it.
///
/// # Errors
/// When the database fails, or when another process took the lease.
pub(crate) async fn answer(
    cx: &Cx,
    held: &mut Held,
    linking: Linking,
    asked: Asked,
) -> Result<Linking, Fault> {
    let Asked {
        open,
        forgotten,
        at: now,
    } = asked;
    // Linear in the series asked about: not on a thread that serves.
    let work = tokio::task::spawn_blocking(move || {
        let answers: Result<Vec<(Uuid, String)>, serde_json::Error> = open
            .into_iter()
            .map(|(id, about)| {
                let kept = linking.explain(&about).map(Kept::of);
                Ok((id, serde_json::to_string(&kept)?))
            })
            .collect();
        (linking, answers)
    });
    let (linking, answers) = held.keep_while(&cx.world, work).await?;
    let mut tx = cx.world.db.write().await?;
    held.check(&mut tx).await?;
    for (id, answer) in answers? {
        tx.execute(&store::ANSWER, binds![id, answer, now]).await?;
    }
    if forgotten {
        let before = now - FORGOTTEN_AFTER;
        tx.execute(&store::SWEEP_QUESTIONS, binds![before]).await?;
    }
    tx.commit().await?;
    Ok(linking)
}
