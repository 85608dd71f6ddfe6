//! The journal: every mutation and every read of a case by staff writes one row in the same
//! transaction, without any lock shared between transactions. The sealer chains them afterwards.

pub mod read;
pub mod seal;
pub mod store;

use crate::binds;
use crate::db::Tx;
use crate::fault::Fault;
use faisceau_domain::journal::Entry;

/// Writes an entry, in the transaction of what it tells.
///
/// # Errors
/// When the database refuses it: the whole transaction fails with it.
pub async fn write(tx: &mut Tx, entry: &Entry) -> Result<(), Fault> {
    tx.execute(&store::INSERT, row(entry)).await?;
    tx.execute(&store::WAIT, binds![entry.id]).await?;
    Ok(())
}

fn row(entry: &Entry) -> Vec<crate::db::Bind> {
    binds![
        entry.id,
        entry.at,
        entry.actor.kind(),
        entry.actor.account(),
        entry.purpose.map(faisceau_domain::access::Purpose::code),
        &entry.reason,
        entry.action.code(),
        entry.subject_kind,
        entry.subject,
        &entry.detail,
        entry.digest(),
    ]
}

/// How many rows wait for the sealer.
///
/// # Errors
/// When the database fails.
pub async fn unsealed(db: &crate::db::Db) -> Result<i64, Fault> {
    let mut tx = db.read().await?;
    tx.one(&store::COUNT_UNSEALED, binds![]).await?.get("n")
}
