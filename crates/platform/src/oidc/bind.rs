//! An administrator binds an account made by hand to a subject of a provider: whoever that is keeps the
//! roles of the account, which no rule changes.

use super::{Serves, provider, store};
use crate::accounts;
use crate::binds;
use crate::cx::Cx;
use crate::fault::{Error, Outcome};
use crate::keys::Use;
use faisceau_domain::id::AccountId;
use faisceau_domain::journal::Deed;
use serde_json::json;

/// Why nothing is bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotBound {
    /// No such provider of staff is in the configuration.
    #[error("no provider of staff has this name in the configuration")]
    NoProvider,
    /// No account has this login.
    #[error("no account has this login")]
    NoAccount,
    /// The subject is bound to an account already.
    #[error("this subject is bound to an account already")]
    Taken,
}

/// Binds the account of this login to this `sub` of a provider.
///
/// # Errors
/// See [`NotBound`].
pub async fn bind(cx: &Cx, login: &str, name: &str, subject: &str) -> Outcome<(), NotBound> {
    let world = &cx.world;
    let Some(provider) = provider(world, name, Serves::Staff) else {
        return Err(Error::Refused(NotBound::NoProvider));
    };
    let mark = world
        .keys()
        .mark(Use::Subject, &provider.of_subject(subject));
    let mut tx = world.db.write().await?;
    let login = login.trim().to_lowercase();
    let Some(row) = tx
        .optional(&accounts::store::BY_LOGIN, binds![login])
        .await?
    else {
        return Err(Error::Refused(NotBound::NoAccount));
    };
    if tx.optional(&store::SUBJECT, binds![mark]).await?.is_some() {
        return Err(Error::Refused(NotBound::Taken));
    }
    let account: AccountId = row.get("id")?;
    let bound = binds![mark, name, account, false, world.clock.now()];
    tx.execute(&store::BIND, bound).await?;
    let detail = json!({"provider": name}).to_string();
    let deed = Deed::SubjectBound;
    cx.journal(&mut tx, deed, "account", Some(account.0), &detail)
        .await?;
    tx.commit().await?;
    Ok(())
}
