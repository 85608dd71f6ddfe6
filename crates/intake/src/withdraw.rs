//! The victim withdraws a complaint. What was filed stays, with its papers: a withdrawal is one more
//! fact, and whether an inquiry goes on is for the prosecutor.

use crate::decide::{self, Refused};
use crate::notify;
use crate::receipt;
use crate::{store, twice};
use faisceau_domain::event::{ComplaintDecided, Decision, Event};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::notice::Kind;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};

/// Withdraws it. A correction not sent goes with it.
///
/// # Errors
/// See [`Refused`].
pub async fn withdraw(cx: &Cx, id: ComplaintId) -> Outcome<(), Refused> {
    let mut tx = cx.world.db.write().await?;
    let Some(complaint) = receipt::complaint(&mut tx, id).await? else {
        return Err(Error::Refused(Refused::NoComplaint));
    };
    let now = cx.world.clock.now();
    let before = complaint.state.code();
    let state = complaint.state.withdraw(now);
    let state = state.map_err(|why| Error::Refused(Refused::Rule(why)))?;
    decide::write(&mut tx, id, &state, now, before, "").await?;
    tx.execute(&store::DROP_CORRECTION, binds![id]).await?;
    cx.journal(
        &mut tx,
        Deed::ComplaintWithdrawn,
        "complaint",
        Some(id.0),
        "{}",
    )
    .await?;
    let event = ComplaintDecided {
        complaint: id,
        decision: Decision::Withdrawn,
    };
    cx.emit(&mut tx, &Event::ComplaintDecided(event)).await?;
    notify::notify(cx, &mut tx, id, Kind::Closed).await?;
    twice::withdrawn(cx, &mut tx, id).await?;
    tx.commit().await?;
    Ok(())
}
