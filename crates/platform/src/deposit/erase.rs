//! Erases a file for good: its row, the key of its bytes, the bytes, and the salt of what was bound to its
//! digest, in one transaction with the journal. What stays is a commitment without its salt, which tells nobody
//! whether a given file was there, and the line of the journal. What was made of it goes with it, by an event.

use super::{blobs, files, files_of, set_aside, store, uploads};
use crate::binds;
use crate::cx::Cx;
use crate::db::Tx;
use crate::fault::{Error, Fault, Outcome};
use faisceau_domain::event::{Event, ExhibitErased};
use faisceau_domain::id::{ComplaintId, ExhibitId};
use faisceau_domain::journal::Deed;
use jiff::Timestamp;
use uuid::Uuid;

/// Shortest reason, in characters.
const REASON_MIN: usize = 4;

/// Why nothing is erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No such file in this complaint.
    NoFile,
    /// Why must be said.
    NoReason,
    /// A hold is in force: nothing of the complaint is erased.
    Held,
}

/// Erases an exhibit, with those of its complaint that have the same bytes; the reason is the context's. Returns
/// how many.
///
/// # Errors
/// See [`Refused`].
pub async fn erase(cx: &Cx, complaint: ComplaintId, file: Uuid) -> Outcome<usize, Refused> {
    if cx.reason.chars().count() < REASON_MIN {
        return Err(Error::Refused(Refused::NoReason));
    }
    let mut tx = cx.world.db.write().await?;
    if tx
        .optional(&store::HELD, binds![complaint])
        .await?
        .is_some()
    {
        return Err(Error::Refused(Refused::Held));
    }
    exhibit(cx, tx, complaint, file).await
}

/// Erases again an exhibit that a restored backup brought back: what was erased stays erased, whatever was held since.
///
/// # Errors
/// See [`Refused`].
pub async fn again(cx: &Cx, complaint: ComplaintId, file: Uuid) -> Outcome<usize, Refused> {
    let tx = cx.world.db.write().await?;
    exhibit(cx, tx, complaint, file).await
}

/// Erases everything that is kept of the files of a case, in the transaction of who erases the complaint: rows, keys,
/// bytes, salts, files on their way. Of what was set aside the register stays, for whoever must hold it; why, in
/// words, goes.
///
/// # Errors
/// When the database fails.
pub async fn case(cx: &Cx, tx: &mut Tx, case: Uuid) -> Result<(), Fault> {
    let world = &cx.world;
    loop {
        let held = files_of(tx, case).await?;
        if held.is_empty() {
            break;
        }
        for row in &held {
            tx.take("files", &store::REMOVE, binds![row.id, row.case])
                .await?;
            tx.took("bytes", u64::try_from(row.bytes).unwrap_or(0));
            // Of clear files of before there were names the database knows none.
            blobs::condemn(world, tx, &row.key()).await?;
            world.deposit.room.gave(row);
        }
    }
    let (from, to) = (format!("cases/{case}/"), format!("cases/{case}0"));
    for row in tx.all(&store::NAMES, binds![from, to]).await? {
        let name: String = row.get("name")?;
        blobs::condemn(world, tx, &name).await?;
    }
    uploads::forget_case(world, tx, case).await?;
    let now = world.clock.now();
    tx.execute(&store::FORGET_SALTS, binds![case, now]).await?;
    tx.execute(&set_aside::store::FORGET_WORDS, binds![case])
        .await?;
    Ok(())
}

async fn exhibit(
    cx: &Cx,
    mut tx: Tx,
    complaint: ComplaintId,
    file: Uuid,
) -> Outcome<usize, Refused> {
    let world = &cx.world;
    let held = files_of(&mut tx, complaint.0).await?;
    let Some(named) = held.iter().find(|row| row.id == file) else {
        return Err(Error::Refused(Refused::NoFile));
    };
    let mut parts = Vec::new();
    let alike = held.iter().filter(|row| row.sha256 == named.sha256);
    let mut erased = 0;
    for row in alike {
        let now = world.clock.now();
        tx.execute(&store::REMOVE, binds![row.id, row.case]).await?;
        tx.execute(&store::FORGET_SALT, binds![row.id, now]).await?;
        parts.extend(uploads::forget_of(&mut tx, row.id).await?);
        let detail = serde_json::json!({ "exhibit": row.id }).to_string();
        let deed = Deed::ExhibitErased;
        cx.journal(&mut tx, deed, "complaint", Some(complaint.0), &detail)
            .await?;
        let exhibit = ExhibitId(row.id);
        let event = ExhibitErased { complaint, exhibit };
        cx.emit(&mut tx, &Event::ExhibitErased(event)).await?;
        world.deposit.room.gave(row);
        erased += 1;
    }
    files::release(world, &mut tx, named).await?;
    for part in parts {
        blobs::condemn(world, &mut tx, &part).await?;
    }
    tx.commit().await?;
    Ok(erased)
}

/// An erasure that copies of the database may undo: a restored copy applies it again before it serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erased {
    /// The file.
    pub file: Uuid,
    /// Its case.
    pub case: Uuid,
    /// When.
    pub at: Timestamp,
}

/// The erasures after a file, in the order of their ids, so many at most.
///
/// # Errors
/// When the database fails.
pub async fn erased(tx: &mut Tx, after: Uuid, most: i64) -> Result<Vec<Erased>, Fault> {
    let rows = tx.all(&store::ERASED, binds![after, most]).await?;
    rows.iter()
        .map(|row| {
            Ok(Erased {
                file: row.get("file_id")?,
                case: row.get("case_id")?,
                at: row.get("erased_at")?,
            })
        })
        .collect()
}

/// What is bound to the digest of a file: the commitment, and its salt until the file is erased.
///
/// # Errors
/// When the database fails.
pub async fn bound(tx: &mut Tx, file: Uuid) -> Result<Option<([u8; 32], Option<[u8; 32]>)>, Fault> {
    let row = tx.optional(&store::COMMITMENT, binds![file]).await?;
    row.map(|row| Ok((row.get("commitment")?, row.get("salt")?)))
        .transpose()
}
