//! The journal is anchored in the public log: where its chain stands becomes an entry of it, which is a leaf like any
//! other. Who computes the chain anew then contradicts a checkpoint that left the machine. Reads no entry's words.

use super::store;
use faisceau_domain::journal::Deed;
use faisceau_domain::journal::anchor::Anchor;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::journal::read::{chain_state, sealed_since};
use faisceau_platform::lease::Lease;

/// Whether something sealed waits for an anchor long enough. Writes nothing: an idle installation leaves its disk
/// alone.
///
/// # Errors
/// When the database fails.
pub async fn is_due(cx: &Cx) -> Result<bool, Fault> {
    let mut tx = cx.world.db.read().await?;
    due(cx, &mut tx).await
}

/// Anchors the chain as it stands; `None` when another process just did.
///
/// # Errors
/// When the lease has a newer holder or the database fails: nothing was written then.
pub async fn anchor(cx: &Cx, lease: &Lease) -> Result<Option<Anchor>, Fault> {
    let mut tx = cx.world.db.write_behind().await?;
    lease.check(&mut tx).await?;
    let head = chain_state(&mut tx).await?.head;
    let (Some((position, head, _)), true) = (head, due(cx, &mut tx).await?) else {
        tx.rollback().await?;
        return Ok(None);
    };
    let anchor = Anchor { position, head };
    tx.execute(&store::SET_ANCHORED, binds![position]).await?;
    let detail = anchor.written();
    cx.journal(&mut tx, Deed::JournalAnchored, "journal", None, &detail)
        .await?;
    tx.commit().await?;
    Ok(Some(anchor))
}

async fn due(cx: &Cx, tx: &mut Tx) -> Result<bool, Fault> {
    let anchored: i64 = match tx.optional(&store::ANCHORED, binds![]).await? {
        Some(row) => row.get("position")?,
        None => 0,
    };
    // An anchor alone asks for no other: they would follow each other for ever.
    let since = sealed_since(tx, anchored, Deed::JournalAnchored).await?;
    Ok(since.is_some_and(|sealed_at| Anchor::is_due(sealed_at, cx.world.clock.now())))
}
