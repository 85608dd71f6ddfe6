//! The linker as a task: one at a time over all processes, held by a lease; it sleeps while
//! nothing waits. Decides nothing of what links.

use crate::link::link_pending;
use crate::store;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::lease::Lease;
use faisceau_platform::world::World;
use jiff::SignedDuration;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// The lease of the one linker.
pub const LEASE: &str = "series.linker";
/// How long a silent linker keeps its lease: a successor starts within that.
const LEASE_LENGTH: SignedDuration = SignedDuration::from_secs(10);
/// Complaints taken at once: many share what they load.
pub const BATCH: i64 = 2_000;
/// Pause when nothing waits, or when another linker is at work.
const IDLE: Duration = Duration::from_millis(100);
/// Pause after a fault.
const TROUBLED: Duration = Duration::from_secs(2);

/// Links whatever waits until told to stop; a batch in hand is finished first.
pub async fn run(world: Arc<World>, mut stop: watch::Receiver<bool>) {
    let holder = world.dice.uuid(world.clock.now());
    while !*stop.borrow() {
        let pause = match turn(&world, holder, &stop).await {
            Ok(_) => IDLE,
            Err(fault) => {
                tracing::error!(%fault, "complaints cannot be brought together");
                TROUBLED
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            _ = stop.changed() => {}
        }
    }
}

/// Links until nothing waits: tests, the demonstration's preparation, and `import`. When another
/// process is linking, waits for it to be done. Returns how many complaints this process treated.
///
/// # Errors
/// When the database fails.
pub async fn link_until_idle(world: &Arc<World>) -> Result<usize, Fault> {
    let holder = world.dice.uuid(world.clock.now());
    let (_keep, never) = watch::channel(false);
    let mut done = 0;
    loop {
        done += turn(world, holder, &never).await?;
        if !waits(world).await? {
            return Ok(done);
        }
        tokio::time::sleep(IDLE).await;
    }
}

/// One turn: if anything waits, takes the lease, links until nothing does, gives the lease back.
async fn turn(
    world: &Arc<World>,
    holder: uuid::Uuid,
    stop: &watch::Receiver<bool>,
) -> Result<usize, Fault> {
    if !waits(world).await? {
        return Ok(0);
    }
    let now = world.clock.now();
    let Some(lease) = Lease::take(&world.db, LEASE, holder, now, LEASE_LENGTH).await? else {
        return Ok(0);
    };
    let done = hold(world, &lease, stop).await;
    lease.give_back(&world.db).await?;
    done
}

async fn hold(
    world: &Arc<World>,
    lease: &Lease,
    stop: &watch::Receiver<bool>,
) -> Result<usize, Fault> {
    let cx = Cx::platform(world);
    let mut done = 0;
    while !*stop.borrow() {
        if !lease
            .renew(&world.db, world.clock.now() + LEASE_LENGTH)
            .await?
        {
            return Ok(done);
        }
        match link_pending(&cx, lease, BATCH).await? {
            0 => return Ok(done),
            treated => done += treated,
        }
    }
    Ok(done)
}

async fn waits(world: &Arc<World>) -> Result<bool, Fault> {
    let mut tx = world.db.read().await?;
    Ok(tx.optional(&store::PENDING, binds![1_i64]).await?.is_some())
}
