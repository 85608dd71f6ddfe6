//! The officer closes a complaint with a reason, in plain words the victim reads.

use crate::decide::{Refused, Ruling, decide};
use faisceau_domain::event::Decision;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Outcome;

/// Closes it; the reason goes to the victim's space.
///
/// # Errors
/// See [`Refused`].
pub async fn reject(cx: &Cx, id: ComplaintId, reason: &str) -> Outcome<(), Refused> {
    let mut tx = cx.world.db.write().await?;
    let ruling = Ruling {
        decision: Decision::Rejected,
        action: Deed::ComplaintRejected,
        words: Some(reason),
        rule: &|state, by, at| state.reject(reason, by, at),
    };
    decide(cx, &mut tx, id, ruling).await?;
    tx.commit().await?;
    Ok(())
}
