//! The event of a change in the series; since its second version, a series formed of parts of others
//! names them. History, and so not neutral to the order of arrival:
//! the partition itself is (architecture, section 4).

use crate::id::SeriesId;
use serde::Serialize;

/// What happened to the series.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It did not exist before.
    Formed {
        /// The series of which it holds parts; none when its complaints were alone.
        from: Vec<SeriesId>,
    },
    /// Complaints joined it.
    Grew,
    /// Others were merged into it.
    Merged {
        /// The series that ended.
        absorbed: Vec<SeriesId>,
    },
    /// Some of its complaints left to others.
    Split {
        /// The series born of it.
        into: Vec<SeriesId>,
    },
    /// Nothing links its complaints any more.
    Dissolved,
}

/// A series changed.
#[derive(Debug, Clone, Serialize)]
pub struct SeriesChanged {
    /// The series.
    pub series: SeriesId,
    /// What happened.
    pub change: Change,
    /// Complaints in it now.
    pub size: usize,
}
