//! Forgets the files on their way whose time is over, and parts that no row knows: a process that stopped
//! between the two. Touches no file received whole.

use super::{KEPT_FOR, forget, store};
use crate::binds;
use crate::cx::Cx;
use crate::fault::Fault;
use futures_util::StreamExt as _;
use object_store::ObjectStore as _;
use object_store::path::Path;
use uuid::Uuid;

/// Whether the file that a part is of is still on its way: `uploads/{id}/{part}`.
async fn known(cx: &Cx, part: &Path) -> Result<bool, Fault> {
    let id = part.parts().nth(1);
    let id: Option<Uuid> = id.and_then(|id| id.as_ref().parse().ok());
    let Some(id) = id else { return Ok(false) };
    let mut tx = cx.world.db.read().await?;
    Ok(tx.optional(&store::KNOWN, binds![id]).await?.is_some())
}

/// Forgets what is over; returns how many files.
///
/// # Errors
/// When the database or the store fails.
pub async fn sweep(cx: &Cx) -> Result<usize, Fault> {
    let world = &cx.world;
    let now = world.clock.now();
    let mut tx = world.db.read().await?;
    let rows = tx.all(&store::EXPIRED, binds![now]).await?;
    tx.rollback().await?;
    for row in &rows {
        forget(cx, row.get("id")?).await?;
    }
    let before = (now - KEPT_FOR).as_millisecond();
    let mut parts = world.deposit.objects.list(Some(&Path::from("uploads")));
    while let Some(part) = parts.next().await {
        let part = part?;
        let old = part.last_modified.timestamp_millis() < before;
        if old && !known(cx, &part.location).await? {
            world.deposit.delete(part.location.as_ref()).await?;
        }
    }
    Ok(rows.len())
}
