//! The country whose numbering plan reads a telephone number typed without its prefix.
//! It says nothing about where anyone is.

use phonenumber::country;

/// A country code (ISO 3166-1 alpha-2) that has a numbering plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Region(country::Id);

impl Region {
    /// France, the default.
    pub const FR: Self = Self(country::Id::FR);

    /// The region of this two-letter code, in any case; `None` when it has no numbering plan.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        if code.len() != 2 {
            return None;
        }
        code.to_ascii_uppercase().parse().ok().map(Self)
    }

    /// The two-letter code, upper case.
    #[must_use]
    pub fn code(&self) -> &str {
        self.0.as_ref()
    }

    pub(crate) const fn plan(self) -> country::Id {
        self.0
    }
}

impl Default for Region {
    fn default() -> Self {
        Self::FR
    }
}
