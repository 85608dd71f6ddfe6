//! A telephone gives a file: attached to the draft and put among the answers of the page that asks for
//! files, in one transaction, since what is not among the answers is not filed.

use super::{held_to_change, store};
use crate::attach;
use faisceau_domain::code::Code;
use faisceau_domain::form::{FieldKind, Journey, Key};
use faisceau_domain::id::ExhibitId;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::deposit::Received;
use faisceau_platform::fault::{Error, Outcome};

/// Why a file of a telephone is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The way ended meanwhile.
    Over,
    /// The draft does not take it.
    NotAttached(attach::Refused),
}

/// The page and the question that files go to; none where no file may be given.
#[must_use]
pub fn asking(journey: &Journey<'_>) -> Option<(String, Key)> {
    if !journey.uploads_allowed() {
        return None;
    }
    // The same page as `/plainte/pieces` leads to: the last that asks for files.
    journey.pages().iter().rev().find_map(|page| {
        let mut asked = page.asked.iter();
        let asked = asked.find(|asked| asked.field.kind == FieldKind::File)?;
        Some((page.slug.clone(), asked.key.clone()))
    })
}

/// Attaches a received file to the draft of the telephone that holds this cookie.
///
/// # Errors
/// See [`Refused`].
pub async fn give(
    cx: &Cx,
    holder: &Code,
    received: &Received,
    name: &str,
) -> Outcome<ExhibitId, Refused> {
    let mut tx = cx.world.db.write().await?;
    // A file takes minutes to come: the way may have ended and the answers may have changed.
    let found = held_to_change(cx, &mut tx, holder).await?;
    let Some((pass, mut draft)) = found else {
        cx.world.deposit.discard(received).await?;
        return Err(Error::Refused(Refused::Over));
    };
    let not_attached = |why| Error::Refused(Refused::NotAttached(why));
    let Some((_, key)) = asking(&draft.journey(&cx.world.forms)) else {
        cx.world.deposit.discard(received).await?;
        return Err(not_attached(attach::Refused::NoFileHere));
    };
    let exhibit = match attach::keep(cx, &mut tx, draft.id.0, received, name).await {
        Ok(exhibit) => exhibit,
        Err(Error::Refused(why)) => return Err(not_attached(why)),
        Err(Error::Fault(fault)) => return Err(fault.into()),
    };
    attach::put_among(&mut draft.answers, key, exhibit);
    draft.save(cx, &mut tx).await?;
    tx.execute(&store::GIVEN, binds![pass.id, exhibit.0])
        .await?;
    let deed = Deed::ExhibitAdded;
    cx.journal(&mut tx, deed, "draft", Some(draft.id.0), "{}")
        .await?;
    tx.commit().await?;
    Ok(exhibit)
}
