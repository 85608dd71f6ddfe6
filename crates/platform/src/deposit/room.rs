//! How much the instance may still take: its quota, and its disk. Asked before a file is read, so that nothing
//! is lost in the middle and a full disk never stops a filing. Deletes nothing.

use super::{Deposit, FileRow, Place, store, uploads};
use crate::binds;
use crate::fault::Fault;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// What is used is counted again after this long; meanwhile this process adds what it keeps. Another process
/// may take that much more than the quota: what it receives in this time.
const COUNTED_FOR: Duration = Duration::from_secs(10);

/// Limits, and what was counted last.
#[derive(Debug)]
pub(super) struct Room {
    stored_bytes_max: u64,
    free_bytes_min: u64,
    used: Mutex<Option<(Instant, u64)>>,
}

impl Room {
    pub(super) fn new((stored_bytes_max, free_bytes_min): (u64, u64)) -> Room {
        Room {
            stored_bytes_max,
            free_bytes_min,
            used: Mutex::new(None),
        }
    }

    fn known(&self) -> Option<u64> {
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.filter(|(at, _)| at.elapsed() < COUNTED_FOR)
            .map(|(_, used)| used)
    }

    fn counted(&self, bytes: u64) {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        *used = Some((Instant::now(), bytes));
    }

    fn changed(&self, change: impl FnOnce(u64) -> u64) {
        let mut used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, used)) = used.as_mut() {
            *used = change(*used);
        }
    }

    pub(super) fn took(&self, bytes: i64) {
        self.changed(|used| used.saturating_add(u64::try_from(bytes).unwrap_or(0)));
    }

    pub(super) fn gave(&self, file: &FileRow) {
        self.changed(|used| used.saturating_sub(u64::try_from(file.bytes).unwrap_or(0)));
    }
}

impl Deposit {
    /// Bytes that may still be received.
    ///
    /// # Errors
    /// When the database does not answer or the disk cannot be looked at.
    pub async fn left(&self) -> Result<u64, Fault> {
        let disk = self.free().await?;
        let quota = match self.room.stored_bytes_max {
            0 => u64::MAX,
            most => most.saturating_sub(self.used().await?),
        };
        Ok(disk.min(quota))
    }

    /// Bytes of files kept, and of those on their way.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn used(&self) -> Result<u64, Fault> {
        if let Some(known) = self.room.known() {
            return Ok(known);
        }
        let mut tx = self.db.read().await?;
        let kept: i64 = tx.one(&store::WEIGHT, binds![]).await?.get("n")?;
        let coming = tx.one(&uploads::store::WEIGHT, binds![]).await?;
        let coming: i64 = coming.get("n")?;
        tx.rollback().await?;
        let used = u64::try_from(kept.saturating_add(coming)).unwrap_or(0);
        self.room.counted(used);
        Ok(used)
    }

    /// What the disk may take before the instance says it is not ready; a bucket has no end.
    async fn free(&self) -> Result<u64, Fault> {
        let Place::Folder(root) = &self.place else {
            return Ok(u64::MAX);
        };
        let root = root.clone();
        let looked = tokio::task::spawn_blocking(move || rustix::fs::statvfs(&root)).await?;
        let disk = looked.map_err(|e| Fault::from(e).context("looking at the disk"))?;
        let free = disk.f_bavail.saturating_mul(disk.f_frsize);
        Ok(free.saturating_sub(self.room.free_bytes_min))
    }
}
