//! What a person asks of the data held on them, from the space of a complaint: asked ([`ask`]), answered by
//! staff ([`answer`]), told as a signed paper ([`paper`]); once access is granted, all that is held is given
//! ([`given`]), with what linkage concludes ([`concluded`]). What comes by letter, from who has no complaint here,
//! is in [`letters`]. A restriction that is granted takes the complaint
//! out of linkage; a rectification is made by [`crate::amend`], which keeps the original; an erasure is granted
//! here and done by who erases. Erases nothing itself.

pub mod answer;
pub mod ask;
pub mod concluded;
pub(crate) mod given;
pub(crate) mod held;
pub mod letters;
pub(crate) mod pages;
pub(crate) mod panel;
pub(crate) mod paper;
pub(crate) mod store;

use faisceau_domain::data_request::{Asked, Ground, State};
use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_platform::binds;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

/// A request, as stored.
#[derive(Debug, Clone)]
pub struct DataRequest {
    /// Its id.
    pub id: Uuid,
    /// The complaint it is made from.
    pub complaint: ComplaintId,
    /// What is asked.
    pub asked: Asked,
    /// In which words.
    pub words: String,
    /// When.
    pub made_at: Timestamp,
    /// The last day to answer.
    pub due_on: Date,
    /// Where it stands.
    pub state: State,
    /// The answer; empty while there is none.
    pub answer: String,
}

/// The requests made from a complaint, the newest first.
///
/// # Errors
/// When the database fails, or what is stored cannot be read.
pub async fn of(tx: &mut Tx, complaint: ComplaintId) -> Result<Vec<DataRequest>, Fault> {
    let rows = tx.all(&store::OF_COMPLAINT, binds![complaint]).await?;
    rows.iter().map(read).collect()
}

/// One of them.
///
/// # Errors
/// When the database fails, or what is stored cannot be read.
pub(crate) async fn load(tx: &mut Tx, id: Uuid) -> Result<Option<DataRequest>, Fault> {
    let row = tx.optional(&store::ONE, binds![id]).await?;
    row.as_ref().map(read).transpose()
}

/// Requests listed at most: who answers more goes on once these are answered.
pub const LISTED_MAX: i64 = 500;

/// The requests of all complaints that wait for an answer, the first to be answered first.
///
/// # Errors
/// When the database fails, or what is stored cannot be read.
pub async fn waiting(tx: &mut Tx) -> Result<Vec<DataRequest>, Fault> {
    let rows = tx.all(&store::WAITING, binds![LISTED_MAX]).await?;
    rows.iter().map(read).collect()
}

/// Since when the use of a complaint is restricted.
///
/// # Errors
/// When the database fails.
pub async fn restricted(tx: &mut Tx, complaint: ComplaintId) -> Result<Option<Timestamp>, Fault> {
    let row = tx.optional(&store::RESTRICTED, binds![complaint]).await?;
    row.map(|row| row.get("since")).transpose()
}

fn read(row: &Row) -> Result<DataRequest, Fault> {
    Ok(DataRequest {
        id: row.get("id")?,
        complaint: row.get("complaint_id")?,
        asked: row.word("asked", Asked::from_code)?,
        words: row.get("words")?,
        made_at: row.get("made_at")?,
        due_on: stated(row, "due_on")?,
        state: state_of(row)?,
        answer: row.get("answer")?,
    })
}

/// A day, as stored.
fn stated(row: &Row, column: &str) -> Result<Date, Fault> {
    Ok(row.get::<String>(column)?.parse()?)
}

/// Where a request stands, as stored.
fn state_of(row: &Row) -> Result<State, Fault> {
    let strange = || Fault::new("a request on data is in a state nobody wrote");
    let state: String = row.get("state")?;
    let at: Option<Timestamp> = row.get("answered_at")?;
    let by: Option<AccountId> = row.get("answered_by")?;
    let ground: Option<String> = row.get("ground")?;
    match (state.as_str(), at.zip(by)) {
        ("open", None) => Ok(State::Open),
        ("granted", Some((at, by))) => Ok(State::Granted { at, by }),
        ("refused", Some((at, by))) => {
            let ground = ground.as_deref().and_then(Ground::from_code);
            let ground = ground.ok_or_else(strange)?;
            Ok(State::Refused { at, by, ground })
        }
        _ => Err(strange()),
    }
}
