//! Marks alerts as read by one person. What the person may not know of is left as it is.

use crate::alert::{list, store};
use crate::desk::Desk;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use uuid::Uuid;

/// Alerts marked at once, at most: one page of them.
pub const AT_ONCE_MAX: usize = 50;

/// Marks these as read; returns how many the person could read.
///
/// # Errors
/// When the database fails.
pub async fn read(cx: &Cx, desk: &Desk<'_>, ids: &[Uuid]) -> Result<usize, Fault> {
    let mut tx = cx.world.db.write().await?;
    let now = cx.world.clock.now();
    let mut done = 0;
    for id in ids.iter().take(AT_ONCE_MAX) {
        let Some(alert) = list::one(&mut tx, cx, desk, *id).await? else {
            continue;
        };
        let row = binds![alert.id, cx.actor.account(), now];
        tx.execute(&store::READ, row).await?;
        done += 1;
    }
    let detail = format!("{{\"shown\":{done}}}");
    cx.journal(&mut tx, Deed::AlertRead, "alert", None, &detail)
        .await?;
    tx.commit().await?;
    Ok(done)
}
