//! Requests on data that come by letter: from the holder of an account, a representative, somebody named in a
//! complaint, or the supervisory authority. Taken down ([`take`]), answered once ([`reply`]), told as a letter, forgotten
//! a year after the answer ([`forget`]). Searches nothing by itself: who answers says what was found.

pub mod forget;
pub(crate) mod pages;
pub mod reply;
pub(crate) mod store;
pub mod take;

use super::{state_of, stated};
use faisceau_domain::data_request::{Asked, Asker, State};
use faisceau_platform::access::Resource;
use faisceau_platform::binds;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

/// A request that came by letter, as stored.
#[derive(Debug, Clone)]
pub struct DataLetter {
    /// Its id.
    pub id: Uuid,
    /// The unit that took it down; empty: no unit.
    pub unit: String,
    /// Who writes.
    pub asker: Asker,
    /// Their name.
    pub name: String,
    /// Where to answer.
    pub contact: String,
    /// How it is known that it is them; empty for an authority.
    pub known_by: String,
    /// What is asked.
    pub asked: Asked,
    /// In which words.
    pub words: String,
    /// The day it came: the clock runs from it.
    pub received_on: Date,
    /// When it was taken down.
    pub made_at: Timestamp,
    /// The last day to answer.
    pub due_on: Date,
    /// Where it stands.
    pub state: State,
    /// The answer; empty while there is none.
    pub answer: String,
}

impl DataLetter {
    /// As the policies see it: what its unit may be told, and no other.
    #[must_use]
    pub fn resource(&self) -> Resource {
        let unit = Some(self.unit.clone()).filter(|unit| !unit.is_empty());
        Resource::complaint(self.id.to_string()).of_units(unit)
    }
}

/// One of them.
///
/// # Errors
/// When the database fails, or what is stored cannot be read.
pub async fn load(tx: &mut Tx, id: Uuid) -> Result<Option<DataLetter>, Fault> {
    let row = tx.optional(&store::ONE, binds![id]).await?;
    row.as_ref().map(read).transpose()
}

/// Those that wait for an answer, the first to be answered first; or those answered, the latest first.
///
/// # Errors
/// When the database fails, or what is stored cannot be read.
pub async fn listed(tx: &mut Tx, open: bool) -> Result<Vec<DataLetter>, Fault> {
    let statement = if open { &store::OPEN } else { &store::ANSWERED };
    let rows = tx.all(statement, binds![super::LISTED_MAX]).await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<DataLetter, Fault> {
    Ok(DataLetter {
        id: row.get("id")?,
        unit: row.get("unit")?,
        asker: row.word("asker", Asker::from_code)?,
        name: row.get("name")?,
        contact: row.get("contact")?,
        known_by: row.get("known_by")?,
        asked: row.word("asked", Asked::from_code)?,
        words: row.get("words")?,
        received_on: stated(row, "received_on")?,
        made_at: row.get("made_at")?,
        due_on: stated(row, "due_on")?,
        state: state_of(row)?,
        answer: row.get("answer")?,
    })
}
