//! Takes a passkey away from an account: by its holder, with the password. Every other session of the account ends.

use super::store;
use crate::accounts::{self, Staff, factor};
use crate::binds;
use crate::cx::Cx;
use crate::db::Tx;
use crate::fault::Fault;
use crate::keys::Use;
use faisceau_domain::id::AccountId;
use faisceau_domain::journal::Deed;
use uuid::Uuid;

/// Removes one's own passkey; `false` when the password is wrong or there is no such passkey. With the last second factor of
/// an account its recovery codes go.
///
/// # Errors
/// When the database fails.
pub async fn remove(
    cx: &Cx,
    (staff, token): (&Staff, &str),
    password: &str,
    id: Uuid,
) -> Result<bool, Fault> {
    let world = &cx.world;
    if !accounts::has_password(world, staff, password).await? {
        return Ok(false);
    }
    let mut tx = world.db.write().await?;
    if tx.execute(&store::FORGET, binds![id, staff.id]).await? != 1 {
        return Ok(false);
    }
    if !factor::held(&mut tx, staff.id).await? {
        factor::forget_recovery(&mut tx, staff.id).await?;
    }
    let own = world.keys().mark(Use::Session, token.as_bytes());
    tx.execute(&accounts::store::END_OTHERS, binds![staff.id, own])
        .await?;
    let deed = Deed::AccountPasskeyRemoved;
    cx.journal(&mut tx, deed, "account", Some(staff.id.0), "{}")
        .await?;
    tx.commit().await?;
    Ok(true)
}

/// Removes every passkey of somebody who lost them; how many there were.
///
/// # Errors
/// When the database fails.
pub async fn forget_all(tx: &mut Tx, id: AccountId) -> Result<u64, Fault> {
    tx.execute(&store::FORGET_ALL, binds![id]).await
}
