//! Proven again: what a session left open must not do by itself (an export, a destruction, the end of a colleague's session)
//! asks its person for the password and the code, or a passkey, when the last proof is old. Never asked of programs, which
//! hold no session.

use super::store;
use super::{How, Staff, factor, verify_password};
use crate::binds;
use crate::cx::Cx;
use crate::db::Tx;
use crate::fault::Fault;
use crate::keys::Use;
use crate::world::World;
use faisceau_domain::journal::Deed;
use jiff::{SignedDuration, Timestamp};

/// A page that leads to something sensitive opens for this long after a proof.
pub const OPENS: SignedDuration = SignedDuration::from_mins(10);
/// What such a page holds may be sent for this long after a proof: time to fill a form that opened at the last minute.
pub const SENDS: SignedDuration = SignedDuration::from_mins(30);

/// When the person behind a session was last proven; `None` when there is no such session.
///
/// # Errors
/// When the database fails.
pub async fn last(world: &World, token: &str) -> Result<Option<Timestamp>, Fault> {
    let mark = world.keys().mark(Use::Session, token.as_bytes());
    let mut tx = world.db.read().await?;
    let row = tx.optional(&store::PROVEN, binds![mark]).await?;
    tx.rollback().await?;
    match row {
        Some(row) => Ok(Some(row.get("at")?)),
        None => Ok(None),
    }
}

/// Whether a password, and a code where the account has a second factor, prove the person behind the session anew. One
/// answer refuses both; a code is spent only when the rest is right.
///
/// # Errors
/// When the database fails.
pub async fn prove(
    cx: &Cx,
    (staff, token): (&Staff, &str),
    password: &str,
    typed: &str,
) -> Result<bool, Fault> {
    let world = &cx.world;
    let mut tx = world.db.read().await?;
    let row = tx.optional(&store::PASSWORD, binds![staff.id]).await?;
    let weighed = factor::weigh(world, &mut tx, Some(staff.id), typed).await?;
    tx.rollback().await?;
    let Some(row) = row else {
        return Ok(false);
    };
    if !verify_password(row.get("password_hash")?, password.to_owned()).await? {
        return Ok(false);
    }
    let mut tx = world.db.write().await?;
    let Some(how) = factor::spend(cx, &mut tx, staff.id, weighed).await? else {
        return Ok(false);
    };
    renew(cx, &mut tx, staff, token, how).await?;
    tx.commit().await?;
    Ok(true)
}

/// The person behind a session is proven now.
pub(super) async fn renew(
    cx: &Cx,
    tx: &mut Tx,
    staff: &Staff,
    token: &str,
    how: How,
) -> Result<(), Fault> {
    let world = &cx.world;
    let mark = world.keys().mark(Use::Session, token.as_bytes());
    tx.execute(&store::RENEW_PROOF, binds![mark, world.clock.now()])
        .await?;
    let detail = format!("{{\"how\":\"{}\"}}", how.code());
    let deed = Deed::AccountProven;
    cx.journal(tx, deed, "account", Some(staff.id.0), &detail)
        .await
}
