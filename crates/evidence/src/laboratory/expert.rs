//! Experts and laboratories that exhibits go to: who they are, and what makes them so. Kept once, named by each
//! hand-over and report.

use super::store;
use crate::custody::chain;
use faisceau_domain::id::AccountId;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::{Error, Fault, Outcome};
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

/// Longest words of a field.
const WORDS_MAX: usize = 500;
/// Shortest.
const WORDS_MIN: usize = 2;

/// An expert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expert {
    /// The expert.
    pub id: Uuid,
    /// Who.
    pub name: String,
    /// The laboratory or body.
    pub body: String,
    /// Training, certificates, experience.
    pub qualifications: String,
    /// On which list, sworn before whom; empty: on none.
    pub registered: String,
    /// The last day the registration holds.
    pub valid_until: Option<String>,
    /// When it was written.
    pub added_at: Timestamp,
    /// By whom.
    pub added_by: Option<AccountId>,
}

/// What is written of an expert.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// Who.
    pub name: String,
    /// The laboratory or body.
    pub body: String,
    /// Training, certificates, experience.
    pub qualifications: String,
    /// On which list; may be empty.
    pub registered: String,
    /// The last day the registration holds, `2027-12-31`; may be empty.
    pub valid_until: String,
}

/// Why an expert is not written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Name, body and qualifications are all needed.
    Unsaid,
    /// Not a day.
    NoDay,
}

/// Writes an expert.
///
/// # Errors
/// See [`Refused`].
pub async fn add(cx: &Cx, told: &Told) -> Outcome<Uuid, Refused> {
    let short = |words: &str| words.trim().chars().take(WORDS_MAX).collect::<String>();
    let (name, body) = (short(&told.name), short(&told.body));
    let qualifications = short(&told.qualifications);
    let needed = [&name, &body, &qualifications];
    if needed.iter().any(|words| words.chars().count() < WORDS_MIN) {
        return Err(Error::Refused(Refused::Unsaid));
    }
    let until = match told.valid_until.trim() {
        "" => None,
        day => match day.parse::<Date>() {
            Ok(day) => Some(day.to_string()),
            Err(_) => return Err(Error::Refused(Refused::NoDay)),
        },
    };
    let now = cx.world.clock.now();
    let id = cx.world.dice.uuid(now);
    let registered = short(&told.registered);
    let mut row = binds![id, name, body, qualifications, registered, until];
    row.extend(binds![now, chain::account(cx)]);
    let mut tx = cx.world.db.write().await?;
    tx.execute(&store::INSERT_EXPERT, row).await?;
    let detail = serde_json::json!({ "expert": id }).to_string();
    cx.journal(&mut tx, Deed::ExpertAdded, "list", None, &detail)
        .await?;
    tx.commit().await?;
    Ok(id)
}

/// Every expert, by body and name.
///
/// # Errors
/// When the database fails.
pub async fn all(tx: &mut Tx) -> Result<Vec<Expert>, Fault> {
    let rows = tx.all(&store::EXPERTS, binds![]).await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Expert, Fault> {
    Ok(Expert {
        id: row.get("id")?,
        name: row.get("name")?,
        body: row.get("body")?,
        qualifications: row.get("qualifications")?,
        registered: row.get("registered")?,
        valid_until: row.get("valid_until")?,
        added_at: row.get("added_at")?,
        added_by: row.get("added_by")?,
    })
}
