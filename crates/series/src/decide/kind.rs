//! The kinds of decisions on links, with the words they are stored under.

use faisceau_domain::journal::Deed;

/// What a decision does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// These complaints are one series.
    Confirm,
    /// A series is parted in two.
    Split,
    /// Two series, or a series and a complaint, are one.
    Merge,
    /// Two complaints, or two groups of them, are not one series.
    Forbid,
    /// A value is shared by many: it joins nobody.
    Shared,
    /// A value is one group's own: it joins whoever uses it.
    Owned,
    /// A confirmed series stays as it is, though the evidence parts it.
    Kept,
    /// A value was typed as it was meant: it is not another one, mistyped.
    Typed,
}

impl Kind {
    const ALL: [Kind; 8] = [
        Kind::Confirm,
        Kind::Split,
        Kind::Merge,
        Kind::Forbid,
        Kind::Shared,
        Kind::Owned,
        Kind::Kept,
        Kind::Typed,
    ];

    /// The stored word.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Kind::Confirm => "confirm",
            Kind::Split => "split",
            Kind::Merge => "merge",
            Kind::Forbid => "forbid",
            Kind::Shared => "shared",
            Kind::Owned => "owned",
            Kind::Kept => "kept",
            Kind::Typed => "typed",
        }
    }

    /// Reads a stored word.
    pub(crate) fn from_code(code: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// Whether the linker has something to obey.
    pub(crate) const fn is_obeyed(self) -> bool {
        !matches!(self, Kind::Kept | Kind::Typed)
    }

    /// What the journal says was done.
    pub(crate) const fn deed(self) -> Deed {
        match self {
            Kind::Confirm => Deed::LinkConfirmed,
            Kind::Split => Deed::LinkSplit,
            Kind::Merge => Deed::LinkMerged,
            Kind::Forbid => Deed::LinkForbidden,
            Kind::Shared => Deed::LinkValueShared,
            Kind::Owned => Deed::LinkValueOwned,
            Kind::Kept => Deed::LinkKept,
            Kind::Typed => Deed::LinkTyped,
        }
    }
}
