//! The salts of an erased complaint are destroyed with it, in the transaction that erases it: its leaves stay,
//! so that the log stays whole, and nobody can tell any more what they were made of.

use super::store;
use faisceau_domain::event::Event;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::events::Reaction;
use faisceau_platform::fault::Fault;
use futures_util::future::BoxFuture;

/// What the log does when a complaint is erased.
pub(crate) fn reaction() -> Reaction {
    Reaction::InTransaction {
        on: "complaint_erased",
        run: erased,
    }
}

fn erased<'a>(_: &'a Cx, tx: &'a mut Tx, event: &'a Event) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        if let Event::ComplaintErased(erased) = event {
            tx.execute(&store::FORGET, binds![erased.complaint]).await?;
        }
        Ok(())
    })
}
