//! Closes a file of which nothing is filed here: what the counter began is deleted, what a visitor began online
//! is left to its holder, who has a code of it.

use super::{Refused, load_to_change, store};
use crate::forget;
use faisceau_domain::id::DraftId;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Fault, Outcome};

/// Closes the file of this id, held by who asks.
///
/// # Errors
/// See [`Refused`].
pub async fn close(cx: &Cx, id: DraftId) -> Outcome<(), Refused> {
    let mut tx = cx.world.db.write().await?;
    let file = load_to_change(cx, &mut tx, id).await?;
    if file.held.begun_online {
        left(cx, &mut tx, id).await?;
    } else {
        forget::delete(cx, &mut tx, id.0, Deed::DraftDeleted).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// A draft is its holder's alone again, or is filed by its holder: nobody holds it at the counter, and what
/// was noted there of who was present goes.
///
/// # Errors
/// When the database fails.
pub(crate) async fn left(cx: &Cx, tx: &mut Tx, id: DraftId) -> Result<(), Fault> {
    if tx.execute(&store::CLOSE, binds![id]).await? > 0 {
        cx.journal(tx, Deed::CounterClosed, "draft", Some(id.0), "{}")
            .await?;
    }
    Ok(())
}
