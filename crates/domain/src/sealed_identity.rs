//! Who a victim is, kept from those who otherwise may read it: a seal on the identity of one complaint, opened to one
//! person for some hours when enough custodians agree, each with their own sign-in. Knows no account's name and reads
//! nothing.

use crate::id::AccountId;
use jiff::{SignedDuration, Timestamp};

/// A request waits this long for custodians, then it is over: three days.
pub const WAITS_FOR: SignedDuration = SignedDuration::from_hours(72);
/// How long an opening lasts, and what a motive opens: a working day.
pub const OPEN_FOR: SignedDuration = SignedDuration::from_hours(8);
/// Fewest custodians who must agree, whatever the settings say: one person alone opens nothing.
pub const NEEDED_MIN: usize = 2;
/// Most custodians a setting may ask for.
pub const NEEDED_MAX: usize = 9;

/// What custodians are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// To open the identity to who asks, for [`OPEN_FOR`].
    Open,
    /// To take the seal away.
    Lift,
}

impl Wanted {
    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Wanted::Open => "open",
            Wanted::Lift => "lift",
        }
    }

    /// Reads a word written by [`Wanted::code`]; anything else is `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Wanted> {
        [Wanted::Open, Wanted::Lift]
            .into_iter()
            .find(|wanted| wanted.code() == code)
    }
}

/// A request, as far as the rule needs to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// Who asks.
    pub by: AccountId,
    /// Until when custodians may answer.
    pub until: Timestamp,
    /// Whether it ended: granted, or taken back.
    pub ended: bool,
    /// The custodians who agreed so far.
    pub approvals: Vec<AccountId>,
}

/// Why an approval does not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotApproved {
    /// Nobody approves what they ask for.
    Own,
    /// The same custodian agreed already.
    Twice,
    /// Too late, granted already, or taken back.
    Over,
}

impl Request {
    /// One more custodian agrees: whether that is enough of them.
    ///
    /// # Errors
    /// [`NotApproved`].
    pub fn approve(
        &self,
        by: AccountId,
        needed: usize,
        now: Timestamp,
    ) -> Result<bool, NotApproved> {
        if self.ended || self.until <= now {
            return Err(NotApproved::Over);
        }
        if by == self.by {
            return Err(NotApproved::Own);
        }
        if self.approvals.contains(&by) {
            return Err(NotApproved::Twice);
        }
        Ok(self.approvals.len() + 1 >= needed.max(NEEDED_MIN))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn account(n: u128) -> AccountId {
        AccountId(Uuid::from_u128(n))
    }

    fn request(approvals: Vec<AccountId>) -> Request {
        Request {
            by: account(1),
            until: Timestamp::UNIX_EPOCH + WAITS_FOR,
            ended: false,
            approvals,
        }
    }

    #[test]
    fn enough_distinct_custodians_who_do_not_ask_open_it() {
        let now = Timestamp::UNIX_EPOCH;
        let none = request(vec![]);
        assert_eq!(none.approve(account(2), 2, now), Ok(false));
        assert_eq!(none.approve(account(1), 2, now), Err(NotApproved::Own));
        let one = request(vec![account(2)]);
        assert_eq!(one.approve(account(2), 2, now), Err(NotApproved::Twice));
        assert_eq!(one.approve(account(3), 2, now), Ok(true));
        assert_eq!(one.approve(account(3), 3, now), Ok(false));
        // One alone opens nothing, whatever a setting says.
        assert_eq!(none.approve(account(2), 0, now), Ok(false));
        assert_eq!(none.approve(account(2), 1, now), Ok(false));
    }

    #[test]
    fn what_is_over_is_approved_no_more() {
        let mut one = request(vec![account(2)]);
        let late = Timestamp::UNIX_EPOCH + WAITS_FOR;
        assert_eq!(one.approve(account(3), 2, late), Err(NotApproved::Over));
        one.ended = true;
        let now = Timestamp::UNIX_EPOCH;
        assert_eq!(one.approve(account(3), 2, now), Err(NotApproved::Over));
    }

    #[test]
    fn words_are_read_back() {
        for wanted in [Wanted::Open, Wanted::Lift] {
            assert_eq!(Wanted::from_code(wanted.code()), Some(wanted));
        }
        assert_eq!(Wanted::from_code("x"), None);
    }
}
