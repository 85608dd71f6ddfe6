//! The second factor of a member of staff: an application that shows a code every thirty seconds
//! (RFC 6238), and ten recovery codes for the day it, or the passkeys, are lost. Never keeps a secret or a recovery
//! code in clear, and never takes a code twice.

mod add;
pub mod pages;
mod remove;
pub mod store;
mod totp;
mod weigh;

pub(super) use add::draw_recovery;
pub use add::{NotBegun, RECOVERY_CODES, WrongCode, begin, confirm};
pub(super) use remove::forget_recovery;
pub use remove::{remove, reset};
pub use totp::Secret;
pub(super) use weigh::{Weighed, spend, weigh};

use crate::binds;
use crate::db::Tx;
use crate::fault::Fault;
use crate::world::World;
use faisceau_domain::access::Role;
use faisceau_domain::id::AccountId;
use jiff::Timestamp;

/// What an account has as a second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Factor {
    /// None.
    None,
    /// A secret was shown, and no code of it was given yet.
    Begun(Secret),
    /// Codes are asked for at each sign-in.
    Held {
        /// Since when.
        since: Timestamp,
        /// How many recovery codes were not used.
        recovery_left: u32,
    },
}

impl Factor {
    /// The second factor of an account.
    ///
    /// # Errors
    /// When the database fails, or the secret was sealed under another server key.
    pub async fn of(world: &World, tx: &mut Tx, id: AccountId) -> Result<Factor, Fault> {
        let Some(row) = tx.optional(&store::TOTP, binds![id]).await? else {
            return Ok(Factor::None);
        };
        let Some(since) = row.get("confirmed_at")? else {
            let sealed: Vec<u8> = row.get("sealed")?;
            return Ok(Factor::Begun(Secret::open(world, id, &sealed)?));
        };
        let left: i64 = tx.one(&store::RECOVERY_LEFT, binds![id]).await?.get("n")?;
        Ok(Factor::Held {
            since,
            recovery_left: u32::try_from(left).unwrap_or_default(),
        })
    }
}

/// Whether an account has a second factor: an application that was confirmed, or a passkey.
pub(super) async fn held(tx: &mut Tx, id: AccountId) -> Result<bool, Fault> {
    if super::passkey::count(tx, id).await? > 0 {
        return Ok(true);
    }
    let row = tx.optional(&store::TOTP, binds![id]).await?;
    match row {
        Some(row) => Ok(row.get::<Option<Timestamp>>("confirmed_at")?.is_some()),
        None => Ok(false),
    }
}

/// Checks the roles of the configuration.
///
/// # Errors
/// Names a word that is no role.
pub fn check(roles: &[String]) -> Result<(), Fault> {
    match roles.iter().find(|word| Role::from_code(word).is_none()) {
        Some(word) => Err(Fault::new(format!(
            "second_factor_for: `{word}` is no role"
        ))),
        None => Ok(()),
    }
}

/// Whether somebody with these roles must have a second factor and has none: then nothing but their
/// own account opens. A demonstration asks nobody for one.
///
/// # Errors
/// When the database fails.
pub async fn lacking(world: &World, id: AccountId, roles: &[Role]) -> Result<bool, Fault> {
    let config = &world.config;
    let obliged = roles.iter().any(|role| {
        config
            .second_factor_for
            .iter()
            .any(|code| code == role.code())
    });
    if !obliged || config.demonstration {
        return Ok(false);
    }
    let mut tx = world.db.read().await?;
    let held = held(&mut tx, id).await?;
    // Without a password its person comes in by a provider alone, which answers for how they were proven.
    let digest = binds![id, super::absent_hash()];
    let by_provider = tx.optional(&super::store::HAS_DIGEST, digest).await?;
    tx.rollback().await?;
    Ok(!held && by_provider.is_none())
}
