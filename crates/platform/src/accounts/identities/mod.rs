//! Who may read who a victim is, beyond roles and units: those who gave a motive, for some hours; and the identities
//! under seal, opened by custodians. What follows is written in the policies only.

pub mod store;

use crate::binds;
use crate::db::{Row, Tx};
use crate::fault::Fault;
use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_domain::sealed_identity::{NEEDED_MAX, NEEDED_MIN, Request, Wanted};
use jiff::Timestamp;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Refuses a number of custodians that opens nothing or asks for too many.
///
/// # Errors
/// When it is out of its bounds.
pub fn check(needed: usize) -> Result<(), Fault> {
    match (NEEDED_MIN..=NEEDED_MAX).contains(&needed) {
        true => Ok(()),
        false => Err(Fault::new(format!(
            "identity_custodians: {needed} is not between {NEEDED_MIN} and {NEEDED_MAX}"
        ))),
    }
}

/// The identities one gave a motive to read, while that lasts.
///
/// # Errors
/// When the database fails.
pub async fn motives(
    tx: &mut Tx,
    account: AccountId,
    now: Timestamp,
) -> Result<BTreeSet<ComplaintId>, Fault> {
    ids(&tx.all(&store::MOTIVES, binds![account, now]).await?)
}

/// The identities under a seal that is not opened to one.
///
/// # Errors
/// When the database fails.
pub async fn sealed(
    tx: &mut Tx,
    account: AccountId,
    now: Timestamp,
) -> Result<BTreeSet<ComplaintId>, Fault> {
    ids(&tx.all(&store::SEALED, binds![account, now]).await?)
}

fn ids(rows: &[Row]) -> Result<BTreeSet<ComplaintId>, Fault> {
    rows.iter().map(|row| row.get("complaint_id")).collect()
}

/// A motive.
#[derive(Debug, Clone)]
pub struct Motive {
    /// Which.
    pub id: Uuid,
    /// Of whose identity.
    pub complaint: ComplaintId,
    /// By whom.
    pub account: AccountId,
    /// Why, in their words.
    pub reason: String,
    /// When.
    pub at: Timestamp,
    /// Until when it opens.
    pub until: Timestamp,
}

/// One gives a motive.
///
/// # Errors
/// When the database fails.
pub async fn give_motive(tx: &mut Tx, one: &Motive) -> Result<(), Fault> {
    let reason = one.reason.as_str();
    let row = binds![
        one.id,
        one.complaint,
        one.account,
        reason,
        one.at,
        one.until
    ];
    tx.execute(&store::GIVE_MOTIVE, row).await?;
    Ok(())
}

/// A seal.
#[derive(Debug, Clone)]
pub struct Seal {
    /// Since when.
    pub at: Timestamp,
    /// By whom.
    pub by: AccountId,
    /// Why, in their words.
    pub reason: String,
}

/// The seal on the identity of a complaint.
///
/// # Errors
/// When the database fails.
pub async fn seal_of(tx: &mut Tx, complaint: ComplaintId) -> Result<Option<Seal>, Fault> {
    let row = tx.optional(&store::SEAL_OF, binds![complaint]).await?;
    row.map(|row| {
        Ok(Seal {
            at: row.get("sealed_at")?,
            by: row.get("sealed_by")?,
            reason: row.get("reason")?,
        })
    })
    .transpose()
}

/// Seals an identity; whether it was not sealed before. What was open is closed.
///
/// # Errors
/// When the database fails.
pub async fn seal(tx: &mut Tx, complaint: ComplaintId, seal: &Seal) -> Result<bool, Fault> {
    let row = binds![complaint, seal.at, seal.by, seal.reason.as_str()];
    let sealed = tx.execute(&store::SEAL, row).await? > 0;
    if sealed {
        tx.execute(&store::CLOSE_OPENINGS, binds![complaint, seal.at])
            .await?;
    }
    Ok(sealed)
}

/// Takes a seal away.
///
/// # Errors
/// When the database fails.
pub async fn lift(tx: &mut Tx, complaint: ComplaintId) -> Result<(), Fault> {
    tx.execute(&store::LIFT, binds![complaint]).await?;
    Ok(())
}

/// A request to custodians, as stored.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Which.
    pub id: Uuid,
    /// Of whose identity.
    pub complaint: ComplaintId,
    /// What for.
    pub wanted: Wanted,
    /// By whom.
    pub by: AccountId,
    /// Why, in their words.
    pub reason: String,
    /// When.
    pub at: Timestamp,
    /// Until when custodians may answer.
    pub until: Timestamp,
    /// When it was granted, or taken back.
    pub ended: Option<Timestamp>,
    /// Until when it opens, once granted.
    pub opened_until: Option<Timestamp>,
    /// The custodians who agreed, in their order.
    pub approvals: Vec<AccountId>,
}

impl Asked {
    /// As the rule sees it.
    #[must_use]
    pub fn request(&self) -> Request {
        Request {
            by: self.by,
            until: self.until,
            ended: self.ended.is_some(),
            approvals: self.approvals.clone(),
        }
    }

    /// Whether custodians may still answer.
    #[must_use]
    pub fn waits(&self, now: Timestamp) -> bool {
        self.ended.is_none() && self.until > now
    }
}

/// One asks custodians.
///
/// # Errors
/// When the database fails.
pub async fn ask(tx: &mut Tx, one: &Asked) -> Result<(), Fault> {
    let (wanted, reason) = (one.wanted.code(), one.reason.as_str());
    let row = binds![
        one.id,
        one.complaint,
        wanted,
        one.by,
        reason,
        one.at,
        one.until
    ];
    tx.execute(&store::ASK, row).await?;
    Ok(())
}

/// One request, held until the end of the transaction: another approval waits.
///
/// # Errors
/// When the database fails.
pub async fn in_turn(tx: &mut Tx, id: Uuid) -> Result<Option<Asked>, Fault> {
    tx.execute(&store::TURN, binds![id]).await?;
    let row = tx.optional(&store::ONE, binds![id]).await?;
    match row {
        Some(row) => Ok(Some(read(tx, &row).await?)),
        None => Ok(None),
    }
}

/// The requests of a complaint, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn of(tx: &mut Tx, complaint: ComplaintId) -> Result<Vec<Asked>, Fault> {
    let rows = tx.all(&store::OF_COMPLAINT, binds![complaint]).await?;
    read_all(tx, &rows).await
}

/// The newest requests of all.
///
/// # Errors
/// When the database fails.
pub async fn newest(tx: &mut Tx) -> Result<Vec<Asked>, Fault> {
    let rows = tx.all(&store::NEWEST, binds![]).await?;
    read_all(tx, &rows).await
}

async fn read_all(tx: &mut Tx, rows: &[Row]) -> Result<Vec<Asked>, Fault> {
    let mut all = Vec::new();
    for row in rows {
        all.push(read(tx, row).await?);
    }
    Ok(all)
}

async fn read(tx: &mut Tx, row: &Row) -> Result<Asked, Fault> {
    let id: Uuid = row.get("id")?;
    let approvals = tx.all(&store::APPROVALS, binds![id]).await?;
    let approvals = approvals.iter().map(|row| row.get("account_id"));
    Ok(Asked {
        id,
        complaint: row.get("complaint_id")?,
        wanted: row.word("wanted", Wanted::from_code)?,
        by: row.get("asked_by")?,
        reason: row.get("reason")?,
        at: row.get("at")?,
        until: row.get("until")?,
        ended: row.get("ended_at")?,
        opened_until: row.get("opened_until")?,
        approvals: approvals.collect::<Result<_, _>>()?,
    })
}

/// A custodian agrees.
///
/// # Errors
/// When the database fails.
pub async fn approve(
    tx: &mut Tx,
    asked: &Asked,
    by: AccountId,
    now: Timestamp,
) -> Result<(), Fault> {
    let row = binds![asked.id, asked.complaint, by, now];
    tx.execute(&store::APPROVE, row).await?;
    Ok(())
}

/// A request ends: taken back, or granted until an instant; whether it had not ended.
///
/// # Errors
/// When the database fails.
pub async fn end(
    tx: &mut Tx,
    id: Uuid,
    now: Timestamp,
    until: Option<Timestamp>,
) -> Result<bool, Fault> {
    Ok(tx.execute(&store::END, binds![id, now, until]).await? > 0)
}

/// How many requests wait, and how many identities are open.
///
/// # Errors
/// When the database fails.
pub async fn counts(tx: &mut Tx, now: Timestamp) -> Result<(i64, i64), Fault> {
    let waiting = tx.one(&store::WAITING, binds![now]).await?.get("n")?;
    let open = tx.one(&store::OPEN_NOW, binds![now]).await?.get("n")?;
    Ok((waiting, open))
}

/// How many custodians may sign in.
///
/// # Errors
/// When the database fails.
pub async fn custodians(tx: &mut Tx) -> Result<usize, Fault> {
    let n: i64 = tx.one(&store::CUSTODIANS, binds![]).await?.get("n")?;
    Ok(usize::try_from(n).unwrap_or(0))
}

/// Nothing is kept of a complaint that is erased: who read and why stays in the journal.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, complaint: ComplaintId) -> Result<(), Fault> {
    for statement in [
        &store::FORGET_MOTIVES,
        &store::FORGET_APPROVALS,
        &store::FORGET_REQUESTS,
        &store::FORGET_SEAL,
    ] {
        tx.take("desk", statement, binds![complaint]).await?;
    }
    Ok(())
}
