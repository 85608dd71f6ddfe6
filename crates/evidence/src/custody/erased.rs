//! A file is erased for good: its chain stays, whole, bound to a commitment whose salt is destroyed; every digest
//! of a content goes, of each exhibit of the complaint that had the same one. A chain begun before there were
//! commitments is made of digests: it goes with them. The journal keeps that there was an erasure.

use super::{chain, forget, of_complaint, store};
use crate::laboratory::store as laboratory;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use uuid::Uuid;

/// Clears what would tell the content of one exhibit, in the transaction that erases its file.
///
/// # Errors
/// When the database fails.
pub(super) async fn one(cx: &Cx, tx: &mut Tx, exhibit: Uuid) -> Result<(), Fault> {
    // A file of a draft is nobody's exhibit.
    let Some((named, _)) = chain::taken(tx, exhibit).await? else {
        return Ok(());
    };
    for held in of_complaint(tx, named.complaint).await? {
        let alike = held.sha256.is_some() && held.sha256 == named.sha256;
        if held.id != named.id && !(alike && held.state == "destroyed") {
            continue;
        }
        if held.id != named.id {
            // Its bytes were destroyed before; that its digest goes now is told like the erasure.
            let detail = serde_json::json!({ "exhibit": held.id }).to_string();
            let (deed, subject) = (Deed::ExhibitErased, Some(held.complaint));
            cx.journal(tx, deed, "complaint", subject, &detail).await?;
        }
        if held.commitment.is_none() {
            forget::one(tx, held.id).await?;
            continue;
        }
        for statement in [
            &store::ERASE_STEPS,
            &store::ERASE_INCIDENTS,
            &laboratory::ERASE_IMAGE,
        ] {
            tx.execute(statement, binds![held.id]).await?;
        }
        let now = cx.world.clock.now();
        tx.execute(&store::ERASE, binds![held.id, now]).await?;
    }
    Ok(())
}
