//! What two complaints joined as one case tell is the case's: the values of the appendix are said by the
//! case from then on, and by the appendix again when they are taken apart. The linker then finds one
//! complaint where there were two. Decides nothing.

use crate::store;
use faisceau_domain::event::Event;
use faisceau_domain::id::ComplaintId;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Statement, Tx};
use faisceau_platform::events::Reaction;
use faisceau_platform::fault::Fault;
use futures_util::future::BoxFuture;

/// What `series` does when complaints are joined or taken apart.
pub(crate) fn reactions() -> [Reaction; 2] {
    ["complaints_joined", "complaints_parted"].map(|on| Reaction::InTransaction { on, run: react })
}

fn react<'a>(cx: &'a Cx, tx: &'a mut Tx, event: &'a Event) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        match event {
            Event::ComplaintsJoined(joined) => {
                moved(cx, tx, &store::UNITE_USES, joined.case, joined.appendix).await
            }
            Event::ComplaintsParted(parted) => {
                moved(cx, tx, &store::PART_USES, parted.case, parted.appendix).await
            }
            _ => Ok(()),
        }
    })
}

async fn moved(
    cx: &Cx,
    tx: &mut Tx,
    uses: &Statement,
    case: ComplaintId,
    appendix: ComplaintId,
) -> Result<(), Fault> {
    tx.execute(uses, binds![case, appendix]).await?;
    let now = cx.world.clock.now();
    for complaint in [case, appendix] {
        tx.execute(&store::MARK_PENDING, binds![complaint, now])
            .await?;
    }
    tx.rings(&cx.world.linking);
    Ok(())
}
