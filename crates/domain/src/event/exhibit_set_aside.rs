//! The event of a file set aside because it may show a minor: whoever holds something made of it
//! destroys that in the same transaction. Never holds its name nor its digest.

use crate::id::{ComplaintId, ExhibitId};
use serde::Serialize;

/// A file was set aside.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct ExhibitSetAside {
    /// The complaint it was given in.
    pub complaint: ComplaintId,
    /// The file, which is among the exhibits no more.
    pub exhibit: ExhibitId,
}
