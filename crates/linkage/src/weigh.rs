//! The class of a value: whether it links, is proposed, or is shared by many, and why.
//! Reads how the value is used and the parameters; knows nothing of series.

use jiff::Timestamp;

use crate::correction::{CorrectionId, Mark, Ruled};
use crate::params::{Bits, Params, Strength};
use crate::record::ValueKey;

/// What a value may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Its users are linked.
    Link,
    /// Its users are put before an analyst.
    Propose,
    /// It belongs to many, or to anybody: shown, never used.
    Shared,
}

impl Class {
    /// The stable code, for storage.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Propose => "propose",
            Self::Shared => "shared",
        }
    }

    /// The class that bears a code, if any.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Link, Self::Propose, Self::Shared]
            .into_iter()
            .find(|class| class.code() == code)
    }
}

/// Why a value has its class.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The same hard identifier, used by no more complaints than the cap of its kind.
    ExactHard,
    /// The same soft identifier, used by few complaints.
    ExactSoft,
    /// Used by more complaints than the cap of its kind.
    OverCap {
        /// The cap.
        cap: u64,
    },
    /// This kind is never used alone.
    NeverAlone,
    /// A static list names it.
    Listed {
        /// The name of the list.
        list: String,
    },
    /// Its users also agree on something else.
    Agrees {
        /// How many users after the first also agreed on something firm with an earlier one.
        corroborated: u32,
        /// How many users came after the first.
        arrivals: u32,
    },
    /// Its users agree on too little else for it to link.
    AgreesTooLittle {
        /// As in [`Reason::Agrees`].
        corroborated: u32,
        /// As in [`Reason::Agrees`].
        arrivals: u32,
    },
    /// Its users disagree: it belongs to many.
    Disagrees {
        /// As in [`Reason::Agrees`].
        corroborated: u32,
        /// As in [`Reason::Agrees`].
        arrivals: u32,
    },
    /// A correction says it is shared.
    MarkedShared(CorrectionId),
    /// A correction says it is owned.
    MarkedOwned(CorrectionId),
}

impl Reason {
    /// The stable code; its words are in the locales.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::ExactHard => "exact_hard",
            Self::ExactSoft => "exact_soft",
            Self::OverCap { .. } => "over_cap",
            Self::NeverAlone => "never_alone",
            Self::Listed { .. } => "listed",
            Self::Agrees { .. } => "agrees",
            Self::AgreesTooLittle { .. } => "agrees_too_little",
            Self::Disagrees { .. } => "disagrees",
            Self::MarkedShared(_) => "marked_shared",
            Self::MarkedOwned(_) => "marked_owned",
        }
    }
}

/// How much a value is used, over every complaint and not only those at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Distinct complaints that use it in a role that may link.
    pub users: u64,
    /// When the first of them was received.
    pub first: Timestamp,
    /// When the last of them was received.
    pub last: Timestamp,
}

/// A value used by at least two complaints, with its class.
///
/// One value may later hold several entries, one per *epoch* (a run of users without a long gap:
/// numbers are recycled, domains expire). `(value, tally.first)` is what identifies an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Weighed {
    /// The value.
    pub value: ValueKey,
    /// How much it is used.
    pub tally: Tally,
    /// What it may do.
    pub class: Class,
    /// Why.
    pub reason: Reason,
    /// The log-odds that one group owns it, where the parameters estimate it.
    pub bits: Option<Bits>,
}

/// The class of a value with `users` complaints; `None` below two, when nothing is shared.
pub(crate) fn weigh(
    value: &ValueKey,
    users: u64,
    params: &Params,
    ruled: &Ruled<'_>,
) -> Option<(Class, Reason)> {
    if users < 2 {
        return None;
    }
    match ruled.marks.get(value) {
        Some(Mark::Shared(by)) => return Some((Class::Shared, Reason::MarkedShared(*by))),
        Some(Mark::Owned(by)) => return Some((Class::Link, Reason::MarkedOwned(*by))),
        None => {}
    }
    let rule = params.kinds.get(value.kind);
    let over = users > rule.cap;
    let cap = rule.cap;
    Some(match (rule.strength, params.listed(value)) {
        (_, Some(list)) => (Class::Shared, Reason::Listed { list: list.into() }),
        (Strength::Context, None) => (Class::Shared, Reason::NeverAlone),
        (_, None) if over => (Class::Shared, Reason::OverCap { cap }),
        (Strength::Hard, None) => (Class::Link, Reason::ExactHard),
        (Strength::Soft, None) => (Class::Propose, Reason::ExactSoft),
    })
}
