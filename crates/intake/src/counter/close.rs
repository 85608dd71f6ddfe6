//! Closes a file of which nothing is filed: what the counter began is deleted, what a visitor began online
//! is left to its holder, who has a code of it.

use super::{Refused, load, store};
use crate::forget;
use faisceau_domain::id::DraftId;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Outcome;

/// Closes the file of this id, held by who asks.
///
/// # Errors
/// See [`Refused`].
pub async fn close(cx: &Cx, id: DraftId) -> Outcome<(), Refused> {
    let file = load(cx, id).await?;
    if !file.held.begun_online {
        forget::forget(cx, &file.draft.code).await?;
        return Ok(());
    }
    let mut tx = cx.world.db.write().await?;
    tx.execute(&store::CLOSE, binds![id]).await?;
    cx.journal(&mut tx, Deed::CounterClosed, "draft", Some(id.0), "{}")
        .await?;
    tx.commit().await?;
    Ok(())
}
