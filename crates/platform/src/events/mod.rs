//! Events: what happened is written in the transaction of its cause, and whoever must know either
//! writes in that same transaction or gets a job. Capabilities know each other by nothing else.

pub mod store;

use crate::binds;
use crate::cx::Cx;
use crate::db::Tx;
use crate::fault::Fault;
use crate::jobs::{self, NewJob, Priority};
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
        /// Which go first.
        priority: Priority,
    },
}

/// Writes an event and lets the others react.
///
/// # Errors
/// When the database or a reaction fails: the whole transaction fails with it.
pub async fn emit(cx: &Cx, tx: &mut Tx, event: &Event) -> Result<(), Fault> {
    let world = &cx.world;
    let now = world.clock.now();
    let (subject_kind, subject) = event.subject();
    let payload = serde_json::to_string(event)?;
    let id = world.dice.uuid(now);
    tx.execute(
        &store::INSERT,
        binds![
            id,
            now,
            event.kind(),
            event.version(),
            subject_kind,
            subject,
            payload
        ],
    )
    .await?;
    let mut jobs = Vec::new();
    for reaction in &world.reactions {
        match *reaction {
            Reaction::InTransaction { on, run } if on == event.kind() => {
                run(cx, tx, event).await?;
            }
            Reaction::Job { on, kind, priority } if on == event.kind() => jobs.push(NewJob {
                kind,
                subject: Some(subject),
                payload: "{}".to_owned(),
                priority,
                run_at: now,
            }),
            _ => {}
        }
    }
    jobs::enqueue(world, tx, &jobs).await
}
