//! Confirms an erasure that somebody else proposed: the second of two gestures. It is then erased, at once.

use super::erase::{Why, whole};
use super::{Refused, blocks, one, person, store};
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use uuid::Uuid;

/// Erases the complaint of a proposal; returns the certificate.
///
/// # Errors
/// See [`Refused`].
pub async fn confirm(cx: &Cx, erasure: Uuid) -> Outcome<String, Refused> {
    let by = person(cx)?;
    let mut tx = cx.world.db.write().await?;
    let waiting = one(&mut tx, erasure).await?;
    let Some(asked) = waiting.filter(|asked| asked.state == "proposed") else {
        return Err(Error::Refused(Refused::Nothing));
    };
    if asked.proposed_by == Some(by) {
        return Err(Error::Refused(Refused::SamePerson));
    }
    if tx.execute(&store::LOCK, binds![asked.complaint]).await? == 0 {
        return Err(Error::Refused(Refused::NoComplaint));
    }
    if let Some(block) = blocks(&mut tx, asked.complaint).await? {
        return Err(Error::Refused(Refused::Blocked(block)));
    }
    let why = Why {
        id: erasure,
        ground: asked.ground,
        by: "two_persons",
    };
    let certificate = whole(cx, &mut tx, asked.complaint, &why).await?;
    let now = cx.world.clock.now();
    let row = binds![erasure, "done", now, by, &certificate, ""];
    if tx.execute(&store::DECIDE, row).await? == 0 {
        return Err(Error::Refused(Refused::Nothing));
    }
    tx.execute(&store::END_OTHERS, binds![asked.complaint, now])
        .await?;
    let detail = serde_json::json!({ "erasure": erasure, "ground": asked.ground.code() });
    let (deed, about) = (Deed::ComplaintErased, Some(asked.complaint.0));
    cx.journal(&mut tx, deed, "complaint", about, &detail.to_string())
        .await?;
    tx.commit().await?;
    cx.world.db.empty_write_ahead().await?;
    Ok(certificate)
}
