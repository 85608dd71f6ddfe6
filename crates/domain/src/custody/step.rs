//! One step: from where an exhibit stands, by whom, what: where it stands then, or why not. The same
//! function decides what may be done now and replays what was done.

use super::standing::Met;
use super::{Detail, Keeper, Kind, Offer, Refused, Rest, Seal, Standing, State};
use crate::id::AccountId;

/// Shortest reason, description or name, in characters.
pub const REASON_MIN: usize = 4;

/// Who makes a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct By<'a> {
    /// The account; none of a victim, a partner or the platform itself.
    pub account: Option<AccountId>,
    /// Why, in words.
    pub reason: &'a str,
}

/// What is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gesture {
    /// Its kind.
    pub kind: Kind,
    /// What it says.
    pub detail: Detail,
}

impl Gesture {
    /// A gesture that says nothing more than its kind.
    #[must_use]
    pub fn bare(kind: Kind) -> Gesture {
        Gesture {
            kind,
            detail: Detail::default(),
        }
    }
}

fn said(text: Option<&str>) -> bool {
    text.is_some_and(|text| text.trim().chars().count() >= REASON_MIN)
}

/// Kinds that say why, whatever else they say.
fn needs_reason(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Unsealed
            | Kind::Copied
            | Kind::Offered
            | Kind::Declined
            | Kind::Recalled
            | Kind::Returned
            | Kind::Destroyed
            | Kind::Decided
            | Kind::Challenged
            | Kind::Settled
    )
}

/// Where an exhibit stands after a step; before the first one, nowhere.
///
/// # Errors
/// See [`Refused`].
pub fn step(
    standing: Option<&Standing>,
    by: By<'_>,
    gesture: &Gesture,
) -> Result<Standing, Refused> {
    let Some(standing) = standing else {
        return match gesture.kind {
            Kind::Deposited => Ok(Standing::deposited()),
            _ => Err(Refused::Order),
        };
    };
    if needs_reason(gesture.kind) && !said(Some(by.reason)) {
        return Err(Refused::NoReason);
    }
    match gesture.kind {
        Kind::Deposited => Err(Refused::Order),
        // What is in question, and what is known of it, outlive the custody itself.
        Kind::Differed | Kind::Decided | Kind::Noted | Kind::Challenged | Kind::Settled => {
            question(standing, by, gesture)
        }
        Kind::Consulted | Kind::Copied => read(standing, gesture),
        Kind::Accepted | Kind::Declined | Kind::Recalled => answer(standing, by, gesture),
        Kind::Returned | Kind::Destroyed => end(standing, gesture),
        Kind::Described | Kind::Sealed | Kind::Unsealed | Kind::Offered => {
            handle(standing, by, gesture)
        }
    }
}

/// What it is while nobody passes it on, for gestures that need it to be so.
fn at_rest(standing: &Standing) -> Result<&Rest, Refused> {
    match &standing.state {
        State::Kept(rest) => Ok(rest),
        State::Offered(..) => Err(Refused::AwaitsReceiver),
        State::Returned => Err(Refused::Returned),
        State::Destroyed => Err(Refused::Destroyed),
    }
}

fn handle(standing: &Standing, by: By<'_>, gesture: &Gesture) -> Result<Standing, Refused> {
    let rest = at_rest(standing)?;
    let detail = &gesture.detail;
    let state = match (gesture.kind, rest) {
        (Kind::Described, Rest::Sealed(_)) => return Err(Refused::UnderSeal),
        (Kind::Described, _) if !said(detail.description.as_deref()) => {
            return Err(Refused::NoDescription);
        }
        (Kind::Described, _) => State::Kept(Rest::Described),
        (Kind::Sealed, Rest::Sealed(_)) => return Err(Refused::UnderSeal),
        (Kind::Sealed, Rest::Deposited) => return Err(Refused::NotDescribed),
        (Kind::Sealed, Rest::Described) => {
            let seal = Seal::read(detail.seal.as_deref().unwrap_or_default());
            State::Kept(Rest::Sealed(seal.ok_or(Refused::NoSeal)?))
        }
        (Kind::Unsealed, Rest::Sealed(_)) => State::Kept(Rest::Described),
        (Kind::Unsealed, _) => return Err(Refused::NotSealed),
        _ => {
            let to = receiver(detail)?;
            let by = by.account.ok_or(Refused::NotOfferer)?;
            if to == Keeper::Account(by) || to == standing.keeper {
                return Err(Refused::OwnHands);
            }
            State::Offered(Offer { to, by }, rest.clone())
        }
    };
    Ok(Standing {
        state,
        ..standing.clone()
    })
}

fn receiver(detail: &Detail) -> Result<Keeper, Refused> {
    match (detail.to_account, detail.to.as_deref()) {
        (Some(account), _) => Ok(Keeper::Account(AccountId(account))),
        (None, body) if said(body) => Ok(Keeper::Body(body.unwrap_or_default().trim().to_owned())),
        (None, _) => Err(Refused::NoReceiver),
    }
}

/// Opening or copying the content changes nothing of it, under seal or on its way: it is written.
fn read(standing: &Standing, gesture: &Gesture) -> Result<Standing, Refused> {
    if standing.state == State::Destroyed {
        return Err(Refused::Destroyed);
    }
    if gesture.kind == Kind::Copied && !said(gesture.detail.to.as_deref()) {
        return Err(Refused::NoReceiver);
    }
    Ok(standing.clone())
}

fn answer(standing: &Standing, by: By<'_>, gesture: &Gesture) -> Result<Standing, Refused> {
    let State::Offered(offer, rest) = &standing.state else {
        at_rest(standing)?;
        return Err(Refused::NothingOffered);
    };
    let mut after = standing.clone();
    after.state = State::Kept(rest.clone());
    if gesture.kind == Kind::Recalled {
        return match by.account == Some(offer.by) {
            true => Ok(after),
            false => Err(Refused::NotOfferer),
        };
    }
    match &offer.to {
        Keeper::Account(account) if by.account != Some(*account) => {
            return Err(Refused::NotReceiver);
        }
        // Of another body nobody signs in: a colleague writes down what its bearer said.
        Keeper::Body(_) if by.account.is_none() => return Err(Refused::NotReceiver),
        Keeper::Body(_) if by.account == Some(offer.by) => return Err(Refused::OwnOffer),
        Keeper::Body(_) if !said(gesture.detail.bearer.as_deref()) => {
            return Err(Refused::NoBearer);
        }
        _ => {}
    }
    if gesture.kind == Kind::Accepted {
        if let Some(borne) = rest.seal() {
            let seen = Seal::read(gesture.detail.seal.as_deref().unwrap_or_default());
            if seen.ok_or(Refused::NoSeal)? != *borne {
                return Err(Refused::SealDiffers);
            }
        }
        after.keeper = offer.to.clone();
    }
    Ok(after)
}

fn end(standing: &Standing, gesture: &Gesture) -> Result<Standing, Refused> {
    at_rest(standing)?;
    if standing.incident.is_some() {
        return Err(Refused::IncidentOpen);
    }
    if standing.challenges > 0 {
        return Err(Refused::ChallengeOpen);
    }
    let state = match gesture.kind {
        Kind::Returned if !said(gesture.detail.to.as_deref()) => return Err(Refused::NoReceiver),
        Kind::Returned => State::Returned,
        _ if !said(gesture.detail.authority.as_deref()) => return Err(Refused::NoAuthority),
        _ => State::Destroyed,
    };
    Ok(Standing {
        state,
        ..standing.clone()
    })
}

/// What is in question about it, and what is noted of how it was collected.
fn question(standing: &Standing, by: By<'_>, gesture: &Gesture) -> Result<Standing, Refused> {
    let mut after = standing.clone();
    let detail = &gesture.detail;
    match gesture.kind {
        // One incident at a time: met again, it stays the one that was met first.
        Kind::Differed => after.incident = Some(Met { by: by.account }),
        Kind::Decided => {
            let met = standing.incident.ok_or(Refused::NoIncident)?;
            let decider = by.account.ok_or(Refused::SamePerson)?;
            let keeps = standing.keeper == Keeper::Account(decider);
            if met.by == Some(decider) || keeps {
                return Err(Refused::SamePerson);
            }
            if detail.outcome.is_none() {
                return Err(Refused::NoDecision);
            }
            after.incident = None;
        }
        Kind::Challenged if !said(detail.to.as_deref()) => return Err(Refused::NoGround),
        Kind::Challenged => after.challenges += 1,
        Kind::Settled => {
            if detail.outcome.is_none() {
                return Err(Refused::NoDecision);
            }
            let left = standing.challenges.checked_sub(1);
            after.challenges = left.ok_or(Refused::NoChallenge)?;
        }
        _ if detail.item.is_none() => return Err(Refused::NoGround),
        _ => {}
    }
    Ok(after)
}
