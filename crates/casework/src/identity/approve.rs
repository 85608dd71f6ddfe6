//! A custodian agrees to a request. The last one needed opens the identity to who asks, for some hours, or takes the
//! seal away. A custodian who is near to the complaint, or asks, does not agree.

use super::Refused;
use crate::desk::Desk;
use faisceau_domain::id::AccountId;
use faisceau_domain::journal::Deed;
use faisceau_domain::sealed_identity::{OPEN_FOR, Wanted};
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::accounts::exceptions;
use faisceau_platform::accounts::identities::{self, Asked};
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use jiff::Timestamp;
use uuid::Uuid;

/// Agrees; whether that was the last agreement needed.
///
/// # Errors
/// See [`Refused`].
pub async fn approve(cx: &Cx, desk: &Desk<'_>, request: Uuid) -> Outcome<bool, Refused> {
    let refused = |why| Err(Error::Refused(why));
    let mut tx = cx.world.db.write().await?;
    let asked = identities::in_turn(&mut tx, request).await?;
    let (Some(asked), Some(me)) = (asked, cx.actor.account().map(AccountId)) else {
        return refused(Refused::NoRequest);
    };
    let near = exceptions::recused_of(&mut tx, asked.complaint).await?;
    if near.iter().any(|one| one.account == me) {
        return refused(Refused::Near);
    }
    let resource = Resource::complaint(asked.complaint.to_string());
    if !desk.may(Action::IdentityApprove, &resource) {
        return refused(Refused::NotAllowed);
    }
    let now = cx.world.clock.now();
    let needed = cx.world.config.identity_custodians;
    let enough = asked.request().approve(me, needed, now);
    let enough = enough.map_err(|why| Error::Refused(Refused::Rule(why)))?;
    identities::approve(&mut tx, &asked, me, now).await?;
    let detail = format!("{{\"request\":\"{request}\"}}");
    let (deed, subject) = (Deed::IdentityApproved, Some(asked.complaint.0));
    cx.journal(&mut tx, deed, "complaint", subject, &detail)
        .await?;
    if enough {
        grant(cx, &mut tx, &asked, now).await?;
    }
    tx.commit().await?;
    Ok(enough)
}

async fn grant(cx: &Cx, tx: &mut Tx, asked: &Asked, now: Timestamp) -> Result<(), Fault> {
    let deed = match asked.wanted {
        Wanted::Open => {
            identities::end(tx, asked.id, now, Some(now + OPEN_FOR)).await?;
            Deed::IdentityOpened
        }
        Wanted::Lift => {
            identities::end(tx, asked.id, now, None).await?;
            identities::lift(tx, asked.complaint).await?;
            Deed::IdentitySealLifted
        }
    };
    let detail = format!("{{\"request\":\"{}\",\"to\":\"{}\"}}", asked.id, asked.by);
    let subject = Some(asked.complaint.0);
    cx.journal(tx, deed, "complaint", subject, &detail).await
}
