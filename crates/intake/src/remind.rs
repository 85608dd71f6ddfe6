//! Silence weighs on whoever waits: a complaint that is open and of which nothing was told for two
//! months is told to be still open.

use crate::notify;
use crate::store;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::notice::Kind;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use jiff::SignedDuration;

/// The longest silence: 60 days.
pub const SILENCE_MAX: SignedDuration = SignedDuration::from_hours(60 * 24);
/// Told early: what runs every hour is then never late.
const EARLY: SignedDuration = SignedDuration::from_hours(2);
/// Told in one transaction: whoever files meanwhile waits for so many.
const AT_ONCE: i64 = 25;
/// Transactions of one turn; the rest is told an hour later.
const TURNS: usize = 200;

/// Tells those who heard nothing for too long; returns how many.
///
/// # Errors
/// When the database fails.
pub async fn remind(cx: &Cx) -> Result<usize, Fault> {
    let mut all = 0;
    for _ in 0..TURNS {
        match some(cx).await? {
            0 => break,
            told => all += told,
        }
    }
    Ok(all)
}

async fn some(cx: &Cx) -> Result<usize, Fault> {
    let silent_since = cx.world.clock.now() - (SILENCE_MAX - EARLY);
    let mut tx = cx.world.db.read().await?;
    let rows = tx
        .all(&store::SILENT, binds![silent_since, AT_ONCE])
        .await?;
    tx.rollback().await?;
    let mut tx = cx.world.db.write_behind().await?;
    for row in &rows {
        let id: ComplaintId = row.get("id")?;
        notify::notify(cx, &mut tx, id, Kind::NothingNew).await?;
        let deed = Deed::NothingNewTold;
        cx.journal(&mut tx, deed, "complaint", Some(id.0), "{}")
            .await?;
    }
    tx.commit().await?;
    Ok(rows.len())
}
