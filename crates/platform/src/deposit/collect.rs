//! The collector: deletes objects that nothing names. It marks what looks forgotten, lets a time of grace pass, and
//! looks again in the transaction that deletes; whoever names an object takes its mark away in his own
//! transaction. So a blob that a file refers to is never taken, whatever happens at the same moment.

use super::{OBJECTS, blobs, store};
use crate::binds;
use crate::db::Tx;
use crate::fault::Fault;
use crate::world::World;
use futures_util::StreamExt as _;
use jiff::SignedDuration;
use object_store::ObjectStore as _;
use object_store::path::Path;
use uuid::Uuid;

/// What was received and attached to nothing, or condemned and not deleted, is left alone for this long: longer
/// than any upload or transaction takes.
pub const GRACE: SignedDuration = SignedDuration::from_hours(24);
/// Objects deleted at once.
const AT_ONCE: i64 = 1_000;

/// What a run did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Collected {
    /// Objects that nothing names, marked now.
    pub marked: usize,
    /// Objects deleted.
    pub deleted: usize,
}

/// Deletes what was marked before the grace, and marks what nothing names now.
///
/// # Errors
/// When the database or the store fails.
pub async fn collect(world: &World, grace: SignedDuration) -> Result<Collected, Fault> {
    let mut done = Collected {
        deleted: clear_away(world, grace).await?,
        ..Collected::default()
    };
    let before = (world.clock.now() - grace).as_millisecond();
    for below in [OBJECTS, "cases"] {
        let mut listed = world.deposit.objects.list(Some(&Path::from(below)));
        while let Some(object) = listed.next().await {
            let object = object?;
            let old = object.last_modified.timestamp_millis() < before;
            if old && mark(world, object.location.as_ref()).await? {
                done.marked += 1;
            }
        }
    }
    Ok(done)
}

/// Deletes what was marked or condemned before the grace; returns how many.
///
/// # Errors
/// When the database or the store fails.
pub async fn clear_away(world: &World, grace: SignedDuration) -> Result<usize, Fault> {
    let before = world.clock.now() - grace;
    let mut tx = world.db.read().await?;
    let rows = tx.all(&store::REMOVALS, binds![before, AT_ONCE]).await?;
    tx.rollback().await?;
    let mut deleted = 0;
    for row in &rows {
        let object: String = row.get("object")?;
        deleted += usize::from(world.deposit.clear_away(&object).await?);
    }
    Ok(deleted)
}

/// Marks an object when nothing names it. Only what bears a drawn name, or the digest of a file of a case, is ever
/// marked: everything else is of who made it.
async fn mark(world: &World, object: &str) -> Result<bool, Fault> {
    let drawn = object.starts_with(OBJECTS);
    if !drawn && original(object).is_none() {
        return Ok(false);
    }
    let mut tx = world.db.read().await?;
    let used = in_use(&mut tx, object).await?;
    tx.rollback().await?;
    if used {
        return Ok(false);
    }
    let mut tx = world.db.write_behind().await?;
    let row = binds![object, world.clock.now()];
    let marked = tx.execute(&store::CONDEMN, row).await?;
    tx.commit().await?;
    Ok(marked > 0)
}

/// The case and digest of a clear file that bears them: `cases/{case}/{sha256}`.
fn original(object: &str) -> Option<(Uuid, [u8; 32])> {
    let (case, digest) = object.strip_prefix("cases/")?.split_once('/')?;
    let digest = hex::decode(digest).ok()?.try_into().ok()?;
    Some((case.parse().ok()?, digest))
}

/// Whether something names an object: a row of blobs; or, of a clear file from before there were such rows, a file
/// of its case.
pub(super) async fn in_use(tx: &mut Tx, object: &str) -> Result<bool, Fault> {
    if tx
        .optional(&store::OF_OBJECT, binds![object])
        .await?
        .is_some()
    {
        return Ok(true);
    }
    let Some((case, sha256)) = original(object) else {
        return Ok(false);
    };
    // Its name is another object's: it was encrypted since.
    if tx.optional(&store::BLOB, binds![object]).await?.is_some() {
        return Ok(false);
    }
    let alike = tx.one(&store::ALIKE, binds![case, sha256]).await?;
    Ok(alike.get::<i64>("n")? > 0)
}

/// Wraps the keys of all files anew, for those who may unwrap now; objects stay as they are. Returns how many.
///
/// # Errors
/// When a key cannot be unwrapped by the identities given, or the database fails.
pub async fn rewrap(world: &World) -> Result<usize, Fault> {
    blobs::rewrap(&world.deposit).await
}

#[cfg(test)]
mod tests {
    use super::original;

    #[test]
    fn only_a_file_of_a_case_bears_its_digest() {
        let case = uuid::Uuid::from_u128(7);
        let digest = "ab".repeat(32);
        let found = original(&format!("cases/{case}/{digest}"));
        assert_eq!(found, Some((case, [0xab; 32])));
        for other in [
            format!("cases/{case}/previews/{case}"),
            format!("cases/{case}/{}", &digest[2..]),
            format!("sealed/{case}/{digest}"),
            format!("cases/nobody/{digest}"),
        ] {
            assert_eq!(original(&other), None, "{other}");
        }
    }
}
