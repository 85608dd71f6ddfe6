//! The reader of an access that was drawn explains it, once. Nobody answers for another, and nothing is changed afterwards.

use super::{store, words};
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::{Error, Fault, Outcome};
use jiff::Timestamp;
use uuid::Uuid;

/// Accesses listed at once: several draws of as many as may be asked.
pub const LISTED_MAX: i64 = 200;

/// An access that is to be explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sample {
    /// Which.
    pub id: Uuid,
    /// Its reader.
    pub reader: Uuid,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// The reader's words, and when.
    pub answer: Option<(String, Timestamp)>,
    /// The auditor's word and why.
    pub verdict: Option<(String, String)>,
    /// When the thing was opened.
    pub at: Timestamp,
    /// What was done.
    pub action: String,
    /// To what kind of thing.
    pub subject_kind: String,
    /// To which thing.
    pub subject: Option<Uuid>,
    /// Under which purpose.
    pub purpose: Option<String>,
}

impl Sample {
    fn read(row: &Row) -> Result<Sample, Fault> {
        let (answer, answered_at): (Option<String>, Option<Timestamp>) =
            (row.get("answer")?, row.get("answered_at")?);
        let (verdict, why): (Option<String>, String) =
            (row.get("verdict")?, row.get("verdict_reason")?);
        Ok(Sample {
            id: row.get("id")?,
            reader: row.get("account_id")?,
            asked_at: row.get("asked_at")?,
            answer: answer.zip(answered_at),
            verdict: verdict.map(|verdict| (verdict, why)),
            at: row.get("at")?,
            action: row.get("action")?,
            subject_kind: row.get("subject_kind")?,
            subject: row.get("subject")?,
            purpose: row.get("purpose")?,
        })
    }
}

/// Why nothing is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Nothing of the kind is asked of this person.
    NotAsked,
    /// It was answered already.
    Already,
    /// The answer says nothing.
    NoWords,
}

/// Keeps the answer of the reader to one access.
///
/// # Errors
/// See [`Refused`].
pub async fn explain(cx: &Cx, id: Uuid, text: &str) -> Outcome<(), Refused> {
    let refused = |why| Err(Error::Refused(why));
    let mut tx = cx.world.db.write().await?;
    let Some(row) = tx.optional(&store::SAMPLE, binds![id]).await? else {
        return refused(Refused::NotAsked);
    };
    if cx.actor.account() != Some(row.get("account_id")?) {
        return refused(Refused::NotAsked);
    }
    let Some(answer) = words(text) else {
        return refused(Refused::NoWords);
    };
    let now = cx.world.clock.now();
    if tx.execute(&store::ANSWER, binds![id, answer, now]).await? == 0 {
        return refused(Refused::Already);
    }
    cx.journal(&mut tx, Deed::AccessExplained, "access", Some(id), "{}")
        .await?;
    tx.commit().await?;
    Ok(())
}

/// What is asked of an account, what waits first.
///
/// # Errors
/// When the database fails.
pub async fn asked_of(tx: &mut Tx, account: Uuid) -> Result<Vec<Sample>, Fault> {
    let rows = tx
        .all(&store::ASKED_OF, binds![account, LISTED_MAX])
        .await?;
    rows.iter().map(Sample::read).collect()
}

/// How much waits for an account.
///
/// # Errors
/// When the database fails.
pub async fn waiting_of(tx: &mut Tx, account: Uuid) -> Result<i64, Fault> {
    tx.one(&store::WAITING_OF, binds![account]).await?.get("n")
}

/// What a draw asked.
///
/// # Errors
/// When the database fails.
pub async fn of_draw(tx: &mut Tx, draw: Uuid) -> Result<Vec<Sample>, Fault> {
    let rows = tx.all(&store::SAMPLES, binds![draw, LISTED_MAX]).await?;
    rows.iter().map(Sample::read).collect()
}
