//! An officer at the counter recognises that the open file tells the facts of a complaint filed before:
//! kept with the draft, and joined when it is filed, if the rule agrees that the facts are the same. Both
//! rights are asked by the caller. Taken back at will before that.

use super::{Refused, store};
use crate::draft::Draft;
use crate::receipt;
use faisceau_domain::complaint::check_reason;
use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault, Outcome};

/// Keeps with the draft that it repeats this complaint, with a reason.
///
/// # Errors
/// See [`Refused`].
pub async fn recognise(
    cx: &Cx,
    draft: &Draft,
    known: ComplaintId,
    reason: &str,
) -> Outcome<(), Refused> {
    let staff = cx.staff.as_ref();
    let by = staff.ok_or_else(|| Fault::new("only staff recognise a complaint"))?;
    check_reason(reason).map_err(|rule| Error::Refused(Refused::Reason(rule)))?;
    let mut tx = cx.world.db.write().await?;
    let Some(complaint) = receipt::complaint(&mut tx, known).await? else {
        return Err(Error::Refused(Refused::NoPair));
    };
    if super::join::is_closed(&complaint) {
        return Err(Error::Refused(Refused::Closed));
    }
    let row = binds![draft.id, known, by.id, reason.trim()];
    tx.execute(&store::RECOGNISE, row).await?;
    for (kind, subject) in [("draft", draft.id.0), ("complaint", known.0)] {
        let deed = Deed::ComplaintRecognised;
        cx.journal(&mut tx, deed, kind, Some(subject), "{}").await?;
    }
    tx.commit().await?;
    Ok(())
}

/// Takes back what an officer recognised; what the holder proved by a code stays.
///
/// # Errors
/// When the database fails.
pub async fn take_back(cx: &Cx, draft: &Draft) -> Result<(), Fault> {
    let mut tx = cx.world.db.write().await?;
    if tx.execute(&store::UNRECOGNISE, binds![draft.id]).await? > 0 {
        let deed = Deed::ComplaintUnrecognised;
        cx.journal(&mut tx, deed, "draft", Some(draft.id.0), "{}")
            .await?;
    }
    tx.commit().await
}
