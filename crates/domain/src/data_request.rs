//! What a person asks of the data held on them: which requests the regime opens, on what grounds one may be
//! refused, and its states. Holds no duration: clocks are keys of the law pack.

use crate::id::AccountId;
use crate::regime::Regime;
use jiff::{SignedDuration, Timestamp};

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asked {
    /// To see what is held.
    Access,
    /// To have it corrected; the original is kept.
    Rectify,
    /// To have its use restricted.
    Restrict,
    /// To have it erased.
    Erase,
    /// To object to its being processed.
    Object,
    /// To contest that the complaint was brought together with others.
    Contest,
}

impl Asked {
    /// Everything, in the order of pages.
    pub const ALL: [Asked; 6] = [
        Asked::Access,
        Asked::Rectify,
        Asked::Restrict,
        Asked::Erase,
        Asked::Object,
        Asked::Contest,
    ];

    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Asked::Access => "access",
            Asked::Rectify => "rectify",
            Asked::Restrict => "restrict",
            Asked::Erase => "erase",
            Asked::Object => "object",
            Asked::Contest => "contest",
        }
    }

    /// Reads a word written by [`Asked::code`]; anything else is `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Asked> {
        Asked::ALL.into_iter().find(|asked| asked.code() == code)
    }

    /// Whether the regime opens it: under the rules of criminal data nobody may object.
    #[must_use]
    pub fn is_open_under(self, regime: Regime) -> bool {
        self != Asked::Object || regime != Regime::Authority
    }
}

/// Who writes, when a request comes otherwise than from the space of a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asker {
    /// The person the data is about.
    Person,
    /// Somebody who acts for them.
    Representative,
    /// The supervisory authority, which exercises the right for them.
    Supervisor,
}

impl Asker {
    /// Everyone, in the order of pages.
    pub const ALL: [Asker; 3] = [Asker::Person, Asker::Representative, Asker::Supervisor];

    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Asker::Person => "person",
            Asker::Representative => "representative",
            Asker::Supervisor => "supervisor",
        }
    }

    /// Reads a word written by [`Asker::code`]; anything else is `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Asker> {
        Asker::ALL.into_iter().find(|asker| asker.code() == code)
    }

    /// Whether it must be said how it is known who writes: an authority is known by its letter.
    #[must_use]
    pub fn is_to_be_known(self) -> bool {
        self != Asker::Supervisor
    }
}

/// How long a request that came by letter is kept once it was answered: time enough to contest the answer.
pub const KEPT_AFTER_ANSWER: SignedDuration = SignedDuration::from_hours(24 * 365);

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// To answer would hinder an inquiry: for authorities only.
    Inquiry,
    /// Nothing of this kind is held.
    NotHeld,
    /// It is manifestly without object, or repeated beyond measure.
    Unfounded,
    /// The law asks that it be kept as it is.
    LegalDuty,
}

impl Ground {
    /// Every ground, in the order of pages.
    pub const ALL: [Ground; 4] = [
        Ground::Inquiry,
        Ground::NotHeld,
        Ground::Unfounded,
        Ground::LegalDuty,
    ];

    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Ground::Inquiry => "inquiry",
            Ground::NotHeld => "not-held",
            Ground::Unfounded => "unfounded",
            Ground::LegalDuty => "legal-duty",
        }
    }

    /// Reads a word written by [`Ground::code`]; anything else is `None`.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Ground> {
        Ground::ALL.into_iter().find(|ground| ground.code() == code)
    }

    /// Whether a body of this regime may invoke it.
    #[must_use]
    pub fn is_open_under(self, regime: Regime) -> bool {
        self != Ground::Inquiry || regime == Regime::Authority
    }
}

/// Where a request stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum State {
    /// Nobody has answered yet.
    Open,
    /// Granted.
    Granted {
        /// When.
        at: Timestamp,
        /// By whom.
        by: AccountId,
    },
    /// Refused.
    Refused {
        /// When.
        at: Timestamp,
        /// By whom.
        by: AccountId,
        /// Why.
        ground: Ground,
    },
}

/// What staff decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is granted.
    Grant,
    /// It is refused.
    Refuse(Ground),
}

/// Fewest characters of an answer.
pub const ANSWER_CHARACTERS_MIN: usize = 10;
/// Most characters of a request or an answer.
pub const WORDS_CHARACTERS_MAX: usize = 4_000;

/// Why an answer is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotTaken {
    /// Somebody answered before.
    Already,
    /// A body of this regime may not invoke this ground.
    Ground,
    /// Too few or too many words.
    Words,
}

impl State {
    /// The stored word.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            State::Open => "open",
            State::Granted { .. } => "granted",
            State::Refused { .. } => "refused",
        }
    }

    /// Answers it.
    ///
    /// # Errors
    /// [`NotTaken`].
    pub fn answer(
        self,
        verdict: Verdict,
        words: &str,
        regime: Regime,
        (at, by): (Timestamp, AccountId),
    ) -> Result<State, NotTaken> {
        if self != State::Open {
            return Err(NotTaken::Already);
        }
        let found = words.trim().chars().count();
        if !(ANSWER_CHARACTERS_MIN..=WORDS_CHARACTERS_MAX).contains(&found) {
            return Err(NotTaken::Words);
        }
        match verdict {
            Verdict::Grant => Ok(State::Granted { at, by }),
            Verdict::Refuse(ground) if ground.is_open_under(regime) => {
                Ok(State::Refused { at, by, ground })
            }
            Verdict::Refuse(_) => Err(NotTaken::Ground),
        }
    }
}

/// The key of the law pack that says how long one has to answer.
#[must_use]
pub fn clock(regime: Regime) -> &'static str {
    match regime {
        Regime::Authority => "fr.data_rights.answer.authority",
        Regime::Mandated | Regime::Private => "fr.data_rights.answer.gdpr",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const BY: (Timestamp, AccountId) = (Timestamp::UNIX_EPOCH, AccountId(Uuid::nil()));
    const WORDS: &str = "Une réponse en mots.";

    #[test]
    fn each_regime_opens_its_requests_and_its_grounds() {
        for regime in Regime::ALL {
            let authority = regime == Regime::Authority;
            assert_eq!(Asked::Object.is_open_under(regime), !authority);
            assert!(Asked::Access.is_open_under(regime) && Asked::Contest.is_open_under(regime));
            let refused = State::Open.answer(Verdict::Refuse(Ground::Inquiry), WORDS, regime, BY);
            assert_eq!(refused.is_ok(), authority);
        }
    }

    #[test]
    fn a_request_is_answered_once_and_with_words() {
        let grant = |state: State, words| state.answer(Verdict::Grant, words, Regime::Private, BY);
        let granted = grant(State::Open, WORDS).expect("an open request");
        assert_eq!(granted.code(), "granted");
        assert_eq!(grant(granted, WORDS), Err(NotTaken::Already));
        assert_eq!(grant(State::Open, "  non  "), Err(NotTaken::Words));
        let long = "x".repeat(WORDS_CHARACTERS_MAX + 1);
        assert_eq!(grant(State::Open, &long), Err(NotTaken::Words));
    }

    #[test]
    fn words_are_read_back() {
        assert!(
            Asked::ALL
                .into_iter()
                .all(|one| Asked::from_code(one.code()) == Some(one))
        );
        assert!(
            Ground::ALL
                .into_iter()
                .all(|one| Ground::from_code(one.code()) == Some(one))
        );
        assert!(
            Asker::ALL
                .into_iter()
                .all(|one| Asker::from_code(one.code()) == Some(one))
        );
    }
}
