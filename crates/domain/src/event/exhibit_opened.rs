//! The event of an exhibit whose content somebody opened. Never holds its name.

use crate::id::{ComplaintId, ExhibitId};
use serde::Serialize;

/// The content of an exhibit was opened: by whom and why is in the journal.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct ExhibitOpened {
    /// Its complaint.
    pub complaint: ComplaintId,
    /// The exhibit.
    pub exhibit: ExhibitId,
}
