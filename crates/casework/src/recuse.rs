//! Somebody says to be party to a complaint, or too near: it closes to them at once, and is in nobody's charge if it was in
//! theirs. A colleague who may say who is in charge takes that back, with a reason. Never said for somebody else.

use faisceau_domain::exception::NearGround;
use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_domain::journal::Deed;
use faisceau_platform::access::Action;
use faisceau_platform::accounts::exceptions;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};

use crate::assign::release;
use crate::case;
use crate::desk::Desk;

/// Why nothing changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No such complaint, or none this person may know of.
    NoComplaint,
    /// The policies do not let this person say who is in charge.
    NotAllowed,
    /// A reason was to be written and holds too few words.
    NoReason,
    /// This person said nothing of the kind, or it was taken back meanwhile.
    NotRecused,
}

impl Refused {
    /// The stable code: words for people are in `locales/` under it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Refused::NoComplaint => "no-complaint",
            Refused::NotAllowed => "not-allowed",
            Refused::NoReason => "no-reason",
            Refused::NotRecused => "not-recused",
        }
    }
}

/// Fewest characters of a reason.
pub const REASON_MIN: usize = 10;

/// Who acts handles this complaint no more.
///
/// # Errors
/// See [`Refused`].
pub async fn recuse(
    cx: &Cx,
    desk: &Desk<'_>,
    id: ComplaintId,
    ground: NearGround,
) -> Outcome<(), Refused> {
    let mut tx = cx.world.db.write().await?;
    let case = case::load(&mut tx, id).await?;
    let (Some(case), Some(me)) = (case, cx.actor.account().map(AccountId)) else {
        return Err(Error::Refused(Refused::NoComplaint));
    };
    if !desk.may(Action::ComplaintRead, &case.resource()) {
        return Err(Error::Refused(Refused::NoComplaint));
    }
    let now = cx.world.clock.now();
    exceptions::recuse(&mut tx, id, me, ground, now).await?;
    if case.assignee == Some(me) {
        release(cx, &mut tx, id).await?;
    }
    let detail = format!("{{\"ground\":\"{}\"}}", ground.code());
    let declared = Deed::RecusalDeclared;
    cx.journal(&mut tx, declared, "complaint", Some(id.0), &detail)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// This person may handle the complaint again; the reason is the context's.
///
/// # Errors
/// See [`Refused`].
pub async fn lift(
    cx: &Cx,
    desk: &Desk<'_>,
    id: ComplaintId,
    of: AccountId,
) -> Outcome<(), Refused> {
    let refused = |why| Err(Error::Refused(why));
    let mut tx = cx.world.db.write().await?;
    let Some(case) = case::load(&mut tx, id).await? else {
        return refused(Refused::NoComplaint);
    };
    if !desk.may(Action::ComplaintRead, &case.resource()) {
        return refused(Refused::NoComplaint);
    }
    if !desk.may(Action::ComplaintAssign, &case.resource()) {
        return refused(Refused::NotAllowed);
    }
    if cx.reason.chars().count() < REASON_MIN {
        return refused(Refused::NoReason);
    }
    if !exceptions::lift(&mut tx, id, of).await? {
        return refused(Refused::NotRecused);
    }
    let detail = format!("{{\"of\":\"{of}\"}}");
    let lifted = Deed::RecusalLifted;
    cx.journal(&mut tx, lifted, "complaint", Some(id.0), &detail)
        .await?;
    tx.commit().await?;
    Ok(())
}
