//! Writes into a question, by the officer's gesture, one value that the narrative holds. Only what the
//! rules find there now is taken: the page proposes, and nothing else is believed of what it sends.

use super::{CounterFile, Refused, load_to_change};
use crate::answer::reading_for;
use faisceau_domain::form::Key;
use faisceau_domain::id::DraftId;
use faisceau_domain::journal::Deed;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};

/// Takes the proposal of that token into the question of that key.
///
/// # Errors
/// See [`Refused`].
pub async fn accept(cx: &Cx, id: DraftId, token: &str, key: &Key) -> Outcome<CounterFile, Refused> {
    let mut tx = cx.world.db.write().await?;
    let mut file = load_to_change(cx, &mut tx, id).await?;
    let reading = reading_for(cx, &mut tx, &file.draft).await?;
    let before = file.draft.clone();
    let journey = before.journey(&cx.world.forms);
    let proposed = journey.suggestions(reading.today).into_iter();
    let mut proposed = proposed.filter(|suggestion| suggestion.token() == token);
    let nothing = || Error::Refused(Refused::NothingFound);
    let suggestion = proposed.next().ok_or_else(nothing)?;
    let mut fields = suggestion.fields.iter();
    let asked = fields.find(|asked| asked.key == *key).ok_or_else(nothing)?;
    let answer = journey.taken(asked, &suggestion.seen, &reading);
    let Ok(Some(answer)) = answer else {
        return Err(Error::Refused(Refused::NotTaken));
    };
    file.draft.answers.set(key.clone(), answer);
    file.draft.save(cx, &mut tx).await?;
    cx.journal(&mut tx, Deed::DraftAnswered, "draft", Some(id.0), "{}")
        .await?;
    tx.commit().await?;
    Ok(file)
}
