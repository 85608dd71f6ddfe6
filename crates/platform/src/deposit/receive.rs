//! Receives a file as it comes: bounded, hashed, recognised by its first bytes, encrypted where the operator gave
//! a key. While one batch is hashed and written the next one is read; memory holds two. Attaches nothing.

use super::sniff::{HEAD_BYTES, media_type};
use super::vault::Seal;
use super::{Deposit, OBJECTS, STAGING};
use crate::fault::Fault;
use bytes::Bytes;
use futures_util::{Stream, StreamExt};
use object_store::path::Path;
use object_store::{MultipartUpload, ObjectStoreExt};
use sha2::{Digest, Sha256};
use tokio::task::{JoinHandle, spawn_blocking};
use uuid::Uuid;

/// Bytes hashed and written at once.
const BATCH_BYTES: usize = 256 * 1024;

/// A file received whole and on the disk, not yet attached to anything.
#[derive(Debug)]
pub struct Received {
    pub(super) staged: Path,
    /// The key of its bytes, wrapped; none when they are in clear.
    pub(super) wrapped: Option<Vec<u8>>,
    /// SHA-256 of the bytes.
    pub sha256: [u8; 32],
    /// How many bytes.
    pub bytes: i64,
    /// The media type its first bytes tell, whatever its name says.
    pub media_type: String,
    /// What it came in parts as: attached once, whoever asks.
    pub(super) upload: Option<Uuid>,
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
    /// The instance has no room for it: its quota is reached, or its disk is nearly full.
    NoRoom,
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
    /// Receives a stream into a staging place. Beyond the limit, bytes are counted and let go.
    ///
    /// # Errors
    /// See [`NotReceived`]; nothing is kept then.
    pub async fn receive<E: std::fmt::Display>(
        &self,
        staging: Uuid,
        stream: impl Stream<Item = Result<Bytes, E>> + Unpin,
        bytes_max: u64,
    ) -> Result<Received, NotReceived> {
        let left = self.left().await?;
        self.receive_within(staging, stream, (bytes_max, left))
            .await
    }

    /// The same, in a room already counted.
    pub(super) async fn receive_within<E: std::fmt::Display>(
        &self,
        staging: Uuid,
        mut stream: impl Stream<Item = Result<Bytes, E>> + Unpin,
        (bytes_max, left): (u64, u64),
    ) -> Result<Received, NotReceived> {
        let mut writing = Writing::begin(self, staging).await.map_err(full)?;
        let mut batch: Vec<u8> = Vec::with_capacity(BATCH_BYTES);
        let mut head: Vec<u8> = Vec::new();
        let mut total: u64 = 0;
        while let Some(chunk) = stream.next().await {
            let chunk = match chunk {
                Ok(chunk) => chunk,
                Err(e) => {
                    writing.abort().await;
                    return Err(NotReceived::Interrupted(e.to_string()));
                }
            };
            total += chunk.len() as u64;
            if total > bytes_max.min(left) {
                writing.abort().await;
                return Err(beyond(total, stream, bytes_max).await);
            }
            let room = HEAD_BYTES.saturating_sub(head.len()).min(chunk.len());
            head.extend_from_slice(&chunk[..room]);
            batch.extend_from_slice(&chunk);
            if batch.len() >= BATCH_BYTES {
                let whole = std::mem::replace(&mut batch, Vec::with_capacity(BATCH_BYTES));
                writing = match writing.take(whole.into()).await {
                    Ok(writing) => writing,
                    Err(fault) => return Err(rest(stream, full(fault)).await),
                };
            }
        }
        if total == 0 {
            writing.abort().await;
            return Err(NotReceived::Empty);
        }
        let written = writing.finish(batch.into()).await.map_err(full)?;
        Ok(Received {
            staged: written.object,
            wrapped: written.wrapped,
            sha256: written.sha256,
            bytes: i64::try_from(total).unwrap_or(i64::MAX),
            media_type: media_type(&head).to_owned(),
            upload: None,
        })
    }
}

/// The refusal of a file that is more than is taken, with its size: its sender is told what to make smaller, or
/// that there is no room.
async fn beyond<E: std::fmt::Display>(
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
    match bytes > bytes_max {
        true => NotReceived::TooLarge { bytes, bytes_max },
        false => NotReceived::NoRoom,
    }
}

/// What is left of a form is read, so that the page can answer, when there is no room for the file.
async fn rest<E>(
    mut stream: impl Stream<Item = Result<Bytes, E>> + Unpin,
    why: NotReceived,
) -> NotReceived {
    if matches!(why, NotReceived::NoRoom) {
        while let Some(Ok(_)) = stream.next().await {}
    }
    why
}

/// A disk that is full is no fault: it is said.
fn full(fault: Fault) -> NotReceived {
    match fault.is_full() {
        true => NotReceived::NoRoom,
        false => NotReceived::Fault(fault),
    }
}

/// What one upload has come to.
struct State {
    upload: Box<dyn MultipartUpload>,
    hash: Sha256,
    seal: Option<Seal>,
    /// Encrypted or clear bytes that wait to make a part.
    part: Vec<u8>,
    part_bytes: usize,
}

/// A file being written: the state, or the work that holds it.
struct Writing {
    object: Path,
    wrapped: Option<Vec<u8>>,
    work: Work,
}

enum Work {
    Idle(Box<State>),
    Busy(JoinHandle<Result<State, Fault>>),
}

impl Work {
    async fn ended(self) -> Result<State, Fault> {
        match self {
            Work::Idle(state) => Ok(*state),
            Work::Busy(work) => work.await?,
        }
    }
}

/// A file written whole.
struct Written {
    object: Path,
    wrapped: Option<Vec<u8>>,
    sha256: [u8; 32],
}

impl Writing {
    async fn begin(deposit: &Deposit, staging: Uuid) -> Result<Writing, Fault> {
        let sealing = deposit.vault.as_ref().filter(|vault| vault.seals());
        let (seal, wrapped) = sealing.map(|vault| vault.seal()).transpose()?.unzip();
        let object = match (&wrapped, deposit.names_by_content()) {
            (_, true) => format!("{STAGING}/{staging}"),
            (Some(_), false) => format!("{OBJECTS}/{staging}.age"),
            (None, false) => format!("{OBJECTS}/{staging}"),
        };
        let object = Path::from(object);
        let upload = deposit.objects.put_multipart(&object).await?;
        let state = State {
            upload,
            hash: Sha256::new(),
            seal,
            part: Vec::new(),
            part_bytes: deposit.part_bytes(),
        };
        Ok(Writing {
            object,
            wrapped,
            work: Work::Idle(Box::new(state)),
        })
    }

    /// Takes a batch; the one before is written by then.
    async fn take(self, batch: Bytes) -> Result<Writing, Fault> {
        let state = self.work.ended().await?;
        let work = Work::Busy(tokio::spawn(step(state, batch)));
        Ok(Writing { work, ..self })
    }

    /// The last batch, and the end of the object: on the disk when this returns.
    async fn finish(self, batch: Bytes) -> Result<Written, Fault> {
        let state = self.work.ended().await?;
        let mut state = step(state, batch).await?;
        if let Some(seal) = state.seal.take() {
            state.part.extend(seal.finish()?);
        }
        if let Err(fault) = complete(&mut state).await {
            abort(state).await;
            return Err(fault);
        }
        Ok(Written {
            object: self.object,
            wrapped: self.wrapped,
            sha256: state.hash.finalize().into(),
        })
    }

    async fn abort(self) {
        if let Ok(state) = self.work.ended().await {
            abort(state).await;
        }
    }
}

async fn complete(state: &mut State) -> Result<(), Fault> {
    if !state.part.is_empty() {
        let part = std::mem::take(&mut state.part);
        state.upload.put_part(part.into()).await?;
    }
    state.upload.complete().await?;
    Ok(())
}

async fn abort(mut state: State) {
    if let Err(error) = state.upload.abort().await {
        tracing::warn!(%error, "what was received of a file is left to the collector");
    }
}

/// Hashes a batch on one thread while another encrypts and writes it.
async fn step(mut state: State, batch: Bytes) -> Result<State, Fault> {
    let (clear, mut hash) = (batch.clone(), state.hash);
    let hashing = spawn_blocking(move || {
        hash.update(&clear);
        hash
    });
    state.hash = Sha256::new();
    let wrote = write(&mut state, batch).await;
    state.hash = hashing.await?;
    match wrote {
        Ok(()) => Ok(state),
        Err(fault) => {
            abort(state).await;
            Err(fault)
        }
    }
}

async fn write(state: &mut State, batch: Bytes) -> Result<(), Fault> {
    match state.seal.take() {
        Some(mut seal) => {
            let sealed = spawn_blocking(move || seal.take(&batch).map(|bytes| (seal, bytes)));
            let (seal, bytes) = sealed.await??;
            state.seal = Some(seal);
            state.part.extend(bytes);
        }
        // A whole part of a folder goes as it came.
        None if state.part.is_empty() && state.part_bytes <= batch.len() => {
            state.upload.put_part(batch.into()).await?;
            return Ok(());
        }
        None => state.part.extend_from_slice(&batch),
    }
    if state.part.len() >= state.part_bytes {
        let part = std::mem::take(&mut state.part);
        state.upload.put_part(part.into()).await?;
    }
    Ok(())
}
