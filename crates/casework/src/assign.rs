//! Puts a person in charge of a complaint, or nobody. Refused when somebody changed it meanwhile,
//! or when the person could not even read it.

use faisceau_domain::access::Purpose;
use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_domain::journal::Deed;
use faisceau_platform::access::{Action, Authority};
use faisceau_platform::accounts::{self, Staff};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use faisceau_platform::web::actor;
use uuid::Uuid;

use crate::audit;
use crate::case::{self, Case};
use crate::desk::Desk;
use crate::store;

/// Who is to be in charge, and who was when the page was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// In charge when the page was read.
    pub from: Option<AccountId>,
    /// In charge from now on; `None`: nobody.
    pub to: Option<AccountId>,
}

/// Why nothing changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No such complaint, or none this person may know of.
    NoComplaint,
    /// The policies do not let this person say who is in charge.
    NotAllowed,
    /// No such account, or one whose rights never open this complaint.
    NotAColleague,
    /// Somebody changed who is in charge: look again.
    Meanwhile,
}

impl Refused {
    /// The stable code: words for people are in `locales/` under it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Refused::NoComplaint => "no-complaint",
            Refused::NotAllowed => "not-allowed",
            Refused::NotAColleague => "not-a-colleague",
            Refused::Meanwhile => "meanwhile",
        }
    }
}

/// Changes who is in charge.
///
/// # Errors
/// See [`Refused`].
pub async fn assign(
    cx: &Cx,
    desk: &Desk<'_>,
    id: ComplaintId,
    change: Change,
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
    if case.assignee != change.from {
        return refused(Refused::Meanwhile);
    }
    if let Some(to) = change.to {
        let colleague = accounts::load(&mut tx, to).await?;
        if !colleague.is_some_and(|staff| could_read(desk.authority, &staff, &case)) {
            return refused(Refused::NotAColleague);
        }
        put_in_charge(cx, &mut tx, id, to).await?;
    } else {
        release(cx, &mut tx, id).await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Writes that nobody is in charge any more, in the caller's transaction.
pub(crate) async fn release(cx: &Cx, tx: &mut Tx, id: ComplaintId) -> Result<(), Fault> {
    tx.execute(&store::RELEASE, binds![id]).await?;
    let ended = binds![id, cx.world.clock.now()];
    tx.execute(&audit::store::END_CHARGE, ended).await?;
    let released = Deed::ComplaintReleased;
    cx.journal(tx, released, "complaint", Some(id.0), "{}")
        .await
}

/// Writes who is in charge, in the caller's transaction.
pub(crate) async fn put_in_charge(
    cx: &Cx,
    tx: &mut Tx,
    id: ComplaintId,
    to: AccountId,
) -> Result<(), Fault> {
    charge(cx, tx, id, (to, cx.actor.account())).await
}

/// The same, put there by this account where no account acts.
pub(crate) async fn charge(
    cx: &Cx,
    tx: &mut Tx,
    id: ComplaintId,
    (to, by): (AccountId, Option<Uuid>),
) -> Result<(), Fault> {
    let now = cx.world.clock.now();
    let row = binds![id, to, now, by];
    tx.execute(&store::ASSIGN, row).await?;
    tx.execute(&audit::store::END_CHARGE, binds![id, now])
        .await?;
    let begun = binds![cx.world.dice.uuid(now), id, to, now];
    tx.execute(&audit::store::BEGIN_CHARGE, begun).await?;
    let detail = format!("{{\"to\":\"{to}\"}}");
    let assigned = Deed::ComplaintAssigned;
    cx.journal(tx, assigned, "complaint", Some(id.0), &detail)
        .await
}

/// Whether this person could read the complaint once in charge, under some purpose.
#[must_use]
pub fn could_read(authority: &Authority, staff: &Staff, case: &Case) -> bool {
    let person = actor(staff);
    let mut resource = case.resource();
    resource.assignees.clear();
    let resource = resource.assigned_to([person.id.clone()]);
    let read = |purpose: Purpose| {
        authority
            .check(&person, Action::ComplaintRead, &resource, purpose)
            .is_allowed()
    };
    Purpose::ALL.into_iter().any(read)
}
