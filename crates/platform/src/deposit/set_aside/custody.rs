//! What the custodian does with files set aside: lists them, hands one over, destroys one. Each is
//! journaled in the transaction that allows it; who may is asked before, by policy.

use super::{SetAside, read, replay, sealed_key, store};
use crate::binds;
use crate::cx::Cx;
use crate::db::Tx;
use crate::fault::{Error, Fault, Outcome};
use bytes::Bytes;
use faisceau_domain::journal::Deed;
use faisceau_domain::set_aside::Fate;
use futures_util::Stream;
use uuid::Uuid;

/// Shortest reason, in characters.
const REASON_MIN: usize = 4;
/// Files listed at once.
const LISTED_MAX: i64 = 200;

/// Why nothing is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No such file is set aside.
    NoFile,
    /// Why must be said.
    NoReason,
    /// Its original is destroyed.
    Destroyed,
}

/// The files set aside, the latest first; the reading is journaled.
///
/// # Errors
/// When the database fails.
pub async fn list(cx: &Cx) -> Result<Vec<SetAside>, Fault> {
    let mut tx = cx.world.db.write().await?;
    let rows = tx.all(&store::LATEST, binds![LISTED_MAX]).await?;
    let rows: Vec<SetAside> = rows.iter().map(read).collect::<Result<_, Fault>>()?;
    let detail = serde_json::json!({ "files": rows.len() }).to_string();
    let deed = Deed::SetAsideListed;
    cx.journal(&mut tx, deed, "installation", None, &detail)
        .await?;
    tx.commit().await?;
    Ok(rows)
}

/// The file, when it is set aside and its original is still there.
async fn sealed(cx: &Cx, tx: &mut Tx, file: Uuid) -> Outcome<SetAside, Refused> {
    if cx.reason.chars().count() < REASON_MIN {
        return Err(Error::Refused(Refused::NoReason));
    }
    let Some(row) = tx.optional(&store::ONE, binds![file]).await? else {
        return Err(Error::Refused(Refused::NoFile));
    };
    let row = read(&row)?;
    match row.fate {
        Fate::Sealed => Ok(row),
        Fate::Destroyed => Err(Error::Refused(Refused::Destroyed)),
    }
}

async fn told(cx: &Cx, tx: &mut Tx, deed: Deed, row: &SetAside) -> Result<(), Fault> {
    let detail = serde_json::json!({ "exhibit": row.file }).to_string();
    let case = Some(row.case);
    cx.journal(tx, deed, row.within.code(), case, &detail).await
}

/// Hands the original over, as it was received; the reason is the context's.
///
/// # Errors
/// See [`Refused`].
pub async fn hand_over(
    cx: &Cx,
    file: Uuid,
) -> Outcome<
    (
        SetAside,
        impl Stream<Item = Result<Bytes, object_store::Error>> + use<>,
    ),
    Refused,
> {
    let mut tx = cx.world.db.write().await?;
    let row = sealed(cx, &mut tx, file).await?;
    told(cx, &mut tx, Deed::SetAsideRead, &row).await?;
    tx.commit().await?;
    let key = sealed_key(row.case, &row.mark);
    let bytes = cx.world.deposit.stream(&key).await?;
    Ok((row, bytes))
}

/// Destroys the original, once the authority has it or commands it; the reason is the context's.
///
/// # Errors
/// See [`Refused`].
pub async fn destroy(cx: &Cx, file: Uuid) -> Outcome<(), Refused> {
    let mut tx = cx.world.db.write().await?;
    let row = sealed(cx, &mut tx, file).await?;
    let mark = binds![row.case, row.mark];
    tx.execute(&store::DESTROYED, mark).await?;
    told(cx, &mut tx, Deed::SetAsideDestroyed, &row).await?;
    tx.commit().await?;
    replay::settle(cx, row.case, row.mark).await?;
    Ok(())
}
