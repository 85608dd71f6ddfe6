//! Asks the linker why complaints are together, wherever it runs: a row of questions, waited for
//! briefly and deleted once read. Never answers by itself, and never waits for long: a page says
//! then that linkage is under way.

use crate::said::Kept;
use crate::store;
use faisceau_platform::binds;
use faisceau_platform::fault::Fault;
use faisceau_platform::world::World;
use jiff::Timestamp;
use std::time::Duration;
use uuid::Uuid;

/// How long an answer is waited for: the linker looks at questions between two turns, and a turn
/// takes less than that unless it catches up.
const PATIENCE: Duration = Duration::from_secs(2);
/// Between two looks; the linker's own pause is of that order.
const GLANCE: Duration = Duration::from_millis(20);

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answered {
    /// Why, and since when that holds.
    Known(Box<Kept>, Timestamp),
    /// The linker does not hold one of them: it waits to be linked, or bears nothing to link on.
    NotHeld,
    /// No linker answered in time.
    NotYet,
}

/// Asks about one or two complaints.
///
/// # Errors
/// When the database fails.
pub async fn ask(world: &World, one: Uuid, other: Option<Uuid>) -> Result<Answered, Fault> {
    let now = world.clock.now();
    let id = world.dice.uuid(now);
    let mut tx = world.db.write().await?;
    tx.execute(&store::ASK, binds![id, now, one, other]).await?;
    tx.rings(&world.linking);
    tx.commit().await?;
    let found = tokio::time::timeout(PATIENCE, answered(world, id)).await;
    let mut tx = world.db.write().await?;
    tx.execute(&store::FORGET_QUESTION, binds![id]).await?;
    tx.commit().await?;
    match found {
        Ok(found) => found,
        Err(_elapsed) => Ok(Answered::NotYet),
    }
}

async fn answered(world: &World, id: Uuid) -> Result<Answered, Fault> {
    loop {
        let mut tx = world.db.read().await?;
        let row = tx.optional(&store::ANSWER_OF, binds![id]).await?;
        tx.rollback().await?;
        // Swept by a linker that came late: nobody answers any more.
        let Some(row) = row else {
            return Ok(Answered::NotYet);
        };
        if let Some(answer) = row.get::<Option<String>>("answer")? {
            // Written by another version of the program, it may not be readable: asked again later.
            let read: Result<Option<Kept>, _> = serde_json::from_str(&answer);
            return Ok(match read {
                Ok(Some(kept)) => Answered::Known(Box::new(kept), row.get("answered_at")?),
                Ok(None) => Answered::NotHeld,
                Err(_other_version) => Answered::NotYet,
            });
        }
        tokio::time::sleep(GLANCE).await;
    }
}
