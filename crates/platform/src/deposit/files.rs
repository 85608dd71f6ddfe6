//! The files of a case: a row each, written in the caller's transaction with the name of its bytes and what is
//! bound to its digest. Two files of a case may share their bytes: these go with the last of them.

use super::{Deposit, Received, blobs, store, uploads};
use crate::binds;
use crate::db::Tx;
use crate::fault::Fault;
use crate::world::World;
use faisceau_domain::commitment::commitment;
use object_store::ObjectStoreExt;
use object_store::path::Path;
use uuid::Uuid;

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
    /// The name of its bytes.
    #[must_use]
    pub fn key(&self) -> String {
        case_key(self.case, &self.sha256)
    }
}

/// The name of a file's bytes within its case. Of an encrypted file it stands in the database alone: the object
/// bears a name that tells nothing.
#[must_use]
pub fn case_key(case: Uuid, sha256: &[u8; 32]) -> String {
    format!("cases/{case}/{}", hex::encode(sha256))
}

/// Attaches a received file to a case: its bytes take their name and its row is written, in the caller's
/// transaction. A rolled-back transaction leaves bytes without a row, never the reverse.
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
    place(world, tx, case, received).await?;
    let row = binds![
        id,
        case,
        name,
        received.sha256,
        received.bytes,
        &received.media_type,
        now
    ];
    tx.execute(&store::INSERT, row).await?;
    if let Some(upload) = received.upload
        && !uploads::attached(tx, upload, id).await?
    {
        return Err(Fault::new("another request attached this file meanwhile"));
    }
    let salt: [u8; 32] = world.dice.bytes();
    let bound = commitment(&salt, &received.sha256);
    tx.execute(&store::COMMIT, binds![id, case, bound, salt, now])
        .await?;
    world.deposit.room.took(received.bytes);
    Ok(id)
}

/// Gives received bytes their name, or lets go of them when the case has the same. Whoever takes out the last
/// file of these bytes meanwhile waits for the caller's transaction, or is waited for.
async fn place(world: &World, tx: &mut Tx, case: Uuid, received: &Received) -> Result<(), Fault> {
    let deposit = &world.deposit;
    let name = case_key(case, &received.sha256);
    let by_content = deposit.names_by_content();
    let object = match by_content {
        true => name.clone(),
        false => received.staged.to_string(),
    };
    let wrapped = received.wrapped.clone();
    let row = binds![
        &name,
        &object,
        wrapped.clone(),
        received.bytes,
        world.clock.now()
    ];
    let row = tx.one(&store::REGISTER, row).await?;
    let stands: String = row.get("object")?;
    if stands != object {
        if deposit.has(&stands).await? {
            return deposit.delete(received.staged.as_ref()).await;
        }
        // What stood there was lost: the same bytes came again.
        tx.execute(&store::REPLACE, binds![&name, &object, wrapped])
            .await?;
    }
    // If it was about to be deleted it no longer is; whoever deletes it right now is waited for.
    tx.execute(&store::TAKE_REMOVAL, binds![&object]).await?;
    if by_content {
        return rename(deposit, &received.staged, &Path::from(object)).await;
    }
    match deposit.has(&object).await? {
        true => Ok(()),
        false => Err(Fault::new("a received file was left for too long")),
    }
}

/// Gives staged bytes a name that says what they are; those that bear it already are the same.
async fn rename(deposit: &Deposit, staged: &Path, target: &Path) -> Result<(), Fault> {
    let objects = &deposit.objects;
    match objects.rename_if_not_exists(staged, target).await {
        Ok(()) => Ok(()),
        Err(object_store::Error::AlreadyExists { .. }) => Ok(objects.delete(staged).await?),
        Err(e) => Err(Fault::from(e).context("giving a received file its name")),
    }
}

/// What is bound to the digest of a file, with its salt. Files from before there were commitments are bound now.
///
/// # Errors
/// When the database fails.
pub async fn bind(
    world: &World,
    tx: &mut Tx,
    file: &FileRow,
) -> Result<([u8; 32], [u8; 32]), Fault> {
    if let Some((bound, Some(salt))) = super::erase::bound(tx, file.id).await? {
        return Ok((bound, salt));
    }
    let salt: [u8; 32] = world.dice.bytes();
    let bound = commitment(&salt, &file.sha256);
    let now = world.clock.now();
    tx.execute(&store::COMMIT, binds![file.id, file.case, bound, salt, now])
        .await?;
    Ok((bound, salt))
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

/// Removes a file's row; its bytes stay for who puts them elsewhere.
pub(super) async fn remove(tx: &mut Tx, file: &FileRow) -> Result<bool, Fault> {
    tx.execute(&store::UNCOMMIT, binds![file.id]).await?;
    Ok(tx
        .execute(&store::REMOVE, binds![file.id, file.case])
        .await?
        == 1)
}

/// Takes a file out of its case: a draft's, or an exhibit destroyed; with its bytes when no other file of the case has the same.
/// False when it is not there.
///
/// # Errors
/// When the database fails.
pub async fn take_out(world: &World, tx: &mut Tx, file: &FileRow) -> Result<bool, Fault> {
    if !remove(tx, file).await? {
        return Ok(false);
    }
    world.deposit.room.gave(file);
    release(world, tx, file).await?;
    Ok(true)
}

/// Lets go of the bytes of a file whose row is gone, unless another file of its case has the same.
pub(super) async fn release(world: &World, tx: &mut Tx, file: &FileRow) -> Result<(), Fault> {
    let name = file.key();
    let none: Option<Vec<u8>> = None;
    // Held first, looked at then: who keeps the same bytes right now is seen, or waits.
    let held = binds![&name, &name, none, file.bytes, world.clock.now()];
    tx.one(&store::REGISTER, held).await?;
    let alike = tx
        .one(&store::ALIKE, binds![file.case, file.sha256])
        .await?;
    match alike.get::<i64>("n")? {
        0 => blobs::condemn(world, tx, &name).await,
        _ => Ok(()),
    }
}
