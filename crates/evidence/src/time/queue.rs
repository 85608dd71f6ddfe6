//! How trusted time stands, for the operator: what waits for each authority, since when and why. Changes nothing.

use super::store;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use jiff::Timestamp;

/// What waits for one authority, and what it gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its name; it may have left the configuration since.
    pub authority: String,
    /// Tokens that did not come yet.
    pub waiting: i64,
    /// Tokens that came.
    pub held: i64,
    /// Since when the oldest of those that wait does.
    pub oldest_at: Option<Timestamp>,
    /// When it is asked again.
    pub next_at: Option<Timestamp>,
    /// The stable word of why the last question brought nothing, or nothing.
    pub why: String,
    /// The latest time it stamped.
    pub stamped_at: Option<Timestamp>,
}

/// How each authority that was ever asked stands.
///
/// # Errors
/// When the database fails.
pub async fn queue(tx: &mut Tx) -> Result<Vec<Standing>, Fault> {
    let rows = tx.all(&store::QUEUE, vec![]).await?;
    let read = rows.iter().map(|row| {
        Ok(Standing {
            authority: row.get("authority")?,
            waiting: row.get("waiting")?,
            held: row.get("held")?,
            oldest_at: row.get("oldest_at")?,
            next_at: row.get("next_at")?,
            why: row.get("why")?,
            stamped_at: row.get("stamped_at")?,
        })
    });
    read.collect()
}

/// The last stamp of an authority, by its clock and by ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LastStamp {
    /// Its name.
    pub authority: String,
    /// When it says that it stamped.
    pub stamped_at: Timestamp,
    /// When the token was kept here.
    pub held_at: Timestamp,
}

/// The last stamp of each authority.
///
/// # Errors
/// When the database fails.
pub async fn last_stamped(tx: &mut Tx) -> Result<Vec<LastStamp>, Fault> {
    let rows = tx.all(&store::LAST_STAMPED, vec![]).await?;
    let read = rows.iter().map(|row| {
        Ok(LastStamp {
            authority: row.get("authority")?,
            stamped_at: row.get("stamped_at")?,
            held_at: row.get("held_at")?,
        })
    });
    read.collect()
}
