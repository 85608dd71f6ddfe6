//! Everywhere an identifier appears. Reads only; which rows a reader may see is asked by the page,
//! complaint by complaint.

use crate::catalogue::After;
use crate::evidence;
use crate::store;
use faisceau_domain::quality::Link;
use faisceau_identifiers::Role;
use faisceau_linkage::Class;
use faisceau_platform::binds;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use uuid::Uuid;

/// An identifier that was met at least once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    /// Its kind's code.
    pub kind: String,
    /// Its canonical form.
    pub canonical: String,
    /// The key it is grouped on.
    pub link_key: String,
    /// The id of that key.
    pub key_id: Uuid,
    /// The class of that key and its reason, once two complaints use it.
    pub class: Option<(Class, String)>,
    /// The static list that names it.
    pub list: Option<String>,
}

/// One place where an identifier appears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appearance {
    /// The row, for the place in the list.
    pub id: Uuid,
    /// When it was found.
    pub at: Timestamp,
    /// The complaint.
    pub complaint: Uuid,
    /// Its reference.
    pub reference: String,
    /// Its type's code.
    pub form_type: String,
    /// When the complaint was received.
    pub received_at: Timestamp,
    /// The unit in charge; empty in the central queue.
    pub unit: String,
    /// Whose it is said to be: the role's code.
    pub role: String,
    /// The link it makes to a person by itself: what is declared.
    pub link: Link,
    /// The complaint's series: id and reference.
    pub series: Option<(Uuid, String)>,
}

/// What is known of an identifier; `None` when it was never met.
///
/// # Errors
/// When the database fails.
pub async fn met(tx: &mut Tx, identifier: Uuid) -> Result<Option<Met>, Fault> {
    let Some(row) = tx.optional(&store::IDENTIFIER, binds![identifier]).await? else {
        return Ok(None);
    };
    Ok(Some(Met {
        kind: row.get("kind")?,
        canonical: row.get("canonical")?,
        link_key: row.get("link_key")?,
        key_id: row.get("key_id")?,
        class: evidence::class(&row)?,
        list: row.get("list")?,
    }))
}

/// Where it appears after a place in the list, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn appearances(
    tx: &mut Tx,
    identifier: Uuid,
    after: After,
    limit: i64,
) -> Result<Vec<Appearance>, Fault> {
    let (at, id) = after.unwrap_or((Timestamp::MAX, Uuid::max()));
    let place = binds![identifier, at, id, limit];
    let rows = tx.all_over_units(&store::APPEARANCES, place).await?;
    let appearance = |row: &Row| {
        let series: Option<Uuid> = row.get("series_id")?;
        let received_at = row.get("received_at")?;
        let (role, source) = (
            row.word("role", Role::from_code)?,
            row.get::<String>("source")?,
        );
        Ok(Appearance {
            id: row.get("id")?,
            at: row.get("at")?,
            complaint: row.get("subject")?,
            reference: row.get("reference")?,
            form_type: row.get("form_type")?,
            received_at,
            unit: row.get("unit")?,
            role: role.code().to_owned(),
            link: Link::declared(role, &source, received_at),
            series: series.zip(row.get("series_reference")?),
        })
    };
    rows.iter().map(appearance).collect()
}
