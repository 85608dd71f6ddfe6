//! Who asked the custodians takes the request back while it waits. Closes nothing that is open.

use super::Refused;
use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_domain::journal::Deed;
use faisceau_platform::accounts::identities;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use uuid::Uuid;

/// Takes it back.
///
/// # Errors
/// [`Refused::NoRequest`] when it is somebody else's, of another complaint, or over.
pub async fn withdraw(cx: &Cx, id: ComplaintId, request: Uuid) -> Outcome<(), Refused> {
    let now = cx.world.clock.now();
    let mut tx = cx.world.db.write().await?;
    let asked = identities::in_turn(&mut tx, request).await?;
    let me = cx.actor.account().map(AccountId);
    let mine = asked.filter(|one| Some(one.by) == me && one.complaint == id && one.waits(now));
    if mine.is_none() {
        return Err(Error::Refused(Refused::NoRequest));
    }
    identities::end(&mut tx, request, now, None).await?;
    let detail = format!("{{\"request\":\"{request}\"}}");
    let deed = Deed::IdentityWithdrawn;
    cx.journal(&mut tx, deed, "complaint", Some(id.0), &detail)
        .await?;
    tx.commit().await?;
    Ok(())
}
