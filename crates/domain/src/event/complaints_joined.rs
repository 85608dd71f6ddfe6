//! The event by which two complaints become one case, and the one that takes it back. Never holds
//! why: the reason stays with the decision.

use crate::id::ComplaintId;
use serde::Serialize;

/// A complaint tells the same facts of the same person as another: from now on it is an appendix of
/// that one, whatever either tells is the case's, and both count once.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct ComplaintsJoined {
    /// The complaint that stands for both.
    pub case: ComplaintId,
    /// The complaint that was joined to it.
    pub appendix: ComplaintId,
}

/// They are two again.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct ComplaintsParted {
    /// The complaint that stood for both.
    pub case: ComplaintId,
    /// The complaint that stands for itself again.
    pub appendix: ComplaintId,
}
