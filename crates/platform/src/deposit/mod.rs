//! Deposit of a file: streamed in, bounded, hashed and sniffed on the way, encrypted when the operator gave a
//! key, on the disk before it is acknowledged, kept write-once under the SHA-256 of its clear bytes within one
//! case, never shared between cases. Row and digest go in the caller's transaction. What happens to a file
//! afterwards (custody) is not here.

mod blobs;
pub mod collect;
mod copy;
pub mod erase;
mod files;
mod receive;
mod room;
mod s3;
pub mod set_aside;
mod settings;
mod sniff;
pub mod store;
mod unfinished;
pub mod uploads;
mod vault;
pub mod volume;

pub use blobs::condemn;
pub use copy::Object;
pub use files::{FileRow, bind, case_key, files_of, keep, take_out};
pub use receive::{NotReceived, Received};
pub use settings::{S3, Storage};
pub use sniff::media_type;
pub use vault::make_identity;

use crate::clock::{Clock, Dice};
use crate::config::Config;
use crate::db::Db;
use crate::fault::Fault;
use files::remove;
use futures_util::StreamExt;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt};
use room::Room;
use std::path::PathBuf;
use std::sync::Arc;
use vault::Vault;

/// Where files are kept. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Deposit {
    objects: Arc<dyn ObjectStore>,
    place: Place,
    vault: Option<Arc<Vault>>,
    db: Db,
    clock: Clock,
    dice: Dice,
    room: Arc<Room>,
}

/// What kind of store it is.
#[derive(Debug, Clone)]
enum Place {
    /// A folder of this machine.
    Folder(PathBuf),
    /// A bucket elsewhere.
    Bucket,
}

/// An empty file made when the store is opened: its absence tells that the files are gone, where any
/// other key may be absent for good reasons.
const MARKER: &str = "health";
/// Below it lie the objects whose names tell nothing: those encrypted, and all those of a bucket.
const OBJECTS: &str = "objects";
/// Below it lie the clear objects of a folder until they are attached to a case.
const STAGING: &str = "staging";
/// Size of the parts sent to a folder: many people send at once, and each holds one part in memory. A
/// store that asks for larger ones is given its own size.
const PART_BYTES: usize = 256 * 1024;
/// The least that S3 takes for a part that is not the last is 5 MiB.
const BUCKET_PART_BYTES: usize = 8 * 1024 * 1024;

impl Deposit {
    /// The files of a configuration: its bucket, or a folder below the data folder, made when absent.
    ///
    /// # Errors
    /// When the folder cannot be made or written in, or a key file cannot be read.
    pub fn open(
        config: &Config,
        db: &Db,
        (clock, dice): (&Clock, &Dice),
    ) -> Result<Deposit, Fault> {
        let vault = config.storage.vault()?.map(Arc::new);
        let (objects, place) = match &config.s3 {
            Some(settings) => (s3::open(settings)?, Place::Bucket),
            None => {
                let root = config.data_dir.join("files");
                (folder(&root)?, Place::Folder(root))
            }
        };
        let limits = (
            config.storage.stored_bytes_max,
            config.limits.free_bytes_min,
        );
        Ok(Deposit {
            objects,
            place,
            vault,
            db: db.clone(),
            clock: clock.clone(),
            dice: dice.clone(),
            room: Arc::new(Room::new(limits)),
        })
    }

    /// Marks a bucket as this instance's, so that a check tells whether it still is.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn prepare(&self) -> Result<(), Fault> {
        if matches!(self.place, Place::Bucket) {
            let marker = Path::from(MARKER);
            let put = self.objects.put(&marker, Vec::new().into()).await;
            put.map_err(|e| Fault::from(e).context("writing in the bucket"))?;
        }
        Ok(())
    }

    /// Whether a clear object bears the name of what it holds: nothing need be looked up to find it.
    fn names_by_content(&self) -> bool {
        matches!(self.place, Place::Folder(_)) && !self.seals()
    }

    /// Whether files received now are encrypted.
    #[must_use]
    pub fn seals(&self) -> bool {
        self.vault.as_ref().is_some_and(|vault| vault.seals())
    }

    fn part_bytes(&self) -> usize {
        match self.place {
            Place::Folder(_) => PART_BYTES,
            Place::Bucket => BUCKET_PART_BYTES,
        }
    }

    /// Deletes an object. An absent one is no error.
    async fn delete(&self, object: &str) -> Result<(), Fault> {
        match self.objects.delete(&Path::from(object)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(e) => Err(e.into()),
        }
    }

    /// Destroys what was received and is refused.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn discard(&self, received: &Received) -> Result<(), Fault> {
        self.delete(received.staged.as_ref()).await
    }

    /// Destroys what was received in clear before an instant and attached to nothing: senders who stopped,
    /// refusals, crashes. Returns how many. What lies elsewhere is the collector's.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sweep(&self, before: jiff::Timestamp) -> Result<usize, Fault> {
        let mut swept = 0;
        let mut staged = self.objects.list(Some(&Path::from(STAGING)));
        while let Some(object) = staged.next().await {
            let object = object?;
            if object.last_modified.timestamp_millis() < before.as_millisecond() {
                self.delete(object.location.as_ref()).await?;
                swept += 1;
            }
        }
        Ok(swept)
    }

    /// Whether the store answers and still is the one that was opened.
    ///
    /// # Errors
    /// When it does not answer, or when what was kept in it is gone.
    pub async fn check(&self) -> Result<(), Fault> {
        let found = self.objects.head(&Path::from(MARKER)).await;
        found.map_err(|e| Fault::from(e).context("looking at the files"))?;
        Ok(())
    }
}

/// A folder whose files and folders are on the disk before a write is answered.
fn folder(root: &std::path::Path) -> Result<Arc<dyn ObjectStore>, Fault> {
    std::fs::create_dir_all(root)
        .map_err(|e| Fault::from(e).context(format!("making `{}`", root.display())))?;
    std::fs::write(root.join(MARKER), b"")
        .map_err(|e| Fault::from(e).context(format!("writing in `{}`", root.display())))?;
    let objects = LocalFileSystem::new_with_prefix(root)?.with_fsync(true);
    Ok(Arc::new(objects))
}
