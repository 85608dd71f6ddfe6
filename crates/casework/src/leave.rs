//! Somebody leaves: the account is closed, and what it had in charge goes to a colleague or to nobody. Who takes over is known
//! before anything changes.

use faisceau_platform::access::Authority;
use faisceau_platform::accounts::{self, NotChanged};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};

use crate::succeed::{self, Succeeded, succeed};

/// Why nobody leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The account stays open.
    #[error(transparent)]
    Account(#[from] NotChanged),
    /// Nobody can take over so.
    #[error(transparent)]
    Colleague(#[from] succeed::Refused),
}

/// Closes the account of this login, and hands over to the open account of the other, or to nobody; the reason is the
/// context's.
///
/// # Errors
/// See [`Refused`].
pub async fn leave(
    cx: &Cx,
    authority: &Authority,
    login: &str,
    to: Option<&str>,
) -> Outcome<Succeeded, Refused> {
    let mut tx = cx.world.db.read().await?;
    let from = accounts::known(&mut tx, login).await?;
    let open = accounts::list(&mut tx).await?;
    tx.rollback().await?;
    let from = from.ok_or(Error::Refused(NotChanged::Unknown.into()))?;
    let mut colleague = None;
    if let Some(to) = to {
        let to = to.trim().to_lowercase();
        let found = open.iter().find(|staff| staff.login == to);
        let found = found.ok_or(Error::Refused(succeed::Refused::NotAColleague.into()))?;
        if found.id == from {
            return Err(Error::Refused(succeed::Refused::SamePerson.into()));
        }
        colleague = Some(found.id);
    }
    match accounts::close(cx, login).await {
        Ok(()) => {}
        Err(Error::Refused(why)) => return Err(Error::Refused(why.into())),
        Err(Error::Fault(fault)) => return Err(Error::Fault(fault)),
    }
    match succeed(cx, authority, from, colleague).await {
        Ok(done) => Ok(done),
        Err(Error::Refused(why)) => Err(Error::Refused(why.into())),
        Err(Error::Fault(fault)) => Err(Error::Fault(fault)),
    }
}
