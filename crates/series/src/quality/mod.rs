//! In what quality the person behind a value is known: what staff say of it ([`say`]), and how that
//! is read, shown ([`words`]) and taken out ([`api`]). Nothing is changed nor lost: what is said later
//! prevails, and taking back is a row more. Owns the table `value_qualities`. Brings no complaint
//! together and parts none: linkage never reads it.

pub(crate) mod api;
pub(crate) mod dialect;
pub(crate) mod say;
pub(crate) mod store;
pub(crate) mod words;

use crate::dialect::list;
use crate::parameters;
use faisceau_domain::id::AccountId;
use faisceau_domain::quality::{Ground, Link, Quality, Saying};
use faisceau_platform::binds;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use std::collections::HashMap;
use uuid::Uuid;

/// Most rows of one value that are told: more were never useful.
const HISTORY_MAX: i64 = 50;

/// What somebody said of the person behind a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Said {
    /// Its place among all that was said of the value, from 1.
    pub(crate) place: i64,
    pub(crate) saying: Saying,
    /// The figures of linkage it relies on, for an inference.
    pub(crate) figures: Option<String>,
    pub(crate) reason: String,
    pub(crate) by: AccountId,
    pub(crate) at: Timestamp,
}

/// All that was said of a value, the latest first.
pub(crate) async fn of_key(tx: &mut Tx, key: Uuid) -> Result<Vec<Said>, Fault> {
    let rows = tx.all(&store::OF_KEY, binds![key, HISTORY_MAX]).await?;
    rows.iter().map(read).collect()
}

/// What holds of a value: what was said last, unless that took it back.
pub(crate) fn in_force(history: &[Said]) -> Option<&Said> {
    let last = history.first();
    last.filter(|said| said.saying != Saying::TakenBack)
}

/// What holds of each value of a list; none where nobody says anything.
pub(crate) async fn in_force_of(
    tx: &mut Tx,
    keys: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, Said>, Fault> {
    let rows = tx.all(&dialect::IN_FORCE, vec![list(keys)]).await?;
    let found = rows.iter().map(|row| Ok((row.get("key_id")?, read(row)?)));
    found.collect()
}

/// That complaints are together since then: what linkage concludes, by the figures in force.
pub(crate) async fn together(tx: &mut Tx, since: Timestamp) -> Result<Link, Fault> {
    let version = parameters::in_force(tx).await?.figures.version;
    Ok(Link::inferred(version.to_string(), since))
}

fn read(row: &Row) -> Result<Said, Fault> {
    let quality = row.word("quality", Quality::from_code)?;
    let saying = match (quality, row.get::<Option<String>>("ground")?) {
        (Quality::Unknown, _) | (_, None) => Saying::TakenBack,
        (quality, Some(_)) => Saying::Is {
            quality,
            ground: row.word("ground", Ground::from_code)?,
            origin: row.get("origin")?,
        },
    };
    Ok(Said {
        place: row.get("place")?,
        saying,
        figures: row.get("figures")?,
        reason: row.get("reason")?,
        by: AccountId(row.get("said_by")?),
        at: row.get("said_at")?,
    })
}
