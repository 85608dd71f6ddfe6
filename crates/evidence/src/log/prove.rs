//! The proof that a paper is in the log, as a file: made of the salt of its leaf and of tiles, against the last
//! checkpoint. The paper itself is never changed, and its payload is all that is needed to ask.

use super::{publish, store, tree};
use faisceau_domain::merkle::checkpoint::Signed;
use faisceau_domain::merkle::leaf::record;
use faisceau_domain::merkle::proof::inclusion;
use faisceau_domain::merkle::proof_file::ProofFile;
use faisceau_domain::receipt::Payload;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use uuid::Uuid;

/// Where a paper stands in the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It will be: the next checkpoint is not signed yet.
    Soon,
    /// It is.
    Entry {
        /// Its number, from 1.
        number: u64,
        /// Entries of the log.
        of: u64,
        /// The file that proves it.
        proof: Box<ProofFile>,
    },
}

/// Where the paper with this record (SHA-256 of its payload) stands. One that is not here, or whose salt was
/// destroyed with its complaint, is told as one that will be: nothing is said of what is unknown.
///
/// # Errors
/// When the database fails.
pub async fn prove(cx: &Cx, record: &[u8; 32]) -> Result<Standing, Fault> {
    let mut tx = cx.world.db.read().await?;
    standing(cx, &mut tx, record).await
}

async fn standing(cx: &Cx, tx: &mut Tx, record: &[u8; 32]) -> Result<Standing, Fault> {
    let Some(row) = tx.optional(&store::BY_RECORD, binds![*record]).await? else {
        return Ok(Standing::Soon);
    };
    let last = publish::last(cx, tx).await?;
    let (position, salt) = (row.get("position")?, row.get("salt")?);
    under(tx, last.as_ref(), position, salt).await
}

/// Where a leaf stands under the last checkpoint.
async fn under(
    tx: &mut Tx,
    last: Option<&Signed>,
    position: i64,
    salt: [u8; 32],
) -> Result<Standing, Fault> {
    let index = u64::try_from(position)?;
    let Some(last) = last.filter(|last| index < last.checkpoint.size) else {
        return Ok(Standing::Soon);
    };
    let size = last.checkpoint.size;
    let proof = ProofFile {
        salt,
        index,
        hashes: tree::hashes(tx, &inclusion(index, size)).await?,
        checkpoint: last.note.whole(),
    };
    Ok(Standing::Entry {
        number: index + 1,
        of: size,
        proof: Box::new(proof),
    })
}

/// An entry of the journal in the log.
pub(crate) struct Logged {
    /// What its leaf is made of: the digest of the entry, or of the payload of the paper it issued. None while it
    /// is no leaf yet, and once its salt was destroyed.
    pub(crate) record: Option<[u8; 32]>,
    /// Where it stands.
    pub(crate) standing: Standing,
}

/// Where these entries of the journal stand, each under the same checkpoint, and that checkpoint once there is one.
///
/// # Errors
/// When the database fails.
pub(crate) async fn entries(
    cx: &Cx,
    journal: &[Uuid],
) -> Result<(Vec<Logged>, Option<String>), Fault> {
    let mut tx = cx.world.db.read().await?;
    let last = publish::last(cx, &mut tx).await?;
    let mut all = Vec::with_capacity(journal.len());
    for id in journal {
        let row = tx.optional(&store::BY_ENTRY, binds![*id]).await?;
        let (mut record, mut salt, mut position) = (None, None, 0);
        if let Some(row) = row {
            (record, salt) = (row.get("record")?, row.get("salt")?);
            position = row.get("position")?;
        }
        let standing = match salt {
            Some(salt) => under(&mut tx, last.as_ref(), position, salt).await?,
            None => Standing::Soon,
        };
        all.push(Logged { record, standing });
    }
    Ok((all, last.map(|last| last.note.whole())))
}

/// A paper of a complaint and where it stands.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Its stored word: `acknowledgement`…
    pub document: String,
    /// What it is about: `complaint` or `report`.
    pub nature: String,
    /// SHA-256 of its payload.
    pub record: [u8; 32],
    /// Where it stands.
    pub standing: Standing,
}

/// The papers of a complaint that the log holds or will hold.
///
/// # Errors
/// When the database fails.
pub async fn papers(cx: &Cx, complaint: Uuid) -> Result<Vec<Paper>, Fault> {
    let mut tx = cx.world.db.read().await?;
    let mut papers = Vec::new();
    for row in tx.all(&store::PAPERS, binds![complaint]).await? {
        let document: String = row.get("document")?;
        if !LOGGED.contains(&document.as_str()) {
            continue;
        }
        let payload: Vec<u8> = row.get("payload")?;
        let said: Payload = serde_json::from_slice(&payload)?;
        let record = record(&payload);
        papers.push(Paper {
            standing: standing(cx, &mut tx, &record).await?,
            document,
            nature: said.nature,
            record,
        });
    }
    Ok(papers)
}

/// The papers whose payload is in the log by itself.
const LOGGED: [&str; 3] = ["acknowledgement", "acknowledgement-complaint", "recepisse"];
