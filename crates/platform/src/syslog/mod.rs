//! The journal streamed to a collector of the operator's (RFC 5424), entry by entry, in the order of its chain and at
//! least once. It follows the sealed journal from a position it keeps: no request ever waits for a collector, and what
//! one that was down did not get is handed over when it is back. Words of persons never leave.

pub mod send;
pub mod settings;
pub mod store;

use crate::binds;
use crate::cx::Cx;
use crate::db::{Row, Tx};
use crate::fault::Fault;
use crate::lease::Lease;
use crate::world::World;
use faisceau_domain::health::Fact;
use faisceau_domain::journal::syslog::Told;
use jiff::{SignedDuration, Timestamp};
use settings::Syslog;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use uuid::Uuid;

/// Entries handed over at once: what is not known to have arrived is handed over again.
const BATCH: i64 = 200;
/// Time between two looks at what waits.
const EVERY: Duration = Duration::from_secs(1);
/// A successor takes over after this long: longer than a collector may take.
const LEASE: SignedDuration = SignedDuration::from_secs(30);
/// A collector that is down is asked again after this long at the latest.
const RETRY_MAX: SignedDuration = SignedDuration::from_mins(5);

/// How far the journal was handed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sent {
    /// Position of the last entry handed over.
    pub position: i64,
    /// How often it failed since.
    pub failures: i64,
    /// When to try again.
    pub retry_at: Option<Timestamp>,
    /// Why it failed, in the words of the network.
    pub last_error: String,
}

/// How far the journal was handed over.
///
/// # Errors
/// When the database fails.
pub async fn sent(tx: &mut Tx) -> Result<Sent, Fault> {
    let Some(row) = tx.optional(&store::SENT, binds![]).await? else {
        return Ok(Sent::default());
    };
    Ok(Sent {
        position: row.get("position")?,
        failures: row.get("failures")?,
        retry_at: row.get("retry_at")?,
        last_error: row.get("last_error")?,
    })
}

/// What the health of the installation is told of it: nothing while it works.
///
/// # Errors
/// When the database fails.
pub async fn seen(tx: &mut Tx) -> Result<Option<Fact>, Fault> {
    let sent = sent(tx).await?;
    let last: i64 = tx.one(&store::LAST, binds![]).await?.get("position")?;
    Ok((sent.failures > 0).then(|| Fact::SyslogFails {
        times: sent.failures,
        waiting: last - sent.position,
        why: sent.last_error,
    }))
}

/// Who streams: one for each process, of which one holds the lease.
#[derive(Debug)]
pub struct Follower {
    holder: Uuid,
    lease: Option<Lease>,
}

impl Follower {
    /// A follower that holds nothing yet.
    #[must_use]
    pub fn new(world: &World) -> Follower {
        Follower {
            holder: world.dice.uuid(world.clock.now()),
            lease: None,
        }
    }

    /// One turn: hands over what waits, if its time has come; true when there may be more.
    ///
    /// # Errors
    /// When the database fails, or another process took over meanwhile. A collector that is down is no error: it is
    /// kept, told and tried again.
    pub async fn turn(&mut self, cx: &Cx, to: &Syslog) -> Result<bool, Fault> {
        let world = &cx.world;
        let now = world.clock.now();
        let mut tx = world.db.read().await?;
        let before = sent(&mut tx).await?;
        if before.retry_at.is_some_and(|at| at > now) {
            return Ok(false);
        }
        let waiting = binds![before.position, BATCH];
        let rows = tx.all(&store::TOLD_AFTER, waiting).await?;
        tx.rollback().await?;
        let Some(last) = rows.last() else {
            return Ok(false);
        };
        let last: i64 = last.get("position")?;
        let host = to.host_name(&world.config.public_url);
        let read = rows.iter().map(|row| message(row, host, to.enterprise));
        let messages = read.collect::<Result<Vec<_>, Fault>>()?;
        let Some(lease) = self.lease(cx).await? else {
            return Ok(false);
        };
        let handed = send::send(to, &messages).await;
        if let Err(fault) = &handed {
            tracing::warn!(%fault, "the journal could not be handed to the collector now");
        }
        let arrived = handed.is_ok();
        keep(cx, lease, settled(before, last, handed, now)).await?;
        Ok(arrived)
    }

    async fn lease(&mut self, cx: &Cx) -> Result<Option<&Lease>, Fault> {
        let (db, now) = (&cx.world.db, cx.world.clock.now());
        self.lease = match self.lease.take() {
            Some(lease) if lease.renew(db, now + LEASE).await? => Some(lease),
            _ => Lease::take(db, "syslog", self.holder, now, LEASE).await?,
        };
        Ok(self.lease.as_ref())
    }
}

fn message(row: &Row, host: &str, enterprise: u32) -> Result<Vec<u8>, Fault> {
    let purpose: Option<String> = row.get("purpose")?;
    let told = Told {
        position: row.get("position")?,
        id: row.get("id")?,
        at: row.get("at")?,
        actor_kind: &row.get::<String>("actor_kind")?,
        actor: row.get("actor")?,
        purpose: purpose.as_deref().unwrap_or_default(),
        action: &row.get::<String>("action")?,
        subject_kind: &row.get::<String>("subject_kind")?,
        subject: row.get("subject")?,
    };
    Ok(told.message(host, enterprise))
}

/// What is kept after a try.
fn settled(before: Sent, last: i64, handed: Result<(), Fault>, now: Timestamp) -> Sent {
    match handed {
        Ok(()) => Sent {
            position: last,
            ..Sent::default()
        },
        Err(fault) => {
            let failures = before.failures + 1;
            let doubled = 1_i64 << failures.clamp(0, 16);
            let wait = SignedDuration::from_secs(doubled).min(RETRY_MAX);
            Sent {
                position: before.position,
                failures,
                retry_at: Some(now + wait),
                last_error: fault.to_string(),
            }
        }
    }
}

async fn keep(cx: &Cx, lease: &Lease, sent: Sent) -> Result<(), Fault> {
    let mut tx = cx.world.db.write_behind().await?;
    lease.check(&mut tx).await?;
    let row = binds![
        sent.position,
        cx.world.clock.now(),
        sent.failures,
        sent.retry_at,
        sent.last_error,
    ];
    tx.execute(&store::SET_SENT, row).await?;
    tx.commit().await
}

/// Streams until told to stop; ends at once where no collector is set.
pub async fn run(world: Arc<World>, mut stop: watch::Receiver<bool>) {
    let Some(to) = &world.config.syslog else {
        return;
    };
    let cx = Cx::platform(&world);
    let mut follower = Follower::new(&world);
    while !*stop.borrow() {
        match follower.turn(&cx, to).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(fault) => {
                tracing::warn!(%fault, "the journal could not be streamed now");
                follower.lease = None;
            }
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            _ = stop.changed() => {}
        }
    }
    if let Some(lease) = follower.lease
        && let Err(fault) = lease.give_back(&world.db).await
    {
        tracing::warn!(%fault, "the lease of the stream of the journal ends by itself");
    }
}
