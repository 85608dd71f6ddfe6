//! The complaint's life after filing: its states, and who may move it from one to the next. What the
//! victim sees of it is in `standing`. Never says how it is stored or shown.

use crate::id::AccountId;
use jiff::Timestamp;

/// Where a complaint stands. A state carries what is true in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Filed; nobody has decided yet.
    Filed,
    /// Something is asked of the victim.
    Asked {
        /// Since when.
        at: Timestamp,
        /// By whom.
        by: AccountId,
    },
    /// Recorded by an officer, who signs the récépissé.
    Validated {
        /// When.
        at: Timestamp,
        /// By whom.
        by: AccountId,
    },
    /// Closed by an officer, with a reason the victim reads.
    Rejected {
        /// When.
        at: Timestamp,
        /// By whom.
        by: AccountId,
        /// In plain words.
        reason: String,
    },
    /// Withdrawn by the victim.
    Withdrawn {
        /// When.
        at: Timestamp,
    },
}

/// Why a transition is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// It was already decided.
    #[error("the complaint is already {0}")]
    AlreadyDecided(&'static str),
    /// A reason must be written.
    #[error("a reason of {min} characters at least is needed")]
    ReasonMissing {
        /// Characters asked.
        min: usize,
    },
    /// The reason is longer than a page can show.
    #[error("a reason has {max} characters at most, this one has {found}")]
    ReasonTooLong {
        /// Characters allowed.
        max: usize,
        /// Characters written.
        found: usize,
    },
}

impl Refused {
    /// The stable code: words for people are in `locales/` under it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Refused::AlreadyDecided(_) => "complaint-already-decided",
            Refused::ReasonMissing { .. } => "reason-missing",
            Refused::ReasonTooLong { .. } => "reason-too-long",
        }
    }
}

/// Shortest reason that tells a victim anything.
pub const REASON_CHARACTERS_MIN: usize = 10;
/// Longest reason.
pub const REASON_CHARACTERS_MAX: usize = 2_000;

impl State {
    /// The stored word.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            State::Filed => "filed",
            State::Asked { .. } => "asked",
            State::Validated { .. } => "validated",
            State::Rejected { .. } => "rejected",
            State::Withdrawn { .. } => "withdrawn",
        }
    }

    fn open(self) -> Result<State, Refused> {
        match self {
            State::Filed | State::Asked { .. } => Ok(self),
            decided => Err(Refused::AlreadyDecided(decided.code())),
        }
    }

    /// The officer records it.
    ///
    /// # Errors
    /// Refused once decided.
    pub fn validate(self, by: AccountId, at: Timestamp) -> Result<State, Refused> {
        self.open()?;
        Ok(State::Validated { at, by })
    }

    /// The officer asks for something. Asking again moves the date.
    ///
    /// # Errors
    /// Refused once decided, or without words.
    pub fn ask(self, words: &str, by: AccountId, at: Timestamp) -> Result<State, Refused> {
        self.open()?;
        check_reason(words)?;
        Ok(State::Asked { at, by })
    }

    /// The victim answers: the complaint is read again. Harmless when nothing was asked.
    #[must_use]
    pub fn answer(self) -> State {
        match self {
            State::Asked { .. } => State::Filed,
            other => other,
        }
    }

    /// Whether its victim may still complete or correct it: until it is closed. Recorded, it may be:
    /// the paper of the day stands, and the new version is read beside it.
    ///
    /// # Errors
    /// Refused once closed.
    pub fn may_amend(&self) -> Result<(), Refused> {
        match self {
            State::Filed | State::Asked { .. } | State::Validated { .. } => Ok(()),
            closed => Err(Refused::AlreadyDecided(closed.code())),
        }
    }

    /// The victim withdraws it, recorded or not: what the law makes of that is not decided here.
    ///
    /// # Errors
    /// Refused once closed.
    pub fn withdraw(self, at: Timestamp) -> Result<State, Refused> {
        self.may_amend()?;
        Ok(State::Withdrawn { at })
    }

    /// The officer closes it with a reason.
    ///
    /// # Errors
    /// Refused once decided, or without a reason.
    pub fn reject(self, reason: &str, by: AccountId, at: Timestamp) -> Result<State, Refused> {
        self.open()?;
        check_reason(reason)?;
        Ok(State::Rejected {
            at,
            by,
            reason: reason.trim().to_owned(),
        })
    }
}

/// Whether words are long enough to tell anything, and short enough to be shown.
///
/// # Errors
/// Says how many characters are asked or allowed.
pub fn check_reason(reason: &str) -> Result<(), Refused> {
    let found = reason.trim().chars().count();
    if found < REASON_CHARACTERS_MIN {
        return Err(Refused::ReasonMissing {
            min: REASON_CHARACTERS_MIN,
        });
    }
    if found > REASON_CHARACTERS_MAX {
        return Err(Refused::ReasonTooLong {
            max: REASON_CHARACTERS_MAX,
            found,
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    const AT: Timestamp = Timestamp::UNIX_EPOCH;

    fn by() -> AccountId {
        AccountId(Uuid::from_u128(1))
    }

    #[test]
    fn a_filed_complaint_can_be_asked_answered_and_validated() {
        let asked = State::Filed.ask("Le RIB reçu, s'il vous plaît", by(), AT);
        let asked = asked.expect("an open complaint may be asked");
        let validated = asked.answer().validate(by(), AT);
        assert_eq!(validated, Ok(State::Validated { at: AT, by: by() }));
    }

    #[test]
    fn a_reason_is_needed_and_bounded() {
        let short = State::Filed.reject("non", by(), AT);
        assert_eq!(
            short,
            Err(Refused::ReasonMissing {
                min: REASON_CHARACTERS_MIN
            })
        );
        let long = State::Filed.reject(&"x".repeat(2_001), by(), AT);
        assert_eq!(
            long,
            Err(Refused::ReasonTooLong {
                max: REASON_CHARACTERS_MAX,
                found: 2_001
            })
        );
    }

    #[test]
    fn a_victim_withdraws_and_amends_until_it_is_closed() {
        let recorded = State::Filed.validate(by(), AT).expect("it is open");
        assert_eq!(recorded.may_amend(), Ok(()));
        let withdrawn = recorded.withdraw(AT);
        assert_eq!(withdrawn, Ok(State::Withdrawn { at: AT }));
        let rejected = State::Filed.reject("Litige commercial", by(), AT);
        for (closed, code) in [(withdrawn, "withdrawn"), (rejected, "rejected")] {
            let closed = closed.expect("it was open");
            assert_eq!(closed.may_amend(), Err(Refused::AlreadyDecided(code)));
            assert_eq!(closed.withdraw(AT), Err(Refused::AlreadyDecided(code)));
        }
    }

    proptest! {
        /// Random walks: once decided, nothing moves a complaint any more.
        #[test]
        fn a_decided_complaint_stays_decided(steps in proptest::collection::vec(0u8..4, 1..12)) {
            let mut state = State::Filed;
            let mut decided: Option<State> = None;
            for step in steps {
                let next = match step {
                    0 => state.clone().validate(by(), AT),
                    1 => state.clone().ask("Merci d'ajouter le relevé", by(), AT),
                    2 => state.clone().reject("Litige commercial, voir SignalConso", by(), AT),
                    _ => Ok(state.clone().answer()),
                };
                if let Ok(next) = next {
                    state = next;
                }
                if let Some(decided) = &decided {
                    prop_assert_eq!(&state, decided);
                }
                if matches!(state, State::Validated { .. } | State::Rejected { .. }) {
                    decided = Some(state.clone());
                }
            }
        }
    }
}
