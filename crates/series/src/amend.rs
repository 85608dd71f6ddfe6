//! Lets go of what an amended complaint said, in the transaction that amends it: the values and the
//! quoted words of its new version are told right after. The linker looks at it again at its next turn,
//! even when the new version holds no value at all.

use crate::store;
use faisceau_domain::event::Event;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::events::Reaction;
use faisceau_platform::fault::Fault;
use futures_util::future::BoxFuture;
use uuid::Uuid;

/// What `series` does when a complaint is completed or corrected.
pub(crate) fn reaction() -> Reaction {
    Reaction::InTransaction {
        on: "complaint_amended",
        run: react,
    }
}

fn react<'a>(cx: &'a Cx, tx: &'a mut Tx, event: &'a Event) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        match event {
            Event::ComplaintAmended(amended) => let_go(cx, tx, amended.complaint.0).await,
            _ => Ok(()),
        }
    })
}

/// Deletes the values and the quoted words of a complaint, and marks it.
///
/// # Errors
/// When the database fails.
pub(crate) async fn let_go(cx: &Cx, tx: &mut Tx, complaint: Uuid) -> Result<(), Fault> {
    tx.execute(&store::DELETE_USES, binds![complaint]).await?;
    tx.execute(&store::DELETE_SCRIPT, binds![complaint]).await?;
    let mark = binds![complaint, cx.world.clock.now()];
    tx.execute(&store::MARK_PENDING, mark).await?;
    tx.rings(&cx.world.linking);
    Ok(())
}
