//! Who the victim is goes under a seal: nobody reads it any more, also not who seals it, until custodians open it. It
//! needs as many custodians as must agree, so that what is sealed can be opened.

use super::{Refused, allowed};
use crate::desk::Desk;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::Action;
use faisceau_platform::accounts::identities::{self, Seal};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};

/// Seals it; the reason is the context's.
///
/// # Errors
/// See [`Refused`].
pub async fn seal(cx: &Cx, desk: &Desk<'_>, id: ComplaintId) -> Outcome<(), Refused> {
    let mut tx = cx.world.db.write().await?;
    let (_, me) = allowed(&mut tx, cx, desk, (id, Action::IdentitySeal)).await?;
    if identities::custodians(&mut tx).await? < cx.world.config.identity_custodians {
        return Err(Error::Refused(Refused::NoCustodians));
    }
    let one = Seal {
        at: cx.world.clock.now(),
        by: me,
        reason: cx.reason.trim().to_owned(),
    };
    if !identities::seal(&mut tx, id, &one).await? {
        return Err(Error::Refused(Refused::Sealed));
    }
    let deed = Deed::IdentitySealed;
    cx.journal(&mut tx, deed, "complaint", Some(id.0), "{}")
        .await?;
    tx.commit().await?;
    Ok(())
}
