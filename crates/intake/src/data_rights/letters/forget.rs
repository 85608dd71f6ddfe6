//! Letters answered long ago are erased. Those that wait for an answer stay.

use super::store;
use faisceau_domain::data_request::KEPT_AFTER_ANSWER;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;

/// Erases them; how many.
///
/// # Errors
/// When the database fails.
pub async fn forget(cx: &Cx) -> Result<u64, Fault> {
    let before = cx.world.clock.now() - KEPT_AFTER_ANSWER;
    let mut tx = cx.world.db.write_behind().await?;
    let gone = tx.execute(&store::FORGET, binds![before]).await?;
    tx.commit().await?;
    Ok(gone)
}
