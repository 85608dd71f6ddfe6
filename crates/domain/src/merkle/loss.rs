//! When a log that lost entries may go on under a new name: two persons say so, one after the other, within a day,
//! each with a motive in words. Rules only; what was lost is found elsewhere.

use crate::id::AccountId;
use jiff::{SignedDuration, Timestamp};

/// How long the first word waits for the second: beyond, what is known may have changed.
pub const OPEN_FOR: SignedDuration = SignedDuration::from_hours(24);

/// Fewest characters of a motive: a sentence, not a sign.
pub const MOTIVE_CHARACTERS_MIN: usize = 10;

/// What one person proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Who.
    pub by: AccountId,
    /// When.
    pub at: Timestamp,
    /// Why, in the person's words.
    pub motive: String,
}

impl Proposal {
    /// Until when another person may agree.
    #[must_use]
    pub fn until(&self) -> Timestamp {
        self.at + OPEN_FOR
    }

    /// Whether it still waits.
    #[must_use]
    pub fn is_open(&self, now: Timestamp) -> bool {
        now < self.until()
    }
}

/// Why nothing is proposed or declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// The log signs: there is nothing to declare.
    #[error("nothing is lost: the log goes on from every checkpoint known")]
    NothingLost,
    /// No motive, or hardly one.
    #[error("a motive of {MOTIVE_CHARACTERS_MIN} characters at least is needed")]
    Motive,
    /// Somebody proposed it already.
    #[error("a loss is already proposed: another person agrees, or it ends by itself after a day")]
    Open,
    /// Nobody proposed it, or more than a day ago.
    #[error("no loss is proposed, or it was more than a day ago: propose it again")]
    NoProposal,
    /// Who proposed cannot agree.
    #[error("who proposed cannot agree: a second person must")]
    SamePerson,
}

/// Whether a loss may be proposed now.
///
/// # Errors
/// See [`Refused`].
pub fn propose(
    lost: bool,
    before: Option<&Proposal>,
    motive: &str,
    now: Timestamp,
) -> Result<(), Refused> {
    if !lost {
        return Err(Refused::NothingLost);
    }
    if before.is_some_and(|before| before.is_open(now)) {
        return Err(Refused::Open);
    }
    is_motive(motive)
}

/// Whether this person may agree now.
///
/// # Errors
/// See [`Refused`].
pub fn agree(
    lost: bool,
    before: Option<&Proposal>,
    who: AccountId,
    motive: &str,
    now: Timestamp,
) -> Result<(), Refused> {
    if !lost {
        return Err(Refused::NothingLost);
    }
    let before = before.filter(|before| before.is_open(now));
    let before = before.ok_or(Refused::NoProposal)?;
    if before.by == who {
        return Err(Refused::SamePerson);
    }
    is_motive(motive)
}

fn is_motive(motive: &str) -> Result<(), Refused> {
    match motive.trim().chars().count() >= MOTIVE_CHARACTERS_MIN {
        true => Ok(()),
        false => Err(Refused::Motive),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const MOTIVE: &str = "Le disque a brûlé.";

    #[test]
    fn two_persons_within_a_day_and_nobody_else() {
        let (one, other) = (AccountId(Uuid::from_u128(1)), AccountId(Uuid::from_u128(2)));
        let now = Timestamp::UNIX_EPOCH;
        let first = Proposal {
            by: one,
            at: now,
            motive: MOTIVE.into(),
        };
        let last = now + OPEN_FOR - SignedDuration::from_millis(1);
        assert_eq!(propose(true, None, MOTIVE, now), Ok(()));
        assert_eq!(propose(false, None, MOTIVE, now), Err(Refused::NothingLost));
        assert_eq!(propose(true, None, " perdu ", now), Err(Refused::Motive));
        assert_eq!(
            propose(true, Some(&first), MOTIVE, last),
            Err(Refused::Open)
        );
        assert_eq!(propose(true, Some(&first), MOTIVE, first.until()), Ok(()));
        let said = |before, who, at| agree(true, before, who, MOTIVE, at);
        assert_eq!(said(Some(&first), other, last), Ok(()));
        assert_eq!(said(Some(&first), one, last), Err(Refused::SamePerson));
        assert_eq!(
            said(Some(&first), other, first.until()),
            Err(Refused::NoProposal)
        );
        assert_eq!(said(None, other, now), Err(Refused::NoProposal));
        assert_eq!(
            agree(false, Some(&first), other, MOTIVE, now),
            Err(Refused::NothingLost)
        );
        assert_eq!(
            agree(true, Some(&first), other, "oui", now),
            Err(Refused::Motive)
        );
    }
}
