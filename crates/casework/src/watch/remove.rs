//! A person watches a value no more: the value goes, and what was told of it. The journal keeps that it
//! was watched, and why.

use crate::alert;
use crate::watch::{self, store};
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use uuid::Uuid;

/// Removes one of the person's own. `false`: there is none of that id.
///
/// # Errors
/// When the database fails.
pub async fn remove(cx: &Cx, id: Uuid) -> Result<bool, Fault> {
    let mut tx = cx.world.db.write().await?;
    let account = cx.actor.account().unwrap_or(Uuid::nil());
    if watch::one(&mut tx, account, id).await?.is_none() {
        return Ok(false);
    }
    erase(&mut tx, id).await?;
    cx.journal(&mut tx, Deed::WatchRemoved, "watch", Some(id), "{}")
        .await?;
    tx.commit().await?;
    Ok(true)
}

/// Erases a watch and its alerts.
pub(crate) async fn erase(tx: &mut Tx, id: Uuid) -> Result<(), Fault> {
    for row in tx.all(&store::ALERTS, binds![id]).await? {
        alert::withdraw(tx, row.get("id")?).await?;
    }
    tx.execute(&store::REMOVE, binds![id]).await?;
    Ok(())
}
