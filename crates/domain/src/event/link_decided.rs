//! The event of a decision on links, taken or withdrawn. Never holds its reason, nor the complaints
//! it names.

use crate::id::SeriesId;
use serde::Serialize;
use uuid::Uuid;

/// Somebody decided on links, or took a decision back.
#[derive(Debug, Clone, Serialize)]
pub struct LinkDecided {
    /// The decision.
    pub decision: Uuid,
    /// What it is: `confirm`, `split`, `merge`, `forbid`, `shared`, `owned` or `kept`.
    pub kind: &'static str,
    /// The series it was taken on, if on one.
    pub series: Option<SeriesId>,
    /// Whether it is withdrawn.
    pub withdrawn: bool,
}
