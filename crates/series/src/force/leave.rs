//! Somebody leaves the task force of a series before its day.

use super::Refused;
use faisceau_domain::id::{AccountId, SeriesId};
use faisceau_domain::journal::Deed;
use faisceau_platform::accounts::forces;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use uuid::Uuid;

/// Ends a membership now. `may`: whether who acts may say so.
///
/// # Errors
/// See [`Refused`].
pub(crate) async fn leave(
    cx: &Cx,
    may: bool,
    (series, membership): (SeriesId, Uuid),
) -> Outcome<(), Refused> {
    let (Some(me), true) = (cx.actor.account().map(AccountId), may) else {
        return Err(Error::Refused(Refused::NotAllowed));
    };
    let now = cx.world.clock.now();
    let mut tx = cx.world.db.write().await?;
    if !forces::leave(&mut tx, (series, membership), me, now).await? {
        return Err(Error::Refused(Refused::NotIn));
    }
    let detail = serde_json::json!({ "membership": membership }).to_string();
    let left = Deed::TaskForceLeft;
    cx.journal(&mut tx, left, "series", Some(series.0), &detail)
        .await?;
    tx.commit().await?;
    Ok(())
}
