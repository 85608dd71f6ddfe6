//! Writes a correction of a filed complaint, page by page, in a copy that only its victim sees until it
//! is sent ([`crate::amend`]). The same engine reads it as read the draft; no file is asked for here:
//! files join a complaint by themselves, and none is ever taken back.

use crate::draft;
use crate::file;
use crate::receipt::{self, Complaint};
use crate::store;
use faisceau_domain::complaint;
use faisceau_domain::form::{
    self, Answers, FieldError, FieldKind, Journey, Pack, Page, PageUse, Posted, reading,
};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};

/// Whether one complains or reports is no correction: another gesture changes it.
pub(crate) const NATURE: &str = "declare.mode";

/// A correction under way, or the answers in force when none is.
#[derive(Debug, Clone)]
pub struct Correction {
    /// The answers as they would be.
    pub answers: Answers,
    /// The version they were taken from.
    pub base: i64,
    /// Whether anything was written yet.
    pub begun: bool,
}

impl Correction {
    /// The journey of these answers; none when the type is gone from the forms.
    #[must_use]
    pub fn journey<'a>(&'a self, pack: &'a Pack, complaint: &Complaint) -> Option<Journey<'a>> {
        Journey::of(pack, &complaint.form_type, &self.answers)
    }
}

/// Why a page is not taken.
#[derive(Debug)]
pub enum Refused {
    /// No such complaint, or one that came without answers.
    NoComplaint,
    /// It is closed.
    Rule(complaint::Refused),
    /// The answers lead to no page of this name.
    NoPage,
    /// What to correct, with what was typed.
    Wrong(Box<Correction>, Box<form::Refused>),
}

/// The correction of a complaint; none of one that came without answers. One begun on a version that
/// is no longer in force is left aside.
///
/// # Errors
/// When the database fails.
pub async fn load(
    cx: &Cx,
    tx: &mut Tx,
    complaint: &Complaint,
) -> Result<Option<Correction>, Fault> {
    let world = &cx.world;
    let (Some(filed), Some(form)) = (
        complaint.answers()?,
        world.forms.form_ref(&complaint.form_type),
    ) else {
        return Ok(None);
    };
    let now = world.clock.now();
    let row = tx
        .optional(&store::CORRECTION, binds![complaint.id, now])
        .await?;
    let begun: Option<Answers> = match row {
        Some(row) if row.get::<i64>("base_version")? == complaint.version => {
            Some(serde_json::from_str(&row.get::<String>("answers")?)?)
        }
        _ => None,
    };
    Ok(Some(Correction {
        base: complaint.version,
        begun: begun.is_some(),
        answers: begun.unwrap_or(filed).carried_to(form),
    }))
}

/// The pages that may be corrected, without what is not corrected here.
#[must_use]
pub fn pages<'a>(journey: &Journey<'a>) -> Vec<Page<'a>> {
    let questions = journey.pages().iter();
    let questions = questions.filter(|page| page.purpose == PageUse::Questions);
    questions
        .cloned()
        .map(|mut page| {
            page.asked
                .retain(|asked| asked.field.kind != FieldKind::File && asked.field.key != NATURE);
            page.evidence.clear();
            page
        })
        .filter(|page| !page.asked.is_empty())
        .collect()
}

/// One of them.
#[must_use]
pub fn page<'a>(journey: &Journey<'a>, slug: &str) -> Option<Page<'a>> {
    pages(journey).into_iter().find(|page| page.slug == slug)
}

/// A page taken.
#[derive(Debug)]
pub struct Taken {
    /// The correction, with the answers.
    pub correction: Correction,
    /// Told though nothing is refused: a card number or a secret was masked.
    pub notices: Vec<FieldError>,
}

/// Takes what was typed on a page. What is good on a refused page is kept all the same.
///
/// # Errors
/// See [`Refused`].
pub async fn correct(
    cx: &Cx,
    id: ComplaintId,
    slug: &str,
    posted: &Posted,
) -> Outcome<Taken, Refused> {
    let mut tx = cx.world.db.write().await?;
    let none = || Error::Refused(Refused::NoComplaint);
    let complaint = receipt::complaint(&mut tx, id).await?.ok_or_else(none)?;
    let closed = complaint.state.may_amend();
    closed.map_err(|why| Error::Refused(Refused::Rule(why)))?;
    let mut correction = load(cx, &mut tx, &complaint).await?.ok_or_else(none)?;
    let before = correction.clone();
    let journey = before.journey(&cx.world.forms, &complaint);
    let page = journey.and_then(|journey| page(&journey, slug));
    let page = page.ok_or(Error::Refused(Refused::NoPage))?;
    let read = reading::parse_page(&page, posted, &file::reading_of_words(cx));
    correction.begun = true;
    match read {
        Ok(parsed) => {
            let notices = parsed.notices.clone();
            correction.answers.put(parsed);
            save(cx, &mut tx, id, &correction).await?;
            tx.commit().await?;
            Ok(Taken {
                correction,
                notices,
            })
        }
        Err(refused) => {
            for (key, answer) in &refused.good {
                correction.answers.set(key.clone(), answer.clone());
            }
            save(cx, &mut tx, id, &correction).await?;
            tx.commit().await?;
            let wrong = Refused::Wrong(Box::new(correction), Box::new(refused));
            Err(Error::Refused(wrong))
        }
    }
}

/// Keeps a correction under way.
pub(crate) async fn save(
    cx: &Cx,
    tx: &mut Tx,
    id: ComplaintId,
    correction: &Correction,
) -> Result<(), Fault> {
    let now = cx.world.clock.now();
    let answers = serde_json::to_string(&correction.answers)?;
    let row = binds![id, correction.base, answers, now, draft::expiry(cx, now)];
    tx.execute(&store::SAVE_CORRECTION, row).await?;
    let deed = Deed::CorrectionAnswered;
    cx.journal(tx, deed, "complaint", Some(id.0), "{}").await
}

/// Gives up a correction: the complaint stays as it is. False when there was none.
///
/// # Errors
/// When the database fails.
pub async fn give_up(cx: &Cx, id: ComplaintId) -> Result<bool, Fault> {
    let mut tx = cx.world.db.write().await?;
    if tx.execute(&store::DROP_CORRECTION, binds![id]).await? == 0 {
        return Ok(false);
    }
    dropped(cx, &mut tx, id).await?;
    tx.commit().await?;
    Ok(true)
}

/// Deletes the corrections left for as long as a draft is; returns how many.
///
/// # Errors
/// When the database fails.
pub(crate) async fn forget_expired(cx: &Cx) -> Result<usize, Fault> {
    let mut tx = cx.world.db.write_behind().await?;
    let now = cx.world.clock.now();
    let rows = tx.all(&store::EXPIRED_CORRECTIONS, binds![now]).await?;
    for row in &rows {
        let id: ComplaintId = row.get("complaint_id")?;
        tx.execute(&store::DROP_CORRECTION, binds![id]).await?;
        dropped(cx, &mut tx, id).await?;
    }
    tx.commit().await?;
    Ok(rows.len())
}

async fn dropped(cx: &Cx, tx: &mut Tx, id: ComplaintId) -> Result<(), Fault> {
    let deed = Deed::CorrectionDropped;
    cx.journal(tx, deed, "complaint", Some(id.0), "{}").await
}
