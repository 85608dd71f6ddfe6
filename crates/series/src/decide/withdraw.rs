//! Takes decisions back: the rows stay, with who took them back, when and why beside them, and the
//! linker obeys them no more. Taking back twice is taking back once.

use crate::decide::listed::{self, Listed};
use crate::decide::refused::Refused;
use crate::decide::store;
use crate::rights::Sight;
use faisceau_domain::event::{Event, LinkDecided};
use faisceau_domain::id::SeriesId;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::{Action, Kind, Resource};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use uuid::Uuid;

/// Takes decisions back, all of them or none; the reason is the context's.
///
/// # Errors
/// See [`Refused`].
pub(crate) async fn withdraw(cx: &Cx, sight: &Sight<'_>, ids: &[Uuid]) -> Outcome<(), Refused> {
    let mut tx = opened(cx).await?;
    let decisions = listed::several(&mut tx, ids).await?;
    if decisions.len() < ids.len() {
        return Err(Error::Refused(Refused::NoDecision));
    }
    take_back(cx, sight, &mut tx, &decisions).await?;
    tx.commit().await?;
    Ok(())
}

/// Takes back every decision of a gesture on several proposals.
///
/// # Errors
/// See [`Refused`]: when one of them may not be taken back, none is.
pub(crate) async fn withdraw_batch(
    cx: &Cx,
    sight: &Sight<'_>,
    batch: Uuid,
) -> Outcome<(), Refused> {
    let mut tx = opened(cx).await?;
    let decisions = listed::of_batch(&mut tx, batch).await?;
    if decisions.is_empty() {
        return Err(Error::Refused(Refused::NoDecision));
    }
    take_back(cx, sight, &mut tx, &decisions).await?;
    tx.commit().await?;
    Ok(())
}

async fn opened(cx: &Cx) -> Outcome<Tx, Refused> {
    if cx.reason.is_empty() {
        return Err(Error::Refused(Refused::NoReason));
    }
    let mut tx = cx.world.db.write().await?;
    tx.execute(&store::PASS_GATE, binds![]).await?;
    Ok(tx)
}

async fn take_back(
    cx: &Cx,
    sight: &Sight<'_>,
    tx: &mut Tx,
    decisions: &[Listed],
) -> Outcome<(), Refused> {
    let resources = listed::resources(tx, sight.reader(), decisions).await?;
    for decision in decisions {
        let resource = &resources[&decision.id];
        if !sight.allows(Action::DecisionRead, resource) {
            return Err(Error::Refused(Refused::NoDecision));
        }
        if !may_take_back(sight, decision, resource) {
            return Err(Error::Refused(Refused::NotAllowed));
        }
    }
    for decision in decisions.iter().filter(|d| d.withdrawn.is_none()) {
        write(cx, tx, decision).await?;
    }
    Ok(())
}

/// Whether this person may take a decision back: who could take it can.
pub(crate) fn may_take_back(sight: &Sight<'_>, decision: &Listed, resource: &Resource) -> bool {
    match &decision.value {
        Some(value) => {
            let identifier = Resource::new(Kind::Identifier, value.key_id.to_string());
            sight.allows(Action::IdentifierJudge, &identifier)
        }
        None => {
            let series = Resource {
                kind: Kind::Series,
                ..resource.clone()
            };
            sight.allows(Action::SeriesDecide, &series)
        }
    }
}

async fn write(cx: &Cx, tx: &mut Tx, decision: &Listed) -> Result<(), Fault> {
    let now = cx.world.clock.now();
    let row = binds![decision.id, &cx.reason, cx.actor.account(), now];
    tx.execute(&store::WITHDRAW, row).await?;
    tx.execute(&store::MARK_PENDING, binds![decision.id, now])
        .await?;
    tx.rings(&cx.world.linking);
    let detail = format!("{{\"kind\":\"{}\"}}", decision.kind.code());
    let deed = Deed::LinkWithdrawn;
    cx.journal(tx, deed, "decision", Some(decision.id), &detail)
        .await?;
    let told = LinkDecided {
        decision: decision.id,
        kind: decision.kind.code(),
        series: decision.series.as_ref().map(|(id, _)| SeriesId(*id)),
        withdrawn: true,
    };
    cx.emit(tx, &Event::LinkDecided(told)).await
}
