//! The event of a complaint erased: what others hold of it goes in the same transaction.

use crate::id::ComplaintId;
use serde::Serialize;

/// A complaint was erased.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct ComplaintErased {
    /// The complaint, of which nothing else is left.
    pub complaint: ComplaintId,
}
