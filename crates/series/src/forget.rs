//! Lets go of an erased complaint, in the transaction that erases it: its identifiers, what it quotes, and its place
//! among the others. The linker takes it out of its memory and its series at its next turn.

use crate::amend;
use crate::parameters::estimate;
use faisceau_domain::event::Event;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::events::Reaction;
use faisceau_platform::fault::Fault;
use futures_util::future::BoxFuture;
use uuid::Uuid;

/// What `series` does when a complaint is erased.
pub(crate) fn reaction() -> Reaction {
    Reaction::InTransaction {
        on: "complaint_erased",
        run: react,
    }
}

fn react<'a>(cx: &'a Cx, tx: &'a mut Tx, event: &'a Event) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        match event {
            Event::ComplaintErased(erased) => forget(cx, tx, erased.complaint.0).await,
            _ => Ok(()),
        }
    })
}

/// Deletes the identifiers and the quoted words of a complaint and marks it, so that the linker finds it gone.
///
/// # Errors
/// When the database fails.
pub async fn forget(cx: &Cx, tx: &mut Tx, complaint: Uuid) -> Result<(), Fault> {
    estimate::unlearn(cx, tx, complaint).await?;
    amend::let_go(cx, tx, complaint).await
}
