//! Lets go of what was read in an exhibit that is set aside, in the transaction that sets it aside: no value
//! taken from it brings complaints together any more. Knows the id of the file, and nothing of its content.

use crate::store;
use faisceau_domain::event::{Event, ExhibitSetAside};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::events::Reaction;
use faisceau_platform::fault::Fault;
use futures_util::future::BoxFuture;

/// What `series` does when an exhibit is set aside.
pub(crate) fn reaction() -> Reaction {
    Reaction::InTransaction {
        on: "exhibit_set_aside",
        run: react,
    }
}

fn react<'a>(cx: &'a Cx, tx: &'a mut Tx, event: &'a Event) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        match event {
            Event::ExhibitSetAside(aside) => let_go(cx, tx, *aside).await,
            _ => Ok(()),
        }
    })
}

/// Deletes the values found in the exhibit; its complaint is looked at again when there were any.
async fn let_go(cx: &Cx, tx: &mut Tx, aside: ExhibitSetAside) -> Result<(), Fault> {
    let exhibit = aside.exhibit.0;
    if tx.execute(&store::DELETE_USES, binds![exhibit]).await? > 0 {
        let mark = binds![aside.complaint, cx.world.clock.now()];
        tx.execute(&store::MARK_PENDING, mark).await?;
        tx.rings(&cx.world.linking);
    }
    Ok(())
}
