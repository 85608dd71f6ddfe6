//! Decisions as they are shown: who, when, why, what they name, and whether they were taken back.
//! Reads only; which of them a reader may see is asked by the pages, row by row.

use crate::catalogue::After;
use crate::decide::kind::Kind;
use crate::decide::{dialect, store};
use crate::dialect::list;
use faisceau_domain::id::AccountId;
use faisceau_platform::access::{self, Resource};
use faisceau_platform::binds;
use faisceau_platform::db::{Bind, Row, Statement, Tx};
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use std::collections::HashMap;
use uuid::Uuid;

/// Decisions of one series, one value or one gesture that are read at most, the latest first.
const LISTED_MAX: i64 = 500;

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) id: Uuid,
    pub(crate) kind: Kind,
    /// The series it was taken on, with its reference.
    pub(crate) series: Option<(Uuid, String)>,
    /// The other series of a merge or of a link forbidden.
    pub(crate) other: Option<(Uuid, String)>,
    pub(crate) value: Option<Value>,
    pub(crate) reason: String,
    pub(crate) by: AccountId,
    pub(crate) at: Timestamp,
    /// The gesture on several proposals it is part of.
    pub(crate) batch: Option<Uuid>,
    /// `accepted` or `refused`, when it answers a proposal.
    pub(crate) answer: Option<String>,
    /// Complaints named on each side.
    pub(crate) named: [i64; 2],
    pub(crate) withdrawn: Option<Withdrawn>,
    /// Whether the linker is still to obey.
    pub(crate) pending: bool,
}

/// The value a decision names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Value {
    pub(crate) key_id: Uuid,
    /// Its kind's code.
    pub(crate) kind: String,
    /// What linkage groups on.
    pub(crate) key: String,
}

/// Who took a decision back, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Withdrawn {
    pub(crate) by: AccountId,
    pub(crate) at: Timestamp,
    pub(crate) reason: String,
}

/// One decision.
pub(crate) async fn one(tx: &mut Tx, id: Uuid) -> Result<Option<Listed>, Fault> {
    Ok(several(tx, &[id]).await?.pop())
}

/// Decisions of a list, the latest first.
pub(crate) async fn several(tx: &mut Tx, ids: &[Uuid]) -> Result<Vec<Listed>, Fault> {
    let asked = vec![list(ids.iter().copied())];
    let rows = tx.all(&dialect::SEVERAL, asked).await?;
    rows.iter().map(read).collect()
}

/// Decisions that concern a series as it is: taken on it, or naming one of its complaints, the
/// latest first.
pub(crate) async fn of_series(tx: &mut Tx, series: Uuid) -> Result<Vec<Listed>, Fault> {
    found(tx, &store::OF_SERIES, binds![series, LISTED_MAX]).await
}

/// Decisions on a value, the latest first.
pub(crate) async fn of_key(tx: &mut Tx, key_id: Uuid) -> Result<Vec<Listed>, Fault> {
    found(tx, &store::OF_KEY, binds![key_id, LISTED_MAX]).await
}

/// Decisions of one gesture on several proposals.
pub(crate) async fn of_batch(tx: &mut Tx, batch: Uuid) -> Result<Vec<Listed>, Fault> {
    found(tx, &store::OF_BATCH, binds![batch, LISTED_MAX]).await
}

/// Every decision after a place in the list, the latest first.
pub(crate) async fn all(tx: &mut Tx, after: After, limit: i64) -> Result<Vec<Listed>, Fault> {
    let place = binds![after.map(|at| at.0), after.map(|at| at.1), limit];
    found(tx, &store::LATEST, place).await
}

async fn found(tx: &mut Tx, which: &Statement, asked: Vec<Bind>) -> Result<Vec<Listed>, Fault> {
    let ids = ids(&tx.all(which, asked).await?)?;
    several(tx, &ids).await
}

/// The ids that a statement found.
pub(crate) fn ids(rows: &[Row]) -> Result<Vec<Uuid>, Fault> {
    rows.iter().map(|row| row.get("id")).collect()
}

/// The complaints that decisions name, some of each side: which, on which side.
pub(crate) async fn named(tx: &mut Tx, id: Uuid, limit: i64) -> Result<Vec<(Uuid, i64)>, Fault> {
    let rows = tx.all(&store::NAMED_BY, binds![id, limit]).await?;
    let one = |row: &Row| Ok((row.get("complaint_id")?, row.get("side")?));
    rows.iter().map(one).collect()
}

/// Decisions as policies see them for a reader: each has the units of the complaints it names, and is in the reader's
/// charge when one of them is.
pub(crate) async fn resources(
    tx: &mut Tx,
    reader: Option<Uuid>,
    decisions: &[Listed],
) -> Result<HashMap<Uuid, Resource>, Fault> {
    let new = |id: Uuid| Resource::new(access::Kind::Decision, id.to_string());
    let mut found: HashMap<Uuid, Resource> = decisions.iter().map(|d| (d.id, new(d.id))).collect();
    let asked = vec![list(found.keys().copied())];
    for row in tx
        .all_over_units(&dialect::UNITS_OF_DECISIONS, asked)
        .await?
    {
        let id: Uuid = row.get("decision_id")?;
        let unit: String = row.get("unit")?;
        if let Some(resource) = found.remove(&id) {
            found.insert(id, resource.of_units([unit]));
        }
    }
    let asked = binds![list(found.keys().copied()), reader];
    for row in tx.all(&dialect::DECISIONS_IN_CHARGE, asked).await? {
        let id: Uuid = row.get("decision_id")?;
        if let Some(resource) = found.remove(&id) {
            found.insert(id, resource.assigned_to(reader.map(|one| one.to_string())));
        }
    }
    Ok(found)
}

fn read(row: &Row) -> Result<Listed, Fault> {
    let series: Option<Uuid> = row.get("series_id")?;
    let other: Option<Uuid> = row.get("other_series_id")?;
    let key_id: Option<Uuid> = row.get("key_id")?;
    let value = match key_id {
        Some(key_id) => Some(Value {
            key_id,
            kind: row.get("value_kind")?,
            key: row.get("link_key")?,
        }),
        None => None,
    };
    let withdrawn = match row.get::<Option<Timestamp>>("withdrawn_at")? {
        Some(at) => Some(Withdrawn {
            by: row.get("withdrawn_by")?,
            at,
            reason: row.get("withdrawn_because")?,
        }),
        None => None,
    };
    Ok(Listed {
        id: row.get("id")?,
        kind: row.word("kind", Kind::from_code)?,
        series: series.zip(row.get("series_reference")?),
        other: other.zip(row.get("other_reference")?),
        value,
        reason: row.get("reason")?,
        by: row.get("decided_by")?,
        at: row.get("decided_at")?,
        batch: row.get("batch_id")?,
        answer: row.get("answer")?,
        named: [row.get("named_one")?, row.get("named_other")?],
        withdrawn,
        pending: row.get::<i64>("waits")? > 0,
    })
}
