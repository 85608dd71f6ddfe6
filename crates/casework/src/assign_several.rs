//! Puts one person, or nobody, in charge of several complaints at once, for one reason. Each is
//! decided, written and journaled by itself: what is refused for one stops no other, and is told.

use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Outcome};

use crate::assign::{self, Change, assign};
use crate::case;
use crate::desk::Desk;
use crate::inbox::PAGE_ROWS;

/// Complaints of one gesture: those of one page.
pub const CHOSEN_MAX: usize = PAGE_ROWS;

/// One complaint chosen, and who was in charge when the page was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Chosen {
    /// The complaint.
    pub complaint: ComplaintId,
    /// In charge when the page was read.
    pub from: Option<AccountId>,
}

/// Why nothing at all is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No complaint was chosen.
    NothingChosen,
    /// More than one page of them.
    TooMany,
    /// The reason holds no word.
    NoReason,
}

impl Refused {
    /// The stable code: words for people are in `locales/` under it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Refused::NothingChosen => "nothing-chosen",
            Refused::TooMany => "too-many",
            Refused::NoReason => "no-reason",
        }
    }
}

/// One that was left as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The complaint.
    pub complaint: ComplaintId,
    /// Its reference, for who may read it.
    pub reference: Option<String>,
    /// Why.
    pub why: assign::Refused,
}

/// What came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Done {
    /// Complaints that changed hands.
    pub changed: usize,
    /// The others, in the order chosen.
    pub left: Vec<Left>,
}

/// Changes who is in charge of each; the reason is the context's.
///
/// # Errors
/// See [`Refused`]. A fault leaves what was done before it.
pub async fn assign_several(
    cx: &Cx,
    desk: &Desk<'_>,
    chosen: &[Chosen],
    to: Option<AccountId>,
) -> Outcome<Done, Refused> {
    let refused = |why| Err(Error::Refused(why));
    match chosen.len() {
        0 => return refused(Refused::NothingChosen),
        n if n > CHOSEN_MAX => return refused(Refused::TooMany),
        _ if cx.reason.is_empty() => return refused(Refused::NoReason),
        _ => {}
    }
    let mut done = Done::default();
    for Chosen { complaint, from } in chosen {
        let change = Change { from: *from, to };
        match assign(cx, desk, *complaint, change).await {
            Ok(()) => done.changed += 1,
            Err(Error::Fault(fault)) => return Err(Error::Fault(fault)),
            Err(Error::Refused(why)) => done.left.push(Left {
                complaint: *complaint,
                reference: reference(cx, *complaint, why).await?,
                why,
            }),
        }
    }
    Ok(done)
}

/// The reference of a complaint that the reader may know of.
async fn reference(
    cx: &Cx,
    complaint: ComplaintId,
    why: assign::Refused,
) -> Outcome<Option<String>, Refused> {
    if why == assign::Refused::NoComplaint {
        return Ok(None);
    }
    let mut tx = cx.world.db.read().await?;
    let case = case::load(&mut tx, complaint).await?;
    Ok(case.map(|case| case.reference))
}
