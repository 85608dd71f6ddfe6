//! Somebody who works on values says why they must know who the victim of one complaint is: it opens for some hours,
//! and the journal keeps the motive. Opens nothing that is under a seal.

use super::{Refused, allowed};
use crate::desk::Desk;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::sealed_identity::OPEN_FOR;
use faisceau_platform::access::Action;
use faisceau_platform::accounts::identities::{self, Motive};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};

/// Gives a motive; it is the reason of the context.
///
/// # Errors
/// See [`Refused`].
pub async fn motive(cx: &Cx, desk: &Desk<'_>, id: ComplaintId) -> Outcome<(), Refused> {
    let mut tx = cx.world.db.write().await?;
    let (case, me) = allowed(&mut tx, cx, desk, (id, Action::IdentityAsk)).await?;
    if desk.may(Action::IdentityRead, &case.resource()) {
        return Err(Error::Refused(Refused::Open));
    }
    let now = cx.world.clock.now();
    if identities::sealed(&mut tx, me, now).await?.contains(&id) {
        return Err(Error::Refused(Refused::Sealed));
    }
    let one = Motive {
        id: cx.world.dice.uuid(now),
        complaint: id,
        account: me,
        reason: cx.reason.trim().to_owned(),
        at: now,
        until: now + OPEN_FOR,
    };
    identities::give_motive(&mut tx, &one).await?;
    let detail = format!("{{\"motive\":\"{}\"}}", one.id);
    let deed = Deed::IdentityMotive;
    cx.journal(&mut tx, deed, "complaint", Some(id.0), &detail)
        .await?;
    tx.commit().await?;
    Ok(())
}
