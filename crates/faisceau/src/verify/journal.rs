//! The journal: its chain, the times it claims, and the complaints it says were filed.

use super::{Check, SLACK, store};
use faisceau_platform::binds;
use faisceau_platform::fault::Fault;
use faisceau_platform::journal::seal::{Verified, verify};
use faisceau_platform::world::World;
use jiff::Timestamp;
use uuid::Uuid;

/// Every digest and link, recomputed from the stored fields, and what the anchors in the public log say of them.
pub(super) async fn chain(world: &World) -> Result<Check, Fault> {
    let mut check = Check::of("journal: chain");
    match verify(&world.db).await? {
        Verified::Whole { rows, .. } => check.looked_at = rows,
        Verified::Broken { position, id } => {
            check.looked_at = position;
            let id = id.map_or_else(|| "missing".to_owned(), |id| id.to_string());
            check.tell(format!(
                "position {position} ({id}) is missing, altered or out of place"
            ));
        }
        Verified::Contradicted { position, .. } => {
            check.looked_at = position;
            check.tell(format!(
                "the anchor at position {position} says another head: the chain before it was made anew"
            ));
        }
    }
    Ok(check)
}

/// What was chained later says no earlier time, and nothing is chained before it was written.
pub(super) async fn times(world: &World) -> Result<Check, Fault> {
    let mut check = Check::of("journal: times");
    let mut tx = world.db.read().await?;
    let rows = tx.all(&store::BATCHES, binds![]).await?;
    tx.rollback().await?;
    let mut before: Option<Timestamp> = None;
    for row in &rows {
        check.looked_at += 1;
        let position: i64 = row.get("position")?;
        let sealed: Timestamp = row.get("sealed_at")?;
        let (first, last): (Timestamp, Timestamp) = (row.get("first_at")?, row.get("last_at")?);
        if before.is_some_and(|before| sealed + SLACK < before || first + SLACK < before) {
            check.tell(format!(
                "up to position {position}: the clock was put back ({first}, sealed {sealed})"
            ));
        }
        if last > sealed + SLACK {
            check.tell(format!(
                "up to position {position}: written at {last}, after it was sealed ({sealed})"
            ));
        }
        before = before.max(Some(sealed));
    }
    Ok(check)
}

/// Complaints that the journal says were filed are there, and those that are there were filed.
pub(super) async fn filings(world: &World) -> Result<Check, Fault> {
    let mut check = Check::of("complaints: told by the journal");
    let mut tx = world.db.read().await?;
    check.looked_at = tx.one(&store::COMPLAINTS, binds![]).await?.get("n")?;
    for row in tx.all(&store::GONE, binds![]).await? {
        let id: Option<Uuid> = row.get("subject")?;
        let id = id.unwrap_or_default();
        check.tell(format!("complaint {id} was filed and is not there"));
    }
    for row in tx.all(&store::UNTOLD, binds![]).await? {
        let (id, reference): (Uuid, String) = (row.get("id")?, row.get("reference")?);
        check.tell(format!(
            "complaint {id} ({reference}) is there and no filing is told"
        ));
    }
    tx.rollback().await?;
    Ok(check)
}
