//! Files on their way: announced, received in parts that may be hours apart, put together when whole. Each
//! part is an object of its own and the row says how far one is, so that a cut connection, a stopped
//! process or another process change nothing. Who may send is asked by the caller; a file put together
//! is received like any other.

pub mod store;
pub mod sweep;

use super::{Deposit, NotReceived, PART_BYTES, Received, condemn};
use crate::binds;
use crate::cx::Cx;
use crate::db::{Row, Tx};
use crate::fault::{Error, Fault, Outcome};
use crate::world::World;
use bytes::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{Stream, StreamExt as _, TryStreamExt as _, stream};
use jiff::{SignedDuration, Timestamp};
use object_store::ObjectStoreExt as _;
use object_store::path::Path;
use uuid::Uuid;

/// A file on its way is kept this long after its last part.
pub const KEPT_FOR: SignedDuration = SignedDuration::from_hours(24);
/// Longer than most files take to be put together, and short enough for who sent one to a process that was stopped
/// then. Two at it are harmless: one of them attaches it.
const CLAIMED_FOR: SignedDuration = SignedDuration::from_secs(10);
/// Files of a case on their way at once: what a telephone chooses in one gesture.
const AT_ONCE_MAX: i64 = 20;
/// Longest name kept until the file is attached.
const NAME_CHARACTERS_MAX: usize = 1_000;

/// A file on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Its id: opens nothing without the cookie of its case.
    pub id: Uuid,
    /// Its case.
    pub case: Uuid,
    /// The page that asked for it.
    pub page: String,
    /// The input of that page.
    pub input: String,
    /// The name its sender gives.
    pub name: String,
    /// How many bytes it has.
    pub bytes: u64,
    /// How many have come.
    pub received: u64,
    /// Whether it was attached.
    pub done: bool,
    /// Kept until.
    pub expires_at: Timestamp,
}

/// A file to be announced.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Announced {
    /// The page that asks for it.
    pub page: String,
    /// The input of that page.
    pub input: String,
    /// The name its sender gives.
    pub name: String,
    /// When it changed last, as its sender says: with name and size, tells a file taken up again.
    pub modified: String,
    /// How many bytes it has.
    pub bytes: u64,
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Nothing in it.
    Empty,
    /// More than the limit.
    TooLarge,
    /// Too many on their way.
    TooMany,
    /// The instance has no room for it.
    NoRoom,
}

/// Announces a file, or takes up the same one again where it was left.
///
/// # Errors
/// See [`Refused`].
pub async fn announce(cx: &Cx, case: Uuid, file: &Announced) -> Outcome<Upload, Refused> {
    let world = &cx.world;
    if file.bytes == 0 {
        return Err(Error::Refused(Refused::Empty));
    }
    if file.bytes > world.config.limits.exhibit_bytes_max {
        return Err(Error::Refused(Refused::TooLarge));
    }
    let room = world.deposit.left().await?;
    let (now, bytes) = (world.clock.now(), i64::try_from(file.bytes)?);
    let name: String = file.name.chars().take(NAME_CHARACTERS_MAX).collect();
    let mut tx = world.db.write().await?;
    let same = binds![case, &file.input, &name, &file.modified, bytes, now];
    if let Some(row) = tx.optional(&store::SAME, same).await? {
        return Ok(read(&row)?);
    }
    if file.bytes > room {
        return Err(Error::Refused(Refused::NoRoom));
    }
    let held: i64 = tx.one(&store::COUNT, binds![case]).await?.get("n")?;
    if held >= AT_ONCE_MAX {
        return Err(Error::Refused(Refused::TooMany));
    }
    let upload = Upload {
        id: world.dice.uuid(now),
        case,
        page: file.page.clone(),
        input: file.input.clone(),
        name,
        bytes: file.bytes,
        received: 0,
        done: false,
        expires_at: now + KEPT_FOR,
    };
    let row = binds![
        upload.id,
        case,
        &upload.page,
        &upload.input,
        &upload.name,
        &file.modified,
        bytes,
        now,
        upload.expires_at,
    ];
    tx.execute(&store::INSERT, row).await?;
    tx.commit().await?;
    Ok(upload)
}

/// A file of this case on its way.
///
/// # Errors
/// When the database fails.
pub async fn one(cx: &Cx, case: Uuid, id: Uuid) -> Result<Option<Upload>, Fault> {
    let mut tx = cx.world.db.read().await?;
    let now = cx.world.clock.now();
    let row = tx.optional(&store::ONE, binds![id, case, now]).await?;
    row.as_ref().map(read).transpose()
}

/// Why the rest of a file is not taken.
#[derive(Debug)]
pub enum NotAppended {
    /// More came than was announced.
    TooMuch,
    /// Another request wrote meanwhile: the sender asks how far one is.
    Elsewhere,
    /// The disk is full.
    NoRoom,
    /// The store or the database failed.
    Fault(Fault),
}

impl<F: Into<Fault>> From<F> for NotAppended {
    fn from(fault: F) -> NotAppended {
        let fault = fault.into();
        match fault.is_full() {
            true => NotAppended::NoRoom,
            false => NotAppended::Fault(fault),
        }
    }
}

/// Takes what comes, from where one is. What came before a cut is kept; memory holds one part.
///
/// # Errors
/// See [`NotAppended`].
pub async fn append<E>(
    cx: &Cx,
    mut upload: Upload,
    mut stream: impl Stream<Item = Result<Bytes, E>> + Unpin,
) -> Result<Upload, NotAppended> {
    let mut part: Vec<u8> = Vec::new();
    loop {
        let chunk = stream.next().await;
        let ended = !matches!(chunk, Some(Ok(_)));
        if let Some(Ok(chunk)) = chunk {
            let room = upload.bytes - upload.received - part.len() as u64;
            if chunk.len() as u64 > room {
                return Err(NotAppended::TooMuch);
            }
            part.extend_from_slice(&chunk);
        }
        if part.len() >= PART_BYTES || (ended && !part.is_empty()) {
            upload = keep(cx, upload, std::mem::take(&mut part)).await?;
        }
        if ended {
            return Ok(upload);
        }
    }
}

/// Keeps a part: its bytes first, under a name of its own, then the row that says one is further.
async fn keep(cx: &Cx, mut upload: Upload, part: Vec<u8>) -> Result<Upload, NotAppended> {
    let world = &cx.world;
    let now = world.clock.now();
    let bytes = i64::try_from(part.len())?;
    let starts = i64::try_from(upload.received)?;
    let object = format!("uploads/{}/{starts}-{}", upload.id, world.dice.uuid(now));
    let path = Path::from(object.as_str());
    let (part, wrapped) = world.deposit.sealed(part)?;
    world.deposit.objects.put(&path, part.into()).await?;
    let expires_at = now + KEPT_FOR;
    let mut tx = world.db.write().await?;
    let step = binds![upload.id, starts, bytes, expires_at];
    if tx.execute(&store::ADVANCE, step).await? == 0 {
        tx.rollback().await?;
        world.deposit.delete(&object).await?;
        return Err(NotAppended::Elsewhere);
    }
    tx.execute(&store::PART, binds![upload.id, starts, object, wrapped])
        .await?;
    tx.commit().await?;
    upload.received += u64::try_from(bytes)?;
    upload.expires_at = expires_at;
    Ok(upload)
}

/// Whether the caller is to put this file together now.
///
/// # Errors
/// When the database fails.
pub async fn claim(cx: &Cx, id: Uuid) -> Result<bool, Fault> {
    let now = cx.world.clock.now();
    let mut tx = cx.world.db.write().await?;
    let claim = binds![id, now, now - CLAIMED_FOR];
    let claimed = tx.execute(&store::CLAIM, claim).await? == 1;
    tx.commit().await?;
    Ok(claimed)
}

/// Says that a file was attached, in the transaction that attaches it; false when it was before.
pub(super) async fn attached(tx: &mut Tx, id: Uuid, exhibit: Uuid) -> Result<bool, Fault> {
    Ok(tx.execute(&store::DONE, binds![id, exhibit]).await? == 1)
}

/// Lets go of the parts of a file that was attached.
///
/// # Errors
/// When the database or the store fails: they go when their time is over.
pub async fn let_go(cx: &Cx, id: Uuid) -> Result<(), Fault> {
    let mut tx = cx.world.db.write().await?;
    let parts = parts_of(&mut tx, id).await?;
    tx.execute(&store::DELETE_PARTS, binds![id]).await?;
    tx.commit().await?;
    for object in parts {
        cx.world.deposit.delete(&object).await?;
    }
    Ok(())
}

/// Puts a whole file together, hashed and recognised on the way as any other.
///
/// # Errors
/// See [`NotReceived`].
pub async fn whole(cx: &Cx, upload: &Upload) -> Result<Received, NotReceived> {
    let world = &cx.world;
    let mut tx = world.db.read().await?;
    let parts = tx.all(&store::PARTS, binds![upload.id]).await?;
    tx.rollback().await?;
    let parts: Result<Vec<Place>, Fault> = parts
        .iter()
        .map(|row| Ok((row.get("object")?, row.get("wrapped")?)))
        .collect();
    let deposit = world.deposit.clone();
    let bytes = stream::iter(parts?)
        .then(move |part| read_part(deposit.clone(), part))
        .try_flatten()
        .boxed();
    let staging = world.dice.uuid(world.clock.now());
    // There was room for it when it was announced, and its parts are counted.
    let room = (upload.bytes, u64::MAX);
    let mut received = world.deposit.receive_within(staging, bytes, room).await?;
    received.upload = Some(upload.id);
    if u64::try_from(received.bytes).ok() != Some(upload.bytes) {
        world.deposit.discard(&received).await?;
        return Err(Fault::new("the parts of a file do not make the whole").into());
    }
    Ok(received)
}

type Part = BoxStream<'static, Result<Bytes, Fault>>;

/// The object of a part, and the key that opens it, wrapped.
type Place = (String, Option<Vec<u8>>);

async fn read_part(deposit: Deposit, (object, wrapped): Place) -> Result<Part, Fault> {
    let object = deposit.objects.get(&Path::from(object)).await?;
    let coming = deposit.open_object(wrapped, object).await?;
    Ok(coming.map_err(Fault::from).boxed())
}

/// Forgets a file on its way: its row, then its parts.
///
/// # Errors
/// When the database or the store fails.
pub async fn forget(cx: &Cx, id: Uuid) -> Result<(), Fault> {
    let mut tx = cx.world.db.write().await?;
    let objects = forget_row(&mut tx, id).await?;
    tx.commit().await?;
    for object in objects {
        cx.world.deposit.delete(&object).await?;
    }
    Ok(())
}

/// Forgets those of a case in the caller's transaction; their parts go once it is durable.
///
/// # Errors
/// When the database fails.
pub async fn forget_case(world: &World, tx: &mut Tx, case: Uuid) -> Result<(), Fault> {
    for row in tx.all(&store::OF_CASE, binds![case]).await? {
        for object in forget_row(tx, row.get("id")?).await? {
            condemn(world, tx, &object).await?;
        }
    }
    Ok(())
}

/// Forgets what is kept of a file's way here, in the caller's transaction; gives the objects to delete.
pub(super) async fn forget_of(tx: &mut Tx, exhibit: Uuid) -> Result<Vec<String>, Fault> {
    let mut objects = Vec::new();
    for row in tx.all(&store::OF_EXHIBIT, binds![exhibit]).await? {
        objects.extend(forget_row(tx, row.get("id")?).await?);
    }
    Ok(objects)
}

async fn forget_row(tx: &mut Tx, id: Uuid) -> Result<Vec<String>, Fault> {
    let parts = parts_of(tx, id).await?;
    tx.execute(&store::DELETE_PARTS, binds![id]).await?;
    tx.execute(&store::DELETE, binds![id]).await?;
    Ok(parts)
}

async fn parts_of(tx: &mut Tx, id: Uuid) -> Result<Vec<String>, Fault> {
    let parts = tx.all(&store::PARTS, binds![id]).await?;
    parts.iter().map(|row| row.get("object")).collect()
}

fn read(row: &Row) -> Result<Upload, Fault> {
    Ok(Upload {
        id: row.get("id")?,
        case: row.get("case_id")?,
        page: row.get("page")?,
        input: row.get("input")?,
        name: row.get("name")?,
        bytes: u64::try_from(row.get::<i64>("bytes")?)?,
        received: u64::try_from(row.get::<i64>("received")?)?,
        done: row.get::<Option<Uuid>>("exhibit_id")?.is_some(),
        expires_at: row.get("expires_at")?,
    })
}
