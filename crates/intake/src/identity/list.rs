//! The complaints attached to a person, and whether one of them is. Reads nothing of their answers.

use super::{Person, store};
use faisceau_domain::id::ComplaintId;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use jiff::Timestamp;

/// A complaint as its list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Its reference.
    pub reference: String,
    /// Registered on.
    pub filed_at: Timestamp,
}

/// Every complaint attached, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn list(cx: &Cx, person: Person) -> Result<Vec<Listed>, Fault> {
    let mut tx = cx.world.db.read().await?;
    let rows = tx.all(&store::LIST, binds![person.mark]).await?;
    rows.iter()
        .map(|row| {
            Ok(Listed {
                reference: row.get("reference")?,
                filed_at: row.get("filed_at")?,
            })
        })
        .collect()
}

/// The complaint of this reference, if it is attached to this person.
///
/// # Errors
/// When the database fails.
pub(crate) async fn opened_by(
    tx: &mut Tx,
    person: Person,
    reference: &str,
) -> Result<Option<ComplaintId>, Fault> {
    let row = tx
        .optional(&store::OPENED_BY, binds![person.mark, reference])
        .await?;
    row.map(|row| row.get("id")).transpose()
}
