//! Series as rows: the list in force, one of them, its figures and its members. Reads only; what
//! each reader may see of them is asked by the pages, row by row.

use crate::count::store as count;
use crate::dialect::{self, list};
use crate::store;
use faisceau_platform::binds;
use faisceau_platform::db::{Bind, Row, Tx};
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use uuid::Uuid;

/// How a complaint stands in its series.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Nobody confirmed the series.
    Candidate,
    /// A confirmation names the complaint.
    Confirmed,
    /// It came since the series was confirmed, and nobody reviewed it.
    Attached,
}

impl Standing {
    /// The stored word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Standing::Candidate => "candidate",
            Standing::Confirmed => "confirmed",
            Standing::Attached => "attached",
        }
    }

    /// Reads a stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Standing> {
        [Standing::Candidate, Standing::Confirmed, Standing::Attached]
            .into_iter()
            .find(|standing| standing.code() == code)
    }
}

/// A series as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeriesRow {
    /// Its id.
    pub id: Uuid,
    /// Its public reference.
    pub reference: String,
    /// When it was formed.
    pub formed_at: Timestamp,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// Complaints in it.
    pub size: i64,
    /// Those that a confirmation names.
    pub confirmed: i64,
    /// Those that came since it was confirmed, and that nobody reviewed.
    pub attached: i64,
    /// When it ended, if it did.
    pub ended_at: Option<Timestamp>,
    /// The series that holds most of what it held.
    pub successor: Option<Uuid>,
}

/// A place in a list: the time and the id of the last row seen.
pub type After = Option<(Timestamp, Uuid)>;

/// Which series are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// At least this many complaints.
    pub size_min: i64,
    /// Changed since.
    pub since: Option<Timestamp>,
    /// Ids of identifiers or keys, any of which must appear.
    pub values: Option<Vec<Uuid>>,
}

/// Series in force after a place in the list, the latest changed first.
///
/// # Errors
/// When the database fails.
pub async fn list_series(
    tx: &mut Tx,
    wanted: &Wanted,
    after: After,
    limit: i64,
) -> Result<Vec<SeriesRow>, Fault> {
    let among = match &wanted.values {
        None => Bind::Text(None),
        Some(values) => {
            let asked = list(values.iter().copied());
            let rows = tx.all(&dialect::SERIES_WITH, vec![asked]).await?;
            let ids: Result<Vec<Uuid>, Fault> = rows.iter().map(|r| r.get("series_id")).collect();
            list(ids?)
        }
    };
    let since = wanted.since.unwrap_or(Timestamp::UNIX_EPOCH);
    let mut values = binds![
        wanted.size_min,
        since,
        after.map(|at| at.0),
        after.map(|at| at.1)
    ];
    values.extend([among, Bind::from(limit)]);
    let rows = tx.all(&dialect::LIST_SERIES, values).await?;
    rows.iter().map(series_row).collect()
}

/// One series.
///
/// # Errors
/// When the database fails.
pub async fn one(tx: &mut Tx, id: Uuid) -> Result<Option<SeriesRow>, Fault> {
    let row = tx.optional(&store::SERIES, binds![id]).await?;
    row.as_ref().map(series_row).transpose()
}

/// The series of a reference.
///
/// # Errors
/// When the database fails.
pub async fn by_reference(tx: &mut Tx, reference: &str) -> Result<Option<SeriesRow>, Fault> {
    let found = tx
        .optional(&store::SERIES_BY_REFERENCE, binds![reference])
        .await?;
    found.as_ref().map(series_row).transpose()
}

/// The series of a complaint.
///
/// # Errors
/// When the database fails.
pub async fn of_complaint(tx: &mut Tx, complaint: Uuid) -> Result<Option<SeriesRow>, Fault> {
    let row = tx.optional(&store::SERIES_OF, binds![complaint]).await?;
    row.as_ref().map(series_row).transpose()
}

/// Whether a complaint still waits to be brought together with others.
///
/// # Errors
/// When the database fails.
pub async fn is_pending(tx: &mut Tx, complaint: Uuid) -> Result<bool, Fault> {
    let row = tx.optional(&store::IS_PENDING, binds![complaint]).await?;
    Ok(row.is_some())
}

fn series_row(row: &Row) -> Result<SeriesRow, Fault> {
    Ok(SeriesRow {
        id: row.get("id")?,
        reference: row.get("reference")?,
        formed_at: row.get("formed_at")?,
        changed_at: row.get("changed_at")?,
        size: row.get("size")?,
        confirmed: row.get("confirmed")?,
        attached: row.get("attached")?,
        ended_at: row.get("ended_at")?,
        successor: row.get("successor")?,
    })
}

/// What the complaints of a series come to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// Loss by currency (ISO 4217), in minor units; complaints that state none are left out.
    pub losses: Vec<(String, i64)>,
    /// When the first complaint was received.
    pub first: Option<Timestamp>,
    /// When the last one was.
    pub last: Option<Timestamp>,
}

/// The figures of a series.
///
/// # Errors
/// When the database fails.
pub async fn figures(tx: &mut Tx, series: Uuid) -> Result<Figures, Fault> {
    let period = tx.one(&count::PERIOD, binds![series]).await?;
    let mut figures = Figures {
        losses: Vec::new(),
        first: period.get("first_at")?,
        last: period.get("last_at")?,
    };
    for row in tx.all(&count::LOSSES, binds![series]).await? {
        let lost = (row.get("currency")?, row.get("amount_minor")?);
        figures.losses.push(lost);
    }
    Ok(figures)
}

/// A complaint of a series.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The complaint.
    pub complaint: Uuid,
    /// Its reference.
    pub reference: String,
    /// Its type's code.
    pub form_type: String,
    /// When it was received.
    pub received_at: Timestamp,
    /// The loss it states: minor units and currency.
    pub loss: Option<(i64, String)>,
    /// The unit in charge; empty in the central queue.
    pub unit: String,
    /// When it joined.
    pub joined_at: Timestamp,
    /// How it stands there.
    pub standing: Standing,
}

/// Members after a place in the list, the earliest received first.
///
/// # Errors
/// When the database fails.
pub async fn members(
    tx: &mut Tx,
    series: Uuid,
    after: After,
    limit: i64,
) -> Result<Vec<Member>, Fault> {
    let (at, id) = after.unwrap_or((Timestamp::MIN, Uuid::nil()));
    let place = binds![series, at, id, limit];
    let rows = tx.all_over_units(&store::MEMBERS, place).await?;
    rows.iter().map(member).collect()
}

/// The members that came after a confirmation and that nobody reviewed, the earliest received first.
///
/// # Errors
/// When the database fails.
pub async fn attached(tx: &mut Tx, series: Uuid, limit: i64) -> Result<Vec<Member>, Fault> {
    let asked = binds![series, limit];
    let rows = tx.all_over_units(&store::MEMBERS_ATTACHED, asked).await?;
    rows.iter().map(member).collect()
}

fn member(row: &Row) -> Result<Member, Fault> {
    let amount: Option<i64> = row.get("amount_minor")?;
    let currency: Option<String> = row.get("currency")?;
    Ok(Member {
        complaint: row.get("id")?,
        reference: row.get("reference")?,
        form_type: row.get("form_type")?,
        received_at: row.get("received_at")?,
        loss: amount.zip(currency),
        unit: row.get("unit")?,
        joined_at: row.get("joined_at")?,
        standing: row.word("standing", Standing::from_code)?,
    })
}
