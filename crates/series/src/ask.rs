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

/// Questions asked together: the linker answers as many in one go.
pub(crate) const TOGETHER: usize = 32;

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

/// Asks about complaints, each by itself, a few together: no answer waits for long.
///
/// # Errors
/// When the database fails.
pub(crate) async fn ask_each(world: &World, about: &[Uuid]) -> Result<Vec<Answered>, Fault> {
    let mut answers = Vec::with_capacity(about.len());
    for about in about.chunks(TOGETHER) {
        let now = world.clock.now();
        let asked: Vec<(Uuid, Uuid)> = about
            .iter()
            .map(|one| (world.dice.uuid(now), *one))
            .collect();
        let rows = asked
            .iter()
            .map(|(id, one)| binds![*id, now, *one, None::<Uuid>]);
        let mut tx = world.db.write().await?;
        tx.insert_many(&store::ASK, rows.collect()).await?;
        tx.rings(&world.linking);
        tx.commit().await?;
        let mut found = Vec::with_capacity(asked.len());
        let all = async {
            for (id, _) in &asked {
                found.push(answered(world, *id).await?);
            }
            Ok::<(), Fault>(())
        };
        let told = tokio::time::timeout(PATIENCE, all).await;
        let mut tx = world.db.write().await?;
        for (id, _) in &asked {
            tx.execute(&store::FORGET_QUESTION, binds![*id]).await?;
        }
        tx.commit().await?;
        let in_time = told.is_ok();
        told.unwrap_or(Ok(()))?;
        found.resize(asked.len(), Answered::NotYet);
        answers.extend(found);
        if !in_time {
            break;
        }
    }
    answers.resize(about.len(), Answered::NotYet);
    Ok(answers)
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
