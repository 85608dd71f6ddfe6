//! The event of a complaint completed or corrected by its victim. What it said before is kept by its
//! owner; whoever took values from it takes those of the new version, told right after this.

use crate::id::ComplaintId;
use serde::Serialize;

/// A new version of a complaint took the place of the one before.
#[derive(Debug, Clone, Serialize)]
pub struct ComplaintAmended {
    /// The complaint.
    pub complaint: ComplaintId,
    /// The number of the new version; the filing is 1.
    pub version: i64,
}
