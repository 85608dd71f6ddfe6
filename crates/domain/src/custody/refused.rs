//! Why a step is refused. Each has a stable word, under which the locales hold a sentence.

/// Why a step is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Why must be said.
    NoReason,
    /// What it is must be said.
    NoDescription,
    /// It is to be described before it is sealed.
    NotDescribed,
    /// It is under seal: the seal is to be opened first, with a reason.
    UnderSeal,
    /// It is under no seal.
    NotSealed,
    /// A seal has a number.
    NoSeal,
    /// The seal seen is not the seal it bears.
    SealDiffers,
    /// A receiver must be named.
    NoReceiver,
    /// Nobody hands anything over to oneself, nor to who keeps it already.
    OwnHands,
    /// It waits for a receiver.
    AwaitsReceiver,
    /// It is proposed to nobody.
    NothingOffered,
    /// Only the receiver named may say yes or no.
    NotReceiver,
    /// Who proposed it may not say yes for the receiver.
    OwnOffer,
    /// Only who proposed it may take the proposal back.
    NotOfferer,
    /// Who received it for another body must be named.
    NoBearer,
    /// The authority that orders it must be named.
    NoAuthority,
    /// An incident is open: what is in question is not got rid of.
    IncidentOpen,
    /// A challenge is open: what is in question is not got rid of.
    ChallengeOpen,
    /// No incident is open.
    NoIncident,
    /// Who met the incident, or keeps the exhibit, does not decide it.
    SamePerson,
    /// What was decided must be said.
    NoDecision,
    /// No challenge is open.
    NoChallenge,
    /// By whom, and on what ground, must be said.
    NoGround,
    /// It was given back: its custody here is over.
    Returned,
    /// It was destroyed.
    Destroyed,
    /// Nothing comes before the deposit, and nothing is deposited twice.
    Order,
}

impl Refused {
    /// Every refusal.
    pub const ALL: [Refused; 26] = [
        Refused::NoReason,
        Refused::NoDescription,
        Refused::NotDescribed,
        Refused::UnderSeal,
        Refused::NotSealed,
        Refused::NoSeal,
        Refused::SealDiffers,
        Refused::NoReceiver,
        Refused::OwnHands,
        Refused::AwaitsReceiver,
        Refused::NothingOffered,
        Refused::NotReceiver,
        Refused::OwnOffer,
        Refused::NotOfferer,
        Refused::NoBearer,
        Refused::NoAuthority,
        Refused::IncidentOpen,
        Refused::ChallengeOpen,
        Refused::NoIncident,
        Refused::SamePerson,
        Refused::NoDecision,
        Refused::NoChallenge,
        Refused::NoGround,
        Refused::Returned,
        Refused::Destroyed,
        Refused::Order,
    ];

    /// The stable word: the words for people are in the locales under it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Refused::NoReason => "no-reason",
            Refused::NoDescription => "no-description",
            Refused::NotDescribed => "not-described",
            Refused::UnderSeal => "under-seal",
            Refused::NotSealed => "not-sealed",
            Refused::NoSeal => "no-seal",
            Refused::SealDiffers => "seal-differs",
            Refused::NoReceiver => "no-receiver",
            Refused::OwnHands => "own-hands",
            Refused::AwaitsReceiver => "awaits-receiver",
            Refused::NothingOffered => "nothing-offered",
            Refused::NotReceiver => "not-receiver",
            Refused::OwnOffer => "own-offer",
            Refused::NotOfferer => "not-offerer",
            Refused::NoBearer => "no-bearer",
            Refused::NoAuthority => "no-authority",
            Refused::IncidentOpen => "incident-open",
            Refused::ChallengeOpen => "challenge-open",
            Refused::NoIncident => "no-incident",
            Refused::SamePerson => "same-person",
            Refused::NoDecision => "no-decision",
            Refused::NoChallenge => "no-challenge",
            Refused::NoGround => "no-ground",
            Refused::Returned => "returned",
            Refused::Destroyed => "destroyed",
            Refused::Order => "order",
        }
    }
}
