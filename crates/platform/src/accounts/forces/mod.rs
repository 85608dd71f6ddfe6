//! Temporary task forces: persons of any unit who work on one series until a day that is said beforehand. What that opens
//! is written in the policies only, and ends by itself.

pub mod store;

use crate::binds;
use crate::db::{Row, Tx};
use crate::fault::Fault;
use faisceau_domain::id::{AccountId, SeriesId};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Nobody joins for longer: half a year, then it is asked again.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(183 * 24);

/// Somebody of a task force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// This membership.
    pub id: Uuid,
    /// Who.
    pub account: AccountId,
    /// Why, in words.
    pub reason: String,
    /// Since when.
    pub since: Timestamp,
    /// Until when, at most.
    pub until: Timestamp,
    /// Who said so.
    pub by: AccountId,
    /// When they left before the end, and who said so.
    pub ended: Option<(Timestamp, AccountId)>,
}

impl Member {
    /// Whether they belong to it at this instant.
    #[must_use]
    pub fn is_in(&self, now: Timestamp) -> bool {
        self.ended.is_none() && self.until > now
    }
}

/// The series whose task force one belongs to.
///
/// # Errors
/// When the database fails.
pub async fn of(
    tx: &mut Tx,
    account: AccountId,
    now: Timestamp,
) -> Result<BTreeSet<SeriesId>, Fault> {
    let rows = tx.all(&store::OF_ACCOUNT, binds![account, now]).await?;
    rows.iter().map(|row| row.get("series_id")).collect()
}

/// Everybody of the task force of a series, now or before.
///
/// # Errors
/// When the database fails.
pub async fn members(tx: &mut Tx, series: SeriesId, most: i64) -> Result<Vec<Member>, Fault> {
    let rows = tx.all(&store::OF_SERIES, binds![series, most]).await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Member, Fault> {
    let at: Option<Timestamp> = row.get("ended_at")?;
    let by: Option<AccountId> = row.get("ended_by")?;
    Ok(Member {
        id: row.get("id")?,
        account: row.get("account_id")?,
        reason: row.get("reason")?,
        since: row.get("since")?,
        until: row.get("until")?,
        by: row.get("made_by")?,
        ended: at.zip(by),
    })
}

/// Whether one belongs to it now.
///
/// # Errors
/// When the database fails.
pub async fn is_member(
    tx: &mut Tx,
    series: SeriesId,
    account: AccountId,
    now: Timestamp,
) -> Result<bool, Fault> {
    let row = tx
        .one(&store::IS_MEMBER, binds![series, account, now])
        .await?;
    Ok(row.get::<i64>("n")? > 0)
}

/// One joins the task force of a series.
///
/// # Errors
/// When the database fails.
pub async fn join(tx: &mut Tx, series: SeriesId, member: &Member) -> Result<(), Fault> {
    let row = binds![
        member.id,
        series,
        member.account,
        member.reason.as_str(),
        member.since,
        member.until,
        member.by,
    ];
    tx.execute(&store::JOIN, row).await?;
    Ok(())
}

/// One leaves it before the end; whether they were in it.
///
/// # Errors
/// When the database fails.
pub async fn leave(
    tx: &mut Tx,
    (series, membership): (SeriesId, Uuid),
    by: AccountId,
    now: Timestamp,
) -> Result<bool, Fault> {
    let row = binds![membership, series, now, by];
    Ok(tx.execute(&store::LEAVE, row).await? > 0)
}
