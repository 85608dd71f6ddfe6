//! A file that may show a minor is set aside: at once no longer among the files of its case, so that no
//! page, interface, export or job reads it; its bytes sealed for the authority or destroyed, as the regime
//! commands; whoever made something of it told. Looks at no content, and keeps no digest: only a mark under
//! the server's key that means nothing outside this one case.

pub mod custody;
pub mod replay;
pub mod store;

use super::{FileRow, Received, files_of};
use crate::binds;
use crate::cx::Cx;
use crate::db::{Row, Tx};
use crate::fault::{Error, Fault, Outcome};
use crate::keys::Use;
use crate::world::World;
use faisceau_domain::event::{Event, ExhibitSetAside};
use faisceau_domain::id::{ComplaintId, ExhibitId};
use faisceau_domain::journal::Deed;
use faisceau_domain::set_aside::Fate;
use jiff::Timestamp;
use std::collections::BTreeSet;
use uuid::Uuid;

/// What a case is when the file is set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// Answers not filed yet.
    Draft,
    /// A complaint.
    Complaint,
}

impl Within {
    /// The stored word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Within::Draft => "draft",
            Within::Complaint => "complaint",
        }
    }

    /// What a stored word says.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Within> {
        [Within::Draft, Within::Complaint]
            .into_iter()
            .find(|within| within.code() == code)
    }
}

/// Why nothing is set aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No such file in this case, or it is set aside already.
    NoFile,
}

/// A file set aside.
#[derive(Debug, Clone)]
pub struct SetAside {
    /// The file.
    pub file: Uuid,
    /// Its case.
    pub case: Uuid,
    /// What the case was.
    pub within: Within,
    /// What stands for its digest within the case.
    pub mark: [u8; 32],
    /// What its regime commanded.
    pub fate: Fate,
    /// When.
    pub at: Timestamp,
    /// `victim`, `staff` or `platform`.
    pub by: String,
    /// Why, in the words of who did it.
    pub reason: String,
    /// How many bytes.
    pub bytes: i64,
    /// What its first bytes told.
    pub media_type: String,
}

/// Sets a file aside, with those of the case that have the same bytes. The reason is the context's.
///
/// # Errors
/// See [`Refused`].
pub async fn set_aside(cx: &Cx, within: Within, case: Uuid, file: Uuid) -> Outcome<Fate, Refused> {
    let world = &cx.world;
    let fate = world.fates.under(world.config.regime().code());
    let mut tx = world.db.write().await?;
    let files = files_of(&mut tx, case).await?;
    let Some(marked) = files.iter().find(|row| row.id == file) else {
        return Err(Error::Refused(Refused::NoFile));
    };
    let alike: Vec<&FileRow> = files
        .iter()
        .filter(|row| row.sha256 == marked.sha256)
        .collect();
    write(cx, &mut tx, (within, fate, Deed::ExhibitSetAside), &alike).await?;
    tx.commit().await?;
    put_away(cx, case, &[mark(world, case, &marked.sha256)]).await;
    Ok(fate)
}

/// Sets every file of a case aside in the caller's transaction; the marks are for [`put_away`], once it is
/// durable. The reason is the context's.
///
/// # Errors
/// When the database fails.
pub async fn set_all_aside(
    cx: &Cx,
    tx: &mut Tx,
    within: Within,
    case: Uuid,
) -> Result<BTreeSet<[u8; 32]>, Fault> {
    let world = &cx.world;
    let fate = world.fates.under(world.config.regime().code());
    let files = files_of(tx, case).await?;
    let every: Vec<&FileRow> = files.iter().collect();
    write(cx, tx, (within, fate, Deed::ExhibitSetAside), &every).await?;
    let marks = files.iter().map(|file| mark(world, case, &file.sha256));
    Ok(marks.collect())
}

/// Puts away the bytes of files set aside. Nothing reads them any more: what the store may still hold is
/// done again at the next start and every hour, should it fail now.
pub async fn put_away(cx: &Cx, case: Uuid, marks: impl IntoIterator<Item = &[u8; 32]>) {
    for mark in marks {
        if let Err(fault) = replay::settle(cx, case, *mark).await {
            tracing::error!(%fault, "the bytes of a file set aside are still to be put away");
        }
    }
}

/// What stands for a digest within a case: under the server's key, so that it is no list of digests.
#[must_use]
pub fn mark(world: &World, case: Uuid, sha256: &[u8; 32]) -> [u8; 32] {
    let told = [case.as_bytes().as_slice(), sha256].concat();
    world.keys().mark(Use::SetAside, &told)
}

/// Whether these bytes were set aside in this case: they are not taken again.
///
/// # Errors
/// When the database fails.
pub async fn is_set_aside(
    world: &World,
    tx: &mut Tx,
    case: Uuid,
    received: &Received,
) -> Result<bool, Fault> {
    let mark = mark(world, case, &received.sha256);
    let known = tx.optional(&store::OF_MARK, binds![case, mark]).await?;
    Ok(known.is_some())
}

/// A file set aside, if it is.
///
/// # Errors
/// When the database fails.
pub async fn one(tx: &mut Tx, file: Uuid) -> Result<Option<SetAside>, Fault> {
    let row = tx.optional(&store::ONE, binds![file]).await?;
    row.as_ref().map(read).transpose()
}

/// How many files of a case are set aside.
///
/// # Errors
/// When the database fails.
pub async fn number(tx: &mut Tx, case: Uuid) -> Result<i64, Fault> {
    tx.one(&store::COUNT_OF_CASE, binds![case]).await?.get("n")
}

/// Moves rows from the files of a case to those set aside, journals it and tells it.
async fn write(
    cx: &Cx,
    tx: &mut Tx,
    (within, fate, deed): (Within, Fate, Deed),
    files: &[&FileRow],
) -> Result<(), Fault> {
    for file in files {
        super::remove(tx, file).await?;
        let row = binds![
            file.id,
            file.case,
            within.code(),
            mark(&cx.world, file.case, &file.sha256),
            fate.code(),
            cx.world.clock.now(),
            cx.actor.kind(),
            cx.actor.account(),
            &cx.reason,
            file.bytes,
            &file.media_type,
        ];
        tx.execute(&store::INSERT, row).await?;
        let detail = serde_json::json!({ "exhibit": file.id, "original": fate.code() });
        let (kind, case) = (within.code(), Some(file.case));
        cx.journal(tx, deed, kind, case, &detail.to_string())
            .await?;
        if within == Within::Complaint {
            let event = ExhibitSetAside {
                complaint: ComplaintId(file.case),
                exhibit: ExhibitId(file.id),
            };
            cx.emit(tx, &Event::ExhibitSetAside(event)).await?;
        }
    }
    Ok(())
}

/// A row as stored.
fn read(row: &Row) -> Result<SetAside, Fault> {
    Ok(SetAside {
        file: row.get("file_id")?,
        case: row.get("case_id")?,
        within: row.word("within", Within::from_code)?,
        mark: row.get("mark")?,
        fate: row.word("fate", Fate::from_code)?,
        at: row.get("at")?,
        by: row.get("by_kind")?,
        reason: row.get("reason")?,
        bytes: row.get("bytes")?,
        media_type: row.get("media_type")?,
    })
}

/// Where the sealed bytes are: under the mark, outside of every case.
fn sealed_key(case: Uuid, mark: &[u8; 32]) -> String {
    format!("sealed/{case}/{}", hex::encode(mark))
}
