//! Opens the victim's space with the reference and the secret follow-up code. A wrong reference
//! and a wrong code get the same answer, in the same time.

use crate::receipt::{self, Complaint};
use crate::store;
use faisceau_domain::code::Code;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::reference::Reference;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::keys::Use;

/// The complaint these two open, if they do.
///
/// # Errors
/// When the database fails.
pub async fn follow(
    cx: &Cx,
    reference: &Reference,
    code: &Code,
) -> Result<Option<Complaint>, Fault> {
    let mark = cx.world.keys().code_mark(Use::FollowUp, code);
    let mut tx = cx.world.db.write().await?;
    let row = tx
        .optional(&store::COMPLAINT_BY_REFERENCE, binds![reference.as_str()])
        .await?;
    let found = match row {
        // Both sides are HMACs under the server key: comparing them tells nothing of the code.
        Some(row) if row.get::<[u8; 32]>("follow_mark")? == mark => {
            Some(row.get::<ComplaintId>("id")?)
        }
        _ => None,
    };
    let Some(id) = found else {
        cx.journal(&mut tx, Deed::FollowUpRefused, "complaint", None, "{}")
            .await?;
        tx.commit().await?;
        return Ok(None);
    };
    let complaint = receipt::complaint(&mut tx, id).await?;
    cx.journal(&mut tx, Deed::FollowUpOpened, "complaint", Some(id.0), "{}")
        .await?;
    tx.commit().await?;
    Ok(complaint)
}
