//! Who the victim of a complaint is: read with a motive ([`motive`]), put under a seal ([`seal`]), asked of the
//! custodians ([`ask`]), agreed to by enough of them ([`approve`]) or taken back ([`withdraw`]). Reads no identity itself.

pub mod approve;
pub mod ask;
pub mod motive;
pub mod seal;
pub mod withdraw;

use crate::case::{self, Case};
use crate::desk::Desk;
use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_domain::sealed_identity::NotApproved;
use faisceau_platform::access::Action;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Outcome};

/// Fewest characters of a reason.
pub const REASON_MIN: usize = crate::recuse::REASON_MIN;

/// Why nothing is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// No such complaint, or none that this person may read.
    NoComplaint,
    /// The policies do not let this person do it.
    NotAllowed,
    /// The reason holds too few words.
    NoReason,
    /// This person reads it already.
    Open,
    /// It is under a seal: the custodians are to be asked.
    Sealed,
    /// It is under no seal.
    NotSealed,
    /// Fewer custodians than must agree: what is sealed could not be opened.
    NoCustodians,
    /// This person asked already, and waits.
    Waiting,
    /// No such request.
    NoRequest,
    /// This custodian said to be party to the complaint, or too near.
    Near,
    /// The rule says no.
    Rule(NotApproved),
}

impl Refused {
    /// The stable code: words for people are in `locales/` under it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Refused::NoComplaint => "no-complaint",
            Refused::NotAllowed => "not-allowed",
            Refused::NoReason => "no-reason",
            Refused::Open => "open",
            Refused::Sealed => "sealed",
            Refused::NotSealed => "not-sealed",
            Refused::NoCustodians => "no-custodians",
            Refused::Waiting => "waiting",
            Refused::NoRequest => "no-request",
            Refused::Near => "near",
            Refused::Rule(NotApproved::Own) => "own",
            Refused::Rule(NotApproved::Twice) => "twice",
            Refused::Rule(NotApproved::Over) => "over",
        }
    }
}

/// The complaint and who acts, when the policies let them do this and they say why.
async fn allowed(
    tx: &mut Tx,
    cx: &Cx,
    desk: &Desk<'_>,
    (id, action): (ComplaintId, Action),
) -> Outcome<(Case, AccountId), Refused> {
    let refused = |why| Err(Error::Refused(why));
    let case = case::load(tx, id).await?;
    let (Some(case), Some(me)) = (case, cx.actor.account().map(AccountId)) else {
        return refused(Refused::NoComplaint);
    };
    let resource = case.resource();
    if !desk.may(Action::ComplaintRead, &resource) {
        return refused(Refused::NoComplaint);
    }
    if !desk.may(action, &resource) {
        return refused(Refused::NotAllowed);
    }
    if cx.reason.trim().chars().count() < REASON_MIN {
        return refused(Refused::NoReason);
    }
    Ok((case, me))
}
