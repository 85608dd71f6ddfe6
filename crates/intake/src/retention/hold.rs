//! Places a hold on a complaint, by a named person with a reason, and lifts it: as long as one is in force nothing
//! of the complaint is erased. A draft is nobody's business but its holder's: no hold reaches it.

use super::{Refused, person, says_why, store};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use uuid::Uuid;

/// Places a hold; the reason is the context's.
///
/// # Errors
/// See [`Refused`].
pub async fn place(cx: &Cx, complaint: ComplaintId) -> Outcome<Uuid, Refused> {
    let by = person(cx)?;
    if !says_why(cx) {
        return Err(Error::Refused(Refused::NoReason));
    }
    let mut tx = cx.world.db.write().await?;
    // Who erases it at this moment is waited for: there is then nothing to hold.
    if tx.execute(&store::LOCK, binds![complaint]).await? == 0 {
        return Err(Error::Refused(Refused::NoComplaint));
    }
    let now = cx.world.clock.now();
    let id = cx.world.dice.uuid(now);
    let row = binds![id, complaint, now, by, &cx.reason];
    tx.execute(&store::PLACE, row).await?;
    let detail = serde_json::json!({ "hold": id }).to_string();
    let (deed, about) = (Deed::HoldPlaced, Some(complaint.0));
    cx.journal(&mut tx, deed, "complaint", about, &detail)
        .await?;
    tx.commit().await?;
    Ok(id)
}

/// Lifts a hold; the reason is the context's.
///
/// # Errors
/// See [`Refused`].
pub async fn lift(cx: &Cx, complaint: ComplaintId, hold: Uuid) -> Outcome<(), Refused> {
    let by = person(cx)?;
    if !says_why(cx) {
        return Err(Error::Refused(Refused::NoReason));
    }
    let mut tx = cx.world.db.write().await?;
    let now = cx.world.clock.now();
    let row = binds![hold, complaint, now, by, &cx.reason];
    if tx.execute(&store::LIFT, row).await? == 0 {
        return Err(Error::Refused(Refused::Nothing));
    }
    let detail = serde_json::json!({ "hold": hold }).to_string();
    let (deed, about) = (Deed::HoldLifted, Some(complaint.0));
    cx.journal(&mut tx, deed, "complaint", about, &detail)
        .await?;
    tx.commit().await?;
    Ok(())
}
