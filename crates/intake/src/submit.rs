//! Takes a complaint that the program of a partner submits whole: the same form, the same
//! checks, the same receipt as for a person at the pages. The same request again gives the same
//! complaint and the same codes; the same key with another body is refused. Exhibits come after.

use crate::file::{self, Filed, Nature};
use crate::receipt::{self, ACKNOWLEDGEMENT};
use crate::register::{self, Registration};
use crate::store;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::event::Channel;
use faisceau_domain::form::{Answers, FieldError, FormRef, Journey, Key, Wrong};
use faisceau_domain::id::ComplaintId;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use faisceau_platform::keys::Use;
use faisceau_platform::partners::Partner;

/// What a program submits.
#[derive(Debug, Clone)]
pub struct Submission {
    /// What its victim declares.
    pub nature: Nature,
    /// The answers, and the form they were given to.
    pub answers: Answers,
    /// The partner's own name of this request; the same again is the same request.
    pub request: String,
    /// SHA-256 of the body of the request.
    pub digest: [u8; 32],
}

/// A submission taken, first time or again.
#[derive(Debug)]
pub struct Submitted {
    /// The complaint, its receipt and the victim's code.
    pub filed: Filed,
    /// Told though nothing was refused: a card number or a secret was masked. Only the first time.
    pub notices: Vec<FieldError>,
}

/// Why nothing is filed.
#[derive(Debug)]
pub enum Refused {
    /// The same request was sent with another body: nothing is changed.
    OtherBody,
    /// No questionnaire is open under this code.
    UnknownForm,
    /// The form has changed: this is the one of today.
    OtherForm(FormRef),
    /// What is wrong, answer by answer.
    Wrong(Vec<Wrong>),
    /// Questions that the other answers lead to, without an answer.
    Incomplete(Vec<Key>),
    /// These facts are received elsewhere.
    Elsewhere,
    /// This instance takes these facts as a report only.
    ReportOnly,
}

/// How often a submission starts again: each time the same request was being taken meanwhile.
const TRIES: usize = 8;

/// Files what the program of a partner submits.
///
/// # Errors
/// See [`Refused`].
pub async fn submit(
    cx: &Cx,
    partner: &Partner,
    submission: &Submission,
) -> Outcome<Submitted, Refused> {
    for _ in 0..TRIES {
        match submit_once(cx, partner, submission).await {
            Err(Error::Fault(fault)) if fault.is_conflict() => {}
            end => return end,
        }
    }
    Err(Fault::new("the same request kept being taken").into())
}

async fn submit_once(
    cx: &Cx,
    partner: &Partner,
    submission: &Submission,
) -> Outcome<Submitted, Refused> {
    let world = &cx.world;
    let mut tx = world.db.read().await?;
    if let Some(filed) = already(cx, &mut tx, partner, submission).await? {
        let notices = Vec::new();
        return Ok(Submitted { filed, notices });
    }
    tx.rollback().await?;
    let (registration, notices) = decide(cx, partner, submission)?;
    let mut tx = world.db.write().await?;
    let receipt = register::register(cx, &mut tx, registration).await?;
    tx.commit().await?;
    let filed = Filed {
        complaint: receipt.complaint,
        receipt,
        follow_up: follow_up_code(cx, partner, submission),
    };
    Ok(Submitted { filed, notices })
}

/// What this request was filed as, if it was.
async fn already(
    cx: &Cx,
    tx: &mut Tx,
    partner: &Partner,
    submission: &Submission,
) -> Outcome<Option<Filed>, Refused> {
    let row = tx
        .optional(
            &store::COMPLAINT_OF_SOURCE,
            binds![partner.source(), &submission.request],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    if row.get::<Option<[u8; 32]>>("source_digest")? != Some(submission.digest) {
        return Err(Error::Refused(Refused::OtherBody));
    }
    let complaint: ComplaintId = row.get("id")?;
    let receipt = receipt::of(tx, complaint, ACKNOWLEDGEMENT)
        .await?
        .ok_or_else(|| Fault::new("a complaint has no receipt"))?;
    Ok(Some(Filed {
        complaint,
        receipt,
        follow_up: follow_up_code(cx, partner, submission),
    }))
}

/// Reads and judges the answers as the pages do: pure but for the id drawn.
fn decide(
    cx: &Cx,
    partner: &Partner,
    submission: &Submission,
) -> Outcome<(Registration, Vec<FieldError>), Refused> {
    let world = &cx.world;
    let refuse = |refused: Refused| Err(Error::Refused(refused));
    let form = submission.answers.form();
    let told = file::reading_of_words(cx);
    let open = world.forms.open_on(told.today);
    if !open.iter().any(|kind| kind.code == form.code) {
        return refuse(Refused::UnknownForm);
    }
    if let Some(today) = world.forms.form_ref(&form.code)
        && today != *form
    {
        return refuse(Refused::OtherForm(today));
    }
    let whole = match world.forms.read_whole(&submission.answers, &told) {
        Ok(whole) => whole,
        Err(wrong) => return refuse(Refused::Wrong(wrong)),
    };
    let Some(journey) = Journey::of(&world.forms, &form.code, &whole.answers) else {
        return refuse(Refused::UnknownForm);
    };
    let mode = match file::decide(&journey, &world.config.profile, submission.nature) {
        Ok(mode) => mode,
        Err(file::Refused::Incomplete(missing)) => {
            let keys = missing.into_iter().map(|missing| missing.key);
            return refuse(Refused::Incomplete(keys.collect()));
        }
        Err(file::Refused::Elsewhere) => return refuse(Refused::Elsewhere),
        Err(_) => return refuse(Refused::ReportOnly),
    };
    let id = ComplaintId(world.dice.uuid(world.clock.now()));
    let follow_up = follow_up_code(cx, partner, submission);
    let registration = Registration {
        channel: Channel::Partner,
        origin: Some((
            partner.source(),
            submission.request.clone(),
            submission.digest,
        )),
        ..file::of_answers(cx, id, &journey, (submission.nature, mode), &follow_up)?
    };
    Ok((registration, whole.notices))
}

/// The follow-up code comes from the request, so that the same request gives the same one though
/// only its mark is stored. The partner's own name of the request may be guessed; the server's key
/// cannot.
fn follow_up_code(cx: &Cx, partner: &Partner, submission: &Submission) -> Code {
    let named = format!(
        "partner {} {} {}",
        partner.id,
        submission.request,
        hex::encode(submission.digest)
    );
    let drawn = cx.world.keys().mark(Use::FollowUp, named.as_bytes());
    let mut bytes = [0; 19];
    bytes.copy_from_slice(&drawn[..19]);
    Code::from_random(CodeKind::FollowUp, bytes)
}
