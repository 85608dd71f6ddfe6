//! What the officer's three decisions share: the complaint is loaded, the pure rule decides, the
//! new state is written only if nobody decided meanwhile. Grants nothing: callers checked rights.

use crate::notify;
use crate::post_message;
use crate::receipt;
use crate::{store, twice};
use faisceau_domain::complaint::{self, State};
use faisceau_domain::event::{ComplaintDecided, Decision, Event, Side};
use faisceau_domain::id::{AccountId, ComplaintId};
use faisceau_domain::journal::Deed;
use faisceau_domain::notice::Kind;
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::db::Tx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use jiff::Timestamp;

/// Why a decision is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// No such complaint.
    NoComplaint,
    /// The rule says no.
    Rule(complaint::Refused),
    /// Somebody decided at the same moment: look again.
    Meanwhile,
    /// It was joined to another complaint, which is decided for both.
    Joined,
    /// This paper is an authority's, and this instance is none.
    NotAnAuthority,
}

/// One decision: which it is, what the victim reads, and the rule.
pub(crate) struct Ruling<'a> {
    pub(crate) decision: Decision,
    pub(crate) action: Deed,
    pub(crate) words: Option<&'a str>,
    pub(crate) rule:
        &'a (dyn Fn(State, AccountId, Timestamp) -> Result<State, complaint::Refused> + Sync),
}

/// Applies a ruling, in the caller's transaction.
pub(crate) async fn decide(
    cx: &Cx,
    tx: &mut Tx,
    id: ComplaintId,
    ruling: Ruling<'_>,
) -> Outcome<(), Refused> {
    let staff = cx
        .staff
        .as_ref()
        .ok_or_else(|| Fault::new("only staff decide"))?;
    let Some(complaint) = receipt::complaint(tx, id).await? else {
        return Err(Error::Refused(Refused::NoComplaint));
    };
    if twice::case_of(tx, id).await?.is_some() {
        return Err(Error::Refused(Refused::Joined));
    }
    let now = cx.world.clock.now();
    let before = complaint.state.code();
    let state = (ruling.rule)(complaint.state, staff.id, now)
        .map_err(|e| Error::Refused(Refused::Rule(e)))?;
    write(tx, id, &state, now, before, &staff.unit).await?;
    cx.journal(tx, ruling.action, "complaint", Some(id.0), "{}")
        .await?;
    if let Some(words) = ruling.words {
        post_message::write(cx, tx, id, Side::Staff, words).await?;
    }
    let event = ComplaintDecided {
        complaint: id,
        decision: ruling.decision,
    };
    cx.emit(tx, &Event::ComplaintDecided(event)).await?;
    let kind = match ruling.decision {
        Decision::Validated => Kind::Recorded,
        Decision::Asked => Kind::NeedYou,
        Decision::Rejected | Decision::Withdrawn => Kind::Closed,
        // The victim's own gesture.
        Decision::Answered => return Ok(()),
    };
    notify::notify(cx, tx, id, kind).await.map_err(Error::from)
}

/// Writes a state over the one it was decided on.
pub(crate) async fn write(
    tx: &mut Tx,
    id: ComplaintId,
    state: &State,
    now: Timestamp,
    before: &str,
    unit: &str,
) -> Outcome<(), Refused> {
    let by = match state {
        State::Asked { by, .. } | State::Validated { by, .. } | State::Rejected { by, .. } => {
            Some(*by)
        }
        State::Filed | State::Withdrawn { .. } => None,
    };
    let reason = match state {
        State::Rejected { reason, .. } => Some(reason.clone()),
        _ => None,
    };
    let binds = binds![id, state.code(), now, by, reason, unit, before];
    match tx.execute(&store::SET_STATE, binds).await? {
        1 => Ok(()),
        _ => Err(Error::Refused(Refused::Meanwhile)),
    }
}
