//! An auditor says whether an explanation is enough, once. It is a word about an access, never about a person, and nobody judges
//! one's own.

use super::store;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};
use jiff::Timestamp;
use uuid::Uuid;

/// What an explanation is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is enough.
    Enough,
    /// It is not, and the reason says what lacks.
    NotEnough,
}

impl Verdict {
    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Verdict::Enough => "enough",
            Verdict::NotEnough => "not_enough",
        }
    }

    /// Reads the stored word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Verdict> {
        [Verdict::Enough, Verdict::NotEnough]
            .into_iter()
            .find(|one| one.code() == code)
    }
}

/// Why nothing is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No such access was drawn.
    NoSample,
    /// Its reader said nothing yet.
    NotAnswered,
    /// An auditor said so already.
    Already,
    /// What lacks is not said.
    NoReason,
    /// It is the auditor's own.
    Own,
}

/// Keeps the auditor's word on an answer, for the reason the context bears; gives the draw it is of.
///
/// # Errors
/// See [`Refused`].
pub async fn judge(cx: &Cx, id: Uuid, verdict: Verdict) -> Outcome<Uuid, Refused> {
    let refused = |why| Err(Error::Refused(why));
    let mut tx = cx.world.db.write().await?;
    let Some(row) = tx.optional(&store::SAMPLE, binds![id]).await? else {
        return refused(Refused::NoSample);
    };
    let account = cx.actor.account();
    if account == Some(row.get("account_id")?) {
        return refused(Refused::Own);
    }
    if row.get::<Option<Timestamp>>("answered_at")?.is_none() {
        return refused(Refused::NotAnswered);
    }
    if row.get::<Option<String>>("verdict")?.is_some() {
        return refused(Refused::Already);
    }
    if verdict == Verdict::NotEnough && cx.reason.is_empty() {
        return refused(Refused::NoReason);
    }
    let now = cx.world.clock.now();
    let kept = binds![id, verdict.code(), &cx.reason, now, account];
    if tx.execute(&store::JUDGE, kept).await? == 0 {
        return refused(Refused::Already);
    }
    let detail = serde_json::json!({ "verdict": verdict.code() }).to_string();
    cx.journal(
        &mut tx,
        Deed::ExplanationJudged,
        "access",
        Some(id),
        &detail,
    )
    .await?;
    tx.commit().await?;
    Ok(row.get("draw_id")?)
}
