//! The class of a value: whether it links, is proposed, or is shared by many, and why.
//! Words for it only: the linker gives them (`standing.rs`).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::correction::CorrectionId;
use crate::figures::Bits;
use crate::record::ValueKey;

/// What a value may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Reason {
    /// This kind is never used alone.
    NeverAlone,
    /// A static list names it.
    Listed {
        /// The name of the list, as it was given.
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Distinct complaints that use it in a role that may link.
    pub users: u64,
    /// When the first of them was received.
    pub first: Timestamp,
    /// When the last of them was received.
    pub last: Timestamp,
}

/// A value used by at least two complaints, with its class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The log-odds that one group owns it, where nobody decided it.
    pub bits: Option<Bits>,
}
