//! Where an exhibit stands: its state, who keeps it, what is in question about it.

use crate::id::AccountId;

/// Longest seal number: letters and digits of a label.
const SEAL_CHARACTERS_MAX: usize = 40;

/// The number of a seal: letters, digits, `-`, `/`, `.` and spaces, as on its label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal(String);

impl Seal {
    /// Reads a number as typed: spaces around it and runs of spaces do not count, nor does case.
    #[must_use]
    pub fn read(typed: &str) -> Option<Seal> {
        let words: Vec<&str> = typed.split_whitespace().collect();
        let number = words.join(" ").to_uppercase();
        let fits = |c: char| c.is_ascii_alphanumeric() || "-/. ".contains(c);
        let fit = number.chars().all(fits) && number.chars().any(|c| c.is_ascii_alphanumeric());
        (fit && number.len() <= SEAL_CHARACTERS_MAX).then_some(Seal(number))
    }

    /// The number.
    #[must_use]
    pub fn number(&self) -> &str {
        &self.0
    }
}

/// What an exhibit is while nobody passes it on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rest {
    /// As it came in.
    Deposited,
    /// Somebody wrote what it is.
    Described,
    /// Closed under a seal.
    Sealed(Seal),
}

impl Rest {
    /// The stored word.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Rest::Deposited => "deposited",
            Rest::Described => "described",
            Rest::Sealed(_) => "sealed",
        }
    }

    /// The seal it bears.
    #[must_use]
    pub const fn seal(&self) -> Option<&Seal> {
        match self {
            Rest::Sealed(seal) => Some(seal),
            Rest::Deposited | Rest::Described => None,
        }
    }
}

/// Who answers for an exhibit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keeper {
    /// The service that received it, nobody by name.
    Service,
    /// A member of staff.
    Account(AccountId),
    /// Another body: a laboratory, an expert, a court.
    Body(String),
}

/// A hand-over that waits for its receiver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// To whom.
    pub to: Keeper,
    /// Who proposed it.
    pub by: AccountId,
}

/// The state of an exhibit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// With its keeper.
    Kept(Rest),
    /// Transferred, awaiting acceptance: it is what it was, with who kept it, until then.
    Offered(Offer, Rest),
    /// Given back.
    Returned,
    /// Destroyed.
    Destroyed,
}

impl State {
    /// The words of every state, in the order of a life.
    pub const CODES: [&'static str; 6] = [
        "deposited",
        "described",
        "sealed",
        "offered",
        "returned",
        "destroyed",
    ];

    /// The stored word.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            State::Kept(rest) => rest.code(),
            State::Offered(..) => "offered",
            State::Returned => "returned",
            State::Destroyed => "destroyed",
        }
    }

    /// What it is while nobody passes it on; nothing once its custody is over.
    #[must_use]
    pub const fn rest(&self) -> Option<&Rest> {
        match self {
            State::Kept(rest) | State::Offered(_, rest) => Some(rest),
            State::Returned | State::Destroyed => None,
        }
    }

    /// The hand-over that waits.
    #[must_use]
    pub const fn offer(&self) -> Option<&Offer> {
        match self {
            State::Offered(offer, _) => Some(offer),
            _ => None,
        }
    }
}

/// Where an exhibit stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// Its state.
    pub state: State,
    /// Who answers for it.
    pub keeper: Keeper,
    /// Who met the incident that is open; of a scheduled reading, nobody.
    pub incident: Option<Met>,
    /// Challenges without an outcome.
    pub challenges: u32,
}

/// How an open incident was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Met {
    /// Who was at it; none of a scheduled reading.
    pub by: Option<AccountId>,
}

impl Standing {
    /// As it came in.
    #[must_use]
    pub const fn deposited() -> Standing {
        Standing {
            state: State::Kept(Rest::Deposited),
            keeper: Keeper::Service,
            incident: None,
            challenges: 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Seal;

    #[test]
    fn a_seal_is_read_as_its_label_whatever_its_case_and_spaces() {
        let seal = |typed| Seal::read(typed).map(|seal| seal.number().to_owned());
        assert_eq!(seal("  pj-33/ 0042 "), Some("PJ-33/ 0042".to_owned()));
        assert_eq!(seal("A1"), seal("a1"));
        for wrong in ["", "  ", "--", "12<3", "é1", &"1".repeat(41)] {
            assert_eq!(seal(wrong), None, "{wrong}");
        }
    }
}
