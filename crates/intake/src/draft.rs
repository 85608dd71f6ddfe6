//! A draft as loaded: answers not yet filed, opened by a resume code alone, or by the counter's for the
//! officer who takes it with the person there. Nobody else on the staff reads a draft.

use crate::counter;
use crate::dialect;
use crate::store;
use faisceau_domain::Lang;
use faisceau_domain::code::Code;
use faisceau_domain::form::{Answers, Journey, Pack};
use faisceau_domain::id::DraftId;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::{Row, Tx};
use faisceau_platform::fault::Fault;
use faisceau_platform::keys::Use;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// A draft.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The draft.
    pub id: DraftId,
    /// The code it was opened by: known only while who holds it is here.
    pub code: Code,
    /// The questionnaire type.
    pub form_type: String,
    /// Every answer given.
    pub answers: Answers,
    /// Urgent actions ticked, with the instant of the tick (milliseconds); 0 means "later".
    pub urgent_done: BTreeMap<String, i64>,
    /// The language it is filled in.
    pub lang: Lang,
    /// First answer.
    pub started_at: Timestamp,
    /// Last change.
    pub touched_at: Timestamp,
    /// Kept until.
    pub expires_at: Timestamp,
}

impl Draft {
    /// The journey of its answers.
    ///
    /// # Panics
    /// Never for a draft that [`load`] gave: its type is in the pack.
    #[must_use]
    pub fn journey<'a>(&'a self, pack: &'a Pack) -> Journey<'a> {
        Journey::of(pack, &self.form_type, &self.answers)
            .expect("a loaded draft has a type of the pack")
    }

    /// Writes the draft back and moves its end.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn save(&mut self, cx: &Cx, tx: &mut Tx) -> Result<(), Fault> {
        let now = cx.world.clock.now();
        // Two changes within a millisecond are still two: what was read before the second is old.
        self.touched_at = now.max(self.touched_at + SignedDuration::from_millis(1));
        self.expires_at = expiry(cx, now);
        tx.execute(
            &store::SAVE_DRAFT,
            binds![
                self.id,
                &self.form_type,
                &self.answers.form().hash,
                serde_json::to_string(&self.answers)?,
                serde_json::to_string(&self.urgent_done)?,
                self.lang.code(),
                self.touched_at,
                self.expires_at,
            ],
        )
        .await?;
        Ok(())
    }
}

/// When a draft touched now ends.
pub(crate) fn expiry(cx: &Cx, now: Timestamp) -> Timestamp {
    now + SignedDuration::from_hours(24 * i64::from(cx.world.config.limits.draft_days))
}

/// The draft that a code opens; `None` when there is none, whatever the reason.
pub(crate) async fn load(cx: &Cx, tx: &mut Tx, code: &Code) -> Result<Option<Draft>, Fault> {
    let mark = cx.world.keys().code_mark(Use::Resume, code);
    let now = cx.world.clock.now();
    // Who holds the code opens it, wherever it was begun.
    tx.over_units().await?;
    let mut row = tx
        .optional(&store::DRAFT_BY_MARK, binds![mark, now])
        .await?;
    if row.is_none() {
        let at_the_counter = &counter::store::DRAFT_OF_MARK;
        row = tx.optional(at_the_counter, binds![mark, now]).await?;
    }
    tx.within_units().await?;
    row.map(|row| read(cx, &row, code)).transpose()
}

/// The same, to be changed in this transaction: what others change meanwhile waits, and neither is lost.
pub(crate) async fn load_to_change(
    cx: &Cx,
    tx: &mut Tx,
    code: &Code,
) -> Result<Option<Draft>, Fault> {
    match load(cx, tx, code).await? {
        Some(draft) => hold(cx, tx, draft).await,
        None => Ok(None),
    }
}

/// The draft as it is now, held until the transaction ends; `None` when it is gone meanwhile.
pub(crate) async fn hold(cx: &Cx, tx: &mut Tx, draft: Draft) -> Result<Option<Draft>, Fault> {
    let row = binds![draft.id, cx.world.clock.now()];
    let row = tx.optional(&dialect::DRAFT_TO_CHANGE, row).await?;
    row.map(|row| read(cx, &row, &draft.code)).transpose()
}

/// The draft that a telephone gives files to. Its code is what the telephone holds: it opens nothing
/// here but the way of its files.
pub(crate) async fn of_telephone(
    cx: &Cx,
    tx: &mut Tx,
    id: DraftId,
    code: &Code,
) -> Result<Option<Draft>, Fault> {
    let row = tx
        .optional(&store::DRAFT_BY_ID, binds![id, cx.world.clock.now()])
        .await?;
    row.map(|row| read(cx, &row, code)).transpose()
}

fn read(cx: &Cx, row: &Row, code: &Code) -> Result<Draft, Fault> {
    let mut answers: Answers = serde_json::from_str(&row.get::<String>("answers")?)?;
    let form_type: String = row.get("form_type")?;
    let form = cx.world.forms.form_ref(&form_type).ok_or_else(|| {
        Fault::new(format!(
            "a draft has the type `{form_type}`, gone from forms/"
        ))
    })?;
    // The form may have been corrected since: the answers go over to the form of today.
    if *answers.form() != form {
        answers = answers.carried_to(form);
    }
    Ok(Draft {
        id: row.get("id")?,
        code: code.clone(),
        form_type,
        answers,
        urgent_done: serde_json::from_str(&row.get::<String>("urgent_done")?)?,
        lang: row.word("lang", Lang::from_code)?,
        started_at: row.get("started_at")?,
        touched_at: row.get("touched_at")?,
        expires_at: row.get("expires_at")?,
    })
}
