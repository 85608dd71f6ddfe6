//! A complaint made ready to be taken in: what costs most, the sketch of its script and the hashes
//! of its values, is done before. Depends on nothing but the complaint, so that any thread can do it.

use crate::record::{Record, RecordId};
use crate::roll::Roll;
use crate::sketch::Sketch;
use crate::values::hash;
use smallvec::SmallVec;

/// A complaint whose script is reduced to its sketch, and whose values are hashed.
#[derive(Clone, Debug)]
pub struct Prepared {
    pub(crate) record: Record,
    pub(crate) sketch: Option<Box<Sketch>>,
    /// The hash of each value that may link, in the order of [`Record::linking`].
    pub(crate) hashes: SmallVec<[u64; 4]>,
}

impl Prepared {
    /// Reduces a complaint; its words go.
    #[must_use]
    pub fn of(mut record: Record) -> Self {
        let text = record.text.take();
        let linking = record.linking();
        let hashes = linking.map(|key| hash(&Roll::known_as(&record, key)));
        Self {
            hashes: hashes.collect(),
            record,
            sketch: text.as_deref().and_then(Sketch::of).map(Box::new),
        }
    }

    /// The complaint, without its words.
    #[must_use]
    pub const fn record(&self) -> &Record {
        &self.record
    }

    /// The same complaint with no heading said; for measuring.
    #[must_use]
    pub fn without_heading(mut self) -> Self {
        self.record.heading = None;
        self
    }

    /// The identity of the complaint.
    #[must_use]
    pub const fn id(&self) -> RecordId {
        self.record.id
    }
}
