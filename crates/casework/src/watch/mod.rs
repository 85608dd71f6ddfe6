//! Values that a person wants to be told of. Operations, a file each: [`add`], [`remove`], [`hit`] (when
//! a complaint bears one), [`expire`]. A value is kept as long as it is watched, and no longer; nobody
//! but who watches sees it.

pub mod add;
pub(crate) mod dialect;
pub mod expire;
pub mod hit;
pub mod remove;
pub mod store;

use faisceau_domain::journal::Deed;
use faisceau_identifiers::{Identifier, Kind, parse};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use uuid::Uuid;

/// A value watched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    /// Which.
    pub id: Uuid,
    /// Who watches.
    pub account: Uuid,
    /// The unit of who watches.
    pub unit: String,
    /// The kind of the value.
    pub kind: String,
    /// Its canonical form.
    pub canonical: String,
    /// The id of that form.
    pub identifier: Uuid,
    /// The id of what complaints are grouped on.
    pub key: Uuid,
    /// Whether who watches typed it; otherwise it came from a page that may have masked it.
    pub typed: bool,
    /// Why.
    pub reason: String,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
}

impl Watch {
    fn read(row: &Row) -> Result<Watch, Fault> {
        Ok(Watch {
            id: row.get("id")?,
            account: row.get("account_id")?,
            unit: row.get("unit")?,
            kind: row.get("kind")?,
            canonical: row.get("canonical")?,
            identifier: row.get("identifier_id")?,
            key: row.get("key_id")?,
            typed: row.get::<i64>("typed")? == 1,
            reason: row.get("reason")?,
            created_at: row.get("created_at")?,
            expires_at: row.get("expires_at")?,
        })
    }

    /// How its owner sees it: in clear, never as a link to follow, or masked when it was not typed.
    #[must_use]
    pub fn shown(&self) -> String {
        let read = Kind::from_code(&self.kind).and_then(|kind| parse(kind, &self.canonical).ok());
        let shown = read.map(|value: Identifier| match self.typed {
            true => value.defanged(),
            false => value.mask(),
        });
        faisceau_platform::web::seen(&shown.unwrap_or_else(|| "***".to_owned()))
    }
}

/// The values a person watches, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn of_account(tx: &mut Tx, account: Uuid, limit: i64) -> Result<Vec<Watch>, Fault> {
    let rows = tx.all(&store::OF_ACCOUNT, binds![account, limit]).await?;
    rows.iter().map(Watch::read).collect()
}

/// Writes that watches were listed, in the transaction that reads them.
///
/// # Errors
/// When the database fails.
pub async fn journal(cx: &Cx, tx: &mut Tx, shown: usize) -> Result<(), Fault> {
    let detail = format!("{{\"shown\":{shown}}}");
    cx.journal(tx, Deed::WatchListed, "list", None, &detail)
        .await
}

/// One of the values a person watches.
///
/// # Errors
/// When the database fails.
pub async fn one(tx: &mut Tx, account: Uuid, id: Uuid) -> Result<Option<Watch>, Fault> {
    let row = tx.optional(&store::ONE, binds![account, id]).await?;
    row.as_ref().map(Watch::read).transpose()
}

/// Who watches any of these values at this instant.
pub(crate) async fn on_keys(
    tx: &mut Tx,
    keys: impl IntoIterator<Item = Uuid>,
    now: Timestamp,
) -> Result<Vec<Watch>, Fault> {
    let mut asked = vec![dialect::list(keys)];
    asked.extend(binds![now, WATCHERS_MAX]);
    let rows = tx.all(&dialect::ON_KEYS, asked).await?;
    rows.iter().map(Watch::read).collect()
}

/// Watches told at once.
const WATCHERS_MAX: i64 = 500;
