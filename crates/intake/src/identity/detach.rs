//! A complaint is found by this person no more. Its code opens it as before.

use super::{Person, store};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::reference::Reference;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;

/// Detaches a complaint; whether it was attached.
///
/// # Errors
/// When the database fails.
pub async fn detach(cx: &Cx, person: Person, reference: &Reference) -> Result<bool, Fault> {
    let mut tx = cx.world.db.write().await?;
    let key = binds![person.mark, reference.as_str()];
    let Some(row) = tx.optional(&store::OPENED_BY, key).await? else {
        return Ok(false);
    };
    let complaint: ComplaintId = row.get("id")?;
    tx.execute(&store::DETACH, binds![person.mark, complaint])
        .await?;
    let deed = Deed::IdentityDetached;
    cx.journal(&mut tx, deed, "complaint", Some(complaint.0), "{}")
        .await?;
    tx.commit().await?;
    Ok(true)
}
