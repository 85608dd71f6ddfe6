//! What people decided, as facts the linker obeys: who, when and why stay with the caller.
//! Checks that the facts do not contradict each other; never resolves a contradiction itself.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::record::{RecordId, ValueKey};

/// The identity of a correction, given by the caller; explanations name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CorrectionId(pub u128);

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Decision {
    /// The value belongs to many: it never links.
    Shared(ValueKey),
    /// The value belongs to one group: it links whatever its frequency.
    Owned(ValueKey),
    /// These complaints are one series.
    MustLink(Vec<RecordId>),
    /// An analyst confirmed this series. A must-link, and values alone never merge it with
    /// another confirmed series: that is only proposed.
    Confirm(Vec<RecordId>),
    /// No complaint of the first list is in a series with one of the second.
    CannotLink(Vec<RecordId>, Vec<RecordId>),
}

/// A correction in force. A withdrawn one is simply not given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// Its identity.
    pub id: CorrectionId,
    /// What it decides.
    pub decision: Decision,
}

impl Correction {
    /// The values it marks.
    pub fn values(&self) -> impl Iterator<Item = &ValueKey> {
        match &self.decision {
            Decision::Shared(value) | Decision::Owned(value) => Some(value),
            _ => None,
        }
        .into_iter()
    }

    /// The complaints it names.
    pub fn records(&self) -> impl Iterator<Item = &RecordId> {
        let (one, other): (&[RecordId], &[RecordId]) = match &self.decision {
            Decision::Shared(_) | Decision::Owned(_) => (&[], &[]),
            Decision::MustLink(members) | Decision::Confirm(members) => (members, &[]),
            Decision::CannotLink(one, other) => (one, other),
        };
        one.iter().chain(other)
    }
}

/// One step of a chain of must-links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tie {
    /// A complaint of the correction.
    pub from: RecordId,
    /// Another complaint of it.
    pub to: RecordId,
    /// The must-link or confirmation that ties them.
    pub by: CorrectionId,
}

/// Why a set of corrections is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Contradiction {
    /// A cannot-link separates two complaints that must-links join.
    #[error("corrections.apart_but_tied")]
    ApartButTied {
        /// The cannot-link.
        apart: CorrectionId,
        /// The shortest chain of must-links; empty when one complaint is on both sides.
        path: Vec<Tie>,
    },
    /// One value is marked both shared and owned.
    #[error("corrections.shared_and_owned")]
    SharedAndOwned {
        /// The value.
        value: ValueKey,
        /// The correction that says shared.
        shared: CorrectionId,
        /// The correction that says owned.
        owned: CorrectionId,
    },
    /// Two corrections bear one identity.
    #[error("corrections.repeated")]
    Repeated(CorrectionId),
}

impl Contradiction {
    /// The stable code of the refusal; its words are in the locales.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::ApartButTied { .. } => "corrections.apart_but_tied",
            Self::SharedAndOwned { .. } => "corrections.shared_and_owned",
            Self::Repeated(_) => "corrections.repeated",
        }
    }
}

/// A mark put on a value by a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Shared(CorrectionId),
    Owned(CorrectionId),
}

/// A must-link: its members, and whether it is a confirmation.
#[derive(Debug)]
pub(crate) struct Bond<'a> {
    pub(crate) id: CorrectionId,
    pub(crate) members: &'a [RecordId],
    pub(crate) confirms: bool,
}

/// A cannot-link and its two sides.
#[derive(Debug)]
pub(crate) struct Wall<'a> {
    pub(crate) id: CorrectionId,
    pub(crate) sides: [&'a [RecordId]; 2],
}

/// The corrections sorted by what they do, free of contradiction, in order of identity.
#[derive(Debug, Default)]
pub(crate) struct Ruled<'a> {
    pub(crate) marks: BTreeMap<&'a ValueKey, Mark>,
    pub(crate) bonds: Vec<Bond<'a>>,
    pub(crate) walls: Vec<Wall<'a>>,
}

/// Whether these corrections can all hold. Cost: linear in the complaints they list, plus one
/// search over the must-links per cannot-link.
///
/// # Errors
/// The first contradiction, in order of identity, with the path that proves it.
pub fn check_corrections(corrections: &[Correction]) -> Result<(), Contradiction> {
    rule(corrections).map(drop)
}

/// Sorts the corrections, or refuses them.
pub(crate) fn rule(corrections: &[Correction]) -> Result<Ruled<'_>, Contradiction> {
    let mut by_id: Vec<&Correction> = corrections.iter().collect();
    by_id.sort_by_key(|correction| correction.id);
    if let Some(pair) = by_id.windows(2).find(|pair| pair[0].id == pair[1].id) {
        return Err(Contradiction::Repeated(pair[0].id));
    }
    let mut ruled = Ruled::default();
    for Correction { id, decision } in by_id {
        match decision {
            Decision::Shared(value) => mark(&mut ruled.marks, value, Mark::Shared(*id))?,
            Decision::Owned(value) => mark(&mut ruled.marks, value, Mark::Owned(*id))?,
            Decision::MustLink(members) => ruled.bonds.push(Bond::new(*id, members, false)),
            Decision::Confirm(members) => ruled.bonds.push(Bond::new(*id, members, true)),
            Decision::CannotLink(one, other) => ruled.walls.push(Wall {
                id: *id,
                sides: [one, other],
            }),
        }
    }
    let ties = Ties::of(&ruled.bonds);
    for wall in &ruled.walls {
        if let Some(path) = ties.path(wall.sides) {
            return Err(Contradiction::ApartButTied {
                apart: wall.id,
                path,
            });
        }
    }
    Ok(ruled)
}

impl<'a> Bond<'a> {
    const fn new(id: CorrectionId, members: &'a [RecordId], confirms: bool) -> Self {
        Self {
            id,
            members,
            confirms,
        }
    }
}

fn mark<'a>(
    marks: &mut BTreeMap<&'a ValueKey, Mark>,
    value: &'a ValueKey,
    new: Mark,
) -> Result<(), Contradiction> {
    let contradiction = |shared, owned| Contradiction::SharedAndOwned {
        value: value.clone(),
        shared,
        owned,
    };
    match (marks.get(value).copied(), new) {
        (Some(Mark::Shared(shared)), Mark::Owned(owned))
        | (Some(Mark::Owned(owned)), Mark::Shared(shared)) => Err(contradiction(shared, owned)),
        (Some(_), _) => Ok(()),
        (None, _) => {
            marks.insert(value, new);
            Ok(())
        }
    }
}

/// The must-links as a graph between complaints and corrections.
struct Ties<'a> {
    bonds: &'a [Bond<'a>],
    of_record: BTreeMap<RecordId, Vec<usize>>,
}

impl<'a> Ties<'a> {
    fn of(bonds: &'a [Bond<'a>]) -> Self {
        let mut of_record: BTreeMap<RecordId, Vec<usize>> = BTreeMap::new();
        for (place, bond) in bonds.iter().enumerate() {
            for member in bond.members {
                of_record.entry(*member).or_default().push(place);
            }
        }
        Self { bonds, of_record }
    }

    /// The shortest chain from one side to the other, breadth first from the whole first side.
    fn path(&self, [one, other]: [&[RecordId]; 2]) -> Option<Vec<Tie>> {
        let goal: BTreeSet<RecordId> = other.iter().copied().collect();
        let mut came: BTreeMap<RecordId, Option<Tie>> =
            one.iter().map(|record| (*record, None)).collect();
        let mut queue: VecDeque<RecordId> = came.keys().copied().collect();
        let mut crossed = BTreeSet::new();
        while let Some(from) = queue.pop_front() {
            if goal.contains(&from) {
                return Some(unwind(&came, from));
            }
            for &place in self.of_record.get(&from).into_iter().flatten() {
                if !crossed.insert(place) {
                    continue;
                }
                let bond = &self.bonds[place];
                for &to in bond.members {
                    came.entry(to).or_insert_with(|| {
                        queue.push_back(to);
                        Some(Tie {
                            from,
                            to,
                            by: bond.id,
                        })
                    });
                }
            }
        }
        None
    }
}

fn unwind(came: &BTreeMap<RecordId, Option<Tie>>, end: RecordId) -> Vec<Tie> {
    let mut path = Vec::new();
    let mut at = end;
    while let Some(Some(tie)) = came.get(&at) {
        path.push(*tie);
        at = tie.from;
    }
    path.reverse();
    path
}
