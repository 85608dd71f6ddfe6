//! Somebody joins the task force of a series, until a day said beforehand.

use super::{REASON_MIN, Refused};
use faisceau_domain::access::Purpose;
use faisceau_domain::id::{AccountId, SeriesId};
use faisceau_domain::journal::Deed;
use faisceau_platform::access::{Action, Authority, Resource};
use faisceau_platform::accounts::forces::{self, LONGEST, Member};
use faisceau_platform::accounts::{self, Staff};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use faisceau_platform::web::actor;
use jiff::Timestamp;

/// Lets somebody work on a series until then; the reason is the context's. `may`: whether who acts may say so.
///
/// # Errors
/// See [`Refused`].
pub(crate) async fn join(
    cx: &Cx,
    (authority, may): (&Authority, bool),
    (series, who): (SeriesId, AccountId),
    until: Timestamp,
) -> Outcome<(), Refused> {
    let refused = |why| Err(Error::Refused(why));
    let (Some(me), true) = (cx.actor.account().map(AccountId), may) else {
        return refused(Refused::NotAllowed);
    };
    if cx.reason.chars().count() < REASON_MIN {
        return refused(Refused::NoReason);
    }
    let now = cx.world.clock.now();
    if until <= now || until > now + LONGEST {
        return refused(Refused::NoDay);
    }
    let mut tx = cx.world.db.write().await?;
    let colleague = accounts::load(&mut tx, who).await?;
    if !colleague.is_some_and(|staff| could_read(authority, &staff, series)) {
        return refused(Refused::NotAColleague);
    }
    if forces::is_member(&mut tx, series, who, now).await? {
        return refused(Refused::AlreadyIn);
    }
    let member = Member {
        id: cx.world.dice.uuid(now),
        account: who,
        reason: cx.reason.clone(),
        since: now,
        until,
        by: me,
        ended: None,
    };
    forces::join(&mut tx, series, &member).await?;
    let detail = serde_json::json!({ "member": who, "until": until }).to_string();
    let joined = Deed::TaskForceJoined;
    cx.journal(&mut tx, joined, "series", Some(series.0), &detail)
        .await?;
    tx.commit().await?;
    Ok(())
}

/// Whether this person would read the series once in its task force, under some purpose.
pub(crate) fn could_read(authority: &Authority, staff: &Staff, series: SeriesId) -> bool {
    let mut person = actor(staff);
    person.forces.insert(series.to_string());
    let resource = Resource::series(series.to_string());
    Purpose::ALL.into_iter().any(|purpose| {
        authority
            .check(&person, Action::SeriesRead, &resource, purpose)
            .is_allowed()
    })
}
