//! What is erased: the digests of its papers go, the hash of each stays in its tree, which shows nothing.

use super::store;
use faisceau_platform::binds;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use uuid::Uuid;

/// Forgets the digests of a case, in the transaction that erases it.
///
/// # Errors
/// When the database fails.
pub(crate) async fn forget(tx: &mut Tx, case: Uuid) -> Result<(), Fault> {
    tx.execute(&store::FORGET, binds![case]).await?;
    Ok(())
}
