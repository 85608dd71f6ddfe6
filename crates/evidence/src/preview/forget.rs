//! The previews of an erased complaint, what the antivirus said and the digests of its papers go with it, rows and
//! bytes, in the transaction that erases it.
//! Touches no exhibit: those are of who erases.

use super::{key, store};
use crate::{scan, time};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::deposit::condemn;
use faisceau_platform::fault::Fault;
use uuid::Uuid;

/// Erases what is kept of the previews of a complaint; its bytes go once this is durable.
///
/// # Errors
/// When the database or the store fails.
pub(crate) async fn forget(cx: &Cx, tx: &mut Tx, complaint: Uuid) -> Result<(), Fault> {
    for row in tx.all(&store::OF_COMPLAINT, binds![complaint]).await? {
        let file: Uuid = row.get("file_id")?;
        condemn(&cx.world, tx, &key(complaint, file)).await?;
    }
    tx.take("previews", &store::FORGET, binds![complaint])
        .await?;
    tx.take("previews", &scan::store::FORGET, binds![complaint])
        .await?;
    time::forget::forget(tx, complaint).await
}
