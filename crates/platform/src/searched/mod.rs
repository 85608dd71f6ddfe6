//! What staff searched, for the auditor and for a time: the terms, sealed under a key of their day that is kept apart
//! and destroyed after some days (`limits.search_terms_days`), and that goes with any complaint that the search found.
//! The journal holds the reason and a keyed mark, never a term. Gives nothing to who searched.

mod day_keys;
pub mod store;

use crate::binds;
use crate::cx::Cx;
use crate::db::{Row, Tx};
use crate::fault::{Error, Fault, Outcome};
use crate::sealed;
use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_domain::journal::Deed;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan as _};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Complaints tied to the term of one search: as many as a search shows, and one that it named.
const TIES_MAX: usize = 101;
/// Searches of a day that are read at once.
pub const READ_MAX: i64 = 500;
/// Days listed: as many as keys may live.
pub const DAYS_MAX: i64 = 366;

/// A search, as an auditor reads it.
#[derive(Clone, PartialEq, Eq)]
pub struct Searched {
    /// When.
    pub at: Timestamp,
    /// By whom.
    pub account: Option<AccountId>,
    /// Why.
    pub reason: String,
    /// The terms; `None`: the key is not here, or not any more.
    pub terms: Option<Vec<String>>,
}

crate::undisclosed!(Searched);

/// Why nothing is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No reason was given.
    NoReason,
}

/// Days begin at midnight in universal time, for every unit.
fn day(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}

/// Keeps the terms of a search in the transaction that journals it, tied to what it found; the id that the journal names.
/// `None` when this installation keeps no term.
///
/// # Errors
/// When the database fails, or the key of the day cannot be made.
pub async fn keep(
    cx: &Cx,
    tx: &mut Tx,
    terms: &[&str],
    found: &[ComplaintId],
) -> Result<Option<Uuid>, Fault> {
    let (world, now) = (&cx.world, cx.world.clock.now());
    if world.config.limits.search_terms_days == 0 {
        return Ok(None);
    }
    let (id, day) = (world.dice.uuid(now), day(now));
    let key = day_keys::of(&world.config.data_dir, day, world.dice.bytes())?;
    let clear = serde_json::to_vec(terms)?;
    let sealed = sealed::seal(&world.dice, &key, id.as_bytes(), &clear)?;
    let row = binds![id, day.to_string(), now, cx.actor.account(), sealed];
    tx.execute(&store::KEEP, row).await?;
    let ties: BTreeSet<ComplaintId> = found.iter().copied().take(TIES_MAX).collect();
    let ties = ties.into_iter();
    let ties = ties.map(|complaint| binds![id, complaint]).collect();
    tx.insert_many(&store::FOUND, ties).await?;
    Ok(Some(id))
}

/// The days of which searches are kept, the latest first, with how many.
///
/// # Errors
/// When the database fails.
pub async fn days(tx: &mut Tx) -> Result<Vec<(Date, i64)>, Fault> {
    let rows = tx.all(&store::DAYS, binds![DAYS_MAX]).await?;
    rows.iter()
        .map(|row| Ok((row.get::<String>("day")?.parse()?, row.get("n")?)))
        .collect()
}

/// Reads what was searched on a day, the latest first, for the reason that the context bears; the journal says so
/// before anything is shown.
///
/// # Errors
/// See [`Refused`].
pub async fn read(cx: &Cx, on: Date) -> Outcome<Vec<Searched>, Refused> {
    if cx.reason.is_empty() {
        return Err(Error::Refused(Refused::NoReason));
    }
    let key = day_keys::held(&cx.world.config.data_dir, on)?;
    let mut tx = cx.world.db.write().await?;
    let rows = tx
        .all(&store::OF_DAY, binds![on.to_string(), READ_MAX])
        .await?;
    let read = rows.iter().map(|row| searched(row, key.as_ref()));
    let read: Vec<Searched> = read.collect::<Result<_, Fault>>()?;
    let open = read.iter().filter(|one| one.terms.is_some()).count();
    let detail = serde_json::json!({ "day": on.to_string(), "read": open }).to_string();
    cx.journal(&mut tx, Deed::SearchTermsRead, "search", None, &detail)
        .await?;
    tx.commit().await?;
    Ok(read)
}

fn searched(row: &Row, key: Option<&[u8; 32]>) -> Result<Searched, Fault> {
    let (id, sealed): (Uuid, Vec<u8>) = (row.get("id")?, row.get("sealed")?);
    let clear = key.and_then(|key| sealed::open(key, id.as_bytes(), &sealed));
    let terms = clear.map(|clear| serde_json::from_slice(&clear));
    Ok(Searched {
        at: row.get("at")?,
        account: row.get("account_id")?,
        reason: row.get::<Option<String>>("reason")?.unwrap_or_default(),
        terms: terms.transpose()?,
    })
}

/// Destroys the keys of days that are over, then what they sealed; how many keys.
///
/// # Errors
/// When the database or a file fails: the next turn tries again.
pub async fn fall(cx: &Cx) -> Result<usize, Fault> {
    let kept = i64::from(cx.world.config.limits.search_terms_days);
    let last = day(cx.world.clock.now()).checked_sub(kept.days())?;
    let last = last.yesterday()?;
    let destroyed = day_keys::destroy(&cx.world.config.data_dir, last)?;
    let mut tx = cx.world.db.write_behind().await?;
    let over = || binds![last.to_string()];
    tx.execute(&store::DROP_FOUND, over()).await?;
    let dropped = tx.execute(&store::DROP, over()).await?;
    tx.commit().await?;
    if destroyed > 0 || dropped > 0 {
        cx.world.db.empty_write_ahead().await?;
    }
    Ok(destroyed)
}

/// The terms of every search that found a complaint go with it.
///
/// # Errors
/// When the database fails.
pub async fn forget(tx: &mut Tx, complaint: ComplaintId) -> Result<(), Fault> {
    for statement in [&store::FORGET, &store::FORGET_FOUND] {
        tx.take("desk", statement, binds![complaint]).await?;
    }
    Ok(())
}
