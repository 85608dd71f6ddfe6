//! An attestation for a bank or an insurer, with the facts its victim ticked and no other; and the discreet
//! proof, which says none. Never the narrative, never what the victim did with a code.

use crate::panels::sorted::{Part, part};
use crate::paper::{self, Facts};
use crate::receipt::{self, ACKNOWLEDGEMENT, ATTESTATION, Complaint, DISCREET, Receipt};
use crate::store;
use faisceau_domain::Lang;
use faisceau_domain::form::{Journey, Pack, Row};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::receipt::StatedFact;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};

/// Attestations of one complaint: one for each body that asks, and some to correct.
pub const ATTESTATIONS_MAX: i64 = 20;
/// What is on no paper for others: a bank reads it as consent to the payment.
const NEVER: [&str; 1] = ["payment.code_use"];
/// Who the victim is, when they choose to say it.
const NAME: &str = "victim.civil";

/// Why no attestation is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// No such complaint, or one that came without answers.
    NoComplaint,
    /// Nothing was ticked, or nothing that may be.
    NothingChosen,
    /// There are as many as there may be.
    TooMany,
}

/// The facts that may be ticked, by section of the questionnaire: title, and rows by key.
#[must_use]
pub fn choices(forms: &Pack, complaint: &Complaint, lang: Lang) -> Vec<(String, Vec<Row>)> {
    let Ok(Some(answers)) = complaint.answers() else {
        return Vec::new();
    };
    let Some(journey) = Journey::of(forms, &complaint.form_type, &answers) else {
        return Vec::new();
    };
    let sections = journey.summary(lang).into_iter().map(|mut section| {
        section.rows.retain(|row| may_be_stated(forms, row));
        (section.title, section.rows)
    });
    sections.filter(|(_, rows)| !rows.is_empty()).collect()
}

fn may_be_stated(forms: &Pack, row: &Row) -> bool {
    let field = row.key.field();
    let fact = part(forms, &row.key) == Part::Facts && !NEVER.contains(&field.as_str());
    row.left.is_none() && (fact || field == NAME)
}

/// Issues an attestation with the facts of these keys; the word of the paper.
///
/// # Errors
/// See [`Refused`].
pub async fn attest(cx: &Cx, id: ComplaintId, chosen: &[String]) -> Outcome<String, Refused> {
    let mut tx = cx.world.db.write().await?;
    let Some(complaint) = receipt::complaint(&mut tx, id).await? else {
        return Err(Error::Refused(Refused::NoComplaint));
    };
    let choices = choices(&cx.world.forms, &complaint, complaint.lang);
    if choices.is_empty() {
        return Err(Error::Refused(Refused::NoComplaint));
    }
    let stated = stated(choices, chosen);
    if stated.is_empty() {
        return Err(Error::Refused(Refused::NothingChosen));
    }
    let made: i64 = tx
        .one(&store::COUNT_ATTESTATIONS, binds![id])
        .await?
        .get("n")?;
    if made >= ATTESTATIONS_MAX {
        return Err(Error::Refused(Refused::TooMany));
    }
    let document = format!("{ATTESTATION}-{}", made + 1);
    let mut facts = filed(&mut tx, &complaint).await?;
    facts.exhibits.clear();
    facts.stated = stated;
    paper::issue(cx, &mut tx, id, &document, facts).await?;
    cx.journal(
        &mut tx,
        Deed::AttestationIssued,
        "complaint",
        Some(id.0),
        "{}",
    )
    .await?;
    tx.commit().await?;
    Ok(document)
}

/// The rows ticked, as they are printed: what is sensitive is masked, but for a name one chose to give.
fn stated(choices: Vec<(String, Vec<Row>)>, chosen: &[String]) -> Vec<StatedFact> {
    let rows = choices
        .into_iter()
        .flat_map(|(title, rows)| rows.into_iter().map(move |row| (title.clone(), row)));
    rows.filter(|(_, row)| chosen.contains(&row.key.to_string()))
        .map(|(part, row)| StatedFact {
            part,
            label: row.label,
            value: match row.key.field() == NAME {
                true => row.value,
                false => row.masked,
            },
        })
        .collect()
}

/// The discreet proof, issued at the first asking. Its signed data say no more than its page.
///
/// # Errors
/// When the database fails.
pub async fn discreet(cx: &Cx, tx: &mut Tx, complaint: &Complaint) -> Result<Receipt, Fault> {
    if let Some(kept) = receipt::of(tx, complaint.id, DISCREET).await? {
        return Ok(kept);
    }
    let filed = filed(tx, complaint).await?;
    let facts = Facts {
        nature: String::new(),
        form_type: String::new(),
        form_hash: String::new(),
        exhibits: Vec::new(),
        ..filed
    };
    paper::issue(cx, tx, complaint.id, DISCREET, facts).await
}

async fn filed(tx: &mut Tx, complaint: &Complaint) -> Result<Facts, Fault> {
    let first = receipt::of(tx, complaint.id, ACKNOWLEDGEMENT).await?;
    let first = first.ok_or_else(|| Fault::new("a complaint has no receipt"))?;
    let first = first.read_payload()?;
    Ok(Facts {
        nature: first.nature,
        reference: first.reference,
        form_type: first.form_type,
        form_hash: first.form_hash,
        registered_at: complaint.filed_at,
        received_at: complaint.received_at,
        exhibits: first.exhibits,
        officer: None,
        offences: Vec::new(),
        stated: Vec::new(),
        answers_commitment: String::new(),
    })
}
