//! Somebody who may open the exhibits says that one may show a minor: it is set aside at once, whatever its
//! kind, and what was made of it is destroyed. Nobody looks at it again to decide that.

use crate::preview::rights::Complaint;
use crate::preview::{State, key, store};
use crate::scan;
use faisceau_domain::event::Event;
use faisceau_domain::journal::Deed;
use faisceau_domain::set_aside::Fate;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::deposit::condemn;
use faisceau_platform::deposit::set_aside::{self, Within};
use faisceau_platform::events::Reaction;
use faisceau_platform::fault::{Error, Fault, Outcome};
use futures_util::future::BoxFuture;
use uuid::Uuid;

/// Shortest reason, in characters.
const REASON_MIN: usize = 4;

/// Why nothing is set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    /// No such file in this complaint, or it is set aside already.
    NoFile,
    /// Why must be said.
    NoReason,
}

/// Sets an exhibit aside; the reason is the context's.
///
/// # Errors
/// See [`Refused`].
pub(crate) async fn set_aside(
    cx: &Cx,
    complaint: &Complaint,
    file: Uuid,
) -> Outcome<Fate, Refused> {
    if cx.reason.chars().count() < REASON_MIN {
        return Err(Error::Refused(Refused::NoReason));
    }
    match set_aside::set_aside(cx, Within::Complaint, complaint.id, file).await {
        Ok(fate) => Ok(fate),
        Err(Error::Fault(fault)) => Err(Error::Fault(fault)),
        Err(Error::Refused(set_aside::Refused::NoFile)) => Err(Error::Refused(Refused::NoFile)),
    }
}

/// What evidence does when an exhibit is set aside, or erased for good.
pub(crate) fn reactions() -> [Reaction; 2] {
    ["exhibit_set_aside", "exhibit_erased"].map(|on| Reaction::InTransaction { on, run: react })
}

fn react<'a>(cx: &'a Cx, tx: &'a mut Tx, event: &'a Event) -> BoxFuture<'a, Result<(), Fault>> {
    Box::pin(async move {
        match event {
            Event::ExhibitSetAside(aside) => {
                destroy_derived(cx, tx, (aside.complaint.0, aside.exhibit.0)).await
            }
            Event::ExhibitErased(erased) => {
                destroy_derived(cx, tx, (erased.complaint.0, erased.exhibit.0)).await
            }
            _ => Ok(()),
        }
    })
}

/// Preview, squares of colour, likeness and what the device wrote: emptied in the transaction that sets
/// the file aside or erases it, and never made again. The row stays, so that a job on its way makes nothing anew.
async fn destroy_derived(
    cx: &Cx,
    tx: &mut Tx,
    (complaint, file): (Uuid, Uuid),
) -> Result<(), Fault> {
    let known = tx.optional(&store::ONE, binds![file]).await?;
    let state = known.map(|row| row.word("state", State::from_code));
    let made = matches!(state.transpose()?, Some(State::Made));
    let row = binds![
        file,
        complaint,
        State::Withheld.code(),
        cx.world.clock.now(),
        cx.actor.account(),
        &cx.reason,
    ];
    tx.execute(&store::WITHHOLD, row).await?;
    tx.execute(&scan::store::FORGET_ONE, binds![file]).await?;
    let detail = serde_json::json!({ "exhibit": file, "preview": made }).to_string();
    let deed = Deed::ExhibitDerivedDestroyed;
    cx.journal(tx, deed, "complaint", Some(complaint), &detail)
        .await?;
    condemn(&cx.world, tx, &key(complaint, file)).await
}
