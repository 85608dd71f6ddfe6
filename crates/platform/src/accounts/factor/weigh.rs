//! Weighs the code typed at a sign-in against what the account has, with the same work whether it
//! has anything; and spends a code that was right, so that it opens nothing again.

use super::store;
use super::totp::Secret;
use crate::accounts::{How, passkey};
use crate::binds;
use crate::cx::Cx;
use crate::db::Tx;
use crate::fault::Fault;
use crate::keys::Use;
use crate::world::World;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::id::AccountId;
use faisceau_domain::journal::Deed;
use jiff::Timestamp;

/// What a typed code is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::accounts) enum Weighed {
    /// The account asks for no code.
    NotAsked,
    /// A code of the application, of this step, later than every step taken before.
    Step(i64),
    /// Shaped as a recovery code: whether it is one is known when it is spent.
    Recovery([u8; 32]),
    /// Neither.
    Wrong,
}

/// Weighs what was typed. `known`: the account, when there is one of this login.
///
/// # Errors
/// When the database fails.
pub(in crate::accounts) async fn weigh(
    world: &World,
    tx: &mut Tx,
    known: Option<AccountId>,
    typed: &str,
) -> Result<Weighed, Fault> {
    let id = known.unwrap_or(AccountId(uuid::Uuid::nil()));
    let row = tx.optional(&store::TOTP, binds![id]).await?;
    // Who has passkeys alone gives a recovery code here, or signs in with a passkey.
    let mut asked = passkey::count(tx, id).await? > 0;
    let (mut secret, mut last) = (Secret::absent(), 0);
    if let Some(row) = row
        && row.get::<Option<Timestamp>>("confirmed_at")?.is_some()
    {
        asked = true;
        last = row.get("last_step")?;
        secret = Secret::open(world, id, &row.get::<Vec<u8>>("sealed")?)?;
    }
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let step = secret.step(&typed, world.clock.now());
    let code = Code::parse(CodeKind::Recovery, &typed).ok();
    Ok(match (asked, step, code) {
        (false, ..) => Weighed::NotAsked,
        (true, Some(step), _) if step > last => Weighed::Step(step),
        (true, _, Some(code)) => Weighed::Recovery(mark(world, id, &code)),
        (true, ..) => Weighed::Wrong,
    })
}

/// Spends what was weighed: the means by which the person is now proven, `None` when the code opens
/// nothing, or no longer. Of two requests with one code, one passes.
///
/// # Errors
/// When the database fails.
pub(in crate::accounts) async fn spend(
    cx: &Cx,
    tx: &mut Tx,
    id: AccountId,
    weighed: Weighed,
) -> Result<Option<How>, Fault> {
    match weighed {
        Weighed::NotAsked => Ok(Some(How::Password)),
        Weighed::Wrong => Ok(None),
        Weighed::Step(step) => {
            let taken = tx.execute(&store::SPEND_STEP, binds![id, step]).await?;
            Ok((taken == 1).then_some(How::PasswordTotp))
        }
        Weighed::Recovery(mark) => {
            let now = cx.world.clock.now();
            let taken = tx
                .execute(&store::SPEND_RECOVERY, binds![id, mark, now])
                .await?;
            if taken != 1 {
                return Ok(None);
            }
            let deed = Deed::AccountRecoveryUsed;
            cx.journal(tx, deed, "account", Some(id.0), "{}").await?;
            Ok(Some(How::PasswordRecovery))
        }
    }
}

/// The mark under which a recovery code of an account is kept.
pub(super) fn mark(world: &World, id: AccountId, code: &Code) -> [u8; 32] {
    let bound = [id.0.as_bytes().as_slice(), code.bare().as_bytes()].concat();
    world.keys().mark(Use::Factor, &bound)
}
