//! What is due to be erased, what is proposed, and the certificates of what was: lists for review. Decides nothing.

use super::{Erasure, facts_of, read, store};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::retention::{Class, Falls};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use uuid::Uuid;

/// Complaints listed at most: who reviews more goes on once these are decided.
pub const LISTED_MAX: i64 = 500;

/// A complaint whose time is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The complaint.
    pub complaint: ComplaintId,
    /// Its printed reference.
    pub reference: String,
    /// Its unit.
    pub unit: String,
    /// Its class.
    pub class: Class,
    /// Since when it is due.
    pub since: Timestamp,
    /// Whether it falls without anybody's gesture.
    pub by_itself: bool,
}

/// What is due now after an id, in the order of ids.
///
/// # Errors
/// When the database fails.
pub async fn due(cx: &Cx, tx: &mut Tx, falls: Falls, after: Uuid) -> Result<Vec<Due>, Fault> {
    let (clocks, now) = (&cx.world.clocks, cx.world.clock.now());
    let [recorded, report, space] = clocks.complaints_due(now, falls);
    let asked = binds![recorded, report, space, after, LISTED_MAX];
    let rows = tx.all(&store::DUE, asked).await?;
    rows.iter()
        .map(|row| {
            let met = clocks.due(&facts_of(row)?);
            Ok(Due {
                complaint: row.get("id")?,
                reference: row.get("reference")?,
                unit: row.get("unit")?,
                class: met.class,
                since: met.at,
                by_itself: met.clock.by_itself,
            })
        })
        .collect()
}

/// Erasures in a state, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn erasures(tx: &mut Tx, state: &str) -> Result<Vec<Erasure>, Fault> {
    let rows = tx.all(&store::IN_STATE, binds![state, LISTED_MAX]).await?;
    rows.iter().map(read).collect()
}
