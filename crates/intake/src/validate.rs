//! The officer records a complaint: the second stage, which produces the récépissé where the
//! instance is an authority, and the minutes. Another body gives none of these; of what it took at its
//! counter it makes a statement, which says so.

use crate::decide::{Refused, Ruling, decide};
use crate::file::Nature;
use crate::jobs;
use crate::minutes;
use crate::paper::{self, Facts};
use crate::receipt::{self, MINUTES, RECEPISSE, STATEMENT};
use faisceau_domain::complaint::{self, State};
use faisceau_domain::event::{Channel, Decision};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::regime::Regulated;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit;
use faisceau_platform::fault::{Error, Fault, Outcome};

/// Longest label of an offence retained.
pub const OFFENCE_CHARACTERS_MAX: usize = 300;
/// Offences retained in one complaint.
pub const OFFENCES_MAX: usize = 20;

/// Validates, with the offences the officer retains (labels; at least one).
///
/// # Errors
/// See [`Refused`].
pub async fn validate(cx: &Cx, id: ComplaintId, offences: &[String]) -> Outcome<(), Refused> {
    let offences: Vec<String> = offences
        .iter()
        .map(|label| label.trim().chars().take(OFFENCE_CHARACTERS_MAX).collect())
        .filter(|label: &String| !label.is_empty())
        .take(OFFENCES_MAX)
        .collect();
    if offences.is_empty() {
        let missing = complaint::Refused::ReasonMissing { min: 1 };
        return Err(Error::Refused(Refused::Rule(missing)));
    }
    let mut tx = cx.world.db.write().await?;
    let ruling = Ruling {
        decision: Decision::Validated,
        action: Deed::ComplaintValidated,
        words: None,
        rule: &State::validate,
    };
    decide(cx, &mut tx, id, ruling).await?;
    // A report is read and closed; the récépissé and the minutes are papers of a complaint.
    let (facts, channel) = facts(cx, &mut tx, id, offences).await?;
    let complains = facts.nature == Nature::Complaint.code();
    let authority = cx.regime_allows(Regulated::IssueOfficialPaper).is_ok();
    if complains && authority {
        paper::issue(cx, &mut tx, id, RECEPISSE, facts.clone()).await?;
        jobs::ask_for(cx, &mut tx, id, jobs::RENDER_RECEPISSE).await?;
    }
    let record = match (authority, channel) {
        (true, Channel::Online | Channel::Counter | Channel::Partner) if complains => Some(MINUTES),
        (false, Channel::Counter) => Some(STATEMENT),
        _ => None,
    };
    if let Some(document) = record {
        // The exhibits of now: some came after the filing, and one set aside is on no paper.
        let files = deposit::files_of(&mut tx, id.0).await?;
        let exhibits = minutes::listed(&mut tx, &files).await?;
        let facts = Facts { exhibits, ..facts };
        paper::issue(cx, &mut tx, id, document, facts).await?;
    }
    tx.commit().await?;
    Ok(())
}

async fn facts(
    cx: &Cx,
    tx: &mut faisceau_platform::db::Tx,
    id: ComplaintId,
    offences: Vec<String>,
) -> Result<(Facts, Channel), Fault> {
    let lost = || Fault::new("a complaint validated here has no receipt");
    let complaint = receipt::complaint(tx, id).await?.ok_or_else(lost)?;
    let first = receipt::acknowledgement(tx, id)
        .await?
        .ok_or_else(lost)?
        .read_payload()?;
    let facts = Facts {
        nature: first.nature,
        reference: first.reference,
        form_type: first.form_type,
        form_hash: first.form_hash,
        registered_at: complaint.filed_at,
        received_at: complaint.received_at,
        exhibits: first.exhibits,
        officer: cx.staff.as_ref().map(|staff| staff.display_name.clone()),
        offences,
        stated: Vec::new(),
        answers_commitment: String::new(),
    };
    Ok((facts, complaint.channel))
}
