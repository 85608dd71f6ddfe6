//! The sealer: one leased job chains unsealed journal rows in batches and publishes the head.
//! A row is in the chain exactly once; rows that a slow transaction commits late are taken by the
//! next batch. Never orders by arrival: the order inside the chain is the order of sealing.

use super::store;
use crate::binds;
use crate::db::Db;
use crate::fault::Fault;
use crate::lease::Lease;
use faisceau_domain::journal::{GENESIS, chain};
use jiff::Timestamp;
use uuid::Uuid;

/// Rows chained in one transaction.
const BATCH_ROWS: i64 = 1_000;

/// Seals one batch; returns how many rows it chained.
///
/// # Errors
/// When the lease is no longer held, or the database fails: nothing is chained then.
pub async fn seal_batch(db: &Db, lease: &Lease, now: Timestamp) -> Result<usize, Fault> {
    let mut tx = db.write_behind().await?;
    lease.check(&mut tx).await?;
    let rows = tx.all(&store::UNSEALED, binds![BATCH_ROWS]).await?;
    if rows.is_empty() {
        tx.rollback().await?;
        return Ok(0);
    }
    let (mut position, mut head) = match tx.optional(&store::HEAD, binds![]).await? {
        Some(row) => (row.get::<i64>("position")?, row.get::<[u8; 32]>("head")?),
        None => (0, GENESIS),
    };
    let first = position + 1;
    let mut links = Vec::with_capacity(rows.len());
    for row in &rows {
        position += 1;
        head = chain(&head, position, &row.get::<[u8; 32]>("digest")?);
        links.push(binds![row.get::<Uuid>("id")?, position, head]);
    }
    tx.insert_many(&store::INSERT_LINK, links).await?;
    tx.execute(&store::SEALED, binds![first, position]).await?;
    tx.execute(
        &store::INSERT_SEAL,
        binds![position, head, now, lease.fence()],
    )
    .await?;
    tx.commit().await?;
    Ok(rows.len())
}

/// What a verification of the chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verified {
    /// Every row is whole and in its place.
    Whole {
        /// Rows in the chain.
        rows: i64,
        /// The head, to compare with one kept elsewhere.
        head: [u8; 32],
    },
    /// The first row that is missing, altered or out of place.
    Broken {
        /// Its position in the chain.
        position: i64,
        /// The row's id.
        id: Option<Uuid>,
    },
    /// Every row is chained, and an anchor says that the chain was another.
    Contradicted {
        /// The position of the anchor.
        position: i64,
        /// Its id.
        id: Option<Uuid>,
    },
}

/// Recomputes every digest and every link from the stored fields, and compares the chain with its anchors.
///
/// # Errors
/// When the database cannot be read.
pub async fn verify(db: &Db) -> Result<Verified, Fault> {
    let mut tx = db.read().await?;
    let (mut position, mut head) = (0i64, GENESIS);
    loop {
        let rows = tx
            .all(&store::CHAINED, binds![position, BATCH_ROWS])
            .await?;
        if rows.is_empty() {
            return Ok(Verified::Whole {
                rows: position,
                head,
            });
        }
        for row in rows {
            position += 1;
            let id: Option<Uuid> = row.get("id")?;
            let Some(entry) = super::read::entry_digest(&row)? else {
                return Ok(Verified::Broken { position, id });
            };
            head = chain(&head, position, &entry);
            let kept: [u8; 32] = row.get("digest")?;
            let placed: i64 = row.get("position")?;
            if kept != entry || placed != position || row.get::<[u8; 32]>("head")? != head {
                return Ok(Verified::Broken { position, id });
            }
            // The head there was computed again just before: what is stored is what it is.
            if !super::read::fits(&mut tx, &row, position).await? {
                return Ok(Verified::Contradicted { position, id });
            }
        }
    }
}
