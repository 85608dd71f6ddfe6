//! Asks the authorities for the tokens that wait. A token is checked before it is kept; one that came is never
//! asked for again, one that did not is asked for later and later, never given up.

use super::store;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Row;
use faisceau_platform::fault::Fault;
use faisceau_platform::time::Authority;
use jiff::SignedDuration;
use uuid::Uuid;

/// Tokens asked of one authority in one turn.
const IN_A_TURN_MAX: i64 = 32;
/// The wait after a first failure; each further one doubles it.
const FIRST_WAIT: SignedDuration = SignedDuration::from_mins(1);
/// The longest wait.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_hours(6);

/// Asks each authority for what waits for it; answers how many tokens came.
///
/// # Errors
/// When the database fails; an authority that does is no error.
pub async fn stamp(cx: &Cx) -> Result<usize, Fault> {
    let mut came = 0;
    for authority in &cx.world.authorities {
        came += ask_for_all(cx, authority).await?;
    }
    Ok(came)
}

async fn ask_for_all(cx: &Cx, authority: &Authority) -> Result<usize, Fault> {
    let mut tx = cx.world.db.read().await?;
    let due = binds![&authority.name, cx.world.clock.now(), IN_A_TURN_MAX];
    let due = tx.all(&store::DUE, due).await?;
    tx.rollback().await?;
    let mut came = 0;
    for row in &due {
        if !ask_for_one(cx, authority, row).await? {
            break;
        }
        came += 1;
    }
    Ok(came)
}

/// False when the authority gave none: nothing more is asked of it in this turn.
async fn ask_for_one(cx: &Cx, authority: &Authority, row: &Row) -> Result<bool, Fault> {
    let (batch, root): (Uuid, [u8; 32]) = (row.get("batch_id")?, row.get("root")?);
    let asked: i64 = row.get("asked")?;
    let given = authority.stamp(&cx.world, &root).await;
    let now = cx.world.clock.now();
    let mut tx = cx.world.db.write_behind().await?;
    let came = match given {
        Ok(given) => {
            let at = given.stamp.at;
            let kept = binds![batch, &authority.name, given.answer, at, now];
            if tx.execute(&store::KEEP, kept).await? > 0 {
                let detail = serde_json::json!({ "batch": batch, "authority": &authority.name });
                let (deed, detail) = (Deed::BatchStamped, detail.to_string());
                cx.journal(&mut tx, deed, "installation", None, &detail)
                    .await?;
            }
            true
        }
        Err(why) => {
            tracing::warn!(authority = %authority.name, %why, "no time stamp came; it is asked for again");
            let next = now + wait_after(asked);
            let off = binds![&authority.name, now, next, why.code()];
            tx.execute(&store::PUT_OFF, off).await?;
            false
        }
    };
    tx.commit().await?;
    Ok(came)
}

/// How long to wait after so many questions without an answer.
fn wait_after(asked: i64) -> SignedDuration {
    let doublings = u32::try_from(asked.clamp(0, 16)).unwrap_or(16);
    FIRST_WAIT.saturating_mul(1 << doublings).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_stop_growing() {
        let minutes: Vec<i64> = (0..12).map(|asked| wait_after(asked).as_mins()).collect();
        assert_eq!(minutes, [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360]);
        assert_eq!(wait_after(i64::MAX), LONGEST_WAIT);
    }
}
