//! Sends a correction: a new version of the complaint takes the place of the one before, which is kept.
//! Its identifiers are told anew, so that series follow. What an officer asked is answered by it. The
//! papers already given stand: they say what was filed on their day.

use crate::bound::{self, Bound};
use crate::correct::{self, Correction};
use crate::decide;
use crate::file;
use crate::receipt::{self, Complaint};
use crate::{store, twice, upgrade};
use faisceau_domain::complaint;
use faisceau_domain::event::{
    ComplaintAmended, ComplaintDecided, Decision, Event, IdentifiersFound, ScriptQuoted,
};
use faisceau_domain::form::{self, Answers, Journey, Missing, Posted, reading};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::sensitivity;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::deposit::set_aside::{self, Within};
use faisceau_platform::fault::{Error, Fault, Outcome};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// Why nothing is amended.
#[derive(Debug)]
pub enum Refused {
    /// No such complaint, or one that came without answers.
    NoComplaint,
    /// It is closed.
    Rule(complaint::Refused),
    /// It makes a complaint of a report: [`crate::upgrade`] files it.
    Upgrade,
    /// No answer differs from those in force.
    NothingChanged,
    /// The corrected answers ask for others.
    Incomplete(Vec<Missing>),
    /// The declaration is to be made again, with what was typed.
    Wrong(Box<form::Refused>),
    /// It changed at the same moment: look again.
    Meanwhile,
}

/// Sends the correction under way, declared true by its victim; the number of the new version.
///
/// # Errors
/// See [`Refused`].
pub async fn amend(cx: &Cx, id: ComplaintId, declared: &Posted) -> Outcome<i64, Refused> {
    let mut tx = cx.world.db.write().await?;
    let none = || Error::Refused(Refused::NoComplaint);
    let complaint = receipt::complaint(&mut tx, id).await?.ok_or_else(none)?;
    let correction = correct::load(cx, &mut tx, &complaint).await?;
    let correction = correction.ok_or_else(none)?;
    let answers = decide(cx, &complaint, correction, declared).map_err(Error::Refused)?;
    let journey = Journey::of(&cx.world.forms, &complaint.form_type, &answers);
    let journey = journey.ok_or_else(|| Fault::new("a corrected complaint lost its type"))?;
    let said = write(cx, &mut tx, &complaint, &journey).await?;
    let version = complaint.version + 1;
    cx.journal(
        &mut tx,
        Deed::ComplaintAmended,
        "complaint",
        Some(id.0),
        &said.told(version),
    )
    .await?;
    cx.emit_all(&mut tx, &told(id, version, &journey)).await?;
    twice::told_anew(cx, &mut tx, id).await?;
    answered(cx, &mut tx, &complaint).await?;
    let closed = close_uploads(cx, &mut tx, id, &journey).await?;
    tx.commit().await?;
    set_aside::put_away(cx, id.0, &closed).await;
    Ok(version)
}

/// Whether this correction may be sent, and the answers it then gives: pure.
fn decide(
    cx: &Cx,
    complaint: &Complaint,
    correction: Correction,
    declared: &Posted,
) -> Result<Answers, Refused> {
    complaint.state.may_amend().map_err(Refused::Rule)?;
    let forms = &cx.world.forms;
    let filed = complaint.answers().ok().flatten();
    let filed = filed.ok_or(Refused::NoComplaint)?;
    let before = Journey::of(forms, &complaint.form_type, &filed).ok_or(Refused::NoComplaint)?;
    if upgrade::under_way(complaint, &correction) {
        return Err(Refused::Upgrade);
    }
    let after = correction.journey(forms, complaint);
    let after = after.ok_or(Refused::NoComplaint)?;
    if form::difference(&before, &after, complaint.lang).is_empty() {
        return Err(Refused::NothingChanged);
    }
    let missing = after.missing();
    if !missing.is_empty() {
        return Err(Refused::Incomplete(missing));
    }
    let mut answers = correction.answers.clone();
    if let Some(page) = file::declaration(&after) {
        let read = reading::parse_page(page, declared, &file::reading_of_words(cx));
        answers.put(read.map_err(|refused| Refused::Wrong(Box::new(refused)))?);
    }
    Ok(answers)
}

/// Keeps the version in force and puts these answers in its place; what is bound to them.
pub(crate) async fn write(
    cx: &Cx,
    tx: &mut Tx,
    complaint: &Complaint,
    journey: &Journey<'_>,
) -> Outcome<Bound, Refused> {
    let now = cx.world.clock.now();
    let filed = journey.filed();
    let (hash, version) = (&filed.form().hash, complaint.version + 1);
    let stored = serde_json::to_string(&filed).map_err(Fault::from)?;
    let said = bound::bind(cx, complaint.id, version, hash, &stored);
    let loss = journey.loss();
    let (minor, currency) = loss.map(|m| (m.minor, m.currency)).unzip();
    tx.execute(&store::KEEP_VERSION, binds![complaint.id, now])
        .await?;
    let occurred: Option<Timestamp> = file::occurred_at(journey);
    let row = binds![
        complaint.id,
        stored,
        hash,
        occurred,
        minor,
        currency,
        now,
        complaint.version,
        serde_json::to_string(&journey.codes(file::today(cx))).map_err(Fault::from)?,
        said.salt,
        sensitivity::of(journey),
    ];
    if tx.execute(&store::AMEND, row).await? == 0 {
        return Err(Error::Refused(Refused::Meanwhile));
    }
    tx.execute(&store::DROP_CORRECTION, binds![complaint.id])
        .await?;
    Ok(said)
}

/// Where the answers now in force take no file, those held are set aside: they may show a minor, and the
/// answers before did not say so.
pub(crate) async fn close_uploads(
    cx: &Cx,
    tx: &mut Tx,
    id: ComplaintId,
    journey: &Journey<'_>,
) -> Result<BTreeSet<[u8; 32]>, Fault> {
    if journey.uploads_allowed() {
        return Ok(BTreeSet::new());
    }
    let told = cx.clone().because(&cx.say().say("after-files-closed"));
    set_aside::set_all_aside(&told, tx, Within::Complaint, id.0).await
}

/// The new version, then all its values: whoever kept those of the version before lets go of them at
/// the first of these.
pub(crate) fn told(id: ComplaintId, version: i64, journey: &Journey<'_>) -> Vec<Event> {
    let values = file::values(journey);
    let found = IdentifiersFound {
        subject_kind: "complaint",
        subject: id.0,
        count: values.len(),
        values,
    };
    let amended = ComplaintAmended {
        complaint: id,
        version,
    };
    let mut told = vec![
        Event::ComplaintAmended(amended),
        Event::IdentifiersFound(found),
    ];
    told.extend(journey.quoted().map(|text| {
        Event::ScriptQuoted(ScriptQuoted {
            complaint: id,
            characters: text.chars().count(),
            text,
        })
    }));
    told
}

/// What was asked of the victim is answered.
async fn answered(cx: &Cx, tx: &mut Tx, complaint: &Complaint) -> Outcome<(), Refused> {
    let before = complaint.state.code();
    let state = complaint.state.clone().answer();
    if state.code() == before {
        return Ok(());
    }
    let now = cx.world.clock.now();
    if decide::write(tx, complaint.id, &state, now, before, "")
        .await
        .is_err()
    {
        return Err(Error::Refused(Refused::Meanwhile));
    }
    let event = ComplaintDecided {
        complaint: complaint.id,
        decision: Decision::Answered,
    };
    cx.emit(tx, &Event::ComplaintDecided(event)).await?;
    Ok(())
}

/// A version that another replaced.
#[derive(Debug, Clone)]
pub struct Version {
    /// Its number; the filing is 1.
    pub number: i64,
    /// What it said.
    pub answers: Answers,
    /// When it was replaced.
    pub until: Timestamp,
}

/// The versions replaced, oldest first.
///
/// # Errors
/// When the database fails, or what is stored cannot be read.
pub async fn versions(tx: &mut Tx, id: ComplaintId) -> Result<Vec<Version>, Fault> {
    let rows = tx.all(&store::VERSIONS, binds![id]).await?;
    rows.iter()
        .map(|row| {
            Ok(Version {
                number: row.get("version")?,
                answers: serde_json::from_str(&row.get::<String>("answers")?)?,
                until: row.get("until_at")?,
            })
        })
        .collect()
}
