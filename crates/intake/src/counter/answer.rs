//! Takes what was typed on one screen of a file. What is wrong is told and the rest is kept; what is left
//! empty is no mistake here, as blocks are filled in any order. Holds no rule: the engine of
//! `domain::form` reads.

use super::{CounterFile, Refused, load_to_change};
use crate::answer::reading_for;
use faisceau_domain::form::{self, FieldError, Posted};
use faisceau_domain::id::DraftId;
use faisceau_domain::journal::Deed;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};

/// A screen taken.
#[derive(Debug)]
pub struct Taken {
    /// The file, with the answers.
    pub file: CounterFile,
    /// Told though nothing is refused: a card number or a secret was masked.
    pub notices: Vec<FieldError>,
    /// What is to be corrected, with what was typed.
    pub refused: Option<form::Refused>,
}

/// Reads and keeps the answers of a screen.
///
/// # Errors
/// See [`Refused`].
pub async fn answer(cx: &Cx, id: DraftId, slug: &str, posted: &Posted) -> Outcome<Taken, Refused> {
    let mut tx = cx.world.db.write().await?;
    let mut file = load_to_change(cx, &mut tx, id).await?;
    let reading = reading_for(cx, &mut tx, &file.draft).await?;
    let before = file.draft.clone();
    let journey = before.journey(&cx.world.forms);
    let screen = journey.screen(slug);
    let screen = screen.ok_or(Error::Refused(Refused::NoBlock))?;
    let read = screen.read(posted, &reading);
    file.draft.answers.put_screen(&read);
    file.draft.save(cx, &mut tx).await?;
    cx.journal(&mut tx, Deed::DraftAnswered, "draft", Some(id.0), "{}")
        .await?;
    tx.commit().await?;
    Ok(Taken {
        file,
        notices: read.notices,
        refused: read.refused,
    })
}
