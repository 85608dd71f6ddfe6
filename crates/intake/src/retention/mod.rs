//! How a complaint goes: what is due, holds that block, an erasure proposed by one person and confirmed by another
//! or fallen by itself, the one operation that erases it whole, the certificate that stays, and figures without
//! any id. Grants nothing: callers checked rights.

pub mod confirm;
pub mod decline;
pub mod erase;
pub mod fall;
pub mod figures;
pub mod hold;
pub mod list;
pub(crate) mod pages;
pub mod propose;
pub(crate) mod store;

use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_domain::retention::{Block, Facts, Ground, blocked};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use uuid::Uuid;

/// Shortest reason, in characters.
pub const REASON_MIN: usize = 4;

/// Why nothing is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No such complaint.
    NoComplaint,
    /// No such hold in force, or no such erasure waiting.
    Nothing,
    /// Why must be said.
    NoReason,
    /// Something blocks the erasure.
    Blocked(Block),
    /// Its time is not over: another ground must be given.
    NotDue,
    /// No ground was chosen.
    NoGround,
    /// An erasure is proposed already.
    Proposed,
    /// Who proposed it does not confirm it.
    SamePerson,
}

impl Refused {
    /// The word of locales.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Refused::NoComplaint => "no-complaint",
            Refused::Nothing => "nothing",
            Refused::NoReason => "no-reason",
            Refused::Blocked(Block::Hold) => "hold",
            Refused::Blocked(Block::Sealed) => "sealed",
            Refused::NotDue => "not-due",
            Refused::NoGround => "no-ground",
            Refused::Proposed => "proposed",
            Refused::SamePerson => "same-person",
        }
    }
}

/// An erasure asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erasure {
    /// The erasure.
    pub id: Uuid,
    /// Its complaint, which may be gone.
    pub complaint: ComplaintId,
    /// `proposed`, `declined` or `done`.
    pub state: String,
    /// Why, as a closed word.
    pub ground: Ground,
    /// Why, in words; empty once it is done.
    pub reason: String,
    /// When it was proposed, or fell.
    pub proposed_at: Timestamp,
    /// By whom; nobody when it fell by itself.
    pub proposed_by: Option<AccountId>,
    /// When it was decided.
    pub decided_at: Option<Timestamp>,
    /// By whom.
    pub decided_by: Option<AccountId>,
    /// The certificate, once it is done.
    pub certificate: Option<String>,
}

/// A hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// The hold.
    pub id: Uuid,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// By whom.
    pub placed_by: AccountId,
    /// Why.
    pub reason: String,
    /// When, by whom and why it was lifted.
    pub lifted: Option<(Timestamp, AccountId, String)>,
}

/// One erasure.
///
/// # Errors
/// When the database fails.
pub async fn one(tx: &mut Tx, id: Uuid) -> Result<Option<Erasure>, Fault> {
    let row = tx.optional(&store::ONE, binds![id]).await?;
    row.as_ref().map(read).transpose()
}

/// The erasures asked for in a complaint, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn of(tx: &mut Tx, complaint: ComplaintId) -> Result<Vec<Erasure>, Fault> {
    let rows = tx.all(&store::OF_COMPLAINT, binds![complaint]).await?;
    rows.iter().map(read).collect()
}

/// The holds of a complaint, the latest first.
///
/// # Errors
/// When the database fails.
pub async fn holds(tx: &mut Tx, complaint: ComplaintId) -> Result<Vec<Hold>, Fault> {
    let rows = tx.all(&store::HOLDS, binds![complaint]).await?;
    let read = |row: &Row| {
        let lifted_at: Option<Timestamp> = row.get("lifted_at")?;
        let lifted_by: Option<AccountId> = row.get("lifted_by")?;
        let why: Option<String> = row.get("lift_reason")?;
        let lifted = lifted_at.zip(lifted_by);
        Ok(Hold {
            id: row.get("id")?,
            placed_at: row.get("placed_at")?,
            placed_by: row.get("placed_by")?,
            reason: row.get("reason")?,
            lifted: lifted.map(|(at, by)| (at, by, why.unwrap_or_default())),
        })
    };
    rows.iter().map(read).collect()
}

/// What blocks the erasure of a complaint.
///
/// # Errors
/// When the database fails.
pub async fn blocks(tx: &mut Tx, complaint: ComplaintId) -> Result<Option<Block>, Fault> {
    let row = tx.one(&store::BLOCKS, binds![complaint]).await?;
    Ok(blocked(row.get("holds")?, row.get("sealed")?))
}

/// What clocks need to know of a complaint; none when it is not there.
///
/// # Errors
/// When the database fails.
pub async fn facts(tx: &mut Tx, complaint: ComplaintId) -> Result<Option<Facts>, Fault> {
    let row = tx.optional(&store::FACTS, binds![complaint]).await?;
    row.as_ref().map(facts_of).transpose()
}

fn facts_of(row: &Row) -> Result<Facts, Fault> {
    Ok(Facts {
        is_report: row.get::<String>("nature")? == "report",
        is_recorded: row.get::<String>("state")? == "validated",
        moved_at: row.get("moved_at")?,
    })
}

fn read(row: &Row) -> Result<Erasure, Fault> {
    let ground: String = row.get("ground")?;
    let ground = Ground::from_code(&ground);
    Ok(Erasure {
        id: row.get("id")?,
        complaint: row.get("complaint_id")?,
        state: row.get("state")?,
        ground: ground.ok_or_else(|| Fault::new("an erasure has a ground of another version"))?,
        reason: row.get("reason")?,
        proposed_at: row.get("proposed_at")?,
        proposed_by: row.get("proposed_by")?,
        decided_at: row.get("decided_at")?,
        decided_by: row.get("decided_by")?,
        certificate: row.get("certificate")?,
    })
}

/// The account of who acts.
fn person(cx: &Cx) -> Result<AccountId, Fault> {
    let staff = cx.staff.as_ref();
    staff
        .map(|staff| staff.id)
        .ok_or_else(|| Fault::new("only staff decide"))
}

/// Whether the reason of the context says something.
fn says_why(cx: &Cx) -> bool {
    cx.reason.chars().count() >= REASON_MIN
}
