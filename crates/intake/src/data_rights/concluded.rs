//! What linkage concludes of a complaint, for the person it is about: whether it stands with others, since when,
//! who said so, by which figures, and which of the values it mentions others mention too. Never which others.

use super::store;
use faisceau_domain::id::ComplaintId;
use faisceau_platform::binds;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use jiff::Timestamp;

/// What is concluded.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Concluded {
    /// The group it stands in; `None` when it stands alone.
    pub group: Option<Group>,
    /// The values it mentions that others mention too.
    pub shared: Vec<SharedValue>,
}

/// A group of complaints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// How many others stand in it.
    pub others: i64,
    /// Since when this one does.
    pub since: Timestamp,
    /// Whether a person confirmed that this one stands in it.
    pub confirmed: bool,
    /// The version of the figures that formed it.
    pub figures: String,
}

/// A value in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedValue {
    /// Its kind's code, such as `iban`.
    pub kind: String,
    /// As this complaint says it.
    pub said: String,
    /// How many complaints mention it, this one included.
    pub users: i64,
    /// Whether it brings complaints together by itself.
    pub links: bool,
}

/// What is concluded of this complaint now.
///
/// # Errors
/// When the database fails.
pub async fn of(tx: &mut Tx, complaint: ComplaintId) -> Result<Concluded, Fault> {
    let row = tx.optional(&store::GROUP, binds![complaint]).await?;
    let group = row.map(|row| {
        Ok::<Group, Fault>(Group {
            others: row.get::<i64>("size")? - 1,
            since: row.get("joined_at")?,
            confirmed: row.get::<String>("standing")? == "confirmed",
            figures: row.get("parameters")?,
        })
    });
    let rows = tx.all(&store::COMMON, binds![complaint]).await?;
    let shared = rows.iter().map(|row| {
        Ok(SharedValue {
            kind: row.get("kind")?,
            said: row.get("raw")?,
            users: row.get("users")?,
            links: row.get::<String>("class")? == "link",
        })
    });
    Ok(Concluded {
        group: group.transpose()?,
        shared: shared.collect::<Result<_, Fault>>()?,
    })
}
