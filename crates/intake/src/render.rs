//! Makes the file of a receipt: typeset, signed whole, kept write-once. Made again it gives the
//! same bytes; what is kept is never replaced. Decides nothing of what the paper says.

use crate::letter;
use crate::receipt::{self, Receipt};
use crate::store;
use faisceau_documents::{Mark, SignedPayload};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Fault;
use sha2::{Digest, Sha256};

/// The file of a complaint's paper, made now if it was not yet.
///
/// # Errors
/// When the complaint or the paper is absent, the template fails, or the store does.
pub async fn render(cx: &Cx, complaint: ComplaintId, document: &str) -> Result<Vec<u8>, Fault> {
    let world = &cx.world;
    let mut tx = world.db.read().await?;
    let found = receipt::of(&mut tx, complaint, document).await?;
    let receipt = found.ok_or_else(|| Fault::new("the complaint has no such paper"))?;
    let complaint = receipt::complaint(&mut tx, complaint)
        .await?
        .ok_or_else(|| Fault::new("the paper has no complaint"))?;
    tx.rollback().await?;
    if let Some(digest) = receipt.pdf_sha256 {
        let file = world.deposit.get(&receipt.key()).await?;
        return match Sha256::digest(&file)[..] == digest {
            true => Ok(file),
            false => Err(Fault::new(format!(
                "the kept file of receipt {} was altered",
                receipt.id
            ))),
        };
    }
    // A file kept by a run that stopped before it could say so is adopted as it is.
    let (file, pages) = match world.deposit.find(&receipt.key()).await? {
        Some(kept) => {
            faisceau_documents::verify_file(&kept, &world.keys().verifying())?;
            (kept, None)
        }
        None => {
            let letter = letter::of(cx, &complaint, &receipt)?;
            let (file, pages) = typeset(cx, letter, &receipt).await?;
            world.deposit.put(&receipt.key(), file.clone()).await?;
            (file, Some(i64::try_from(pages)?))
        }
    };
    let mut tx = world.db.write().await?;
    let digest: [u8; 32] = Sha256::digest(&file).into();
    tx.execute(
        &store::RENDERED,
        binds![
            receipt.id,
            digest,
            i64::try_from(file.len())?,
            pages,
            world.clock.now(),
        ],
    )
    .await?;
    cx.journal(
        &mut tx,
        Deed::ReceiptRendered,
        "complaint",
        Some(receipt.complaint.0),
        "{}",
    )
    .await?;
    tx.commit().await?;
    Ok(file)
}

/// Typesetting takes some milliseconds of a core: it runs beside the others, a few at a time.
async fn typeset(
    cx: &Cx,
    letter: letter::Paper,
    receipt: &Receipt,
) -> Result<(Vec<u8>, usize), Fault> {
    let world = cx.world.clone();
    let receipt = receipt.clone();
    let _turn = world.typesetters.clone().acquire_owned().await?;
    tokio::task::spawn_blocking(move || {
        let keys = world.keys();
        let at = receipt.issued_at.to_zoned(receipt::zone());
        let ident = receipt.id.to_string();
        let setting = faisceau_documents::Setting {
            say: &letter.say,
            templates: &world.templates,
            regime: world.config.regime(),
            at: &at,
            ident: &ident,
            mark: if world.config.demonstration {
                Mark::Specimen
            } else {
                Mark::None
            },
        };
        let payload = SignedPayload {
            bytes: &receipt.payload,
            signature: receipt.signature,
            key_id: &receipt.key_id,
        };
        // The key that signed the payload may have been retired since; the file is signed by the
        // key in force, and both verify.
        let rendered = letter.issue(setting, payload, keys.signing())?;
        Ok((rendered.pdf, rendered.pages))
    })
    .await?
}
