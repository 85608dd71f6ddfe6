//! Whose identifier it is said to be. Said, never proven: the role comes from the person who
//! typed it.

/// The part an identifier plays in the facts, as declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Role {
    /// Used by the other party.
    Offender,
    /// The victim's own.
    Victim,
    /// Belongs to a third party whose name was borrowed (a bank's real number).
    Impersonated,
    /// Not said.
    #[default]
    Unknown,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [
        Self::Offender,
        Self::Victim,
        Self::Impersonated,
        Self::Unknown,
    ];

    /// The stable code, as in the `r` field of an import line.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Offender => "offender",
            Self::Victim => "victim",
            Self::Impersonated => "impersonated",
            Self::Unknown => "unknown",
        }
    }

    /// The role that bears this code, if any; codes are compared exactly.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether complaints may be joined through an identifier of this role: never through the
    /// victim's own, nor through a third party's. Unknown may link (imports rarely say).
    #[must_use]
    pub const fn may_link(self) -> bool {
        matches!(self, Self::Offender | Self::Unknown)
    }
}
