//! The event of a file erased for good: whoever holds something made of it destroys that in the same
//! transaction. Never holds its name nor its digest.

use crate::id::{ComplaintId, ExhibitId};
use serde::Serialize;

/// A file was erased.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct ExhibitErased {
    /// The complaint it was given in.
    pub complaint: ComplaintId,
    /// The file, of which nothing is left.
    pub exhibit: ExhibitId,
}
