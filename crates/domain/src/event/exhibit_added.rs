//! The event of a file that joins a complaint after its filing. Never holds its name.

use crate::id::{ComplaintId, ExhibitId};
use serde::Serialize;

/// A file was added.
#[derive(Debug, Clone, Serialize)]
pub struct ExhibitAdded {
    /// The complaint it joins.
    pub complaint: ComplaintId,
    /// The file.
    pub exhibit: ExhibitId,
}
