//! Adds an application of codes to an account: the secret is drawn after the password was given
//! again, and counts once a code of it was given. Then recovery codes are made, and told once.

use super::store;
use super::totp::Secret;
use super::weigh::mark;
use crate::accounts::{self, Staff};
use crate::binds;
use crate::cx::Cx;
use crate::fault::{Error, Fault, Outcome};
use crate::keys::Use;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::journal::Deed;

/// Recovery codes made at once: a sheet that is kept somewhere safe.
pub const RECOVERY_CODES: usize = 10;

/// Why no secret is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotBegun {
    /// The password is not that of the account.
    #[error("the password is not that of the account")]
    WrongPassword,
    /// The account has a second factor: it is removed first.
    #[error("the account has a second factor already")]
    Held,
}

/// The code is not one that the application shows now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the code is not one that the application shows now")]
pub struct WrongCode;

/// Draws a secret, in place of one that was drawn and never confirmed. The password is asked again,
/// so that a session left open gives nobody a second factor of their own.
///
/// # Errors
/// See [`NotBegun`].
pub async fn begin(cx: &Cx, staff: &Staff, password: &str) -> Outcome<(), NotBegun> {
    let world = &cx.world;
    if !accounts::has_password(world, staff, password).await? {
        return Err(Error::Refused(NotBegun::WrongPassword));
    }
    let sealed = Secret::draw(world).seal(world, staff.id)?;
    let now = world.clock.now();
    let mut tx = world.db.write().await?;
    let drawn = tx
        .execute(&store::DRAW, binds![staff.id, sealed, now])
        .await?;
    if drawn != 1 {
        return Err(Error::Refused(NotBegun::Held));
    }
    let deed = Deed::AccountFactorBegun;
    cx.journal(&mut tx, deed, "account", Some(staff.id.0), "{}")
        .await?;
    tx.commit().await?;
    Ok(())
}

/// Makes the secret count, now that a code of it was given: the recovery codes, told once. Every
/// other session of the account ends; `token` is the one that goes on.
///
/// # Errors
/// [`WrongCode`], also when nothing was begun.
pub async fn confirm(
    cx: &Cx,
    staff: &Staff,
    token: &str,
    typed: &str,
) -> Outcome<Vec<Code>, WrongCode> {
    let world = &cx.world;
    let id = staff.id;
    let now = world.clock.now();
    let mut tx = world.db.write().await?;
    let Some(row) = tx.optional(&store::BEGUN, binds![id]).await? else {
        return Err(Error::Refused(WrongCode));
    };
    let secret = Secret::open(world, id, &row.get::<Vec<u8>>("sealed")?)?;
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let step = secret.step(&typed, now);
    let step = step.ok_or(Error::Refused(WrongCode))?;
    tx.execute(&store::CONFIRM, binds![id, now, step]).await?;
    let codes = draw_recovery(cx, &mut tx, staff).await?;
    let own = world.keys().mark(Use::Session, token.as_bytes());
    tx.execute(&accounts::store::END_OTHERS, binds![id, own])
        .await?;
    let deed = Deed::AccountFactorAdded;
    cx.journal(&mut tx, deed, "account", Some(id.0), "{}")
        .await?;
    tx.commit().await?;
    Ok(codes)
}

/// Draws recovery codes, in place of those there were.
pub(in crate::accounts) async fn draw_recovery(
    cx: &Cx,
    tx: &mut crate::db::Tx,
    staff: &Staff,
) -> Result<Vec<Code>, Fault> {
    let world = &cx.world;
    let codes: Vec<Code> = (0..RECOVERY_CODES)
        .map(|_| Code::from_random(CodeKind::Recovery, world.dice.bytes()))
        .collect();
    tx.execute(&store::FORGET_RECOVERY, binds![staff.id])
        .await?;
    let rows = codes
        .iter()
        .map(|code| binds![staff.id, mark(world, staff.id, code)])
        .collect();
    tx.insert_many(&store::INSERT_RECOVERY, rows).await?;
    Ok(codes)
}
