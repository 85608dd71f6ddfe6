//! Why somebody does not handle a complaint, and how long one opened in an emergency stays open. Knows no
//! account: who reads what follows from the policies.

use jiff::SignedDuration;

/// How long what was opened in an emergency stays open: a night's duty.
pub const OPEN_FOR: SignedDuration = SignedDuration::from_hours(8);

/// Why somebody does not handle a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NearGround {
    /// They are its victim, its witness, or told of in it.
    Party,
    /// Somebody near to them is.
    Relative,
    /// They have an interest in what becomes of it.
    Interest,
}

impl NearGround {
    /// Every one, in the order it is offered.
    pub const ALL: [NearGround; 3] = [
        NearGround::Party,
        NearGround::Relative,
        NearGround::Interest,
    ];

    /// The stored word.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            NearGround::Party => "party",
            NearGround::Relative => "relative",
            NearGround::Interest => "interest",
        }
    }

    /// The ground of a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<NearGround> {
        NearGround::ALL.into_iter().find(|one| one.code() == code)
    }
}
