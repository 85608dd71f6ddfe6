//! The linker as a task: one at a time over all processes, held by a lease. Who holds the lease
//! keeps the linker in memory; who loses it forgets it. Decides nothing of what links.

use crate::answer;
use crate::decide::store as decisions;
use crate::frame;
use crate::hold::Held;
use crate::link::Linking;
use crate::parameters::in_force;
use crate::propose::refresh::refresh;
use crate::store;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use faisceau_platform::world::World;
use jiff::Timestamp;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;
use uuid::Uuid;

/// Complaints taken at once: many share what they write.
pub const BATCH: i64 = 2_000;
/// Pause when nothing waits. What this process writes rings ([`World::linking`]); only what others
/// write waits so long.
const IDLE: Duration = Duration::from_millis(20);
/// Pause when another linker is at work: within that, its lease's end is seen.
const STANDING_BY: Duration = Duration::from_secs(1);
/// Pause after a fault.
const TROUBLED: Duration = Duration::from_secs(2);

/// A linker: its lease while it holds it, and what it keeps in memory.
pub struct Worker {
    world: Arc<World>,
    holder: Uuid,
    held: Option<Held>,
    /// With the fencing number under which it was last brought up to date.
    linking: Option<(i64, Linking)>,
    /// When the legal frame was last put in force.
    framed: Option<Timestamp>,
}

impl Worker {
    /// A linker that holds nothing yet.
    #[must_use]
    pub fn new(world: &Arc<World>) -> Worker {
        Worker {
            world: world.clone(),
            holder: world.dice.uuid(world.clock.now()),
            held: None,
            linking: None,
            framed: None,
        }
    }

    /// Links until nothing waits. When another process is linking, waits for it to be done.
    /// Returns how many complaints this one treated.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn until_idle(&mut self) -> Result<usize, Fault> {
        let (_keep, never) = watch::channel(false);
        let mut done = 0;
        while waits(&self.world).await? {
            match self.work(&never).await? {
                Some(treated) => done += treated,
                None => tokio::time::sleep(IDLE).await,
            }
        }
        Ok(done)
    }

    /// Gives the lease back. What is in memory serves again if nobody links meanwhile.
    ///
    /// # Errors
    /// When the database fails; the lease then ends by itself.
    pub async fn leave(&mut self) -> Result<(), Fault> {
        match self.held.take() {
            Some(held) => held.give_back(&self.world).await,
            None => Ok(()),
        }
    }

    /// Links until nothing waits or it must stop; `None` when another process holds the lease.
    async fn work(&mut self, stop: &watch::Receiver<bool>) -> Result<Option<usize>, Fault> {
        let Some(mut held) = self.hold().await? else {
            return Ok(None);
        };
        // A fault gives the lease back; what is in memory serves again unless it was being written.
        let done = self.treat(&mut held, stop).await;
        match done {
            Ok(done) => {
                self.held = Some(held);
                Ok(Some(done))
            }
            Err(fault) => {
                let _ended = held.give_back(&self.world).await;
                Err(fault)
            }
        }
    }

    async fn hold(&mut self) -> Result<Option<Held>, Fault> {
        if let Some(mut held) = self.held.take()
            && held.keep(&self.world).await.is_ok()
        {
            return Ok(Some(held));
        }
        let Some(held) = Held::take(&self.world, self.holder).await? else {
            (self.linking, self.framed) = (None, None);
            return Ok(None);
        };
        // Each taking adds one to the fencing number: the next one after ours means that nobody
        // else wrote meanwhile.
        let ours = self.linking.take();
        self.linking = ours
            .filter(|(fence, _)| *fence + 1 == held.fence())
            .map(|(_, linking)| (held.fence(), linking));
        Ok(Some(held))
    }

    async fn treat(
        &mut self,
        held: &mut Held,
        stop: &watch::Receiver<bool>,
    ) -> Result<usize, Fault> {
        let cx = Cx::platform(&self.world);
        let now = self.world.clock.now();
        if self.framed.is_none_or(|at| at + frame::EVERY <= now) {
            frame::apply(&cx).await?;
            self.framed = Some(now);
        }
        let mut done = 0;
        while !*stop.borrow() {
            held.keep(&self.world).await?;
            let pulse = pulse(&self.world).await?;
            // Under other figures everything is read and linked again.
            let held_under = self.linking.as_ref().map(|(_, ours)| ours.version());
            match held_under == Some(pulse.version) {
                true if !pulse.work => match self.look_around(&cx, held).await? {
                    true => continue,
                    false => break,
                },
                true => {}
                false => match self.load(&cx, held, stop).await? {
                    Some(treated) => done += treated,
                    None => return Ok(done),
                },
            }
            done += self.turn(&cx, held).await?;
        }
        Ok(done)
    }

    /// Reads everything; `None` when it must stop first.
    async fn load(
        &mut self,
        cx: &Cx,
        held: &mut Held,
        stop: &watch::Receiver<bool>,
    ) -> Result<Option<usize>, Fault> {
        self.linking = None;
        let mut stop = stop.clone();
        tokio::select! {
            loaded = Linking::load(cx, held) => {
                let (linking, treated) = loaded?;
                self.linking = Some((held.fence(), linking));
                Ok(Some(treated))
            }
            Ok(_) = stop.wait_for(|stop| *stop) => Ok(None),
        }
    }

    /// Takes in what waits and answers what is asked. What is only read is read first: a fault
    /// there leaves the linker as it was, and only one that may have written loses it.
    async fn turn(&mut self, cx: &Cx, held: &mut Held) -> Result<usize, Fault> {
        let (_, ours) = self.linking.as_mut().expect("loaded before it turns");
        let waiting = ours.waiting(cx, BATCH).await?;
        let (_, ours) = self.linking.take().expect("loaded before it turns");
        let (ours, treated) = ours.turn(cx, held, waiting).await?;
        self.linking = Some((held.fence(), ours));
        let asked = answer::asked(cx).await?;
        if let Some(asked) = asked {
            let (_, ours) = self.linking.take().expect("put back just above");
            let ours = answer::answer(cx, held, ours, asked).await?;
            self.linking = Some((held.fence(), ours));
        }
        Ok(treated)
    }

    /// Looks at what is left to people, while nothing waits; whether something is left.
    async fn look_around(&mut self, cx: &Cx, held: &mut Held) -> Result<bool, Fault> {
        let (_, ours) = self.linking.take().expect("loaded before it looks around");
        let (ours, left) = refresh(cx, held, ours).await?;
        self.linking = Some((held.fence(), ours));
        Ok(left)
    }
}

/// Links whatever waits until told to stop; a batch in hand is finished first. It reads every
/// complaint when it begins, so that the first to come need not wait for that.
pub async fn run(world: Arc<World>, mut stop: watch::Receiver<bool>) {
    let mut worker = Worker::new(&world);
    while !*stop.borrow() {
        let pause = match worker.work(&stop).await {
            Ok(Some(_)) => IDLE,
            Ok(None) => STANDING_BY,
            Err(fault) => {
                tracing::error!(%fault, "complaints cannot be brought together");
                TROUBLED
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = world.linking.notified(), if pause == IDLE => {}
            _ = stop.changed() => {}
        }
    }
    if let Err(fault) = worker.leave().await {
        tracing::warn!(%fault, "the linker's lease ends by itself");
    }
}

/// Links until nothing waits, then gives the lease back: tests and `import`.
///
/// # Errors
/// When the database fails.
pub async fn link_until_idle(world: &Arc<World>) -> Result<usize, Fault> {
    // What has run out by now waits for nobody to file something.
    frame::apply(&Cx::platform(world)).await?;
    let mut worker = Worker::new(world);
    let done = worker.until_idle().await?;
    worker.leave().await?;
    Ok(done)
}

/// What there is to do, in one question: it is asked all the time.
struct Pulse {
    /// The version of the figures in force.
    version: u32,
    /// Whether a complaint or a decision waits, or something was asked.
    work: bool,
}

async fn pulse(world: &World) -> Result<Pulse, Fault> {
    let mut tx = world.db.read().await?;
    let row = tx.one(&store::PULSE, binds![]).await?;
    tx.rollback().await?;
    Ok(Pulse {
        version: in_force::of(row.get("version")?)?,
        work: row.get::<i64>("work")? > 0,
    })
}

async fn waits(world: &World) -> Result<bool, Fault> {
    let mut tx = world.db.read().await?;
    let complaint = tx.optional(&store::PENDING, binds![1_i64]).await?;
    let decision = tx.optional(&decisions::PENDING, binds![1_i64]).await?;
    Ok(complaint.is_some() || decision.is_some())
}
