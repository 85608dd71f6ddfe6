//! Issues a signed paper: payload, signature and verification code, in the caller's transaction.
//! Its file is made afterwards (`render`). Decides nothing.

use crate::receipt::{self, MINUTES, RECEPISSE, Receipt};
use crate::store;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::id::{ComplaintId, ReceiptId};
use faisceau_domain::receipt::{ListedExhibit, Payload, StatedFact, VERSION, key_id, sign};
use faisceau_domain::regime::Regulated;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::keys::Use;
use faisceau_platform::regime::RegimeForbids;
use jiff::Timestamp;

/// What a paper attests.
#[derive(Debug, Clone)]
pub(crate) struct Facts {
    pub(crate) nature: String,
    pub(crate) reference: String,
    pub(crate) form_type: String,
    pub(crate) form_hash: String,
    pub(crate) registered_at: Timestamp,
    pub(crate) received_at: Option<Timestamp>,
    pub(crate) exhibits: Vec<ListedExhibit>,
    pub(crate) officer: Option<String>,
    pub(crate) offences: Vec<String>,
    pub(crate) stated: Vec<StatedFact>,
    /// On an acknowledgement: what is bound to the answers.
    pub(crate) answers_commitment: String,
}

/// The papers that are an officer's.
const OFFICIAL: [&str; 2] = [RECEPISSE, MINUTES];

/// Whether this body may issue or hand over this paper.
///
/// # Errors
/// The ground of the law.
pub(crate) fn permitted(cx: &Cx, document: &str) -> Result<(), RegimeForbids> {
    match OFFICIAL.contains(&document) {
        true => cx.regime_allows(Regulated::IssueOfficialPaper),
        false => Ok(()),
    }
}

/// The paper of a complaint that somebody asks for.
///
/// # Errors
/// When the regime forbids it, or the database fails.
pub(crate) async fn wanted(
    cx: &Cx,
    tx: &mut Tx,
    complaint: ComplaintId,
    document: &str,
) -> Result<Option<Receipt>, Fault> {
    permitted(cx, document)?;
    receipt::of(tx, complaint, document).await
}

/// Signs and writes the paper.
pub(crate) async fn issue(
    cx: &Cx,
    tx: &mut Tx,
    complaint: ComplaintId,
    document: &str,
    facts: Facts,
) -> Result<Receipt, Fault> {
    permitted(cx, document)?;
    let (world, now) = (&cx.world, cx.world.clock.now());
    let keys = world.keys();
    let code = Code::from_random(CodeKind::Verification, world.dice.bytes());
    let payload = Payload {
        version: VERSION,
        document: document.to_owned(),
        nature: facts.nature,
        reference: facts.reference,
        form_type: facts.form_type,
        form_hash: facts.form_hash,
        registered_at: format!("{:.3}", facts.registered_at),
        received_at: facts.received_at.map(|at| format!("{at:.3}")),
        exhibits: facts.exhibits,
        verification_code: code.grouped(),
        controller: world.config.controller_name().to_owned(),
        legal_regime: world.config.regime().code().to_owned(),
        specimen: world.config.demonstration,
        key_id: key_id(&keys.signing().verifying_key()),
        officer: facts.officer,
        offences: facts.offences,
        stated: facts.stated,
        answers_commitment: facts.answers_commitment,
    };
    let bytes = payload.bytes();
    let receipt = Receipt {
        id: ReceiptId(world.dice.uuid(now)),
        complaint,
        document: document.to_owned(),
        issued_at: now,
        signature: sign(&bytes, keys.signing()),
        payload: bytes,
        key_id: payload.key_id,
        pdf_sha256: None,
        pdf_bytes: None,
        pdf_pages: None,
    };
    tx.execute(
        &store::INSERT_RECEIPT,
        binds![
            receipt.id,
            receipt.complaint,
            &receipt.document,
            receipt.issued_at,
            receipt.payload.clone(),
            receipt.signature,
            &receipt.key_id,
            keys.code_mark(Use::Mark, &code),
        ],
    )
    .await?;
    Ok(receipt)
}
