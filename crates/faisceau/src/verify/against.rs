//! An outside memory held against the installation: a paper in someone's hands, a checkpoint of
//! the log, a proof of time, a head of the journal noted elsewhere, the manifest of a backup. It tells what an
//! installation rewritten whole cannot tell of itself.

use super::{answers, log, store, time};
use faisceau_documents::verify_file;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::receipt::Payload;
use faisceau_platform::backup::manifest::Manifest;
use faisceau_platform::binds;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::keys::Use;
use faisceau_platform::world::World;
use std::sync::Arc;
use uuid::Uuid;

/// What a memory says of the installation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// The installation holds what the memory holds, told in words.
    Same(String),
    /// It does not: why, in words.
    Contradicted(String),
}

/// What this program remembers of a journal: `faisceau journal head`.
const HEAD: &str = "faisceau journal head 1";

/// The text of a head, to be kept elsewhere.
#[must_use]
pub fn head_text(position: i64, head: &[u8; 32]) -> String {
    format!("{HEAD}\n{position}\n{}\n", hex::encode(head))
}

/// Holds a memory against the installation.
///
/// # Errors
/// When the bytes are no memory that this program knows, or the database fails.
pub async fn against(world: &Arc<World>, memory: &[u8]) -> Result<Told, Fault> {
    if memory.starts_with(b"%PDF") {
        return paper(world, memory).await;
    }
    if let Ok(manifest) = serde_json::from_slice::<Manifest>(memory) {
        return head(world, manifest.journal_rows, &manifest.journal_head).await;
    }
    let text = String::from_utf8_lossy(memory);
    if log::is_checkpoint(&text) {
        return log::checkpoint(world, &text).await;
    }
    if text.starts_with(faisceau_evidence::time::proof::HEADER) {
        return time::proof(world, &text).await;
    }
    let lines: Vec<&str> = text.lines().collect();
    match lines[..] {
        [HEAD, position, digest] => head(world, position.parse()?, digest).await,
        _ => Err(Fault::new(
            "this is no paper, no checkpoint of the log, no proof of time, no head of the journal and no manifest of a backup",
        )),
    }
}

/// The chain at a position is what it was.
async fn head(world: &World, position: i64, digest: &str) -> Result<Told, Fault> {
    let mut tx = world.db.read().await?;
    let length: i64 = tx.one(&store::LENGTH, binds![]).await?.get("position")?;
    let found = tx.optional(&store::HEAD_AT, binds![position]).await?;
    tx.rollback().await?;
    if position == 0 {
        return Ok(Told::Same("the journal was empty then".to_owned()));
    }
    let Some(found) = found else {
        return Ok(Told::Contradicted(format!(
            "the journal had {position} rows and has {length}: its end was cut, or an older copy put back"
        )));
    };
    let found = hex::encode(found.get::<Vec<u8>>("head")?);
    Ok(match found == digest {
        true => Told::Same(format!(
            "the journal has the head it had at {position} rows"
        )),
        false => Told::Contradicted(format!(
            "the journal has another head at {position} rows: what is before was rewritten"
        )),
    })
}

/// A paper handed out is known here, and says the same.
async fn paper(world: &World, file: &[u8]) -> Result<Told, Fault> {
    let verified = match verify_file(file, &world.keys().verifying()) {
        Ok(verified) => verified,
        Err(why) => {
            return Ok(Told::Contradicted(format!(
                "the paper is not authentic: {why}"
            )));
        }
    };
    let payload = verified.payload.unwrap_or_default();
    let attested: Payload = serde_json::from_slice(&payload)?;
    let code = Code::parse(CodeKind::Verification, &attested.verification_code)
        .map_err(|_| Fault::new("the verification code of the paper is none"))?;
    let mark = world.keys().code_mark(Use::Mark, &code);
    let mut tx = world.db.read().await?;
    let known = tx.optional(&store::OF_MARK, binds![mark]).await?;
    let said = match &known {
        Some(row) => says(&mut tx, row.get("complaint_id")?, &attested).await?,
        None => true,
    };
    tx.rollback().await?;
    let reference = attested.reference;
    let Some(known) = known else {
        return Ok(Told::Contradicted(format!(
            "the paper of {reference} is authentic and is not known here: what it acknowledges is gone"
        )));
    };
    if !said {
        return Ok(Told::Contradicted(format!(
            "{reference} does not say any more what its paper acknowledges"
        )));
    }
    Ok(match known.get::<Vec<u8>>("payload")? == payload {
        true => Told::Same(format!(
            "the paper of {reference} is known here and says the same"
        )),
        false => Told::Contradicted(format!(
            "what is kept of {reference} is not what its paper says"
        )),
    })
}

/// Whether some version of a complaint says what its acknowledgement is bound to; so does one that is bound to nothing.
async fn says(tx: &mut Tx, complaint: Uuid, attested: &Payload) -> Result<bool, Fault> {
    if attested.answers_commitment.is_empty() {
        return Ok(true);
    }
    for row in tx.all(&store::SAID_BY, binds![complaint]).await? {
        if answers::bound(&row)?.as_ref() == Some(&attested.answers_commitment) {
            return Ok(true);
        }
    }
    Ok(false)
}
