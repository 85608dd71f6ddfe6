//! Makes a complaint of a report, on the word of who filed it: the answers stay, what a complaint asks
//! besides is added, all is declared anew. It stays one case under one reference: the report is kept as
//! the version before, with its own acknowledgement, and nothing is counted twice.

use crate::amend;
use crate::correct::{self, Correction};
use crate::decide;
use crate::file::{self, Nature};
use crate::jobs;
use crate::minutes;
use crate::paper::{self, Facts};
use crate::receipt::{self, COMPLAINT_ACKNOWLEDGEMENT, Complaint, Receipt};
use crate::store;
use faisceau_domain::complaint;
use faisceau_domain::form::{
    self, Answer, Answers, Journey, Missing, Mode, Posted, Value, reading,
};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::deposit::{self, set_aside};
use faisceau_platform::fault::{Error, Fault, Outcome};

/// Why a report stays a report.
#[derive(Debug)]
pub enum Refused {
    /// No such report: nothing, a complaint already, or what came without answers.
    NoReport,
    /// It is closed.
    Rule(complaint::Refused),
    /// Under this profile, what these answers say is received as a report, or elsewhere.
    ReportOnly(Mode),
    /// A complaint asks for more.
    Incomplete(Vec<Missing>),
    /// The declaration is to be made again, with what was typed.
    Wrong(Box<form::Refused>),
    /// It changed at the same moment: look again.
    Meanwhile,
}

/// Whether a correction under way makes a complaint of a report.
#[must_use]
pub fn under_way(complaint: &Complaint, correction: &Correction) -> bool {
    let said = correction.answers.get(&nature_key());
    complaint.nature == Nature::Report.code() && said == Some(&complains())
}

fn nature_key() -> form::Key {
    correct::NATURE.parse().expect("a key of the questionnaire")
}

fn complains() -> Answer {
    Answer::Value(Value::Choice(Nature::Complaint.code().to_owned()))
}

/// Begins: the answers of the report, and that one complains. Nothing is sent.
///
/// # Errors
/// See [`Refused`].
pub async fn begin(cx: &Cx, id: ComplaintId) -> Outcome<Correction, Refused> {
    let mut tx = cx.world.db.write().await?;
    let (complaint, mut correction) = report(cx, &mut tx, id).await?;
    correction.answers.set(nature_key(), complains());
    correction.begun = true;
    let journey = correction.journey(&cx.world.forms, &complaint);
    let journey = journey.ok_or(Error::Refused(Refused::NoReport))?;
    mode(cx, &journey).map_err(Error::Refused)?;
    correct::save(cx, &mut tx, id, &correction).await?;
    tx.commit().await?;
    Ok(correction)
}

/// The report and the correction of it, in the order a clerk would check.
async fn report(
    cx: &Cx,
    tx: &mut Tx,
    id: ComplaintId,
) -> Outcome<(Complaint, Correction), Refused> {
    let none = || Error::Refused(Refused::NoReport);
    let complaint = receipt::complaint(tx, id).await?.ok_or_else(none)?;
    if complaint.nature != Nature::Report.code() {
        return Err(none());
    }
    let open = complaint.state.may_amend();
    open.map_err(|why| Error::Refused(Refused::Rule(why)))?;
    let correction = correct::load(cx, tx, &complaint).await?.ok_or_else(none)?;
    Ok((complaint, correction))
}

/// How a complaint with these answers would be received: pure.
fn mode(cx: &Cx, journey: &Journey<'_>) -> Result<Mode, Refused> {
    match journey.mode(&cx.world.config.profile) {
        mode @ (Mode::ReportOnly | Mode::Reroute) => Err(Refused::ReportOnly(mode)),
        mode => Ok(mode),
    }
}

/// Files the complaint under way, declared true; its acknowledgement.
///
/// # Errors
/// See [`Refused`].
pub async fn upgrade(cx: &Cx, id: ComplaintId, declared: &Posted) -> Outcome<Receipt, Refused> {
    let mut tx = cx.world.db.write().await?;
    let (complaint, correction) = report(cx, &mut tx, id).await?;
    let (answers, mode) = decide(cx, &complaint, correction, declared).map_err(Error::Refused)?;
    let journey = Journey::of(&cx.world.forms, &complaint.form_type, &answers);
    let journey = journey.ok_or_else(|| Fault::new("an upgraded report lost its type"))?;
    let meanwhile = |_| Error::Refused(Refused::Meanwhile);
    let said = match amend::write(cx, &mut tx, &complaint, &journey).await {
        Ok(said) => said,
        Err(Error::Fault(fault)) => return Err(fault.into()),
        Err(Error::Refused(_)) => return Err(Error::Refused(Refused::Meanwhile)),
    };
    let row = binds![id, mode.code()];
    if tx.execute(&store::BECOME_COMPLAINT, row).await? == 0 {
        return Err(Error::Refused(Refused::Meanwhile));
    }
    // Read once as a report, it is to be read again as a complaint.
    let (before, now) = (complaint.state.code(), cx.world.clock.now());
    let state = complaint::State::Filed;
    if before != state.code() {
        let written = decide::write(&mut tx, id, &state, now, before, "").await;
        written.map_err(meanwhile)?;
    }
    let closed = amend::close_uploads(cx, &mut tx, id, &journey).await?;
    let facts = Facts {
        answers_commitment: said.commitment.clone(),
        ..facts(&mut tx, &complaint, &answers).await?
    };
    let receipt = paper::issue(cx, &mut tx, id, COMPLAINT_ACKNOWLEDGEMENT, facts).await?;
    jobs::ask_for(cx, &mut tx, id, jobs::RENDER_COMPLAINT_RECEIPT).await?;
    let deed = Deed::ReportUpgraded;
    let version = complaint.version + 1;
    let detail = said.told(version);
    cx.journal(&mut tx, deed, "complaint", Some(id.0), &detail)
        .await?;
    let told = amend::told(id, version, &journey);
    cx.emit_all(&mut tx, &told).await?;
    tx.commit().await?;
    set_aside::put_away(cx, id.0, &closed).await;
    Ok(receipt)
}

/// Whether it may be filed, the answers it then gives and how it is received: pure.
fn decide(
    cx: &Cx,
    complaint: &Complaint,
    correction: Correction,
    declared: &Posted,
) -> Result<(Answers, Mode), Refused> {
    if !under_way(complaint, &correction) {
        return Err(Refused::NoReport);
    }
    let journey = correction.journey(&cx.world.forms, complaint);
    let journey = journey.ok_or(Refused::NoReport)?;
    let mode = mode(cx, &journey)?;
    let missing = journey.missing();
    if !missing.is_empty() {
        return Err(Refused::Incomplete(missing));
    }
    let mut answers = correction.answers.clone();
    if let Some(page) = file::declaration(&journey) {
        let read = reading::parse_page(page, declared, &file::reading_of_words(cx));
        answers.put(read.map_err(|refused| Refused::Wrong(Box::new(refused)))?);
    }
    Ok((answers, mode))
}

/// What the acknowledgement of the complaint attests: registered now, under the same reference.
async fn facts(tx: &mut Tx, complaint: &Complaint, answers: &Answers) -> Result<Facts, Fault> {
    let files = deposit::files_of(tx, complaint.id.0).await?;
    Ok(Facts {
        nature: Nature::Complaint.code().to_owned(),
        reference: complaint.reference.clone(),
        form_type: complaint.form_type.clone(),
        form_hash: answers.form().hash.clone(),
        registered_at: complaint.filed_at,
        received_at: complaint.received_at,
        exhibits: minutes::listed(tx, &files).await?,
        officer: None,
        offences: Vec::new(),
        stated: Vec::new(),
        answers_commitment: String::new(),
    })
}
