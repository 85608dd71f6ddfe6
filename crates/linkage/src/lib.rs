//! Record linkage: from complaints and corrections to series, and why. A pure function of the
//! set: no clock, no randomness, no store, and nothing depends on the order of arrival.
//!
//! * [`Linker`]: complaints as they come, go and are corrected; series, classes and explanations.
//! * [`Figures`] and [`Correction`]: what it obeys.
//! * [`compare`]: what new series change to those people already know.
//!
//! ```text
//! let mut linker = Linker::new(Figures::third(), noise);
//! linker.insert(&record);
//! let settled = linker.settle();                      // the series and values that may have changed
//! let changes = compare(&stored, &settled.series, &mut new_id);   // what to write
//! ```
//!
//! Values, then groups, then evidence between groups: decision 0031 and `docs/linkage.md`.

mod aside;
mod attach;
mod because;
mod choices;
mod class;
mod company;
mod correction;
mod cut;
mod figures;
mod groups;
mod grown;
mod guarded;
mod joined;
mod judge;
mod learn;
mod lineage;
mod linker;
mod names;
mod near;
mod noise;
mod obeyed;
mod placing;
mod prepared;
mod propose;
mod record;
mod recut;
mod regions;
mod rejudge;
mod reweigh;
mod roll;
mod score;
mod settle;
mod sketch;
mod slip;
mod standing;
mod strength;
mod tenancy;
mod threads;
mod union;
mod values;
mod ways;
mod worth;

pub use because::{
    Alternative, Evidence, Explained, Ground, GroupSeen, HeadingsAgree, LeftOut, NotJoined,
    PathStep, Refusal, Said, ScriptsAgree, SharedPicture, SharedValue, Thread, WhyNot,
};
pub use class::{Class, Reason, Tally, Weighed};
pub use correction::{Contradiction, Correction, CorrectionId, Decision, Tie, check_corrections};
pub use faisceau_identifiers::Role;
pub use figures::{Bits, Figures, KindFigures, Lending, OutOfBounds, Sharing, Steps};
pub use learn::{Judged, learn};
pub use lineage::{Changes, Event, Outcome, Overlap, Previous, SeriesId, compare};
pub use linker::{Grown, Linker, Settled};
pub use names::resemblance;
pub use near::Near;
pub use noise::{NoiseList, Pattern};
pub use prepared::Prepared;
pub use propose::{Proposal, Proposed, ProposedValue};
pub use record::{Kind, OWN_REFERENCE_DIGITS, PerKind, Record, RecordId, Used, ValueKey};
pub use slip::Slip;
pub use strength::Strength;
pub use worth::worth;
