//! Journal rows read back: to verify the chain, and to show who did what. Holds no rule.

use crate::db::Row;
use crate::fault::Fault;
use faisceau_domain::journal::Fields;
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
        })
    }
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
