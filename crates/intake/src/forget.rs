//! Deletes a draft, on its holder's word or past its day. The journal keeps that it happened, and
//! nothing of what it held.

use crate::correct;
use crate::counter;
use crate::draft;
use crate::receipt;
use crate::store;
use crate::telephone;
use faisceau_domain::code::Code;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::deposit::{self, erase};
use faisceau_platform::fault::{Error, Fault};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Deletes the draft of this code; false when there is none.
///
/// # Errors
/// When the database fails.
pub async fn forget(cx: &Cx, code: &Code) -> Result<bool, Fault> {
    let mut tx = cx.world.db.write().await?;
    let Some(draft) = draft::load(cx, &mut tx, code).await? else {
        return Ok(false);
    };
    delete(cx, &mut tx, draft.id.0, Deed::DraftDeleted).await?;
    tx.commit().await?;
    Ok(true)
}

/// Deletes the drafts past their day, and the corrections never sent; returns how many.
///
/// # Errors
/// When the database fails.
pub async fn forget_expired(cx: &Cx) -> Result<usize, Fault> {
    let mut tx = cx.world.db.write_behind().await?;
    let rows = tx
        .all(&store::EXPIRED_DRAFTS, binds![cx.world.clock.now()])
        .await?;
    for row in &rows {
        delete(cx, &mut tx, row.get("id")?, Deed::DraftExpired).await?;
    }
    tx.commit().await?;
    Ok(rows.len() + correct::forget_expired(cx).await?)
}

/// Deletes again the drafts, and takes out again the files, that a restored backup brought back: their
/// erasure was told since. What became a complaint stays. Returns how many it found.
///
/// # Errors
/// When the database or the store fails.
pub async fn forget_again(
    cx: &Cx,
    drafts: &BTreeSet<Uuid>,
    exhibits: &BTreeMap<Uuid, Uuid>,
) -> Result<usize, Fault> {
    let mut again = 0;
    for draft in drafts {
        let mut tx = cx.world.db.write().await?;
        let known = tx.optional(&store::DRAFT_IS_THERE, binds![*draft]).await?;
        if known.is_some() {
            delete(cx, &mut tx, *draft, Deed::ErasureReapplied).await?;
            tx.commit().await?;
            again += 1;
        }
    }
    for (exhibit, draft) in exhibits {
        let mut tx = cx.world.db.write().await?;
        let files = deposit::files_of(&mut tx, *draft).await?;
        let Some(file) = files.iter().find(|file| file.id == *exhibit) else {
            continue;
        };
        let complaint = ComplaintId(*draft);
        if receipt::complaint(&mut tx, complaint).await?.is_some() {
            tx.rollback().await?;
            // The same erasure: salt, digests and what was made of it go again.
            again += erase_again(cx, complaint, *exhibit).await?;
            continue;
        }
        deposit::take_out(&cx.world, &mut tx, file).await?;
        let detail = serde_json::json!({ "exhibit": exhibit }).to_string();
        let (deed, of) = (Deed::ErasureReapplied, Some(*draft));
        cx.journal(&mut tx, deed, "draft", of, &detail).await?;
        tx.commit().await?;
        again += 1;
    }
    Ok(again)
}

/// Erases an exhibit of a complaint that a restored backup brought back. Returns how many files went.
async fn erase_again(cx: &Cx, complaint: ComplaintId, exhibit: Uuid) -> Result<usize, Fault> {
    let cx = cx.clone().because("restored: erased since the backup");
    match erase::again(&cx, complaint, exhibit).await {
        Ok(files) => Ok(files),
        Err(Error::Fault(fault)) => Err(fault),
        // Gone with another of the same bytes.
        Err(Error::Refused(_)) => Ok(0),
    }
}

/// Deletes a draft or what is left of one, in the caller's transaction.
pub(crate) async fn delete(cx: &Cx, tx: &mut Tx, id: Uuid, action: Deed) -> Result<(), Fault> {
    for file in deposit::files_of(tx, id).await? {
        deposit::take_out(&cx.world, tx, &file).await?;
    }
    deposit::uploads::forget_case(&cx.world, tx, id).await?;
    telephone::forget(tx, id).await?;
    tx.execute(&store::DELETE_DRAFT, binds![id]).await?;
    tx.execute(&counter::store::CLOSE, binds![id]).await?;
    tx.execute(&counter::store::FORGET_SHEET, binds![id])
        .await?;
    cx.journal(tx, action, "draft", Some(id), "{}").await
}
