//! A complaint that this browser opened with its code, or filed, is found again by this person. Attaching it twice
//! changes nothing.

use super::{Person, store};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;

/// Attaches a complaint, whose code the caller was shown. One that was erased meanwhile is not attached.
///
/// # Errors
/// When the database fails.
pub async fn attach(cx: &Cx, person: Person, complaint: ComplaintId) -> Result<(), Fault> {
    let mut tx = cx.world.db.write().await?;
    let row = binds![person.mark, complaint, cx.world.clock.now()];
    if tx.execute(&store::ATTACH, row).await? > 0 {
        let deed = Deed::IdentityAttached;
        cx.journal(&mut tx, deed, "complaint", Some(complaint.0), "{}")
            .await?;
    }
    tx.commit().await
}
