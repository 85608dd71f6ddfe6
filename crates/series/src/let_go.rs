//! Lets go of what was read in an exhibit that is set aside or erased, in the transaction that does it: no value
//! taken from it brings complaints together any more. Knows the id of the file, and nothing of its content.

use crate::store;
use faisceau_domain::event::Event;
use faisceau_domain::id::{ComplaintId, ExhibitId};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::events::Reaction;
use faisceau_platform::fault::Fault;
use futures_util::future::BoxFuture;

/// What `series` does when an exhibit is set aside, or erased for good.
pub(crate) fn reactions() -> [Reaction; 2] {
    ["exhibit_set_aside", "exhibit_erased"].map(|on| Reaction::InTransaction { on, run: react })
}

fn react<'a>(cx: &'a Cx, tx: &'a mut Tx, event: &'a Event) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        match event {
            Event::ExhibitSetAside(aside) => let_go(cx, tx, aside.complaint, aside.exhibit).await,
            Event::ExhibitErased(erased) => let_go(cx, tx, erased.complaint, erased.exhibit).await,
            _ => Ok(()),
        }
    })
}

/// Deletes the values found in the exhibit; its complaint is looked at again when there were any.
async fn let_go(
    cx: &Cx,
    tx: &mut Tx,
    complaint: ComplaintId,
    exhibit: ExhibitId,
) -> Result<(), Fault> {
    if tx.execute(&store::DELETE_USES, binds![exhibit]).await? > 0 {
        let mark = binds![complaint, cx.world.clock.now()];
        tx.execute(&store::MARK_PENDING, mark).await?;
        tx.rings(&cx.world.linking);
    }
    Ok(())
}
