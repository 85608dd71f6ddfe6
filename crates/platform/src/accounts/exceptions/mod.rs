//! The complaints that are for one person otherwise than for others of the same roles and unit: those they said to be
//! party to, and those they opened in an emergency. What follows is written in the policies only.

pub mod store;

use crate::binds;
use crate::db::{Row, Tx};
use crate::fault::Fault;
use faisceau_domain::exception::NearGround;
use faisceau_domain::id::{AccountId, ComplaintId, SeriesId};
use jiff::Timestamp;
use std::collections::BTreeSet;
use uuid::Uuid;

/// The exceptions of one person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exceptions {
    /// They said to be party to these, or too near.
    pub recused: BTreeSet<ComplaintId>,
    /// They opened these in an emergency; known of a session only.
    pub opened: BTreeSet<ComplaintId>,
    /// They gave a motive to read who the victim of these is; known of a session only.
    pub motives: BTreeSet<ComplaintId>,
    /// Who the victim of these is stands under a seal that is not opened to them; known of a session only.
    pub sealed: BTreeSet<ComplaintId>,
    /// They belong to the task forces of these series; known of a session only.
    pub forces: BTreeSet<SeriesId>,
}

/// What one said to be party to.
///
/// # Errors
/// When the database fails.
pub async fn of(tx: &mut Tx, account: AccountId) -> Result<Exceptions, Fault> {
    let rows = tx.all(&store::RECUSED, binds![account]).await?;
    Ok(Exceptions {
        recused: ids(&rows)?,
        ..Exceptions::default()
    })
}

/// What one opened in an emergency and may still read.
///
/// # Errors
/// When the database fails.
pub async fn opened(
    tx: &mut Tx,
    account: AccountId,
    now: Timestamp,
) -> Result<BTreeSet<ComplaintId>, Fault> {
    ids(&tx.all(&store::OPENED, binds![account, now]).await?)
}

fn ids(rows: &[Row]) -> Result<BTreeSet<ComplaintId>, Fault> {
    rows.iter().map(|row| row.get("complaint_id")).collect()
}

/// Who does not handle a complaint, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recusal {
    /// Who.
    pub account: AccountId,
    /// Why.
    pub ground: NearGround,
    /// When they said it.
    pub at: Timestamp,
}

/// Who does not handle this complaint.
///
/// # Errors
/// When the database fails.
pub async fn recused_of(tx: &mut Tx, complaint: ComplaintId) -> Result<Vec<Recusal>, Fault> {
    let rows = tx.all(&store::RECUSED_OF, binds![complaint]).await?;
    rows.iter()
        .map(|row| {
            Ok(Recusal {
                account: row.get("account_id")?,
                ground: row.word("ground", NearGround::from_code)?,
                at: row.get("declared_at")?,
            })
        })
        .collect()
}

/// Writes that one does not handle a complaint.
///
/// # Errors
/// When the database fails.
pub async fn recuse(
    tx: &mut Tx,
    complaint: ComplaintId,
    account: AccountId,
    ground: NearGround,
    now: Timestamp,
) -> Result<(), Fault> {
    let row = binds![complaint, account, ground.code(), now];
    tx.execute(&store::RECUSE, row).await?;
    Ok(())
}

/// Takes it back; whether there was one.
///
/// # Errors
/// When the database fails.
pub async fn lift(tx: &mut Tx, complaint: ComplaintId, account: AccountId) -> Result<bool, Fault> {
    Ok(tx.execute(&store::LIFT, binds![complaint, account]).await? > 0)
}

/// Nothing is kept of a complaint that is erased: who opened it and why stays in the journal.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, complaint: ComplaintId) -> Result<(), Fault> {
    for statement in [&store::FORGET_RECUSALS, &store::FORGET_BREAKS] {
        tx.take("desk", statement, binds![complaint]).await?;
    }
    Ok(())
}

/// An opening in an emergency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// Which.
    pub id: Uuid,
    /// Of what.
    pub complaint: ComplaintId,
    /// By whom.
    pub account: AccountId,
    /// Why, in their words.
    pub reason: String,
    /// When.
    pub at: Timestamp,
    /// Until when it opens.
    pub until: Timestamp,
    /// When an auditor looked at it, who, and whether it was justified.
    pub examined: Option<(Timestamp, AccountId, bool)>,
}

/// Opens a complaint to one, for [`faisceau_domain::exception::OPEN_FOR`].
///
/// # Errors
/// When the database fails.
pub async fn open(tx: &mut Tx, one: &Break) -> Result<(), Fault> {
    let row = binds![
        one.id,
        one.complaint,
        one.account,
        one.reason.as_str(),
        one.at,
        one.until,
    ];
    tx.execute(&store::OPEN, row).await?;
    Ok(())
}

/// Openings made before this one, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn breaks(tx: &mut Tx, before: Uuid, most: i64) -> Result<Vec<Break>, Fault> {
    let rows = tx.all(&store::BREAKS, binds![before, most]).await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Break, Fault> {
    let at: Option<Timestamp> = row.get("examined_at")?;
    let by: Option<AccountId> = row.get("examined_by")?;
    let verdict: Option<bool> = row.get("verdict")?;
    Ok(Break {
        id: row.get("id")?,
        complaint: row.get("complaint_id")?,
        account: row.get("account_id")?,
        reason: row.get("reason")?,
        at: row.get("at")?,
        until: row.get("until")?,
        examined: at.zip(by).zip(verdict).map(|((at, by), fit)| (at, by, fit)),
    })
}

/// How many openings no auditor looked at.
///
/// # Errors
/// When the database fails.
pub async fn unexamined(tx: &mut Tx) -> Result<i64, Fault> {
    let row = tx.optional(&store::UNEXAMINED, binds![]).await?;
    row.map_or(Ok(0), |row| row.get("n"))
}

/// An auditor looked at an opening; whether nobody had before.
///
/// # Errors
/// When the database fails.
pub async fn examine(
    tx: &mut Tx,
    id: Uuid,
    (by, justified): (AccountId, bool),
    now: Timestamp,
) -> Result<bool, Fault> {
    let row = binds![id, now, by, justified];
    Ok(tx.execute(&store::EXAMINE, row).await? > 0)
}
