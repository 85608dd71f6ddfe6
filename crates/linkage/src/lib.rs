//! Record linkage: from complaints and corrections to series, and why. A pure function of the
//! set: no clock, no randomness, no store, and nothing depends on the order of arrival.
//!
//! * [`Linker`]: complaints as they come, go and are corrected; the rule of version 2.
//! * [`compare`]: what new groups change to the series people already know.
//! * [`group`] (or [`Batch`] for a stream): everything at once.
//! * [`Closure`] then [`regroup`]: a few complaints changed; what to load, what it changes.
//! * [`Explainer`]: the evidence of a series, of a membership, of a pair.
//! * [`Params`] and [`Correction`]: what it obeys.
//!
//! A store keeps four things: the tally of each value, its class as of the last regrouping, the
//! series and the proposals. On a change it asks, answers, decides and writes:
//!
//! ```text
//! let mut closure = Closure::new(&params, &corrections, touched)?;   // what changed
//! while let wants @ [_, ..] = &closure.wants()[..] { … answer each … }  // a few rounds
//! let set = closure.close()?;
//! let done = regroup(&set, &params, &corrections, &previous, &mut new_id)?;
//! // write done.grouping.values (classes), .proposals, done.unclassed, done.changes
//! ```
//!
//! The rule behind version 1 of the parameters: two complaints that use the same hard identifier
//! are in one series, unless more complaints than the cap of its kind use it, a static list names
//! it, or a correction says otherwise.

mod aside;
mod attach;
mod because;
mod closure;
mod correction;
mod cut;
mod explain;
mod figures;
mod group;
mod groups;
mod joined;
mod judge;
mod linker;
mod noise;
mod params;
mod part;
mod placing;
mod prepared;
mod record;
mod regroup;
mod reweigh;
mod roll;
mod score;
mod settle;
mod sketch;
mod standing;
mod threads;
mod union;
mod ways;
mod weigh;
mod world;

pub use because::{
    Alternative, Evidence, Explained, Ground, GroupSeen, HeadingsAgree, LeftOut, NotJoined,
    PathStep, Refusal, Said, ScriptsAgree, SharedPicture, SharedValue, Thread, WhyNot,
};
pub use closure::{ClosedSet, Closure, Standing, Touched, Want};
pub use correction::{Contradiction, Correction, CorrectionId, Decision, Tie, check_corrections};
pub use explain::{Because, Explainer, Explanation, NotUsed, Source, Step, Unused};
pub use faisceau_identifiers::Role;
pub use figures::{Figures, KindFigures, OutOfBounds, Sharing, Steps};
pub use group::{Batch, Grouping, Proposal, Refused, Series, Why, group};
pub use linker::{Linker, Settled};
pub use noise::{NoiseList, Pattern};
pub use params::{Bits, KindRule, Params, Strength};
pub use prepared::Prepared;
pub use record::{Kind, OWN_REFERENCE_DIGITS, PerKind, Record, RecordId, Used, ValueKey};
pub use regroup::{
    Changes, Event, Outcome, Overlap, Previous, Regrouped, SeriesId, compare, regroup,
};
pub use weigh::{Class, Reason, Tally, Weighed};
