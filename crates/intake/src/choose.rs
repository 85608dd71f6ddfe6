//! Gives a draft its type, at the end of its orientation or when the person changes it: what was
//! answered is carried over, and stays kept where the new type does not ask it.

use crate::draft::{self, Draft};
use faisceau_domain::code::Code;
use faisceau_domain::journal::Deed;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};

/// Why no type is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The code opens nothing.
    NoDraft,
    /// No such type in `forms/`.
    UnknownType,
}

/// Gives the draft of this code the type `form_type`.
///
/// # Errors
/// See [`Refused`].
pub async fn choose(cx: &Cx, code: &Code, form_type: &str) -> Outcome<Draft, Refused> {
    let forms = &cx.world.forms;
    let chosen = forms.kind(form_type).zip(forms.form_ref(form_type));
    let (kind, form) = chosen.ok_or(Error::Refused(Refused::UnknownType))?;
    let mut tx = cx.world.db.write().await?;
    let draft = draft::load_to_change(cx, &mut tx, code).await?;
    let mut draft = draft.ok_or(Error::Refused(Refused::NoDraft))?;
    draft.answers = draft.answers.carried_to(form);
    draft.answers.end_orientation(kind);
    draft.form_type.clone_from(&kind.code);
    draft.save(cx, &mut tx).await?;
    let id = Some(draft.id.0);
    cx.journal(&mut tx, Deed::DraftAnswered, "draft", id, "{}")
        .await?;
    tx.commit().await?;
    Ok(draft)
}
