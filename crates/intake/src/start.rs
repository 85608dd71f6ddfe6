//! Starts a draft of a type: a resume code from the first page on. Asks no identity.

use crate::draft::{self, Draft};
use crate::store;
use faisceau_domain::code::{Code, CodeKind};
use faisceau_domain::form::Answers;
use faisceau_domain::id::DraftId;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use faisceau_platform::keys::Use;
use std::collections::BTreeMap;

/// Why no draft starts.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// No such type in `forms/`.
    #[error("no questionnaire is named `{0}`")]
    UnknownType(String),
}

/// Starts a draft.
///
/// # Errors
/// See [`Refused`].
pub async fn start(cx: &Cx, form_type: &str) -> Outcome<Draft, Refused> {
    let world = &cx.world;
    let unknown = || Error::Refused(Refused::UnknownType(form_type.chars().take(40).collect()));
    let answers = world.forms.blank(form_type).ok_or_else(unknown)?;
    let mut tx = world.db.write().await?;
    let draft = insert(cx, &mut tx, answers).await?;
    tx.commit().await?;
    Ok(draft)
}

/// Writes a new draft with these answers, in the caller's transaction.
pub(crate) async fn insert(cx: &Cx, tx: &mut Tx, answers: Answers) -> Result<Draft, Fault> {
    let world = &cx.world;
    let now = world.clock.now();
    let draft = Draft {
        id: DraftId(world.dice.uuid(now)),
        code: Code::from_random(CodeKind::Resume, world.dice.bytes()),
        form_type: answers.form().code.clone(),
        answers,
        urgent_done: BTreeMap::new(),
        lang: cx.lang,
        started_at: now,
        touched_at: now,
        expires_at: draft::expiry(cx, now),
    };
    let mark = world.keys().code_mark(Use::Resume, &draft.code);
    tx.execute(
        &store::INSERT_DRAFT,
        binds![
            draft.id,
            mark,
            &draft.form_type,
            &draft.answers.form().hash,
            serde_json::to_string(&draft.answers)?,
            "{}",
            draft.lang.code(),
            now,
            draft.expires_at,
        ],
    )
    .await?;
    cx.journal(tx, Deed::DraftStarted, "draft", Some(draft.id.0), "{}")
        .await?;
    Ok(draft)
}
