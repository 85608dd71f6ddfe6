//! What every gesture begins and ends with: one at a time through the gate, the same gesture sent
//! twice is one; then the decision is checked against those in force, written, journaled and told.

use crate::decide::contradict;
use crate::decide::kind::Kind;
use crate::decide::refused::Refused;
use crate::decide::side::{Side, named};
use crate::decide::store;
use crate::rights::Sight;
use faisceau_domain::event::{Event, LinkDecided};
use faisceau_domain::id::{AccountId, SeriesId};
use faisceau_linkage::{Correction, CorrectionId, Decision, RecordId, ValueKey};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use uuid::Uuid;

/// A gesture: its id is given by the page or the program that makes it, so that the same one sent
/// twice is one decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Gesture {
    /// The decision to be.
    pub(crate) id: Uuid,
    /// The gesture on several proposals it is part of.
    pub(crate) batch: Option<Uuid>,
    /// The proposal it answers.
    pub(crate) answer: Option<Answer>,
}

impl Gesture {
    /// A gesture by itself, that answers nothing.
    pub(crate) const fn alone(id: Uuid) -> Gesture {
        Gesture {
            id,
            batch: None,
            answer: None,
        }
    }
}

/// What a person answered to a proposal, with what was proposed: what later weights are learnt from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Answer {
    /// Whether it was accepted.
    pub(crate) accepted: bool,
    /// The kind of the proposal.
    pub(crate) kind: &'static str,
    /// What spoke for it, in hundredths of a bit.
    pub(crate) bits: i64,
}

/// What is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decided {
    pub(crate) kind: Kind,
    pub(crate) series: Option<Uuid>,
    pub(crate) other: Option<Uuid>,
    /// The complaints named; those of the second side are kept apart from those of the first.
    pub(crate) sides: [Vec<Uuid>; 2],
    /// The value named, and its key's id.
    pub(crate) value: Option<(Uuid, ValueKey)>,
}

/// Whether a gesture is to be made or was made before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Begun {
    /// To be made.
    Fresh,
    /// The same person made it: nothing is left to do.
    Done,
}

/// Takes the gate, and looks whether this gesture was made before.
pub(crate) async fn begin(cx: &Cx, tx: &mut Tx, id: Uuid, kind: Kind) -> Outcome<Begun, Refused> {
    if cx.reason.is_empty() {
        return Err(Error::Refused(Refused::NoReason));
    }
    tx.execute(&store::PASS_GATE, binds![]).await?;
    let Some(row) = tx.optional(&store::MADE, binds![id]).await? else {
        return Ok(Begun::Fresh);
    };
    let same_kind = row.word("kind", Kind::from_code)? == kind;
    if same_kind && cx.actor.account() == Some(row.get("decided_by")?) {
        return Ok(Begun::Done);
    }
    Err(Error::Refused(Refused::Meanwhile))
}

/// Checks a decision against those in force, then writes it, journals it and tells it.
pub(crate) async fn enact(
    cx: &Cx,
    tx: &mut Tx,
    gesture: Gesture,
    decided: Decided,
) -> Outcome<(), Refused> {
    if let Some(correction) = correction(gesture.id, &decided) {
        let key_id = decided.value.as_ref().map(|(key_id, _)| *key_id);
        contradict::check(tx, &correction, key_id).await?;
    }
    write(cx, tx, gesture, &decided).await?;
    let named = decided.sides.iter().map(Vec::len).sum::<usize>();
    let detail = format!("{{\"complaints\":{named}}}");
    let deed = decided.kind.deed();
    cx.journal(tx, deed, "decision", Some(gesture.id), &detail)
        .await?;
    let told = LinkDecided {
        decision: gesture.id,
        kind: decided.kind.code(),
        series: decided.series.map(SeriesId),
        withdrawn: false,
    };
    cx.emit(tx, &Event::LinkDecided(told)).await?;
    Ok(())
}

/// Decides something between two sides, from the gate to the commit.
pub(crate) async fn between(
    cx: &Cx,
    sight: &mut Sight<'_>,
    gesture: Gesture,
    kind: Kind,
    [one, other]: [Side; 2],
) -> Outcome<(), Refused> {
    let refused = |why| Err(Error::Refused(why));
    let mut tx = cx.world.db.write().await?;
    if begin(cx, &mut tx, gesture.id, kind).await? == Begun::Done {
        return Ok(());
    }
    if one == other {
        return refused(Refused::Same);
    }
    let one = named(&mut tx, sight, one, None).await?;
    let other = named(&mut tx, sight, other, None).await?;
    let decided = Decided {
        kind,
        series: one.series.or(other.series),
        other: one.series.and(other.series),
        sides: [one.complaints, other.complaints],
        value: None,
    };
    let [these, those] = &decided.sides;
    if these.is_empty() || those.is_empty() {
        return refused(Refused::OneSide);
    }
    if these.iter().any(|id| those.contains(id)) {
        return refused(Refused::Same);
    }
    enact(cx, &mut tx, gesture, decided).await?;
    tx.commit().await?;
    Ok(())
}

/// What the linker is to obey; `None` where it is not concerned.
fn correction(id: Uuid, decided: &Decided) -> Option<Correction> {
    let records =
        |side: &[Uuid]| -> Vec<RecordId> { side.iter().map(|id| RecordId(id.as_u128())).collect() };
    let [one, other] = &decided.sides;
    let value = || decided.value.as_ref().map(|(_, value)| value.clone());
    let decision = match decided.kind {
        Kind::Confirm => Decision::Confirm(records(one)),
        Kind::Merge => Decision::MustLink([records(one), records(other)].concat()),
        Kind::Split | Kind::Forbid => Decision::CannotLink(records(one), records(other)),
        Kind::Shared => Decision::Shared(value()?),
        Kind::Owned => Decision::Owned(value()?),
        Kind::Kept | Kind::Typed => return None,
    };
    Some(Correction {
        id: CorrectionId(id.as_u128()),
        decision,
    })
}

async fn write(cx: &Cx, tx: &mut Tx, gesture: Gesture, decided: &Decided) -> Result<(), Fault> {
    let now = cx.world.clock.now();
    let by = cx.actor.account().map(AccountId);
    let by = by.ok_or_else(|| Fault::new("only a member of staff decides on links"))?;
    let answer = gesture.answer.as_ref();
    let said = |answer: &Answer| {
        if answer.accepted {
            "accepted"
        } else {
            "refused"
        }
    };
    let row = binds![
        gesture.id,
        decided.kind.code(),
        decided.series,
        decided.other,
        &cx.reason,
        by,
        now,
        gesture.batch,
        answer.map(said),
        answer.map(|answer| answer.kind),
        answer.map(|answer| answer.bits),
    ];
    tx.execute(&store::INSERT, row).await?;
    let mut rows = Vec::new();
    for (side, complaints) in (0_i64..).zip(&decided.sides) {
        rows.extend(complaints.iter().map(|id| binds![gesture.id, *id, side]));
    }
    tx.insert_many(&store::NAME, rows).await?;
    if let Some((key_id, value)) = &decided.value {
        let kind = crate::load::typed_code(value.kind);
        let row = binds![gesture.id, *key_id, kind, &*value.key];
        tx.execute(&store::NAME_VALUE, row).await?;
    }
    if decided.kind.is_obeyed() {
        tx.execute(&store::MARK_PENDING, binds![gesture.id, now])
            .await?;
        tx.rings(&cx.world.linking);
    }
    Ok(())
}
