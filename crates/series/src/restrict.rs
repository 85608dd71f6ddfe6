//! A complaint whose use is restricted is looked at again: the view that linkage reads leaves it out, so that it
//! leaves its series. Its values stay where they are.

use crate::store;
use faisceau_domain::event::Event;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::events::Reaction;
use faisceau_platform::fault::Fault;
use futures_util::future::BoxFuture;

/// What `series` does when the use of a complaint is restricted.
pub(crate) fn reaction() -> Reaction {
    Reaction::InTransaction {
        on: "complaint_restricted",
        run: react,
    }
}

fn react<'a>(cx: &'a Cx, tx: &'a mut Tx, event: &'a Event) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        if let Event::ComplaintRestricted(restricted) = event {
            let mark = binds![restricted.complaint, cx.world.clock.now()];
            tx.execute(&store::MARK_PENDING, mark).await?;
            tx.rings(&cx.world.linking);
        }
        Ok(())
    })
}
