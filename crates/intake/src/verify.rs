//! Answers whether a printed document is authentic: type, day, pages, replaced or not. Never a
//! name, a fact or an amount.

use crate::receipt::{self, ACKNOWLEDGEMENT, RECEPISSE};
use crate::store;
use faisceau_domain::code::Code;
use faisceau_domain::receipt::is_signed_by;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::keys::Use;
use jiff::Timestamp;

/// What anyone may know of a document whose code they hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authentic {
    /// A paper of a complaint, as [`receipt::Receipt`] names it, or one of a series.
    pub document: String,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// Its pages, once its file was made.
    pub pages: Option<i64>,
    /// SHA-256 of its file, once made.
    pub pdf_sha256: Option<[u8; 32]>,
    /// When the officer's paper took its place, if one did.
    pub replaced_at: Option<Timestamp>,
}

/// The document of this code; `None` when no authentic document has it.
///
/// # Errors
/// When the database fails.
pub async fn verify(cx: &Cx, code: &Code) -> Result<Option<Authentic>, Fault> {
    let keys = cx.world.keys();
    let mark = keys.code_mark(Use::Mark, code);
    let mut tx = cx.world.db.read().await?;
    let Some(row) = tx
        .optional(&store::RECEIPT_BY_VERIFICATION, binds![mark])
        .await?
    else {
        return paper_of_series(cx, &mut tx, mark).await;
    };
    let receipt = receipt::read(&row)?;
    if !is_ours(cx, &receipt.payload, &receipt.signature) {
        return Err(Fault::new(format!(
            "the stored payload of receipt {} was altered",
            receipt.id
        )));
    }
    let mut replaced_at = None;
    for other in tx
        .all(&store::OTHER_RECEIPTS, binds![receipt.complaint])
        .await?
    {
        let later = other.get::<String>("document")? == RECEPISSE;
        if later && receipt.document == ACKNOWLEDGEMENT {
            replaced_at = Some(other.get("issued_at")?);
        }
    }
    Ok(Some(Authentic {
        document: receipt.document,
        issued_at: receipt.issued_at,
        pages: receipt.pdf_pages,
        pdf_sha256: receipt.pdf_sha256,
        replaced_at,
    }))
}

/// Whether a key of ours signed these bytes.
fn is_ours(cx: &Cx, payload: &[u8], signature: &[u8; 64]) -> bool {
    let keys = cx.world.keys().verifying();
    keys.iter()
        .any(|(_, key)| is_signed_by(payload, signature, key))
}

/// The file of a series or its annex: the same is answered, nothing of what it says.
async fn paper_of_series(cx: &Cx, tx: &mut Tx, mark: [u8; 32]) -> Result<Option<Authentic>, Fault> {
    let found = tx.optional(&store::SERIES_PAPER, binds![mark]).await?;
    let Some(row) = found else {
        return Ok(None);
    };
    let (payload, signature): (Vec<u8>, [u8; 64]) = (row.get("payload")?, row.get("signature")?);
    if !is_ours(cx, &payload, &signature) {
        return Err(Fault::new(
            "the stored payload of a series file was altered",
        ));
    }
    Ok(Some(Authentic {
        document: row.get("document")?,
        issued_at: row.get("frozen_at")?,
        pages: row.get("pdf_pages")?,
        pdf_sha256: row.get("pdf_sha256")?,
        replaced_at: None,
    }))
}
