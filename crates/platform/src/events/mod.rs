//! Events: what happened is written in the transaction of its cause, and whoever must know either
//! writes in that same transaction or gets a job. Capabilities know each other by nothing else.

pub mod store;

use crate::binds;
use crate::cx::Cx;
use crate::db::Tx;
use crate::fault::Fault;
use crate::jobs::{self, NewJob, Priority};
use crate::world::World;
use faisceau_domain::event::Event;
use futures_util::future::BoxFuture;

/// Code that writes in the transaction of the event.
pub type InTransactionFn =
    for<'a> fn(&'a Cx, &'a mut Tx, &'a Event) -> BoxFuture<'a, Result<(), Fault>>;

/// How a capability reacts to an event, as it registers it.
#[derive(Clone, Copy)]
pub enum Reaction {
    /// At once, in the same transaction: keep it short.
    InTransaction {
        /// [`Event::kind`].
        on: &'static str,
        /// The code.
        run: InTransactionFn,
    },
    /// Later, by a job whose subject is the event's.
    Job {
        /// [`Event::kind`].
        on: &'static str,
        /// The kind of job.
        kind: &'static str,
        /// Which go first; none when this event asks for no job.
        when: fn(&Event) -> Option<Priority>,
    },
}

/// Writes events, in this order, and lets the others react.
///
/// # Errors
/// When the database or a reaction fails: the whole transaction fails with it.
pub async fn emit(cx: &Cx, tx: &mut Tx, events: &[Event]) -> Result<(), Fault> {
    let world = &cx.world;
    let now = world.clock.now();
    let (mut rows, mut jobs) = (Vec::new(), Vec::new());
    for event in events {
        let (subject_kind, subject) = event.subject();
        rows.push(binds![
            world.dice.uuid(now),
            now,
            event.kind(),
            event.version(),
            subject_kind,
            subject,
            serde_json::to_string(event)?
        ]);
        jobs.extend(jobs_asked(world, event));
    }
    tx.insert_many(&store::INSERT, rows).await?;
    // What follows of itself is nobody's look into another unit.
    tx.over_units().await?;
    for event in events {
        for reaction in &world.reactions {
            if let Reaction::InTransaction { on, run } = *reaction
                && on == event.kind()
            {
                run(cx, tx, event).await?;
            }
        }
    }
    tx.within_units().await?;
    jobs::enqueue(world, tx, &jobs).await
}

fn jobs_asked(world: &World, event: &Event) -> Vec<NewJob> {
    let asked = |reaction: &Reaction| match *reaction {
        Reaction::Job { on, kind, when } if on == event.kind() => Some(NewJob {
            kind,
            subject: Some(event.subject().1),
            payload: "{}".to_owned(),
            priority: when(event)?,
            run_at: world.clock.now(),
        }),
        _ => None,
    };
    world.reactions.iter().filter_map(asked).collect()
}
