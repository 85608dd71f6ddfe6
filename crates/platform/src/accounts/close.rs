//! Closes an account, so that its person opens nothing from that instant, and opens it again. Deletes nothing: what
//! somebody did keeps its author. Each gesture is journaled with its reason and is undone by the other.

use super::store;
use crate::binds;
use crate::cx::Cx;
use crate::db::Tx;
use crate::fault::{Error, Fault, Outcome};
use faisceau_domain::id::AccountId;
use faisceau_domain::journal::Deed;
use jiff::Timestamp;

/// The longest name of a unit, in characters.
pub const UNIT_CHARACTERS_MAX: usize = 64;

/// Why an account stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotChanged {
    /// No account has this login.
    #[error("no account has this login")]
    Unknown,
    /// It is so already.
    #[error("the account is so already")]
    AlreadySo,
    /// Nobody would administer the installation any more.
    #[error("nobody else administers this installation: make another administrator first")]
    LastAdministrator,
    /// Why was not said.
    #[error("say why")]
    NoReason,
    /// An account needs a role.
    #[error("an account needs a role")]
    NoRole,
    /// A unit is a word.
    #[error("a unit is one to {UNIT_CHARACTERS_MAX} characters")]
    NoUnit,
    /// Nobody changes what they are trusted with themselves.
    #[error("this account is yours: somebody else changes it")]
    OwnAccount,
    /// What was done cannot be taken back so.
    #[error("this change is not one that is put back")]
    NotReversible,
}

impl NotChanged {
    /// The word of it in the keys of sentences.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            NotChanged::Unknown => "unknown",
            NotChanged::AlreadySo => "already-so",
            NotChanged::LastAdministrator => "last-administrator",
            NotChanged::NoReason => "no-reason",
            NotChanged::NoRole => "no-role",
            NotChanged::NoUnit => "no-unit",
            NotChanged::OwnAccount => "own-account",
            NotChanged::NotReversible => "not-reversible",
        }
    }
}

/// An account, open or closed.
pub(super) struct Found {
    pub(super) id: AccountId,
    pub(super) closed_at: Option<Timestamp>,
}

/// The account of this login; the reason of the context is asked for first. One's own is refused: whoever is already at
/// the command line of the machine has no account there.
pub(super) async fn found(cx: &Cx, tx: &mut Tx, login: &str) -> Outcome<Found, NotChanged> {
    if cx.reason.trim().is_empty() {
        return Err(Error::Refused(NotChanged::NoReason));
    }
    let login = login.trim().to_lowercase();
    let row = tx.optional(&store::ANY_BY_LOGIN, binds![login]).await?;
    let row = row.ok_or(Error::Refused(NotChanged::Unknown))?;
    let id: AccountId = row.get("id")?;
    if cx.actor.account() == Some(id.0) {
        return Err(Error::Refused(NotChanged::OwnAccount));
    }
    Ok(Found {
        id,
        closed_at: row.get("disabled_at")?,
    })
}

/// The account of a login, open or closed.
///
/// # Errors
/// When the database fails.
pub async fn known(tx: &mut Tx, login: &str) -> Result<Option<AccountId>, Fault> {
    let login = login.trim().to_lowercase();
    let row = tx.optional(&store::ANY_BY_LOGIN, binds![login]).await?;
    row.map(|row| row.get("id")).transpose()
}

/// Refuses what leaves nobody to administer the installation.
pub(super) async fn others_administer(tx: &mut Tx, but: AccountId) -> Outcome<(), NotChanged> {
    let administers = tx.one(&store::ADMINISTERS, binds![but]).await?;
    if administers.get::<i64>("n")? == 0 {
        return Ok(());
    }
    let others = tx.one(&store::OTHER_ADMINISTRATORS, binds![but]).await?;
    match others.get::<i64>("n")? {
        0 => Err(Error::Refused(NotChanged::LastAdministrator)),
        _ => Ok(()),
    }
}

/// Closes an account, and ends its sessions.
///
/// # Errors
/// See [`NotChanged`].
pub async fn close(cx: &Cx, login: &str) -> Outcome<(), NotChanged> {
    let mut tx = cx.world.db.write().await?;
    let account = found(cx, &mut tx, login).await?;
    if account.closed_at.is_some() {
        return Err(Error::Refused(NotChanged::AlreadySo));
    }
    others_administer(&mut tx, account.id).await?;
    let now = cx.world.clock.now();
    tx.execute(&store::CLOSE, binds![account.id, now]).await?;
    tx.execute(&store::END_SESSIONS_OF, binds![account.id])
        .await?;
    told(cx, &mut tx, Deed::AccountClosed, account.id).await?;
    Ok(tx.commit().await?)
}

/// Opens a closed account again, with the roles and the password it had.
///
/// # Errors
/// See [`NotChanged`].
pub async fn reopen(cx: &Cx, login: &str) -> Outcome<(), NotChanged> {
    let mut tx = cx.world.db.write().await?;
    let account = found(cx, &mut tx, login).await?;
    if account.closed_at.is_none() {
        return Err(Error::Refused(NotChanged::AlreadySo));
    }
    tx.execute(&store::REOPEN, binds![account.id]).await?;
    told(cx, &mut tx, Deed::AccountReopened, account.id).await?;
    Ok(tx.commit().await?)
}

async fn told(cx: &Cx, tx: &mut Tx, deed: Deed, id: AccountId) -> Result<(), Fault> {
    cx.journal(tx, deed, "account", Some(id.0), "{}").await
}
