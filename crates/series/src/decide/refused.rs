//! Why nothing is decided. Each refusal has its stable code; the words are in the locales.

use faisceau_linkage::Contradiction;

/// Why nothing is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Refused {
    /// No such series, or none this person may know of.
    NoSeries,
    /// No such decision, or none this person may know of.
    NoDecision,
    /// No such complaint, or none this person may know of, or it left the series.
    NoComplaint,
    /// No such identifier.
    NoIdentifier,
    /// No such proposal any more.
    NoProposal,
    /// The policies do not let this person decide.
    NotAllowed,
    /// The reason holds no word.
    NoReason,
    /// The series ended: another follows it.
    Ended,
    /// More complaints than one gesture may name.
    TooMany,
    /// Nothing was chosen, or everything: one side is empty.
    OneSide,
    /// A series with itself, a complaint with itself.
    Same,
    /// A value of this kind joins nobody by itself, whatever is said of it.
    NeverLinks,
    /// What is asked already is so.
    AlreadySo,
    /// The same gesture was made by somebody else, or for another thing.
    Meanwhile,
    /// A decision in force says otherwise.
    Contradicts(Box<Contradiction>),
}

impl Refused {
    /// The stable code: words for people are in `locales/` under it.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Refused::NoSeries => "no-series",
            Refused::NoDecision => "no-decision",
            Refused::NoComplaint => "no-complaint",
            Refused::NoIdentifier => "no-identifier",
            Refused::NoProposal => "no-proposal",
            Refused::NotAllowed => "not-allowed",
            Refused::NoReason => "no-reason",
            Refused::Ended => "ended",
            Refused::TooMany => "too-many",
            Refused::OneSide => "one-side",
            Refused::Same => "same",
            Refused::NeverLinks => "never-links",
            Refused::AlreadySo => "already-so",
            Refused::Meanwhile => "meanwhile",
            Refused::Contradicts(_) => "contradicts",
        }
    }
}
