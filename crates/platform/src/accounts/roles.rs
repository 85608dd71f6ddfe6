//! Gives an account other roles. The journal keeps the former ones with the reason, so that they can be put back; sessions
//! end, as a purpose of before may be no purpose of the new roles.

use super::close::{NotChanged, found, others_administer};
use super::store;
use crate::binds;
use crate::cx::Cx;
use crate::fault::{Error, Outcome};
use faisceau_domain::access::Role;
use faisceau_domain::journal::Deed;
use std::collections::BTreeSet;

/// Replaces the roles of an account by these.
///
/// # Errors
/// See [`NotChanged`].
pub async fn set_roles(cx: &Cx, login: &str, roles: &[Role]) -> Outcome<(), NotChanged> {
    let mut tx = cx.world.db.write().await?;
    let account = found(cx, &mut tx, login).await?;
    let wanted: BTreeSet<&str> = roles.iter().map(|role| role.code()).collect();
    if wanted.is_empty() {
        return Err(Error::Refused(NotChanged::NoRole));
    }
    let rows = tx.all(&store::ROLES_OF, binds![account.id]).await?;
    let former: Result<BTreeSet<String>, _> = rows.iter().map(|row| row.get("role")).collect();
    let former = former?;
    if former.iter().map(String::as_str).eq(wanted.iter().copied()) {
        return Err(Error::Refused(NotChanged::AlreadySo));
    }
    if !wanted.contains(Role::Administrator.code()) {
        others_administer(&mut tx, account.id).await?;
    }
    tx.execute(&store::DELETE_ROLES, binds![account.id]).await?;
    let rows = wanted.iter().map(|role| binds![account.id, *role]);
    tx.insert_many(&store::INSERT_ROLE, rows.collect()).await?;
    tx.execute(&store::END_SESSIONS_OF, binds![account.id])
        .await?;
    let detail = serde_json::json!({ "former": former, "roles": wanted }).to_string();
    let deed = Deed::AccountRolesChanged;
    cx.journal(&mut tx, deed, "account", Some(account.id.0), &detail)
        .await?;
    Ok(tx.commit().await?)
}
