//! Tells a victim that there is something to read, once and for good: a row in the space, and an e-mail
//! when that is safe. The e-mail names no type and holds no fact; its address is read when it leaves and
//! kept nowhere else.

use crate::receipt::{self, Complaint};
use crate::store;
use faisceau_documents::{Say, dates};
use faisceau_domain::form::{Answer, Answers, Key, Value};
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_domain::notice::{self, Kept, Kind, Way, Wishes};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::Fault;
use faisceau_platform::jobs::{self, ATTEMPTS_MAX, Done, Job, NewJob, Priority};
use faisceau_platform::mail::{self, NotSent, Text};
use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

/// The job that sends one.
pub(crate) const SEND: &str = "intake.send_notice";
/// A server that is down is tried again this long after all the tries of a job.
const TROUBLED: SignedDuration = SignedDuration::from_hours(6);
/// After this long, what there was to say is read in the space or not at all.
const GIVEN_UP_AFTER: SignedDuration = SignedDuration::from_hours(72);
/// Notices shown in the space: years of them at one every two months.
pub(crate) const SHOWN_MAX: i64 = 100;

/// Tells it, in the transaction of its cause.
pub(crate) async fn notify(
    cx: &Cx,
    tx: &mut Tx,
    complaint: ComplaintId,
    kind: Kind,
) -> Result<(), Fault> {
    let now = cx.world.clock.now();
    let id = cx.world.dice.uuid(now);
    tx.execute(
        &store::INSERT_NOTICE,
        binds![id, complaint, kind.code(), now],
    )
    .await?;
    send_at(cx, tx, id, now).await
}

async fn send_at(cx: &Cx, tx: &mut Tx, notice: Uuid, at: Timestamp) -> Result<(), Fault> {
    let job = NewJob {
        kind: SEND,
        subject: Some(notice),
        payload: "{}".to_owned(),
        priority: Priority::Later,
        run_at: at,
    };
    jobs::enqueue(&cx.world, tx, &[job]).await
}

/// A notice, as shown in the space.
#[derive(Debug, Clone)]
pub struct Notice {
    /// What there is to read.
    pub kind: Kind,
    /// Since when.
    pub at: Timestamp,
    /// `waiting`, `sent`, `refused`, `failed`, or why it stayed here.
    pub outcome: String,
}

/// The notices of a complaint, newest first.
///
/// # Errors
/// When the database fails.
pub async fn notices(tx: &mut Tx, complaint: ComplaintId) -> Result<Vec<Notice>, Fault> {
    let rows = tx
        .all(&store::NOTICES, binds![complaint, SHOWN_MAX])
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Notice {
                kind: row.word("kind", Kind::from_code)?,
                at: row.get("made_at")?,
                outcome: row.get("outcome")?,
            })
        })
        .collect()
}

/// How the victim wishes to be told, as answered last; an import answers nothing.
pub(crate) fn wishes(answers: Option<&Answers>) -> Wishes {
    let value = |key: &str| {
        let key: Key = key.parse().ok()?;
        answers?.get(&key).and_then(Answer::value).cloned()
    };
    let words = |key: &str| match value(key) {
        Some(Value::Multi(words)) => words,
        Some(Value::Choice(word)) => vec![word],
        _ => Vec::new(),
    };
    Wishes {
        email: match value("victim.email") {
            Some(Value::Typed(typed)) => Some(typed.raw),
            _ => None,
        },
        safe: words("victim.contact_safe"),
        by: words("declare.notify").into_iter().next(),
        hours: words("victim.contact_hours"),
    }
}

/// Which way goes what is told to whoever answered this, now.
pub(crate) fn way(cx: &Cx, answers: Option<&Answers>) -> Way {
    let mail = cx.world.config.mail.is_some();
    let now = cx.world.clock.now().to_zoned(receipt::zone());
    notice::way(&wishes(answers), mail, &now)
}

/// Sends the notice of a job, or says why it stays in the space.
pub(crate) fn send<'a>(cx: &'a Cx, job: &'a Job) -> BoxFuture<'a, Result<Done, Fault>> {
    Box::pin(async move {
        let id = job.about()?;
        let mut tx = cx.world.db.read().await?;
        let Some(row) = tx.optional(&store::NOTICE, binds![id]).await? else {
            return Ok(Done::Written);
        };
        let complaint = receipt::complaint(&mut tx, row.get("complaint_id")?).await?;
        tx.rollback().await?;
        let Some(complaint) = complaint else {
            return Ok(Done::Written);
        };
        let kind = row.word("kind", Kind::from_code)?;
        let answers = complaint.answers()?;
        let to = match way(cx, answers.as_ref()) {
            Way::Space(kept) => return Ok(settled(id, complaint.id, Outcome::Kept(kept))),
            Way::Later(at) => return Ok(again_at(id, at.timestamp())),
            Way::Email(to) => to,
        };
        let told = mail::send(&cx.world, &text(cx, &complaint, kind, to)).await;
        let age = cx.world.clock.now().duration_since(row.get("made_at")?);
        match told {
            Ok(()) => Ok(settled(id, complaint.id, Outcome::Sent)),
            Err(NotSent::Refused) => Ok(settled(id, complaint.id, Outcome::Refused)),
            Err(NotSent::Fault(_)) if age > GIVEN_UP_AFTER => {
                Ok(settled(id, complaint.id, Outcome::Failed))
            }
            Err(NotSent::Fault(_)) if job.attempts >= ATTEMPTS_MAX => {
                Ok(again_at(id, cx.world.clock.now() + TROUBLED))
            }
            Err(NotSent::Fault(fault)) => Err(fault),
        }
    })
}

/// How a notice ended.
#[derive(Clone, Copy)]
enum Outcome {
    Sent,
    Refused,
    Failed,
    Kept(Kept),
}

impl Outcome {
    fn code(self) -> &'static str {
        match self {
            Outcome::Sent => "sent",
            Outcome::Refused => "refused",
            Outcome::Failed => "failed",
            Outcome::Kept(kept) => kept.code(),
        }
    }

    fn deed(self) -> Deed {
        match self {
            Outcome::Sent => Deed::NoticeSent,
            Outcome::Refused | Outcome::Failed => Deed::NoticeNotSent,
            Outcome::Kept(_) => Deed::NoticeKept,
        }
    }
}

fn settled(notice: Uuid, complaint: ComplaintId, outcome: Outcome) -> Done {
    Done::ToWrite(Box::new(move |cx, tx| {
        Box::pin(async move {
            let row = binds![notice, outcome.code(), cx.world.clock.now()];
            if tx.execute(&store::SETTLE_NOTICE, row).await? == 0 {
                return Ok(());
            }
            cx.journal(tx, outcome.deed(), "complaint", Some(complaint.0), "{}")
                .await
        })
    }))
}

fn again_at(notice: Uuid, at: Timestamp) -> Done {
    Done::ToWrite(Box::new(move |cx, tx| {
        Box::pin(send_at(cx, tx, notice, at))
    }))
}

/// The words: a day, and that there is something to read. The same whatever happened, but for what
/// changes what to do: an answer awaited, or nothing new.
fn text(cx: &Cx, complaint: &Complaint, kind: Kind, to: String) -> Text {
    let say = Say::new(cx.world.words.clone(), complaint.lang);
    let told = match kind {
        Kind::NeedYou | Kind::Appointment => "after-mail-answer",
        Kind::NothingNew => "after-mail-nothing-new",
        Kind::CodeChanged => "after-mail-code",
        _ => "after-mail-news",
    };
    let address = format!("{}/suivi", cx.world.config.public_url);
    let body = say.with(
        "after-mail-body",
        &[("told", &say.say(told)), ("address", &address)],
    );
    Text {
        to,
        subject: subject(&say, complaint.filed_at),
        body,
    }
}

/// "Votre demande du 14 mars 2026".
pub(crate) fn subject(say: &Say, began: Timestamp) -> String {
    let day = dates::day(say, began.to_zoned(receipt::zone()).date());
    say.with("after-mail-subject", &[("date", &day)])
}
