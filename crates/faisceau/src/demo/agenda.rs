//! The agenda of the synthetic year: what happens next, in the order of time. Moves the clock; does
//! nothing itself.

use super::case::Case;
use faisceau_domain::id::ComplaintId;
use faisceau_platform::clock::Clock;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Something to come.
pub(super) enum Step {
    /// A person files page by page.
    File(Box<Case>),
    /// A source sends what it received since the last time.
    Send(String, Vec<Case>),
    /// Complaints that wait are brought together.
    Link,
    /// An officer or the victim does something about a complaint.
    Follow(Deed, ComplaintId, Box<Case>),
}

/// What is done about a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// An officer asks for something.
    Ask,
    /// The victim answers.
    Reply,
    /// The victim adds something nobody asked for.
    Write,
    /// An officer records the complaint.
    Validate,
    /// An officer closes it.
    Reject,
}

/// What is to come, soonest first.
#[derive(Default)]
pub(super) struct Agenda {
    steps: BTreeMap<(Timestamp, u64), Step>,
    noted: u64,
}

impl Agenda {
    pub(super) fn note(&mut self, at: Timestamp, step: Step) {
        self.noted += 1;
        self.steps.insert((at, self.noted), step);
    }

    /// Takes the next step not after `end` and moves the clock to it, never backwards.
    pub(super) fn next(&mut self, clock: &Clock, end: Timestamp) -> Option<Step> {
        let first = self
            .steps
            .first_entry()
            .filter(|entry| entry.key().0 <= end)?;
        let ((at, _), step) = first.remove_entry();
        clock.set(at.max(clock.now()).min(end));
        Some(step)
    }

    pub(super) fn len(&self) -> usize {
        self.steps.len()
    }
}
