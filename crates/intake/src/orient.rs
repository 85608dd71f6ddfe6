//! Takes one answer of the orientation; the first one starts a draft, so that nothing said is lost
//! from then on. Chooses no type: [`crate::choose`] does, on the person's word.

use crate::draft::{self, Draft};
use crate::start;
use faisceau_domain::code::Code;
use faisceau_domain::form::OTHER;
use faisceau_domain::journal::Deed;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};

/// Why an answer is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The code opens nothing.
    NoDraft,
    /// The forms have no such question.
    NoQuestion,
    /// None of its answers was chosen.
    NoAnswer,
}

/// Takes the answer `said` to the first question. A draft whose orientation is not over goes on;
/// anything else starts a new one, and a draft already filled is left as it is.
///
/// # Errors
/// See [`Refused`].
pub async fn begin(cx: &Cx, code: Option<&Code>, said: &str) -> Outcome<Draft, Refused> {
    let forms = &cx.world.forms;
    let first = forms.orientation_start();
    let first = first.ok_or(Error::Refused(Refused::NoQuestion))?;
    let way = first.way(said);
    let way = way.ok_or(Error::Refused(Refused::NoAnswer))?;
    let mut tx = cx.world.db.write().await?;
    let held = match code {
        Some(code) => draft::load_to_change(cx, &mut tx, code).await?,
        None => None,
    };
    let draft = match held.filter(|draft| draft.answers.orienting()) {
        Some(mut draft) => {
            draft.answers.orient(first, way);
            draft.save(cx, &mut tx).await?;
            journal(cx, &mut tx, &draft).await?;
            draft
        }
        None => {
            let blank = forms.blank(OTHER);
            let mut answers = blank.expect("a pack without the type `other` is refused");
            answers.orient(first, way);
            start::insert(cx, &mut tx, answers).await?
        }
    };
    tx.commit().await?;
    Ok(draft)
}

/// Takes the answer `said` to a question of the orientation of this draft.
///
/// # Errors
/// See [`Refused`].
pub async fn orient(cx: &Cx, code: &Code, question: &str, said: &str) -> Outcome<Draft, Refused> {
    let crossing = cx.world.forms.crossing(question);
    let crossing = crossing.ok_or(Error::Refused(Refused::NoQuestion))?;
    let way = crossing.way(said);
    let way = way.ok_or(Error::Refused(Refused::NoAnswer))?;
    let mut tx = cx.world.db.write().await?;
    let draft = draft::load_to_change(cx, &mut tx, code).await?;
    let mut draft = draft.ok_or(Error::Refused(Refused::NoDraft))?;
    draft.answers.orient(crossing, way);
    draft.save(cx, &mut tx).await?;
    journal(cx, &mut tx, &draft).await?;
    tx.commit().await?;
    Ok(draft)
}

async fn journal(
    cx: &Cx,
    tx: &mut faisceau_platform::db::Tx,
    draft: &Draft,
) -> Result<(), faisceau_platform::fault::Fault> {
    let id = Some(draft.id.0);
    cx.journal(tx, Deed::DraftAnswered, "draft", id, "{}").await
}
