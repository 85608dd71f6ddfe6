//! The event by which whoever registers a complaint tells what it quotes of the other side's words.
//! The words travel in memory, to the same transaction; the stored event holds their length only.

use crate::id::ComplaintId;
use serde::Serialize;

/// A complaint quotes a message, an advertisement, an e-mail.
#[derive(Debug, Clone, Serialize)]
pub struct ScriptQuoted {
    /// The complaint.
    pub complaint: ComplaintId,
    /// The words, in memory only.
    #[serde(skip)]
    pub text: String,
    /// How many characters.
    pub characters: usize,
}
