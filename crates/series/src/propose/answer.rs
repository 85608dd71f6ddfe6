//! Answers proposals, one or several, in one gesture with one reason. To accept joins, parts or
//! says that a value is owned; to refuse forbids the link, keeps the series, says that the value
//! is shared or that it was typed as it was meant. Each answer is a decision like another, taken by itself: what is refused for one stops
//! no other, and is told. The whole gesture is taken back by its batch.

use crate::decide::enact::{Answer, Begun, Decided, Gesture, begin, enact};
use crate::decide::forbid::forbid;
use crate::decide::kind::Kind;
use crate::decide::mark::{Mark, mark};
use crate::decide::merge::merge;
use crate::decide::refused::Refused;
use crate::decide::side::{Side, named};
use crate::decide::withdraw::withdraw;
use crate::propose::listed::{self, End, Listed, Slip, What, may_see};
use crate::propose::store;
use crate::rights::Sight;
use faisceau_linkage::ValueKey;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use uuid::Uuid;

/// Proposals of one gesture: those of one page.
pub(crate) const CHOSEN_MAX: usize = listed::PAGE_ROWS;
/// Confirmations withdrawn at most to part one series.
const CONFIRMATIONS_MAX: i64 = 100;

/// What came of a gesture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Done {
    /// Proposals answered.
    pub(crate) answered: usize,
    /// The others, in the order chosen, each with why.
    pub(crate) left: Vec<(Uuid, Refused)>,
}

/// Answers each; the reason is the context's.
///
/// # Errors
/// See [`Refused`]. A fault leaves what was done before it.
pub(crate) async fn answer(
    cx: &Cx,
    sight: &mut Sight<'_>,
    batch: Uuid,
    chosen: &[(Uuid, bool)],
) -> Outcome<Done, Refused> {
    let refused = |why| Err(Error::Refused(why));
    match chosen.len() {
        0 => return refused(Refused::OneSide),
        n if n > CHOSEN_MAX => return refused(Refused::TooMany),
        _ if cx.reason.is_empty() => return refused(Refused::NoReason),
        _ => {}
    }
    let mut done = Done::default();
    for (proposal, accepted) in chosen {
        match one(cx, sight, batch, *proposal, *accepted).await {
            Ok(()) => done.answered += 1,
            Err(Error::Fault(fault)) => return Err(Error::Fault(fault)),
            Err(Error::Refused(why)) => done.left.push((*proposal, why)),
        }
    }
    Ok(done)
}

async fn one(
    cx: &Cx,
    sight: &mut Sight<'_>,
    batch: Uuid,
    id: Uuid,
    accepted: bool,
) -> Outcome<(), Refused> {
    let mut tx = cx.world.db.read().await?;
    let Some(found) = listed::one(&mut tx, id).await? else {
        return Err(Error::Refused(Refused::NoProposal));
    };
    if !may_see(&mut tx, sight, &found).await? {
        return Err(Error::Refused(Refused::NoProposal));
    }
    tx.rollback().await?;
    // The same gesture sent twice gives the same decision.
    let decision = cx.world.value_ids.of("answer", &format!("{batch}:{id}"));
    let gesture = Gesture {
        id: decision,
        batch: Some(batch),
        answer: Some(Answer {
            accepted,
            kind: found.kind(),
            bits: found.bits,
        }),
    };
    let sides = |ends: &[End; 2]| [ends[0].side(), ends[1].side()];
    match (&found.what, accepted) {
        (What::Join(ends), true) => merge(cx, sight, gesture, sides(ends)).await?,
        (What::Join(ends), false) => forbid(cx, sight, gesture, sides(ends)).await?,
        (What::Part(ends), true) => return part(cx, sight, ends).await,
        (What::Part(ends), false) => keep(cx, sight, gesture, &ends[0]).await?,
        // Two complaints are named, and no series: that is all a slip says.
        (What::Slip { ends, .. }, true) => {
            let sides = [0, 1].map(|side: usize| Side::Complaint(ends[side].complaint));
            merge(cx, sight, gesture, sides).await?;
        }
        (What::Slip { ends, slip }, false) => typed(cx, sight, gesture, ends, slip).await?,
        (What::Value { key_id, .. }, _) => {
            let said = if accepted { Mark::Owned } else { Mark::Shared };
            judge(cx, sight, gesture, *key_id, said).await?;
        }
    }
    answered(cx, &found, decision).await
}

/// Leaves the proposal out of the list as long as its answer is in force.
async fn answered(cx: &Cx, found: &Listed, decision: Uuid) -> Outcome<(), Refused> {
    let mut tx = cx.world.db.write().await?;
    tx.execute(&store::ANSWERED, binds![found.id, decision])
        .await?;
    tx.commit().await?;
    Ok(())
}

async fn judge(
    cx: &Cx,
    sight: &Sight<'_>,
    gesture: Gesture,
    key_id: Uuid,
    said: Mark,
) -> Outcome<(), Refused> {
    let mut tx = cx.world.db.read().await?;
    let row = tx.optional(&store::IDENTIFIER_OF_KEY, binds![key_id]);
    let Some(row) = row.await? else {
        return Err(Error::Refused(Refused::NoIdentifier));
    };
    let identifier: Uuid = row.get("identifier_id")?;
    tx.rollback().await?;
    mark(cx, sight, gesture, identifier, said).await
}

/// Takes back the confirmations that hold two pieces together: the evidence then parts them.
async fn part(cx: &Cx, sight: &Sight<'_>, [one, other]: &[End; 2]) -> Outcome<(), Refused> {
    let mut tx = cx.world.db.read().await?;
    let asked = binds![one.complaint, other.complaint, CONFIRMATIONS_MAX];
    let mut confirming: Vec<Uuid> = Vec::new();
    for row in tx.all(&store::CONFIRMING, asked).await? {
        confirming.push(row.get("id")?);
    }
    tx.rollback().await?;
    if confirming.is_empty() {
        return Err(Error::Refused(Refused::NoProposal));
    }
    withdraw(cx, sight, &confirming).await?;
    Ok(())
}

/// Leaves a confirmed series as it is: nothing changes for the linker.
async fn keep(cx: &Cx, sight: &mut Sight<'_>, gesture: Gesture, end: &End) -> Outcome<(), Refused> {
    let mut tx = cx.world.db.write().await?;
    if begin(cx, &mut tx, gesture.id, Kind::Kept).await? == Begun::Done {
        return Ok(());
    }
    let side = named(&mut tx, sight, end.side(), None).await?;
    let decided = Decided {
        kind: Kind::Kept,
        series: side.series,
        other: None,
        sides: [side.complaints, Vec::new()],
        value: None,
    };
    enact(cx, &mut tx, gesture, decided).await?;
    tx.commit().await?;
    Ok(())
}

/// Says that a value was typed as it was meant: nothing changes for the linker.
async fn typed(
    cx: &Cx,
    sight: &mut Sight<'_>,
    gesture: Gesture,
    ends: &[End; 2],
    slip: &Slip,
) -> Outcome<(), Refused> {
    let mut tx = cx.world.db.write().await?;
    if begin(cx, &mut tx, gesture.id, Kind::Typed).await? == Begun::Done {
        return Ok(());
    }
    let one = named(&mut tx, sight, Side::Complaint(ends[0].complaint), None).await?;
    let other = named(&mut tx, sight, Side::Complaint(ends[1].complaint), None).await?;
    let value = ValueKey::of_stored(&slip.kind, &slip.typed);
    let decided = Decided {
        kind: Kind::Typed,
        series: None,
        other: None,
        sides: [one.complaints, other.complaints],
        value: value.map(|value| (slip.key_id, value)),
    };
    enact(cx, &mut tx, gesture, decided).await?;
    tx.commit().await?;
    Ok(())
}
