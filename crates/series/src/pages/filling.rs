//! One page of a list being filled: rows are looked at one by one, those the reader may see are
//! kept, and the place to go on from is the last one looked at. Asks no policy itself.

use super::query::place;
use crate::catalogue::After;
use jiff::Timestamp;
use uuid::Uuid;

/// Rows shown on one page of a list.
const PAGE_ROWS: usize = 50;
/// Rows read at once.
pub(crate) const CHUNK_ROWS: i64 = 100;
/// Rows read at most for one page: a reader who may see few of them gets a shorter page and the
/// way to the next one.
const SCANNED_MAX: usize = 2_000;

/// A page being filled.
pub(crate) struct Filling<R> {
    shown: Vec<R>,
    after: After,
    scanned: usize,
}

impl<R> Filling<R> {
    /// An empty page that begins after a place.
    pub(crate) fn after(after: After) -> Filling<R> {
        Filling {
            shown: Vec::new(),
            after,
            scanned: 0,
        }
    }

    /// Where the next rows are to be read from.
    pub(crate) fn at(&self) -> After {
        self.after
    }

    /// Whether no row is to be looked at any more.
    pub(crate) fn is_full(&self) -> bool {
        self.shown.len() >= PAGE_ROWS || self.scanned >= SCANNED_MAX
    }

    /// Looks at a row, and keeps it when the reader may see it.
    pub(crate) fn look(&mut self, at: (Timestamp, Uuid), row: R, seen: bool) {
        self.scanned += 1;
        self.after = Some(at);
        if seen {
            self.shown.push(row);
        }
    }

    /// The page, and the place of the next one when rows were left.
    pub(crate) fn closed(self, left: bool) -> (Vec<R>, Option<String>) {
        let next = self.after.filter(|_| left).map(|(at, id)| place(at, id));
        (self.shown, next)
    }
}

/// Whether a chunk read is the last of the list.
pub(crate) fn is_last<R>(rows: &[R]) -> bool {
    i64::try_from(rows.len()).is_ok_and(|read| read < CHUNK_ROWS)
}
