//! The event of a complaint whose use is restricted: it leaves linkage, and stays where it is.

use crate::id::ComplaintId;
use serde::Serialize;

/// The use of a complaint was restricted at the request of the person it is about.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct ComplaintRestricted {
    /// The complaint.
    pub complaint: ComplaintId,
}
