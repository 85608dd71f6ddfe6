//! The files open at the counter: an officer's own, and those of the colleagues of the unit, of which only
//! who holds them and since when is told.

use super::{CounterFile, Held, OPEN_MAX, Refused, code, officer, read, store};
use crate::draft;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Outcome;

/// What is open.
#[derive(Debug, Clone, Default)]
pub struct Lists {
    /// The officer's own, the oldest first.
    pub mine: Vec<CounterFile>,
    /// Those of the unit's other officers, the oldest first.
    pub others: Vec<Held>,
}

/// What is open for this officer.
///
/// # Errors
/// When nobody of the staff asks, or the database fails.
pub async fn lists(cx: &Cx) -> Outcome<Lists, Refused> {
    let (me, unit) = officer(cx)?;
    let (now, most) = (cx.world.clock.now(), i64::try_from(OPEN_MAX)?);
    let mut tx = cx.world.db.read().await?;
    let mut lists = Lists::default();
    for row in tx.all(&store::OF_OFFICER, binds![me, now, most]).await? {
        let held = read(&row)?;
        if let Some(draft) = draft::load(cx, &mut tx, &code(cx, held.id)).await? {
            lists.mine.push(CounterFile { held, draft });
        }
    }
    let others = binds![unit, me, now, most];
    for row in tx.all(&store::OF_UNIT, others).await? {
        lists.others.push(read(&row)?);
    }
    Ok(lists)
}
