//! Brings the figures of a proposal in force. The linker takes them at its next turn: it reads
//! everything again, and the series that differ change with their history.

use super::proposals::{self, Proposal, State};
use super::{in_force, store};
use faisceau_domain::id::AccountId;
use faisceau_domain::journal::{Actor, Deed};
use faisceau_platform::binds;
use faisceau_platform::cx::Cx;
use faisceau_platform::fault::{Error, Fault, Outcome};
use uuid::Uuid;

/// Why nothing is decided of a proposal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// There is no such proposal.
    NoProposal,
    /// Somebody decided of it already.
    Settled,
    /// Other figures came in force since: what it would change is not known any more.
    Outdated,
    /// This version of the program does not read its figures.
    Unreadable,
    /// The reason holds no word.
    NoReason,
    /// Only a member of staff decides.
    NobodysDecision,
}

impl Refused {
    /// The stable code: words for people are in `locales/` under it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Refused::NoProposal => "no-proposal",
            Refused::Settled => "settled",
            Refused::Outdated => "outdated",
            Refused::Unreadable => "unreadable",
            Refused::NoReason => "no-reason",
            Refused::NobodysDecision => "nobodys-decision",
        }
    }
}

/// Adopts a proposal; the reason is the context's.
///
/// # Errors
/// See [`Refused`].
pub async fn adopt(cx: &Cx, id: Uuid) -> Outcome<(), Refused> {
    let mut tx = cx.world.db.write().await?;
    let proposal = proposals::one(&mut tx, id).await?;
    let version = in_force::version(&mut tx).await?;
    let (proposal, by) = decide(cx, proposal, version).map_err(Error::Refused)?;
    let now = cx.world.clock.now();
    let asked = binds![id, State::Adopted.code(), now, by, &cx.reason];
    if tx.execute(&store::SETTLE, asked).await? == 0 {
        return Err(Error::Refused(Refused::Settled));
    }
    let figures = serde_json::to_string(&proposal.figures).map_err(Fault::from)?;
    let row = binds![
        cx.world.dice.uuid(now),
        i64::from(proposal.version),
        i64::from(proposal.base),
        figures,
        id,
        now,
        by
    ];
    // Two figures cannot follow the same ones: of two people who adopt at once, one is refused.
    tx.execute(&store::ADOPT, row)
        .await
        .map_err(|fault| match fault.is_conflict() {
            true => Error::Refused(Refused::Outdated),
            false => Error::Fault(fault),
        })?;
    let detail = format!("{{\"parameters\":{}}}", proposal.version);
    let deed = Deed::ParametersAdopted;
    cx.journal(&mut tx, deed, "parameters", Some(id), &detail)
        .await?;
    tx.commit().await?;
    Ok(())
}

fn decide(
    cx: &Cx,
    proposal: Option<Proposal>,
    in_force: u32,
) -> Result<(Proposal, AccountId), Refused> {
    let (proposal, by) = open(cx, proposal)?;
    if proposal.base != in_force {
        return Err(Refused::Outdated);
    }
    if proposal.figures.is_none() {
        return Err(Refused::Unreadable);
    }
    Ok((proposal, by))
}

/// The proposal, when something may still be decided of it by who acts, for the reason given.
pub(super) fn open(cx: &Cx, proposal: Option<Proposal>) -> Result<(Proposal, AccountId), Refused> {
    let proposal = proposal.ok_or(Refused::NoProposal)?;
    if proposal.state != State::Open {
        return Err(Refused::Settled);
    }
    if cx.reason.is_empty() {
        return Err(Refused::NoReason);
    }
    match cx.actor {
        Actor::Staff(by) => Ok((proposal, by)),
        _ => Err(Refused::NobodysDecision),
    }
}
