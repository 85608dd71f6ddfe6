//! The publisher of the log, one at a time under a lease: what the sealer chained becomes leaves, then a
//! checkpoint is signed. It decides nothing itself; when signing is refused it says so and goes on trying.

use super::publish::Refused;
use super::{anchor, feed, publish, send};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use faisceau_platform::lease::Lease;
use faisceau_platform::world::World;
use jiff::SignedDuration;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use uuid::Uuid;

/// Time between two turns: a paper is in a checkpoint about a second after it is sealed.
pub const EVERY: Duration = Duration::from_secs(1);
/// A successor takes over after this long.
const LEASE: SignedDuration = SignedDuration::from_secs(20);
/// Time between two looks at what waits to leave the machine.
const SEND_EVERY: Duration = Duration::from_secs(10);

/// Who publishes: one for each process, of which one holds the lease.
#[derive(Debug)]
pub struct Publisher {
    holder: Uuid,
    lease: Option<Lease>,
    looked_at: i64,
}

impl Publisher {
    /// A publisher that holds nothing yet.
    #[must_use]
    pub fn new(world: &World) -> Publisher {
        Publisher {
            holder: world.dice.uuid(world.clock.now()),
            lease: None,
            looked_at: 0,
        }
    }

    /// One turn; true when there is more to do at once.
    ///
    /// # Errors
    /// See [`Refused`].
    pub async fn turn(&mut self, cx: &Cx) -> Outcome<bool, Refused> {
        let gathered = feed::gather(cx, self.looked_at).await?;
        let (position, seen) = (gathered.position, gathered.seen);
        if gathered.asks_for_a_write() {
            let Some(lease) = self.lease(cx).await? else {
                return Ok(false);
            };
            feed::feed(cx, lease, gathered).await?;
        }
        self.looked_at = position;
        if seen > 0 {
            return Ok(true);
        }
        if !publish::is_due(cx).await? {
            return Ok(false);
        }
        let outside = send::outside(cx);
        let Some(lease) = self.lease(cx).await? else {
            return Ok(false);
        };
        publish::publish(cx, lease, &outside).await?;
        Ok(false)
    }

    /// Anchors the journal if that is due; the sealer and the next turns do the rest. Apart from [`Publisher::turn`]:
    /// a command that ends leaves nothing that waits for the sealer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn anchor(&mut self, cx: &Cx) -> Result<bool, Fault> {
        if !anchor::is_due(cx).await? {
            return Ok(false);
        }
        let Some(lease) = self.lease(cx).await? else {
            return Ok(false);
        };
        Ok(anchor::anchor(cx, lease).await?.is_some())
    }

    async fn lease(&mut self, cx: &Cx) -> Result<Option<&Lease>, Fault> {
        let (db, now) = (&cx.world.db, cx.world.clock.now());
        self.lease = match self.lease.take() {
            Some(lease) if lease.renew(db, now + LEASE).await? => Some(lease),
            _ => Lease::take(db, "log", self.holder, now, LEASE).await?,
        };
        Ok(self.lease.as_ref())
    }

    /// Gives the lease back, so that a successor need not wait.
    ///
    /// # Errors
    /// When the database fails; the lease then ends by itself.
    pub async fn give_back(self, cx: &Cx) -> Result<(), Fault> {
        match self.lease {
            Some(lease) => lease.give_back(&cx.world.db).await,
            None => Ok(()),
        }
    }
}

/// Publishes whatever is sealed, unless another process does: at the end of commands that end.
///
/// # Errors
/// See [`Refused`].
pub async fn publish_all(cx: &Cx) -> Outcome<(), Refused> {
    let mut publisher = Publisher::new(&cx.world);
    let ended = loop {
        match publisher.turn(cx).await {
            Ok(true) => {}
            Ok(false) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    publisher.give_back(cx).await?;
    ended
}

/// Publishes until told to stop.
pub async fn run(world: Arc<World>, mut stop: watch::Receiver<bool>) {
    let cx = Cx::platform(&world);
    let mut publisher = Publisher::new(&world);
    while !*stop.borrow() {
        match publisher.turn(&cx).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(Error::Refused(why)) => {
                tracing::error!(%why, "no checkpoint of the public log is signed");
            }
            Err(Error::Fault(fault)) => {
                tracing::warn!(%fault, "the public log could not be published now");
                publisher.lease = None;
            }
        }
        if let Err(fault) = publisher.anchor(&cx).await {
            tracing::warn!(%fault, "the journal could not be anchored in the public log now");
            publisher.lease = None;
        }
        pause(&mut stop, EVERY).await;
    }
    if let Err(fault) = publisher.give_back(&cx).await {
        tracing::warn!(%fault, "the publisher's lease ends by itself");
    }
}

/// Sends checkpoints outside until told to stop.
pub async fn send(world: Arc<World>, mut stop: watch::Receiver<bool>) {
    let cx = Cx::platform(&world);
    let holder = world.dice.uuid(world.clock.now());
    while !*stop.borrow() {
        if let Err(fault) = send::send(&cx, holder).await {
            tracing::warn!(%fault, "checkpoints of the public log could not be sent now");
        }
        pause(&mut stop, SEND_EVERY).await;
    }
}

/// Waits, unless told to stop meanwhile.
async fn pause(stop: &mut watch::Receiver<bool>, length: Duration) {
    tokio::select! {
        () = tokio::time::sleep(length) => {}
        _ = stop.changed() => {}
    }
}
