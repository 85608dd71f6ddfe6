//! Finds one's way back to a space whose code is lost, without telling anybody whether a complaint exists.
//! Who asks gets a new code at once, whatever was typed; it opens something only when the answers were those
//! of a complaint and its e-mail address confirmed it. At the counter, an officer who saw the identity
//! gives one. The code before opens nothing from then on.

use crate::notify;
use crate::receipt::{self, Complaint};
use crate::store;
use faisceau_documents::Say;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::form::{Answer, Answers, Key, Value};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::notice::{Kind, Way};
use faisceau_domain::reference::Reference;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use faisceau_platform::jobs::{self, ATTEMPTS_MAX, Done, Job, NewJob, Priority};
use faisceau_platform::keys::Use;
use faisceau_platform::mail::{self, NotSent, Text};
use futures_util::future::BoxFuture;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use unicode_normalization::UnicodeNormalization;
use uuid::Uuid;

/// The job that sends the confirmation.
pub(crate) const SEND: &str = "intake.confirm_recovery";
/// How long a confirmation may be typed: a mailbox is slow at times.
pub const CONFIRM_WITHIN: SignedDuration = SignedDuration::from_hours(2);
/// Confirmations sent for one complaint in a day: whoever knows the answers fills no mailbox.
const A_DAY_MAX: i64 = 3;

/// What the person says of themself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The printed reference.
    pub reference: Reference,
    /// The birth name.
    pub birth_name: String,
    /// The first names.
    pub first_names: String,
    /// The birth date.
    pub born_on: Date,
    /// The e-mail address given at filing.
    pub email: String,
}

/// A new code, shown once, that opens nothing yet. The same is answered whatever was said.
///
/// # Errors
/// When the database fails.
pub async fn ask(cx: &Cx, said: &Said) -> Result<Code, Fault> {
    let world = &cx.world;
    let code = Code::from_random(CodeKind::FollowUp, world.dice.bytes());
    let now = world.clock.now();
    let id = world.dice.uuid(now);
    let marks = (
        world.keys().code_mark(Use::FollowUp, &code),
        world.keys().code_mark(Use::Recovery, &confirmation(cx, id)),
    );
    let mut tx = world.db.write().await?;
    let found = found(cx, &mut tx, said, now).await?;
    if let Some(complaint) = found {
        let row = binds![id, complaint, marks.0, marks.1, now, now + CONFIRM_WITHIN];
        tx.execute(&store::INSERT_RECOVERY, row).await?;
        send_at(cx, &mut tx, id, now).await?;
    }
    let subject = found.map(|complaint| complaint.0);
    cx.journal(&mut tx, Deed::RecoveryAsked, "complaint", subject, "{}")
        .await?;
    tx.commit().await?;
    Ok(code)
}

/// The complaint these answers are those of, if its victim may be reached by e-mail.
async fn found(
    cx: &Cx,
    tx: &mut Tx,
    said: &Said,
    now: Timestamp,
) -> Result<Option<ComplaintId>, Fault> {
    let row = tx
        .optional(
            &store::COMPLAINT_BY_REFERENCE,
            binds![said.reference.as_str()],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let id: ComplaintId = row.get("id")?;
    let Some(complaint) = receipt::complaint(tx, id).await? else {
        return Ok(None);
    };
    let Some(answers) = complaint.answers()? else {
        return Ok(None);
    };
    let reached = !matches!(notify::way(cx, Some(&answers)), Way::Space(_));
    let since = now - SignedDuration::from_hours(24);
    let sent: i64 = tx
        .one(&store::COUNT_RECOVERIES, binds![id, since])
        .await?
        .get("n")?;
    Ok((is_theirs(&answers, said) && reached && sent < A_DAY_MAX).then_some(id))
}

/// Whether the answers are those of this person: pure.
fn is_theirs(answers: &Answers, said: &Said) -> bool {
    let civil = value(answers, "victim.civil");
    let Some(Value::Person(person)) = civil else {
        return false;
    };
    let part = |code: &str| {
        let mut parts = person.parts.iter();
        parts.find(|(c, _)| c == code).map(|(_, text)| folded(text))
    };
    let email = notify::wishes(Some(answers)).email;
    part("birth_name") == Some(folded(&said.birth_name))
        && part("first_names") == Some(folded(&said.first_names))
        && person.born_on == Some(said.born_on)
        && email.is_some_and(|email| same_address(&email, &said.email))
}

fn value<'a>(answers: &'a Answers, key: &str) -> Option<&'a Value> {
    let key: Key = key.parse().ok()?;
    answers.get(&key).and_then(Answer::value)
}

/// Without case, accents, spaces and dashes: as people type their own name.
fn folded(text: &str) -> String {
    let letters = text.nfkd().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn same_address(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

/// The code that confirms a recovery: drawn from its id under the server's key, so that it is stored
/// nowhere though the job that sends it runs later.
fn confirmation(cx: &Cx, recovery: Uuid) -> Code {
    let drawn = cx.world.keys().mark(Use::Recovery, recovery.as_bytes());
    let mut bytes = [0; 19];
    bytes.copy_from_slice(&drawn[..19]);
    Code::from_random(CodeKind::Verification, bytes)
}

/// The code received by e-mail was typed: the new code opens the space, the one before nothing. False for
/// a code that confirms nothing, or too late.
///
/// # Errors
/// When the database fails.
pub async fn confirm(cx: &Cx, typed: &Code) -> Result<bool, Fault> {
    let mark = cx.world.keys().code_mark(Use::Recovery, typed);
    let now = cx.world.clock.now();
    let mut tx = cx.world.db.write().await?;
    let row = tx
        .optional(&store::TAKE_RECOVERY, binds![mark, now])
        .await?;
    let Some(row) = row else {
        cx.journal(&mut tx, Deed::RecoveryRefused, "complaint", None, "{}")
            .await?;
        tx.commit().await?;
        return Ok(false);
    };
    let (id, new): (ComplaintId, [u8; 32]) = (row.get("complaint_id")?, row.get("follow_mark")?);
    renewed(cx, &mut tx, id, new).await?;
    tx.commit().await?;
    Ok(true)
}

/// Why no code is given at the counter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No such complaint.
    NoComplaint,
    /// The officer did not say that the identity was seen.
    IdentityNotSeen,
}

/// Whether the officer saw who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identity {
    /// A document was seen.
    Seen,
    /// None was.
    NotSeen,
}

/// Gives a new code to the person whose identity an officer saw. Shown once; the one before opens nothing.
///
/// # Errors
/// See [`Refused`].
pub async fn renew(cx: &Cx, id: ComplaintId, identity: Identity) -> Outcome<Code, Refused> {
    if cx.staff.is_none() {
        return Err(Fault::new("only staff give a code at the counter").into());
    }
    if identity == Identity::NotSeen {
        return Err(Error::Refused(Refused::IdentityNotSeen));
    }
    let code = Code::from_random(CodeKind::FollowUp, cx.world.dice.bytes());
    let mut tx = cx.world.db.write().await?;
    if receipt::complaint(&mut tx, id).await?.is_none() {
        return Err(Error::Refused(Refused::NoComplaint));
    }
    let new = cx.world.keys().code_mark(Use::FollowUp, &code);
    renewed(cx, &mut tx, id, new).await?;
    tx.commit().await?;
    Ok(code)
}

/// The new mark takes the place of the old one; the code of the draft, from which the old one came, finds
/// the complaint no more.
async fn renewed(cx: &Cx, tx: &mut Tx, id: ComplaintId, mark: [u8; 32]) -> Result<(), Fault> {
    tx.execute(&store::RENEW_CODE, binds![id, mark]).await?;
    cx.journal(tx, Deed::CodeRenewed, "complaint", Some(id.0), "{}")
        .await?;
    notify::notify(cx, tx, id, Kind::CodeChanged).await
}

async fn send_at(cx: &Cx, tx: &mut Tx, recovery: Uuid, at: Timestamp) -> Result<(), Fault> {
    let job = NewJob {
        kind: SEND,
        subject: Some(recovery),
        payload: "{}".to_owned(),
        priority: Priority::First,
        run_at: at,
    };
    jobs::enqueue(&cx.world, tx, &[job]).await
}

/// Sends the confirmation of a job. It was asked for now: it does not wait for the hours said.
pub(crate) fn send<'a>(cx: &'a Cx, job: &'a Job) -> BoxFuture<'a, Result<Done, Fault>> {
    Box::pin(async move {
        let id = job.about()?;
        let mut tx = cx.world.db.read().await?;
        let now = cx.world.clock.now();
        let Some(row) = tx.optional(&store::RECOVERY, binds![id, now]).await? else {
            return Ok(Done::Written);
        };
        let complaint: Option<Complaint> =
            receipt::complaint(&mut tx, row.get("complaint_id")?).await?;
        tx.rollback().await?;
        let Some(complaint) = complaint else {
            return Ok(Done::Written);
        };
        let Some(to) = notify::wishes(complaint.answers()?.as_ref()).email else {
            return Ok(Done::Written);
        };
        let say = Say::new(cx.world.words.clone(), complaint.lang);
        let address = format!("{}/suivi/confirmer", cx.world.config.public_url);
        let code = confirmation(cx, id).grouped();
        let args = [("address", address.as_str()), ("code", &code)];
        let text = Text {
            to,
            subject: notify::subject(&say, complaint.filed_at),
            body: say.with("after-mail-confirm", &args),
        };
        match mail::send(&cx.world, &text).await {
            Ok(()) => Ok(sent(complaint.id)),
            Err(NotSent::Fault(fault)) if job.attempts < ATTEMPTS_MAX => Err(fault),
            Err(_) => Ok(Done::Written),
        }
    })
}

fn sent(complaint: ComplaintId) -> Done {
    Done::ToWrite(Box::new(move |cx, tx| {
        Box::pin(async move {
            cx.journal(tx, Deed::NoticeSent, "complaint", Some(complaint.0), "{}")
                .await
        })
    }))
}

#[cfg(test)]
mod tests {
    use super::{folded, same_address};

    #[test]
    fn a_name_is_read_as_people_type_it() {
        assert_eq!(folded("Jean-Noël  d’Été"), folded("jean noel dete"));
        assert_ne!(folded("Martin"), folded("Martine"));
        assert!(same_address(" Moi@Exemple.fr", "moi@exemple.fr "));
        assert!(!same_address("moi@exemple.fr", "moi@exemple.org"));
    }
}
