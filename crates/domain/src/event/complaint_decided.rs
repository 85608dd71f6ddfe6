//! The event of a transition after filing. Never holds the reason's words.

use crate::id::ComplaintId;
use serde::Serialize;

/// Which transition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// The officer recorded it: the récépissé follows.
    Validated,
    /// Something is asked of the victim.
    Asked,
    /// The victim answered what was asked.
    Answered,
    /// Closed with a reason.
    Rejected,
    /// Withdrawn by the victim.
    Withdrawn,
}

/// A complaint changed state.
#[derive(Debug, Clone, Serialize)]
pub struct ComplaintDecided {
    /// The complaint.
    pub complaint: ComplaintId,
    /// What was decided.
    pub decision: Decision,
}
