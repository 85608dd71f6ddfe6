//! Deposit of a file: streamed in, bounded, hashed and sniffed on the way, kept write-once under
//! the SHA-256 of its bytes within one case, never shared between cases. Row and digest go in the
//! caller's transaction. What happens to a file afterwards (custody) is not here.

mod copy;
pub mod set_aside;
mod sniff;
pub mod store;
pub mod uploads;

pub use copy::Object;
pub use sniff::media_type;

use crate::binds;
use crate::db::Tx;
use crate::fault::Fault;
use crate::world::World;
use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutMode, PutOptions};
use sha2::{Digest, Sha256};
use sniff::HEAD_BYTES;
use std::sync::Arc;
use uuid::Uuid;

/// Where files are kept.
#[derive(Debug, Clone)]
pub struct Deposit {
    objects: Arc<dyn ObjectStore>,
}

/// An empty file made when the store is opened: its absence tells that the files are gone, where any
/// other key may be absent for good reasons.
const MARKER: &str = "health";
/// Size of the parts sent to a folder: many people send at once, and each holds one part in memory. A
/// store that asks for larger ones is given its own size where it is opened.
const PART_BYTES: usize = 256 * 1024;

/// A file received whole, not yet attached to anything.
#[derive(Debug)]
pub struct Received {
    staged: Path,
    /// SHA-256 of the bytes.
    pub sha256: [u8; 32],
    /// How many bytes.
    pub bytes: i64,
    /// The media type its first bytes tell, whatever its name says.
    pub media_type: String,
}

/// Why a file is not received.
#[derive(Debug)]
pub enum NotReceived {
    /// Nothing in it.
    Empty,
    /// More than the limit: nothing is written nor hashed beyond it, the rest is only counted.
    TooLarge {
        /// How many it has.
        bytes: u64,
        /// The limit.
        bytes_max: u64,
    },
    /// The sender stopped in the middle.
    Interrupted(String),
    /// The store failed.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for NotReceived {
    fn from(fault: F) -> NotReceived {
        NotReceived::Fault(fault.into())
    }
}

impl Deposit {
    /// Files below a folder, made when absent.
    ///
    /// # Errors
    /// When the folder cannot be made or written in.
    pub fn local(root: &std::path::Path) -> Result<Deposit, Fault> {
        std::fs::create_dir_all(root)
            .map_err(|e| Fault::from(e).context(format!("making `{}`", root.display())))?;
        std::fs::write(root.join(MARKER), b"")
            .map_err(|e| Fault::from(e).context(format!("writing in `{}`", root.display())))?;
        let objects = object_store::local::LocalFileSystem::new_with_prefix(root)?;
        Ok(Deposit {
            objects: Arc::new(objects),
        })
    }

    /// Receives a stream into a staging place. Beyond the limit, bytes are counted and let go.
    ///
    /// # Errors
    /// See [`NotReceived`]; nothing is kept then.
    pub async fn receive<E: std::fmt::Display>(
        &self,
        staging: Uuid,
        mut stream: impl Stream<Item = Result<Bytes, E>> + Unpin,
        bytes_max: u64,
    ) -> Result<Received, NotReceived> {
        let staged = Path::from(format!("staging/{staging}"));
        let mut upload = self.objects.put_multipart(&staged).await?;
        let mut hash = Sha256::new();
        let mut head: Vec<u8> = Vec::new();
        let mut part: Vec<u8> = Vec::with_capacity(PART_BYTES);
        let mut total: u64 = 0;
        while let Some(chunk) = stream.next().await {
            let chunk = match chunk {
                Ok(chunk) => chunk,
                Err(e) => {
                    upload.abort().await?;
                    return Err(NotReceived::Interrupted(e.to_string()));
                }
            };
            total += chunk.len() as u64;
            if total > bytes_max {
                upload.abort().await?;
                return Err(too_large(total, stream, bytes_max).await);
            }
            hash.update(&chunk);
            let room = HEAD_BYTES.saturating_sub(head.len()).min(chunk.len());
            head.extend_from_slice(&chunk[..room]);
            part.extend_from_slice(&chunk);
            if part.len() >= PART_BYTES {
                let whole = std::mem::replace(&mut part, Vec::with_capacity(PART_BYTES));
                upload.put_part(whole.into()).await?;
            }
        }
        if total == 0 {
            upload.abort().await?;
            return Err(NotReceived::Empty);
        }
        if !part.is_empty() {
            upload.put_part(part.into()).await?;
        }
        upload.complete().await?;
        Ok(Received {
            staged,
            sha256: hash.finalize().into(),
            bytes: i64::try_from(total).unwrap_or(i64::MAX),
            media_type: media_type(&head).to_owned(),
        })
    }

    /// Keeps bytes made here, write-once. The same bytes again are no error.
    ///
    /// # Errors
    /// When the store fails, or holds other bytes under that name.
    pub async fn put(&self, key: &str, bytes: Vec<u8>) -> Result<(), Fault> {
        let options = PutOptions::from(PutMode::Create);
        let path = Path::from(key);
        match self
            .objects
            .put_opts(&path, bytes.clone().into(), options)
            .await
        {
            Ok(_) => Ok(()),
            Err(object_store::Error::AlreadyExists { .. }) if self.get(key).await? == bytes => {
                Ok(())
            }
            Err(e) => Err(Fault::from(e).context(format!("keeping `{key}`"))),
        }
    }

    /// Reads a kept file whole.
    ///
    /// # Errors
    /// When it is absent or the store fails.
    pub async fn get(&self, key: &str) -> Result<Vec<u8>, Fault> {
        Ok(self
            .objects
            .get(&Path::from(key))
            .await?
            .bytes()
            .await?
            .to_vec())
    }

    /// Reads a kept file whole, if it is there.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn find(&self, key: &str) -> Result<Option<Vec<u8>>, Fault> {
        match self.objects.get(&Path::from(key)).await {
            Ok(found) => Ok(Some(found.bytes().await?.to_vec())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(e) => Err(e.into()),
        }
    }

    /// Destroys a file of a draft. An absent one is no error: two files may share their bytes.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn delete(&self, key: &str) -> Result<(), Fault> {
        match self.objects.delete(&Path::from(key)).await {
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

    /// Destroys what was received before an instant and attached to nothing: senders who stopped,
    /// refusals, crashes. Returns how many.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn sweep(&self, before: jiff::Timestamp) -> Result<usize, Fault> {
        let mut swept = 0;
        let mut staged = self.objects.list(Some(&Path::from("staging")));
        while let Some(object) = staged.next().await {
            let object = object?;
            if object.last_modified.timestamp_millis() < before.as_millisecond() {
                self.delete(object.location.as_ref()).await?;
                swept += 1;
            }
        }
        Ok(swept)
    }

    /// Reads a kept file as a stream.
    ///
    /// # Errors
    /// When it is absent or the store fails.
    pub async fn stream(
        &self,
        key: &str,
    ) -> Result<impl Stream<Item = Result<Bytes, object_store::Error>> + use<>, Fault> {
        Ok(self.objects.get(&Path::from(key)).await?.into_stream())
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

/// The refusal of a file that is too large, with its size: its sender is told what to make smaller.
async fn too_large<E: std::fmt::Display>(
    counted: u64,
    mut stream: impl Stream<Item = Result<Bytes, E>> + Unpin,
    bytes_max: u64,
) -> NotReceived {
    let mut bytes = counted;
    while let Some(chunk) = stream.next().await {
        match chunk {
            Ok(chunk) => bytes += chunk.len() as u64,
            Err(e) => return NotReceived::Interrupted(e.to_string()),
        }
    }
    NotReceived::TooLarge { bytes, bytes_max }
}

/// The key of a file within its case.
#[must_use]
pub fn case_key(case: Uuid, sha256: &[u8; 32]) -> String {
    format!("cases/{case}/{}", hex::encode(sha256))
}

/// Attaches a received file to a case: the blob takes its final name, its row is written in the
/// caller's transaction. A rolled-back transaction leaves a blob without a row, never the reverse.
///
/// # Errors
/// When the store or the database fails.
pub async fn keep(
    world: &World,
    tx: &mut Tx,
    case: Uuid,
    received: &Received,
    name: &str,
) -> Result<Uuid, Fault> {
    let now = world.clock.now();
    let id = world.dice.uuid(now);
    let target = Path::from(case_key(case, &received.sha256));
    let objects = &world.deposit.objects;
    match objects
        .rename_if_not_exists(&received.staged, &target)
        .await
    {
        Ok(()) => {}
        Err(object_store::Error::AlreadyExists { .. }) => {
            objects.delete(&received.staged).await?;
        }
        Err(e) => return Err(Fault::from(e).context("giving a received file its name")),
    }
    tx.execute(
        &store::INSERT,
        binds![
            id,
            case,
            name,
            received.sha256,
            received.bytes,
            &received.media_type,
            now
        ],
    )
    .await?;
    Ok(id)
}

/// A file of a case.
#[derive(Debug, Clone)]
pub struct FileRow {
    /// The file.
    pub id: Uuid,
    /// The case it belongs to: a draft's id becomes the complaint's.
    pub case: Uuid,
    /// Name as given.
    pub name: String,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// How many bytes.
    pub bytes: i64,
    /// What its first bytes tell.
    pub media_type: String,
    /// When it was received.
    pub received_at: jiff::Timestamp,
}

impl FileRow {
    /// Where its bytes are.
    #[must_use]
    pub fn key(&self) -> String {
        case_key(self.case, &self.sha256)
    }
}

/// The files of a case, in the order received.
///
/// # Errors
/// When the database fails.
pub async fn files_of(tx: &mut Tx, case: Uuid) -> Result<Vec<FileRow>, Fault> {
    let rows = tx.all(&store::OF_CASE, binds![case]).await?;
    rows.iter()
        .map(|row| {
            Ok(FileRow {
                id: row.get("id")?,
                case: row.get("case_id")?,
                name: row.get("name")?,
                sha256: row.get("sha256")?,
                bytes: row.get("bytes")?,
                media_type: row.get("media_type")?,
                received_at: row.get("received_at")?,
            })
        })
        .collect()
}

/// Removes a file's row from a case that is not yet filed; the blob is left to the collector.
///
/// # Errors
/// When the database fails.
pub async fn remove(tx: &mut Tx, case: Uuid, file: Uuid) -> Result<bool, Fault> {
    Ok(tx.execute(&store::REMOVE, binds![file, case]).await? == 1)
}
