//! Files a draft: in one transaction the complaint, its identifiers, its signed receipt, the
//! journal row and the event. Idempotent: a double click or a retried request gives the same
//! complaint, the same receipt and the same follow-up code.

use crate::counter;
use crate::draft::{self, Draft};
use crate::receipt::{self, ACKNOWLEDGEMENT, Receipt};
use crate::register::{self, Registration};
use crate::{minutes, store, telephone, twice};
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::complaint::State;
use faisceau_domain::event::{Channel, FoundValue};
use faisceau_domain::form::{self, Journey, Missing, Mode, PageUse, Posted, Reading, reading};
use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_domain::sensitivity;
use faisceau_identifiers as identifiers;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::deposit::{self, FileRow};
use faisceau_platform::fault::{Error, Fault, Outcome};
use faisceau_platform::keys::Use;
use jiff::Timestamp;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What the person declares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nature {
    /// "I file a complaint for these facts."
    Complaint,
    /// "I report these facts without filing a complaint."
    Report,
}

impl Nature {
    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Nature::Complaint => "complaint",
            Nature::Report => "report",
        }
    }
}

/// A filing, first time or again.
#[derive(Debug)]
pub struct Filed {
    /// The complaint.
    pub complaint: ComplaintId,
    /// The receipt.
    pub receipt: Receipt,
    /// The secret code of the victim's space.
    pub follow_up: Code,
}

/// Why nothing is filed.
#[derive(Debug)]
pub enum Refused {
    /// The code opens nothing: deleted, expired, or never given.
    NoDraft,
    /// Questions without an answer, even "I don't know".
    Incomplete(Vec<Missing>),
    /// These facts are received elsewhere.
    Elsewhere,
    /// This instance takes these facts as a report only.
    ReportOnly,
    /// The declaration page is to be corrected, with what was typed on it.
    Wrong(Box<form::Refused>),
}

/// Files the draft of this code.
///
/// # Errors
/// See [`Refused`].
pub async fn file(cx: &Cx, code: &Code, nature: Nature) -> Outcome<Filed, Refused> {
    file_declared(cx, code, nature, None).await
}

/// Files the draft of this code with what was typed on its declaration page: one durable commit
/// for both.
///
/// # Errors
/// See [`Refused`].
pub async fn file_declared(
    cx: &Cx,
    code: &Code,
    nature: Nature,
    declared: Option<&Posted>,
) -> Outcome<Filed, Refused> {
    // What is read and decided stays outside the transaction that writes, which holds SQLite's only
    // writer. It is done again when the draft changed meanwhile, or was filed by the same gesture.
    for _ in 0..TRIES {
        match file_once(cx, code, nature, declared).await {
            Ok(Some(filed)) => return Ok(filed),
            Ok(None) => {}
            Err(Error::Fault(fault)) if fault.is_conflict() => {}
            Err(other) => return Err(other),
        }
    }
    Err(Fault::new("the draft kept changing while it was filed").into())
}

/// How often a filing starts again: each time something else was written to this one draft.
pub(crate) const TRIES: usize = 8;

async fn file_once(
    cx: &Cx,
    code: &Code,
    nature: Nature,
    declared: Option<&Posted>,
) -> Outcome<Option<Filed>, Refused> {
    let mut tx = cx.world.db.read().await?;
    if let Some(filed) = already(cx, &mut tx, code).await? {
        return Ok(Some(filed));
    }
    let Some(draft) = draft::load(cx, &mut tx, code).await? else {
        return Err(Error::Refused(Refused::NoDraft));
    };
    let filing = Filing {
        nature,
        declared,
        desk: Desk::Online,
    };
    let ready = prepare(cx, tx, draft, filing).await?;
    let mut tx = cx.world.db.write().await?;
    let Some(filed) = take(cx, &mut tx, &ready).await? else {
        return Ok(None);
    };
    tx.commit().await?;
    Ok(Some(filed))
}

/// Where a draft is filed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Desk {
    /// By who holds it, on the public pages.
    Online,
    /// By an officer, at the counter of a unit.
    Counter {
        /// Who takes it, and is in charge of it.
        officer: AccountId,
        /// The unit it will be in.
        unit: String,
    },
}

impl Desk {
    /// How these answers may be filed there.
    fn mode(&self, journey: &Journey<'_>, profile: &str) -> Mode {
        match self {
            Desk::Online => journey.mode(profile),
            Desk::Counter { .. } => journey.mode_at_counter(profile),
        }
    }
}

/// A filing asked for.
pub(crate) struct Filing<'a> {
    pub(crate) nature: Nature,
    /// What was typed on the declaration page.
    pub(crate) declared: Option<&'a Posted>,
    pub(crate) desk: Desk,
}

/// A filing decided, to be written.
pub(crate) struct Ready {
    draft: Draft,
    registration: Registration,
    dropped: Vec<FileRow>,
    same: Option<twice::SaidSame>,
}

/// Reads and decides, in a transaction that it ends: nothing is written yet.
///
/// # Errors
/// See [`Refused`].
pub(crate) async fn prepare(
    cx: &Cx,
    mut tx: Tx,
    mut draft: Draft,
    filing: Filing<'_>,
) -> Outcome<Ready, Refused> {
    let held = deposit::files_of(&mut tx, draft.id.0).await?;
    let same = twice::said_same(cx, &mut tx, &draft).await?;
    let on_paper = counter::received_on_paper(&mut tx, draft.id).await?;
    let listed = minutes::listed(&mut tx, &held).await?;
    tx.rollback().await?;
    if let Some(posted) = filing.declared {
        declare(cx, &mut draft, posted).map_err(Error::Refused)?;
    }
    let asked = draft.clone();
    let journey = asked.journey(&cx.world.forms);
    let mode = filing.desk.mode(&journey, &cx.world.config.profile);
    allowed(&journey, mode, filing.nature).map_err(Error::Refused)?;
    // Only what the answers of now still point to: a file sent before an answer that closes the
    // uploads is not part of what is filed.
    let wanted = journey.exhibits();
    let (kept, dropped): (Vec<_>, Vec<_>) = held
        .into_iter()
        .zip(listed)
        .partition(|(file, _)| wanted.contains(&file.id.to_string().as_str()));
    let dropped = dropped.into_iter().map(|(file, _)| file).collect();
    let exhibits = kept.into_iter().map(|(_, listed)| listed).collect();
    let mut registration = registration(cx, &draft, &journey, (filing.nature, mode))?;
    registration.exhibits = exhibits;
    registration.received_at = on_paper;
    if let Desk::Counter { officer, unit } = filing.desk {
        registration.channel = Channel::Counter;
        registration.officer = Some(officer);
        registration.unit = unit;
    }
    Ok(Ready {
        draft,
        registration,
        dropped,
        same,
    })
}

/// Writes what was decided, in the caller's transaction; none when the draft changed meanwhile, or was filed
/// by the same gesture.
pub(crate) async fn take(cx: &Cx, tx: &mut Tx, ready: &Ready) -> Result<Option<Filed>, Fault> {
    let draft = &ready.draft;
    let taken = tx
        .execute(&store::TAKE_DRAFT, binds![draft.id, draft.touched_at])
        .await?;
    if taken == 0 {
        return Ok(None);
    }
    if ready.registration.channel == Channel::Online {
        counter::left(cx, tx, draft.id).await?;
    }
    for file in &ready.dropped {
        // With its bytes, unless a file that is kept has the same.
        deposit::take_out(&cx.world, tx, file).await?;
    }
    let receipt = register::register(cx, tx, ready.registration.clone()).await?;
    // Only now: which files a telephone gave is part of how they came into custody.
    telephone::forget(tx, draft.id.0).await?;
    if let Some(same) = &ready.same {
        twice::join_said(cx, tx, same, receipt.complaint).await?;
    }
    Ok(Some(Filed {
        complaint: receipt.complaint,
        receipt,
        follow_up: follow_up_code(cx, &draft.code),
    }))
}

/// Reads what was typed on the declaration page into the draft in hand: pure.
fn declare(cx: &Cx, draft: &mut Draft, posted: &Posted) -> Result<(), Refused> {
    let told = reading_of_words(cx);
    let asked = draft.clone();
    let journey = asked.journey(&cx.world.forms);
    if let Some(page) = declaration(&journey) {
        let parsed = reading::parse_page(page, posted, &told)
            .map_err(|refused| Refused::Wrong(Box::new(refused)))?;
        draft.answers.put(parsed);
    }
    Ok(())
}

/// What the engine is told where no file is asked for.
pub(crate) fn reading_of_words(cx: &Cx) -> Reading {
    reading_on(today(cx))
}

/// The same, on that day.
pub(crate) fn reading_on(today: Date) -> Reading {
    Reading {
        today,
        zone: receipt::zone().iana_name().unwrap_or("UTC").to_owned(),
        exhibits: BTreeSet::new(),
    }
}

/// The page of what is declared.
pub(crate) fn declaration<'j, 'a>(journey: &'j Journey<'a>) -> Option<&'j form::Page<'a>> {
    let mut pages = journey.pages().iter();
    pages.find(|page| page.purpose == PageUse::Declaration)
}

/// The day, where the instance is.
pub(crate) fn today(cx: &Cx) -> Date {
    cx.world.clock.now().to_zoned(receipt::zone()).date()
}

/// Whether these answers may be filed as this: pure.
pub(crate) fn decide(
    journey: &Journey<'_>,
    profile: &str,
    nature: Nature,
) -> Result<Mode, Refused> {
    allowed(journey, journey.mode(profile), nature)
}

/// Whether they may be filed as this, in that mode: pure.
fn allowed(journey: &Journey<'_>, mode: Mode, nature: Nature) -> Result<Mode, Refused> {
    let missing = journey.missing_to_file();
    if !missing.is_empty() {
        return Err(Refused::Incomplete(missing));
    }
    match (mode, nature) {
        (Mode::Reroute, _) => Err(Refused::Elsewhere),
        (Mode::ReportOnly, Nature::Complaint) => Err(Refused::ReportOnly),
        (mode, _) => Ok(mode),
    }
}

/// The follow-up code comes from the resume code, so that a retried request shows the same one
/// though only its mark is stored: its 95 bits are those of the resume code, under the server key.
fn follow_up_code(cx: &Cx, resume: &Code) -> Code {
    let drawn = cx
        .world
        .keys()
        .mark(Use::FollowUp, resume.bare().as_bytes());
    let mut bytes = [0; 19];
    bytes.copy_from_slice(&drawn[..19]);
    Code::from_random(CodeKind::FollowUp, bytes)
}

/// What this code was filed as, if it was.
///
/// # Errors
/// When the database fails.
pub async fn already(cx: &Cx, tx: &mut Tx, code: &Code) -> Result<Option<Filed>, Fault> {
    let mark = cx.world.keys().code_mark(Use::Resume, code);
    let Some(row) = tx
        .optional(&store::COMPLAINT_OF_DRAFT, binds![mark])
        .await?
    else {
        return Ok(None);
    };
    let complaint: ComplaintId = row.get("id")?;
    let receipt = receipt::of(tx, complaint, ACKNOWLEDGEMENT)
        .await?
        .ok_or_else(|| Fault::new("a complaint has no receipt"))?;
    Ok(Some(Filed {
        complaint,
        receipt,
        follow_up: follow_up_code(cx, code),
    }))
}

fn registration(
    cx: &Cx,
    draft: &Draft,
    journey: &Journey<'_>,
    filed_as: (Nature, Mode),
) -> Result<Registration, Fault> {
    let id = ComplaintId(draft.id.0);
    let follow_up = follow_up_code(cx, &draft.code);
    Ok(Registration {
        draft_mark: Some(cx.world.keys().code_mark(Use::Resume, &draft.code)),
        lang: draft.lang,
        urgent_done: draft.urgent_done.clone(),
        ..of_answers(cx, id, journey, filed_as, &follow_up)?
    })
}

/// What answers to a questionnaire say, to be registered; how they came is the caller's to add.
pub(crate) fn of_answers(
    cx: &Cx,
    id: ComplaintId,
    journey: &Journey<'_>,
    (nature, mode): (Nature, Mode),
    follow_up: &Code,
) -> Result<Registration, Fault> {
    let loss = journey.loss();
    let kind = journey.kind();
    let filed = journey.filed();
    Ok(Registration {
        id,
        nature,
        form_type: kind.code.clone(),
        form_hash: filed.form().hash.clone(),
        heading: kind.code.clone(),
        stored: serde_json::to_string(&filed)?,
        channel: Channel::Online,
        officer: None,
        unit: String::new(),
        filing_mode: mode.code().to_owned(),
        draft_mark: None,
        origin: None,
        lang: cx.lang,
        received_at: None,
        occurred_at: occurred_at(journey),
        amount: loss.map(|money| (money.minor, money.currency)),
        state: State::Filed,
        follow_mark: cx.world.keys().code_mark(Use::FollowUp, follow_up),
        urgent_done: BTreeMap::new(),
        exhibits: Vec::new(),
        values: values(journey),
        quoted: journey.quoted(),
        sensitive: sensitivity::of(journey),
        codes: journey.codes(today(cx)),
    })
}

/// The identifiers among the answers. A value its parser refuses stays in the answers, where the
/// officer reads it as typed; it cannot bring complaints together.
pub(crate) fn values(journey: &Journey<'_>) -> Vec<FoundValue> {
    journey
        .identifiers()
        .into_iter()
        .filter_map(|found| {
            let identifier = identifiers::parse(found.kind?, &found.raw).ok()?;
            Some(FoundValue {
                identifier,
                raw: found.raw,
                role: found.role,
                source: found.field.to_string(),
            })
        })
        .collect()
}

/// The first day the answers speak of, at its start.
pub(crate) fn occurred_at(journey: &Journey<'_>) -> Option<Timestamp> {
    let occurred = journey.occurred()?;
    let day = occurred.from.or(occurred.to)?.earliest()?;
    Some(day.to_zoned(receipt::zone()).ok()?.timestamp())
}
