//! Carries what was told of series that ended over to the one that took their complaints, in the
//! transaction of the merge. What was told of both stays once; who read it stays so. That somebody
//! wants to hear no more of a series is not carried: it was said of another one.

use crate::alert::{self, look, store};
use faisceau_platform::binds;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use uuid::Uuid;

/// Carries the alerts of one series over to another.
///
/// # Errors
/// When the database fails.
pub async fn carry(tx: &mut Tx, from: Uuid, to: Uuid) -> Result<(), Fault> {
    for row in tx.all(&store::OF_SERIES, binds![from]).await? {
        let (id, mark): (Uuid, String) = (row.get("id")?, row.get("mark")?);
        let rest = mark.splitn(3, '|').nth(2).unwrap_or_default();
        let mark = look::mark(to, rest);
        let known = tx.optional(&store::BY_MARK, binds![&mark]).await?;
        match known {
            Some(_) => alert::withdraw(tx, id).await?,
            None => {
                tx.execute(&store::MOVE, binds![id, to, &mark]).await?;
            }
        }
    }
    Ok(())
}
