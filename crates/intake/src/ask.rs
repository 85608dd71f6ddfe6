//! The officer asks the victim for something more, in words the victim reads.

use crate::decide::{Refused, Ruling, decide};
use faisceau_domain::event::Decision;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::Outcome;

/// Asks; the words go to the victim's space.
///
/// # Errors
/// See [`Refused`].
pub async fn ask(cx: &Cx, id: ComplaintId, words: &str) -> Outcome<(), Refused> {
    let mut tx = cx.world.db.write().await?;
    let ruling = Ruling {
        decision: Decision::Asked,
        action: Deed::ComplaintAsked,
        words: Some(words),
        rule: &|state, by, at| state.ask(words, by, at),
    };
    decide(cx, &mut tx, id, ruling).await?;
    tx.commit().await?;
    Ok(())
}
