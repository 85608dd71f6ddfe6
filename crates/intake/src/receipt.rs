//! A complaint as stored, and its receipt: loaded, never decided here.

use crate::store;
use faisceau_domain::Lang;
use faisceau_domain::complaint::State;
use faisceau_domain::event::Channel;
use faisceau_domain::form::{Answers, GivenCode};
use faisceau_domain::id::{AccountId, ComplaintId, ReceiptId};
use faisceau_domain::receipt::Payload;
use faisceau_platform::binds;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
pub use faisceau_platform::world::zone;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// The automatic paper given at filing.
pub const ACKNOWLEDGEMENT: &str = "acknowledgement";
/// The automatic paper given when a report becomes a complaint; that of the report stays.
pub const COMPLAINT_ACKNOWLEDGEMENT: &str = "acknowledgement-complaint";
/// The officer's paper.
pub const RECEPISSE: &str = "recepisse";

/// The copy of the minutes that the victim may ask for.
pub const MINUTES: &str = "minutes";
/// What a body that is no authority took down at its counter; never minutes.
pub const STATEMENT: &str = "statement";
/// A proof that says nothing of what it is about.
pub const DISCREET: &str = "discreet";
/// For a bank or an insurer; each bears its number after a dash.
pub const ATTESTATION: &str = "attestation";

/// What kind of paper a stored word names.
#[must_use]
pub fn kind_of(document: &str) -> &str {
    match document.strip_prefix(ATTESTATION) {
        Some(_) => ATTESTATION,
        None => document,
    }
}

/// A complaint as stored.
#[derive(Debug, Clone)]
pub struct Complaint {
    /// The complaint.
    pub id: ComplaintId,
    /// Its printed reference.
    pub reference: String,
    /// `complaint` or `report`.
    pub nature: String,
    /// The questionnaire type.
    pub form_type: String,
    /// The kind as its source calls it, or the type.
    pub heading: String,
    /// The stored answers, as JSON; an import's has the line it came from.
    pub stored: String,
    /// How it came.
    pub channel: Channel,
    /// How it may go on: `online_full`…
    pub filing_mode: String,
    /// The source of an import.
    pub source: Option<String>,
    /// The language of its victim.
    pub lang: Lang,
    /// Registered here on.
    pub filed_at: Timestamp,
    /// Received on, as stated by the source.
    pub received_at: Option<Timestamp>,
    /// When the facts began, as far as known.
    pub occurred_at: Option<Timestamp>,
    /// The loss, in minor units.
    pub amount_minor: Option<i64>,
    /// Its currency.
    pub currency: Option<String>,
    /// The unit in charge; empty: the central queue.
    pub unit: String,
    /// Whether the questionnaire says that it is sensitive.
    pub sensitive: bool,
    /// Where it stands.
    pub state: State,
    /// Since when.
    pub state_at: Timestamp,
    /// Urgent actions ticked before filing, with the instant (milliseconds); 0: left for later.
    pub urgent_done: BTreeMap<String, i64>,
    /// The number of the version in force; the filing is 1.
    pub version: i64,
    /// When the victim last completed or corrected it.
    pub amended_at: Option<Timestamp>,
    /// How it was classified at filing.
    pub codes: Vec<GivenCode>,
}

impl Complaint {
    /// The answers, unless it was imported.
    ///
    /// # Errors
    /// When the stored form cannot be read.
    pub fn answers(&self) -> Result<Option<Answers>, Fault> {
        match self.channel {
            Channel::Import => Ok(None),
            Channel::Online | Channel::Counter | Channel::Partner => {
                Ok(Some(serde_json::from_str(&self.stored)?))
            }
        }
    }
}

/// A receipt as stored.
#[derive(Debug, Clone)]
pub struct Receipt {
    /// The receipt.
    pub id: ReceiptId,
    /// The complaint.
    pub complaint: ComplaintId,
    /// [`ACKNOWLEDGEMENT`], [`RECEPISSE`], [`MINUTES`], [`STATEMENT`], [`DISCREET`], or [`ATTESTATION`] and a number.
    pub document: String,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// The signed bytes.
    pub payload: Vec<u8>,
    /// Their signature.
    pub signature: [u8; 64],
    /// The key that signed.
    pub key_id: String,
    /// SHA-256 of its file, once made.
    pub pdf_sha256: Option<[u8; 32]>,
    /// Size of its file, once made.
    pub pdf_bytes: Option<i64>,
    /// Pages of its file, once made.
    pub pdf_pages: Option<i64>,
}

impl Receipt {
    /// What was signed.
    ///
    /// # Errors
    /// When the stored bytes are not a payload.
    pub fn read_payload(&self) -> Result<Payload, Fault> {
        Ok(serde_json::from_slice(&self.payload)?)
    }

    /// Where its file is kept.
    #[must_use]
    pub fn key(&self) -> String {
        file_key(self.id.0)
    }
}

/// Where the file of a receipt is kept.
pub(crate) fn file_key(receipt: uuid::Uuid) -> String {
    format!("receipts/{receipt}.pdf")
}

/// The complaint of a reference, for the commands of an operator.
///
/// # Errors
/// When the database fails.
pub async fn by_reference(tx: &mut Tx, reference: &str) -> Result<Option<ComplaintId>, Fault> {
    let row = tx
        .optional(&store::COMPLAINT_BY_REFERENCE, binds![reference])
        .await?;
    row.map(|row| row.get("id")).transpose()
}

/// The complaint of this id.
///
/// # Errors
/// When the database fails or a row fits no state.
pub async fn complaint(tx: &mut Tx, id: ComplaintId) -> Result<Option<Complaint>, Fault> {
    let row = tx.optional(&store::COMPLAINT, binds![id]).await?;
    row.as_ref().map(read_complaint).transpose()
}

/// The acknowledgement of what is in force: of the complaint a report became, else of the filing.
///
/// # Errors
/// When the database fails.
pub(crate) async fn acknowledgement(
    tx: &mut Tx,
    complaint: ComplaintId,
) -> Result<Option<Receipt>, Fault> {
    match of(tx, complaint, COMPLAINT_ACKNOWLEDGEMENT).await? {
        Some(receipt) => Ok(Some(receipt)),
        None => of(tx, complaint, ACKNOWLEDGEMENT).await,
    }
}

/// The paper of a kind of a complaint.
///
/// # Errors
/// When the database fails.
pub async fn of(
    tx: &mut Tx,
    complaint: ComplaintId,
    document: &str,
) -> Result<Option<Receipt>, Fault> {
    let row = tx
        .optional(&store::RECEIPT, binds![complaint, document])
        .await?;
    row.as_ref().map(read).transpose()
}

/// Every paper of a complaint, the newest first.
///
/// # Errors
/// When the database fails.
pub async fn all(tx: &mut Tx, complaint: ComplaintId) -> Result<Vec<Receipt>, Fault> {
    let rows = tx.all(&store::RECEIPTS, binds![complaint]).await?;
    rows.iter().map(read).collect()
}

pub(crate) fn read(row: &Row) -> Result<Receipt, Fault> {
    Ok(Receipt {
        id: row.get("id")?,
        complaint: row.get("complaint_id")?,
        document: row.get("document")?,
        issued_at: row.get("issued_at")?,
        payload: row.get("payload")?,
        signature: row.get("signature")?,
        key_id: row.get("key_id")?,
        pdf_sha256: row.get("pdf_sha256")?,
        pdf_bytes: row.get("pdf_bytes")?,
        pdf_pages: row.get("pdf_pages")?,
    })
}

fn read_complaint(row: &Row) -> Result<Complaint, Fault> {
    Ok(Complaint {
        id: row.get("id")?,
        reference: row.get("reference")?,
        nature: row.get("nature")?,
        form_type: row.get("form_type")?,
        heading: row.get("heading")?,
        stored: row.get("answers")?,
        channel: row.word("channel", Channel::from_code)?,
        filing_mode: row.get("filing_mode")?,
        source: row.get("source")?,
        lang: row.word("lang", Lang::from_code)?,
        filed_at: row.get("filed_at")?,
        received_at: row.get("received_at")?,
        occurred_at: row.get("occurred_at")?,
        amount_minor: row.get("amount_minor")?,
        currency: row.get("currency")?,
        unit: row.get("unit")?,
        sensitive: row.get("sensitive")?,
        state: read_state(row)?,
        state_at: row.get("state_at")?,
        urgent_done: serde_json::from_str(&row.get::<String>("urgent_done")?)?,
        version: row.get("version")?,
        amended_at: row.get("amended_at")?,
        codes: serde_json::from_str(&row.get::<String>("codes")?)?,
    })
}

/// The wall between row and state: a row that fits none is a fault that names it.
fn read_state(row: &Row) -> Result<State, Fault> {
    let at: Timestamp = row.get("state_at")?;
    let by: Option<AccountId> = row.get("state_by")?;
    let reason: Option<String> = row.get("state_reason")?;
    let word: String = row.get("state")?;
    match (word.as_str(), by, reason) {
        ("filed", _, _) => Ok(State::Filed),
        ("asked", Some(by), _) => Ok(State::Asked { at, by }),
        ("validated", Some(by), _) => Ok(State::Validated { at, by }),
        ("rejected", Some(by), Some(reason)) => Ok(State::Rejected { at, by, reason }),
        ("withdrawn", _, _) => Ok(State::Withdrawn { at }),
        _ => Err(Fault::new(format!(
            "a complaint in the state `{word}` lacks what it needs"
        ))),
    }
}

/// How many papers have no file yet.
///
/// # Errors
/// When the database fails.
pub async fn unrendered(tx: &mut Tx) -> Result<i64, Fault> {
    tx.one(&store::COUNT_UNRENDERED, binds![]).await?.get("n")
}
