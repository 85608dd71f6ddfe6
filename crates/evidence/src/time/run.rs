//! Trusted time beside the pages: one process at a time gathers what waits and asks the authorities, until told
//! to stop. Holds no rule: `gather` and `stamp` do.

use super::gather::{Look, gather};
use super::{queue, stamp, store};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::lease::Lease;
use faisceau_platform::world::World;
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// Time between two turns.
const TURN: Duration = Duration::from_secs(15);
/// A successor takes over after this long: longer than the longest turn of questions may last.
const LEASE: SignedDuration = SignedDuration::from_mins(15);

/// Turns until told to stop; ends at once where no authority is configured.
pub async fn run(world: Arc<World>, mut stop: watch::Receiver<bool>) {
    if world.authorities.is_empty() {
        return;
    }
    let cx = Cx::platform(&world);
    let holder = world.dice.uuid(world.clock.now());
    let mut look = Look::Everywhere;
    while !*stop.borrow() {
        let now = world.clock.now();
        let turned = async {
            let lease = Lease::take(&world.db, "time", holder, now, LEASE).await?;
            let Some(lease) = lease else { return Ok(()) };
            let done = turn(&cx, look).await;
            lease.give_back(&world.db).await?;
            look = Look::Lately;
            done
        };
        let turned: Result<(), Fault> = turned.await;
        if let Err(fault) = turned {
            tracing::warn!(%fault, "what waits for a time stamp could not be looked after now");
        }
        tokio::select! {
            () = tokio::time::sleep(TURN) => {}
            _ = stop.changed() => {}
        }
    }
}

/// Gathers when it is time to, then asks. Also what the commands that end do once.
///
/// # Errors
/// When the database fails.
pub async fn turn(cx: &Cx, look: Look) -> Result<(), Fault> {
    if is_time(cx).await? || look == Look::Everywhere {
        while gather(cx, look).await?.is_some() {}
    }
    stamp::stamp(cx).await?;
    measure(cx).await
}

async fn is_time(cx: &Cx) -> Result<bool, Fault> {
    let mut tx = cx.world.db.read().await?;
    let last = tx.optional(&store::LAST, vec![]).await?;
    tx.rollback().await?;
    let Some(last) = last else { return Ok(true) };
    let every = SignedDuration::from_mins(i64::from(cx.world.config.time.every_minutes));
    Ok(last.get::<Timestamp>("made_at")? + every <= cx.world.clock.now())
}

/// What `/metrics` says of it.
async fn measure(cx: &Cx) -> Result<(), Fault> {
    let mut tx = cx.world.db.read().await?;
    let standings = queue::queue(&mut tx).await?;
    tx.rollback().await?;
    for standing in standings {
        let now = cx.world.clock.now();
        let since = standing.oldest_at.map_or(0.0, |at| {
            (now - at).total(jiff::Unit::Second).unwrap_or(0.0)
        });
        let authority = standing.authority;
        let waiting = i32::try_from(standing.waiting).unwrap_or(i32::MAX);
        metrics::gauge!("time_tokens_waiting", "authority" => authority.clone()).set(waiting);
        metrics::gauge!("time_oldest_waiting_seconds", "authority" => authority).set(since);
    }
    Ok(())
}
