//! Leases: one process at a time does a thing that must not be done twice, and a fencing number
//! lets its writes be refused once another took over. Never a queue, never an election.

pub mod dialect;
pub mod store;

use crate::binds;
use crate::db::{Db, Tx};
use crate::fault::Fault;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// A lease held.
#[derive(Debug, Clone)]
pub struct Lease {
    name: &'static str,
    holder: Uuid,
    fence: i64,
}

impl Lease {
    /// Takes the lease when it is free or expired; `None` when another holds it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take(
        db: &Db,
        name: &'static str,
        holder: Uuid,
        now: Timestamp,
        length: SignedDuration,
    ) -> Result<Option<Lease>, Fault> {
        let mut tx = db.write().await?;
        let row = tx
            .optional(&store::TAKE, binds![name, holder, now + length, now])
            .await?;
        let lease = match row {
            Some(row) => Some(Lease {
                name,
                holder,
                fence: row.get("fence")?,
            }),
            None => None,
        };
        tx.commit().await?;
        Ok(lease)
    }

    /// Keeps the lease longer; false when another took it meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn renew(&self, db: &Db, until: Timestamp) -> Result<bool, Fault> {
        let mut tx = db.write().await?;
        let kept = tx
            .execute(
                &store::RENEW,
                binds![self.name, self.holder, self.fence, until],
            )
            .await?;
        tx.commit().await?;
        Ok(kept == 1)
    }

    /// Gives the lease back, so that a successor need not wait.
    ///
    /// # Errors
    /// When the database fails; the lease then ends by itself.
    pub async fn give_back(&self, db: &Db) -> Result<(), Fault> {
        self.renew(db, Timestamp::UNIX_EPOCH).await.map(|_| ())
    }

    /// Refuses the transaction when a newer holder exists.
    ///
    /// # Errors
    /// A fault that says so.
    pub async fn check(&self, tx: &mut Tx) -> Result<(), Fault> {
        let row = tx.one(&dialect::FENCE, binds![self.name]).await?;
        if row.get::<i64>("fence")? == self.fence {
            return Ok(());
        }
        Err(Fault::new(format!(
            "the lease `{}` has a newer holder",
            self.name
        )))
    }

    /// The fencing number of this holder.
    #[must_use]
    pub fn fence(&self) -> i64 {
        self.fence
    }
}
