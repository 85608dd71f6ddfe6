//! Every exhibit, read again and compared with the digest taken when it was received, and the custody of each.

use super::{Check, store};
use faisceau_evidence::custody;
use faisceau_platform::binds;
use faisceau_platform::deposit::case_key;
use faisceau_platform::fault::Fault;
use faisceau_platform::world::World;
use futures_util::StreamExt as _;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Rows read at once.
const PAGE_ROWS: i64 = 1_000;

pub(super) async fn exhibits(world: &World) -> Result<Check, Fault> {
    let mut check = Check::of("exhibits: bytes");
    let mut after = Uuid::nil();
    loop {
        let mut tx = world.db.read().await?;
        let rows = tx.all(&store::EXHIBITS, binds![after, PAGE_ROWS]).await?;
        tx.rollback().await?;
        let Some(last) = rows.last() else {
            return Ok(check);
        };
        after = last.get("id")?;
        for row in &rows {
            check.looked_at += 1;
            let (id, case): (Uuid, Uuid) = (row.get("id")?, row.get("case_id")?);
            let (kept, bytes): ([u8; 32], i64) = (row.get("sha256")?, row.get("bytes")?);
            match read(world, &case_key(case, &kept)).await {
                Ok(found) if found == (kept, bytes) => {}
                Ok(_) => check.tell(format!("exhibit {id}: its bytes were altered")),
                Err(fault) => check.tell(format!("exhibit {id} cannot be read: {fault}")),
            }
        }
    }
}

/// The chain of each exhibit's custody, and what the journal says of its steps.
pub(super) async fn custody(world: &World) -> Result<Check, Fault> {
    let mut check = Check::of("exhibits: custody");
    let verified = custody::verify::all(world).await?;
    check.looked_at = i64::try_from(verified.steps)?;
    for wrong in verified.wrong {
        let (exhibit, what) = (wrong.exhibit, wrong.what);
        check.tell(format!(
            "exhibit {exhibit}, step {}: {what}",
            wrong.position
        ));
    }
    Ok(check)
}

async fn read(world: &World, key: &str) -> Result<([u8; 32], i64), Fault> {
    let mut stream = Box::pin(world.deposit.stream(key).await?);
    let (mut hash, mut bytes) = (Sha256::new(), 0i64);
    while let Some(chunk) = stream.next().await {
        let chunk = chunk?;
        bytes += i64::try_from(chunk.len())?;
        hash.update(&chunk);
    }
    Ok((hash.finalize().into(), bytes))
}
