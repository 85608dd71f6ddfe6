//! Whose an identifier is, as the complaint states it.
//! Decides what may be linked on; never who anybody is.

/// Whose an identifier is, as stated by the complaint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Used by the other side.
    Offender,
    /// The victim's own.
    Victim,
    /// An organisation's or a person's whose name was borrowed.
    Impersonated,
    /// Not said.
    Unknown,
}

impl Role {
    /// Whether values in this role may link: the victim's and the impersonated's never do.
    #[must_use]
    pub const fn may_link(self) -> bool {
        matches!(self, Self::Offender | Self::Unknown)
    }

    /// The stable code.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Offender => "offender",
            Self::Victim => "victim",
            Self::Impersonated => "impersonated",
            Self::Unknown => "unknown",
        }
    }
}
