//! Takes the second factor away from an account: by its holder, with the password and a code; or by
//! whoever runs the instance, when telephone and recovery codes are lost. Sessions end with it.

use super::{Weighed, WrongCode, held, spend, store, weigh};
use crate::accounts::{self, Staff, passkey};
use crate::binds;
use crate::cx::Cx;
use crate::db::Tx;
use crate::fault::{Error, Fault, Outcome};
use crate::keys::Use;
use faisceau_domain::id::AccountId;
use faisceau_domain::journal::Deed;

/// Removes one's own second factor. The password and a code are asked for: one sentence refuses both.
/// Every other session of the account ends.
///
/// # Errors
/// [`WrongCode`].
pub async fn remove(
    cx: &Cx,
    staff: &Staff,
    token: &str,
    password: &str,
    typed: &str,
) -> Outcome<(), WrongCode> {
    let world = &cx.world;
    let right = accounts::has_password(world, staff, password).await?;
    let mut tx = world.db.write().await?;
    let weighed = weigh(world, &mut tx, Some(staff.id), typed).await?;
    if !right || weighed == Weighed::NotAsked {
        return Err(Error::Refused(WrongCode));
    }
    if spend(cx, &mut tx, staff.id, weighed).await?.is_none() {
        return Err(Error::Refused(WrongCode));
    }
    forget(cx, &mut tx, staff.id).await?;
    let own = world.keys().mark(Use::Session, token.as_bytes());
    tx.execute(&accounts::store::END_OTHERS, binds![staff.id, own])
        .await?;
    tx.commit().await?;
    Ok(())
}

/// Removes the second factor of somebody who lost it, and ends all their sessions. Says whether there
/// was any.
///
/// # Errors
/// When the database fails.
pub async fn reset(cx: &Cx, id: AccountId) -> Result<bool, Fault> {
    let mut tx = cx.world.db.write().await?;
    let begun = tx.optional(&store::TOTP, binds![id]).await?.is_some();
    let passkeys = passkey::forget_all(&mut tx, id).await?;
    let held = begun || passkeys > 0;
    if held {
        forget(cx, &mut tx, id).await?;
        tx.execute(&accounts::store::END_SESSIONS_OF, binds![id])
            .await?;
    }
    tx.commit().await?;
    Ok(held)
}

/// Forgets the recovery codes of an account that has no second factor left.
pub(in crate::accounts) async fn forget_recovery(tx: &mut Tx, id: AccountId) -> Result<(), Fault> {
    tx.execute(&store::FORGET_RECOVERY, binds![id]).await?;
    Ok(())
}

async fn forget(cx: &Cx, tx: &mut Tx, id: AccountId) -> Result<(), Fault> {
    tx.execute(&store::FORGET, binds![id]).await?;
    if !held(tx, id).await? {
        forget_recovery(tx, id).await?;
    }
    let deed = Deed::AccountFactorRemoved;
    cx.journal(tx, deed, "account", Some(id.0), "{}").await
}
