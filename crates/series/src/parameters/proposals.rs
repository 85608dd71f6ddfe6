//! Proposals of figures as rows: one of them, the latest. Reads only.

use super::in_force;
use super::propose::Origin;
use super::relink::{Change, Differences};
use super::store;
use faisceau_linkage::Figures;
use faisceau_platform::binds;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use uuid::Uuid;

/// What became of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Nobody decided yet.
    Open,
    /// Its figures came in force.
    Adopted,
    /// Somebody refused it.
    Refused,
    /// A complaint it was learned from was erased since: it is decided no more.
    Overtaken,
}

impl State {
    /// The stored word.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            State::Open => "open",
            State::Adopted => "adopted",
            State::Refused => "refused",
            State::Overtaken => "overtaken",
        }
    }

    fn from_code(code: &str) -> Option<State> {
        [
            State::Open,
            State::Adopted,
            State::Refused,
            State::Overtaken,
        ]
        .into_iter()
        .find(|state| state.code() == code)
    }
}

/// What a person decided of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decided {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub by: Uuid,
    /// Why.
    pub reason: String,
}

/// Figures proposed, with what they would change to what was stored at that time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Its id.
    pub id: Uuid,
    /// When it was made.
    pub at: Timestamp,
    /// By whom; `None`: by the command line.
    pub by: Option<Uuid>,
    /// Where its figures come from.
    pub origin: Origin,
    /// The version in force at that time.
    pub base: u32,
    /// The version proposed.
    pub version: u32,
    /// The figures; `None` when this version of the program does not read them any more.
    pub figures: Option<Figures>,
    /// What they were learned from, as JSON.
    pub basis: Option<String>,
    /// Complaints read.
    pub complaints: i64,
    /// Series stored, and made again.
    pub series: [i64; 2],
    /// What would change.
    pub differences: Differences,
    /// What became of it.
    pub state: State,
    /// What was decided, once it was.
    pub decided: Option<Decided>,
}

/// One proposal.
///
/// # Errors
/// When the database fails.
pub async fn one(tx: &mut Tx, id: Uuid) -> Result<Option<Proposal>, Fault> {
    let row = tx.optional(&store::PROPOSAL, binds![id]).await?;
    row.as_ref().map(read).transpose()
}

/// The latest proposals.
///
/// # Errors
/// When the database fails.
pub async fn latest(tx: &mut Tx, limit: i64) -> Result<Vec<Proposal>, Fault> {
    let rows = tx.all(&store::PROPOSALS, binds![limit]).await?;
    rows.iter().map(read).collect()
}

fn read(row: &Row) -> Result<Proposal, Fault> {
    let count =
        |column: &str| -> Result<usize, Fault> { Ok(usize::try_from(row.get::<i64>(column)?)?) };
    let sample: Vec<Change> = serde_json::from_str(&row.get::<String>("sample")?)?;
    let at: Option<Timestamp> = row.get("decided_at")?;
    let by: Option<Uuid> = row.get("decided_by")?;
    let reason: Option<String> = row.get("reason")?;
    let decided = at.zip(by).zip(reason);
    Ok(Proposal {
        id: row.get("id")?,
        at: row.get("proposed_at")?,
        by: row.get("proposed_by")?,
        origin: row.word("origin", Origin::from_code)?,
        base: u32::try_from(row.get::<i64>("base")?)?,
        version: u32::try_from(row.get::<i64>("version")?)?,
        figures: in_force::read(&row.get::<String>("figures")?).ok(),
        basis: row.get("basis")?,
        complaints: row.get("complaints")?,
        series: [row.get("series_before")?, row.get("series_after")?],
        differences: Differences {
            formed: count("formed")?,
            merged: count("merged")?,
            split: count("split")?,
            grew: count("grew")?,
            shrank: count("shrank")?,
            dissolved: count("dissolved")?,
            moved: count("moved")?,
            values: count("values_changed")?,
            sample,
        },
        state: row.word("state", State::from_code)?,
        decided: decided.map(|((at, by), reason)| Decided { at, by, reason }),
    })
}
