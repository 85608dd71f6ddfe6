//! Passes an open file from one officer of a unit to another: given by who holds it, or taken, with a
//! reason, by a colleague who goes on while the other is away.

use super::{Held, NOTE_CHARACTERS_MAX, Refused, has_room, officer, one, store};
use faisceau_domain::access::Purpose;
use faisceau_domain::id::{AccountId, DraftId};
use faisceau_domain::journal::Deed;
use faisceau_platform::access::{Action, Authority};
use faisceau_platform::accounts;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Outcome};
use faisceau_platform::web::actor;

/// Gives a file to a colleague of the unit, with a word if need be.
///
/// # Errors
/// See [`Refused`].
pub async fn hand_over(
    cx: &Cx,
    authority: &Authority,
    id: DraftId,
    to: AccountId,
    note: &str,
) -> Outcome<(), Refused> {
    let mut tx = cx.world.db.write().await?;
    let (me, _) = officer(cx)?;
    let held = one(cx, &mut tx, id).await?;
    let held = held.filter(|held| held.officer == me);
    let held = held.ok_or(Error::Refused(Refused::NoFile))?;
    let colleague = accounts::load(&mut tx, to).await?;
    let takes = colleague.is_some_and(|staff| {
        staff.unit == held.unit
            && authority
                .check(
                    &actor(&staff),
                    Action::ComplaintFile,
                    &held.resource(),
                    Purpose::Intake,
                )
                .is_allowed()
    });
    if !takes || to == me {
        return Err(Error::Refused(Refused::NotAColleague));
    }
    pass(cx, &mut tx, &held, to, note).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes a file that a colleague of the unit holds. The reason is the context's, in the journal.
///
/// # Errors
/// See [`Refused`].
pub async fn take_over(cx: &Cx, id: DraftId) -> Outcome<(), Refused> {
    if cx.reason.is_empty() {
        return Err(Error::Refused(Refused::NoReason));
    }
    let mut tx = cx.world.db.write().await?;
    let (me, unit) = officer(cx)?;
    let held = one(cx, &mut tx, id).await?;
    let held = held.filter(|held| held.unit == unit && held.officer != me);
    let held = held.ok_or(Error::Refused(Refused::NoFile))?;
    pass(cx, &mut tx, &held, me, &cx.reason).await?;
    tx.commit().await?;
    Ok(())
}

async fn pass(
    cx: &Cx,
    tx: &mut Tx,
    held: &Held,
    to: AccountId,
    note: &str,
) -> Outcome<(), Refused> {
    let now = cx.world.clock.now();
    has_room(cx, tx, to).await?;
    let clean = note.trim().chars().filter(|c| !c.is_control());
    let note: String = clean.take(NOTE_CHARACTERS_MAX).collect();
    let row = binds![held.id, held.officer, to, now, cx.actor.account(), note];
    if tx.execute(&store::HAND_OVER, row).await? == 0 {
        return Err(Error::Refused(Refused::Meanwhile));
    }
    let detail = format!("{{\"from\":\"{}\",\"to\":\"{to}\"}}", held.officer);
    let id = Some(held.id.0);
    cx.journal(tx, Deed::CounterHandedOver, "draft", id, &detail)
        .await?;
    Ok(())
}
