//! Ends a sign-in: one's own, all one's others, or that of somebody else. The cookie it gave opens nothing
//! from the next request on.

use crate::accounts::store;
use crate::binds;
use crate::cx::Cx;
use crate::fault::Fault;
use crate::keys::Use;
use faisceau_domain::id::AccountId;
use faisceau_domain::journal::Deed;
use uuid::Uuid;

/// Ends one of this account's. Says whether it was there.
///
/// # Errors
/// When the database fails.
pub async fn end_own(cx: &Cx, account: AccountId, id: Uuid) -> Result<bool, Fault> {
    let mut tx = cx.world.db.write().await?;
    let ended = tx.execute(&store::END_OWN, binds![id, account]).await?;
    if ended == 0 {
        return Ok(false);
    }
    let deed = Deed::AccountSessionEnded;
    cx.journal(&mut tx, deed, "account", Some(account.0), "{}")
        .await?;
    tx.commit().await?;
    Ok(true)
}

/// Ends all of this account's but the one of this cookie: how many.
///
/// # Errors
/// When the database fails.
pub async fn end_others(cx: &Cx, account: AccountId, token: &str) -> Result<u64, Fault> {
    let own = cx.world.keys().mark(Use::Session, token.as_bytes());
    let mut tx = cx.world.db.write().await?;
    let ended = tx.execute(&store::END_OTHERS, binds![account, own]).await?;
    if ended > 0 {
        let detail = format!("{{\"ended\":{ended}}}");
        let deed = Deed::AccountSessionEnded;
        cx.journal(&mut tx, deed, "account", Some(account.0), &detail)
            .await?;
    }
    tx.commit().await?;
    Ok(ended)
}

/// Ends one, whoever's. Says whether it was there.
///
/// # Errors
/// When the database fails.
pub async fn end(cx: &Cx, id: Uuid) -> Result<bool, Fault> {
    let mut tx = cx.world.db.read().await?;
    let row = tx.optional(&store::OWNER, binds![id]).await?;
    tx.rollback().await?;
    match row {
        Some(row) => end_own(cx, AccountId(row.get("account_id")?), id).await,
        None => Ok(false),
    }
}
