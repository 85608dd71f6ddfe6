//! Journal rows read back: to verify the chain, and to show who did what. Holds no rule.

use super::store;
use crate::binds;
use crate::db::{Row, Tx};
use crate::fault::Fault;
use faisceau_domain::journal::anchor::Anchor;
use faisceau_domain::journal::{Deed, Fields};
use jiff::Timestamp;
use uuid::Uuid;

/// One line as shown to an auditor or on a case page.
#[derive(Debug, Clone)]
pub struct Line {
    /// The entry.
    pub id: Uuid,
    /// When.
    pub at: Timestamp,
    /// `staff`, `victim`, `stranger`, `platform`.
    pub actor_kind: String,
    /// The account, for staff.
    pub actor: Option<Uuid>,
    /// The purpose's code.
    pub purpose: Option<String>,
    /// The reason given.
    pub reason: String,
    /// What was done.
    pub action: String,
    /// The kind of thing it was done to.
    pub subject_kind: String,
    /// The thing.
    pub subject: Option<Uuid>,
    /// Ids and counts, as JSON.
    pub detail: String,
}

impl Line {
    /// Reads one row of the journal's lists.
    ///
    /// # Errors
    /// When a column is missing.
    pub fn read(row: &Row) -> Result<Line, Fault> {
        Ok(Line {
            id: row.get("id")?,
            at: row.get("at")?,
            actor_kind: row.get("actor_kind")?,
            actor: row.get("actor")?,
            purpose: row.get("purpose")?,
            reason: row.get("reason")?,
            action: row.get("action")?,
            subject_kind: row.get("subject_kind")?,
            subject: row.get("subject")?,
            detail: row.get("detail")?,
        })
    }
}

/// Which entries an auditor asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// Of this account only.
    pub actor: Option<Uuid>,
    /// Of this action only.
    pub action: Option<String>,
    /// Older than this entry: its instant and id.
    pub before: Option<(Timestamp, Uuid)>,
}

/// The newest entries that fit, newest first.
///
/// # Errors
/// When the database fails.
pub async fn recent(tx: &mut Tx, asked: &Asked, limit: i64) -> Result<Vec<Line>, Fault> {
    let (at, id) = asked.before.unzip();
    let binds = binds![at, id, asked.action.clone(), asked.actor, limit];
    let rows = tx.all(&store::RECENT, binds).await?;
    rows.iter().map(Line::read).collect()
}

/// The entries about one thing, newest first.
///
/// # Errors
/// When the database fails.
pub async fn about(
    tx: &mut Tx,
    subject_kind: &str,
    subject: Uuid,
    limit: i64,
) -> Result<Vec<Line>, Fault> {
    let rows = tx
        .all(&store::ABOUT, binds![subject_kind, subject, limit])
        .await?;
    rows.iter().map(Line::read).collect()
}

/// Where the chain stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainState {
    /// The last published head: its position, its bytes, when it was sealed.
    pub head: Option<(i64, [u8; 32], Timestamp)>,
    /// Entries that wait for the sealer.
    pub unsealed: i64,
}

/// Where the chain stands now.
///
/// # Errors
/// When the database fails.
pub async fn chain_state(tx: &mut Tx) -> Result<ChainState, Fault> {
    let head = match tx.optional(&store::HEAD, binds![]).await? {
        Some(row) => Some((
            row.get("position")?,
            row.get("head")?,
            row.get("sealed_at")?,
        )),
        None => None,
    };
    let row = tx.one(&store::COUNT_UNSEALED, binds![]).await?;
    let unsealed = row.get("n")?;
    Ok(ChainState { head, unsealed })
}

/// When the first entry of the chain after a position was sealed, entries of one deed passed over.
///
/// # Errors
/// When the database fails.
pub async fn sealed_since(
    tx: &mut Tx,
    position: i64,
    but: Deed,
) -> Result<Option<Timestamp>, Fault> {
    let asked = binds![position, but.code()];
    match tx.optional(&store::SEALED_SINCE, asked).await? {
        Some(row) => row.get("sealed_at"),
        None => Ok(None),
    }
}

/// An entry of the chain, as the log takes it.
#[derive(Debug, Clone)]
pub struct Sealed {
    /// Its position in the chain.
    pub position: i64,
    /// The entry.
    pub id: Uuid,
    /// What was done.
    pub action: String,
    /// The kind of thing it was done to.
    pub subject_kind: String,
    /// The thing.
    pub subject: Option<Uuid>,
    /// Its digest.
    pub digest: [u8; 32],
}

/// The entries of the chain after a position, in order.
///
/// # Errors
/// When the database fails.
pub async fn sealed_after(tx: &mut Tx, position: i64, limit: i64) -> Result<Vec<Sealed>, Fault> {
    let rows = tx
        .all(&store::SEALED_AFTER, binds![position, limit])
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Sealed {
                position: row.get("position")?,
                id: row.get("id")?,
                action: row.get("action")?,
                subject_kind: row.get("subject_kind")?,
                subject: row.get("subject")?,
                digest: row.get("digest")?,
            })
        })
        .collect()
}

/// Whether an entry that anchors the chain says of it what it is; `true` for every other entry.
pub(super) async fn fits(tx: &mut Tx, row: &Row, position: i64) -> Result<bool, Fault> {
    if row.get::<String>("action")? != Deed::JournalAnchored.code() {
        return Ok(true);
    }
    let said = Anchor::read(&row.get::<String>("detail")?);
    let Some(anchor) = said.filter(|anchor| anchor.position < position) else {
        return Ok(false);
    };
    let there = tx
        .optional(&store::HEAD_AT, binds![anchor.position])
        .await?;
    let head: Option<[u8; 32]> = there.map(|row| row.get("head")).transpose()?;
    Ok(head == Some(anchor.head))
}

/// The digest of a stored row, recomputed from its fields; `None` when the row is gone.
pub(super) fn entry_digest(row: &Row) -> Result<Option<[u8; 32]>, Fault> {
    let Some(id) = row.get::<Option<Uuid>>("id")? else {
        return Ok(None);
    };
    let purpose = row.get::<Option<String>>("purpose")?.unwrap_or_default();
    let fields = Fields {
        id,
        at: row.get("at")?,
        actor_kind: &row.get::<String>("actor_kind")?,
        actor: row.get("actor")?,
        purpose: &purpose,
        reason: &row.get::<String>("reason")?,
        action: &row.get::<String>("action")?,
        subject_kind: &row.get::<String>("subject_kind")?,
        subject: row.get("subject")?,
        detail: &row.get::<String>("detail")?,
    };
    Ok(Some(fields.digest()))
}
