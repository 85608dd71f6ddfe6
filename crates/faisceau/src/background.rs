//! What runs beside the pages: workers of jobs, the sealer of the journal, the publisher of the log, the
//! linker, trusted time, the stream of the journal, the end of drafts. Each stops when told to, after what it has in hand. Decides nothing.

use faisceau_evidence::custody::{adopt, reread};
use faisceau_evidence::log;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Acting, acting};
use faisceau_platform::deposit::{collect, set_aside, uploads};
use faisceau_platform::fault::{Error, Fault};
use faisceau_platform::jobs;
use faisceau_platform::journal::{self, seal::seal_batch};
use faisceau_platform::lease::Lease;
use faisceau_platform::world::World;
use jiff::SignedDuration;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinSet;
use uuid::Uuid;

/// Time between two turns of the sealer.
pub const SEAL_EVERY: Duration = Duration::from_millis(250);
/// A successor takes the sealing over after this long. Longer than a turn, so that who seals keeps
/// sealing; a batch that outlasts it is refused by its fencing number and done again.
pub const SEAL_LEASE: SignedDuration = SignedDuration::from_millis(700);
/// What is written is sealed within this, even when the sealer was killed just before.
pub const SEALED_WITHIN: Duration = Duration::from_secs(1);
const _: () = assert!(SEAL_EVERY.as_millis() + SEAL_LEASE.as_millis().unsigned_abs() <= 1_000);
/// How often drafts past their day are deleted.
const FORGET_EVERY: Duration = Duration::from_secs(3_600);

/// Every object, finished or not, is looked at once in so many turns: a day.
const COLLECT_EACH: u32 = 24;
/// A file received and attached to nothing is kept this long: the slowest upload is over.
const STAGED_FOR: SignedDuration = SignedDuration::from_hours(24);

/// Starts everything; it ends when `stop` turns true.
pub fn start(world: &Arc<World>, workers: u32, stop: &watch::Receiver<bool>) -> JoinSet<()> {
    let mut tasks = Behind(JoinSet::new());
    for _ in 0..workers {
        tasks.start(jobs::run::work(world.clone(), stop.clone()));
    }
    tasks.start(seal(world.clone(), stop.clone()));
    tasks.start(faisceau_series::run::run(world.clone(), stop.clone()));
    let stamped = faisceau_evidence::time::run::run(world.clone(), stop.clone());
    tasks.start(stamped);
    tasks.start(log::run::run(world.clone(), stop.clone()));
    tasks.start(log::run::send(world.clone(), stop.clone()));
    let told = faisceau_platform::syslog::run(world.clone(), stop.clone());
    tasks.start(told);
    tasks.start(forget(world.clone(), stop.clone()));
    tasks.start(look_after(world.clone(), stop.clone()));
    tasks.0
}

/// Tasks in the name of the platform.
struct Behind(JoinSet<()>);

impl Behind {
    fn start(&mut self, task: impl Future<Output = ()> + Send + 'static) {
        self.0.spawn(acting(Acting::Platform, task));
    }
}

/// Waits, unless told to stop meanwhile.
async fn pause(stop: &mut watch::Receiver<bool>, length: Duration) {
    tokio::select! {
        () = tokio::time::sleep(length) => {}
        _ = stop.changed() => {}
    }
}

/// Seals whenever this process holds the lease; every other process stands by.
async fn seal(world: Arc<World>, mut stop: watch::Receiver<bool>) {
    let holder = world.dice.uuid(world.clock.now());
    let mut lease: Option<Lease> = None;
    while !*stop.borrow() {
        match seal_once(&world, &mut lease, holder).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(fault) => {
                tracing::warn!(%fault, "the journal could not be sealed now");
                lease = None;
            }
        }
        pause(&mut stop, SEAL_EVERY).await;
    }
    if let Some(lease) = lease
        && let Err(fault) = lease.give_back(&world.db).await
    {
        tracing::warn!(%fault, "the sealer's lease ends by itself");
    }
}

/// Seals one batch; true when there may be more.
async fn seal_once(
    world: &Arc<World>,
    held: &mut Option<Lease>,
    holder: Uuid,
) -> Result<bool, Fault> {
    // Nothing is written while nothing waits: an idle installation leaves its disk alone.
    if journal::unsealed(&world.db).await? == 0 {
        return Ok(false);
    }
    let now = world.clock.now();
    let lease = match held.take() {
        Some(lease) if lease.renew(&world.db, now + SEAL_LEASE).await? => Some(lease),
        _ => Lease::take(&world.db, "sealer", holder, now, SEAL_LEASE).await?,
    };
    let Some(lease) = lease else { return Ok(false) };
    let sealed = seal_batch(&world.db, &lease, now).await?;
    *held = Some(lease);
    Ok(sealed > 0)
}

/// Seals everything there is: at the end of commands that end.
///
/// # Errors
/// When the database fails.
pub async fn seal_all(world: &Arc<World>) -> Result<(), Fault> {
    let holder = world.dice.uuid(world.clock.now());
    let mut lease = None;
    while seal_once(world, &mut lease, holder).await? {}
    match lease {
        Some(lease) => lease.give_back(&world.db).await,
        None => Ok(()),
    }
}

/// Publishes everything sealed in the public log: at the end of commands that end.
///
/// # Errors
/// When the database fails, or nothing may be signed: the cause is told.
pub async fn publish_all(world: &Arc<World>) -> Result<(), Fault> {
    match log::run::publish_all(&Cx::platform(world)).await {
        Ok(()) => Ok(()),
        Err(Error::Fault(fault)) => Err(fault),
        Err(Error::Refused(why)) => Err(why.into()),
    }
}

/// Weighs anew what other weights weighed, unless it is told to stop meanwhile.
async fn weigh_anew(cx: &Cx, stop: &watch::Receiver<bool>) -> Result<(), Fault> {
    let mut last = Uuid::nil();
    while !*stop.borrow() {
        match faisceau_casework::weigh::refresh_some(cx, last).await? {
            Some((end, _)) => last = end,
            None => break,
        }
    }
    Ok(())
}

/// Puts files from before into custody and reads contents again in their turn: apart from the other chores, as
/// a large content takes hours.
async fn look_after(world: Arc<World>, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match custody_once(&Cx::platform(&world)).await {
            Ok(0) => pause(&mut stop, FORGET_EVERY).await,
            Ok(_) => {}
            Err(fault) => {
                tracing::error!(%fault, "exhibits could not be looked after now");
                pause(&mut stop, FORGET_EVERY).await;
            }
        }
    }
}

async fn custody_once(cx: &Cx) -> Result<usize, Fault> {
    Ok(adopt::found(cx).await? + reread::some_due(cx).await?)
}

async fn forget(world: Arc<World>, mut stop: watch::Receiver<bool>) {
    let mut turn: u32 = 0;
    while !*stop.borrow() {
        let cx = Cx::platform(&world);
        if let Err(fault) = faisceau_intake::forget::forget_expired(&cx).await {
            tracing::warn!(%fault, "drafts past their day could not be deleted now");
        }
        if let Err(fault) = faisceau_intake::data_rights::letters::forget::forget(&cx).await {
            tracing::warn!(%fault, "letters answered long ago could not be erased now");
        }
        if let Err(fault) = faisceau_intake::retention::fall::fall(&cx).await {
            tracing::error!(%fault, "complaints whose time is over could not be erased now");
        }
        if let Err(fault) = faisceau_platform::searched::fall(&cx).await {
            tracing::error!(%fault, "keys of days that are over could not be destroyed now");
        }
        if let Err(fault) = faisceau_intake::warn::warn(&cx).await {
            tracing::warn!(%fault, "drafts near their day could not be told now");
        }
        if let Err(fault) = faisceau_intake::remind::remind(&cx).await {
            tracing::warn!(%fault, "open complaints could not be told of now");
        }
        if let Err(fault) = faisceau_casework::watch::expire::expire(&cx).await {
            tracing::warn!(%fault, "watches whose time is over could not be erased now");
        }
        if let Err(fault) = weigh_anew(&cx, &stop).await {
            tracing::warn!(%fault, "complaints could not be weighed anew now");
        }
        if let Err(fault) = faisceau_evidence::scan::check::again(&cx).await {
            tracing::warn!(%fault, "files not scanned could not be put back to work now");
        }
        if let Err(fault) = uploads::sweep::sweep(&cx).await {
            tracing::warn!(%fault, "files on their way could not be forgotten now");
        }
        if let Err(fault) = set_aside::replay::replay(&cx).await {
            tracing::error!(%fault, "files set aside could not be looked after now");
        }
        if let Err(fault) = collect::clear_away(&world, collect::GRACE).await {
            tracing::warn!(%fault, "objects that nothing names could not be deleted now");
        }
        let before = world.clock.now() - STAGED_FOR;
        if turn.is_multiple_of(COLLECT_EACH) {
            if let Err(fault) = collect::collect(&world, collect::GRACE).await {
                tracing::warn!(%fault, "objects that nothing names could not be looked for now");
            }
            if let Err(fault) = world.deposit.sweep_unfinished(before).await {
                tracing::warn!(%fault, "files never finished could not be deleted now");
            }
        }
        turn = turn.wrapping_add(1);
        if let Err(fault) = world.deposit.sweep(before).await {
            tracing::warn!(%fault, "files attached to nothing could not be deleted now");
        }
        pause(&mut stop, FORGET_EVERY).await;
    }
}
