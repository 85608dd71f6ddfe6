//! The task force of a series: who may say who is in charge of it lets persons of any unit work on it until a day said beforehand.
//! What that opens is written in the policies; it ends by itself. Changes no charge.

pub(crate) mod join;
pub(crate) mod leave;

/// Why nothing changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refused {
    /// The policies do not let this person say who works on it.
    NotAllowed,
    /// The reason holds too few words.
    NoReason,
    /// The day is past, or further than a task force may last.
    NoDay,
    /// No such account, or one whose roles never open a series.
    NotAColleague,
    /// This person belongs to it already.
    AlreadyIn,
    /// This person does not belong to it, or left meanwhile.
    NotIn,
}

impl Refused {
    /// The stable code: words for people are in `locales/` under it.
    #[must_use]
    pub(crate) fn code(self) -> &'static str {
        match self {
            Refused::NotAllowed => "not-allowed",
            Refused::NoReason => "no-reason",
            Refused::NoDay => "no-day",
            Refused::NotAColleague => "not-a-colleague",
            Refused::AlreadyIn => "already-in",
            Refused::NotIn => "not-in",
        }
    }
}

/// Fewest characters of a reason.
pub(crate) const REASON_MIN: usize = 10;
