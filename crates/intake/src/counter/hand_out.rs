//! What is handed to the complainant once a complaint is filed at the counter: the reference and the code of
//! their space, shown until the officer says they were handed out, and never after.

use super::{Refused, code, hearing, officer, store};
use crate::attest;
use crate::file::{self, Filed};
use crate::receipt::{self, Complaint};
use faisceau_domain::code::Code;
use faisceau_domain::id::{ComplaintId, DraftId};
use faisceau_domain::journal::Deed;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use jiff::{SignedDuration, Timestamp};

/// How long after a filing its code may still be shown, if nobody said that it was handed out.
const SHOWN_FOR: SignedDuration = SignedDuration::from_hours(1);

/// What is handed out.
#[derive(Debug)]
pub struct Slip {
    /// The complaint.
    pub complaint: Complaint,
    /// When it was filed.
    pub filed_at: Timestamp,
    /// The code of the follow-up, while it is shown.
    pub code: Option<Code>,
    /// Begun by the visitor, whose code of the draft opens nothing any more.
    pub begun_online: bool,
}

/// What is to be handed out for a complaint that this officer took. Each showing of the code is journaled.
///
/// # Errors
/// [`Refused::NoFile`] for anybody else's.
pub async fn slip(cx: &Cx, id: ComplaintId) -> Outcome<Slip, Refused> {
    let gone = || Error::Refused(Refused::NoFile);
    let (me, _) = officer(cx)?;
    let mut tx = cx.world.db.write().await?;
    let heard = hearing::hearing(&mut tx, id.0).await?;
    let heard = heard.filter(|heard| heard.held.officer == me);
    let heard = heard.ok_or_else(gone)?;
    let filed_at = heard.filed_at.ok_or_else(gone)?;
    let complaint = receipt::complaint(&mut tx, id).await?.ok_or_else(gone)?;
    // A code given anew since is not this one: the mark of the filing is gone then.
    let filed = file::already(cx, &mut tx, &code(cx, DraftId(id.0))).await?;
    let shown = heard.code_given_at.is_none() && cx.world.clock.now() < filed_at + SHOWN_FOR;
    let code = filed.filter(|_| shown).map(|filed: Filed| filed.follow_up);
    if code.is_some() {
        let deed = Deed::CounterCodeShown;
        cx.journal(&mut tx, deed, "complaint", Some(id.0), "{}")
            .await?;
        if is_sensitive(cx, &complaint) {
            attest::discreet(cx, &mut tx, &complaint).await?;
        }
        tx.commit().await?;
    }
    Ok(Slip {
        complaint,
        filed_at,
        code,
        begun_online: heard.held.begun_online,
    })
}

/// Whether a paper found at home must say nothing of what it is about.
pub(crate) fn is_sensitive(cx: &Cx, complaint: &Complaint) -> bool {
    let kind = cx.world.forms.kind(&complaint.form_type);
    kind.is_some_and(|kind| kind.exit_button)
}

/// The code was handed out: it is shown no more.
///
/// # Errors
/// [`Refused::NoFile`] for a complaint that this officer did not take.
pub async fn handed_out(cx: &Cx, id: ComplaintId) -> Outcome<(), Refused> {
    let (me, _) = officer(cx)?;
    let mut tx = cx.world.db.write().await?;
    let heard = hearing::hearing(&mut tx, id.0).await?;
    let heard = heard.filter(|heard| heard.held.officer == me && heard.filed_at.is_some());
    if heard.is_none() {
        return Err(Error::Refused(Refused::NoFile));
    }
    let row = binds![id, me, cx.world.clock.now()];
    if tx.execute(&store::GIVE, row).await? == 1 {
        let deed = Deed::CounterCodeGiven;
        cx.journal(&mut tx, deed, "complaint", Some(id.0), "{}")
            .await?;
        tx.commit().await?;
    }
    Ok(())
}

/// Whether this complaint was taken at the counter by this officer.
///
/// # Errors
/// When the database fails.
pub async fn took(cx: &Cx, id: ComplaintId) -> Result<bool, Fault> {
    let Some(staff) = &cx.staff else {
        return Ok(false);
    };
    let mut tx = cx.world.db.read().await?;
    let heard = hearing::hearing(&mut tx, id.0).await?;
    Ok(heard.is_some_and(|heard| heard.held.officer == staff.id && heard.filed_at.is_some()))
}
