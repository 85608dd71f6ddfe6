//! Proposes to erase a complaint, on a ground and with a reason: the first of two gestures. Erases nothing.

use super::{Refused, blocks, facts, of, person, says_why, store};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::retention::Ground;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use uuid::Uuid;

/// Proposes the erasure; the reason is the context's.
///
/// # Errors
/// See [`Refused`].
pub async fn propose(cx: &Cx, complaint: ComplaintId, ground: Ground) -> Outcome<Uuid, Refused> {
    let by = person(cx)?;
    if !says_why(cx) {
        return Err(Error::Refused(Refused::NoReason));
    }
    let mut tx = cx.world.db.write().await?;
    tx.execute(&store::LOCK, binds![complaint]).await?;
    let Some(facts) = facts(&mut tx, complaint).await? else {
        return Err(Error::Refused(Refused::NoComplaint));
    };
    if let Some(block) = blocks(&mut tx, complaint).await? {
        return Err(Error::Refused(Refused::Blocked(block)));
    }
    let now = cx.world.clock.now();
    if ground == Ground::Clock && cx.world.clocks.due(&facts).at > now {
        return Err(Error::Refused(Refused::NotDue));
    }
    let asked = of(&mut tx, complaint).await?;
    if asked.iter().any(|one| one.state == "proposed") {
        return Err(Error::Refused(Refused::Proposed));
    }
    let id = cx.world.dice.uuid(now);
    let row = binds![id, complaint, ground.code(), &cx.reason, now, by];
    tx.execute(&store::PROPOSE, row).await?;
    let detail = serde_json::json!({ "erasure": id, "ground": ground.code() }).to_string();
    let (deed, about) = (Deed::ErasureProposed, Some(complaint.0));
    cx.journal(&mut tx, deed, "complaint", about, &detail)
        .await?;
    tx.commit().await?;
    Ok(id)
}
