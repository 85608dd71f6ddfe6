//! Moves an account to another unit. The journal keeps the former one with the reason, so that it can be put back; what the
//! account has in charge stays with it.

use super::close::{NotChanged, UNIT_CHARACTERS_MAX, found};
use super::store;
use crate::binds;
use crate::cx::Cx;
use crate::fault::{Error, Outcome};
use faisceau_domain::journal::Deed;

/// Gives an account this unit.
///
/// # Errors
/// See [`NotChanged`].
pub async fn set_unit(cx: &Cx, login: &str, unit: &str) -> Outcome<(), NotChanged> {
    let mut tx = cx.world.db.write().await?;
    let account = found(cx, &mut tx, login).await?;
    let unit = unit.trim();
    let length = unit.chars().count();
    if length == 0 || length > UNIT_CHARACTERS_MAX || unit.chars().any(char::is_control) {
        return Err(Error::Refused(NotChanged::NoUnit));
    }
    let row = tx.one(&store::UNIT, binds![account.id]).await?;
    let former: String = row.get("unit")?;
    if former == unit {
        return Err(Error::Refused(NotChanged::AlreadySo));
    }
    tx.execute(&store::SET_UNIT, binds![account.id, unit])
        .await?;
    let detail = serde_json::json!({ "former": former, "unit": unit }).to_string();
    let deed = Deed::AccountUnitChanged;
    cx.journal(&mut tx, deed, "account", Some(account.id.0), &detail)
        .await?;
    Ok(tx.commit().await?)
}
