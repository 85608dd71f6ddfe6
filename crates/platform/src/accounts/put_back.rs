//! Puts an account back as it was before a change of its roles or of its unit, as the journal tells it. It is a new change,
//! with its own reason, under the rules of any other; nothing of the journal changes.

use super::close::NotChanged;
use super::standing::standing;
use super::{set_roles, set_unit};
use crate::binds;
use crate::cx::Cx;
use crate::fault::{Error, Fault, Outcome};
use crate::journal::store as journal;
use faisceau_domain::access::Role;
use faisceau_domain::id::AccountId;
use faisceau_domain::journal::Deed;
use serde::Deserialize;
use uuid::Uuid;

/// What an account had before a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Former {
    /// These roles.
    Roles(Vec<Role>),
    /// This unit.
    Unit(String),
}

#[derive(Deserialize)]
struct Told<T> {
    former: T,
}

impl Former {
    /// What a line of the journal says there was before; `None` for what is not put back so.
    #[must_use]
    pub fn told(action: &str, detail: &str) -> Option<Former> {
        match Deed::from_code(action)? {
            Deed::AccountRolesChanged => {
                let told: Told<Vec<String>> = serde_json::from_str(detail).ok()?;
                let roles = told.former.iter().map(|code| Role::from_code(code));
                Some(Former::Roles(roles.collect::<Option<_>>()?))
            }
            Deed::AccountUnitChanged => {
                let told: Told<String> = serde_json::from_str(detail).ok()?;
                Some(Former::Unit(told.former))
            }
            _ => None,
        }
    }
}

/// Puts back what an account had before this entry of the journal.
///
/// # Errors
/// See [`NotChanged`].
pub async fn put_back(cx: &Cx, id: AccountId, entry: Uuid) -> Outcome<(), NotChanged> {
    let mut tx = cx.world.db.read().await?;
    let account = standing(&mut tx, id).await?;
    let row = tx
        .optional(&journal::ENTRY_OF_ACCOUNT, binds![entry, id])
        .await?;
    tx.rollback().await?;
    let account = account.ok_or(Error::Refused(NotChanged::Unknown))?;
    let told = row.map(|row| -> Result<Option<Former>, Fault> {
        let action: String = row.get("action")?;
        let detail: String = row.get("detail")?;
        Ok(Former::told(&action, &detail))
    });
    match told.transpose()?.flatten() {
        Some(Former::Roles(roles)) => set_roles(cx, &account.login, &roles).await,
        Some(Former::Unit(unit)) => set_unit(cx, &account.login, &unit).await,
        None => Err(Error::Refused(NotChanged::NotReversible)),
    }
}

#[cfg(test)]
mod tests {
    use super::Former;
    use faisceau_domain::access::Role;

    #[test]
    fn what_there_was_before_is_read_of_the_journal_or_nothing_is() {
        let roles = r#"{"former":["analyst","officer"],"roles":["auditor"]}"#;
        let former = Former::told("account.roles_changed", roles);
        let had = vec![Role::Analyst, Role::Officer];
        assert_eq!(former, Some(Former::Roles(had)));
        let unit = r#"{"former":"lille","unit":"brest"}"#;
        let former = Former::told("account.unit_changed", unit);
        assert_eq!(former, Some(Former::Unit("lille".to_owned())));
        for (action, detail) in [
            ("account.unit_changed", roles),
            ("account.roles_changed", unit),
            ("account.roles_changed", r#"{"former":["king"]}"#),
            ("account.closed", "{}"),
            ("account.burnt", unit),
        ] {
            assert_eq!(Former::told(action, detail), None, "{action} {detail}");
        }
    }
}
