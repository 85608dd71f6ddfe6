//! The event of a message between a victim and the staff. Never holds its words.

use crate::id::{ComplaintId, MessageId};
use serde::Serialize;

/// Which side wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// The victim, or who acts for them.
    Victim,
    /// A member of staff.
    Staff,
}

/// A message was written.
#[derive(Debug, Clone, Serialize)]
pub struct MessagePosted {
    /// The complaint it belongs to.
    pub complaint: ComplaintId,
    /// The message.
    pub message: MessageId,
    /// Who wrote.
    pub from: Side,
}
