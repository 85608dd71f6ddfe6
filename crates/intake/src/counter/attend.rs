//! Notes who is there beside the complainant, and the identity document seen. Noted again, it replaces what
//! was noted; what was read back before is then stale.

use super::{Refused, hearing, officer, store};
use faisceau_domain::hearing::Presence;
use faisceau_domain::id::DraftId;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};

/// Notes who is there, on the file of this id.
///
/// # Errors
/// [`Refused::NoFile`] when another officer holds it, or nobody.
pub async fn attend(cx: &Cx, id: DraftId, presence: &Presence) -> Outcome<(), Refused> {
    let (me, _) = officer(cx)?;
    let mut tx = cx.world.db.write().await?;
    let row = binds![id, me, hearing::written(Some(presence))?];
    if tx.execute(&store::ATTEND, row).await? == 0 {
        return Err(Error::Refused(Refused::NoFile));
    }
    let noted = Deed::CounterPresenceNoted;
    cx.journal(&mut tx, noted, "draft", Some(id.0), "{}")
        .await?;
    tx.commit().await?;
    Ok(())
}
