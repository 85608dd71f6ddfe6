//! Opens a complaint: it is loaded, the policies decide, and that it was read, by whom and why, is
//! written in the same transaction. Also writes a reason given afterwards.

use faisceau_domain::id::ComplaintId;
use faisceau_domain::journal::Deed;
use faisceau_platform::access::{Action, Resource};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};

use crate::case::{self, Case};
use crate::desk::Desk;

/// Why it is not opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No such complaint, or none this person may know of: the same answer to both.
    NoComplaint,
    /// It is sensitive: this person would open it if it were not.
    Sensitive,
    /// A reason was to be written and holds no word.
    NoReason,
}

/// Opens a complaint and journals the reading.
///
/// # Errors
/// See [`Refused`]; a refused reading is journaled too.
pub async fn open(cx: &Cx, desk: &Desk<'_>, id: ComplaintId) -> Outcome<Case, Refused> {
    let mut tx = cx.world.db.write().await?;
    let case = case::load(&mut tx, id).await?;
    if case.is_none() && case::unit_of(&mut tx, id).await?.is_none() {
        return Err(Error::Refused(Refused::NoComplaint));
    }
    let opened = match case {
        Some(case) => opened(desk, case),
        None => Err(Refused::NoComplaint),
    };
    let action = match opened {
        Ok(_) => Deed::ComplaintRead,
        Err(_) => Deed::ComplaintReadRefused,
    };
    cx.journal(&mut tx, action, "complaint", Some(id.0), "{}")
        .await?;
    tx.commit().await?;
    opened.map_err(Error::Refused)
}

fn opened(desk: &Desk<'_>, case: Case) -> Result<Case, Refused> {
    let resource = case.resource();
    let reads = |resource: &Resource| desk.may(Action::ComplaintRead, resource);
    if reads(&resource) {
        return Ok(case);
    }
    match resource.if_not_sensitive().as_ref().is_some_and(reads) {
        true => Err(Refused::Sensitive),
        false => Err(Refused::NoComplaint),
    }
}

/// Writes why the complaint is being read; the words are the context's.
///
/// # Errors
/// See [`Refused`].
pub async fn give_reason(cx: &Cx, desk: &Desk<'_>, id: ComplaintId) -> Outcome<(), Refused> {
    if cx.reason.is_empty() {
        return Err(Error::Refused(Refused::NoReason));
    }
    let mut tx = cx.world.db.write().await?;
    let case = case::load(&mut tx, id).await?;
    if !case.is_some_and(|case| desk.may(Action::ComplaintRead, &case.resource())) {
        return Err(Error::Refused(Refused::NoComplaint));
    }
    let action = Deed::ComplaintReadingExplained;
    cx.journal(&mut tx, action, "complaint", Some(id.0), "{}")
        .await?;
    tx.commit().await?;
    Ok(())
}
