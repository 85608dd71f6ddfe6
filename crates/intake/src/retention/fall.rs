//! What falls by itself: complaints of a class whose clock says so, once their time is over and nothing blocks.
//! Each in a transaction of its own, so that a hold placed meanwhile is seen.

use super::erase::{Why, whole};
use super::{blocks, facts, list, store};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::retention::{Falls, Ground};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use uuid::Uuid;

/// Complaints after which a turn ends: the next one goes on.
const AT_ONCE: usize = 200;

/// Erases what falls by itself now; returns how many.
///
/// # Errors
/// When the database or the store fails.
pub async fn fall(cx: &Cx) -> Result<usize, Fault> {
    let (mut fallen, mut after) = (0, Uuid::nil());
    while fallen < AT_ONCE {
        let mut tx = cx.world.db.read().await?;
        let due = list::due(cx, &mut tx, Falls::ByItself, after).await?;
        tx.rollback().await?;
        let Some(last) = due.last() else { break };
        after = last.complaint.0;
        for one in &due {
            fallen += usize::from(erase(cx, one.complaint).await?);
        }
    }
    if fallen > 0 {
        cx.world.db.empty_write_ahead().await?;
    }
    let mut tx = cx.world.db.write_behind().await?;
    super::figures::drop_keys(cx, &mut tx).await?;
    tx.commit().await?;
    Ok(fallen)
}

async fn erase(cx: &Cx, complaint: ComplaintId) -> Result<bool, Fault> {
    let mut tx = cx.world.db.write_behind().await?;
    tx.execute(&store::LOCK, binds![complaint]).await?;
    let now = cx.world.clock.now();
    let Some(facts) = facts(&mut tx, complaint).await? else {
        return Ok(false);
    };
    let due = cx.world.clocks.due(&facts);
    let waits = due.at > now || !due.clock.by_itself;
    if waits || blocks(&mut tx, complaint).await?.is_some() {
        return Ok(false);
    }
    let why = Why {
        id: cx.world.dice.uuid(now),
        ground: Ground::Clock,
        by: "clock",
    };
    let certificate = whole(cx, &mut tx, complaint, &why).await?;
    let row = binds![why.id, complaint, why.ground.code(), now, &certificate];
    tx.execute(&store::DONE_AT_ONCE, row).await?;
    tx.execute(&store::END_OTHERS, binds![complaint, now])
        .await?;
    let detail = serde_json::json!({ "erasure": why.id, "ground": why.ground.code() });
    let (deed, about) = (Deed::ComplaintErased, Some(complaint.0));
    cx.journal(&mut tx, deed, "complaint", about, &detail.to_string())
        .await?;
    tx.commit().await?;
    Ok(true)
}
