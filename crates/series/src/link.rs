//! Brings pending complaints together: loads what they touch, regroups, writes what changed. The
//! same set of complaints gives the same groups, in whatever order they arrived.

use crate::load;
use crate::noise::parameters;
use crate::store;
use crate::write;
use faisceau_linkage::{Correction, RecordId, SeriesId, regroup};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::lease::Lease;
use uuid::Uuid;

/// No decision of an analyst is stored yet: nothing to obey.
const CORRECTIONS: &[Correction] = &[];

/// Brings together at most `limit` of the complaints that wait, the longest first; returns how
/// many were treated. Only the holder of the lease may call it: a newer holder stops its writes.
///
/// # Errors
/// When the database fails, or when another linker took over. What was not written is done again
/// by the next call.
pub async fn link_pending(cx: &Cx, lease: &Lease, limit: i64) -> Result<usize, Fault> {
    let params = parameters(cx.world.config.demonstration);
    let mut tx = cx.world.db.read().await?;
    let mut treated: Vec<(Uuid, i64)> = Vec::new();
    for row in tx.all(&store::PENDING, binds![limit]).await? {
        treated.push((row.get("complaint_id")?, row.get("turn")?));
    }
    if treated.is_empty() {
        return Ok(0);
    }
    let touched: Vec<RecordId> = treated
        .iter()
        .map(|(id, _)| RecordId(id.as_u128()))
        .collect();
    let loaded = load::closed(
        &mut tx,
        cx.world.value_ids,
        params,
        CORRECTIONS,
        touched.clone(),
    )
    .await?;
    let held = loaded.set.records().map(|record| record.id);
    let previous = load::stored_series(&mut tx, held.chain(touched)).await?;
    tx.rollback().await?;
    let now = cx.world.clock.now();
    let mut new_id = || SeriesId(cx.world.dice.uuid(now).as_u128());
    let done = regroup(&loaded.set, params, CORRECTIONS, &previous, &mut new_id)?;
    write::write(cx, lease, &done, &loaded.stored, &treated).await?;
    Ok(treated.len())
}
