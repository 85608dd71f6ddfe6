//! The custody of exhibits. A file of a filed complaint is an exhibit from its first step on ([`adopt`]); each
//! later gesture ([`act`]) reads its chain, decides ([`faisceau_domain::custody`]), writes one more step,
//! journals it, all in one transaction. The content is read again and compared where that matters
//! ([`reread`]); a difference opens an incident ([`incident`]) that no statement takes away.

pub mod act;
pub mod adopt;
pub(crate) mod api;
pub mod chain;
pub mod challenge;
mod erased;
pub mod forget;
pub mod incident;
pub mod note;
pub(crate) mod pages;
pub(crate) mod panels;
pub mod reactions;
pub mod reread;
mod rights;
pub(crate) mod said;
pub(crate) mod step_seen;
pub mod store;
pub mod verify;

use faisceau_domain::commitment::commitment;
use faisceau_domain::custody::{Layout, State};
use faisceau_domain::id::AccountId;
use faisceau_platform::binds;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use jiff::Timestamp;
use uuid::Uuid;

/// An exhibit as its row tells it; what it says of its state is what its chain says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exhibit {
    /// The exhibit, and its file.
    pub id: Uuid,
    /// The complaint it supports.
    pub complaint: Uuid,
    /// Its name as given.
    pub name: String,
    /// What its first bytes told.
    pub media_type: String,
    /// How many bytes came in.
    pub bytes: i64,
    /// SHA-256 of the bytes that came in, until the file is erased.
    pub sha256: Option<[u8; 32]>,
    /// What its chain is bound to; none of a chain begun before there were commitments.
    pub commitment: Option<[u8; 32]>,
    /// The salt of the commitment, until the file is erased.
    pub salt: Option<[u8; 32]>,
    /// When the file was erased for good.
    pub erased_at: Option<Timestamp>,
    /// What it is, in words.
    pub description: String,
    /// One of [`State::CODES`].
    pub state: String,
    /// The seal it bears.
    pub seal: Option<String>,
    /// The account that keeps it.
    pub keeper: Option<AccountId>,
    /// The body that keeps it.
    pub keeper_body: Option<String>,
    /// The account it is proposed to.
    pub offered_to: Option<AccountId>,
    /// The body it is proposed to.
    pub offered_body: Option<String>,
    /// Who proposed it.
    pub offered_by: Option<AccountId>,
    /// Steps of its chain.
    pub steps: i64,
    /// The digest of the last.
    pub head: [u8; 32],
    /// When it came into custody.
    pub entered_at: Timestamp,
    /// When its content was last read; where it was not the same, an incident says so.
    pub reread_at: Timestamp,
    /// The exhibit it is about: of a report, the exhibit reported on.
    pub of: Option<Uuid>,
}

impl Exhibit {
    /// What its chain says of contents.
    fn layout(&self) -> Layout {
        match self.commitment {
            Some(_) => Layout::Commitments,
            None => Layout::Digests,
        }
    }

    /// The commitment to a content; none of the older layout, and none once the salt is destroyed.
    fn bound(&self, sha256: &[u8; 32]) -> Option<[u8; 32]> {
        let salt = self.salt.filter(|_| self.commitment.is_some())?;
        Some(commitment(&salt, sha256))
    }
}

/// An exhibit, if it is one.
///
/// # Errors
/// When the database fails.
pub async fn one(tx: &mut Tx, id: Uuid) -> Result<Option<Exhibit>, Fault> {
    let row = tx.optional(&store::ONE, binds![id]).await?;
    row.as_ref().map(read).transpose()
}

/// The exhibits of a complaint, in the order they came in.
///
/// # Errors
/// When the database fails.
pub async fn of_complaint(tx: &mut Tx, complaint: Uuid) -> Result<Vec<Exhibit>, Fault> {
    let rows = tx.all(&store::OF_COMPLAINT, binds![complaint]).await?;
    rows.iter().map(read).collect()
}

/// The exhibits proposed to a member of staff, the oldest first.
///
/// # Errors
/// When the database fails.
pub async fn offered_to(tx: &mut Tx, account: AccountId) -> Result<Vec<Exhibit>, Fault> {
    let rows = tx.all(&store::OFFERED_TO, binds![account]).await?;
    rows.iter().map(read).collect()
}

pub(crate) fn read(row: &Row) -> Result<Exhibit, Fault> {
    let known = |word: &str| State::CODES.contains(&word).then(|| word.to_owned());
    Ok(Exhibit {
        id: row.get("id")?,
        complaint: row.get("complaint_id")?,
        name: row.get("name")?,
        media_type: row.get("media_type")?,
        bytes: row.get("bytes")?,
        sha256: row.get("sha256")?,
        commitment: row.get("commitment")?,
        salt: row.get("salt")?,
        erased_at: row.get("erased_at")?,
        description: row.get("description")?,
        state: row.word("state", known)?,
        seal: row.get("seal")?,
        keeper: row.get("keeper")?,
        keeper_body: row.get("keeper_body")?,
        offered_to: row.get("offered_to")?,
        offered_body: row.get("offered_body")?,
        offered_by: row.get("offered_by")?,
        steps: row.get("steps")?,
        head: row.get("head")?,
        entered_at: row.get("entered_at")?,
        reread_at: row.get("reread_at")?,
        of: row.get("of_exhibit")?,
    })
}
