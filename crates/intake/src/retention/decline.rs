//! Refuses an erasure that was proposed, with a reason for the journal. The complaint stays as it is.

use super::{Refused, one, person, says_why, store};
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use uuid::Uuid;

/// Refuses it; the reason is the context's.
///
/// # Errors
/// See [`Refused`].
pub async fn decline(cx: &Cx, erasure: Uuid) -> Outcome<(), Refused> {
    let by = person(cx)?;
    if !says_why(cx) {
        return Err(Error::Refused(Refused::NoReason));
    }
    let mut tx = cx.world.db.write().await?;
    let Some(asked) = one(&mut tx, erasure).await? else {
        return Err(Error::Refused(Refused::Nothing));
    };
    let now = cx.world.clock.now();
    let none: Option<String> = None;
    let row = binds![erasure, "declined", now, by, none, &asked.reason];
    if tx.execute(&store::DECIDE, row).await? == 0 {
        return Err(Error::Refused(Refused::Nothing));
    }
    let detail = serde_json::json!({ "erasure": erasure }).to_string();
    let (deed, about) = (Deed::ErasureDeclined, Some(asked.complaint.0));
    cx.journal(&mut tx, deed, "complaint", about, &detail)
        .await?;
    tx.commit().await?;
    Ok(())
}
