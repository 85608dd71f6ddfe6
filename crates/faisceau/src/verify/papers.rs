//! Every paper issued: its signature under a key of the installation, its file, and what it attests
//! against the complaint as stored.

use super::{Check, store};
use faisceau_documents::verify_file;
use faisceau_domain::receipt::{Payload, is_signed_by};
use faisceau_platform::binds;
use faisceau_platform::db::Row;
use faisceau_platform::fault::Fault;
use faisceau_platform::keys::Keys;
use faisceau_platform::world::World;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Rows read at once.
const PAGE_ROWS: i64 = 500;

/// Whether a row's payload bears the signature it says.
fn is_signed(row: &Row, keys: &Keys) -> Result<bool, Fault> {
    let (payload, signature): (Vec<u8>, [u8; 64]) = (row.get("payload")?, row.get("signature")?);
    let id: String = row.get("key_id")?;
    let verifying = keys.verifying();
    let mut named = verifying.iter().filter(|(name, _)| *name == id);
    Ok(named.any(|(_, key)| is_signed_by(&payload, &signature, key)))
}

/// A paper signed while others may have held its key.
fn in_doubt(row: &Row, keys: &Keys) -> Result<Option<String>, Fault> {
    let (id, issued): (String, Timestamp) = (row.get("key_id")?, row.get("issued_at")?);
    let since = keys.revoked_since(&id).filter(|since| issued >= *since);
    Ok(since.map(|since| {
        format!("issued at {issued} under the key {id}, which others may have held since {since}")
    }))
}

/// Receipts and every other paper of complaints.
pub(super) async fn receipts(world: &World) -> Result<Check, Fault> {
    let mut check = Check::of("papers of complaints");
    let keys = world.keys();
    let mut after = Uuid::nil();
    loop {
        let mut tx = world.db.read().await?;
        let rows = tx.all(&store::RECEIPTS, binds![after, PAGE_ROWS]).await?;
        tx.rollback().await?;
        let Some(last) = rows.last() else { break };
        after = last.get("id")?;
        for row in &rows {
            check.looked_at += 1;
            if let Some(wrong) = paper(world, &keys, row).await? {
                let id: Uuid = row.get("id")?;
                check.tell(format!("paper {id}: {wrong}"));
            }
        }
    }
    let mut tx = world.db.read().await?;
    for row in tx.all(&store::WITHOUT_PAPER, binds![]).await? {
        let id: Uuid = row.get("id")?;
        check.tell(format!("complaint {id} has no acknowledgement"));
    }
    tx.rollback().await?;
    Ok(check)
}

/// What is wrong with one paper.
async fn paper(world: &World, keys: &Keys, row: &Row) -> Result<Option<String>, Fault> {
    if !is_signed(row, keys)? {
        return Ok(Some("what it attests was altered".to_owned()));
    }
    if let Some(told) = in_doubt(row, keys)? {
        return Ok(Some(told));
    }
    let payload: Vec<u8> = row.get("payload")?;
    let payload: Payload = serde_json::from_slice(&payload)?;
    let reference: Option<String> = row.get("reference")?;
    let Some(reference) = reference else {
        return Ok(Some(format!("its complaint {} is gone", payload.reference)));
    };
    if reference != payload.reference {
        let told = format!(
            "it attests {} and the complaint says {reference}",
            payload.reference
        );
        return Ok(Some(told));
    }
    let registered: Timestamp = payload.registered_at.parse()?;
    let filed: Timestamp = row.get("filed_at")?;
    let document: String = row.get("document")?;
    if document == faisceau_intake::receipt::ACKNOWLEDGEMENT && registered != filed {
        return Ok(Some(format!(
            "it attests {registered} and the complaint says {filed}"
        )));
    }
    let Some(digest) = row.get::<Option<[u8; 32]>>("pdf_sha256")? else {
        return Ok(None);
    };
    let id: Uuid = row.get("id")?;
    let Some(file) = world.deposit.find(&format!("receipts/{id}.pdf")).await? else {
        return Ok(Some("its file is gone".to_owned()));
    };
    let altered = Sha256::digest(&file)[..] != digest;
    let false_file = verify_file(&file, &keys.verifying()).is_err();
    Ok((altered || false_file).then(|| "its file was altered".to_owned()))
}

/// Files of series.
pub(super) async fn series_files(world: &World) -> Result<Check, Fault> {
    let mut check = Check::of("files of series");
    let keys = world.keys();
    let mut after = Uuid::nil();
    loop {
        let mut tx = world.db.read().await?;
        let rows = tx
            .all(&store::SERIES_FILES, binds![after, PAGE_ROWS])
            .await?;
        tx.rollback().await?;
        let Some(last) = rows.last() else {
            return Ok(check);
        };
        after = last.get("id")?;
        for row in &rows {
            check.looked_at += 1;
            if !is_signed(row, &keys)? {
                let id: Uuid = row.get("id")?;
                check.tell(format!("file {id}: what it attests was altered"));
            }
        }
    }
}
