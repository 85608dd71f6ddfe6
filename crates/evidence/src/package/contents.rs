//! What stands in a package, read in one picture of the database: complaints by reference, exhibits, papers,
//! entries of the journal. Reads no narrative, no answer and no name but those of files.

use super::store;
use crate::custody::step_seen::StepSeen;
use crate::custody::{self, chain};
use crate::preview::rights;
use crate::time::proof::Proof;
use crate::time::prove::prove;
use faisceau_domain::scan::{Opening, Scan};
use faisceau_platform::binds;
use faisceau_platform::db::Tx;
use faisceau_platform::deposit::{self, FileRow};
use faisceau_platform::fault::Fault;
use faisceau_platform::world::World;
use jiff::Timestamp;
use serde::Serialize;
use uuid::Uuid;

/// Entries of the journal of one complaint, at most: beyond, the package says that it holds the first ones.
const ENTRIES_MAX: i64 = 20_000;

/// A complaint in a package.
pub(super) struct Case {
    pub(super) id: Uuid,
    pub(super) reference: String,
    pub(super) exhibits: Vec<FileRow>,
    /// Files that stay out: kept apart or not looked at yet by the antivirus, by id.
    pub(super) apart: Vec<Uuid>,
    pub(super) papers: Vec<Paper>,
    pub(super) entries: Vec<Entry>,
    /// The custody of its exhibits, step by step.
    pub(super) custody: Vec<Step>,
}

/// A step of the custody of one exhibit.
#[derive(Serialize)]
pub(super) struct Step {
    exhibit: Uuid,
    /// The salt of its commitments, in hexadecimal.
    salt: Option<String>,
    #[serde(flatten)]
    said: StepSeen,
}

/// A paper issued to its victim.
pub(super) struct Paper {
    pub(super) id: Uuid,
    pub(super) document: String,
    pub(super) payload: Vec<u8>,
    pub(super) signature: Vec<u8>,
    pub(super) key_id: String,
    /// Size of its file, once made.
    pub(super) bytes: Option<i64>,
    /// The proof of its time, once gathered: `faisceau time verify` and `openssl ts -verify` read it.
    pub(super) time: Option<Proof>,
}

/// An entry of the journal with its place in the chain, as anybody computes its digest again.
#[derive(Serialize)]
pub(super) struct Entry {
    pub(super) id: Uuid,
    pub(super) at: String,
    pub(super) actor_kind: String,
    pub(super) actor: Option<Uuid>,
    pub(super) purpose: String,
    pub(super) reason: String,
    pub(super) action: String,
    pub(super) subject_kind: String,
    pub(super) subject: Option<Uuid>,
    pub(super) detail: String,
    pub(super) digest: String,
    pub(super) position: Option<i64>,
    pub(super) head: Option<String>,
}

/// The papers that a package holds: acknowledgements and the officer's, never one with the victim's words.
fn travels(document: &str) -> bool {
    ["acknowledgement", "acknowledgement-complaint", "recepisse"].contains(&document)
}

/// Reads a complaint for a package, if it is there.
pub(super) async fn read(world: &World, tx: &mut Tx, id: Uuid) -> Result<Option<Case>, Fault> {
    let Some(complaint) = rights::complaint(tx, id).await? else {
        return Ok(None);
    };
    let (mut exhibits, mut apart) = (Vec::new(), Vec::new());
    for file in deposit::files_of(tx, id).await? {
        let state = tx.optional(&store::SCAN, binds![file.id]).await?;
        let state: Option<String> = state.map(|row| row.get("state")).transpose()?;
        let state = state.as_deref().and_then(Scan::from_code);
        let state = state.unwrap_or(Scan::NotScanned);
        match state.opening(world.config.clamd.is_some()) {
            Opening::Open => exhibits.push(file),
            Opening::NotYet | Opening::KeptApart => apart.push(file.id),
        }
    }
    let mut papers = Vec::new();
    for row in tx.all(&store::PAPERS, binds![id]).await? {
        let document: String = row.get("document")?;
        if travels(&document) {
            let digest: Option<[u8; 32]> = row.get("pdf_sha256")?;
            let time = match digest {
                Some(digest) => prove(tx, digest).await?,
                None => None,
            };
            papers.push(Paper {
                time,
                id: row.get("id")?,
                payload: row.get("payload")?,
                signature: row.get("signature")?,
                key_id: row.get("key_id")?,
                bytes: row.get("pdf_bytes")?,
                document,
            });
        }
    }
    let mut told = Vec::new();
    for file in &exhibits {
        let kept = custody::one(tx, file.id).await?;
        let salt = kept.and_then(|kept| kept.salt).map(hex::encode);
        let steps = chain::steps(tx, file.id).await?;
        told.extend(steps.iter().map(|one| step(one, salt.clone())));
    }
    let rows = tx.all(&store::ENTRIES, binds![id, ENTRIES_MAX]).await?;
    Ok(Some(Case {
        id,
        reference: complaint.reference,
        exhibits,
        apart,
        papers,
        custody: told,
        entries: rows.iter().map(entry).collect::<Result<_, _>>()?,
    }))
}

fn step(step: &chain::Step, salt: Option<String>) -> Step {
    Step {
        exhibit: step.exhibit,
        salt,
        said: StepSeen::of(step),
    }
}

fn entry(row: &faisceau_platform::db::Row) -> Result<Entry, Fault> {
    let at: Timestamp = row.get("at")?;
    let head: Option<Vec<u8>> = row.get("head")?;
    Ok(Entry {
        id: row.get("id")?,
        at: at.to_string(),
        actor_kind: row.get("actor_kind")?,
        actor: row.get("actor")?,
        purpose: row.get::<Option<String>>("purpose")?.unwrap_or_default(),
        reason: row.get("reason")?,
        action: row.get("action")?,
        subject_kind: row.get("subject_kind")?,
        subject: row.get("subject")?,
        detail: row.get("detail")?,
        digest: hex::encode(row.get::<Vec<u8>>("digest")?),
        position: row.get("position")?,
        head: head.map(hex::encode),
    })
}
