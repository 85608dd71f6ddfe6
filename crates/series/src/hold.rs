//! The lease of the one linker, kept alive while it works. Whoever holds it is the only one to
//! write series; the fencing number refuses whoever believes to hold it still.

use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::lease::Lease;
use faisceau_platform::world::World;
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;
use tokio::task::JoinHandle;
use uuid::Uuid;

/// The lease of the one linker.
pub const LEASE: &str = "series.linker";
/// How long a silent linker keeps its lease. With the pause of who stands by, a successor has it
/// within ten seconds.
pub const LENGTH: SignedDuration = SignedDuration::from_secs(9);
/// Renewed when this much of it is over: two chances more before it ends.
const RENEWED_AFTER: SignedDuration = SignedDuration::from_secs(3);
/// How often a long calculation lets the lease be looked at.
const GLANCE: Duration = Duration::from_secs(1);

/// The lease held, and since when it runs.
#[derive(Debug)]
pub struct Held {
    lease: Lease,
    renewed: Timestamp,
}

impl Held {
    /// Takes the lease when it is free or over; `None` when another process links.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take(world: &World, holder: Uuid) -> Result<Option<Held>, Fault> {
        let now = world.clock.now();
        let lease = Lease::take(&world.db, LEASE, holder, now, LENGTH).await?;
        Ok(lease.map(|lease| Held {
            lease,
            renewed: now,
        }))
    }

    /// Its fencing number: one more than that of the holder before.
    #[must_use]
    pub fn fence(&self) -> i64 {
        self.lease.fence()
    }

    /// Renews the lease when it is time to.
    ///
    /// # Errors
    /// When another process took it, or the database fails.
    pub async fn keep(&mut self, world: &World) -> Result<(), Fault> {
        let now = world.clock.now();
        if now.duration_since(self.renewed) < RENEWED_AFTER {
            return Ok(());
        }
        if !self.lease.renew(&world.db, now + LENGTH).await? {
            return Err(Fault::new("another process links now"));
        }
        self.renewed = now;
        Ok(())
    }

    /// Keeps the lease while a calculation runs on a thread of its own.
    pub(crate) async fn keep_while<T>(
        &mut self,
        world: &World,
        mut work: JoinHandle<T>,
    ) -> Result<T, Fault> {
        loop {
            tokio::select! {
                done = &mut work => return Ok(done?),
                () = tokio::time::sleep(GLANCE) => self.keep(world).await?,
            }
        }
    }

    /// Refuses the transaction when a newer holder exists.
    pub(crate) async fn check(&self, tx: &mut Tx) -> Result<(), Fault> {
        self.lease.check(tx).await
    }

    /// Gives the lease back, so that a successor need not wait.
    ///
    /// # Errors
    /// When the database fails; the lease then ends by itself.
    pub async fn give_back(self, world: &World) -> Result<(), Fault> {
        self.lease.give_back(&world.db).await
    }
}
