//! Staff answer a request on data that came by letter, once, with words and, when they refuse, with a ground that
//! their regime knows. The letter that says so is printed and sent by them: nothing goes out by itself.

use super::store;
use faisceau_domain::data_request::{NotTaken, State, Verdict};
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use uuid::Uuid;

/// Why nothing is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No such letter.
    NoLetter,
    /// The rule says no.
    Rule(NotTaken),
}

/// Answers it.
///
/// # Errors
/// See [`Refused`].
pub async fn reply(cx: &Cx, id: Uuid, verdict: Verdict, words: &str) -> Outcome<(), Refused> {
    let staff = cx.staff.as_ref();
    let staff = staff.ok_or_else(|| Fault::new("only staff answer a letter"))?;
    let regime = cx.world.config.regime();
    let mut tx = cx.world.db.write().await?;
    let letter = super::load(&mut tx, id).await?;
    let letter = letter.ok_or(Error::Refused(Refused::NoLetter))?;
    let now = cx.world.clock.now();
    let state = letter.state.answer(verdict, words, regime, (now, staff.id));
    let state = state.map_err(|why| Error::Refused(Refused::Rule(why)))?;
    let ground = match &state {
        State::Refused { ground, .. } => Some(ground.code()),
        State::Open | State::Granted { .. } => None,
    };
    let row = binds![id, state.code(), ground, words.trim(), now, staff.id];
    if tx.execute(&store::ANSWER, row).await? == 0 {
        return Err(Error::Refused(Refused::Rule(NotTaken::Already)));
    }
    let detail = serde_json::json!({
        "asked": letter.asked.code(), "state": state.code(), "ground": ground,
    });
    let (deed, detail) = (Deed::DataRequestAnswered, detail.to_string());
    cx.journal(&mut tx, deed, "letter", Some(id), &detail)
        .await?;
    tx.commit().await?;
    Ok(())
}
