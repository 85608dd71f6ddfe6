//! An officer writes what became of a request to a bank: done, too late, refused. Written again, the
//! last one stands, and the journal keeps each.

use faisceau_domain::complaint::{REASON_CHARACTERS_MAX, check_reason};
use faisceau_domain::freeze::Outcome as Ended;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::Action;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use uuid::Uuid;

use super::store;
use crate::case;
use crate::desk::Desk;

/// Why nothing is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No such ticket of this complaint, or none this person may know of.
    NoTicket,
    /// The policies do not let this person treat the complaint.
    NotAllowed,
    /// A refusal of the bank is told in some words, and none in too many.
    Words,
}

/// Settles a ticket of a complaint.
///
/// # Errors
/// See [`Refused`].
pub async fn settle(
    cx: &Cx,
    desk: &Desk<'_>,
    complaint: ComplaintId,
    ticket: Uuid,
    (ended, words): (Ended, &str),
) -> Outcome<(), Refused> {
    let refused = |why| Err(Error::Refused(why));
    let mut tx = cx.world.db.write().await?;
    let Some(case) = case::load(&mut tx, complaint).await? else {
        return refused(Refused::NoTicket);
    };
    if !desk.may(Action::ComplaintRead, &case.resource()) {
        return refused(Refused::NoTicket);
    }
    if !desk.may(Action::ComplaintValidate, &case.resource()) {
        return refused(Refused::NotAllowed);
    }
    let found = tx.optional(&store::ONE, binds![ticket, complaint]).await?;
    if found.is_none() {
        return refused(Refused::NoTicket);
    }
    let words = words.trim();
    let told = match ended {
        Ended::Refused => check_reason(words).is_ok(),
        Ended::Done | Ended::TooLate => words.chars().count() <= REASON_CHARACTERS_MAX,
    };
    if !told {
        return refused(Refused::Words);
    }
    let row = binds![
        ticket,
        complaint,
        ended.code(),
        cx.world.clock.now(),
        cx.actor.account(),
        words,
    ];
    tx.execute(&store::SETTLE, row).await?;
    let detail = serde_json::json!({ "ticket": ticket, "outcome": ended.code() }).to_string();
    let deed = Deed::FreezeSettled;
    cx.journal(&mut tx, deed, "complaint", Some(complaint.0), &detail)
        .await?;
    tx.commit().await?;
    Ok(())
}
