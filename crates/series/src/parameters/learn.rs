//! Figures re-estimated from what people decided, and proposed with their effect: nothing learned is
//! applied by itself. Each estimate starts from the figures that were not learned, with the complaints
//! that are still there: the same decisions give the same figures however often they are asked, and an
//! erased complaint leaves no trace in the next ones.

use super::in_force;
use super::in_force::declared;
use super::propose::{self, Origin, Proposed, propose};
use crate::decide::obey::InForce;
use crate::load;
use faisceau_linkage::{
    Correction, Decision, Figures, Judged, Kind, PerKind, RecordId, ValueKey, learn as estimate,
};
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use uuid::Uuid;

/// Complaints read at once.
const PAGE: usize = 1_000;
/// Users of one value that are looked at two by two: the first in order of identity.
const USERS_MAX: usize = 64;

/// Why nothing is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No decision in force says anything of a value that several complaints share.
    #[error("no decision in force says anything of a shared value: there is nothing to learn from")]
    NothingJudged,
    /// The estimate is what is in force.
    #[error("what people decided gives the figures in force: there is nothing to propose")]
    NothingChanges,
    /// The figures are not even proposed.
    #[error(transparent)]
    Figures(#[from] propose::Refused),
}

/// What the decisions in force say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lesson {
    /// Decisions in force.
    pub decisions: usize,
    /// Complaints they name that are still there.
    pub complaints: usize,
    /// Values judged, kind by kind.
    pub judged: PerKind<Judged>,
}

/// Re-estimates the figures and proposes them.
///
/// # Errors
/// See [`Refused`].
pub async fn learn(cx: &Cx) -> Outcome<(Lesson, Proposed), Refused> {
    let mut tx = cx.world.db.read().await?;
    let now = in_force(&mut tx).await?.figures;
    let declared = declared(&mut tx).await?;
    let lesson = lesson(&mut tx).await?;
    tx.rollback().await?;
    let learned = decide(&now, &declared, &lesson).map_err(Error::Refused)?;
    let basis = basis(&lesson);
    let proposed = propose(cx, learned, Origin::Learned, Some(&basis)).await;
    let proposed = proposed.map_err(|error| match error {
        Error::Refused(why) => Error::Refused(Refused::Figures(why)),
        Error::Fault(fault) => Error::Fault(fault),
    })?;
    Ok((lesson, proposed))
}

/// The figures to propose: those declared, with what decisions teach. Where these teach nothing any more
/// and something learned is in force, that is what was there before anything was learned.
fn decide(in_force: &Figures, declared: &Figures, lesson: &Lesson) -> Result<Figures, Refused> {
    let mut learned = estimate(declared, &lesson.judged);
    learned.version = in_force.version;
    let any = |kind: &Kind| *lesson.judged.get(*kind) != Judged::default();
    if learned == *in_force {
        return Err(match Kind::ALL.iter().any(any) {
            true => Refused::NothingChanges,
            false => Refused::NothingJudged,
        });
    }
    learned.version += 1;
    Ok(learned)
}

/// Reads the decisions in force, and the values of the complaints they name.
///
/// # Errors
/// When the database fails.
pub async fn lesson(tx: &mut Tx) -> Result<Lesson, Fault> {
    let mut in_force = InForce::default();
    let mut after = Some(Uuid::nil());
    while let Some(from) = after {
        after = in_force.read_next(tx, from).await?;
    }
    let corrections = in_force.obeyed();
    let named: BTreeSet<RecordId> = corrections
        .iter()
        .flat_map(|c| c.records())
        .copied()
        .collect();
    let ids: Vec<Uuid> = named.into_iter().map(load::uuid).collect();
    let mut users: BTreeMap<ValueKey, BTreeSet<RecordId>> = BTreeMap::new();
    let mut complaints = 0;
    for page in ids.chunks(PAGE) {
        // Of an erased complaint nothing is read, and it teaches nothing.
        for record in load::records(tx, page).await? {
            complaints += 1;
            for value in record.linking() {
                users.entry(value.clone()).or_default().insert(record.id);
            }
        }
    }
    Ok(Lesson {
        decisions: corrections.len(),
        complaints,
        judged: judged(&corrections, &users),
    })
}

/// On which side of which decisions each complaint stands: together, or apart.
type Sides = HashMap<RecordId, Vec<(usize, Side)>>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Together,
    One,
    Other,
}

fn judged(
    corrections: &[Correction],
    users: &BTreeMap<ValueKey, BTreeSet<RecordId>>,
) -> PerKind<Judged> {
    let mut sides = Sides::new();
    let mut marks: BTreeMap<&ValueKey, bool> = BTreeMap::new();
    for (number, correction) in corrections.iter().enumerate() {
        let mut stand = |ids: &[RecordId], side| {
            for id in ids {
                sides.entry(*id).or_default().push((number, side));
            }
        };
        match &correction.decision {
            Decision::Owned(value) => drop(marks.insert(value, true)),
            Decision::Shared(value) => drop(marks.insert(value, false)),
            Decision::MustLink(ids) | Decision::Confirm(ids) => stand(ids, Side::Together),
            Decision::CannotLink(one, other) => {
                stand(one, Side::One);
                stand(other, Side::Other);
            }
            // What a later version decides in other words teaches nothing here.
            _ => {}
        }
    }
    let mut judged = PerKind::from_fn(|_| Judged::default());
    let mut count = |value: &ValueKey, owned: bool| {
        let of: &mut Judged = judged.get_mut(value.kind);
        match owned {
            true => of.owned += 1,
            false => of.shared += 1,
        }
    };
    for (value, owned) in &marks {
        count(value, *owned);
    }
    for (value, users) in users.iter().filter(|(value, _)| !marks.contains_key(value)) {
        if let Some(owned) = of_users(users, &sides) {
            count(value, owned);
        }
    }
    judged
}

/// Whether the users of a value were said to be together; apart wins, as one stranger is enough.
fn of_users(users: &BTreeSet<RecordId>, sides: &Sides) -> Option<bool> {
    let standing: Vec<&Vec<(usize, Side)>> = users
        .iter()
        .filter_map(|user| sides.get(user))
        .take(USERS_MAX)
        .collect();
    let mut together = None;
    for (place, one) in standing.iter().enumerate() {
        for other in &standing[place + 1..] {
            for (number, side) in *one {
                let theirs = other.iter().filter(|(of, _)| of == number);
                for (_, theirs) in theirs {
                    match (side, theirs) {
                        (Side::Together, Side::Together) => together = Some(true),
                        (Side::One, Side::Other) | (Side::Other, Side::One) => return Some(false),
                        _ => {}
                    }
                }
            }
        }
    }
    together
}

fn basis(lesson: &Lesson) -> String {
    let kinds = Kind::ALL.iter().filter_map(|kind| {
        let of = lesson.judged.get(*kind);
        let counts = serde_json::json!([of.owned, of.shared]);
        (*of != Judged::default()).then(|| (kind.code().to_owned(), counts))
    });
    let kinds: serde_json::Map<String, serde_json::Value> = kinds.collect();
    serde_json::json!({
        "decisions": lesson.decisions,
        "complaints": lesson.complaints,
        "values": kinds,
    })
    .to_string()
}
