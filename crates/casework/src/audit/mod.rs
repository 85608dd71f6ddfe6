//! What auditors do with the journal: [`look`] at consultations out of the usual, [`draw`] some to be explained, have them
//! answered ([`explain`]) and say whether that is enough ([`judge`]), and [`take_out`] entries for the supervisory authority.
//! Figures and ids; no complaint is opened, and every gesture is an entry of the same journal.

pub mod draw;
pub mod explain;
pub mod judge;
pub mod look;
pub mod store;
pub mod take_out;

use faisceau_domain::audit::DAYS_MAX;
use jiff::{SignedDuration, Timestamp};

/// What is younger is not drawn nor taken out: its transactions may still be under way.
pub const SETTLED: SignedDuration = SignedDuration::from_mins(1);

/// A period looked at, from an instant to before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// From then on.
    pub from: Timestamp,
    /// Until before then.
    pub until: Timestamp,
}

impl Period {
    /// The days before an instant.
    #[must_use]
    pub fn before(until: Timestamp, days: u32) -> Period {
        let length = SignedDuration::from_hours(24 * i64::from(days.clamp(1, DAYS_MAX)));
        let from = until.checked_sub(length).unwrap_or(Timestamp::MIN);
        Period { from, until }
    }

    /// Whether it is over, no longer than it may be, and not empty: what is over does not change.
    #[must_use]
    pub fn is_fit(&self, now: Timestamp) -> bool {
        let length = self.until.duration_since(self.from);
        let longest = SignedDuration::from_hours(24 * i64::from(DAYS_MAX));
        self.until + SETTLED <= now && length > SignedDuration::ZERO && length <= longest
    }
}

/// A reason as it was typed, without what no database keeps; `None` when it says nothing.
#[must_use]
pub fn words(text: &str) -> Option<String> {
    let kept: String = text
        .chars()
        .filter(|c| !c.is_control() || *c == '\n')
        .collect();
    let kept = kept.trim();
    (!kept.is_empty()).then(|| kept.to_owned())
}
