//! Makes the file of a receipt: typeset, signed whole, and what staff issue signed with the operator's
//! certificate when there is one; kept write-once. What is kept is never replaced. Decides nothing of what the paper says.

use crate::amend;
use crate::letter;
use crate::minutes::{self, Taken};
use crate::paper;
use crate::receipt::{self, MINUTES, RECEPISSE, Receipt, STATEMENT};
use crate::store;
use faisceau_documents::{Mark, SignedPayload};
use faisceau_domain::id::{ComplaintId, ReceiptId};
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::certificate;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use sha2::{Digest, Sha256};

/// The file of a complaint's paper, made now if it was not yet.
///
/// # Errors
/// When the complaint or the paper is absent, the template fails, or the store does.
pub async fn render(cx: &Cx, complaint: ComplaintId, document: &str) -> Result<Vec<u8>, Fault> {
    let made = make(cx, complaint, document).await?;
    if let Some(unsaid) = made.unsaid {
        let mut tx = cx.world.db.write().await?;
        unsaid.say(cx, &mut tx).await?;
        tx.commit().await?;
    }
    Ok(made.file)
}

/// A file kept, and what the database does not say of it yet.
pub(crate) struct Made {
    pub(crate) file: Vec<u8>,
    pub(crate) unsaid: Option<Unsaid>,
}

/// That a file was kept, to be written.
#[derive(Clone)]
pub(crate) struct Unsaid {
    receipt: ReceiptId,
    complaint: ComplaintId,
    digest: [u8; 32],
    bytes: i64,
    pages: Option<i64>,
}

impl Unsaid {
    /// Writes and journals it, unless another run said it meanwhile.
    pub(crate) async fn say(self, cx: &Cx, tx: &mut Tx) -> Result<(), Fault> {
        let now = cx.world.clock.now();
        let row = binds![self.receipt, self.digest, self.bytes, self.pages, now];
        if tx.execute(&store::RENDERED, row).await? == 0 {
            return Ok(());
        }
        let complaint = Some(self.complaint.0);
        cx.journal(tx, Deed::ReceiptRendered, "complaint", complaint, "{}")
            .await
    }
}

/// The same, but for what the caller is to write.
pub(crate) async fn make(cx: &Cx, complaint: ComplaintId, document: &str) -> Result<Made, Fault> {
    let world = &cx.world;
    let mut tx = world.db.read().await?;
    let found = paper::wanted(cx, &mut tx, complaint, document).await?;
    let receipt = found.ok_or_else(|| Fault::new("the complaint has no such paper"))?;
    let mut complaint = receipt::complaint(&mut tx, complaint)
        .await?
        .ok_or_else(|| Fault::new("the paper has no complaint"))?;
    // A paper says what was in force on its day, whenever its file is made.
    let kept = amend::versions(&mut tx, complaint.id).await?;
    let then = kept
        .iter()
        .find(|version| version.until > receipt.issued_at);
    if let Some(then) = then {
        complaint.stored = serde_json::to_string(&then.answers)?;
    }
    let taken = match document {
        MINUTES | STATEMENT => minutes::taken(&mut tx, &complaint).await?,
        _ => Taken::default(),
    };
    tx.rollback().await?;
    if let Some(digest) = receipt.pdf_sha256 {
        let file = world.deposit.get(&receipt.key()).await?;
        return match Sha256::digest(&file)[..] == digest {
            true => Ok(Made { file, unsaid: None }),
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
            let letter = letter::of(cx, &complaint, &receipt, &taken)?;
            let (file, pages) = typeset(cx, letter, &receipt).await?;
            let file = match document {
                RECEPISSE | MINUTES | STATEMENT => certificate::sign(world, file).await?,
                _ => file,
            };
            world.deposit.put(&receipt.key(), file.clone()).await?;
            (file, Some(i64::try_from(pages)?))
        }
    };
    let unsaid = Unsaid {
        receipt: receipt.id,
        complaint: receipt.complaint,
        digest: Sha256::digest(&file).into(),
        bytes: i64::try_from(file.len())?,
        pages,
    };
    let unsaid = Some(unsaid);
    Ok(Made { file, unsaid })
}

/// Typesetting takes some milliseconds of a core: it runs apart from what people wait for.
async fn typeset(
    cx: &Cx,
    letter: letter::Paper,
    receipt: &Receipt,
) -> Result<(Vec<u8>, usize), Fault> {
    let world = cx.world.clone();
    let receipt = receipt.clone();
    let typesetters = cx.world.typesetters.clone();
    let typeset = move || {
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
    };
    typesetters.run(typeset).await?
}
