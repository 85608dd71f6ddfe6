//! Keeps that the answers were read back to the complainant, and what they said: that it is so, or that they
//! do not sign and why. What was read is what was on the screen; anything else is to be read again.

use super::{code, hearing, officer, store};
use crate::draft;
use faisceau_domain::hearing::{NotYet, Word};
use faisceau_domain::id::DraftId;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};

/// Why a reading is not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No such open file, or another officer holds it.
    NoFile,
    /// Who is there was not noted, or what was read is no more what would be filed.
    NotYet(NotYet),
}

/// Keeps the reading of what has this digest.
///
/// # Errors
/// See [`Refused`].
pub async fn read_back(
    cx: &Cx,
    id: DraftId,
    shown: &[u8; 32],
    word: &Word,
) -> Outcome<(), Refused> {
    let gone = || Error::Refused(Refused::NoFile);
    let (me, _) = officer(cx).map_err(|_| gone())?;
    let mut tx = cx.world.db.write().await?;
    let heard = hearing::hearing(&mut tx, id.0).await?;
    let heard = heard.filter(|heard| heard.held.officer == me && heard.filed_at.is_none());
    let heard = heard.ok_or_else(gone)?;
    let draft = draft::load(cx, &mut tx, &code(cx, id)).await?;
    let draft = draft.ok_or_else(gone)?;
    if heard.presence.is_none() {
        return Err(Error::Refused(Refused::NotYet(NotYet::NobodyNoted)));
    }
    if hearing::digest(&cx.world.forms, &draft, heard.presence.as_ref())? != *shown {
        return Err(Error::Refused(Refused::NotYet(NotYet::Stale)));
    }
    let reason = match word {
        Word::Confirmed => "",
        Word::RefusedToSign { reason } => reason,
    };
    let now = cx.world.clock.now();
    let row = binds![id, me, now, *shown, word.code(), reason];
    tx.execute(&store::READ_BACK, row).await?;
    let detail = format!("{{\"word\":\"{}\"}}", word.code());
    let deed = Deed::CounterReadBack;
    cx.journal(&mut tx, deed, "draft", Some(id.0), &detail)
        .await?;
    tx.commit().await?;
    Ok(())
}
