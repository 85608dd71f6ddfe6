//! Somebody asks the custodians to open an identity under seal to them, or to take the seal away. Auditors and
//! custodians see it from then on.

use super::{Refused, allowed};
use crate::desk::Desk;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::sealed_identity::{WAITS_FOR, Wanted};
use faisceau_platform::access::Action;
use faisceau_platform::accounts::identities::{self, Asked};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use uuid::Uuid;

/// Asks; the reason is the context's. The id of the request.
///
/// # Errors
/// See [`Refused`].
pub async fn ask(
    cx: &Cx,
    desk: &Desk<'_>,
    id: ComplaintId,
    wanted: Wanted,
) -> Outcome<Uuid, Refused> {
    let refused = |why| Err(Error::Refused(why));
    let needs = match wanted {
        Wanted::Open => Action::IdentityAsk,
        Wanted::Lift => Action::IdentitySeal,
    };
    let mut tx = cx.world.db.write().await?;
    let (_, me) = allowed(&mut tx, cx, desk, (id, needs)).await?;
    let now = cx.world.clock.now();
    if identities::seal_of(&mut tx, id).await?.is_none() {
        return refused(Refused::NotSealed);
    }
    let before = identities::of(&mut tx, id).await?;
    let mine = before
        .iter()
        .filter(|one| one.by == me && one.wanted == wanted);
    for one in mine {
        if one.waits(now) {
            return refused(Refused::Waiting);
        }
        if wanted == Wanted::Open && one.opened_until.is_some_and(|until| until > now) {
            return refused(Refused::Open);
        }
    }
    let one = Asked {
        id: cx.world.dice.uuid(now),
        complaint: id,
        wanted,
        by: me,
        reason: cx.reason.trim().to_owned(),
        at: now,
        until: now + WAITS_FOR,
        ended: None,
        opened_until: None,
        approvals: Vec::new(),
    };
    identities::ask(&mut tx, &one).await?;
    let detail = format!(
        "{{\"request\":\"{}\",\"wanted\":\"{}\"}}",
        one.id,
        wanted.code()
    );
    let deed = Deed::IdentityAsked;
    cx.journal(&mut tx, deed, "complaint", Some(id.0), &detail)
        .await?;
    tx.commit().await?;
    Ok(one.id)
}
