//! The decisions about complaints as the linker obeys them: found by the complaints they name, put in
//! order once when they are given. Checks nothing: `correction.rs` did.

use hashbrown::HashMap;

use crate::correction::{Correction, Decision};
use crate::record::RecordId;

/// The must-links and walls that name one complaint, by their places in [`Obeyed`].
#[derive(Debug, Default)]
pub(crate) struct Named {
    pub(crate) bonds: Vec<usize>,
    pub(crate) walls: Vec<usize>,
}

/// Decisions about complaints, and whom they name.
#[derive(Debug, Default)]
pub(crate) struct Obeyed {
    corrections: Vec<Correction>,
    /// The must-links and confirmations, by place among the corrections, in order of identity.
    bonds: Vec<usize>,
    /// The cannot-links, likewise.
    walls: Vec<usize>,
    named: HashMap<RecordId, Named>,
}

impl Obeyed {
    /// Corrections that were found free of contradiction.
    pub(crate) fn of(corrections: Vec<Correction>) -> Self {
        let mut order: Vec<usize> = (0..corrections.len()).collect();
        order.sort_unstable_by_key(|&place| corrections[place].id);
        let mut obeyed = Self::default();
        for place in order {
            let correction = &corrections[place];
            match correction.decision {
                Decision::Shared(_) | Decision::Owned(_) => {}
                Decision::MustLink(_) | Decision::Confirm(_) => {
                    for record in correction.records() {
                        let named = obeyed.named.entry(*record).or_default();
                        named.bonds.push(obeyed.bonds.len());
                    }
                    obeyed.bonds.push(place);
                }
                Decision::CannotLink(..) => {
                    for record in correction.records() {
                        let named = obeyed.named.entry(*record).or_default();
                        named.walls.push(obeyed.walls.len());
                    }
                    obeyed.walls.push(place);
                }
            }
        }
        obeyed.corrections = corrections;
        obeyed
    }

    /// Every correction, in the order they were given.
    pub(crate) fn corrections(&self) -> &[Correction] {
        &self.corrections
    }

    /// What names a complaint, if anything does.
    pub(crate) fn named(&self, record: RecordId) -> Option<&Named> {
        if self.named.is_empty() {
            return None;
        }
        self.named.get(&record)
    }

    /// Whether no decision is about complaints.
    pub(crate) fn names_nobody(&self) -> bool {
        self.named.is_empty()
    }

    /// The complaints of a must-link or confirmation.
    pub(crate) fn members(&self, bond: usize) -> &[RecordId] {
        match &self.corrections[self.bonds[bond]].decision {
            Decision::MustLink(members) | Decision::Confirm(members) => members,
            _ => &[],
        }
    }

    /// Whether a must-link is a confirmation.
    pub(crate) fn confirms(&self, bond: usize) -> bool {
        let decision = &self.corrections[self.bonds[bond]].decision;
        matches!(decision, Decision::Confirm(_))
    }

    /// The two sides of a cannot-link.
    pub(crate) fn sides(&self, wall: usize) -> [&[RecordId]; 2] {
        match &self.corrections[self.walls[wall]].decision {
            Decision::CannotLink(one, other) => [one, other],
            _ => [&[], &[]],
        }
    }
}
