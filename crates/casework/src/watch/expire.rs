//! Erases the watches whose time is over, with what was told of them, some at a time. Called every
//! hour; one that is over tells nothing meanwhile.

use crate::watch::{remove, store};
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use uuid::Uuid;

/// Watches erased in one transaction.
const AT_ONCE: i64 = 100;

/// Erases what is over; returns how many.
///
/// # Errors
/// When the database fails.
pub async fn expire(cx: &Cx) -> Result<usize, Fault> {
    let mut erased = 0;
    loop {
        let now = cx.world.clock.now();
        let mut tx = cx.world.db.read().await?;
        let waits = tx.all(&store::OVER, binds![now, 1_i64]).await?;
        tx.rollback().await?;
        if waits.is_empty() {
            return Ok(erased);
        }
        let mut tx = cx.world.db.write_behind().await?;
        for row in tx.all(&store::OVER, binds![now, AT_ONCE]).await? {
            let id: Uuid = row.get("id")?;
            remove::erase(&mut tx, id).await?;
            cx.journal(&mut tx, Deed::WatchExpired, "watch", Some(id), "{}")
                .await?;
            erased += 1;
        }
        tx.commit().await?;
    }
}
